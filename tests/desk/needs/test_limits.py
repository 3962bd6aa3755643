"""Each line of Today at its limit and a day over it, on both sides, over Christmas and Easter.

In 2026 Christmas falls on Friday and Saturday; 24 December is a working day by law. Easter Day is 28 March 2027.
"""

import re
from typing import Any

import pytest

from orderdesk.desk.needs import answers, course, meetings, news, reports
from orderdesk.desk.needs.line import Line

ABSENT = None
Days = list[tuple[str, bool | None]]


def days(*pairs: tuple[str, bool | None]) -> Days:
    return list(pairs)


def follows(look: Any, side: str, code: str, expected: Days, **changes: Any) -> None:
    """The line is absent (None), there (False) or late (True) on each of the days."""
    found = [(day, look(side, day, code, **changes).late.get(code, ABSENT)) for day, _expected in expected]
    assert found == expected


def test_an_order_is_answered_within_its_day_or_expires(look: Any) -> None:
    sent = {"state": "delivered", "since": "2026-12-23T09:00:00Z", "answer_by": "2026-12-28", "consultants": []}
    follows(look, "P", "answer", days(("2026-12-23", False), ("2026-12-28", False), ("2026-12-29", None)), **sent)
    follows(look, "C", "unanswered", days(("2026-12-27", None), ("2026-12-28", False), ("2026-12-29", None)), **sent)
    follows(look, "C", "expired", days(("2026-12-28", None), ("2026-12-29", True)), **sent)


def test_an_order_without_a_day_to_answer_by_turns_late_for_both(look: Any) -> None:
    """One that another program sent, say: Wednesday before Easter, Maundy Thursday to Easter Monday are off."""
    sent = {"state": "delivered", "since": "2027-03-24T09:00:00Z", "answer_by": "", "consultants": []}
    follows(look, "P", "answer", days(("2027-03-31", False), ("2027-04-01", True)), **sent)
    follows(look, "C", "unanswered", days(("2027-03-30", None), ("2027-03-31", False), ("2027-04-01", True)), **sent)


def test_what_could_not_be_delivered_stays_until_another_order_follows(look: Any) -> None:
    sent = {"state": "sent", "since": "2026-12-23T09:00:00Z", "answer_by": "2026-12-28", "consultants": []}
    follows(look, "C", "undeliverable", days(("2026-12-28", None), ("2026-12-29", True)), **sent)
    assert look("C", "2026-12-29", followed=["urn:uuid:t"], **sent).late == {}


@pytest.mark.parametrize(
    ("side", "code", "changes"),
    [
        ("C", "question", {"state": "question", "since": "2026-12-23T09:00:00Z", "answer_by": "", "consultants": []}),
        ("C", "declined", {"state": "decline_review", "since": "2026-12-23T09:00:00Z", "consultants": []}),
        ("P", "amendment", {"amendment": "waiting", "amended": "2026-12-23T09:00:00Z"}),
        ("C", "objected", {"amendment": "objected", "amended": "2026-12-23T09:00:00Z"}),
        ("C", "end_asked", {"state": "end_requested", "since": "2026-12-23T09:00:00Z", "ending_by": "P"}),
        ("P", "end_asked", {"state": "end_requested", "since": "2026-12-23T09:00:00Z", "ending_by": "C"}),
    ],
)
def test_what_one_side_says_the_other_answers_in_two_working_days(
    look: Any, side: str, code: str, changes: dict[str, Any]
) -> None:
    follows(look, side, code, days(("2026-12-23", False), ("2026-12-28", False), ("2026-12-29", True)), **changes)
    other = "P" if side == "C" else "C"
    assert code not in look(other, "2026-12-29", **changes).late


