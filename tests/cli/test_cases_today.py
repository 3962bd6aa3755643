"""Each line of Today about a case is done by one plain command, and opens the case on the page where it is done."""

from typing import Any

import pytest
from case_files import case_value
from command_desks import Desks, day

from orderdesk.desk.casework.case_page import place_of

CASE = "soeren-lund"
ASKED = {"id": "R1", "form": "lae135", "to": "Læge Ravn", "questions": ["Hvad kan han?"], "requested": day(-70)}
RUNG = ASKED | {"reminders": [day(-35), day(-28), day(-21)], "calls": [{"day": day(-12), "text": "Kommer."}]}
PAPER = {"id": "E1", "kind": "lae135", "received": day(-1)}
PENSION = [{"track": "early_retirement_pension", "role": "main", "since": day(-90)}]

LINES: dict[str, tuple[dict[str, Any], str, tuple[str, ...]]] = {
    "medical_reminder": ({"requests": [ASKED]}, "requests", ("case", "request", "reminded", CASE, "R1")),
    "medical_call": (
        {"requests": [ASKED | {"reminders": [day(-35), day(-28), day(-21)]}]}, "requests",
        ("case", "request", "called", CASE, "R1", "--text", "Kommer i næste uge."),
    ),
    "medical_stuck": (
        {"requests": [RUNG]}, "requests", ("case", "request", "withdrawn", CASE, "R1", "--text", "Spørges andetsteds."),
    ),
    "medical_answer": ({"evidence": [PAPER]}, "evidence", ("case", "change", "evidence", CASE, "E1", "--read", day(0))),
    "medical_act": (
        {"evidence": [PAPER | {"read": day(0)}]}, "evidence",
        ("case", "change", "evidence", CASE, "E1", "--acted-on", day(0), "--action", "Ringede til Søren."),
    ),
    "pension_decision": (
        {"tracks": PENSION, "decision": {"begun": day(-85)}}, "gaps",
        ("case", "change", "head", CASE, "--decided", day(0)),
    ),
    "gaps_decision": (
        {"tracks": [PENSION[0] | {"track": "flex_job"}], "decision": {"planned": day(10)}}, "gaps",
        ("case", "change", "head", CASE, "--planned", day(200)),
    ),
    "decision_passed": (
        {"decision": {"planned": day(-2)}}, "facts", ("case", "change", "head", CASE, "--decided", day(-2)),
    ),
}  # fmt: skip


def lines(desks: Desks) -> dict[str, dict[str, Any]]:
    return {item["code"]: item for item in desks.mette("inbox", "--json").value["items"]}


@pytest.mark.parametrize("code", LINES)
def test_a_line_leads_to_its_page_and_one_command_does_it(desks: Desks, code: str) -> None:
    members, page, command = LINES[code]
    assert desks.mette("case", "import", desks.file("sag.json", case_value(**members))).code == 0
    item = lines(desks)[code]
    assert (item["opens"], item["key"], place_of(item["action"], item["about"])[0]) == ("case", CASE, page)
    ended = desks.mette(*command)
    assert ended.code == 0, ended.err
    assert code not in lines(desks)


def test_a_doctor_who_declined_is_put_aside_or_something_else_is_asked(desks: Desks) -> None:
    declined = ASKED | {"declined": day(-30), "declined_because": "Kender ham ikke."}
    assert desks.mette("case", "import", desks.file("sag.json", case_value(requests=[declined]))).code == 0
    item = lines(desks)["medical_declined"]
    assert place_of(item["action"], item["about"]) == ("requests", "R1")
    assert desks.mette("inbox", "--aside", item["aside"]).code == 0
    assert "medical_declined" not in lines(desks)
