"""Today: what needs whom and until when, in Danish working days."""

from datetime import UTC, date, datetime, timedelta

import pytest
from desk_pair import DeskPair
from factories import order_body, report_body

from orderdesk.desk import drafts, index, today
from orderdesk.desk.clock import day_in_denmark
from orderdesk.desk.index import turned_away
from orderdesk.desk.moves.making import make
from orderdesk.desk.ordering import orders, replies
from orderdesk.desk.reporting import reports, reviews
from orderdesk.documents.thread import Entry
from orderdesk.errors import NotPossible
from orderdesk.working_days import after_working_days, is_working_day


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        (date(2026, 11, 20), 2, date(2026, 11, 24)),  # Friday: Monday, Tuesday
        (date(2026, 11, 21), 1, date(2026, 11, 23)),  # Saturday: Monday
        (date(2026, 4, 1), 2, date(2026, 4, 8)),  # Wednesday before Easter: Maundy Thursday to Easter Monday are off
        (date(2026, 12, 23), 1, date(2026, 12, 28)),  # 24 December is no working day in most agreements
        (date(2026, 11, 20), 0, date(2026, 11, 20)),
    ],
)
def test_deadlines_count_danish_working_days(start: date, days: int, due: date) -> None:
    if start == date(2026, 12, 23) and is_working_day(date(2026, 12, 24)):
        due = date(2026, 12, 24)  # Christmas Eve is a holiday by agreement, not by law
    assert after_working_days(start, days) == due


def test_the_day_is_the_danish_day() -> None:
    assert day_in_denmark(datetime(2026, 6, 30, 22, 30, tzinfo=UTC)) == date(2026, 7, 1)
    assert day_in_denmark(datetime(2026, 12, 31, 22, 30, tzinfo=UTC)) == date(2026, 12, 31)


def sent_order(pair: DeskPair) -> str:
    draft = orders.new_draft(pair.caseworker, order_body())
    thread = orders.send(pair.caseworker, draft.id).thread
    pair.deliver()
    return thread


def started(pair: DeskPair, thread: str, day: str) -> None:
    """The citizen comes to the first session on that day, and the consultant tells of it."""
    year, month, number = map(int, day.split("-"))
    pair.clock.moment = datetime(year, month, number, 12, 0, tzinfo=UTC)
    make(pair.consultant, thread, "start", {"first_offered": day, "first_attended": day})
    pair.deliver()


def reported(pair: DeskPair) -> tuple[str, str]:
    """An order that runs, and its first report."""
    thread = sent_order(pair)
    first = {"day": "2026-11-05", "time": "10:00", "place": "Fjordvejen 8"}
    replies.accept(pair.consultant, thread, first_meeting=first, start="2026-11-05")
    pair.deliver()
    draft = reports.new_draft(pair.consultant, thread)
    order = index.thread_of(pair.consultant, thread).order
    drafts.save(pair.consultant, draft.id, {**draft.body, **report_body(index.body(pair.consultant, order), order)})
    report = reports.send(pair.consultant, draft.id).digest
    pair.deliver()
    return thread, report


def codes(items: list[today.Item]) -> list[tuple[str, bool]]:
    return [(item.code, item.late) for item in items]


def test_an_order_waits_for_the_provider_and_expires(pair: DeskPair) -> None:
    sent_order(pair)  # Monday
    assert codes(today.today(pair.consultant)) == [("answer", False)]
    assert codes(today.today(pair.caseworker)) == []
    pair.clock.forward(days=2)
    assert codes(today.today(pair.consultant)) == [("answer", False)]
    assert codes(today.today(pair.caseworker)) == [("unanswered", False)]
    pair.clock.forward(days=1)
    assert codes(today.today(pair.consultant)) == []
    assert codes(today.today(pair.caseworker)) == [("expired", True)]


def test_a_question_needs_the_caseworker(pair: DeskPair) -> None:
    thread = sent_order(pair)
    replies.ask(pair.consultant, thread, path="$", question="Må vi ringe til hendes søster?")
    pair.deliver()
    assert codes(today.today(pair.caseworker)) == [("question", False)]
    assert codes(today.today(pair.consultant)) == []


def test_a_report_is_due_after_its_month_and_late_after_five_working_days(pair: DeskPair) -> None:
    thread = sent_order(pair)
    first = {"day": "2026-11-05", "time": "10:00", "place": "Fjordvejen 8"}
    replies.accept(pair.consultant, thread, first_meeting=first, start="2026-11-05")
    pair.deliver()
    started(pair, thread, "2026-11-05")
    pair.clock.forward(days=20)
    assert codes(today.today(pair.consultant)) == []
    pair.clock.moment = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)
    items = today.today(pair.consultant)
    assert codes(items) == [("report_due", False)]
    assert items[0].until == "2026-12-07"
    pair.clock.moment = datetime(2026, 12, 8, 8, 0, tzinfo=UTC)
    assert ("report_due", True) in codes(today.today(pair.consultant))
    assert ("report_late", True) in codes(today.today(pair.caseworker))


