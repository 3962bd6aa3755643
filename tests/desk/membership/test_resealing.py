"""The archive under a new key: all stays readable, nothing opens with the earlier one, and a cut loses nothing."""

import hashlib
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from desk_pair import PASSPHRASE, DeskPair
from factories import order_body

from orderdesk.desk import drafts, health, index
from orderdesk.desk.casework import attaching
from orderdesk.desk.desk import Desk
from orderdesk.desk.folder import DeskFolder, load_settings
from orderdesk.desk.mail import quarantine
from orderdesk.desk.membership import resealing
from orderdesk.desk.membership.keys import opened
from orderdesk.desk.opening import change_passphrase, change_settings, open_desk
from orderdesk.desk.ordering import orders
from orderdesk.desk.storage.frames import FILE_HEADER, FRAME_HEADER, JournalName, frame_header
from orderdesk.errors import DeskUnavailable, NotPossible, WrongPassphrase
from orderdesk.signing.vault import LIGHT, Vault

NEW = "grøn skål i køkkenet"
PDF = b"%PDF-1.7 attest"


class Cut(BaseException):
    """The power went."""


def filled(pair: DeskPair) -> tuple[Desk, str]:
    """The caseworker's desk with an order, a draft, a file and something in quarantine; the order's digest."""
    desk = pair.caseworker
    issued = orders.send(desk, orders.new_draft(desk, order_body()).id)
    pair.deliver()
    orders.new_draft(desk, order_body())
    attaching.keep(desk, "attest.pdf", PDF)
    quarantine.keep(desk, b"ikke til at tro", "signature", "Underskriften passer ikke.")
    return desk, issued.digest


def check_whole(desk: Desk, digest: str) -> None:
    """Everything that `filled` put there can be read."""
    assert index.body(desk, digest)["citizen"]["name"]
    assert len(drafts.listing(desk, "order")) == 1
    (file,) = attaching.archive(desk).digests()
    assert attaching.content(desk, file) == PDF
    assert [quarantine.content(desk, kept.name) for kept in quarantine.listing(desk)] == [b"ikke til at tro"]
    for one in desk.archive.digests():
        desk.archive.get(one)
    assert desk.keys.openers()


def opens_anywhere(root: Path, vault: Vault) -> list[str]:
    """The files of the desk in `root` of which anything opens with the key of `vault`."""
    folder = DeskFolder(root)
    bound: list[tuple[Path, str, bytes]] = [(folder.keys, "keys", b"orderdesk keys v1")]
    for place, purpose in ((folder.documents, "documents"), (folder.files, "files")):
        prefix = b"orderdesk.document.v1:sha256-"
        bound += [(path, purpose, prefix + path.name.encode()) for path in place.rglob("*")]
    bound += [(path, "quarantine", b"sha256-" + path.name.encode()) for path in folder.quarantine.glob("*")]
    found = []
    for path, purpose, associated in bound:
        try:
            if path.is_file():
                vault.cipher(purpose).decrypt(path.read_bytes(), associated)
                found.append(path.name)
        except DeskUnavailable:
            continue
    return found + [path.name for path in folder.store.glob("journal*") if _journal_opens(path, vault)]


def _journal_opens(path: Path, vault: Vault) -> bool:
    data = path.read_bytes()
    name, at, cipher = JournalName.read(data), FILE_HEADER, vault.cipher("store")
    if name is None:
        return not path.name.endswith(".lock")  # a torn tail that was kept: nobody can tell
    while at + FRAME_HEADER <= len(data):
        numbers = frame_header(data[at : at + FRAME_HEADER])
        assert numbers
        at += FRAME_HEADER
        try:
            cipher.decrypt(data[at : at + numbers[0]], name.associated(numbers[1]))
        except DeskUnavailable:
            at += numbers[0]
        else:
            return True
    return False


def test_everything_stays_readable_and_nothing_opens_with_the_earlier_key(pair: DeskPair) -> None:
    desk, digest = filled(pair)
    root, thief = desk.folder.root, Vault(desk.vault.data_key)
    (desk.folder.store / "journal.torn-1").write_bytes(b"halv")
    assert len(opens_anywhere(root, thief)) > 8
    told: list[tuple[int, int]] = []
    resealing.begin(desk, NEW, LIGHT)
    assert resealing.unfinished(desk)
    done = resealing.go_on(desk, lambda *at: told.append(at) is None)
    assert (done.finished, done.damaged, done.dropped) == (True, 0, 1)
    assert done.renewed == len(list(desk.archive.digests())) + 2
    assert told[0][0] == 0
    assert told[-1] == (done.renewed, done.renewed)
    assert opens_anywhere(root, thief) == []
    assert not resealing.unfinished(desk)
    check_whole(desk, digest)
    desk.close()
    with pytest.raises(WrongPassphrase):
        open_desk(root, PASSPHRASE, clock=pair.clock)
    again = open_desk(root, NEW, clock=pair.clock)
    check_whole(again, digest)
    assert orders.send(again, drafts.listing(again, "order")[0].id)
    again.close()


