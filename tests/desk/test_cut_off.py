"""A document is kept and listed, or neither, whatever moment a death or a full disk chooses; nothing goes twice."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from desk_pair import PASSPHRASE, DeskPair, make_pair
from factories import order_body

from orderdesk.desk import drafts, health, index, rebuilding
from orderdesk.desk.desk import Desk
from orderdesk.desk.mail import outbox
from orderdesk.desk.membership import organisation
from orderdesk.desk.opening import open_desk
from orderdesk.desk.ordering import orders
from orderdesk.desk.storage.backup import restore_backup, write_backup
from orderdesk.errors import DeskUnavailable
from orderdesk.signing.parsing import parse

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="each death is one of a forked process")
DYING = Path(__file__).with_name("dying_desk.py")


def killed_at_every_step(act: str, pair: DeskPair, which: str) -> Iterator[DeskPair]:
    """The pair as it is after each death of the desk in the folder `which`; the last one has lived."""
    scene = pair.caseworker.folder.root.parent
    pair.close()
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run([sys.executable, str(DYING), act, str(scene), which], check=True, env=environment)
    copies = sorted(scene.parent.glob(f"{scene.name}-*"), key=lambda copy: int(copy.name.rpartition("-")[2]))
    assert (copies[-1] / "told").exists()
    assert len(copies) > 10
    pair.clock.forward(days=1)
    for copy in copies:
        found = [open_desk(copy / name, PASSPHRASE, clock=pair.clock) for name in ("mette", "sara")]
        with_desks = DeskPair(found[0], found[1], copy / "exchange", pair.clock)
        try:
            yield with_desks
        finally:
            with_desks.close()


def told(pair: DeskPair) -> str:
    """What the desk that was to die had acknowledged."""
    path = pair.exchange.parent / "told"
    return path.read_text(encoding="utf-8") if path.exists() else ""


def check_clean(desk: Desk) -> None:
    """Everything stored is listed, and the other way round; nothing is under a name that is not its last."""
    condition = rebuilding.condition(desk, lambda _number: None)
    assert (condition.damaged, condition.missing, condition.unlisted) == ((), (), ())
    assert list(desk.archive.pending()) == []


def orders_at(desk: Desk) -> list[str]:
    """The orders on a desk."""
    return [digest for digest, row in desk.store.rows(index.DOCUMENTS) if row["kind"] == "order"]


def test_killed_at_any_step_of_sending_the_order_is_sent_once_or_still_a_draft(tmp_path: Path) -> None:
    pair = make_pair(tmp_path / "scene")
    orders.new_draft(pair.caseworker, order_body())
    aside = drafted = 0
    for cut in killed_at_every_step("send", pair, "mette"):
        desk = cut.caseworker
        check_clean(desk)
        left = drafts.listing(desk, "order")
        assert len(left) + len(orders_at(desk)) == 1
        assert {row.digest for row in outbox.waiting(desk)} == set(orders_at(desk))
        if told(cut):
            assert orders_at(desk) == [told(cut)]
        drafted += len(left)
        aside += len(list(desk.archive.aside()))
        for digest in desk.archive.aside():
            assert parse(desk.archive.from_aside(digest)).value["type"] == "orderdesk.order.v1"
        sent = [orders.send(desk, draft.id).digest for draft in left] or orders_at(desk)
        assert health.examine(desk.folder.root, PASSPHRASE, rebuild=True).done
        desk.store.refresh()
        assert outbox.waiting(desk)[0].digest == sent[0]
        cut.deliver()
        assert orders_at(desk) == orders_at(cut.consultant) == sent
    assert drafted > aside > 0


def test_killed_at_any_step_of_taking_in_what_is_acknowledged_is_kept_and_comes_once(tmp_path: Path) -> None:
    pair = make_pair(tmp_path / "scene")
    sent = orders.send(pair.caseworker, orders.new_draft(pair.caseworker, order_body()).id)
    outbox.flush(pair.caseworker, force=True)
    box = Path("exchange/mailboxes/fjordvejen")
    for cut in killed_at_every_step("take", pair, "sara"):
        check_clean(cut.consultant)
        waits = any(path.is_file() for path in (cut.exchange.parent / box).rglob("*"))
        assert waits or sent.digest in orders_at(cut.consultant), "acknowledged, and not kept"
        if orders_at(cut.consultant):
            assert index.body(cut.consultant, sent.digest)["goals"]
        cut.deliver()
        for desk in (cut.caseworker, cut.consultant):
            check_clean(desk)
            assert orders_at(desk) == [sent.digest]
            assert index.thread_of(desk, sent.thread).state == "delivered"
            assert outbox.waiting(desk) == []
        receipts = [row for _digest, row in cut.caseworker.store.rows(index.DOCUMENTS) if row["kind"] == "receipt"]
        assert len(receipts) == 1


def test_killed_at_any_step_of_a_rotation_the_keys_in_use_are_those_that_the_directory_names(tmp_path: Path) -> None:
    pair = make_pair(tmp_path / "scene")
    earlier = {key.did for key in pair.caseworker.keys.keys}
    done = 0
    for cut in killed_at_every_step("rotate", pair, "mette"):
        desk = cut.caseworker
        directory, own = desk.trust.organisation("lindholm-kommune"), desk.keys.current("signing").did
        assert directory
        changed = own not in earlier
        assert (directory.version, bool(directory.revocations)) == ((3, True) if changed else (2, False))
        assert not told(cut) or own == told(cut)
        assert not desk.folder.coming_keys.exists()
        assert not [one for one in health.examine(desk.folder.root, PASSPHRASE).troubles if one.name == "keys"]
        done += changed
        sent = orders.send(desk, orders.new_draft(desk, order_body()).id)
        cut.deliver()
        assert index.thread_of(cut.consultant, sent.thread).state == "delivered"
        cut.clock.forward(minutes=1)
        assert organisation.rotate(desk, "lost") is None
    assert 1 < done < 30


@contextmanager
def no_room_for_the_journal(desk: Desk) -> Iterator[None]:
    """A disk that takes documents, and not the journal's next line."""
    resource = pytest.importorskip("resource", reason="only POSIX limits the size of files")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, ((desk.folder.store / "journal").stat().st_size + 50, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_with_a_disk_full_for_the_journal_alone_nothing_signed_is_ever_sent_by_itself(pair: DeskPair) -> None:
    desk = pair.caseworker
    draft = orders.new_draft(desk, order_body())
    with no_room_for_the_journal(desk), pytest.raises(DeskUnavailable, match="disk is full"):
        orders.send(desk, draft.id)
    signed = list(desk.archive.pending())
    assert len(signed) == 1
    sent = orders.send(desk, draft.id)
    assert list(desk.archive.pending()) == signed, "the window that is open leaves it to the next opening"
    assert health.examine(desk.folder.root, PASSPHRASE, rebuild=True).done
    desk.store.refresh()
    assert list(desk.archive.aside()) == signed
    pair.deliver()
    check_clean(desk)
    assert orders_at(pair.consultant) == [sent.digest]


def test_another_window_reads_what_has_not_got_its_last_name(pair: DeskPair) -> None:
    """Where the rename was not possible (another program has the file open, on Windows), it is done at an opening."""
    desk = pair.caseworker
    sent = orders.send(desk, orders.new_draft(desk, order_body()).id)
    name = sent.digest.removeprefix("sha256-")
    last, waiting = desk.folder.documents / name[:2] / name, desk.folder.documents / "pending" / name
    last.replace(waiting)
    assert sent.digest in desk.archive
    assert index.body(desk, sent.digest)["goals"]
    assert rebuilding.condition(desk, lambda _number: None).missing == ()
    beside = open_desk(desk.folder.root, PASSPHRASE, clock=pair.clock)
    assert (last.exists(), waiting.exists()) == (True, False)
    for window in (beside, desk):
        assert index.body(window, sent.digest)["goals"]
    beside.close()


def test_an_opening_in_the_midst_of_sending_waits_and_takes_nothing_away(pair: DeskPair) -> None:
    desk = pair.caseworker
    draft = orders.new_draft(desk, order_body())
    with desk.store.transaction():
        sent = orders.send(desk, draft.id)
        assert list(desk.archive.pending()) == [sent.digest]
        assert index.body(desk, sent.digest)["goals"]
        with pytest.raises(DeskUnavailable, match="Another program"):
            _opened_beside(desk)
        assert list(desk.archive.pending()) == [sent.digest]
    check_clean(desk)


def _opened_beside(desk: Desk) -> None:
    program = (
        "import sys\nfrom pathlib import Path\nfrom orderdesk.errors import DeskUnavailable\n"
        "from orderdesk.desk.opening import open_desk\n"
        "try:\n    open_desk(Path(sys.argv[1]), sys.argv[2], lock_timeout=0.05)\n"
        "except DeskUnavailable as error:\n    print(error.message)\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", program, str(desk.folder.root), PASSPHRASE], capture_output=True, text=True, check=True
    )
    if said.stdout:
        raise DeskUnavailable(said.stdout)


