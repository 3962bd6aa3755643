"""A running course's row as the index writes it, to be looked at on any day with any change."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest
from desk_pair import DeskPair, make_pair
from factories import order_body

from orderdesk.desk import index
from orderdesk.desk.clocks import Clocks
from orderdesk.desk.desk import Desk
from orderdesk.desk.moves.making import make
from orderdesk.desk.needs.line import Case, Item
from orderdesk.desk.ordering import orders, replies
from orderdesk.desk.today import needs

Row = dict[str, Any]


@dataclass(frozen=True)
class Looked:
    """The lines of one case on one day, by code."""

    items: dict[str, Item]

    @property
    def late(self) -> dict[str, bool]:
        """Code and whether it is late."""
        return {code: item.late for code, item in self.items.items()}


Look = Callable[..., Looked]


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[DeskPair, Row]]:
    """Two desks and the caseworker's row of a course that began on Monday 2 November 2026 and ends 26 February 2027."""
    pair = make_pair(tmp_path_factory.mktemp("needs"))
    thread = orders.send(pair.caseworker, orders.new_draft(pair.caseworker, order_body()).id).thread
    pair.deliver()
    first = {"day": "2026-11-02", "time": "12:00", "place": "Havnegade 3"}
    replies.accept(pair.consultant, thread, first_meeting=first, start="2026-11-02")
    pair.deliver()
    pair.clock.moment = datetime(2026, 11, 2, 15, 0, tzinfo=UTC)
    make(pair.consultant, thread, "start", {"first_offered": "2026-11-02", "first_attended": "2026-11-02"})
    pair.deliver()
    row = pair.caseworker.store.get(index.THREADS, thread)
    assert row is not None
    yield pair, row
    pair.close()


@pytest.fixture
def look(two: tuple[DeskPair, Row]) -> Look:
    """Look at the course on a day (ISO) from a side ("C" or "P"), with changes to its row. `only` are the codes that
    are asked about; all others are left out."""
    pair, row = two

    def look(side: str, day: str, *only: str, clocks: dict[str, int] | None = None, **changes: Any) -> Looked:
        desk: Desk = pair.caseworker if side == "C" else pair.consultant
        followed = frozenset(changes.pop("followed", ()))
        found = Case(desk, "urn:uuid:t", {**row, **changes}, date.fromisoformat(day), Clocks(clocks or {}), followed)
        return Looked({item.code: item for item in needs(found) if not only or item.code in only})

    return look


def report(**changes: Any) -> Row:
    """A report's part of a row: November's, submitted on Thursday 3 December."""
    return {
        "digest": "sha256-r1", "state": "submitted", "since": "2026-12-03T09:00:00Z", "kind": "monthly",
        "issued": "2026-12-03T09:00:00Z", "start": "2026-11-02", "end": "2026-11-30", "version": 1, "by": "", **changes,
    }  # fmt: skip


def meeting(**changes: Any) -> Row:
    """A meeting's part of a row: scheduled for Wednesday 16 December by the provider."""
    return {
        "digest": "sha256-m1", "state": "scheduled", "since": "2026-12-01T09:00:00Z", "day": "2026-12-16",
        "org": "fjordvejen", "record": "sha256-m1", **changes,
    }  # fmt: skip


@pytest.fixture
def made() -> tuple[Callable[..., Row], Callable[..., Row]]:
    """What makes a report's and a meeting's part of a row."""
    return report, meeting
