"""A program on a desk, for tests that kill it. It says what it did in a file of its own, each line after the fsync.

`writer.py steps FOLDER LOG SEED COUNT` works by itself. `writer.py serve` (POSIX) imports once and forks a worker for
each line "FOLDER<tab>LOG<tab>SEED" on its input, answering with the worker's process id: a start costs 1 ms, not 200.
"""

import hashlib
import os
import random
import signal
import sys
from pathlib import Path

from orderdesk.desk.storage.archive import Archive
from orderdesk.desk.storage.tables import Store
from orderdesk.signing.vault import RecordCipher

KEY = bytes(range(32))
FOREVER = 3000


def document(seed: int, step: int) -> bytes:
    """What step `step` keeps in the archive."""
    return f"Månedsrapport {seed}-{step}: ".encode() + b"x" * ((seed * 7919 + step * 104729) % 9000)


def row(seed: int, step: int) -> dict[str, object]:
    """What step `step` writes under its key."""
    return {"seed": seed, "step": step, "tekst": "Samtale om praktik på værkstedet. " * ((seed + step) % 120)}


class Diary:
    """What was begun ("try") and what was acknowledged; a killed process loses nothing of a plain write()."""

    def __init__(self, path: str) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def write(self, *words: object) -> None:
        os.write(self._file, (" ".join(map(str, words)) + "\n").encode())


def work(folder: str, log: str, seed: int, count: int) -> None:
    """`count` random steps on the desk in `folder`."""
    chance = random.Random(seed)
    diary = Diary(log)
    store = Store.open(Path(folder), RecordCipher(KEY), lock_timeout=60)
    archive = Archive(Path(folder) / "documents", RecordCipher(KEY))
    mine: list[str] = []
    diary.write("open")
    for step in range(count):
        key, kind = f"{seed}-{step}", chance.choice("rrrrddppgc")
        if kind == "r":
            store.put("index", key, row(seed, step))
            mine.append(key)
        elif kind == "d":
            data = document(seed, step)
            key = "sha256-" + hashlib.sha256(data).hexdigest()
            archive.put(key, data)
        elif kind == "p":
            diary.write("try", "p", key)
            with store.transaction():
                store.put("index", key, row(seed, step))
                store.put("outbox", key, {"step": step})
        elif kind == "g" and mine:
            key = mine.pop(chance.randrange(len(mine)))
            diary.write("try", "g", key)
            store.delete("index", key)
        elif kind == "c":
            store.compact()
        else:
            continue
        diary.write(kind, key, step)


def serve() -> None:
    """Fork a worker a line."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        folder, log, seed = line.rstrip("\n").split("\t")
        worker = os.fork()
        if worker == 0:
            work(folder, log, int(seed), FOREVER)
            os._exit(0)
        sys.stdout.write(f"{worker}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    if sys.argv[1] == "serve":
        serve()
    else:
        work(sys.argv[2], sys.argv[3], int(sys.argv[4]), int(sys.argv[5]))