def test_late_things_come_first_and_then_the_oldest(pair: DeskPair) -> None:
    thread = sent_order(pair)
    orders.new_draft(pair.caseworker, order_body())
    pair.clock.forward(minutes=10)
    replies.decline(pair.consultant, thread, code="no_capacity", text="Vi har ingen mentor før december.")
    pair.deliver()
    pair.clock.forward(days=4)
    assert codes(today.today(pair.caseworker)) == [("declined", True), ("draft", False)]


def test_a_draft_is_on_today_until_it_is_sent(pair: DeskPair) -> None:
    draft = orders.new_draft(pair.caseworker, order_body())
    assert codes(today.today(pair.caseworker)) == [("draft", False)]
    orders.send(pair.caseworker, draft.id)
    assert drafts.listing(pair.caseworker) == []
    assert codes(today.today(pair.caseworker)) == []


def test_an_order_cannot_be_decided_on_as_a_report(pair: DeskPair) -> None:
    thread = sent_order(pair)
    with pytest.raises(NotPossible):
        reviews.decide(
            pair.caseworker, index.thread_of(pair.caseworker, thread).order, decision="continue", text="Nej."
        )


def test_the_final_report_is_asked_for_in_time_and_missed_when_late(pair: DeskPair) -> None:
    thread = sent_order(pair)
    first = {"day": "2026-11-05", "time": "10:00", "place": "Fjordvejen 8"}
    replies.accept(pair.consultant, thread, first_meeting=first, start="2026-11-05")
    pair.deliver()
    started(pair, thread, "2026-11-05")
    due = date.fromisoformat(order_body()["reporting"]["final_due"])
    pair.clock.moment = datetime(due.year, due.month, due.day, 8, 0, tzinfo=UTC) - timedelta(days=15)
    assert "final_due" not in [item.code for item in today.today(pair.consultant)]
    pair.clock.forward(days=1)
    assert ("final_due", False) in codes(today.today(pair.consultant))
    assert "final_late" not in [item.code for item in today.today(pair.caseworker)]
    pair.clock.forward(days=15)
    assert ("final_due", True) in codes(today.today(pair.consultant))
    assert ("final_late", True) in codes(today.today(pair.caseworker))


def test_a_report_that_the_other_desk_did_not_take_is_on_today_until_one_is_taken() -> None:
    def entry(digest: str, kind: str, sub: str, seq: int, about: str = "", org: str = "fjordvejen") -> Entry:
        return Entry(digest, kind, sub, seq, f"2026-11-0{seq}T08:00:00Z", about, org=org)

    report = entry("d1", "report", "monthly", 1)
    refused = entry("r1", "receipt", "fatal", 2, "d1", org="lindholm-kommune")
    again = entry("d2", "report", "monthly", 3)
    taken = entry("r2", "receipt", "ok", 4, "d2", org="lindholm-kommune")
    waiting = [["report", "2026-11-02T08:00:00Z"]]
    assert turned_away([report], "fjordvejen") == []
    assert turned_away([refused, report], "fjordvejen") == waiting
    assert turned_away([report, refused, again], "fjordvejen") == waiting
    assert turned_away([taken, report, again, refused], "fjordvejen") == []
    assert turned_away([report, refused], "lindholm-kommune") == []


def test_elaboration_is_due_by_the_day_that_the_caseworker_named(pair: DeskPair) -> None:
    _thread, report = reported(pair)
    by = (pair.caseworker.today() + timedelta(days=9)).isoformat()
    reviews.ask_elaboration(
        pair.caseworker, report, text="Hvad blev aftalt?", items=[{"item": "M1", "text": "Hvornår?"}], by=by
    )
    pair.deliver()
    assert [(item.until, item.late) for item in today.today(pair.consultant) if item.code == "elaborate"] == [
        (by, False)
    ]
    pair.clock.forward(days=10)
    assert [item.late for item in today.today(pair.consultant) if item.code == "elaborate"] == [True]


def test_a_later_version_is_a_draft_of_its_own_beside_the_next_report(pair: DeskPair) -> None:
    thread, report = reported(pair)
    following = reports.new_draft(pair.consultant, thread)
    later = reports.correction_draft(pair.consultant, thread, report)
    assert (later.id == following.id, later.body["replaces"]) == (False, report)
    assert reports.correction_draft(pair.consultant, thread, report).id == later.id
    assert reports.new_draft(pair.consultant, thread).id == following.id
