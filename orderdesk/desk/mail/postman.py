"""The post of an open desk, by itself: a round at once, whenever something is to go, and whenever the hub says that
something has come. Offline is normal: then it is tried again, with pauses that grow.

How often: through a hub that is listened to, every five minutes besides (directories, and what waits for a clock);
through a folder, as often as the person has chosen. After failures see exchange/backoff.py. A document's own pause
(outbox.pause) ends with a round of its own.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from orderdesk.desk.desk import Desk
from orderdesk.desk.mail import outbox, post
from orderdesk.desk.mail.line_state import LineState, after_fault, after_round
from orderdesk.desk.mail.listening import Listener
from orderdesk.errors import OrderdeskError
from orderdesk.exchange.backoff import BackOff
from orderdesk.locale import _

QUIET: Final = 300.0
"""Seconds between two rounds where the hub would say if something came."""
_TOLD_EVERY: Final = 0.25
"""Seconds between two words on how far a large backlog has come."""
_READ_EVERY: Final = 3.0
"""Seconds after which lists show what has come of it so far."""
_SHORTEST: Final = 1.0


class Postman:
    """Does the rounds of one desk in a thread. `seconds()` is how often it looks where it cannot listen. `report` is
    called from its threads, with the state after each round, while a large backlog comes, and when the hub was heard.

    The threads are daemons: a share that does not answer must not keep anybody from leaving, and what is on the desk
    stands a kill at any moment.
    """

    def __init__(
        self, desk: Desk, seconds: Callable[[], float], report: Callable[[LineState], object],
        back_off: BackOff | None = None,
    ) -> None:  # fmt: skip
        self._desk = desk
        self._seconds = seconds
        self._report = report
        self._back_off = back_off or BackOff()
        self._listener: Listener | None = None
        self._carrier = desk.carrier
        self._state: LineState | None = None
        self._wake = threading.Event()
        self._ended = threading.Event()
        self._force = False
        self._asked_until = 0.0
        self._thread = threading.Thread(target=self._run, name="orderdesk-post", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def wake(self, *, force: bool = False) -> None:
        """Do a round now, or another one when one is under way. `force` does not wait for pauses after failures, nor
        for one that the exchange has asked for."""
        self._force = self._force or force
        self._wake.set()

    def end(self, patience: float = 2.0) -> None:
        """No further round; waits at most `patience` seconds for the one under way."""
        self._ended.set()
        self._wake.set()
        if self._listener is not None:
            self._listener.end()
        if self._thread.is_alive():
            self._thread.join(patience)

    def _run(self) -> None:
        while not self._ended.is_set():
            self._wake.clear()
            force, self._force = self._force, False
            state, asked = self._round(force)
            if self._ended.is_set():
                return
            pause = self._pause_after(state, asked)
            later = _later(self._desk, pause) if self._back_off.failures else None
            heard = (
                max(state.last, self._state.last) if self._state else state.last
            )  # the desk remembers the tenth minute
            self._tell(replace(state, last=heard, next_try=later, failures=self._back_off.failures))
            self._wait(pause)

    def _wait(self, pause: float) -> None:
        """Until the pause is over or somebody wakes it; as long as the exchange asked for, only a person does."""
        self._wake.wait(pause)
        while not self._ended.is_set() and not self._force and (left := self._asked_until - time.monotonic()) > 0:
            self._wake.clear()
            self._wake.wait(left)

    def _round(self, force: bool) -> tuple[LineState, float]:
        """The state after a round, and the seconds for which the exchange asked to be left alone."""
        progress, before = _Progress(self), self._carrier
        carrier = self._carrier = self._desk.carrier
        if before is not carrier:  # what is known of the line was another's
            self._state = None
        try:
            done = post.sync(self._desk, force=force, progress=progress)
            if carrier is not self._desk.carrier:  # the desk has just moved: what failed was the old way
                self._wake.set()
            return after_round(self._desk, done), done.retry_after
        except OrderdeskError as error:
            return self._state_of_fault(str(error)), 0.0
        except OSError as error:
            return self._state_of_fault(error.strerror or type(error).__name__), 0.0
        except Exception as error:  # a round that fails must not end the post, nor the screen; a report is left
            trouble = _("The post met a fault of ours ({kind}). It goes on trying.").format(kind=type(error).__name__)
            return self._state_of_fault(trouble, error), 0.0

    def _state_of_fault(self, trouble: str, fault: Exception | None = None) -> LineState:
        if self._ended.is_set():  # the desk may have been closed under the round, and nobody reads this
            return LineState(self._desk.now(), "offline", trouble=trouble)
        return after_fault(self._desk, trouble, fault)

    def _pause_after(self, state: LineState, asked: float) -> float:
        self._asked_until = time.monotonic() + asked
        if state.standing != "in_touch":
            return self._back_off.failed(asked)
        self._back_off.succeeded()
        usual = QUIET if self._listens() and not state.early else self._seconds()
        if not (due := outbox.next_try(self._desk)):
            return usual
        return min(usual, max(_SHORTEST, (datetime.fromisoformat(due) - self._desk.now()).total_seconds()))

    def _listens(self) -> bool:
        """Listen at the exchange that the desk has now, if that can be done; whether it works."""
        carrier, listener = self._desk.carrier, self._listener
        if listener is not None and listener.carrier is not carrier:
            listener.end()
            listener = self._listener = None
        if not carrier.listens:
            return False
        if listener is None:
            listener = self._listener = Listener(self._desk, self.wake, self._heard, self._faulty)
        listener.go_on()
        return listener.trusted

    def _heard(self) -> None:
        """The hub has answered that nothing came: the line is in order."""
        state = self._state
        if state is not None and state.standing == "in_touch":
            self._tell(replace(state, at=self._desk.now(), last=self._desk.instant(), changed=False))

    def _faulty(self, fault: Exception) -> None:
        """Listening met an error of ours; the rounds go on, and a report is left."""
        state = self._state or LineState(self._desk.now())
        self._report(replace(state, at=self._desk.now(), changed=False, fault=fault))

    def _tell(self, state: LineState) -> None:
        self._state = state
        if not self._ended.is_set():
            self._report(state)

    def receiving(self, done: int, of: int, *, changed: bool) -> bool:
        """Tell how far a backlog has come; whether to go on with it."""
        if not self._ended.is_set():
            before = self._state or LineState(self._desk.now())
            self._report(replace(before, at=self._desk.now(), receiving=(done, of), changed=changed))
        return not self._ended.is_set()

    @property
    def ended(self) -> bool:
        """Whether it was told to end."""
        return self._ended.is_set()


class _Progress:
    """How far a round has come, told not more often than anybody reads."""

    def __init__(self, postman: Postman) -> None:
        self._postman = postman
        self._told = self._read = time.monotonic()

    def __call__(self, done: int, of: int) -> bool:
        now = time.monotonic()
        if now - self._told < _TOLD_EVERY:
            return not self._postman.ended
        changed = now - self._read >= _READ_EVERY
        self._told, self._read = now, now if changed else self._read
        return self._postman.receiving(done, of, changed=changed)


def _later(desk: Desk, seconds: float) -> datetime:
    return desk.now() + timedelta(seconds=seconds)
