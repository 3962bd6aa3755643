import hashlib
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from orderdesk.desk.storage.archive import Archive
from orderdesk.desk.storage.backup import FORMAT, restore_backup, write_backup
from orderdesk.desk.storage.tables import Store
from orderdesk.errors import DeskUnavailable, InputRefused, NotFound, NotPossible
from orderdesk.signing.vault import RecordCipher

MANIFEST = "orderdesk-backup.json"


@pytest.fixture
def desk(tmp_path: Path, cipher: RecordCipher) -> Path:
    folder = tmp_path / "skrivebord"
    store, archive = Store.open(folder / "store", cipher), Archive(folder / "documents", cipher)
    for number in range(5):
        data = f"Rapport nummer {number} på dansk".encode()
        archive.put("sha256-" + hashlib.sha256(data).hexdigest(), data)
        store.put("index", str(number), {"titel": "Øvelse"})
    (folder / "nøgler.json").write_text("{}")
    (folder / ".drafts.0123456789ab.orderdesk-tmp").write_text("unfinished")
    return folder


@pytest.fixture
def backup(desk: Path, tmp_path: Path) -> Path:
    assert write_backup(desk, tmp_path / "desk.backup") == 7
    return tmp_path / "desk.backup"


def content(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("place", ["new", "new/deep", "empty"])
def test_a_desk_comes_back_whole(desk: Path, backup: Path, tmp_path: Path, cipher: RecordCipher, place: str) -> None:
    (tmp_path / "empty").mkdir()
    target = tmp_path / place
    assert restore_backup(backup, target) == 7
    expected = content(desk)
    del expected["store/journal.lock"], expected[".drafts.0123456789ab.orderdesk-tmp"]
    assert content(target) == expected
    assert Store.open(target / "store", cipher).count("index") == 5
    assert not list(tmp_path.glob(".*restoring"))


def test_a_backup_of_a_desk_in_use_is_of_one_moment(tmp_path: Path, desk: Path, cipher: RecordCipher) -> None:
    store = Store.open(desk / "store", cipher)
    with store.transaction(), pytest.raises(DeskUnavailable, match="Another program"):
        write_backup(desk, tmp_path / "b", lock_timeout=0.05)
    assert not (tmp_path / "b").exists()
    command = [sys.executable, str(Path(__file__).with_name("writer.py")), "steps", str(desk / "store")]
    environment = {"PYTHONPATH": str(Path(__file__).parents[3])}
    with subprocess.Popen([*command, str(tmp_path / "log"), "7", "150"], env=environment) as writer:
        for number in range(5):
            write_backup(desk, tmp_path / f"b{number}", lock_timeout=60)
            restore_backup(tmp_path / f"b{number}", tmp_path / f"r{number}")
            restored = Store.open(tmp_path / f"r{number}" / "store", cipher)
            assert not restored.torn
            assert restored.count("index") >= 5
        assert writer.wait() == 0


def test_a_folder_in_use_is_not_written_over(backup: Path, tmp_path: Path) -> None:
    (tmp_path / "used").mkdir()
    (tmp_path / "used/file").write_text("mit")
    for target in (tmp_path / "used", tmp_path / "used/file"):
        with pytest.raises(NotPossible):
            restore_backup(backup, target)
    assert (tmp_path / "used/file").read_text() == "mit"


def test_what_is_not_there_is_said(desk: Path, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        write_backup(tmp_path / "ingen", tmp_path / "b")
    with pytest.raises(NotFound):
        restore_backup(tmp_path / "ingen", tmp_path / "new")
    with pytest.raises(NotPossible, match="inside"):
        write_backup(desk, desk / "documents/b")


def test_a_link_in_the_desk_is_not_left_out_silently(desk: Path, tmp_path: Path) -> None:
    try:
        (desk / "link").symlink_to(tmp_path)
    except OSError:
        pytest.skip("this system does not let us make links")
    with pytest.raises(NotPossible, match="link"):
        write_backup(desk, tmp_path / "b")


def test_no_cut_backup_is_put_in_place(backup: Path, tmp_path: Path) -> None:
    data = backup.read_bytes()
    for length in range(0, len(data), max(1, len(data) // 60)):
        (tmp_path / "cut").write_bytes(data[:length])
        refused(tmp_path / "cut", tmp_path)


def test_no_backup_with_a_flipped_byte_restores_something_else(backup: Path, desk: Path, tmp_path: Path) -> None:
    restore_backup(backup, tmp_path / "whole")
    whole, data = content(tmp_path / "whole"), backup.read_bytes()
    for number, place in enumerate(range(0, len(data), 41)):
        (tmp_path / "bad").write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        target = tmp_path / f"r{number}"
        try:
            restore_backup(tmp_path / "bad", target)
        except InputRefused:
            assert not target.exists()
        else:  # a byte that says nothing, such as a time stamp
            assert content(target) == whole


def refused(source: Path, tmp_path: Path) -> str:
    with pytest.raises(InputRefused) as error:
        restore_backup(source, tmp_path / "new")
    assert not (tmp_path / "new").exists()
    assert not list(tmp_path.glob(".*restoring"))
    return str(error.value)


def forged(path: Path, names: list[str], change: Callable[[zipfile.ZipInfo], object] = repr) -> Path:
    """A backup of files that each hold "x", with a manifest that agrees."""
    listed = [{"path": name, "size": 1, "sha256": hashlib.sha256(b"x").hexdigest()} for name in names]
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            entry = zipfile.ZipInfo(name)
            change(entry)
            archive.writestr(entry, b"x")
        archive.writestr(MANIFEST, json.dumps({"format": FORMAT, "files": listed}))
    return path


@pytest.mark.parametrize(
    "name", ["../evil", "a/../../evil", "/evil", "C:/evil", "a\\evil", "a//b", "./a", "CON:", "a\x01", "a/..", "dot."]
)
def test_a_name_that_leads_out_is_refused(tmp_path: Path, name: str) -> None:
    assert "leads out" in refused(forged(tmp_path / "forged", ["fine", name]), tmp_path)
    assert not (tmp_path / "evil").exists()


def test_links_compressed_and_doubled_entries_are_refused(tmp_path: Path) -> None:
    def link(entry: zipfile.ZipInfo) -> None:
        entry.external_attr = 0o120777 << 16

    def compress(entry: zipfile.ZipInfo) -> None:
        entry.compress_type = zipfile.ZIP_DEFLATED

    assert "plain files" in refused(forged(tmp_path / "forged", ["a"], link), tmp_path)
    assert "plain files" in refused(forged(tmp_path / "forged", ["a"], compress), tmp_path)
    assert "manifest names" in refused(forged(tmp_path / "forged", ["a", "A"]), tmp_path)


def test_a_manifest_that_does_not_agree_is_refused(tmp_path: Path) -> None:
    right = {"path": "a", "size": 1, "sha256": hashlib.sha256(b"x").hexdigest()}
    for manifest in (
        b"",
        b"[]",
        b"[" * 100_000,
        json.dumps({"format": "orderdesk.backup.v9", "files": [right]}).encode(),
        json.dumps({"format": FORMAT, "files": []}).encode(),
        json.dumps({"format": FORMAT, "files": [right, {**right, "path": "b"}]}).encode(),
        json.dumps({"format": FORMAT, "files": [{**right, "size": 2}]}).encode(),
        json.dumps({"format": FORMAT, "files": [{**right, "sha256": "0" * 64}]}).encode(),
    ):
        with zipfile.ZipFile(tmp_path / "forged", "w") as archive:
            archive.writestr("a", b"x")
            archive.writestr(MANIFEST, manifest)
        refused(tmp_path / "forged", tmp_path)
    (tmp_path / "forged").write_bytes(b"not a zip at all")
    refused(tmp_path / "forged", tmp_path)


def test_a_backup_that_is_stopped_leaves_what_was_there(tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    desk.mkdir()
    for name in ("a", "b", "c"):
        (desk / name).write_bytes(name.encode())
    target = tmp_path / "backup.zip"
    target.write_bytes(b"yesterday's")
    told: list[tuple[int, int]] = []

    def stop_at_the_second(done: int, of: int) -> bool:
        told.append((done, of))
        return done < 1

    with pytest.raises(NotPossible, match="Stopped"):
        write_backup(desk, target, progress=stop_at_the_second)
    assert told == [(0, 3), (1, 3)]
    assert target.read_bytes() == b"yesterday's"
    assert list(tmp_path.glob(".*")) == []
