"""Rounds of the post in a thread of their own. Offline is normal: the next round comes."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from orderdesk.errors import OrderdeskError
from orderdesk.locale import _, ngettext
from orderdesk.tui.moments import clock_text

if TYPE_CHECKING:
    from orderdesk.desk.desk import Desk
    from orderdesk.desk.post import Round


@dataclass(frozen=True, slots=True)
class LineState:
    """How the line was after a round. `trouble` is a sentence; `fault` is an error of ours, for a redacted report."""

    at: datetime
    reachable: bool = True
    waiting: int = 0
    handed_over: int = 0
    taken: int = 0
    refused: int = 0
    trouble: str = ""
    fault: Exception | None = None

    @property
    def words(self) -> str:
        """A few words for the title row."""
        if not self.reachable:
            return _("! exchange not reachable")
        if self.waiting:
            return ngettext("{count} waiting", "{count} waiting", self.waiting).format(count=self.waiting)
        if self.handed_over:
            return ngettext(
                "{count} without receipt", "{count} without receipt", self.handed_over
            ).format(count=self.handed_over)  # fmt: skip
        return _("delivered {time}").format(time=clock_text(self.at))


class PostRounds:
    """Does a round at once, then every `seconds()` and whenever it is woken. `report` is called from the thread.

    The thread is a daemon: a share that does not answer must not keep anybody from leaving, and what is on the desk
    stands a kill at any moment.
    """

    def __init__(self, desk: "Desk", seconds: Callable[[], float], report: Callable[[LineState], object]) -> None:
        self._desk = desk
        self._seconds = seconds
        self._report = report
        self._wake = threading.Event()
        self._ended = threading.Event()
        self._force = False
        self._thread = threading.Thread(target=self._run, name="orderdesk-post", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def wake(self, *, force: bool = False) -> None:
        """Do a round now, or another one when one is under way. `force` does not wait for pauses after failures."""
        self._force = self._force or force
        self._wake.set()

    def end(self, patience: float = 2.0) -> None:
        """No further round; waits at most `patience` seconds for the one under way."""
        self._ended.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join(patience)

    def _run(self) -> None:
        while not self._ended.is_set():
            self._wake.clear()
            force, self._force = self._force, False
            state = self._round(force)
            if self._ended.is_set():
                return
            self._report(state)
            self._wake.wait(self._seconds())

    def _round(self, force: bool) -> LineState:
        from orderdesk.desk import post

        now = self._desk.now()
        try:
            done = post.sync(self._desk, force=force, progress=lambda _done, _of: not self._ended.is_set())
            return self._state(done)
        except OrderdeskError as error:
            return LineState(now, reachable=False, trouble=str(error))
        except OSError as error:
            return LineState(now, reachable=False, trouble=error.strerror or type(error).__name__)
        except Exception as error:  # a round that fails must not end the post, nor the screen; a report is left
            trouble = _("The post met a fault of ours ({kind}). It goes on trying.").format(kind=type(error).__name__)
            return LineState(now, reachable=False, trouble=trouble, fault=error)

    def _state(self, done: "Round") -> LineState:
        from orderdesk.desk import postroom

        line = postroom.line(self._desk)
        # A round that failed as a whole says so itself; what stands in a single document's way stands in its row.
        reachable = not done.trouble or done.trouble in line.troubles
        return LineState(
            at=self._desk.now(), reachable=reachable, waiting=line.waiting, handed_over=line.handed_over,
            taken=len(done.taken), refused=len(done.refused), trouble=done.trouble,
        )  # fmt: skip
