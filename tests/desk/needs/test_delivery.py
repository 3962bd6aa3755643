"""Today about what may not have got through: no receipt, missing documents, odd requests; and what is said of them."""

from collections.abc import Callable
from typing import Any

import pytest
from desk_pair import DeskPair
from factories import order_body
from fault_desks import CASEWORKER, accept, partner_desk, send_order, send_report, signed

from orderdesk.desk import drafts, index, put_aside, today
from orderdesk.desk.clocks import set_clock
from orderdesk.desk.desk import Desk
from orderdesk.desk.mail import asking_again, hole_reading, holes, outbox, post, postroom
from orderdesk.desk.moves.making import make
from orderdesk.desk.needs.line import Item
from orderdesk.desk.ordering import orders
from orderdesk.desk.reporting import reviews
from orderdesk.documents.receipt import NOT_HERE
from orderdesk.locale import use_language


def lines(desk: Desk, *codes: str) -> list[Item]:
    return [item for item in today.today(desk) if item.code in codes]


def lose(pair: DeskPair, reader: tuple[str, str]) -> None:
    for path in (pair.exchange / "mailboxes" / reader[0] / reader[1]).glob("*.sealed"):
        path.unlink()


def sent(pair: DeskPair) -> str:
    """An order that has been handed over on Monday 2 November and that nobody has taken in; its digest."""
    order = orders.send(pair.caseworker, orders.new_draft(pair.caseworker, order_body()).id)
    post.sync(pair.caseworker)
    return order.digest


def test_no_receipt_is_said_after_a_working_day_with_what_it_does_not_mean(pair: DeskPair) -> None:
    digest = sent(pair)
    pair.clock.forward(days=1)
    assert lines(pair.caseworker, "no_receipt") == []
    pair.clock.forward(days=1)
    [item] = lines(pair.caseworker, "no_receipt")
    assert (item.who, item.detail, item.opens, item.key) == (
        "Rikke Sønderby", "order → Sara Holt, Fjordvejen ApS", "post", digest
    )  # fmt: skip
    assert "may have arrived" in item.what
    [outgoing] = postroom.outgoing(pair.caseworker)
    assert "No receipt since 2026-11-02" in outgoing.silence


def test_over_a_weekend_nobody_is_thought_to_be_silent(pair: DeskPair) -> None:
    pair.clock.forward(days=4)  # Friday
    sent(pair)
    pair.clock.forward(days=3)
    assert lines(pair.caseworker, "no_receipt") == []


def test_what_waits_to_go_is_not_silent_and_neither_is_what_one_of_them_has_acknowledged(pair: DeskPair) -> None:
    orders.send(pair.caseworker, orders.new_draft(pair.caseworker, order_body()).id)
    pair.clock.forward(days=5)
    assert lines(pair.caseworker, "no_receipt") == []
    pair.deliver()
    thread = next(key for key, _row in pair.caseworker.store.rows(index.THREADS))
    order = index.thread_of(pair.caseworker, thread).order
    outbox.add(pair.caseworker, order, "fjordvejen", "anne-lind")
    outbox._store(pair.caseworker, outbox.waiting(pair.caseworker)[0], state="handed_over")
    pair.clock.forward(days=5)
    assert lines(pair.caseworker, "no_receipt") == []


def test_the_clock_can_be_set_and_the_line_put_aside_until_it_is_sent_again_in_vain(pair: DeskPair) -> None:
    set_clock(pair.caseworker, "receipt", 3)
    digest = sent(pair)
    pair.clock.forward(days=3)
    assert lines(pair.caseworker, "no_receipt") == []
    pair.clock.forward(days=1)
    [item] = lines(pair.caseworker, "no_receipt")
    put_aside.put_aside(pair.caseworker, item.mark)
    assert lines(pair.caseworker, "no_receipt") == []
    lose(pair, ("fjordvejen", "sara-holt"))
    assert postroom.send_again(pair.caseworker, digest) == 1
    post.sync(pair.caseworker)
    assert lines(pair.caseworker, "no_receipt") == []
    pair.clock.forward(days=6)
    assert len(lines(pair.caseworker, "no_receipt")) == 1
    assert postroom.send_again(pair.caseworker, digest) == 1
    pair.deliver()
    pair.clock.forward(days=4)
    assert lines(pair.caseworker, "no_receipt") == []


@pytest.fixture
def hole(pair: DeskPair) -> str:
    """The thread of a course whose start was told and lost."""
    thread = send_order(pair)
    accept(pair, thread)
    make(pair.consultant, thread, "start", {"first_offered": "2026-11-02", "first_attended": "2026-11-02"})
    post.sync(pair.consultant)
    lose(pair, CASEWORKER)
    make(pair.consultant, thread, "good_news", {"text": "Rikke kom til tiden hele ugen."})
    pair.deliver()
    return thread


