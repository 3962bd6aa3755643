"""A folder that is missing, closed or full: a sentence that says what was kept and what to do; nothing half-done."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from orderdesk.errors import ExchangeUnavailable
from orderdesk.exchange.carrier import Envelope, Mailbox, name_of
from orderdesk.exchange.folder import FolderCarrier

JONAS = Mailbox("vejen-videre", "jonas")
ORDER = b"forseglet" * 10_000
REPOSITORY = str(Path(__file__).parents[2])

posix_only = pytest.mark.skipif(os.name == "nt", reason="limits and modes are POSIX")

PUT_AND_TELL = """
import os, sys
from pathlib import Path
from orderdesk.errors import ExchangeUnavailable
from orderdesk.exchange.carrier import Envelope, Mailbox, name_of
from orderdesk.exchange.folder import FolderCarrier
exchange, order = FolderCarrier(Path(sys.argv[1])), b"forseglet" * 10_000
jonas = Mailbox("vejen-videre", "jonas")
{before}
try:
    {call}
except ExchangeUnavailable as error:
    print(error.message, error.advice, sep="\\n")
else:
    print("done")
"""


def tell(root: Path, before: str = "", call: str = "exchange.put(jonas, order)") -> list[str]:
    """What a process of its own says when it does `call` after `before`."""
    done = subprocess.run(
        [sys.executable, "-c", PUT_AND_TELL.format(before=before, call=call), str(root)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        cwd="/" if os.name != "nt" else None,
        env={**os.environ, "PYTHONPATH": REPOSITORY, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


def test_a_missing_folder_keeps_everything_and_is_not_made(tmp_path: Path) -> None:
    exchange = FolderCarrier(tmp_path / "stick")
    envelope = Envelope(name_of(ORDER), len(ORDER))
    with pytest.raises(ExchangeUnavailable, match="is not there") as sending:
        exchange.put(JONAS, ORDER)
    assert "What was to be sent stays in the outbox." in sending.value.message
    assert "stick" in sending.value.advice
    for call in (
        lambda: exchange.waiting(JONAS),
        lambda: exchange.fetch(JONAS, envelope),
        lambda: exchange.acknowledge(JONAS, envelope),
        lambda: exchange.reject(JONAS, envelope, "other"),
        lambda: exchange.publish("randers", b"{}"),
        exchange.directories,
    ):
        with pytest.raises(ExchangeUnavailable, match="is not there"):
            call()
    assert not (tmp_path / "stick").exists()
    assert "not there now" in exchange.describe()


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "udveksling").write_bytes(b"")
    with pytest.raises(ExchangeUnavailable, match="outbox"):
        FolderCarrier(tmp_path / "udveksling").put(JONAS, ORDER)
    (tmp_path / "mailboxes").write_bytes(b"")
    with pytest.raises(ExchangeUnavailable, match="outbox"):
        FolderCarrier(tmp_path).put(JONAS, ORDER)


def test_a_folder_that_comes_back_takes_what_was_kept(tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    exchange = FolderCarrier(stick)
    with pytest.raises(ExchangeUnavailable):
        exchange.put(JONAS, ORDER)
    stick.mkdir()
    exchange.put(JONAS, ORDER)
    assert len(exchange.waiting(JONAS)) == 1
    assert "can be reached" in exchange.describe()


@posix_only
def test_a_full_disk_leaves_nothing_behind(tmp_path: Path) -> None:
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000))"
    message, advice = tell(tmp_path, limit)
    assert "is full" in message
    assert "stays in the outbox" in message
    assert "Free some space" in advice
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert FolderCarrier(tmp_path).waiting(JONAS) == []


@posix_only
def test_a_folder_that_may_only_be_read_can_be_read() -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        root.chmod(0o755)
        name = FolderCarrier(root).put(JONAS, b"forseglet")
        half = root / "mailboxes" / "vejen-videre" / "jonas" / f"{'a' * 64}.sealed"
        half.write_bytes(b"halv")
        os.utime(half, (1_700_000_000, 1_700_000_000))
        for path in [root, *root.rglob("*")]:
            path.chmod(0o555 if path.is_dir() else 0o444)
        nobody = "os.getuid() or os.setuid(65534)"  # root may write anywhere
        message, advice = tell(root, nobody)
        assert "does not let this desk read and write" in message
        assert "stays in the outbox" in message
        assert "write-protected" in advice
        read = "print([e.name for e in exchange.waiting(jonas)]); print(exchange.describe())"
        names, description, _done = tell(root, nobody, read)
        assert names == f"['{name}']"
        assert "may not write" in description
        take = "exchange.acknowledge(jonas, exchange.waiting(jonas)[0])"
        assert "What was received stays on this desk" in tell(root, nobody, take)[0]
        for path in [root, *root.rglob("*")]:
            path.chmod(0o755)


@posix_only
def test_a_mailbox_lets_in_whom_the_shared_folder_lets_in(tmp_path: Path) -> None:
    tmp_path.chmod(0o2770)
    FolderCarrier(tmp_path).put(JONAS, ORDER)
    assert (tmp_path / "mailboxes" / "vejen-videre" / "jonas").stat().st_mode & 0o7777 == 0o2770
