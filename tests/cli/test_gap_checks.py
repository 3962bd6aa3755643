"""`gaps`: what a case lacks, on a desk and in files, with the exit codes and formats that scripts rely on."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from command_desks import Desks, Ended
from jsonschema import Draft202012Validator
from local_pack import LOCAL_PACK

ROOT = Path(__file__).parents[2]
SCHEMA = Draft202012Validator(json.loads((ROOT / "schemas/gaps-result.v1.json").read_text(encoding="utf-8")))
Command = Callable[..., Ended]

CASE: dict[str, Any] = {
    "type": "orderdesk.case.v1",
    "case": "bodil-eksempel",
    "citizen": {"name": "Bodil Eksempel", "cpr": "710575-1234"},
    "tracks": [{"track": "flex_job", "role": "main", "since": "2025-01-01"}],
    "decision": {"planned": "2025-10-01"},
    "facts": [{"id": "F1", "kind": "self_employed", "value": False, "day": "2025-01-01", "source": "Borgeren"}],
    "conversations": [
        {"id": "C1", "day": "2025-03-03", "health": "Bodil fortæller, at hun har åndenød på trappen."},
        {"id": "C2", "day": "2025-06-02", "health": "Hun har stadig åndenød, når hun bærer indkøb."},
    ],
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "bodil-eksempel.json"
    path.write_text(json.dumps(CASE, ensure_ascii=False), encoding="utf-8")
    return path


def answers(ended: Ended) -> dict[str, dict[str, Any]]:
    told = json.loads(ended.out)
    SCHEMA.validate(told)
    return {answer["key"]: answer for case in told["cases"] for answer in case["answers"]}


def test_a_gap_is_told_in_its_four_parts(command: Command, file: Path) -> None:
    ended = command("gaps", str(file), "--as-of", "2025-09-01")
    assert ended.code == 1
    assert "laegeanmodninger/ANM03:breathlessness" in ended.out
    for part in ("  What\n", "  Why\n", "  What closes it, and who can\n", "  What was considered"):
        assert part in ended.out
    assert "No person has verified this rule." in ended.out
    assert "C2: 2025-06-02: “Hun har stadig åndenød" in " ".join(ended.out.split())
    assert "not done" not in ended.out
    assert ended.err == "1 case: 1 with gaps.\n"


def test_scripts_get_the_same_in_json_whatever_the_language(
    command: Command, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    english = command("gaps", str(file), "--as-of", "2025-09-01", "--format", "json")
    monkeypatch.setenv("ORDERDESK_LANG", "da")
    assert command("gaps", str(file), "--as-of", "2025-09-01", "--format", "json").out == english.out
    found = answers(english)
    assert found["laegeanmodninger/ANM03:breathlessness"]["kind"] == "unacted"
    assert all(one["why"]["verified"] is None and one["why"]["pack"]["digest"] for one in found.values())


def test_only_gaps_of_the_severity_decide_the_exit_code(command: Command, file: Path) -> None:
    whole = CASE | {"tracks": []}
    file.write_text(json.dumps(whole), encoding="utf-8")
    assert command("gaps", str(file), "--as-of", "2025-09-01").code == 1
    assert command("gaps", str(file), "--as-of", "2025-09-01", "--severity", "required").code == 0
    assert command("gaps", str(file), "--as-of", "2025-09-01", "--exit-zero").code == 0


def test_the_day_of_the_question_decides_what_is_known(command: Command, file: Path) -> None:
    key = "laegeanmodninger/ANM03:breathlessness"
    assert key not in answers(command("gaps", str(file), "--as-of", "2025-06-01", "--format", "json"))
    assert key in answers(command("gaps", str(file), "--as-of", "2025-06-02", "--format", "json"))


def test_junit_and_sarif_hold_the_same_gaps(command: Command, file: Path) -> None:
    found = answers(command("gaps", str(file), "--as-of", "2025-09-01", "--format", "json"))
    gaps = {key for key, one in found.items() if one["state"] in ("open", "prospective", "undetermined")}
    suite = ElementTree.fromstring(command("gaps", str(file), "--as-of", "2025-09-01", "--format", "junit").out)[0]
    assert {case.attrib["name"] for case in suite if case.find("failure") is not None} == gaps
    run = json.loads(command("gaps", str(file), "--as-of", "2025-09-01", "--format", "sarif").out)["runs"][0]
    assert {result["ruleId"] for result in run["results"]} == gaps


def test_in_a_line_a_gap_has_its_title_and_what_is_not_yet_one_says_so(command: Command, file: Path) -> None:
    ended = command("gaps", str(file), "--as-of", "2025-09-01", "--short", "--answers")
    told = " ".join(ended.out.split())
    assert (
        "laegeanmodninger/ANM03:breathlessness What the citizen names again and again has been looked into: “b" in told
    )
    assert "No request waits for an answer" not in told.partition("(closed)")[0]


def test_two_days_in_the_wrong_order_are_refused(command: Command, file: Path) -> None:
    ended = command("gaps", "diff", str(file), "--since", "2025-09-01", "--as-of", "2025-06-01")
    assert (ended.code, ended.out) == (2, "")
    assert "--since lies after --as-of." in ended.err


def test_what_local_policy_switches_off_is_told_with_its_reason_where_two_sets_of_rules_are_compared(
    command: Command, tmp_path: Path
) -> None:
    change = (
        '\n[[changes]]\nrule = "fleksjob/FLX03"\noff = true\ndecided_by = "Udvalget"\ndecided = 2026-01-05\n'
        'because = { da = "Prøvet af anden vej.", en = "Tried another way." }\n'
    )
    (tmp_path / "eksempelby.toml").write_text(LOCAL_PACK + change, encoding="utf-8")
    case = str(Path(__file__).parents[2] / "examples/cases/karsten-bruun.json")
    compared = ("gaps", "diff", case, "--rules-before", "", "--rules", str(tmp_path), "--as-of", "2026-11-22")
    told = " ".join(command(*compared).out.split())
    assert "closed since: fleksjob/FLX03" in told
    assert "It is not asked of this case. Local policy does not ask it: Tried another way." in told


def test_every_file_is_looked_at_and_a_broken_one_says_where(command: Command, file: Path, tmp_path: Path) -> None:
    broken = file.read_text(encoding="utf-8").replace('"2025-03-03"', '"3. marts"')
    (tmp_path / "a-broken.json").write_text(broken, encoding="utf-8")
    ended = command("gaps", str(tmp_path), "--as-of", "2025-09-01", "--short")
    assert ended.code == 3
    assert "$.conversations[0].day" in ended.out
    assert "laegeanmodninger/ANM03:breathlessness" in ended.out
    told = json.loads(command("gaps", str(tmp_path), "--as-of", "2025-09-01", "--format", "json").out)
    SCHEMA.validate(told)
    assert told["status"] == "unreadable"
    assert [one["status"] for one in told["cases"]] == ["unreadable", "gaps"]


def test_what_does_not_add_up_is_said(command: Command, file: Path) -> None:
    odd = CASE | {
        "evidence": [{"id": "E1", "kind": "spåkone", "received": "2025-08-01", "information_date": "2025-08-02"}]
    }
    file.write_text(json.dumps(odd), encoding="utf-8")
    ended = command("gaps", str(file), "--as-of", "2025-09-01", "--short")
    assert "$.evidence[0].kind" in ended.err
    assert "$.evidence[0].received" in ended.err


def test_a_file_on_standard_input(command: Command, file: Path) -> None:
    ended = command("gaps", "-", "--as-of", "2025-09-01", "--short", stdin=file.read_bytes())
    assert ended.code == 1
    assert "ANM03" in ended.out


def test_nothing_named(command: Command) -> None:
    assert command("gaps", "check").code == 2
    assert command("gaps").code == 2


def test_a_rule_is_explained_alone_and_on_a_case(command: Command, file: Path) -> None:
    alone = command("gaps", "explain", "fleksjob/FLX03")
    assert alone.code == 0
    assert "The work trial is documented" in alone.out
    on_case = command("gaps", "explain", "ANM03", str(file), "--as-of", "2025-09-01")
    assert "“breathlessness” is named on 2 days" in " ".join(on_case.out.split())
    assert command("gaps", "explain", "FLX99").code == 2
    assert command("gaps", "explain", "RES01", str(file)).code == 1


def test_two_days_are_compared(command: Command, file: Path) -> None:
    ended = command("gaps", "diff", str(file), "--since", "2025-06-01", "--as-of", "2025-09-01")
    assert ended.code == 1
    assert "opened: laegeanmodninger/ANM03:breathlessness" in ended.out
    same = command("gaps", "diff", str(file), "--since", "2025-08-30", "--as-of", "2025-08-31", "--json")
    assert same.code == 0
    assert json.loads(same.out)["cases"][0]["differences"] == []


def test_two_sets_of_rules_are_compared(command: Command, file: Path, tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    pack = tmp_path / "rules" / "eksempelby.toml"
    pack.write_text(LOCAL_PACK, encoding="utf-8")
    words = ("gaps", "diff", str(file), "--as-of", "2025-09-01")
    ended = command(*words, "--rules", str(pack), "--rules-before", "")
    assert "opened: eksempelby/EKS01" in ended.out
    assert command(*words, "--rules", str(pack.parent), "--rules-before", str(pack)).code == 0
    assert command(*words).code == 2


def test_cases_of_the_desk_are_asked_by_its_own_rules(desks: Desks, file: Path) -> None:
    from desk_pair import PASSPHRASE

    from orderdesk.cases.reading import case_of
    from orderdesk.desk.casework import case_files
    from orderdesk.desk.opening import open_desk

    desk = open_desk(desks.folder / "mette", PASSPHRASE)
    case_files.put(desk, case_of(CASE))
    desk.close()
    ended = desks.mette("gaps", "--all", "--as-of", "2025-09-01", "--short")
    assert ended.code == 1
    assert "ANM03:breathlessness" in ended.out
    by_name = desks.mette("gaps", "bodil-eksempel", "--as-of", "2025-09-01", "--short")
    assert by_name.out == ended.out
    assert desks.mette("gaps", "ukendt-sag").code == 1
