"""Somebody genuine, trusted and no party to an order writes into its thread: nothing moves, and they are told."""

import random
from pathlib import Path
from typing import Any

import pytest
from desk_pair import DeskPair
from factories import order_body, report_body
from fault_desks import (
    CASEWORKER,
    CONSULTANT,
    accept,
    acceptance,
    partner_desk,
    put,
    send_order,
    send_report,
    settle,
    signed,
    standing,
)

from orderdesk.desk import drafts, index, rebuilding, today
from orderdesk.desk.desk import Desk
from orderdesk.desk.mail import outbox, post, quarantine
from orderdesk.desk.ordering import order_reading, orders
from orderdesk.desk.reporting import reading
from orderdesk.errors import NotPossible

Body = dict[str, Any]


def last_refusal(desk: Desk) -> quarantine.Kept:
    return quarantine.listing(desk)[0]


def fatal_receipts(desk: Desk, thread: str) -> list[Body]:
    found = [index.document(desk, e.digest) for e in index.entries_of(desk, thread) if e.kind == "receipt"]
    return [document for document in found if document["body"]["outcome"] == "fatal"]


def order_of(desk: Desk, thread: str) -> str:
    return index.thread_of(desk, thread).order


def from_another_provider(kind: str, bo: Desk, pair: DeskPair, thread: str) -> bytes:
    """What a consultant of another vouched provider could sign, who has come to know thread and digests."""
    folded = index.thread_of(pair.caseworker, thread)
    header: Body = {"seq": folded.seq + 1, "prev": list(folded.heads)}
    order = index.body(pair.caseworker, folded.order)
    bodies: dict[str, tuple[str, Body]] = {
        "acceptance": ("reply", acceptance(bo, folded.order)),
        "decline": ("reply", {"kind": "decline", "order": folded.order, "version": 1, "code": "other", "text": "Nej."}),
        "question": ("reply", {"kind": "ask", "order": folded.order, "version": 1, "path": "$", "question": "Hvad?"}),
        "report": ("report", report_body(order, folded.order, kind="final")),
        "receipt": ("receipt", {"document": folded.order, "outcome": "fatal"}),
    }
    what, body = bodies[kind]
    return signed(bo, what, body, [CASEWORKER], thread, **header)


@pytest.mark.parametrize("kind", ["acceptance", "decline", "question", "report"])
@pytest.mark.parametrize("running", [False, True], ids=["unanswered", "running"])
def test_another_provider_cannot_move_the_order(pair: DeskPair, tmp_path: Path, kind: str, running: bool) -> None:
    bo = partner_desk(tmp_path, pair, pair.caseworker, "provider")
    thread = send_order(pair)
    if running:
        accept(pair, thread)
    before = standing(pair.caseworker, thread)
    data = from_another_provider(kind, bo, pair, thread)
    put(pair.caseworker, data)
    assert post.sync(pair.caseworker, force=True).refused == ("parties",)
    assert standing(pair.caseworker, thread) == before
    kept = last_refusal(pair.caseworker)
    assert (kept.check, quarantine.content(pair.caseworker, kept.name)) == ("parties", data)
    assert "no part in this order" in kept.message
    assert "Ring" in kept.message
    settle(pair, bo)
    [told] = fatal_receipts(bo, thread)
    assert (told["body"]["check"], told["body"]["document"]) == ("parties", kept.name)
    assert told["prev"] == [kept.name]  # nothing of what the thread holds is told to a stranger
    assert standing(pair.caseworker, thread) == before
    assert standing(pair.consultant, thread) == before
    bo.close()


def test_a_receipt_for_anothers_document_does_not_make_the_order_undeliverable(pair: DeskPair, tmp_path: Path) -> None:
    bo = partner_desk(tmp_path, pair, pair.caseworker, "provider")
    draft = orders.new_draft(pair.caseworker, order_body())
    sent = orders.send(pair.caseworker, draft.id)
    post.sync(pair.caseworker, force=True)
    put(pair.caseworker, from_another_provider("receipt", bo, pair, sent.thread))
    assert post.sync(pair.caseworker, force=True).refused == ("parties",)
    assert index.thread_of(pair.caseworker, sent.thread).state == "sent"
    assert [row.digest for row in outbox.waiting(pair.caseworker)] == [sent.digest]
    pair.deliver()
    assert index.thread_of(pair.caseworker, sent.thread).state == "delivered"
    bo.close()