def test_a_missing_document_stands_on_today_once_it_is_asked_for_and_red_once_asking_has_not_helped(
    pair: DeskPair, hole: str
) -> None:
    assert lines(pair.caseworker, "missing") == []
    pair.clock.forward(days=2)
    post.sync(pair.caseworker)
    [item] = lines(pair.caseworker, "missing")
    assert (item.who, item.detail, item.late, item.thread) == (
        "Rikke Sønderby", "A document · Sara Holt, Fjordvejen ApS", False, hole
    )  # fmt: skip
    for _day in range(22):
        lose(pair, ("fjordvejen", "sara-holt"))
        pair.clock.forward(days=1)
        post.sync(pair.caseworker)
    [item] = lines(pair.caseworker, "missing")
    assert item.late
    assert "ring" in item.what
    [one] = hole_reading.missing(pair.caseworker)
    assert one.standing.endswith("It has not helped. Ring Sara Holt, Fjordvejen ApS.")


def test_it_is_said_between_which_two_documents_the_missing_one_lies(pair: DeskPair, hole: str) -> None:
    [one] = hole_reading.missing_in(pair.caseworker, hole)
    assert one.told == (
        "A document is missing: Sara Holt, Fjordvejen ApS had seen it on 2026-11-02 (notice), and it has not come "
        "here. "
        "It is number 5 at most, after what came on 2026-11-02 (reply)."
    )
    assert one.standing == "It may only be late. The desk asks for it by itself from 2026-11-03."
    use_language("da")
    [one] = hole_reading.missing_in(pair.caseworker, hole)
    assert "mangler" in one.told
    assert "02.11.2026" in one.told


def test_the_kind_is_said_where_something_answers_it(pair: DeskPair) -> None:
    """A caseworker's colleague decides on a report that this desk has not got."""
    thread = send_order(pair)
    accept(pair, thread)
    report = send_report(pair, thread)
    pair.deliver()
    reviews.mark_read(pair.caseworker, report)
    pair.deliver()
    desk = pair.consultant
    row = desk.store.get(index.THREADS, thread) or {}
    documents = [digest for digest in row["documents"] if digest != report]
    desk.store.delete(index.DOCUMENTS, report)
    desk.store.put(index.THREADS, thread, {**row, "documents": documents, "missing": [report]})
    [found] = holes.of_thread(desk, thread)
    assert found.kind == "report"
    assert hole_reading.read(desk, found).told.startswith("A report is missing: Mette Krogh, Lindholm Kommune had seen")


def test_an_order_that_never_came_is_missed_when_what_follows_it_comes(pair: DeskPair) -> None:
    thread = orders.send(pair.caseworker, orders.new_draft(pair.caseworker, order_body()).id).thread
    post.sync(pair.caseworker)
    lose(pair, ("fjordvejen", "sara-holt"))
    draft = orders.amendment_draft(pair.caseworker, thread)
    draft.body["course"]["weekly_minutes"] += 30
    drafts.save(pair.caseworker, draft.id, draft.body)
    orders.send(pair.caseworker, draft.id)
    post.sync(pair.caseworker)
    post.sync(pair.consultant)
    pair.clock.forward(days=2)
    post.sync(pair.consultant)
    [item] = lines(pair.consultant, "missing")
    assert item.detail == "A version of the order · Mette Krogh, Lindholm Kommune"
    pair.deliver()
    assert lines(pair.consultant, "missing") == []
    assert index.thread_of(pair.consultant, thread).missing == ()


def test_a_case_that_a_colleague_has_does_not_need_the_owner(pair: DeskPair, hole: str) -> None:
    asking_again.look(pair.caseworker)
    asking_again.ask_now(pair.caseworker, holes.of_thread(pair.caseworker, hole)[0].digest)
    assert len(lines(pair.caseworker, "missing")) == 1
    row = pair.caseworker.store.get(index.THREADS, hole) or {}
    away = {**row["caseworkers"][0], "person": "jonas-bach"}
    pair.caseworker.store.put(index.THREADS, hole, {**row, "caseworkers": [away]})
    assert lines(pair.caseworker, "missing") == []


def test_somebody_who_asks_for_what_is_not_theirs_is_named_and_can_be_put_aside_for_the_day(
    pair: DeskPair, tmp_path_factory: pytest.TempPathFactory
) -> None:
    bo = partner_desk(tmp_path_factory.mktemp("bo"), pair, pair.caseworker, "provider")
    thread = send_order(pair)
    wanted = index.thread_of(pair.caseworker, thread).order
    body = {"document": wanted, "outcome": "transient", "check": NOT_HERE}
    data = signed(bo, "receipt", body, [CASEWORKER], thread, seq=2, prev=[wanted])
    assert post.receive(pair.caseworker, data)[0] == "passed"
    [item] = lines(pair.caseworker, "asker")
    assert item.detail == "Bo Lund, Udsigten ApS"
    put_aside.put_aside(pair.caseworker, item.mark)
    assert lines(pair.caseworker, "asker") == []
    pair.clock.forward(days=1)
    assert post.receive(pair.caseworker, data)[0] == "passed"
    assert len(lines(pair.caseworker, "asker")) == 1
    bo.close()


def test_a_report_that_is_late_while_something_is_missing_may_have_been_sent(look: Callable[..., Any]) -> None:
    late = look("C", "2026-12-20", "report_late").items["report_late"].what
    lost = look("C", "2026-12-20", "report_late", missing=["sha256-x"]).items["report_late"].what
    assert late == "The report has not come"
    assert lost == "The report has not come, and a document of the order is missing"
