"""The guards of the life cycle, by name: what must hold besides the state.

`ready` is asked of the thread alone, to say whether an action is possible now and, where it is not, why. `fits` is
asked of the document that arrives, and decides.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from orderdesk.documents.lifecycle import Actor
from orderdesk.documents.order_table import REOPEN_DAYS
from orderdesk.locale import N_

if TYPE_CHECKING:
    from orderdesk.documents.entry import Entry
    from orderdesk.documents.thread import Thread


def _always(_thread: "Thread", _actor: Actor, _day: str) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Guard:
    """`meaning` is for the published table. `sentence` (an English msgid) is shown where `ready` says no."""

    meaning: str
    fits: "Callable[[Thread, Entry], bool]"
    ready: "Callable[[Thread, Actor, str], bool]" = _always
    sentence: str = ""


def _within_limit(thread: "Thread", day: str) -> bool:
    return not day or (date.fromisoformat(day) - date.fromisoformat(thread.since[:10])).days <= REOPEN_DAYS


GUARDS: Final[Mapping[str, Guard]] = {
    "": Guard("nothing more", lambda _thread, _entry: True),
    "next_version": Guard(
        "it amends the version in force, and its number is the next",
        lambda thread, entry: entry.about == thread.order and entry.version == thread.version + 1,
    ),
    "current_version": Guard("it answers the version in force", lambda thread, entry: entry.about == thread.order),
    "open_question": Guard("it answers the question that waits", lambda thread, entry: entry.about == thread.question),
    "open_decline": Guard("it answers the decline that waits", lambda thread, entry: entry.about == thread.decline),
    "upheld_never": Guard(
        "it answers the decline that waits, and the order has not been upheld before",
        lambda thread, entry: entry.about == thread.decline and not thread.upheld,
        lambda thread, _actor, _day: not thread.upheld,
        N_("The order has already been upheld once. Agree to the decline; a new order can be begun from this one."),
    ),
    "open_amendment": Guard(
        "it answers the amendment in force, which has not been acknowledged",
        lambda thread, entry: entry.about == thread.order and thread.amendment in ("waiting", "objected"),
        lambda thread, _actor, _day: thread.amendment in ("waiting", "objected"),
        N_("No amendment waits for an answer."),
    ),
    "attended": Guard("the citizen has come to a first session", lambda _thread, entry: bool(entry.attended)),
    "other_side_attended": Guard(
        "it agrees to the request of the other side, and a session has been attended",
        lambda thread, entry: _of_the_other(thread, entry) and thread.attended,
        lambda thread, actor, _day: actor != thread.ending_actor,
        N_("You have asked for this yourselves; the other side agrees, or you take it back."),
    ),
    "other_side_none_attended": Guard(
        "it agrees to the request of the other side, and no session has been attended",
        lambda thread, entry: _of_the_other(thread, entry) and not thread.attended,
        lambda thread, actor, _day: actor != thread.ending_actor,
        N_("You have asked for this yourselves; the other side agrees, or you take it back."),
    ),
    "own_request": Guard(
        "it takes back the sender's own request",
        lambda thread, entry: entry.about == thread.ending and entry.org == thread.ending_org,
        lambda thread, actor, _day: actor == thread.ending_actor,
        N_("The other side has asked for this; only they can take it back. Agree, or ring them."),
    ),
    "reopen_limit": Guard(
        f"at most {REOPEN_DAYS} days have passed since the course ended",
        lambda thread, entry: _within_limit(thread, entry.issued[:10]),
        lambda thread, _actor, day: _within_limit(thread, day),
        N_("It is too long since the course ended; place a new order."),
    ),
}


def _of_the_other(thread: "Thread", entry: "Entry") -> bool:
    return entry.about == thread.ending and entry.org != thread.ending_org