def test_what_waits_for_its_last_name_and_what_lies_aside_is_encrypted_anew_too(pair: DeskPair) -> None:
    desk, digest = filled(pair)
    root, thief = desk.folder.root, Vault(desk.vault.data_key)
    strange = b"en ordre, der aldrig blev afsendt"
    name = "sha256-" + hashlib.sha256(strange).hexdigest()
    desk.archive.prepare(name, strange)
    desk.archive.put_aside(name)
    waiting = desk.folder.documents / "pending" / digest[7:]
    (desk.folder.documents / digest[7:9] / digest[7:]).replace(waiting)
    assert {digest[7:], name[7:]} <= set(opens_anywhere(root, thief))
    resealing.begin(desk, NEW, LIGHT)
    assert resealing.go_on(desk).finished
    assert opens_anywhere(root, thief) == []
    assert (index.body(desk, digest)["citizen"]["name"] != "", desk.archive.from_aside(name)) == (True, strange)
    desk.close()
    again = open_desk(root, NEW, clock=pair.clock)
    assert not waiting.exists()
    check_whole(again, digest)
    again.close()


def test_stopped_it_goes_on_later_and_the_desk_works_meanwhile(pair: DeskPair) -> None:
    desk, digest = filled(pair)
    root, thief = desk.folder.root, Vault(desk.vault.data_key)
    resealing.begin(desk, NEW, LIGHT)
    assert not resealing.go_on(desk, lambda done, _of: done < 3).finished
    desk.close()
    desk = open_desk(root, NEW, clock=pair.clock)
    assert resealing.unfinished(desk)
    check_whole(desk, digest)
    assert [trouble.name for trouble in health.examine(root, NEW).troubles if "encrypted under" in trouble.message]
    with pytest.raises(NotPossible, match="already"):
        resealing.begin(desk, "en helt tredje sætning", LIGHT)
    beside = open_desk(root, NEW, clock=pair.clock)  # another window, while it goes on
    late = orders.send(beside, orders.new_draft(beside, order_body()).id).digest
    assert resealing.go_on(desk).finished
    orders.new_draft(beside, order_body())
    change_settings(beside, theme="orderdesk-dark")
    assert not resealing.unfinished(desk)
    assert opens_anywhere(root, thief) == []
    for window in (beside, desk):
        assert index.body(window, late)["goals"]
        window.close()


def test_with_another_window_open_it_is_refused_and_nothing_changes(pair: DeskPair) -> None:
    desk, digest = filled(pair)
    root = desk.folder.root
    beside = open_desk(root, PASSPHRASE, clock=pair.clock)
    before = load_settings(desk.folder)
    with pytest.raises(NotPossible, match="another window"):
        resealing.begin(desk, NEW, LIGHT)
    assert load_settings(desk.folder) == before
    beside.close()
    (desk.folder.windows / "4711-abc.lock").write_bytes(b"")  # of one that was killed
    resealing.begin(desk, NEW, LIGHT)
    assert resealing.go_on(desk).finished
    check_whole(desk, digest)


@pytest.mark.parametrize(("passphrase", "says"), [("kort", "shorter"), (PASSPHRASE, "that the desk has")])
def test_a_passphrase_that_protects_nothing_is_refused(pair: DeskPair, passphrase: str, says: str) -> None:
    with pytest.raises(NotPossible, match=says):
        resealing.begin(pair.caseworker, passphrase, LIGHT)
    assert not resealing.unfinished(pair.caseworker)


def test_a_damaged_file_is_counted_and_left_for_a_doctor(pair: DeskPair) -> None:
    desk, digest = filled(pair)
    path = next(path for path, _bound in desk.archive.sealed_files() if digest[7:] != path.name)
    path.write_bytes(b"rust" * 30)
    resealing.begin(desk, NEW, LIGHT)
    done = resealing.go_on(desk)
    assert (done.finished, done.damaged) == (True, 1)
    assert path.read_bytes() == b"rust" * 30


