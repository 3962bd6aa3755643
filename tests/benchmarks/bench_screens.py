"""The first screen and its lists on a desk with 5,000 documents, and the board of 220 cases beside them.
`python tests/benchmarks/bench_screens.py` prints it.

Each start is a process in a real pseudo-terminal, timed from its birth to the moment its words reach the terminal. A
minimal Textual app is started in turns with ours, so the ratio holds on any machine. Memory is read when Today's rows
are there. While a person moves in the lists, a heartbeat in the app tells for how long nothing else could happen.
"""

import os
import select
import shutil
import statistics
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

DOCUMENTS = 5_000
THREADS = 900
STARTS = 9
PASSPHRASE = "målebåndet ligger i skuffen"
START = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
BEAT = 0.005  # seconds between two heartbeats
CASES = 220
BOARD = f"{CASES} of {CASES}"  # what the board says above its rows, once they are there
MARK = "Målemærke"  # in the citizens' names: when one is drawn, the rows of Today are there

_MINIMAL = """
from textual.app import App
from textual.widgets import Static
class Minimal(App):
    def compose(self):
        yield Static("first-paint")
Minimal().run()
"""
_DESK = """
import sys
sys.path.insert(0, {root!r})
from pathlib import Path
from orderdesk.tui.app import DeskApp, DeskChoice
DeskApp([DeskChoice("", Path({desk!r}), {passphrase!r})], crash_folder=Path({desk!r}) / "crashes").run()
"""
_MOVING = """
import sys, time
sys.path.insert(0, {root!r})
from pathlib import Path
from orderdesk.tui.app import DeskApp, DeskChoice
gaps = []
class Beating(DeskApp):
    def on_mount(self):
        self.last = None
        self.set_interval({beat}, self.beat)
    def beat(self):
        now = time.perf_counter()
        if self.last is not None and Path({out!r} + ".go").exists():
            gaps.append(now - self.last)
        self.last = now
Beating([DeskChoice("", Path({desk!r}), {passphrase!r})], crash_folder=Path({desk!r}) / "crashes").run()
Path({out!r}).write_text(" ".join(str(gap) for gap in gaps))
"""


def make_desk(folder: Path) -> Path:
    """A caseworker's desk whose index has 5,000 documents in 900 threads: most ended, a hundred running."""
    from orderdesk.desk import index
    from orderdesk.desk.membership import organisation
    from orderdesk.desk.opening import Owner, create_desk
    from orderdesk.signing.vault import LIGHT

    (folder / "exchange").mkdir()
    owner = Owner("lindholm-kommune", "Lindholm Kommune", "municipality", "mette-krogh", "Mette Krogh", "caseworker")
    exchange = f"folder:{folder / 'exchange'}"
    desk = create_desk(
        folder / "desk", owner, passphrase=PASSPHRASE, exchange=exchange, language="en", clock=lambda: START, cost=LIGHT
    )
    organisation.found(desk)
    for number in range(THREADS):
        thread, row, documents = _thread(number)
        with desk.store.transaction():
            desk.store.put(index.THREADS, thread, row)
            for digest, document in documents:
                desk.store.put(index.DOCUMENTS, digest, document)
    desk.close()
    return folder / "desk"


def with_cases(folder: Path, desk: Path) -> Path:
    """A copy of the desk that keeps full case files besides, each as bench_gaps makes them."""
    from bench_gaps import full

    from orderdesk.cases.reading import case_of, value_of
    from orderdesk.desk.casework import case_files
    from orderdesk.desk.opening import open_desk

    copy = Path(shutil.copytree(desk, folder / "with-cases"))
    opened = open_desk(copy, passphrase=PASSPHRASE, clock=lambda: START)
    for number in range(CASES):
        citizen = {"name": f"{MARK} {number}", "cpr": f"{61 + number % 31}{1 + number % 12:02d}80-{1000 + number}"}
        case_files.put(opened, case_of({**value_of(full(number)), "citizen": citizen}))
    opened.close()
    return copy


def _digest(number: int, part: int) -> str:
    return f"sha256-{number:032x}{part:032x}"