@pytest.mark.parametrize("backdated", [False, True])
@pytest.mark.parametrize("version", [1, 2])
def test_another_municipality_cannot_take_the_order_over(
    pair: DeskPair, tmp_path: Path, backdated: bool, version: int
) -> None:
    ida = partner_desk(tmp_path, pair, pair.consultant, "municipality")
    thread = send_order(pair)
    order = order_of(pair.consultant, thread)
    before = standing(pair.consultant, thread)
    header: Body = {"issued": "2026-11-02T08:30:00Z"} if backdated else {}
    header |= {"seq": 2, "prev": [order]} if version == 2 else {"id": index.document(pair.consultant, order)["id"]}
    body = order_body(version=version, **({"replaces": order} if version == 2 else {}))
    put(pair.consultant, signed(ida, "order", body, [CONSULTANT], thread, **header))
    assert post.sync(pair.consultant, force=True).refused == ("parties",)
    assert standing(pair.consultant, thread) == before
    row = pair.consultant.store.get(index.THREADS, thread)
    assert row is not None
    assert row["caseworker"] == list(CASEWORKER)
    ida.close()


def test_what_a_stranger_sent_ahead_of_the_order_is_refused_when_the_order_comes(
    pair: DeskPair, tmp_path: Path
) -> None:
    ida = partner_desk(tmp_path, pair, pair.consultant, "municipality")
    draft = orders.new_draft(pair.caseworker, order_body())
    sent = orders.send(pair.caseworker, draft.id)
    ahead = signed(ida, "order", order_body(), [CONSULTANT], sent.thread, issued="2026-11-02T08:30:00Z")
    put(pair.consultant, ahead)
    pair.clock.forward(hours=2)
    assert len(post.sync(pair.consultant, force=True).taken) == 1
    settle(pair, ida)
    folded = index.thread_of(pair.consultant, sent.thread)
    assert (folded.order, folded.state, folded.placer) == (sent.digest, "delivered", "lindholm-kommune")
    assert [refused.check for refused in folded.refused] == ["parties"]
    assert [kept.check for kept in quarantine.listing(pair.consultant)] == ["parties"]
    settle(pair, ida)
    assert [told["body"]["check"] for told in fatal_receipts(ida, sent.thread)] == ["parties"]
    assert "quarantine" in {item.code for item in today.today(pair.consultant)}
    row = pair.consultant.store.get(index.THREADS, sent.thread)
    assert row is not None
    assert row["caseworker"] == list(CASEWORKER)
    ida.close()


def test_the_index_made_anew_from_the_documents_in_any_order_says_the_same(pair: DeskPair, tmp_path: Path) -> None:
    ida = partner_desk(tmp_path, pair, pair.consultant, "municipality")
    draft = orders.new_draft(pair.caseworker, order_body())
    sent = orders.send(pair.caseworker, draft.id)
    put(pair.consultant, signed(ida, "order", order_body(), [CONSULTANT], sent.thread, seq=1))
    post.sync(pair.consultant, force=True)
    settle(pair, ida)
    accept(pair, sent.thread)
    before = standing(pair.consultant, sent.thread)
    desk, chance = pair.consultant, random.Random(20261102)
    rows = dict(desk.store.rows(index.THREADS))[sent.thread]
    for _turn in range(5):
        digests = [digest for digest, _row in desk.store.rows(index.DOCUMENTS)]
        chance.shuffle(digests)
        index.rebuild(desk, digests)
        assert standing(desk, sent.thread) == before
        again = dict(desk.store.rows(index.THREADS))[sent.thread]
        told = ("state", "order", "caseworker", "caseworker_name", "citizen", "consultant_id", "accepted")
        assert {name: again[name] for name in told} == {name: rows[name] for name in told}
    assert rebuilding.condition(desk, lambda _n: None).damaged == ()
    ida.close()


def test_an_order_that_names_another_provider_is_not_ours(pair: DeskPair) -> None:
    body = order_body()
    body["provider"] = {"org": "udsigten", "name": "Udsigten ApS"}
    thread = "urn:uuid:5f1d2c3a-0b4e-4c5d-8e7f-102938475601"
    put(pair.consultant, signed(pair.caseworker, "order", body, [CONSULTANT], thread))
    assert post.sync(pair.consultant, force=True).refused == ("named",)
    assert index.thread_of(pair.consultant, thread).order == ""
    assert "another provider" in last_refusal(pair.consultant).message


