"""What the desk's owner has looked at or put aside on Today. It stays on this desk: nobody else is told."""

import hashlib

from orderdesk.desk.desk import Desk

PUT_ASIDE = "put_aside"


def put_aside(desk: Desk, mark: str) -> None:
    """Remember that the line with this mark has been seen to; it does not stand on Today again."""
    desk.store.put(PUT_ASIDE, mark, {"on": desk.instant()})


def short_of(mark: str) -> str:
    """Eight characters that stand for a mark where somebody has to type it."""
    return hashlib.sha256(mark.encode()).hexdigest()[:8]


def take_back(desk: Desk, mark: str) -> None:
    """Let the line stand on Today again, where its reason still holds."""
    desk.store.delete(PUT_ASIDE, mark)


def is_put_aside(desk: Desk, mark: str) -> bool:
    """Whether the line with this mark has been seen to."""
    return desk.store.get(PUT_ASIDE, mark) is not None
