"""The board over all cases, what the rules say of each, and what a local policy changes; quick for a whole caseload."""

from datetime import date
from pathlib import Path

import pytest
from case_files import full_case
from casework_desks import Keep

from orderdesk.cases.reading import case_of
from orderdesk.desk import local_policy
from orderdesk.desk.casework import case_files, entries, gap_reading
from orderdesk.desk.casework.board import board
from orderdesk.desk.clocks import set_clock
from orderdesk.desk.desk import Desk
from orderdesk.errors import InputRefused

LOCAL = """
[pack]
id = "lindholm"
version = "1"
tracks = ["flex_job"]
local = true

[pack.title]
da = "Lindholms egne regler"
en = "Lindholm's own rules"

[pack.about]
da = "Skærper arbejdsprøvningen."
en = "Tightens the work trial."

[[changes]]
rule = "fleksjob/FLX03"
off = true
decided_by = "Jobcenterchefen"
decided = 2026-01-01
because = { da = "Prøves centralt.", en = "Tried centrally." }
"""


def kept(desk: Desk, name: str, number: int, **members: object) -> None:
    value = {
        "type": "orderdesk.case.v1", "case": name, "citizen": {"name": name.title(), "cpr": f"6101{number:02d}-1234"},
        "tracks": [{"track": "flex_job", "role": "main", "since": "2026-01-05"}], **members,
    }  # fmt: skip
    case_files.put(desk, case_of(value))


def policy(folder: Path, text: str) -> Path:
    (folder / "rules").mkdir(parents=True, exist_ok=True)
    (folder / "rules" / "lindholm.toml").write_text(text, encoding="utf-8")
    return folder


def test_what_is_overdue_stands_first_then_the_nearest_decision(desk: Desk) -> None:
    kept(desk, "uden-dag", 1)
    kept(desk, "til-marts", 2, decision={"planned": "2027-03-01"})
    kept(desk, "til-januar", 3, decision={"planned": "2027-01-15"})
    kept(desk, "venter", 4, decision={"planned": "2027-06-01"}, requests=[
        {"id": "R1", "form": "lae135", "to": "Læge Ravn", "requested": "2026-09-01", "questions": ["Hvad?"]},
    ])  # fmt: skip
    kept(desk, "afgjort", 5, decision={"decided": "2026-11-01"})
    found = board(desk)
    assert [one.case for one in found] == ["venter", "til-januar", "til-marts", "uden-dag", "afgjort"]
    late = found[0]
    assert (late.overdue, late.waiting[0].whom, late.waiting[0].since) == (1, "Læge Ravn", date(2026, 9, 1))
    assert (late.waiting[0].until, late.waiting[0].late) == (date(2026, 10, 1), True)
    assert late.next is not None
    assert late.next.message == "A reminder to the doctor"
    assert all(one.required and one.next for one in found[1:4])


def test_the_board_can_be_asked_as_of_another_day(desk: Desk) -> None:
    kept(desk, "bo", 1, requests=[
        {"id": "R1", "form": "lae135", "to": "Læge Ravn", "requested": "2026-09-01", "questions": ["Hvad?"]},
    ])  # fmt: skip
    (then,) = board(desk, date(2026, 9, 10))
    assert (then.overdue, then.waiting[0].late) == (0, False)


def test_answers_follow_the_case_as_it_is_changed(desk: Desk, keep: Keep) -> None:
    keep()
    before = {one.key for one in gap_reading.answers(desk, "bodil-aeroe").open()}
    entries.add(desk, "bodil-aeroe", "sections", {
        "section": "wishes", "text": "Vil gerne arbejde med dyr, helst heste, og kun om formiddagen.",
        "updated": "2026-11-19", "by": [{"role": "citizen", "day": "2026-11-19"}],
    })  # fmt: skip
    after = {one.key for one in gap_reading.answers(desk, "bodil-aeroe").open()}
    closed = before - after
    assert len(closed) == 1
    assert next(iter(closed)).startswith("forberedende-del/")