def test_the_start_is_told_within_two_working_days_after_its_day(look: Any) -> None:
    planned = {"state": "accepted", "start": "2026-12-22", "first_offered": "", "seen": ""}
    expected = days(("2026-12-22", None), ("2026-12-23", False), ("2026-12-24", False), ("2026-12-25", True))
    follows(look, "P", "start", expected, **planned)
    follows(look, "C", "start_late", days(("2026-12-24", None), ("2026-12-25", True)), **planned)
    assert "start" not in look("P", "2026-12-28", **planned | {"first_offered": "2026-12-22"}).late


def test_a_report_is_read_in_two_working_days_and_red_after_seven_days(look: Any, made: Any) -> None:
    came = {"reports": [made[0]()]}  # Thursday 3 December
    follows(look, "C", "unread", days(("2026-12-03", False), ("2026-12-10", False), ("2026-12-11", True)), **came)
    assert look("C", "2026-12-03", **came).items["unread"].until == "2026-12-07"
    read = {"reports": [made[0](state="read", since="2026-12-09T09:00:00Z")]}
    follows(look, "C", "decide", days(("2026-12-10", False), ("2026-12-11", True)), **read)
    assert "unread" not in look("P", "2026-12-11", **came).late


def test_seven_days_that_end_on_a_day_off_end_on_the_next_working_day(look: Any, made: Any) -> None:
    came = {"reports": [made[0](issued="2026-12-18T09:00:00Z", since="2026-12-18T09:00:00Z")]}  # a week on: Christmas
    follows(look, "C", "unread", days(("2026-12-25", False), ("2026-12-28", False), ("2026-12-29", True)), **came)


@pytest.mark.parametrize(
    ("side", "code", "state"),
    [("C", "look_through", "draft_submitted"), ("P", "comments", "comments_returned"), ("P", "cleared", "cleared")],
)
def test_a_draft_goes_on_within_two_working_days(look: Any, made: Any, side: str, code: str, state: str) -> None:
    drafted = {"reports": [made[0](state=state, kind="draft")]}
    follows(look, side, code, days(("2026-12-03", False), ("2026-12-07", False), ("2026-12-08", True)), **drafted)
    late = look("P", "2026-12-20", **drafted).late
    assert "report_due" not in late, "the draft is that period's report"


def test_what_is_asked_for_by_a_day_is_due_then(look: Any, made: Any) -> None:
    asked = {"reports": [made[0](state="elaboration_requested", by="2026-12-15")]}
    follows(look, "P", "elaborate", days(("2026-12-15", False), ("2026-12-16", True)), **asked)
    asked = {"reports": [made[0](state="comments_returned", kind="draft", by="2026-12-15")]}
    follows(look, "P", "comments", days(("2026-12-15", False), ("2026-12-16", True)), **asked)


def test_a_monthly_report_comes_five_working_days_after_its_month(look: Any, made: Any) -> None:
    due = days(("2026-11-29", None), ("2026-11-30", False), ("2026-12-07", False), ("2026-12-08", True))
    follows(look, "P", "report_due", due)
    follows(look, "C", "report_late", days(("2026-12-07", None), ("2026-12-08", True)))
    november = {"reports": [made[0](state="approved")]}  # December's: over New Year, Friday 1 January is off
    follows(look, "P", "report_due", days(("2027-01-08", False), ("2027-01-11", True)), **november)


def test_a_waived_period_is_not_asked_for(look: Any) -> None:
    waived = {"waived": [["2026-11-02", "2026-11-30"]]}
    follows(look, "P", "report_due", days(("2026-12-30", None), ("2026-12-31", False)), **waived)
    follows(look, "C", "report_late", days(("2026-12-20", None), ("2027-01-08", None), ("2027-01-11", True)), **waived)
    later = {"waived": [["2026-12-01", "2026-12-31"]]}
    follows(look, "P", "report_due", days(("2026-11-30", False)), **later)


def test_a_period_that_lies_wholly_in_a_hold_is_not_asked_for(look: Any, made: Any) -> None:
    held = {"state": "on_hold", "since": "2026-11-20T09:00:00Z", "resume_by": "2027-02-01"}
    follows(look, "C", "report_late", days(("2026-12-08", True)), **held)
    follows(look, "P", "report_due", days(("2027-01-10", None)), reports=[made[0](state="approved")], **held)


