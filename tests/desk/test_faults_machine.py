"""A full disk, a folder gone, a second program, a clock that jumps, damaged files: a sentence, and no loss."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from desk_pair import PASSPHRASE, DeskPair
from factories import order_body
from fault_desks import accept, put, send_order, send_report, settle, standing

from orderdesk.desk import drafts, health, index, listing
from orderdesk.desk.desk import Desk
from orderdesk.desk.mail import outbox, post, quarantine
from orderdesk.desk.opening import open_desk
from orderdesk.desk.ordering import order_reading, orders, replies
from orderdesk.errors import DeskUnavailable, NotFound, NotPossible, OrderdeskError, WrongPassphrase

Body = dict[str, Any]
HOLDER = """
import sys
from filelock import FileLock
with FileLock(sys.argv[1]):
    print("held", flush=True)
    sys.stdin.readline()
"""


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    """A disk that is full from here on: no file may grow beyond `size` bytes."""
    resource = pytest.importorskip("resource", reason="Windows has no such limit")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def journal_size(desk: Desk) -> int:
    return (desk.folder.store / "journal").stat().st_size


@pytest.mark.parametrize("room", ["none at all", "none for the journal"])
def test_a_full_disk_while_sending_keeps_the_draft_and_sends_nothing(pair: DeskPair, room: str) -> None:
    draft = orders.new_draft(pair.caseworker, order_body())
    size = 100 if room == "none at all" else journal_size(pair.caseworker) + 50
    with no_file_larger_than(size), pytest.raises(DeskUnavailable, match="disk is full"):
        orders.send(pair.caseworker, draft.id)
    assert drafts.load(pair.caseworker, draft.id).body == draft.body
    assert (outbox.waiting(pair.caseworker), len(listing.orders(pair.caseworker))) == ([], 1)
    pair.caseworker = pair.reopen(pair.caseworker)
    thread = orders.send(pair.caseworker, draft.id).thread
    settle(pair)
    assert index.thread_of(pair.consultant, thread).state == "delivered"
    assert drafts.listing(pair.caseworker) == []


@pytest.mark.parametrize("room", ["none at all", "none for the journal"])
@pytest.mark.parametrize("what", ["genuine", "hostile"])
def test_a_full_disk_while_receiving_leaves_the_post_where_it_is(pair: DeskPair, room: str, what: str) -> None:
    if what == "genuine":
        orders.send(pair.caseworker, orders.new_draft(pair.caseworker, order_body()).id)
        post.sync(pair.caseworker, force=True)
    else:
        put(pair.consultant, b'{"type":"orderdesk.order.v1"}')
    size = 100 if room == "none at all" else journal_size(pair.consultant) + 50
    with no_file_larger_than(size), pytest.raises(DeskUnavailable, match="disk is full"):
        post.sync(pair.consultant, force=True)
    assert len(pair.consultant.carrier.waiting(pair.consultant.mailbox)) == 1
    assert (listing.orders(pair.consultant), quarantine.listing(pair.consultant)) == ([], [])
    pair.consultant = pair.reopen(pair.consultant)
    found = post.sync(pair.consultant, force=True)
    assert (len(found.taken), len(found.refused)) == ((1, 0) if what == "genuine" else (0, 1))


def test_a_full_disk_while_saving_a_draft_keeps_what_was_saved(pair: DeskPair) -> None:
    draft = orders.new_draft(pair.caseworker, order_body())
    changed = draft.body | {"purpose": {"text": "Et nyt formål."}}
    with no_file_larger_than(journal_size(pair.caseworker) + 10), pytest.raises(DeskUnavailable, match="disk is full"):
        drafts.save(pair.caseworker, draft.id, changed)
    assert drafts.load(pair.caseworker, draft.id).body == draft.body
    drafts.save(pair.caseworker, draft.id, changed)
    pair.caseworker = pair.reopen(pair.caseworker)
    assert drafts.load(pair.caseworker, draft.id).body == changed


def test_a_full_exchange_keeps_what_was_to_go_in_the_outbox(pair: DeskPair) -> None:
    body = order_body()
    body["purpose"]["text"] = "Rikke skal have en fast kontakt, der følger hende til lægen. " * 120
    sent = orders.send(pair.caseworker, orders.new_draft(pair.caseworker, body).id)
    pair.caseworker.store.compact()  # so that the journal has room where a sealed order of 20 KB has none
    with no_file_larger_than(journal_size(pair.caseworker) + 3_000):
        found = post.sync(pair.caseworker)
    assert "is full" in found.trouble
    assert [row.digest for row in outbox.waiting(pair.caseworker)] == [sent.digest]
    pair.clock.forward(hours=1)
    settle(pair)
    assert index.thread_of(pair.consultant, sent.thread).state == "delivered"


def test_an_exchange_that_goes_away_in_the_midst_of_a_round_loses_nothing(pair: DeskPair, tmp_path: Path) -> None:
    threads = [orders.send(pair.caseworker, orders.new_draft(pair.caseworker, order_body()).id).thread for _ in "abc"]
    post.sync(pair.caseworker, force=True)

    def pulled_after_one(done: int, _of: int) -> bool:
        if done == 1:
            shutil.move(pair.exchange, tmp_path / "pulled")
        return True

    found = post.sync(pair.consultant, force=True, progress=pulled_after_one)
    assert "is not there" in found.trouble
    assert len(listing.orders(pair.consultant)) == 1
    assert quarantine.listing(pair.consultant) == []
    shutil.move(tmp_path / "pulled", pair.exchange)
    pair.clock.forward(hours=7)
    settle(pair)
    assert {index.thread_of(pair.consultant, thread).state for thread in threads} == {"delivered"}
    assert {index.thread_of(pair.caseworker, thread).state for thread in threads} == {"delivered"}
    assert outbox.waiting(pair.caseworker) == []


@pytest.mark.skipif(getattr(os, "geteuid", lambda: 0)() == 0, reason="root may write everywhere")
def test_a_read_only_exchange_says_so_and_keeps_everything(pair: DeskPair) -> None:
    sent = orders.send(pair.caseworker, orders.new_draft(pair.caseworker, order_body()).id)
    folders = [pair.exchange, *(path for path in pair.exchange.rglob("*") if path.is_dir())]
    for folder in folders:
        folder.chmod(0o555)
    try:
        found = post.sync(pair.caseworker, force=True)
    finally:
        for folder in folders:
            folder.chmod(0o755)
    assert "does not let this desk" in found.trouble
    assert [row.digest for row in outbox.waiting(pair.caseworker)] == [sent.digest]


def test_a_file_where_the_exchange_should_have_a_folder(pair: DeskPair) -> None:
    sent = orders.send(pair.caseworker, orders.new_draft(pair.caseworker, order_body()).id)
    box = pair.exchange / "mailboxes" / "fjordvejen"
    shutil.rmtree(box, ignore_errors=True)
    box.parent.mkdir(exist_ok=True)
    box.write_bytes(b"")
    found = post.sync(pair.caseworker, force=True)
    assert "exchange folder" in found.trouble
    assert [row.digest for row in outbox.waiting(pair.caseworker)] == [sent.digest]
    box.unlink()
    settle(pair)
    assert index.thread_of(pair.consultant, sent.thread).state == "delivered"


def test_a_second_program_that_keeps_the_desk_is_named_and_waited_for(pair: DeskPair) -> None:
    draft = orders.new_draft(pair.caseworker, order_body())
    root = pair.caseworker.folder.root
    pair.caseworker.close()
    pair.caseworker = open_desk(root, PASSPHRASE, clock=pair.clock, lock_timeout=0.05)
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(root / "store" / "journal.lock")],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    changed = draft.body | {"purpose": {"text": "Et nyt formål."}}
    tries: list[Callable[[], object]] = [
        lambda: drafts.save(pair.caseworker, draft.id, changed),
        lambda: orders.send(pair.caseworker, draft.id),
        lambda: open_desk(root, PASSPHRASE, clock=pair.clock, lock_timeout=0.05),
    ]
    for attempt in tries:
        with pytest.raises(DeskUnavailable, match="Another program") as refused:
            attempt()
        assert "try again" in refused.value.advice
    assert drafts.load(pair.caseworker, draft.id).body == draft.body  # reading does not wait
    holder.communicate("\n")
    drafts.save(pair.caseworker, draft.id, draft.body | {"planned_sessions": 47})
    assert orders.send(pair.caseworker, draft.id).digest


@pytest.mark.parametrize("jump", [-1, 365])
def test_a_clock_that_jumps_between_operations_loses_nothing(pair: DeskPair, jump: int) -> None:
    pair.clock.forward(days=3)
    thread = send_order(pair)
    replies.ask(pair.consultant, thread, path="$", question="Hvornår kan Rikke begynde?")
    post.sync(pair.consultant, force=True)
    pair.clock.forward(days=jump)
    found = [post.sync(desk, force=True) for desk in (pair.caseworker, pair.consultant)]
    assert [round_.refused for round_ in found] == [(), ()]
    pair.caseworker, pair.consultant = pair.reopen(pair.caseworker), pair.reopen(pair.consultant)
    assert pair.caseworker.trust.organisation("fjordvejen") is not None
    pair.clock.forward(days=-jump)
    settle(pair)
    assert index.thread_of(pair.caseworker, thread).state == "question"
    accept_later = replies.answer(pair.caseworker, thread, text="Fra den 5.")
    settle(pair)
    assert index.thread_of(pair.consultant, thread).state == "delivered"
    assert accept_later.digest
    assert outbox.waiting(pair.caseworker) == []
    assert quarantine.listing(pair.caseworker) == quarantine.listing(pair.consultant) == []


def test_a_clock_before_the_directory_was_signed_still_knows_whom_it_trusts(pair: DeskPair) -> None:
    thread = send_order(pair)
    pair.clock.forward(days=-400)
    pair.consultant = pair.reopen(pair.consultant)
    assert sorted(pair.consultant.trust.organisations()) == ["fjordvejen", "lindholm-kommune"]
    with pytest.raises(NotPossible) as refused:
        replies.ask(pair.consultant, thread, path="$", question="Hvornår?")
    assert refused.value.message
    pair.clock.forward(days=400)
    replies.ask(pair.consultant, thread, path="$", question="Hvornår?")
    settle(pair)
    assert index.thread_of(pair.caseworker, thread).state == "question"


def test_what_was_put_off_while_the_clock_was_a_year_ahead_goes_when_it_is_right(pair: DeskPair) -> None:
    sent = orders.send(pair.caseworker, orders.new_draft(pair.caseworker, order_body()).id)
    pair.clock.forward(days=365)
    row = outbox.waiting(pair.caseworker)[0]
    outbox.postponed(pair.caseworker, row.digest, row.org, row.person)
    assert outbox.flush(pair.caseworker) == 0
    assert outbox.waiting(pair.caseworker)[0].next_try > "2027"
    pair.clock.forward(days=-365)
    assert post.sync(pair.caseworker).handed_over == 1
    settle(pair)
    assert index.thread_of(pair.consultant, sent.thread).state == "delivered"


def test_a_directory_that_has_expired_says_so_and_the_draft_is_kept(pair: DeskPair) -> None:
    draft = orders.new_draft(pair.caseworker, order_body(answer_by="2028-12-29"))
    thread = orders.send(pair.caseworker, draft.id).thread
    draft = orders.new_draft(pair.caseworker, order_body())
    settle(pair)
    pair.clock.forward(days=400)
    with pytest.raises(NotPossible, match="expired") as refused:
        replies.ask(pair.consultant, thread, path="$", question="Hvornår?")
    assert "newest directory" in refused.value.advice
    assert drafts.load(pair.caseworker, draft.id).body == draft.body


def test_a_torn_end_of_the_journal_costs_nothing_that_was_acknowledged(pair: DeskPair) -> None:
    thread = send_order(pair)
    draft = orders.new_draft(pair.consultant, None)
    before = standing(pair.consultant, thread)
    journal = pair.consultant.folder.store / "journal"
    whole = journal_size(pair.consultant)
    drafts.save(pair.consultant, draft.id, {"purpose": {"text": "Aldrig bekræftet for nogen."}})
    with journal.open("r+b") as file:
        file.truncate((whole + journal_size(pair.consultant)) // 2)
    pair.consultant = pair.reopen(pair.consultant)
    assert pair.consultant.store.torn
    assert standing(pair.consultant, thread) == before
    assert drafts.load(pair.consultant, draft.id).body == draft.body
    accept(pair, thread)
    pair.consultant = pair.reopen(pair.consultant)
    assert index.thread_of(pair.consultant, thread).state in ("accepted", "active")


def file_of(desk: Desk, digest: str) -> Path:
    name = digest.removeprefix("sha256-")
    return desk.folder.documents / name[:2] / name


def spoil(path: Path, how: str) -> None:
    if how == "missing":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:-9] + b"x" * 9)


@pytest.mark.parametrize("how", ["missing", "damaged"])
def test_a_spoilt_document_says_so_stops_nothing_else_and_comes_back(pair: DeskPair, how: str) -> None:
    thread, other = send_order(pair), send_order(pair)
    digest = index.thread_of(pair.consultant, thread).order
    data = pair.consultant.archive.get(digest)
    for desk in (pair.caseworker, pair.consultant):
        spoil(file_of(desk, digest), how)
    pair.caseworker, pair.consultant = pair.reopen(pair.caseworker), pair.reopen(pair.consultant)
    with pytest.raises(DeskUnavailable) as refused:
        order_reading.read_order(pair.consultant, thread)
    assert how in refused.value.message
    assert "orderdesk doctor" in refused.value.advice
    assert len(listing.orders(pair.consultant)) == 2
    accept(pair, other)
    sent = orders.send(pair.caseworker, orders.new_draft(pair.caseworker, order_body()).id)
    settle(pair)
    assert index.thread_of(pair.consultant, sent.thread).state == "delivered"
    assert index.thread_of(pair.caseworker, other).state == "accepted"
    [trouble] = [t for t in health.examine(pair.consultant.folder.root, PASSPHRASE).troubles if t.name == "documents"]
    assert "1" in trouble.message
    put(pair.consultant, data)  # the sender sends it again
    assert post.sync(pair.consultant, force=True).doubled == 1
    assert order_reading.read_order(pair.consultant, thread).version == 1


@pytest.mark.parametrize("how", ["missing", "damaged"])
def test_a_thread_whose_order_is_spoilt_still_takes_in_what_comes(pair: DeskPair, how: str) -> None:
    thread = send_order(pair)
    accept(pair, thread)
    pair.clock.forward(days=30)
    report = send_report(pair, thread)
    post.sync(pair.consultant, force=True)
    spoil(file_of(pair.caseworker, index.thread_of(pair.caseworker, thread).order), how)
    found = post.sync(pair.caseworker, force=True)
    assert found.taken == (report,)
    assert listing.reports(pair.caseworker)[0].citizen == "Rikke Sønderby"


def test_a_wrong_passphrase_tells_nothing_else_whatever_is_wrong_with_the_desk(pair: DeskPair) -> None:
    root = pair.consultant.folder.root
    said = set()
    for passphrase in ("forkert", "", PASSPHRASE + " ", PASSPHRASE.upper(), "æ" * 5000):
        with pytest.raises(WrongPassphrase) as refused:
            open_desk(root, passphrase)
        said.add(str(refused.value))
    (root / "keys.sealed").write_bytes(b"spoilt")
    (root / "store" / "journal").write_bytes(b"spoilt")
    shutil.rmtree(root / "documents")
    with pytest.raises(WrongPassphrase) as refused:
        open_desk(root, "forkert")
    said.add(str(refused.value))
    assert len(said) == 1
    with pytest.raises(DeskUnavailable) as damaged:
        open_desk(root, PASSPHRASE)
    assert not isinstance(damaged.value, WrongPassphrase)


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{", b"\xff\xfe\x00", b"[]", b"null", b"{}", b"9" * 5000, b"[" * 100_000, b'{"version":1}',
        "a bad exchange", "a vault of no kind", "a costly vault", "a vault without salt", "a number for a name",
    ],
)  # fmt: skip
def test_damaged_settings_say_so_and_change_nothing(pair: DeskPair, content: bytes | str) -> None:
    path = pair.consultant.folder.settings
    settings = json.loads(path.read_bytes())
    match content:
        case "a bad exchange":
            settings["exchange"] = "carrier pigeon"
        case "a vault of no kind":
            settings["vault"] = {"kdf": "md5"}
        case "a costly vault":
            settings["vault"]["memory_kib"] = 1 << 40
        case "a vault without salt":
            settings["vault"]["salt"] = "x"
        case "a number for a name":
            settings["name"] = 7
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(settings).encode())
    before = path.read_bytes()
    with pytest.raises(OrderdeskError) as refused:
        open_desk(pair.consultant.folder.root, PASSPHRASE)
    assert not isinstance(refused.value, NotFound)
    assert refused.value.message
    assert refused.value.advice
    assert path.read_bytes() == before


def test_the_folder_of_a_desk_that_is_gone_says_so(pair: DeskPair) -> None:
    shutil.rmtree(pair.consultant.folder.root)
    with pytest.raises(OrderdeskError) as refused:
        drafts.create(pair.consultant, "x", "order", {})
    assert refused.value.message
    with pytest.raises(NotFound):
        open_desk(pair.consultant.folder.root, PASSPHRASE, clock=lambda: datetime(2026, 11, 2, tzinfo=UTC))