def test_a_local_pack_switches_a_rule_off_visibly(desk: Desk, keep: Keep, tmp_path: Path) -> None:
    keep()
    local_policy.choose_folder(desk, policy(tmp_path / "lokalt", LOCAL))
    answer = next(one for one in gap_reading.answers(desk, "bodil-aeroe").answers if one.key == "fleksjob/FLX03")
    assert answer.state == "not_applicable"
    assert answer.because is not None
    assert "Tried centrally." in answer.because.message


def test_a_local_pack_that_breaks_later_stops_nothing_and_is_told(desk: Desk, keep: Keep, tmp_path: Path) -> None:
    keep()
    folder = policy(tmp_path / "lokalt", LOCAL)
    local_policy.choose_folder(desk, folder)
    policy(folder, LOCAL.replace("off = true", "off = maybe"))
    rules, broken = gap_reading.book(desk)
    assert broken is not None
    assert "lindholm.toml" in str(broken)
    assert rules.rule("FLX03") is not None
    answer = next(one for one in gap_reading.answers(desk, "bodil-aeroe").answers if one.key == "fleksjob/FLX03")
    assert answer.state == "open"
    policy(folder, LOCAL)
    assert gap_reading.book(desk)[1] is None


def test_a_broken_local_pack_is_not_chosen(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(InputRefused) as refused:
        local_policy.choose_folder(desk, policy(tmp_path / "lokalt", LOCAL.replace("off = true", "off = maybe")))
    assert "line" in str(refused.value)
    assert desk.settings.local == ""


def test_the_reminder_clock_is_this_desks(desk: Desk) -> None:
    kept(desk, "bo", 1, requests=[
        {"id": "R1", "form": "lae135", "to": "Læge Ravn", "requested": "2026-10-01", "questions": ["Hvad?"],
         "reminders": ["2026-11-16"]},
    ])  # fmt: skip
    assert board(desk)[0].waiting[0].next_by == date(2026, 11, 23)
    set_clock(desk, "medical_reminder", 14)
    assert board(desk)[0].waiting[0].next_by == date(2026, 11, 30)
    set_clock(desk, "medical_reminders", 1)
    assert board(desk)[0].waiting[0].next == "a telephone call to the doctor"


def test_a_case_that_cannot_be_read_does_not_take_the_board_down(desk: Desk) -> None:
    kept(desk, "bo", 1)
    kept(desk, "ida", 2)
    row = desk.store.get(case_files.FILES, "bo") or {}
    desk.store.put(case_files.FILES, "bo", {**row, "file": {**row["file"], "fra_en_nyere_udgave": 1}})
    by_case = {one.case: one for one in board(desk)}
    assert by_case["bo"].next is not None
    assert "cannot be read" in by_case["bo"].next.message
    assert by_case["ida"].required > 0


def test_a_full_case_stands_on_the_board(desk: Desk) -> None:
    case_files.put(desk, case_of(full_case()))
    (row,) = board(desk)
    assert (row.tracks, row.plan_b, row.decided) == (
        ("flex_job", "early_retirement_pension"), ("early_retirement_pension",), "2026-11-19",
    )  # fmt: skip


def test_what_a_local_policys_rules_change_is_listed(tmp_path: Path) -> None:
    unknown = (
        '\n[[changes]]\nrule = "fleksjob/FLX99"\nseverity = "advised"\ndecided_by = "Chefen"\ndecided = 2026-01-01\n'
    )
    words = 'because = { da = "Findes ikke.", en = "Is not there." }\n'
    (row,) = local_policy.in_rows(policy(tmp_path / "lokalt", LOCAL + unknown + words))
    assert (row.file, row.added, row.removed, row.unknown) == (
        "rules/lindholm", (), ("fleksjob/FLX03",), ("fleksjob/FLX99",),
    )  # fmt: skip
