"""The town of the factories, and a moment at which all its documents have been issued."""

from datetime import UTC, datetime

import pytest

from orderdesk.signing.canonical import canonical_bytes
from orderdesk.trust.directories import Trust
from tests.factories import Body, Town


@pytest.fixture(scope="session")
def town() -> Town:
    return Town()


@pytest.fixture(scope="session")
def now() -> datetime:
    return datetime(2026, 12, 1, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def loop(town: Town) -> list[Body]:
    """Order, accept, report on October, decision."""
    return town.loop()


@pytest.fixture
def trust(town: Town, now: datetime) -> Trust:
    """What the municipality's desk believes."""
    trust = Trust.pinned("lindholm-kommune", town.municipality.root)
    assert trust.add(canonical_bytes(town.municipality.directory), now)
    return trust