def test_the_final_report_is_there_fourteen_days_before_the_end(look: Any, made: Any) -> None:
    """The course ends on Friday 26 February: due on the 12th, on the consultant's Today a fortnight earlier."""
    expected = days(("2027-01-28", None), ("2027-01-29", False), ("2027-02-12", False), ("2027-02-13", True))
    follows(look, "P", "final_due", expected)
    follows(look, "C", "final_late", days(("2027-02-12", None), ("2027-02-13", True)))
    final = {"reports": [made[0](kind="final", end="2027-02-26")]}
    assert not {"final_late", "final_due"} & set(look("C", "2027-02-20", **final).late)
    follows(look, "C", "final_late", days(("2027-02-13", None), ("2027-02-20", None)), end="2027-03-31",
            final_due="2027-03-17")  # fmt: skip


def test_a_final_report_due_on_a_day_off_is_due_on_the_working_day_before(look: Any) -> None:
    ends = {"end": "2027-04-11", "final_due": "2027-04-11"}  # a fortnight before: Easter Day; before it: the Wednesday
    follows(look, "C", "final_late", days(("2027-03-24", None), ("2027-03-25", True)), **ends)


def test_a_course_agreed_to_end_early_has_its_final_report_by_its_last_day(look: Any) -> None:
    ended = {"state": "awaiting_final", "since": "2026-12-10T09:00:00Z", "end": "2026-12-18"}
    follows(look, "C", "final_late", days(("2026-12-18", None), ("2026-12-19", True)), **ended)


def test_a_course_that_ends_without_a_decision_stands_there_from_a_fortnight_before(look: Any, made: Any) -> None:
    expected = days(("2027-02-11", None), ("2027-02-12", False), ("2027-02-26", False), ("2027-02-27", True))
    follows(look, "C", "course_ends", expected)
    assert "course_ends" not in look("P", "2027-02-20").late
    assert look("C", "2027-05-27", "course_ends").late == {"course_ends": True}, "three months later it still stands"
    assert look("C", "2027-02-20", "course_ends", followed=["urn:uuid:t"]).late == {}
    decided = {"review": "d", "code": "stop_order", "text": "Vi afslutter.", "by": "", "puts_off": False,
               "followed": False}  # fmt: skip
    for since, late in (("2027-02-11T09:00:00Z", {"course_ends": False}), ("2027-02-12T09:00:00Z", {})):
        reports = [made[0](state="approved", decision=decided | {"since": since})]
        assert look("C", "2027-02-20", "course_ends", reports=reports).late == late
    putting_off = [made[0](state="approved", decision=decided | {"since": "2027-02-15T09:00:00Z", "puts_off": True})]
    assert look("C", "2027-02-20", "course_ends", reports=putting_off).late == {"course_ends": False}


def test_a_hold_past_its_day_needs_both(look: Any) -> None:
    held = {"state": "on_hold", "since": "2026-11-20T09:00:00Z", "resume_by": "2026-12-14"}
    for side in ("C", "P"):
        follows(
            look, side, "hold_over", days(("2026-12-13", None), ("2026-12-14", False), ("2026-12-15", True)), **held
        )