def test_a_transaction_that_is_given_up_leaves_its_documents_to_the_next_opening(pair: DeskPair) -> None:
    desk = pair.caseworker
    draft = orders.new_draft(desk, order_body())

    def change_of_mind() -> None:
        with desk.store.transaction():
            orders.send(desk, draft.id)
            raise KeyError("fortrudt")

    with pytest.raises(KeyError):
        change_of_mind()
    signed = list(desk.archive.pending())
    pair.caseworker = pair.reopen(desk)
    check_clean(pair.caseworker)
    assert list(pair.caseworker.archive.aside()) == signed
    assert drafts.load(pair.caseworker, draft.id).body == draft.body


def test_a_backup_of_a_desk_that_was_cut_off_opens_as_the_desk_itself_would(pair: DeskPair, tmp_path: Path) -> None:
    desk = pair.caseworker
    listed = orders.send(desk, orders.new_draft(desk, order_body()).id)
    name = listed.digest.removeprefix("sha256-")
    (desk.folder.documents / name[:2] / name).replace(desk.folder.documents / "pending" / name)
    draft = orders.new_draft(desk, order_body())
    with no_room_for_the_journal(desk), pytest.raises(DeskUnavailable, match="disk is full"):
        orders.send(desk, draft.id)
    write_backup(desk.folder.root, tmp_path / "backup.zip")
    restore_backup(tmp_path / "backup.zip", tmp_path / "igen")
    again = open_desk(tmp_path / "igen", PASSPHRASE, clock=pair.clock)
    check_clean(again)
    assert index.body(again, listed.digest)["goals"]
    assert len(list(again.archive.aside())) == 1
    assert drafts.load(again, draft.id).body == draft.body
    again.close()