def _thread(number: int) -> tuple[str, dict[str, Any], list[tuple[str, dict[str, Any]]]]:
    """A thread's row and its documents' rows, as the index writes them."""
    thread = f"urn:uuid:00000000-0000-4000-8000-{number:012x}"
    running = number % 9 == 0
    sent = START - timedelta(days=100 if running else 400, minutes=number)
    day = sent.date()
    count = DOCUMENTS // THREADS + (number < DOCUMENTS % THREADS)
    kinds = ["order", "reply", *["report"] * (count - 3), "review"]
    documents = [
        (
            _digest(number, part),
            {"kind": kind, "thread": thread, "seq": part + 1, "prev": [_digest(number, part - 1)] if part else [],
             "issued": _instant(sent + timedelta(days=part)), "org": "lindholm-kommune", "person": "mette-krogh",
             "received": _instant(sent + timedelta(days=part)), "out": kind in ("order", "review"), "sub": "monthly",
             "about": _digest(number, 0), "version": 1, "start": day.isoformat(), "end": day.isoformat()},
        )
        for part, kind in enumerate(kinds)
    ]  # fmt: skip
    reports = [
        {"digest": digest, "state": "submitted" if running and part == count - 2 else "approved",
         "since": _instant(sent + timedelta(days=60 + number % 40)), "kind": "monthly", "issued": row["issued"],
         "start": (day + timedelta(days=30 * (part - 2))).isoformat(),
         "end": (day + timedelta(days=30 * (part - 1) - 1)).isoformat(), "version": 1}
        for part, (digest, row) in enumerate(documents) if row["kind"] == "report"
    ]  # fmt: skip
    row = {
        "citizen": f"{MARK} {number}", "provider": "fjordvejen",
        "provider_name": "Fjordvejen ApS", "caseworker": ["lindholm-kommune", "mette-krogh"],
        "caseworker_name": "Mette Krogh", "unit": "Jobcenter Lindholm", "programme": "mentor", "frequency": "monthly",
        "purpose": "Borgeren skal have en fast kontakt, der hjælper ud ad døren og til lægen. " * 2,
        "first_due": (day + timedelta(days=35)).isoformat(), "final_due": (day + timedelta(days=170)).isoformat(),
        "consultant": "Sara Holt", "consultant_id": "sara-holt", "preferred": "Sara Holt",
        "documents": [digest for digest, _row in documents], "state": "active" if running else "completed",
        "since": _instant(sent + timedelta(days=3)), "order": _digest(number, 0), "version": 1,
        "start": day.isoformat(), "end": (day + timedelta(days=184)).isoformat(), "upheld": False, "reports": reports,
        "refused": [], "missing": [], "touched": _instant(sent + timedelta(days=90)),
    }  # fmt: skip
    return thread, row, documents


