"""The versions of a report before one that is written or read: what was asked for in them, and what they said."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from orderdesk.desk import index
from orderdesk.desk.desk import Desk
from orderdesk.documents.thread import ReportState, Thread

Body = dict[str, Any]

_ASKS: Final = ("comments", "elaboration")


@dataclass(frozen=True, slots=True)
class Before:
    """`asked` is the review that this version answers and `body` the version it was about; where nothing was asked for
    `body` is the version that is replaced. `review` is the digest of what was asked, "" for none. `cleared` says that
    the draft before was cleared."""

    body: Body | None = None
    asked: Body | None = None
    review: str = ""
    cleared: bool = False


def of(desk: Desk, folded: Thread, report: Mapping[str, Any]) -> Before:
    """What came before `report` (a body, or what has been written of one so far). Comments stand until a version of the
    report is cleared or decided on: one that only corrected a word in between does not take them away."""
    chain = list(_chain(folded, report.get("replaces")))
    for state in chain:
        review = index.body(desk, state.review) if state.review else None
        if review and review["kind"] in _ASKS:
            return Before(index.body(desk, state.entry.digest), review, state.review)
        if review:
            break
    if not chain:
        return Before()
    last = chain[0]
    cleared = bool(last.review) and index.body(desk, last.review)["kind"] == "cleared"
    return Before(index.body(desk, last.entry.digest), cleared=cleared)


def _chain(folded: Thread, digest: Any) -> Iterator[ReportState]:
    """The versions before, the latest first. A chain that turns back on itself ends there."""
    seen: set[str] = set()
    while isinstance(digest, str) and digest in folded.reports and digest not in seen:
        seen.add(digest)
        yield folded.reports[digest]
        digest = folded.reports[digest].entry.about
