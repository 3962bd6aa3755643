"""What the hub writes about itself: a JSON object a line, without personal data.

A line of a request names the route and not the path, which holds a person's id; of an error its kind and where, and
not its text, which may hold what somebody sent. Who fetched which envelope stands in the access log, in the database.
"""

import json
import logging
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, Final, TextIO

LOGGER: Final = logging.getLogger("orderdesk.hub")

# Of uvicorn the fixed texts are shown, without what it would fill in; of other libraries only that they spoke.
_OWN: Final = "orderdesk_hub_members"


class Lines(logging.Handler):
    """Writes records as lines of JSON."""

    def __init__(self, stream: TextIO) -> None:
        super().__init__()
        self._stream = stream

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line."""
        try:
            self._stream.write(json.dumps(_members(record), ensure_ascii=False) + "\n")
            self._stream.flush()
        except (OSError, ValueError):  # nobody reads any more
            pass


def say(event: str, level: int = logging.INFO, **members: Any) -> None:
    """Write a line about `event`; no member may hold personal data."""
    if LOGGER.isEnabledFor(level):  # `log` itself would look through the stack for who called, which nobody reads
        LOGGER.handle(LOGGER.makeRecord(LOGGER.name, level, "", 0, event, (), None, extra={_OWN: members}))


def say_error(event: str, error: BaseException) -> None:
    """Write a line about an error of ours: its kind, and the places in the code, innermost last."""
    places = [f"{frame.name}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)]
    say(event, logging.ERROR, error=type(error).__name__, places=places[-6:])


@contextmanager
def written_to(stream: TextIO | None = None) -> Iterator[None]:
    """Send what the hub, uvicorn and alembic say to `stream` (stderr) within the block, from warnings on for the latter
    two. Afterwards logging is as it was: a hub is served within a process that may go on."""
    root = logging.getLogger()
    handlers, level, own = root.handlers, root.level, LOGGER.level
    root.handlers = [Lines(stream or sys.stderr)]
    root.setLevel(logging.WARNING)
    LOGGER.setLevel(logging.INFO)
    try:
        yield
    finally:
        root.handlers = handlers
        root.setLevel(level)
        LOGGER.setLevel(own)


def _members(record: logging.LogRecord) -> dict[str, Any]:
    own = getattr(record, _OWN, None)
    head = {
        "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname.lower(),
    }
    if own is not None:
        return {**head, "event": record.getMessage(), **own}
    text = {"text": str(record.msg).strip()[:200]} if record.name.startswith("uvicorn") else {}
    return {**head, "event": "library", "logger": record.name, **text}
