"""Several programs on one folder, and programs that are killed at any moment of putting."""

import os
import random
import subprocess
import sys
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

from orderdesk.exchange.carrier import Envelope, Mailbox, name_of
from orderdesk.exchange.folder import FolderCarrier

JONAS = Mailbox("vejen-videre", "jonas")
REPOSITORY = str(Path(__file__).parents[2])
KILLS = 110

PUTTER = """
import sys
from pathlib import Path
from orderdesk.exchange.carrier import Mailbox
from orderdesk.exchange.folder import FolderCarrier
exchange, jonas = FolderCarrier(Path(sys.argv[1])), Mailbox("vejen-videre", "jonas")
first, after = int(sys.argv[2]), int(sys.argv[3])
print("ready", flush=True)
for number in range(first, after):
    # Sizes from a receipt's to nearly the largest, so that a kill meets writing as well as renaming.
    print(exchange.put(jonas, b"%d " % number + b"x" * (number * 7919 % 400_000)), flush=True)
"""


def start_putting(root: Path, first: int, after: int) -> subprocess.Popen[bytes]:
    """A process that puts the documents numbered `first` to `after` - 1 and prints each name when put has returned."""
    return subprocess.Popen(
        [sys.executable, "-S", "-c", PUTTER, str(root), str(first), str(after)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": REPOSITORY},
    )


def sealed_of(number: int) -> bytes:
    return b"%d " % number + b"x" * (number * 7919 % 400_000)


def test_two_processes_put_while_a_reader_takes(tmp_path: Path) -> None:
    putters = [start_putting(tmp_path, 0, 60), start_putting(tmp_path, 30, 90)]
    exchange = FolderCarrier(tmp_path)
    taken: Counter[bytes] = Counter()
    try:
        running = True
        while running:
            running = any(putter.poll() is None for putter in putters)  # asked before the look: the last look sees all
            for envelope in exchange.waiting(JONAS):
                taken[exchange.fetch(JONAS, envelope)] += 1
                exchange.acknowledge(JONAS, envelope)
        said = [putter.communicate()[0].split()[1:] for putter in putters]
    finally:
        for putter in putters:
            putter.kill()
            putter.wait()
    assert [len(names) for names in said] == [60, 60]
    assert taken == Counter(sealed_of(number) for number in range(90))


def test_a_kill_at_any_moment_of_putting_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    moments = random.Random(20261130)
    exchange = FolderCarrier(tmp_path)
    acknowledged: set[str] = set()
    for kill in range(KILLS):
        putter = start_putting(tmp_path, kill * 1000, (kill + 1) * 1000)
        assert putter.stdout is not None
        assert putter.stdout.readline().strip() == b"ready"
        time.sleep(moments.uniform(0, 0.012))
        putter.kill()
        said, _nothing = putter.communicate()
        # The last line may be cut off by the kill: what is not said in full is not acknowledged.
        acknowledged |= {line.decode() for line in said.split() if len(line) == 64}
        waiting = {envelope.name: envelope for envelope in exchange.waiting(JONAS)}
        assert acknowledged <= set(waiting)
    for envelope in exchange.waiting(JONAS):
        sealed = exchange.fetch(JONAS, envelope)
        assert name_of(sealed) == envelope.name
        assert sealed == sealed_of(int(sealed.split(b" ", 1)[0])), "as it was written, in full"
    later = FolderCarrier(tmp_path, lambda: datetime.now(UTC) + timedelta(days=2))
    assert {envelope.name for envelope in later.waiting(JONAS)} >= acknowledged
    files = {path.name for path in (tmp_path / "mailboxes" / JONAS.org / JONAS.person).iterdir()}
    assert files == {f"{envelope.name}.sealed" for envelope in later.waiting(JONAS)}, "no cut-off write is left"


def test_a_reader_killed_between_taking_and_saying_so_gets_it_again(tmp_path: Path) -> None:
    sealed = sealed_of(3)
    FolderCarrier(tmp_path).put(JONAS, sealed)
    reader = (
        "import sys, os, signal; from pathlib import Path\n"
        "from orderdesk.exchange.carrier import Mailbox; from orderdesk.exchange.folder import FolderCarrier\n"
        "exchange, jonas = FolderCarrier(Path(sys.argv[1])), Mailbox('vejen-videre', 'jonas')\n"
        "exchange.fetch(jonas, exchange.waiting(jonas)[0])\n"
        "os.kill(os.getpid(), getattr(signal, 'SIGKILL', signal.SIGTERM))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", reader, str(tmp_path)], env={**os.environ, "PYTHONPATH": REPOSITORY}, check=False
    )
    assert done.returncode != 0
    assert FolderCarrier(tmp_path).waiting(JONAS) == [Envelope(name_of(sealed), len(sealed))]
