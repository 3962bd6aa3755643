"""What orders have brought to case files and nobody has confirmed yet, with the gaps that it would close, in a small
row beside each case: Today reads that and opens neither a case file nor a document.

Reckoned anew where something has changed: the case, its orders, the rules. Days alone make gaps too, so each case is
looked at once a week besides, on a weekday of its own, and when the period of a report is over that came before.
"""

import hashlib
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from orderdesk import __version__
from orderdesk.desk import index, local_policy
from orderdesk.desk.casework.listed_rows import NEWS, proposal_mark, rows
from orderdesk.desk.desk import Desk
from orderdesk.desk.people import responsible
from orderdesk.desk.put_aside import is_put_aside
from orderdesk.errors import DeskUnavailable, NotFound

if TYPE_CHECKING:
    from orderdesk.desk.casework.feeding import Proposal

Row = dict[str, Any]

_DAYS: Final = 7


@dataclass(frozen=True, slots=True)
class Arrived:
    """What waits for a person to confirm it in a case. `gaps` are the keys of those that it would close, `since` the
    day that the oldest of it came (ISO), `report` whether a report is among it, `names` what tells it from all else."""

    case: str
    citizen: str
    gaps: tuple[str, ...]
    since: str
    report: bool
    names: tuple[str, ...]


def arrived(desk: Desk) -> Iterator[Arrived]:
    """The cases for which something has come that would close gaps, in no particular order. What has been decided, and
    what a colleague has now, is left out."""
    cases = {row["cpr"]: (case, row) for case, row in rows(desk) if row["cpr"] and not row["decided"]}
    told = _told(desk, cases) if cases else {}
    found = [_reckoned(desk, case, row, told[cpr]) for cpr, (case, row) in cases.items() if cpr in told]
    _keep(desk, [(case, kept) for case, _row, kept, is_new in found if is_new])
    for case, row, kept, _is_new in found:
        waiting = [one for one in kept["closes"] if not is_put_aside(desk, one["mark"])]
        if waiting:
            gaps = dict.fromkeys(gap for one in waiting for gap in one["gaps"])
            yield Arrived(
                case, row["citizen"], tuple(gaps), min(one["since"] for one in waiting),
                any(one["kind"] in ("evidence", "trials") for one in waiting), tuple(one["mark"] for one in waiting),
            )  # fmt: skip


def _told(desk: Desk, cases: Mapping[str, object]) -> dict[str, list[str]]:
    """By CPR number, how far the orders of these citizens have come; none that has brought nothing yet."""
    found: dict[str, list[str]] = {}
    for thread, row in desk.store.rows(index.THREADS):
        number = row.get("cpr", "")
        if number in cases and _has_told(row) and responsible.has_case(row, desk):
            found.setdefault(number, []).append(f"{thread} {row['touched']} {len(row['documents'])}")
    return found


def _has_told(row: Mapping[str, Any]) -> bool:
    """Whether a report has come that counts, or a meeting was held."""
    reports, meetings = row.get("reports", ()), row.get("meetings", ())
    return any(one["state"] != "superseded" and one["kind"] != "draft" for one in reports) or any(
        one["state"] == "held" for one in meetings
    )


def _reckoned(desk: Desk, case: str, row: Row, told: list[str]) -> tuple[str, Row, Row, bool]:
    """The row that says what would close which gaps, as it is kept or made anew; whether it was."""
    today = desk.today()
    parts = (__version__, local_policy.rules_as_of(desk), row["revision"], *sorted(told))
    stamp = hashlib.sha256(repr(parts).encode()).hexdigest()[:16]
    kept = desk.store.get(NEWS, case)
    if kept is not None and kept["stamp"] == stamp and kept["day"] <= today.isoformat() <= kept["until"]:
        return case, row, kept, False
    found = _proposals(desk, case)
    closes = [
        {"mark": proposal_mark(case, one.id), "kind": one.kind, "gaps": list(one.closes), "since": _came(one)}
        for one in found if one.closes
    ]  # fmt: skip
    days = {"day": today.isoformat(), "until": _until(case, found, today).isoformat()}
    return case, row, {"stamp": stamp, **days, "closes": closes}, True


def _proposals(desk: Desk, case: str) -> "list[Proposal]":
    from orderdesk.desk.casework import feeding

    try:
        return feeding.proposals(desk, case)
    except (DeskUnavailable, NotFound):  # a case that cannot be read says so where it stands
        return []


def _came(one: "Proposal") -> str:
    return str(one.entry.get("received") or one.since)


def _until(case: str, found: "list[Proposal]", today: date) -> date:
    """The last day for which the row holds."""
    week = today + timedelta(days=_DAYS - 1 - (today.toordinal() + zlib.crc32(case.encode())) % _DAYS)
    ahead = (date.fromisoformat(one.since) for one in found if one.since > today.isoformat())
    return min([week, *(day - timedelta(days=1) for day in ahead)])


def _keep(desk: Desk, found: list[tuple[str, Row]]) -> None:
    """Remember it. Another program that is writing meanwhile must not keep Today waiting for what can be made anew."""
    if found:
        with suppress(DeskUnavailable), desk.store.transaction():
            for case, row in found:
                desk.store.put(NEWS, case, row)