def test_a_report_on_another_citizens_order_changes_nothing_and_shows_nothing_of_it(pair: DeskPair) -> None:
    one, other = send_order(pair), send_order(pair, case_number="2026-00418")
    accept(pair, one)
    foreign = order_of(pair.consultant, other)
    before = standing(pair.caseworker, one)
    folded = index.thread_of(pair.consultant, one)
    body = report_body(index.body(pair.consultant, foreign), foreign)
    data = signed(pair.consultant, "report", body, [CASEWORKER], one, seq=folded.seq + 1, prev=list(folded.heads))
    put(pair.caseworker, data)
    [digest] = post.sync(pair.caseworker, force=True).taken
    after = index.thread_of(pair.caseworker, one)
    assert (after.state, after.reports) == (before[0], {})
    assert [refused.check for refused in after.refused] == ["order"]
    [shown] = [h for h in order_reading.read_order(pair.caseworker, one).happenings if h.digest == digest]
    assert shown.standing == "refused"
    assert "does not belong to this thread" in shown.reason
    assert reading.read(pair.caseworker, digest).order["case_number"] == "2026-00417"


def test_a_reply_and_a_review_that_name_another_threads_documents_change_nothing(pair: DeskPair) -> None:
    one, other = send_order(pair), send_order(pair)
    accept(pair, other)
    report = send_report(pair, other)
    pair.deliver()
    before, running = standing(pair.caseworker, one), standing(pair.consultant, other)
    reply = signed(pair.consultant, "reply", acceptance(pair.consultant, order_of(pair.consultant, other)),
                   [CASEWORKER], one, seq=9, prev=[order_of(pair.consultant, one)])  # fmt: skip
    put(pair.caseworker, reply)
    review = signed(pair.caseworker, "review", {"kind": "read", "report": report}, [CONSULTANT], one, seq=9,
                    prev=[order_of(pair.consultant, one)])  # fmt: skip
    put(pair.consultant, review)
    assert len(post.sync(pair.caseworker, force=True).taken) >= 1
    assert len(post.sync(pair.consultant, force=True).taken) >= 1
    assert standing(pair.caseworker, one)[:7] == before[:7]
    assert standing(pair.consultant, other) == running
    assert [r.check for r in index.thread_of(pair.caseworker, one).refused] == ["state"]
    assert [r.check for r in index.thread_of(pair.consultant, one).refused] == ["state"]


def test_the_highest_number_does_not_end_a_thread(pair: DeskPair) -> None:
    thread = send_order(pair)
    order = order_of(pair.consultant, thread)
    body = {"kind": "ask", "order": order, "version": 1, "path": "$", "question": "Hvem ringer vi til?"}
    put(pair.caseworker, signed(pair.consultant, "reply", body, [CASEWORKER], thread, seq=100_000, prev=[order]))
    post.sync(pair.caseworker, force=True)
    assert index.thread_of(pair.caseworker, thread).state == "question"
    draft = orders.amendment_draft(pair.caseworker, thread)
    draft.body["course"]["weekly_minutes"] += 60
    drafts.save(pair.caseworker, draft.id, draft.body)
    pair.clock.forward(minutes=1)
    orders.send(pair.caseworker, draft.id)
    assert index.thread_of(pair.caseworker, thread).version == 2
    assert index.thread_of(pair.caseworker, thread).state == "delivered"


def test_a_later_version_cannot_move_the_order_to_another_provider(pair: DeskPair, tmp_path: Path) -> None:
    bo = partner_desk(tmp_path, pair, pair.caseworker, "provider")
    thread = send_order(pair)
    accept(pair, thread)
    draft = orders.amendment_draft(pair.caseworker, thread)
    draft.body["provider"] = {"org": "udsigten", "name": "Udsigten ApS"}
    drafts.save(pair.caseworker, draft.id, draft.body)
    with pytest.raises(NotPossible, match="another provider"):
        orders.send(pair.caseworker, draft.id)
    assert drafts.load(pair.caseworker, draft.id).body["provider"]["org"] == "udsigten"
    bo.close()