def test_a_meeting_is_due_after_the_orders_weeks_from_the_start_or_the_last_one(look: Any, made: Any) -> None:
    """Eight weeks from 2 November: 28 December. A reminder a fortnight before, on the caseworker's side."""
    expected = days(("2026-12-13", None), ("2026-12-14", False), ("2026-12-28", False), ("2026-12-29", True))
    follows(look, "C", "meeting_due", expected)
    assert "meeting_due" not in look("P", "2026-12-29").late
    held = [made[1](state="held", day="2026-12-16", next_by="", decisions=[])]
    follows(look, "C", "meeting_due", days(("2027-02-10", False), ("2027-02-11", True)), meetings=held)
    agreed = [made[1](state="held", day="2026-12-16", next_by="2027-01-13", decisions=[])]
    follows(look, "C", "meeting_due", days(("2027-01-13", False), ("2027-01-14", True)), meetings=agreed)
    follows(look, "C", "meeting_due", days(("2026-11-30", False), ("2026-12-01", True)), meeting_weeks=4)
    assert "meeting_due" not in look("C", "2026-12-29", meetings=[made[1]()]).late, "one is planned"
    assert "meeting_due" not in look("C", "2026-12-29", end="2026-12-20", final_due="2026-12-20").late


def test_eight_weeks_that_end_on_a_day_off_end_on_the_next_working_day(look: Any) -> None:
    follows(look, "C", "meeting_due", days(("2026-12-28", False), ("2026-12-29", True)), start="2026-10-30")


def test_a_planned_meeting_shows_a_week_before_and_is_recorded_two_working_days_after(look: Any, made: Any) -> None:
    planned = {"meetings": [made[1](day="2026-12-23")]}
    for side in ("C", "P"):
        ahead = days(("2026-12-15", None), ("2026-12-16", False), ("2026-12-23", False), ("2026-12-24", None))
        follows(look, side, "meeting_ahead", ahead, **planned)
        after = days(("2026-12-23", None), ("2026-12-24", False), ("2026-12-28", False), ("2026-12-29", True))
        follows(look, side, "meeting_record", after, **planned)


def test_a_proposed_meeting_needs_the_side_that_did_not_propose_it(look: Any, made: Any) -> None:
    proposed = {"meetings": [made[1](state="proposed", day="", since="2026-12-23T09:00:00Z")]}
    follows(look, "C", "meeting_proposed", days(("2026-12-28", False), ("2026-12-29", True)), **proposed)
    assert "meeting_proposed" not in look("P", "2026-12-29", **proposed).late
    item = look("C", "2026-12-28", **proposed).items["meeting_proposed"]
    assert (item.opens, item.action, item.about) == ("order", "schedule_meeting", "sha256-m1")


def test_what_was_agreed_at_a_meeting_needs_its_owner(look: Any, made: Any) -> None:
    decisions = [
        {"text": "Ringer til lægehuset", "owner": "caseworker", "by": "2026-12-21"},
        {"text": "Fire timer fra næste uge", "owner": "consultant", "by": "2026-12-22"},
        {"text": "Spørger sin søster", "owner": "citizen", "by": "2026-12-20"},
    ]
    held = {"meetings": [made[1](state="held", next_by="", decisions=decisions)]}
    limits = {"C": ("2026-12-13", "2026-12-14", "2026-12-21", "2026-12-22"),
              "P": ("2026-12-14", "2026-12-15", "2026-12-22", "2026-12-23")}  # fmt: skip
    for side, (before, first, last, over) in limits.items():
        follows(look, side, "agreed", days((before, None), (first, False), (last, False), (over, True)), **held)
    assert look("P", "2026-12-22", **held).items["agreed"].detail == "Fire timer fra næste uge"


def test_four_weeks_without_a_known_contact(look: Any, made: Any) -> None:
    """The citizen was last seen on Tuesday 24 November, in November's report; the next one is due on 8 January, and
    until then the days since are no silence."""
    known = {"seen": "2026-11-24", "reports": [made[0](state="approved")]}
    for side in ("C", "P"):
        follows(
            look, side, "no_contact", days(("2026-12-22", None), ("2027-01-08", None), ("2027-01-11", True)), **known
        )
    assert look("C", "2027-01-11", **known).items["no_contact"].since == "2026-11-24"


