"""The adjustments tried (afprøvede skånehensyn) of a whole course as one list: what the order tells of and what each
month's report adds. What is told again is the same adjustment; the latest word on its effect counts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from orderdesk.desk import index
from orderdesk.desk.desk import Desk
from orderdesk.documents.thread import Thread

Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Said:
    """A document that tells of an adjustment: `kind` is "order" (with `version`) or "report" (with its period, ISO)."""

    digest: str
    kind: str
    version: int
    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class Tried:
    """An adjustment. `day` is ISO; `kind` a code of `adjustment_kind`; `effect` is "" until it can be seen. `said_in`
    are the documents that tell of it, oldest first."""

    day: str
    kind: str
    before: str
    after: str
    reason: str
    effect: str
    said_in: tuple[Said, ...]


def tried(desk: Desk, thread: str) -> tuple[Tried, ...]:
    """All adjustments of the order of `thread`, by day. Opens the version in force and the reports that count. Raises
    NotFound where this desk does not hold the order."""
    return of_thread(desk, index.thread_of(desk, thread))


def of_thread(desk: Desk, folded: Thread) -> tuple[Tried, ...]:
    """As `tried`, of a thread that is at hand."""
    told = [(Said(folded.order, "order", folded.version), _rows(index.body(desk, folded.order)))]
    for report in sorted(folded.reports.values(), key=lambda one: (one.entry.end, one.entry.place)):
        entry = report.entry
        if report.state != "superseded" and entry.sub != "draft":
            said = Said(entry.digest, "report", entry.version, entry.start, entry.end)
            told.append((said, _rows(index.body(desk, entry.digest))))
    return _joined(told)


def of_order(order: Body) -> tuple[Tried, ...]:
    """The adjustments that the body of an order tells of."""
    return _joined([(Said("", "order", int(order.get("version") or 1)), _rows(order))])


def awaiting_effect(rows: Iterable[Tried], latest: Body | None) -> list[dict[str, Any]]:
    """The adjustments that a new month's report begins with, as they stand in a report: those of `rows` without an
    effect that the `latest` report tells of, or the order alone. One that a later month left out was let go."""
    kept = {_key(row) for row in _rows(latest or {})}
    wanted = [row for row in rows if not row.effect and (_same(row) in kept or row.said_in[-1].kind == "order")]
    members = ("day", "kind", "before", "after", "reason")
    return [{name: value for name in members if (value := getattr(row, name))} for row in wanted]


def _rows(body: Body) -> Sequence[Body]:
    return body.get("adjustments") or ()


def _joined(told: Iterable[tuple[Said, Sequence[Body]]]) -> tuple[Tried, ...]:
    found: dict[tuple[str, ...], Tried] = {}
    for said, rows in told:
        for row in rows:
            known = found.get(_key(row))
            here = Tried(row["day"], row["kind"], row["before"], row["after"], row["reason"], row.get("effect") or "",
                         (said,))  # fmt: skip
            if known is not None:
                here = replace(here, effect=here.effect or known.effect, said_in=(*known.said_in, said))
            found[_key(row)] = here
    return tuple(sorted(found.values(), key=lambda row: row.day))


def _key(row: Body) -> tuple[str, ...]:
    return tuple(" ".join(str(row.get(name) or "").casefold().split()) for name in ("day", "kind", "before", "after"))


def _same(row: Tried) -> tuple[str, ...]:
    return _key({"day": row.day, "kind": row.kind, "before": row.before, "after": row.after})
