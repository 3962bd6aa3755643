"""Asking the hub to say when something comes, in a thread of its own, so that nothing else waits for the answer."""

import threading
import time
from collections.abc import Callable
from typing import Final

from orderdesk.desk.desk import Desk
from orderdesk.errors import ExchangeUnavailable
from orderdesk.exchange.backoff import BackOff

ONE_WAIT: Final = 25
"""Seconds that one request waits at the hub for news: hubs allow 30, and proxies commonly cut at 30 to 60."""
_SHORTEST_WAIT: Final = 3
_CUT: Final = 2.0
"""Seconds after which a request that failed had been heard, and was cut by something in between."""


class Listener:
    """Listens at the exchange that the desk has now. `news` is called from the thread when a round is worth doing,
    `heard` when the hub has answered that there is nothing, `fault` with an error of ours. It listens only after
    `go_on`, which says that a round has gone well; so a line that is down is tried by rounds alone.

    The thread is a daemon, and ends within one wait after `end`: a request that waits cannot be called back.
    """

    def __init__(
        self, desk: Desk, news: Callable[[], object], heard: Callable[[], object],
        fault: Callable[[Exception], object], back_off: BackOff | None = None,
    ) -> None:  # fmt: skip
        self.carrier = desk.carrier
        self._mailbox = desk.mailbox
        self._news = news
        self._heard = heard
        self._fault = fault
        self._back_off = back_off or BackOff()
        self._may = threading.Event()
        self._ended = threading.Event()
        self._seconds = ONE_WAIT
        self._thread = threading.Thread(target=self._run, name="orderdesk-listening", daemon=True)
        self._thread.start()

    @property
    def trusted(self) -> bool:
        """Whether listening works; where it does not, rounds go on by the clock."""
        return self._back_off.failures == 0

    def go_on(self) -> None:
        """A round has gone well: listen for what comes after it."""
        self._may.set()

    def end(self) -> None:
        """Listen no more; does not wait for the thread."""
        self._ended.set()
        self._may.set()

    def _run(self) -> None:
        while not self._ended.is_set():
            self._may.wait()
            if self._ended.is_set():
                return
            came = self._listen()
            if self._ended.is_set():
                return
            if came:
                self._may.clear()
                self._news()
            else:
                self._heard()

    def _listen(self) -> bool:
        """Whether a round is worth doing: something came, or the line broke."""
        began = time.monotonic()
        try:
            came = self.carrier.listen(self._mailbox, self._seconds)
        except ExchangeUnavailable as error:
            if time.monotonic() - began > _CUT:
                self._seconds = max(_SHORTEST_WAIT, self._seconds // 2)
            self._ended.wait(self._back_off.failed(error.retry_after))
            return True
        except Exception as error:  # it must not end the listening without a word, nor write on the screen
            if not self._ended.is_set():
                self._fault(error)
            self._ended.wait(self._back_off.failed())
            return True
        self._back_off.succeeded()
        return came