def test_four_weeks_of_silence_that_a_report_tells_of_itself(look: Any, made: Any) -> None:
    known = {"seen": "2026-11-24", "reports": [made[0](state="approved", end="2026-12-31")]}
    follows(look, "C", "no_contact", days(("2026-12-22", None), ("2026-12-23", True)), **known)
    over_christmas = {"seen": "2026-11-27", "reports": [made[0](state="approved", end="2026-12-31")]}
    # Four weeks on is Christmas Day: the limit is the Monday after.
    follows(look, "C", "no_contact", days(("2026-12-28", None), ("2026-12-29", True)), **over_christmas)


def test_four_weeks_are_four_weeks_where_reports_come_seldom(look: Any) -> None:
    known = {"seen": "2026-11-24", "frequency": "every_two_months"}
    follows(look, "C", "no_contact", days(("2026-12-22", None), ("2026-12-23", True)), **known)
    resumed = known | {"resumed": "2026-12-01"}
    follows(look, "C", "no_contact", days(("2026-12-29", None), ("2026-12-30", True)), **resumed)


def notice(kind: str, **changes: Any) -> dict[str, Any]:
    told = {"digest": "sha256-n1", "kind": kind, "since": "2026-12-23T09:00:00Z", "org": "fjordvejen", "day": ""}
    return {"told": [told | changes]}


def test_an_absence_is_looked_at_the_same_day_and_a_warning_in_two_working_days(look: Any) -> None:
    absence = notice("absence")
    follows(look, "C", "news_absence", days(("2026-12-23", False), ("2026-12-24", True)), **absence)
    on_christmas_day = notice("absence", since="2026-12-25T09:00:00Z")
    follows(look, "C", "news_absence", days(("2026-12-28", False), ("2026-12-29", True)), **on_christmas_day)
    for kind in ("warning", "not_ready"):
        follows(look, "C", f"news_{kind}", days(("2026-12-28", False), ("2026-12-29", True)), **notice(kind))
    follows(look, "C", "news_good_news", days(("2027-02-01", False)), **notice("good_news"))
    assert "news_absence" not in look("P", "2026-12-24", **absence).late, "whoever told it knows it"


def test_a_decision_whose_day_has_passed_with_nothing_since(look: Any, made: Any) -> None:
    decision = {"review": "sha256-d", "code": "ring_provider", "text": "Jeg ringer til Sara.", "by": "2026-12-23",
                "since": "2026-12-15T09:00:00Z", "puts_off": False, "followed": False}  # fmt: skip
    decided = {"reports": [made[0](state="approved", decision=decision)]}
    follows(look, "C", "decision_due", days(("2026-12-23", None), ("2026-12-24", True)), **decided)
    assert look("C", "2026-12-24", **decided).items["decision_due"].detail == "Jeg ringer til Sara."
    since = {"reports": [made[0](state="approved", decision=decision | {"followed": True})]}
    assert "decision_due" not in look("C", "2026-12-24", **since).late
    next_time = {"reports": [made[0](state="approved", decision=decision | {"puts_off": True, "by": ""})]}
    follows(look, "C", "puts_off", days(("2026-12-15", True)), **next_time)


def test_a_desk_that_sets_its_own_clocks_goes_by_them(look: Any, made: Any) -> None:
    came = {"reports": [made[0]()]}
    assert look("C", "2026-12-08", "unread", clocks={"report_red": 4}, **came).late == {"unread": True}
    assert look("P", "2026-12-08", "report_due", clocks={"report_due": 8}).late == {"report_due": False}
    assert look("C", "2027-01-20", "meeting_due", clocks={"meeting": 12}, meeting_weeks=0).late == {
        "meeting_due": False
    }


def test_no_line_proposes_a_sanction_or_calls_undone_what_is_only_unknown() -> None:
    known = [answers, course, meetings, news, reports]
    values = [value for module in known for value in vars(module).values()]
    lines = [line for value in values for line in (value.values() if isinstance(value, dict) else [value])]
    said = [line.what for line in lines if isinstance(line, Line)]
    assert len(said) > 40
    assert not [what for what in said if re.search(r"sanction|not done|no contact with|has not met", what, re.I)]
