"""The clocks of a desk: their lengths, days off, and what a desk chooses instead."""

from datetime import UTC, date, datetime

import pytest
from desk_pair import DeskPair
from factories import order_body

from orderdesk.desk import drafts, index, today
from orderdesk.desk.clocks import CLOCKS, LONGEST, Clocks, clocks, explained, in_words, reset_clock, set_clock
from orderdesk.desk.ordering import orders, replies
from orderdesk.errors import InputRefused, NotFound, NotPossible
from orderdesk.locale import use_language

USUAL = Clocks({})


def test_the_lengths_are_those_of_the_field() -> None:
    usual = {clock.id: (clock.default, clock.unit) for clock in CLOCKS}
    expected = {
        "answer_order": (2, "working_days"), "report_read": (2, "working_days"), "report_red": (7, "days"),
        "report_due": (5, "working_days"), "final_report": (14, "days"), "course_ends": (14, "days"),
        "meeting": (8, "weeks"), "no_contact": (4, "weeks"), "absence": (0, "working_days"),
    }  # fmt: skip
    assert {name: usual[name] for name in expected} == expected
    assert all(clock.least <= clock.default <= LONGEST[clock.unit] for clock in CLOCKS)


@pytest.mark.parametrize(
    ("clock", "start", "until"),
    [
        ("answer_order", date(2026, 12, 23), date(2026, 12, 28)),  # Christmas on Friday and Saturday
        ("answer_order", date(2027, 3, 24), date(2027, 3, 31)),  # Easter: Thursday to Monday
        ("answer_order", date(2026, 11, 21), date(2026, 11, 24)),  # from a Saturday
        ("report_red", date(2026, 12, 18), date(2026, 12, 28)),  # a week on is Christmas Day
        ("report_due", date(2026, 12, 31), date(2027, 1, 8)),  # New Year's Day is a Friday
        ("meeting", date(2027, 1, 28), date(2027, 3, 30)),  # eight weeks on is Maundy Thursday
        ("no_contact", date(2026, 11, 24), date(2026, 12, 22)),
        ("absence", date(2026, 12, 25), date(2026, 12, 28)),
        ("absence", date(2026, 12, 23), date(2026, 12, 23)),
    ],
)
def test_a_clock_runs_out_on_a_working_day(clock: str, start: date, until: date) -> None:
    assert USUAL.after(clock, start) == until


@pytest.mark.parametrize(
    ("end", "begins"),
    [
        (date(2027, 2, 26), date(2027, 2, 12)),
        (date(2027, 4, 11), date(2027, 3, 24)),  # Easter Day; before it, the Wednesday
        (date(2027, 1, 9), date(2026, 12, 24)),  # the second day of Christmas, a Saturday; before it, the Thursday
    ],
)
def test_a_clock_reckoned_back_begins_on_a_working_day(end: date, begins: date) -> None:
    assert USUAL.before("final_report", end) == begins


def test_a_desk_chooses_keeps_and_resets(pair: DeskPair) -> None:
    set_clock(pair.caseworker, "report_red", 5)
    set_clock(pair.caseworker, "meeting", 12)
    pair.caseworker = pair.reopen(pair.caseworker)
    assert clocks(pair.caseworker).chosen == {"report_red": 5, "meeting": 12}
    assert orders.new_draft(pair.caseworker).body["follow_up"]["meeting_weeks"] == 12
    reset_clock(pair.caseworker, "report_red")
    set_clock(pair.caseworker, "meeting", 8)
    assert clocks(pair.caseworker).chosen == {}
    assert clocks(pair.consultant).chosen == {}, "each desk has its own"


@pytest.mark.parametrize(
    ("name", "length"), [("answer_order", 0), ("report_red", 181), ("meeting", 53), ("absence", -1)]
)
def test_a_length_that_cannot_be_is_refused(pair: DeskPair, name: str, length: int) -> None:
    with pytest.raises(InputRefused) as refused:
        set_clock(pair.caseworker, name, length)
    assert "Choose" in refused.value.advice
    assert clocks(pair.caseworker).chosen == {}


