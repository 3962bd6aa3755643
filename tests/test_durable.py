"""Files that are there in full or not at all."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from orderdesk import durable


def test_write_new_writes_once(tmp_path: Path) -> None:
    path = tmp_path / "ordre på vej.json"
    durable.write_new(path, "æøå".encode())
    with pytest.raises(FileExistsError):
        durable.write_new(path, b"andet")
    assert path.read_text(encoding="utf-8") == "æøå"
    assert list(tmp_path.iterdir()) == [path]


def test_replace_takes_the_place_of_what_is_there(tmp_path: Path) -> None:
    path = tmp_path / "a"
    durable.replace(path, b"")
    durable.replace(path, b"ny")
    assert path.read_bytes() == b"ny"
    assert list(tmp_path.iterdir()) == [path]


def test_a_failed_write_leaves_the_old_and_no_temporary(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with pytest.raises(OSError, match=r".+"):
        durable.replace(tmp_path / "a", b"x")
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
    with pytest.raises(FileNotFoundError):
        durable.replace(tmp_path / "mangler" / "b", b"x")


@pytest.mark.skipif(os.name == "nt", reason="limits are POSIX")
def test_a_full_disk_raises_as_it_is_and_keeps_the_old(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"gammel")
    script = (
        "import errno, resource, sys; from pathlib import Path; from orderdesk import durable\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try: durable.replace(Path(sys.argv[1]), b'x' * 5000)\n"
        "except OSError as error: print(errno.errorcode[error.errno])\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "a")],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
    )
    assert said.stdout.split() == [b"EFBIG"]
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a", b"gammel")]


def test_move_and_make_folder(tmp_path: Path) -> None:
    durable.make_folder(tmp_path / "ny")
    durable.make_folder(tmp_path / "ny")
    durable.replace(tmp_path / "a", b"1")
    durable.move(tmp_path / "a", tmp_path / "ny" / "b")
    assert (tmp_path / "ny" / "b").read_bytes() == b"1"
    with pytest.raises(FileExistsError):
        durable.make_folder(tmp_path / "ny" / "b")


def test_only_our_own_temporaries_are_recognised() -> None:
    assert durable.is_temporary(".orderdesk-00ff.tmp")
    assert not any(durable.is_temporary(name) for name in ("a.tmp", ".orderdesk-00ff", ".DS_Store"))
