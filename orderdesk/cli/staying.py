"""`orderdesk sync --wait`: staying on the line, for scripts and for people without a screen."""

import time
from queue import Empty, Queue
from typing import TYPE_CHECKING, Final

from orderdesk.cli.line_told import came_and_went, line_sentence
from orderdesk.cli.output import Output

if TYPE_CHECKING:
    from orderdesk.desk.desk import Desk
    from orderdesk.desk.mail.line_state import LineState
    from orderdesk.desk.mail.post import Round

FOR_EVER: Final = -1.0
"""Until Ctrl+C."""
_LOOK: Final = 0.5
"""Seconds between two looks at the clock; on Windows a wait without an end cannot be interrupted."""
_FOLDER: Final = 1.0
"""Seconds between two looks into a folder, which costs nothing."""
_PATIENCE: Final = 20.0
"""Seconds for the document that is being taken in when Ctrl+C comes."""


def stay(desk: "Desk", seconds: float, out: Output) -> "list[Round]":
    """The rounds of the post that were done, in order, each told as it ends. Through a hub by listening.

    With a number of seconds it ends sooner: once everything sent has its receipt, or, where nothing was on its way,
    once something has come. Ctrl+C ends it after the document in hand; KeyboardInterrupt then goes on to the caller.
    """
    from orderdesk.desk.mail.postman import Postman

    states: Queue[LineState] = Queue()
    postman = Postman(desk, lambda: _FOLDER, states.put)
    until = time.monotonic() + seconds
    told = _Told(desk, out)
    postman.start()
    try:
        while seconds == FOR_EVER or (time.monotonic() < until and not told.is_enough()):
            try:
                told.take(states.get(timeout=_LOOK))
            except Empty:
                continue
    finally:
        postman.end(_PATIENCE)
    while not states.empty():
        told.take(states.get())
    return told.rounds


class _Told:
    """What has been told of the line."""

    def __init__(self, desk: "Desk", out: Output) -> None:
        self.rounds: list[Round] = []
        self._desk = desk
        self._out = out
        self._line = ""
        self._under_way = False

    def take(self, state: "LineState") -> None:
        """Tell what is new."""
        from orderdesk.desk.mail import line, outbox

        done, of = state.receiving
        if of:
            self._out.bar(done, of)
            return
        if state.done is not None and not any(state.done is one for one in self.rounds[-1:]):
            self.rounds.append(state.done)
            self._under_way = self._under_way or bool(outbox.waiting(self._desk))
            kinds = [str((self._desk.store.get("documents", name) or {}).get("kind", "")) for name in state.done.taken]
            for sentence in came_and_went(state.done, kinds):
                self._out.talk(sentence)
        sentence = line_sentence(state.standing, line.contact(self._desk), state.waiting)
        if sentence != self._line:
            self._line = sentence
            self._out.talk(sentence)
            if state.trouble:
                self._out.talk(state.trouble)

    def is_enough(self) -> bool:
        """Whether what was waited for has come."""
        from orderdesk.desk.mail import outbox

        if not self.rounds or self.rounds[-1].standing != "in_touch":
            return False
        if outbox.waiting(self._desk):
            return False
        return self._under_way or any(one.taken for one in self.rounds)
