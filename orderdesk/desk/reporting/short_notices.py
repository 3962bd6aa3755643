"""The short notices between reports: an early warning, not ready yet, good news, an absence. Each stands beside the
month that it belongs to: an absence by its own day, the others by the day on which they were told."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from orderdesk.desk import index
from orderdesk.desk.clock import day_in_denmark
from orderdesk.desk.desk import Desk
from orderdesk.documents.thread import Thread

SHORT: Final = ("absence", "warning", "not_ready", "good_news")
"""The kinds of notice that are short notices."""


@dataclass(frozen=True, slots=True)
class ShortNotice:
    """A notice that counts. `told` is the day on which it was signed, `day` the one it belongs to (both ISO, Danish
    time)."""

    digest: str
    kind: str
    told: str
    day: str
    body: dict[str, Any]


def short_notices(desk: Desk, folded: Thread, start: str, end: str) -> tuple[ShortNotice, ...]:
    """The short notices that belong to the days from `start` to `end` (ISO, both included), oldest first."""
    rows = ((digest, desk.store.get(index.DOCUMENTS, digest)) for digest in folded.told)
    found = []
    for digest, row in rows:
        if row is None or row["sub"] not in SHORT:
            continue
        told = day_in_denmark(datetime.fromisoformat(row["issued"])).isoformat()
        day = row["start"] if row["sub"] == "absence" and row["start"] else told
        if start <= day <= end:
            found.append(ShortNotice(digest, row["sub"], told, day, index.body(desk, digest)))
    return tuple(sorted(found, key=lambda one: one.day))
