"""What one hub process tells the others by PostgreSQL: mailboxes into which something came, and its place."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from sqlalchemy import Connection, text

from orderdesk.hub.store.mailboxes import Box

CHANNEL: Final = "orderdesk_arrivals"
_MOST: Final = 180
"""Mailboxes in one message: of at most 40 characters each, in the 8000 bytes that PostgreSQL carries."""
_SAY: Final = text("SELECT pg_notify(:channel, :text)")
_BOX: Final = re.compile(r"(\d{1,19}):(\d{1,19})")


def say(connection: Connection, boxes: Sequence[Box]) -> None:
    """Tell the other processes."""
    for start in range(0, len(boxes), _MOST):
        words = " ".join(f"{box.id}:{box.last_seq}" for box in boxes[start : start + _MOST])
        connection.execute(_SAY, {"channel": CHANNEL, "text": words})


def read(words: str) -> Iterator[Box]:
    """What another process has told."""
    for found in _BOX.finditer(words):
        yield Box(int(found[1]), int(found[2]))