def test_a_clock_that_is_none_is_not_found(pair: DeskPair) -> None:
    with pytest.raises(NotFound, match="no clock"):
        set_clock(pair.caseworker, "uret", 3)


def test_lengths_are_said_as_people_say_them() -> None:
    assert [in_words(1, "weeks"), in_words(2, "working_days"), in_words(1, "days")] == [
        "1 week",
        "2 working days",
        "1 day",
    ]
    assert explained("report_red", 5).endswith("usually 7 days")
    use_language("da")
    assert in_words(2, "working_days") == "2 arbejdsdage"
    assert explained("answer_order", 2) == "Leverandøren svarer på en bestilling; derefter udløber den · god praksis"


def sent(pair: DeskPair, **changes: str) -> str:
    thread = orders.send(pair.caseworker, orders.new_draft(pair.caseworker, order_body(**changes)).id).thread
    pair.deliver()
    return thread


def answer_by(pair: DeskPair, thread: str) -> set[str]:
    return {index.thread_of(desk, thread).answer_by for desk in (pair.caseworker, pair.consultant)}


def test_an_order_is_to_be_answered_in_two_working_days_or_by_the_day_it_names(pair: DeskPair) -> None:
    assert answer_by(pair, sent(pair)) == {"2026-11-04"}
    assert answer_by(pair, sent(pair, answer_by="2026-11-20")) == {"2026-11-20"}
    set_clock(pair.caseworker, "answer_order", 3)
    assert answer_by(pair, sent(pair)) == {"2026-11-05"}


def test_a_day_to_answer_by_that_has_passed_keeps_the_order_from_going(pair: DeskPair) -> None:
    draft = orders.new_draft(pair.caseworker, order_body(answer_by="2026-11-04"))
    pair.clock.forward(days=3)
    with pytest.raises(NotPossible, match="has passed"):
        orders.send(pair.caseworker, draft.id)
    assert "answer_by" not in orders.new_draft(pair.caseworker, order_body(answer_by="2026-11-04")).body


def test_each_question_and_answer_gives_the_other_side_its_time(pair: DeskPair) -> None:
    thread = sent(pair)  # Monday
    pair.clock.moment = datetime(2026, 11, 4, 8, 0, tzinfo=UTC)
    replies.ask(pair.consultant, thread, path="$", question="Må vi ringe til hendes søster?")
    pair.deliver()
    assert answer_by(pair, thread) == {"2026-11-06"}
    pair.clock.moment = datetime(2026, 11, 6, 8, 0, tzinfo=UTC)
    assert [(item.code, item.until) for item in today.today(pair.caseworker)] == [("question", "2026-11-06")]
    replies.answer(pair.caseworker, thread, text="Ja.")
    pair.deliver()
    assert answer_by(pair, thread) == {"2026-11-10"}
    replies.decline(pair.consultant, thread, code="no_capacity", text="Vi har ingen ledig mentor.")
    pair.deliver()
    pair.clock.moment = datetime(2026, 11, 16, 8, 0, tzinfo=UTC)
    replies.uphold(pair.caseworker, thread, text="Kan I i december?")
    pair.deliver()
    assert answer_by(pair, thread) == {"2026-11-18"}


def test_an_answer_never_shortens_the_time_that_was_given(pair: DeskPair) -> None:
    thread = sent(pair, answer_by="2026-11-20")
    replies.ask(pair.consultant, thread, path="$", question="Hvor mange timer?")
    pair.deliver()
    assert answer_by(pair, thread) == {"2026-11-20"}


def test_an_amendment_gives_new_time_and_more_time_alone_is_an_amendment(pair: DeskPair) -> None:
    thread = sent(pair)
    pair.clock.moment = datetime(2026, 11, 3, 8, 0, tzinfo=UTC)
    draft = orders.amendment_draft(pair.caseworker, thread)
    with pytest.raises(NotPossible, match="Nothing has been changed"):
        orders.send(pair.caseworker, draft.id)
    drafts.save(pair.caseworker, draft.id, draft.body | {"answer_by": "2026-11-13"})
    orders.send(pair.caseworker, draft.id)
    pair.deliver()
    assert answer_by(pair, thread) == {"2026-11-13"}
