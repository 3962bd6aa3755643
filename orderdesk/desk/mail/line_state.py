"""How the line to the exchange is just now, for whoever shows it: a screen's title, the post room, a command."""

from dataclasses import dataclass
from datetime import datetime

from orderdesk.desk.desk import Desk
from orderdesk.desk.mail import line, postroom
from orderdesk.desk.mail.line import Standing
from orderdesk.desk.mail.post import Round


@dataclass(frozen=True, slots=True)
class LineState:
    """As it was at `at`. `last` and `since` are instants: the last touch, and from when on there is none; "" for
    neither. `next_try` is when it is tried again by itself after `failures` in a row, `receiving` how many of how many
    documents that wait have been taken in. `trouble` is a sentence; `fault` an error of ours, for a redacted report."""

    at: datetime
    standing: Standing = "in_touch"
    last: str = ""
    since: str = ""
    waiting: int = 0
    handed_over: int = 0
    taken: int = 0
    refused: int = 0
    early: int = 0
    """How many documents wait in the mailbox for the clock or for a directory."""
    changed: bool = True
    """Whether the desk has changed since the state before, so that lists are read anew."""
    trouble: str = ""
    next_try: datetime | None = None
    failures: int = 0
    receiving: tuple[int, int] = (0, 0)
    done: Round | None = None
    """What the round did, where one has ended."""
    fault: Exception | None = None


def after_round(desk: Desk, done: Round) -> LineState:
    """The state that a round of the post has left."""
    post, contact = postroom.line(desk), line.contact(desk)
    reached = done.standing == "in_touch"
    changed = done.handed_over or done.taken or done.doubled or done.refused or done.directories
    return LineState(
        at=desk.now(), standing=done.standing, last=desk.instant() if reached else contact.last,
        since=contact.since, waiting=post.waiting, handed_over=post.handed_over, taken=len(done.taken),
        refused=len(done.refused), early=done.early, trouble=done.trouble,
        done=done, changed=bool(changed or (reached and done.trouble)),
    )  # fmt: skip


def after_fault(desk: Desk, trouble: str, fault: Exception | None = None) -> LineState:
    """The state after a round that did not come to its end."""
    contact = line.contact(desk)
    return LineState(
        at=desk.now(), standing="offline", last=contact.last, since=contact.since or desk.instant(), trouble=trouble,
        fault=fault,
    )  # fmt: skip
