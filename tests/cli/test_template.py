"""`order new --template`: a file to fill in, with questions and no answers; and `--base`, what must be confirmed."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from command_desks import Desks, day, order_now

from orderdesk.desk.ordering.questions import PROGRAMMES, of

CODES = {
    "M1", "given", "monthly", "fortnightly", "fixed", "not_asked", *PROGRAMMES,
}  # fmt: skip
"""What the form itself begins with."""


def texts(value: Any) -> list[str]:
    """All texts in a body."""
    if isinstance(value, dict | list):
        return [text for inner in (value.values() if isinstance(value, dict) else value) for text in texts(inner)]
    return [value] if isinstance(value, str) else []


@pytest.mark.parametrize("programme", PROGRAMMES)
@pytest.mark.parametrize("language", ["da", "en"])
def test_it_asks_and_answers_nothing(desks: Desks, programme: str, language: str, monkeypatch: Any) -> None:
    monkeypatch.setenv("ORDERDESK_LANG", language)
    ended = desks.command("order", "new", "--template", programme)
    assert ended.code == 0, ended.err
    body = tomllib.loads(ended.out)
    assert body["programme"]["type"] == programme
    assert set(texts(body)) - {""} <= CODES
    for asked in of(programme, language).values():
        for question in asked:
            assert f"#   – {question}" in ended.out.splitlines()
    assert not re.search(r"F\d|Enter|\+0|< ", ended.out)
    assert max(map(len, ended.out.splitlines())) <= 120


def test_every_line_behind_a_number_sign_can_be_taken_into_use(desks: Desks) -> None:
    """The examples and the lists that stand as comments are TOML too, where they stand."""
    lines = desks.command("order", "new", "--template", "mentor").out.splitlines()
    used = [line[2:] if re.match(r"# (\[\[|[a-z_.]+ = )", line) else line for line in lines]
    body = tomllib.loads("\n".join(used))
    assert {"facts", "support_needs"} <= set(body["citizen"])
    assert body["course"]["end"].isoformat() == "2026-11-30"
    assert {"activities", "questions", "documentation", "disclosure", "attachments"} <= set(body)


def test_a_file_is_written_filled_in_and_made_a_draft(desks: Desks, tmp_path: Path) -> None:
    file = tmp_path / "bestilling.toml"
    written = desks.mette("order", "new", str(file), "--template", "mentor")
    assert (written.code, written.out) == (0, "")
    before = file.read_bytes()
    again = desks.mette("order", "new", str(file), "--template", "mentor")
    assert again.code == 1
    assert file.read_bytes() == before
    checked = desks.mette("order", "check", str(file))
    assert checked.code == 1
    assert "ORD01 $.purpose.text" in checked.out
    assert "work_trial" not in checked.out
    made = desks.mette("order", "new", str(file))
    assert made.code == 0, made.err
    assert "ORD02 blocks $.goals[0].text" in made.err


def test_a_house_asks_its_own_questions(desks: Desks, tmp_path: Path) -> None:
    own = tmp_path / "questions" / "en" / "mentor.toml"
    own.parent.mkdir(parents=True)
    own.write_text('[goals]\nseen_by = ["How does it fit our agreement?"]', encoding="utf-8")
    assert desks.mette("local", "--use", str(tmp_path)).code == 0
    assert "#   – How does it fit our agreement?" in desks.mette("order", "new", "--template", "mentor").out
    own.write_text("[goals\n", encoding="utf-8")
    broken = desks.mette("order", "new", "--template", "mentor")
    assert broken.code == 0
    assert "The file en/mentor.toml is not TOML: look at line 1." in broken.err
    assert "#   – What does the citizen do without the mentor, how often, since when?" in broken.out


@pytest.mark.parametrize("more", [("--send",), ("--base", "urn:uuid:1"), ("--replaces", "urn:uuid:1")])
def test_it_goes_with_a_file_alone(desks: Desks, more: tuple[str, ...]) -> None:
    assert desks.mette("order", "new", "--template", "mentor", *more).code == 2
    assert desks.mette("order", "new", "--template", "menthor").code == 2


def test_what_an_earlier_order_brings_is_to_be_confirmed(desks: Desks) -> None:
    body = order_now()
    body["citizen"]["facts"][0]["confirmed"] = day(-100)
    thread = desks.sent_order(citizen=body["citizen"])
    made = desks.mette("order", "new", "--base", thread, "--json")
    assert made.code == 0, made.err
    stale = [one for one in made.value["findings"] if one["code"] == "ORD29"]
    assert [one["path"] for one in stale] == ["$.citizen.facts[0].confirmed"]
    assert stale[0]["message"].startswith("Fact 1 was last confirmed 100 days ago: ask the citizen")
    assert desks.mette("clocks", "--set", "fact_confirmed=120").code == 0
    draft = made.value["draft"]
    assert "ORD29" not in desks.mette("order", "check", draft).out