def test_what_was_put_aside_and_came_again_is_kept_once(pair: DeskPair) -> None:
    """A document that was being taken in: its envelope was not acknowledged, so it comes again."""
    sent = orders.send(pair.caseworker, orders.new_draft(pair.caseworker, order_body()).id)
    pair.consultant.archive.prepare(sent.digest, pair.caseworker.archive.get(sent.digest))
    pair.consultant = pair.reopen(pair.consultant)
    assert list(pair.consultant.archive.aside()) == [sent.digest]
    with pytest.raises(Exception, match="no such document"):
        index.document(pair.consultant, sent.digest)
    pair.deliver()
    pair.consultant = pair.reopen(pair.consultant)
    assert list(pair.consultant.archive.aside()) == []
    check_clean(pair.consultant)
    assert index.body(pair.consultant, sent.digest)["goals"]


def test_the_doctor_says_what_was_put_aside_and_finds_no_fault(pair: DeskPair) -> None:
    desk = pair.caseworker
    draft = orders.new_draft(desk, order_body())
    with no_room_for_the_journal(desk), pytest.raises(DeskUnavailable, match="disk is full"):
        orders.send(desk, draft.id)
    found = health.examine(desk.folder.root, PASSPHRASE)
    assert [said for said in found.done if "lie aside: 1" in said]
    assert [trouble for trouble in found.troubles if trouble.name == "documents"] == []
