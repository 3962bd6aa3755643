"""Lists made anew from the documents alone: what had not arrived goes out again, and nothing comes twice."""

import shutil
from pathlib import Path

from desk_pair import PASSPHRASE, DeskPair
from factories import order_body
from fault_desks import accept, send_order

from orderdesk.desk import health, index
from orderdesk.desk.desk import Desk
from orderdesk.desk.mail import outbox, quarantine
from orderdesk.desk.ordering import orders


def without_lists(pair: DeskPair, desk: Desk) -> Desk:
    """The desk after its journal was lost with all that it held, and was made anew by `orderdesk doctor --rebuild`."""
    root: Path = desk.folder.root
    desk.close()
    shutil.rmtree(root / "store")
    (root / "store").mkdir()
    pair.reopen(desk).close()  # an empty one is begun
    assert health.examine(root, PASSPHRASE, rebuild=True).done
    return pair.reopen(desk)


def test_what_was_sent_and_had_not_gone_goes_when_the_lists_are_made_anew(pair: DeskPair) -> None:
    taken = send_order(pair)
    accept(pair, taken)
    waits = orders.send(pair.caseworker, orders.new_draft(pair.caseworker, order_body(case_number="2026-7")).id)
    pair.caseworker = without_lists(pair, pair.caseworker)
    assert waits.digest in {row.digest for row in outbox.waiting(pair.caseworker)}
    pair.deliver()
    for desk in (pair.caseworker, pair.consultant):
        assert index.thread_of(desk, waits.thread).state == "delivered"
        assert index.thread_of(desk, taken).state == "accepted"
        assert outbox.waiting(desk) == []
        assert quarantine.listing(desk) == []


def test_what_has_its_receipt_does_not_go_again(pair: DeskPair) -> None:
    thread = send_order(pair)
    order = index.thread_of(pair.caseworker, thread).order
    pair.caseworker = without_lists(pair, pair.caseworker)
    assert order not in {row.digest for row in outbox.waiting(pair.caseworker)}
