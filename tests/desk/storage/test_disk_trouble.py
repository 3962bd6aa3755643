"""A disk that is full or cannot be written: a sentence, nothing lost, and all is well when there is room again."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from orderdesk.desk.storage import atomic
from orderdesk.desk.storage.archive import Archive
from orderdesk.desk.storage.backup import write_backup
from orderdesk.desk.storage.journal import Journal
from orderdesk.desk.storage.tables import Store
from orderdesk.errors import DeskUnavailable
from orderdesk.signing.vault import RecordCipher


@contextmanager
def files_no_larger_than(size: int) -> Iterator[None]:
    """A write beyond `size` takes what fits and then fails, as on a full disk; any POSIX system, any user."""
    resource = pytest.importorskip("resource", reason="only POSIX limits the size of files")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_an_append_that_stops_half_way_is_taken_back(tmp_path: Path, cipher: RecordCipher) -> None:
    journal = Journal(tmp_path, cipher)
    journal.append(b"for")
    size = (tmp_path / "journal").stat().st_size
    with files_no_larger_than(size + 500), pytest.raises(DeskUnavailable, match="full"):
        journal.append(b"x" * 2000)
    assert (tmp_path / "journal").stat().st_size == size
    journal.append(b"efter")
    reader = Journal(tmp_path, cipher)
    assert (list(reader.read_new()), reader.torn) == ([b"for", b"efter"], 0)


def test_a_transaction_that_does_not_fit_changes_nothing(tmp_path: Path, cipher: RecordCipher) -> None:
    store = Store.open(tmp_path, cipher)
    store.put("drafts", "a", {"text": "Første udkast"})

    def change_both() -> None:
        with store.transaction():
            store.put("drafts", "a", {"text": "x" * 3000})
            store.put("drafts", "b", {"text": "ny"})

    with files_no_larger_than(800), pytest.raises(DeskUnavailable, match="full"):
        change_both()
    assert list(store.rows("drafts")) == [("a", {"text": "Første udkast"})]
    store.put("drafts", "b", {"text": "nu er der plads"})
    assert dict(Store.open(tmp_path, cipher).rows("drafts")) == dict(store.rows("drafts"))
    assert store.count("drafts") == 2


def test_a_compaction_that_does_not_fit_leaves_the_journal(tmp_path: Path, cipher: RecordCipher) -> None:
    store = Store.open(tmp_path, cipher)
    for number in range(20):
        store.put("drafts", str(number), {"text": "æøå" * 100})
    with files_no_larger_than(1000), pytest.raises(DeskUnavailable, match="full"):
        store.compact()
    assert [path.name for path in tmp_path.iterdir() if atomic.is_temporary(path.name)] == []
    store.put("drafts", "20", {"text": "videre"})
    assert Store.open(tmp_path, cipher).count("drafts") == 21


def test_on_a_really_full_disk_everything_acknowledged_stays(small_disk: Path, cipher: RecordCipher) -> None:
    store, archive = Store.open(small_disk, cipher), Archive(small_disk / "documents", cipher)
    kept: list[str] = []
    refusals = set()
    for number in range(400):
        data = os.urandom(3000)
        digest = "sha256-" + hashlib.sha256(data).hexdigest()
        try:
            archive.put(digest, data)
            store.put("index", digest, {"number": number, "text": "o" * 600})
        except DeskUnavailable as error:
            refusals.add(error.message)
            continue
        kept.append(digest)
    assert refusals == {"The disk is full, so this could not be saved."}
    again = Store.open(small_disk, cipher)
    assert [key for key, _ in again.rows("index")] == kept
    assert all(archive.get(digest) for digest in kept)
    assert not [path for path in small_disk.rglob("*") if atomic.is_temporary(path.name)]
    with pytest.raises(DeskUnavailable, match="full"):
        write_backup(small_disk / "documents", small_disk / "backup")
    for digest in kept[:20]:
        (small_disk / "documents" / digest[7:9] / digest[7:]).unlink()
    store.put("index", "efter", {"text": "der er plads igen"})
    assert again.refresh()
    assert again.get("index", "efter") == {"text": "der er plads igen"}


def test_a_disk_mounted_read_only_says_so(small_disk: Path, cipher: RecordCipher) -> None:
    store, archive = Store.open(small_disk, cipher), Archive(small_disk / "documents", cipher)
    store.put("drafts", "a", {"text": "før"})
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    data = b"et dokument"
    for write in (
        lambda: store.put("drafts", "a", {"text": "efter"}),
        lambda: archive.put("sha256-" + hashlib.sha256(data).hexdigest(), data),
        lambda: Store.open(small_disk, cipher, lock_timeout=1),
    ):
        with pytest.raises(DeskUnavailable, match="read-only"):
            write()
    assert store.get("drafts", "a") == {"text": "før"}
    subprocess.run(["mount", "-o", "remount,rw", str(small_disk)], check=True)
    store.put("drafts", "a", {"text": "efter"})
    assert Store.open(small_disk, cipher).get("drafts", "a") == {"text": "efter"}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no folder modes")
@pytest.mark.skipif(getattr(os, "geteuid", lambda: 0)() == 0, reason="root may write everywhere")
def test_a_folder_one_may_not_write_says_so(tmp_path: Path, cipher: RecordCipher) -> None:
    folder = tmp_path / "desk"
    store = Store.open(folder, cipher)
    store.put("drafts", "a", {"text": "før"})
    (folder / "journal").chmod(0o400)
    folder.chmod(0o500)
    try:
        for write in (
            lambda: store.put("drafts", "a", {"text": "efter"}),
            lambda: atomic.replace(folder / "x", b"x"),
        ):
            with pytest.raises(DeskUnavailable, match="read-only"):
                write()
        assert store.get("drafts", "a") == {"text": "før"}
    finally:
        folder.chmod(0o700)


def test_a_replaced_file_is_the_old_or_the_new(tmp_path: Path) -> None:
    path = tmp_path / "settings"
    atomic.replace(path, b"gammel")
    with files_no_larger_than(100), pytest.raises(DeskUnavailable, match="full"):
        atomic.replace(path, b"x" * 5000)
    assert path.read_bytes() == b"gammel"
    assert not atomic.write_once(path, b"ny")
    assert path.read_bytes() == b"gammel"
    assert atomic.write_once(tmp_path / "ny", b"ny")
    assert sorted(found.name for found in tmp_path.iterdir()) == ["ny", "settings"]


def test_a_folder_that_is_gone_says_so(tmp_path: Path) -> None:
    with pytest.raises(DeskUnavailable, match="missing"):
        atomic.replace(tmp_path / "væk" / "fil", b"x")
