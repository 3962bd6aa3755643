"""Requests to doctors: their clock, and what a doctor declined."""

from datetime import date
from typing import Any

from rule_packs import answer, answers, book, flex_case, found_in, why_not

from orderdesk.cases.medical import ReminderClock
from orderdesk.gaps.checker import check

ASKED = {"kind": "requests_answered"}


def request(**members: Any) -> dict[str, Any]:
    return {"id": "R1", "form": "lae135", "to": "Læge Grøn", "requested": "2025-09-01", **members}


def asked(as_of: str, *requests: dict[str, Any], **members: Any) -> Any:
    return answer(ASKED, flex_case(requests=list(requests), **members), date.fromisoformat(as_of))


def test_none_or_answered_or_only_prepared_waits_for_nothing() -> None:
    assert asked("2025-10-01").state == "closed"
    assert asked("2025-10-01", request(received="2025-09-20")).state == "closed"
    assert asked("2025-10-01", request(requested=None)).state == "closed"
    assert asked("2025-10-01", request(withdrawn="2025-09-03")).state == "closed"


def test_at_the_limit_it_is_awaited_and_the_day_after_it_was_due() -> None:
    at, over = asked("2025-10-01", request()), asked("2025-10-02", request())
    assert found_in(at) == found_in(over) == ("open", "awaiting")
    assert at.what.message.endswith("is awaited until 2025-10-01.")
    assert over.what.message.endswith("was due on 2025-10-01.")


def test_each_reminder_moves_the_clock_and_is_shown() -> None:
    one = asked("2025-10-20", request(reminders=["2025-10-02", "2025-10-09"]))
    assert one.waiting is not None
    assert one.waiting.next_by == date(2025, 10, 16)
    assert one.waiting.next == "a reminder to the doctor"
    assert len(one.considered) == 2
    third = asked("2025-10-20", request(reminders=["2025-10-02", "2025-10-09", "2025-10-16"]))
    assert third.waiting is not None
    assert third.waiting.next == "a telephone call to the doctor"


def test_a_municipality_sets_the_steps() -> None:
    found = flex_case(requests=[request(reminders=["2025-10-02"])])
    (one,) = check(found, book(ASKED), date(2025, 10, 3), ReminderClock(every=14, most=1)).answers
    assert one.waiting is not None
    assert one.waiting.next == "a telephone call to the doctor"
    assert one.waiting.next_by == date(2025, 10, 16)


def test_each_request_has_its_own_answer() -> None:
    found = flex_case(requests=[request(), request(id="R2", form="lae125")])
    assert {one.key.partition(":")[2] for one in answers(ASKED, found)} == {"R1", "R2"}
    assert len(answers({**ASKED, "forms": ["lae125"]}, found)) == 1


def test_what_was_declined_leaves_the_question_open_until_something_answers_it() -> None:
    declined = request(about=["angst"], declined="2025-09-05")
    assert found_in(asked("2025-10-01", declined)) == ("open", "missing")
    assert "as doctors may" in asked("2025-10-01", declined).what.message
    paper = {"id": "E1", "kind": "lae125", "about": ["anxiety"], "received": "2025-09-20"}
    assert asked("2025-10-01", declined, evidence=[paper]).state == "closed"
    early = asked("2025-10-01", declined, evidence=[{**paper, "received": "2025-09-01"}])
    assert why_not(early) == {"E1": "It came before the doctor declined."}
    again = request(id="R2", form="lae125", about=["angst"], requested="2025-09-10", received="2025-09-20")
    assert asked("2025-10-01", declined, again).state == "closed"
    assert asked("2025-10-01", declined, {**again, "received": None, "withdrawn": "2025-09-11"}).state == "open"


def test_a_citizens_own_statement_does_not_answer_what_a_doctor_declined() -> None:
    declined = request(declined="2025-09-05")
    own = {"id": "E1", "kind": "citizen_statement", "role": "citizen", "received": "2025-09-20"}
    assert asked("2025-10-01", declined, evidence=[own]).state == "open"


def test_a_form_without_a_known_time_is_awaited_without_a_day() -> None:
    one = asked("2025-10-01", request(form="lae285"))
    assert one.waiting is not None
    assert one.waiting.due is None
    assert "no known time" in one.what.message
