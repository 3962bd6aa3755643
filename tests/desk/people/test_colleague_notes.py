"""Notes to colleagues: two caseworkers of one municipality, and a provider that never learns of them."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from desk_pair import DeskPair, colleague_desk
from factories import note_body
from fault_desks import CASEWORKER, partner_desk, put, send_order, settle, signed, standing

from orderdesk.desk import index, listing, naming, rebuilding, today
from orderdesk.desk.desk import Desk
from orderdesk.desk.issuing import To, issue
from orderdesk.desk.mail import admission, outbox, post, quarantine
from orderdesk.desk.membership import organisation
from orderdesk.desk.ordering import composing
from orderdesk.desk.people import colleague_notes, standing_notes
from orderdesk.documents.parties import thread_id
from orderdesk.errors import InputRefused, NotFound, NotPossible
from orderdesk.exchange.carrier import Mailbox
from orderdesk.signing.sealing import unseal

SARA = ("fjordvejen", "sara-holt")
TEXT = "Sara bliver ved, når andre giver op. Hun går med til lægen."


@pytest.fixture
def jonas(pair: DeskPair, tmp_path: Path) -> Iterator[Desk]:
    desk = colleague_desk(tmp_path, pair)
    yield desk
    desk.close()


def read(
    desk: Desk, org: str = "fjordvejen", person: str = "sara-holt"
) -> list[tuple[str, str, tuple[str, ...], bool]]:
    return [(n.author_name, n.text, n.good_at, n.own) for n in colleague_notes.notes_about(desk, org, person)]


def table(desk: Desk) -> dict[str, Any]:
    return dict(desk.store.rows(standing_notes.NOTES))


def test_a_colleague_reads_what_was_shared_and_the_provider_gets_nothing(pair: DeskPair, jonas: Desk) -> None:
    there = set(pair.exchange.rglob("*"))
    colleague_notes.share(pair.caseworker, *SARA, TEXT, [" angst ", "angst", "", "lægebesøg"])
    assert read(pair.caseworker) == [("Mette Krogh", TEXT, ("angst", "lægebesøg"), True)]
    pair.clock.forward(minutes=1)
    post.sync(pair.caseworker, force=True)
    sealed = [path.read_bytes() for path in set(pair.exchange.rglob("*")) - there if path.is_file()]
    assert pair.consultant.carrier.waiting(pair.consultant.mailbox) == []
    [envelope] = jonas.carrier.waiting(jonas.mailbox)
    assert jonas.carrier.fetch(jonas.mailbox, envelope) in sealed
    for data in sealed:
        with pytest.raises(InputRefused):
            unseal(data, pair.consultant.keys.openers())
    settle(pair, jonas)
    assert read(jonas) == [("Mette Krogh", TEXT, ("angst", "lægebesøg"), False)]
    assert [note.day for note in colleague_notes.notes_about(jonas, *SARA)] == ["2026-11-02"]
    assert read(pair.consultant) == []
    assert not any(row["kind"] == "note" for _digest, row in pair.consultant.store.rows(index.DOCUMENTS))
    assert outbox.waiting(pair.caseworker) == []


def test_both_write_about_one_consultant_and_about_the_provider_as_a_whole(pair: DeskPair, jonas: Desk) -> None:
    colleague_notes.share(pair.caseworker, *SARA, TEXT)
    colleague_notes.share(jonas, *SARA, "God til unge, der ikke vil stå op.", ["unge"])
    colleague_notes.share(jonas, "fjordvejen", "", "De svarer samme dag.")
    settle(pair, jonas)
    assert [name for name, *_rest in read(pair.caseworker)] == ["Mette Krogh", "Jonas Bach"]
    assert [name for name, *_rest in read(jonas)] == ["Jonas Bach", "Mette Krogh"]
    assert read(pair.caseworker, person="") == [("Jonas Bach", "De svarer samme dag.", (), False)]


def test_no_list_of_orders_no_count_and_no_fold_meets_a_note(pair: DeskPair, jonas: Desk) -> None:
    thread = send_order(pair)
    before = (standing(pair.caseworker, thread), listing.orders(pair.caseworker), today.today(pair.caseworker))
    shared = colleague_notes.share(pair.caseworker, *SARA, TEXT)
    settle(pair, jonas)
    after = (standing(pair.caseworker, thread), listing.orders(pair.caseworker), today.today(pair.caseworker))
    assert after == before
    for desk in (pair.caseworker, jonas):
        assert desk.store.get(index.THREADS, shared.thread) is None
        assert all(shared.digest not in row["documents"] for _thread, row in desk.store.rows(index.THREADS))
        with pytest.raises(NotFound):
            naming.order(desk, shared.thread)
    assert listing.orders(jonas) == []
    assert listing.reports(jonas) == []
    assert today.today(jonas) == []


def test_a_later_version_takes_the_place_of_the_earlier_also_when_it_comes_first(pair: DeskPair, jonas: Desk) -> None:
    first = colleague_notes.share(pair.caseworker, *SARA, TEXT)
    early = pair.caseworker.archive.get(first.digest)
    pair.clock.forward(minutes=1)
    second = colleague_notes.share(pair.caseworker, *SARA, "Nu også god til tolk.", ["tolk"])
    assert (
        second.thread
        == first.thread
        == thread_id("lindholm-kommune", index.document(pair.caseworker, first.digest)["id"])
    )
    assert [row.digest for row in outbox.waiting(pair.caseworker)] == [second.digest]
    settle(pair, jonas)
    assert read(jonas) == [("Mette Krogh", "Nu også god til tolk.", ("tolk",), False)]
    put(jonas, early)
    settle(pair, jonas)
    assert index.document(jonas, first.digest)["body"]["version"] == 1
    assert read(jonas) == [("Mette Krogh", "Nu også god til tolk.", ("tolk",), False)]


def test_what_is_withdrawn_is_seen_no_more_until_it_is_shared_again(pair: DeskPair, jonas: Desk) -> None:
    colleague_notes.share(pair.caseworker, *SARA, TEXT)
    settle(pair, jonas)
    colleague_notes.withdraw(pair.caseworker, *SARA)
    assert read(pair.caseworker) == []
    with pytest.raises(NotPossible):
        colleague_notes.withdraw(pair.caseworker, *SARA)
    settle(pair, jonas)
    assert read(jonas) == []
    again = colleague_notes.share(pair.caseworker, *SARA, TEXT)
    settle(pair, jonas)
    assert index.body(jonas, again.digest)["version"] == 3
    assert read(jonas) == [("Mette Krogh", TEXT, (), False)]


def test_the_index_made_anew_says_the_same(pair: DeskPair, jonas: Desk) -> None:
    thread = send_order(pair)
    colleague_notes.share(pair.caseworker, *SARA, TEXT, ["angst"])
    settle(pair, jonas)
    colleague_notes.share(pair.caseworker, *SARA, "Nu også god til tolk.")
    colleague_notes.share(jonas, *SARA, "God til unge.")
    colleague_notes.share(pair.caseworker, "fjordvejen", "", "De svarer samme dag.")
    settle(pair, jonas)
    colleague_notes.withdraw(pair.caseworker, "fjordvejen", "")
    settle(pair, jonas)
    for desk in (pair.caseworker, jonas):
        tables = (standing_notes.NOTES, index.DOCUMENTS)
        before = [dict(desk.store.rows(name)) for name in tables]
        threads = {key: {**row, "touched": ""} for key, row in desk.store.rows(index.THREADS)}
        condition = rebuilding.condition(desk, lambda _number: None)
        assert (condition.missing, condition.unlisted) == ((), ())
        rebuilding.rebuild(desk, condition)
        assert [dict(desk.store.rows(name)) for name in tables] == before
        again = {key: {**row, "touched": ""} for key, row in desk.store.rows(index.THREADS)}
        assert again.keys() == threads.keys()
        # Documents stand in the order in which they were entered, and the fold sorts them.
        assert [sorted(row.pop("documents")) for row in again.values()] == [
            sorted(threads[key].pop("documents")) for key in again
        ]
        assert again == threads
        settle(pair, jonas)
        assert outbox.waiting(desk) == []
    assert index.thread_of(pair.caseworker, thread).state == "delivered"


def test_who_joins_later_gets_what_counts_once(pair: DeskPair, jonas: Desk, tmp_path: Path) -> None:
    colleague_notes.share(pair.caseworker, *SARA, "Gammelt.")
    settle(pair, jonas)
    colleague_notes.share(pair.caseworker, *SARA, TEXT)
    pair.clock.forward(minutes=1)
    colleague_notes.share(jonas, *SARA, "God til unge.")
    colleague_notes.share(jonas, "fjordvejen", "", "Taget tilbage.")
    settle(pair, jonas)
    colleague_notes.withdraw(jonas, "fjordvejen", "")
    settle(pair, jonas)
    inger = colleague_desk(tmp_path, pair, "inger-dahl", "Inger Dahl", "leader")
    settle(pair, jonas, inger)
    assert [(name, text) for name, text, *_rest in read(inger)] == [
        ("Jonas Bach", "God til unge."),
        ("Mette Krogh", TEXT),
    ]
    assert read(inger, person="") == []
    held = [row["sub"] for _digest, row in inger.store.rows(index.DOCUMENTS) if row["kind"] == "note"]
    assert held == ["shared", "shared"]
    pair.clock.forward(minutes=5)
    organisation.rotate(pair.caseworker)  # a newer directory in which nobody is new
    settle(pair, jonas, inger)
    rounds = [post.sync(desk, force=True) for desk in (pair.caseworker, jonas, inger)]
    assert [(done.handed_over, done.doubled, done.refused) for done in rounds] == [(0, 0, ())] * 3
    inger.close()


def test_who_has_left_is_sent_nothing(pair: DeskPair, jonas: Desk) -> None:
    colleague_notes.share(pair.caseworker, *SARA, "Før Jonas holdt op.")
    for use in ("signing", "sealing", "http"):
        organisation.revoke(pair.caseworker, jonas.keys.current(use).did, "left")
    pair.clock.forward(minutes=1)
    post.sync(pair.caseworker, force=True)
    colleague_notes.share(pair.caseworker, *SARA, TEXT)
    done = post.sync(pair.caseworker, force=True)
    assert (done.handed_over, done.trouble) == (0, "")
    assert jonas.carrier.waiting(jonas.mailbox) == []
    assert outbox.waiting(pair.caseworker) == []


def test_who_is_alone_shares_with_those_to_come(pair: DeskPair, tmp_path: Path) -> None:
    colleague_notes.share(pair.caseworker, *SARA, TEXT)
    assert not any(done.trouble for done in pair.deliver())
    assert today.today(pair.caseworker) == []
    jonas = colleague_desk(tmp_path, pair)
    settle(pair, jonas)
    assert [name for name, *_rest in read(jonas)] == ["Mette Krogh"]
    jonas.close()


@pytest.mark.parametrize(
    "words",
    [(TEXT + " Rikke, 610385-0002.", []), (TEXT, ["6103850002"]), ("  ", ["angst"]), ("x" * 8001, []),
     (TEXT, ["x" * 201]), (TEXT, [f"nummer {n}" for n in range(21)])],
    ids=["a CPR number", "a CPR number beside it", "no text", "too long", "a long line", "too many"],
)  # fmt: skip
def test_a_text_that_no_note_can_have_is_refused(pair: DeskPair, words: tuple[str, list[str]]) -> None:
    with pytest.raises(NotPossible) as refused:
        colleague_notes.share(pair.caseworker, *SARA, *words)
    assert "610385" not in str(refused.value)
    assert table(pair.caseworker) == {}


def test_what_cannot_be_shared(pair: DeskPair) -> None:
    with pytest.raises(NotPossible, match="municipality"):
        colleague_notes.share(pair.consultant, *SARA, TEXT)
    for about in (("fjordvejen", "ukendt"), ("ukendt", ""), CASEWORKER):
        with pytest.raises(NotFound):
            colleague_notes.share(pair.caseworker, *about, TEXT)
    colleague_notes.share(pair.caseworker, *SARA, TEXT)
    with pytest.raises(NotPossible, match="these very words"):
        colleague_notes.share(pair.caseworker, *SARA, TEXT)


@pytest.mark.parametrize(
    "to", [[To("fjordvejen")], [To("lindholm-kommune", "jonas-bach")], [To("udsigten", "bo-lund")]]
)
def test_no_other_addressee_is_possible(pair: DeskPair, to: list[To]) -> None:
    with pytest.raises(NotPossible, match="stays within"):
        issue(pair.caseworker, "note", note_body(), to=to)
    with pytest.raises(NotPossible, match="stays within"):
        composing.sign(pair.caseworker, composing.compose(pair.caseworker, note_body(), "note", to=to))
    assert outbox.waiting(pair.caseworker) == []


def test_a_note_that_is_queued_for_a_provider_is_not_sealed(pair: DeskPair) -> None:
    shared = colleague_notes.share(pair.caseworker, *SARA, TEXT)
    outbox.add(pair.caseworker, shared.digest, "fjordvejen", "sara-holt")
    outbox.add(pair.caseworker, shared.digest, "fjordvejen", "")
    post.sync(pair.caseworker, force=True)
    assert pair.consultant.carrier.waiting(pair.consultant.mailbox) == []


def test_a_note_by_the_providers_consultant_lands_in_quarantine(pair: DeskPair, jonas: Desk) -> None:
    data = signed(pair.consultant, "note", note_body(), [CASEWORKER], thread_id("fjordvejen", "x"))
    put(pair.caseworker, data)
    assert post.sync(pair.caseworker, force=True).refused == ("role",)
    [kept] = quarantine.listing(pair.caseworker)
    assert quarantine.content(pair.caseworker, kept.name) == data
    assert table(pair.caseworker) == {}


def as_neighbour(ida: Desk) -> bytes:
    return signed(ida, "note", note_body(), [("lindholm-kommune", "mette-krogh")], thread_id("bakkeby-kommune", "x"))


def to_all_of_us(ida: Desk) -> bytes:
    return signed(ida, "note", note_body(), [("lindholm-kommune", "")], thread_id("bakkeby-kommune", "x"))


@pytest.mark.parametrize("made", [as_neighbour, to_all_of_us])
def test_another_municipalitys_note_is_kept_apart_and_its_sender_told(
    pair: DeskPair, tmp_path: Path, made: Callable[[Desk], bytes]
) -> None:
    ida = partner_desk(tmp_path, pair, pair.caseworker, "municipality")
    put(pair.caseworker, made(ida))
    assert post.sync(pair.caseworker, force=True).refused == ("colleagues",)
    [kept] = quarantine.listing(pair.caseworker)
    assert "stays within" in kept.message
    assert table(pair.caseworker) == {}
    post.sync(pair.caseworker, force=True)
    [receipt] = ida.carrier.waiting(Mailbox("bakkeby-kommune", "ida-friis"))
    assert receipt
    ida.close()


def test_a_colleagues_note_to_one_person_is_kept_apart(pair: DeskPair, jonas: Desk) -> None:
    put(pair.caseworker, signed(jonas, "note", note_body(), [CASEWORKER], thread_id("lindholm-kommune", "x")))
    assert post.sync(pair.caseworker, force=True).refused == ("colleagues",)


def test_a_receipt_for_a_note_from_outside_is_kept_apart(pair: DeskPair, jonas: Desk) -> None:
    shared = colleague_notes.share(pair.caseworker, *SARA, TEXT)
    body = {"document": shared.digest, "outcome": "fatal"}
    put(pair.caseworker, signed(pair.consultant, "receipt", body, [CASEWORKER], shared.thread))
    assert post.sync(pair.caseworker, force=True).refused == ("colleagues",)


def test_a_note_in_an_orders_thread_moves_nothing_there(pair: DeskPair, jonas: Desk) -> None:
    thread = send_order(pair)
    before = standing(pair.caseworker, thread)
    data = signed(jonas, "note", note_body(), [("lindholm-kommune", "")], thread)
    put(pair.caseworker, data)
    assert len(post.sync(pair.caseworker, force=True).taken) == 1
    assert standing(pair.caseworker, thread) == before
    assert [name for name, *_rest in read(pair.caseworker)] == ["Jonas Bach"]
    assert admission.strangers(pair.caseworker, thread) == []


def test_a_doubled_note_is_answered_with_the_receipt_it_had(pair: DeskPair, jonas: Desk) -> None:
    shared = colleague_notes.share(pair.caseworker, *SARA, TEXT)
    settle(pair, jonas)
    before = dict(jonas.store.rows(index.DOCUMENTS))
    put(jonas, pair.caseworker.archive.get(shared.digest))
    assert post.sync(jonas, force=True).doubled == 1
    assert dict(jonas.store.rows(index.DOCUMENTS)) == before
