"""`gaps rules` and `gaps test`: what is asked, by whom it was verified, and whether a pack answers as it says."""

import json
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from command_desks import Ended
from local_pack import LOCAL_PACK

from orderdesk.cli.formats.choosing import FORMATS

PACKS = Path(__file__).parents[2] / "orderdesk/gaps/packs"
Command = Callable[..., Ended]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "eksempelby.toml").write_text(LOCAL_PACK, encoding="utf-8")
    return tmp_path / "rules"


def test_every_rule_is_listed_with_its_source_and_nobody_has_verified_it(command: Command) -> None:
    ended = command("gaps", "rules")
    assert ended.code == 0
    assert "law: LAB" in ended.out
    assert "no person has verified it" in ended.out
    listed = json.loads(command("gaps", "rules", "--json").out)
    assert all(one["verified"] is None and one["citations"] for one in listed)
    assert {one["pack"]["id"] for one in listed} == {path.stem for path in PACKS.glob("*.toml")}


def test_a_pack_that_is_not_there_is_refused_with_those_that_are(command: Command) -> None:
    ended = command("gaps", "rules", "fleksjobb")
    assert ended.code == 2
    assert "There is no rule pack 'fleksjobb'. There are: arbejdsproevning, fleksjob," in ended.err


def test_a_municipalitys_own_rule_stands_among_them_as_local_policy(command: Command, folder: Path) -> None:
    ended = command("gaps", "rules", "eksempelby", "--rules", str(folder))
    assert "The citizen has been heard on wishes" in ended.out
    assert "local policy: Eksempelby, retningslinje 4" in ended.out


def test_a_local_pack_that_switches_a_rule_off_is_seen(command: Command, folder: Path) -> None:
    change = (
        '\n[[changes]]\nrule = "fleksjob/FLX03"\noff = true\ndecided_by = "Afdelingsleder Bo Prøve"\n'
        'decided = 2026-01-05\nbecause = { da = "Prøvet af anden vej.", en = "Tried another way." }\n'
    )
    (folder / "eksempelby.toml").write_text(LOCAL_PACK + change, encoding="utf-8")
    text = command("gaps", "rules", "fleksjob", "--rules", str(folder)).out
    assert "switched off" in text
    assert "changed by eksempelby: Tried another way." in text


def changing(folder: Path, rule: str, what: str) -> None:
    change = (
        f'\n[[changes]]\nrule = "{rule}"\n{what}\ndecided_by = "Afdelingsleder Bo Prøve"\n'
        'decided = 2026-01-05\nbecause = { da = "Prøvet af anden vej.", en = "Tried another way." }\n'
    )
    (folder / "eksempelby.toml").write_text(LOCAL_PACK + change, encoding="utf-8")


def test_a_change_that_comes_to_nothing_is_said_wherever_rules_are_asked(command: Command, folder: Path) -> None:
    case = str(Path(__file__).parents[2] / "examples/cases/karsten-bruun.json")
    changing(folder, "fleksjob/FLX99", "off = true")
    for asked in (["check", case, "--exit-zero"], ["explain", "FLX01", case], ["diff", case, "--since", "2026-01-01"]):
        told = command("gaps", *asked, "--rules", str(folder)).err
        assert "A local pack changes fleksjob/FLX99, which no pack has." in told
    changing(folder, "fleksjob/FLX02", 'fresh = { months = 3, source = "local_policy" }')
    assert "fleksjob/FLX02, which asks for none" in command("gaps", "rules", "--rules", str(folder)).err


def test_a_rule_is_explained_with_its_length_and_what_local_policy_has_changed(command: Command, folder: Path) -> None:
    changing(folder, "fleksjob/FLX03", 'fresh = { months = 3, source = "local_policy" }\nseverity = "advised"')
    told = " ".join(command("gaps", "explain", "fleksjob/FLX03", "--rules", str(folder)).out.split())
    assert "How long it counts: 3 months (local policy)." in told
    assert "Local policy: 3 months instead of 12 months." in told
    assert "Local policy: advised instead of required." in told


def test_a_gap_by_its_key_is_explained_as_its_rule(command: Command) -> None:
    ended = command("gaps", "explain", "laegeanmodninger/ANM03:anxiety")
    assert ended.code == 0
    assert ended.out.startswith("laegeanmodninger/ANM03 (expected)")


def test_a_file_that_cannot_be_read_keeps_no_other_from_being_explained(command: Command, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{", encoding="utf-8")
    case = (Path(__file__).parents[2] / "examples/cases/karsten-bruun.json").read_bytes()
    (tmp_path / "b.json").write_bytes(case)
    ended = command("gaps", "explain", "fleksjob/FLX03", str(tmp_path), "--as-of", "2026-11-22")
    assert ended.code == 3
    assert "a.json' cannot be read" in ended.err
    assert "The work trial is in the file, but out of date." in " ".join(ended.out.split())


def test_the_programs_own_packs_answer_as_they_say(command: Command) -> None:
    ended = command("gaps", "test")
    assert ended.code == 0, ended.out
    assert len(ended.out.splitlines()) == len(list(PACKS.glob("*.toml")))


@pytest.mark.parametrize("chosen", FORMATS)
def test_a_municipalitys_pack_is_tried_in_every_format(command: Command, folder: Path, chosen: str) -> None:
    assert command("gaps", "test", str(folder), "--format", chosen).code == 0
    wrong = LOCAL_PACK.replace('state = "closed"', 'state = "open"')
    (folder / "eksempelby.toml").write_text(wrong, encoding="utf-8")
    ended = command("gaps", "test", str(folder / "eksempelby.toml"), "--format", chosen)
    assert ended.code == 1
    assert "Netop seks måneder siden" in ended.out
    assert "Expected open, found closed." in ended.out
    if chosen == "junit":
        assert ElementTree.fromstring(ended.out)[0].attrib["failures"] == "1"


def test_a_pack_that_cannot_be_read_says_line_and_key_and_the_others_are_tried(command: Command, folder: Path) -> None:
    (folder / "andet.toml").write_text(LOCAL_PACK.replace("months = 6", 'months = "seks"'), encoding="utf-8")
    ended = command("gaps", "test", str(folder))
    assert ended.code == 3
    line = next(n for n, text in enumerate(LOCAL_PACK.splitlines(), 1) if "months = 6" in text)
    assert f"line {line}: This must be a whole number." in ended.out
    assert "eksempelby.toml: good" in ended.out


def test_a_pack_that_is_not_there(command: Command) -> None:
    ended = command("gaps", "test", "findes-ikke.toml")
    assert ended.code == 3
    assert "It cannot be read." in ended.out


def test_a_broken_local_pack_is_refused_where_rules_are_asked(command: Command, folder: Path) -> None:
    (folder / "eksempelby.toml").write_text("[pack\n", encoding="utf-8")
    ended = command("gaps", "rules", "--rules", str(folder))
    assert ended.code == 3
    assert "eksempelby.toml, line 1" in ended.err
