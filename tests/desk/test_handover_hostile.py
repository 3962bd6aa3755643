"""Handovers and forwarded documents that are not what they should be, late, doubled or alone: nothing gets in by them,
and nothing is lost."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from desk_pair import DeskPair
from factories import order_body
from fault_desks import partner_desk, put, signed
from handover_desks import SUMMARY, Town, handing, make_town, running

from orderdesk.desk import index, today
from orderdesk.desk.desk import Desk
from orderdesk.desk.mail import forwarding, outbox, post, quarantine
from orderdesk.desk.moves.making import make
from orderdesk.desk.ordering import orders
from orderdesk.desk.people import handover_reading, standing_handovers
from orderdesk.exchange.carrier import Mailbox
from orderdesk.signing.sealing import seal

OWN = "urn:uuid:5b1d2c3a-0b4e-4c5d-8e7f-102938475611"
"""The thread of a handover that somebody made up."""


@pytest.fixture
def town(tmp_path: Path, pair: DeskPair) -> Iterator[Town]:
    """The five desks with an order that runs."""
    found = running(make_town(tmp_path, pair))
    yield found
    found.close()


def body(town: Town, **changes: Any) -> dict[str, Any]:
    """A handover of the order to Lise, who has no part in it."""
    documents = forwarding.documents(town.mette, town.thread)
    return {
        "order_thread": town.thread, "citizen": "Rikke Sønderby", "to_person": "lise-friis", "since": "2026-11-02",
        "reason": "Ny fordeling.", "summary": SUMMARY, "documents": documents, **changes,
    }  # fmt: skip


def forward(town: Town, sender: Desk, digest: str, reader: Desk) -> None:
    """Seal a document to the reader and to its sender, as a handover's documents are."""
    own = reader.settings
    keys = [reader.keys.current("sealing").did, sender.keys.current("sealing").did]
    sender.carrier.put(Mailbox(own.org, own.person), seal(town.mette.archive.get(digest), keys))


def order_of(town: Town) -> str:
    return index.thread_of(town.mette, town.thread).order


def refused(desk: Desk) -> list[str]:
    return [kept.check for kept in quarantine.listing(desk)]


def receipts(desk: Desk, outcome: str) -> list[str]:
    rows = desk.store.rows(index.DOCUMENTS)
    return [
        row["about"] for _digest, row in rows if (row["kind"], row["sub"], row["out"]) == ("receipt", outcome, True)
    ]


def test_a_document_that_no_handover_names_waits_a_week_and_is_refused_without_a_word_to_its_sender(town: Town) -> None:
    forward(town, town.mette, order_of(town), town.lise)
    assert post.sync(town.lise, force=True).early == 1
    assert quarantine.listing(town.lise) == []
    town.pair.clock.forward(days=6)
    assert post.sync(town.lise, force=True).early == 1
    town.pair.clock.forward(days=2)
    assert post.sync(town.lise, force=True).refused == ("addressed",)
    assert receipts(town.lise, "fatal") == []
    assert town.documents(town.lise) == set()


def test_what_no_colleague_put_there_is_refused_at_once_and_its_sender_told(town: Town) -> None:
    put(town.lise, town.mette.archive.get(order_of(town)))
    assert post.sync(town.lise, force=True).refused == ("addressed",)
    assert receipts(town.lise, "fatal") == [order_of(town)]


def test_a_handover_that_comes_after_its_documents_finds_them_in_the_mailbox(town: Town) -> None:
    make(town.mette, town.thread, "change_caseworker", handing(to_person="lise-friis", until=""))
    handover = handover_reading.handovers(town.mette)[0].digest
    row = next(row for row in outbox.waiting(town.mette) if row.digest == handover)
    town.mette.store.delete(outbox.OUTBOX, f"{handover}/{row.org}/{row.person}")
    town.deliver()
    assert post.sync(town.lise, force=True).early == 4
    assert refused(town.lise) == []
    outbox.add(town.mette, handover, row.org, row.person)
    town.deliver()
    assert town.documents(town.lise) == town.documents(town.mette)
    assert refused(town.lise) == []
    assert not any(outbox.waiting(desk) for desk in town.desks)


def test_a_handover_that_comes_after_more_than_a_week_takes_its_documents_out_of_quarantine(town: Town) -> None:
    make(town.mette, town.thread, "change_caseworker", handing(to_person="lise-friis", until=""))
    handover = handover_reading.handovers(town.mette)[0].digest
    town.mette.store.delete(outbox.OUTBOX, f"{handover}/lindholm-kommune/lise-friis")
    town.deliver()
    town.pair.clock.forward(days=8)
    post.sync(town.lise, force=True)
    assert refused(town.lise) == ["addressed"] * 4
    outbox.add(town.mette, handover, "lindholm-kommune", "lise-friis")
    town.deliver()
    assert town.documents(town.lise) == town.documents(town.mette)
    assert refused(town.lise) == []
    assert handover_reading.handovers(town.mette)[0].whole


def test_a_partners_handover_and_the_providers_are_refused_and_open_nothing(town: Town, tmp_path: Path) -> None:
    ida = partner_desk(tmp_path, town.pair, town.pair.caseworker, "municipality")
    town.deliver()
    for desk in (ida, town.sara):
        fake = signed(desk, "handover", body(town), [("lindholm-kommune", "lise-friis")], OWN)
        put(town.lise, fake)
        [check] = post.sync(town.lise, force=True).refused
        assert check == "colleagues"
    forward(town, town.mette, order_of(town), town.lise)
    assert post.sync(town.lise, force=True).early == 1
    assert handover_reading.handovers(town.lise) == []
    assert "handed_over" not in {item.code for item in today.today(town.lise)}
    ida.close()


