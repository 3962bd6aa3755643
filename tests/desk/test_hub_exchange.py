"""Desks of two organisations and a hub process between them: the whole loop, and a line that fails at bad moments."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from command_desks import day, order_now, report_now
from hub_town import HubPair, HubRun, hub_pair, running_hub

from orderdesk.desk import (
    drafts,
    index,
    orders,
    outbox,
    quarantine,
    reading,
    replies,
    reports,
    reviews,
)
from orderdesk.desk.desk import Desk

Body = dict[str, Any]


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[HubRun]:
    with running_hub(tmp_path / "hub") as running:
        yield running


@pytest.fixture
def pair(tmp_path: Path, hub: HubRun) -> Iterator[HubPair]:
    desks = hub_pair(tmp_path, hub)
    yield desks
    desks.close()


def send_order(pair: HubPair) -> str:
    draft = orders.new_draft(pair.caseworker, order_now())
    return orders.send(pair.caseworker, draft.id).thread


def accept(pair: HubPair, thread: str) -> None:
    first = {"day": day(1), "time": "10:00", "place": "Fjordvejen 8"}
    replies.accept(pair.consultant, thread, first_meeting=first, start=day(0))


def send_report(pair: HubPair, thread: str) -> str:
    draft = reports.new_draft(pair.consultant, thread)
    drafts.save(pair.consultant, draft.id, {**draft.body, **report_now()})
    return reports.send(pair.consultant, draft.id).digest


def decide(pair: HubPair, report: str) -> None:
    reviews.mark_read(pair.caseworker, report)
    reviews.decide(pair.caseworker, report, decision="continue", text="Mette ringer til egen læge på mandag.")


def states(pair: HubPair, thread: str) -> tuple[str, str]:
    return tuple(index.thread_of(desk, thread).state for desk in (pair.caseworker, pair.consultant))  # type: ignore[return-value]


def held(desk: Desk, thread: str, *, out: bool) -> Counter[str]:
    """The documents of a thread that a desk has sent (but receipts), or has taken in, with how often."""
    rows = [(digest, row) for digest, row in desk.store.rows(index.DOCUMENTS) if row["thread"] == thread]
    return Counter(digest for digest, row in rows if bool(row["out"]) is out and row["kind"] != "receipt")


def check_exactly_once(pair: HubPair, thread: str) -> None:
    """What each desk has sent, the other has, once; nothing is under way, refused or left in a mailbox."""
    for sender, reader in ((pair.caseworker, pair.consultant), (pair.consultant, pair.caseworker)):
        assert held(sender, thread, out=True) == held(reader, thread, out=False)
        assert outbox.waiting(sender) == []
        assert quarantine.listing(reader) == []
        assert reader.carrier.waiting(reader.mailbox) == []


def whole_loop(pair: HubPair) -> str:
    thread = send_order(pair)
    pair.deliver()
    accept(pair, thread)
    pair.deliver()
    report = send_report(pair, thread)
    pair.deliver()
    decide(pair, report)
    pair.deliver()
    assert reading.read(pair.consultant, report).state == "approved"
    return thread


def test_the_whole_loop_through_a_hub(pair: HubPair) -> None:
    thread = whole_loop(pair)
    check_exactly_once(pair, thread)
    assert {one.trouble for one in pair.rounds} == {""}
