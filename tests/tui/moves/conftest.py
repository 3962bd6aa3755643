"""The course of an order on two real desks, and the shell of the order's screens around it."""

import importlib.util
from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_pair import DeskPair
from handover_desks import Town, make_town
from handover_desks import running as in_course

from orderdesk.desk.moves.making import make
from orderdesk.desk.ordering import replies

_spec = importlib.util.spec_from_file_location("orders_conftest", Path(__file__).parents[1] / "orders" / "conftest.py")
assert _spec is not None
assert _spec.loader is not None
_orders = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_orders)

shell, sent, keys, until = _orders.shell, _orders.sent, _orders.keys, _orders.until


@pytest.fixture
def running(pair: DeskPair, sent: str) -> str:
    """The thread of an order that has been accepted and has begun."""
    first = {"day": "2026-11-03", "time": "10:00", "place": "Havnegade 3"}
    replies.accept(pair.consultant, sent, start="2026-11-03", first_meeting=first)
    pair.deliver()
    make(pair.consultant, sent, "start", {"first_offered": "2026-11-02", "first_attended": "2026-11-02"})
    pair.deliver()
    return sent


@pytest.fixture
def town(tmp_path: Path, pair: DeskPair) -> Iterator[Town]:
    """An order that runs between a municipality and a provider where there are colleagues."""
    found = in_course(make_town(tmp_path / "town", pair))
    yield found
    found.close()