@pytest.mark.parametrize(
    ("changes", "to"),
    [
        ({"to_person": "jonas-bach"}, [("lindholm-kommune", "lise-friis")]),
        ({}, [("lindholm-kommune", "lise-friis"), ("lindholm-kommune", "jonas-bach")]),
        ({}, [("lindholm-kommune", "lise-friis"), ("fjordvejen", "sara-holt")]),
    ],
    ids=["names another", "to two colleagues", "to the provider too"],
)
def test_a_handover_is_to_one_colleague_and_nobody_else(
    town: Town, changes: dict[str, str], to: list[tuple[str, str]]
) -> None:
    put(town.lise, signed(town.mette, "handover", body(town, **changes), to, OWN))
    assert post.sync(town.lise, force=True).refused == ("colleagues",)
    assert list(standing_handovers.all_of_them(town.lise.store)) == []


def test_a_handover_lets_in_only_documents_of_the_thread_that_it_is_about(town: Town) -> None:
    other = orders.send(town.mette, orders.new_draft(town.mette, order_body()).id).thread
    town.deliver()
    named = index.thread_of(town.mette, other).order
    put(
        town.lise,
        signed(town.mette, "handover", body(town, documents=[named]), [("lindholm-kommune", "lise-friis")], OWN),
    )
    forward(town, town.mette, named, town.lise)
    town.deliver()
    assert index.thread_of(town.lise, other).order == ""
    assert handover_reading.handovers(town.lise)[0].missing == 1
    assert receipts(town.lise, "ok") == []


def test_a_handover_does_not_carry_another_handover_nor_what_fails_its_other_checks(town: Town) -> None:
    make(town.mette, town.thread, "change_caseworker", handing())
    private = handover_reading.handovers(town.mette)[0].digest
    thread = index.document(town.mette, private)["thread"]
    put(town.lise, signed(town.mette, "handover", body(town, order_thread=thread, documents=[private]),
                          [("lindholm-kommune", "lise-friis")], OWN))  # fmt: skip
    forward(town, town.mette, private, town.lise)
    found = post.sync(town.lise, force=True)
    assert found.refused == ("addressed",)
    assert [one.taker for one in handover_reading.handovers(town.lise)] == ["Lise Friis"]


def test_doubled_documents_and_a_doubled_handover_are_harmless(town: Town) -> None:
    make(town.mette, town.thread, "change_caseworker", handing())
    town.deliver()
    before = index.entries_of(town.jonas, town.thread)
    handover = handover_reading.handovers(town.mette)[0].digest
    assert forwarding.send_again(town.mette, handover) == 5
    town.pair.clock.forward(minutes=1)
    post.sync(town.mette, force=True)
    found = post.sync(town.jonas, force=True)
    assert (found.doubled, found.refused, found.early) == (5, (), 0)
    town.deliver()
    assert index.entries_of(town.jonas, town.thread) == before
    assert not any(outbox.waiting(desk) for desk in town.desks)
    assert handover_reading.handovers(town.mette)[0].whole


def test_the_original_senders_hear_nothing_and_no_receipt_of_it_is_in_the_order(town: Town) -> None:
    sara = {digest for digest, row in town.sara.store.rows(index.DOCUMENTS) if row["kind"] == "receipt"}
    make(town.mette, town.thread, "change_caseworker", handing(to_person="lise-friis"))
    town.deliver()
    later = [
        row for digest, row in town.sara.store.rows(index.DOCUMENTS) if row["kind"] == "receipt" and digest not in sara
    ]
    assert [(row["person"], row["out"]) for row in later] == [("sara-holt", True)]  # for the notice, to Mette
    mine = [row for _digest, row in town.lise.store.rows(index.DOCUMENTS) if row["kind"] == "receipt" and row["out"]]
    assert {row["about"] for row in mine} == {
        handover_reading.handovers(town.lise)[0].digest, index.thread_of(town.lise, town.thread).caseworkers[-1]
    }  # fmt: skip


def test_the_notice_that_comes_before_the_case_is_not_said_to_be_of_no_use(town: Town) -> None:
    make(town.mette, town.thread, "change_caseworker", handing(to_person="lise-friis", until=""))
    post.sync(town.mette, force=True)
    notice = index.thread_of(town.mette, town.thread).caseworkers[-1]
    assert post.receive(town.lise, town.mette.archive.get(notice)) == ("taken", notice)
    town.deliver()
    assert "turned_away" not in {item.code for item in today.today(town.mette)}
    assert (town.mette.store.get(index.THREADS, town.thread) or {})["turned_away"] == []


def test_a_handover_and_what_it_carries_never_leave_the_organisation(town: Town) -> None:
    make(town.mette, town.thread, "change_caseworker", handing())
    handover = handover_reading.handovers(town.mette)[0].digest
    outbox.add(town.mette, handover, "fjordvejen", "sara-holt")
    outbox.forward(town.mette, order_of(town), "fjordvejen", "bo-winther")
    town.deliver()
    held = [row for row in outbox.waiting(town.mette) if row.org == "fjordvejen"]
    assert {row.trouble for row in held} == {"A case is handed over within an organisation, to one colleague."}
    assert town.documents(town.bo) == set()
    assert not any(quarantine.listing(desk) for desk in (town.sara, town.bo))