def _instant(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


class Terminal:
    """A process in a pseudo-terminal of 80x24, and what it has written."""

    def __init__(self, code: str) -> None:
        import fcntl
        import pty
        import termios

        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        environment = {**os.environ, "TERM": "xterm-256color", "ORDERDESK_LANG": "en"}
        environment["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
        self.born = time.perf_counter()
        self.process = subprocess.Popen(
            [sys.executable, "-c", code], stdin=slave, stdout=slave, stderr=slave, env=environment
        )
        os.close(slave)
        self.written = b""

    def wait_for(self, text: str, limit: float = 30.0) -> float:
        """Seconds from the process's birth until it had written `text`."""
        end = time.perf_counter() + limit
        while text.encode() not in self.written:
            if time.perf_counter() > end:
                raise TimeoutError(f"{text!r} was not drawn")
            self.listen(0.05)
        return time.perf_counter() - self.born

    def listen(self, seconds: float) -> None:
        """Take what it writes within `seconds`."""
        if select.select([self.master], [], [], seconds)[0]:
            try:
                self.written += os.read(self.master, 65536)
            except OSError:  # EIO: the process has closed the terminal
                time.sleep(0.01)

    def type(self, keys: bytes) -> None:
        """Type."""
        os.write(self.master, keys)

    def mebibytes(self) -> float:
        """The process's resident memory."""
        import psutil

        return float(psutil.Process(self.process.pid).memory_info().rss) / 2**20


@contextmanager
def terminal(code: str) -> Iterator[Terminal]:
    """A process in a terminal; it is ended with the block."""
    running = Terminal(code)
    try:
        yield running
    finally:
        running.process.kill()
        running.process.wait()
        os.close(running.master)


def starts(desk: Path) -> tuple[float, float, float, float]:
    """Medians: seconds to the first paint of a minimal app and of Today, seconds until Today's rows, MiB then."""
    code = _DESK.format(root=str(ROOT), desk=str(desk), passphrase=PASSPHRASE)
    minimal, first, rows, memory = [], [], [], []
    for _turn in range(STARTS):
        with terminal(_MINIMAL) as running:
            minimal.append(running.wait_for("first-paint"))
        with terminal(code) as running:
            first.append(running.wait_for("Today"))
            rows.append(running.wait_for(MARK))
            end = time.perf_counter() + 1.5  # the post's first round is over too
            while time.perf_counter() < end:
                running.listen(0.1)
            memory.append(running.mebibytes())
    return statistics.median(minimal), statistics.median(first), statistics.median(rows), max(memory)


def stalls(folder: Path, desk: Path, play: Callable[[Terminal, Callable[[], None]], None]) -> tuple[float, float]:
    """Milliseconds: the longest gap between two heartbeats while `play` is at the keys, and the 99th of a hundred. What
    it does before it says go, by calling its second argument, is not counted."""
    out = folder / f"gaps-{play.__name__}"
    code = _MOVING.format(root=str(ROOT), desk=str(desk), passphrase=PASSPHRASE, out=str(out), beat=BEAT)
    with terminal(code) as running:
        running.wait_for(MARK)
        rest(running, 1.5)
        play(running, Path(f"{out}.go").touch)
        running.type(b"\x11")
        end = time.perf_counter() + 20
        while running.process.poll() is None and time.perf_counter() < end:
            running.listen(0.1)
    gaps = sorted(1000 * float(gap) for gap in out.read_text().split())
    return gaps[-1], gaps[int(len(gaps) * 0.99)]


def rest(running: Terminal, seconds: float) -> None:
    """Keep still, and take what is drawn."""
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        running.listen(0.1)


def moving(running: Terminal, go: Callable[[], None]) -> None:
    """Move in Today, orders and reports."""
    go()
    for room in (b"", b"\x1bOR", b"\x1bOS"):
        running.type(room)
        rest(running, 1.0)
        for key in (b"\x1b[B",) * 60 + (b"\x1b[6~",) * 30 + (b"\x1b[F", b"\x1b[H") * 5:
            running.type(key)
            running.listen(0.02)


def composing(running: Terminal, go: Callable[[], None]) -> None:
    """Type a name and more into a new order, for longer than it takes to be saved and checked some times."""
    running.type(b"\x1bOQ")
    rest(running, 4.0)
    go()
    for letter in "Åse Østergård bor på Ærø og vil gerne ud ad døren igen. " * 6:
        running.type(letter.encode())
        running.listen(0.02)
        time.sleep(0.01)
    rest(running, 2.0)


def on_the_board(running: Terminal, go: Callable[[], None]) -> None:
    """Open the board, move in it, and in the case that is opened from it."""
    go()
    running.type(b"\x02")
    running.wait_for(BOARD)
    for key in (b"\x1b[B",) * 60 + (b"\x1b[6~",) * 10 + (b"\x1b[H", b"\r"):
        running.type(key)
        running.listen(0.02)
    rest(running, 2.0)
    for key in (b"\x1b[B",) * 20 + (b"\x1b[19~",) * 7:
        running.type(key)
        running.listen(0.02)
    rest(running, 1.0)


def board_opening(desk: Path) -> float:
    """Seconds from the key until the rows of the board are there, the first time in a process: the texts of all cases
    are read then, once."""
    with terminal(_DESK.format(root=str(ROOT), desk=str(desk), passphrase=PASSPHRASE)) as running:
        running.wait_for(MARK)
        rest(running, 1.5)
        pressed = time.perf_counter() - running.born
        running.type(b"\x02")
        return running.wait_for(BOARD) - pressed


def table() -> list[tuple[str, str, str]]:
    """Rows of what was measured, the figure, and the bound it is held to ("" for none)."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("ORDERDESK_BENCH_DIR")) as temporary:
        desk = make_desk(Path(temporary))
        minimal, first, rows, memory = starts(desk)
        longest, usual = stalls(Path(temporary), desk, moving)
        longest_typing, usual_typing = stalls(Path(temporary), desk, composing)
        cases = with_cases(Path(temporary), desk)
        longest_board, usual_board = stalls(Path(temporary), cases, on_the_board)
        opening = statistics.median(board_opening(cases) for _turn in range(3))
    ratio = f"{first / minimal:.2f} x a minimal Textual app ({first * 1e3:.0f} against {minimal * 1e3:.0f} ms)"
    return [
        (f"screens: first paint of Today, {DOCUMENTS:,} documents", ratio, "1.5 x"),
        ("screens: Today's rows are there", f"{rows * 1e3:.0f} ms = {rows / minimal:.2f} x", ""),
        ("screens: memory with Today's rows", f"{memory:.1f} MiB", "80 MiB"),
        ("screens: longest stall, moving in lists", f"{longest:.0f} ms (99 of 100: {usual:.0f} ms)", "50 ms"),
        (
            "screens: longest stall, typing in the composer",
            f"{longest_typing:.0f} ms (99 of 100: {usual_typing:.0f} ms)",
            "50 ms",
        ),
        (f"screens: the board of {CASES} cases opens, first time", f"{opening * 1e3:.0f} ms", ""),
        (
            "screens: longest stall, on the board and in a case",
            f"{longest_board:.0f} ms (99 of 100: {usual_board:.0f} ms)",
            "",
        ),
    ]


if __name__ == "__main__":
    for what, measured, bound in table():
        print(f"{what:<52} {measured:<58} {'at most ' + bound if bound else ''}".rstrip())