def test_a_passphrase_changed_in_one_window_is_not_undone_by_another(pair: DeskPair) -> None:
    desk = pair.caseworker
    beside = open_desk(desk.folder.root, PASSPHRASE, clock=pair.clock)
    change_passphrase(beside, NEW, LIGHT)
    change_settings(desk, theme="orderdesk-dark")
    for window in (beside, desk):
        window.close()
    with pytest.raises(WrongPassphrase):
        open_desk(desk.folder.root, PASSPHRASE, clock=pair.clock)
    open_desk(desk.folder.root, NEW, clock=pair.clock).close()


def steps(monkeypatch: pytest.MonkeyPatch, at: int, *, after: bool) -> Callable[[], int]:
    """Cut the power at the rename number `at`, before or after it; gives how many there have been."""
    real, count = os.replace, 0

    def replace(*paths: Any) -> None:
        nonlocal count
        count += 1
        if count == at and not after:
            raise Cut
        real(*paths)
        if count == at:
            raise Cut

    monkeypatch.setattr(os, "replace", replace)
    return lambda: count


@pytest.mark.parametrize("after", [False, True], ids=["before the rename", "after it"])
def test_cut_at_every_step_the_desk_opens_and_the_run_goes_on(
    pair: DeskPair, after: bool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    desk, digest = filled(pair)
    desk.close()
    thief, cut = Vault(desk.vault.data_key), 0
    for at in range(1, 200):
        root = tmp_path / f"snit-{at}"
        shutil.copytree(desk.folder.root, root)
        running = open_desk(root, PASSPHRASE, clock=pair.clock)
        count = steps(monkeypatch, at, after=after)
        try:
            resealing.begin(running, NEW, LIGHT)
            resealing.go_on(running)
        except Cut:
            cut += 1
        monkeypatch.undo()
        done = count() < at
        running.close()
        again = open_desk(root, PASSPHRASE if at == 1 and not after else NEW, clock=pair.clock)
        check_whole(again, digest)
        if not resealing.unfinished(again) and at == 1 and not after:
            resealing.begin(again, NEW, LIGHT)
        assert resealing.go_on(again).finished
        check_whole(again, digest)
        again.close()
        assert opens_anywhere(root, thief) == []
        open_desk(root, NEW, clock=pair.clock).close()
        if done:
            break
    assert cut > 10  # settings twice, keys, journal, and each file


PROGRAM = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from orderdesk.desk.membership import resealing
from orderdesk.desk.opening import open_desk
from orderdesk.signing.vault import LIGHT
root, old, new = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
from orderdesk.errors import WrongPassphrase
now = lambda: datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
try:
    desk = open_desk(root, new, clock=now)
    begun = True
except WrongPassphrase:
    desk = open_desk(root, old, clock=now)
    begun = False
print("ready", flush=True)
if not begun:
    resealing.begin(desk, new, LIGHT)
resealing.go_on(desk, lambda done, of: print(done, of, flush=True) is None)
print("finished", flush=True)
"""


def killed(root: Path, after: int) -> None:
    """Run the re-sealing of a desk in a process of its own and kill it (SIGKILL) when it has told of so many steps; it
    ends by itself where it has fewer."""
    child = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(root), PASSPHRASE, NEW], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    with child.stdout:
        told = [child.stdout.readline() for _step in range(after)]
        if told[-1] != "":
            child.kill()
        child.wait()


def test_killed_in_mid_run_again_and_again_nothing_is_lost(pair: DeskPair) -> None:
    desk, digest = filled(pair)
    for number in range(60):
        quarantine.keep(desk, b"nr. %d" % number, "signature", "Underskriften passer ikke.")
    attaching.keep(desk, "stor.pdf", b"%PDF-" + random.Random(5).randbytes(2_000_000))
    root, thief = desk.folder.root, Vault(desk.vault.data_key)
    desk.close()
    chance = random.Random(20261122)
    for after in (1, 2, *(chance.randrange(3, 70) for _kill in range(6))):
        killed(root, after)
        try:
            again = open_desk(root, NEW, clock=pair.clock)
        except WrongPassphrase:
            again = open_desk(root, PASSPHRASE, clock=pair.clock)
        assert index.body(again, digest)["citizen"]["name"]
        assert len(quarantine.listing(again)) == 61
        for kept in quarantine.listing(again):
            assert quarantine.content(again, kept.name)
        assert attaching.damaged(again) == 0
        again.close()
    killed(root, 1_000)
    assert opens_anywhere(root, thief) == []
    again = open_desk(root, NEW, clock=pair.clock)
    assert opened(again.folder.keys.read_bytes(), again.vault.cipher("keys")) == again.keys
    assert not resealing.unfinished(again)
    assert attaching.damaged(again) == 0
    again.close()
