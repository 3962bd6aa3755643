"""Taking an envelope in, on both databases, where another process does the same at the same moment."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from orderdesk.hub.database import Database
from orderdesk.hub.limits import Limits
from orderdesk.hub.migrating import migrate
from orderdesk.hub.problems import Problem
from orderdesk.hub.store import access, envelopes, mailboxes, organisations
from orderdesk.hub.store.callers import Caller
from orderdesk.hub.store.mailboxes import Box
from tests.hub.databases import fresh, postgres

METTE = Caller("lindholm-kommune", "mette-krogh", "did:key:z6Mk")
SARA = ("fjordvejen", "sara-holt")


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with postgres() as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def both(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Database, Database]]:
    """One database, as two processes have it."""
    sqlite = request.param == "sqlite"
    address = str(tmp_path / "hub.sqlite3") if sqlite else fresh(request.getfixturevalue("server"), "taking")
    made = Database(address), Database(address)
    migrate(made[0])
    with made[0].writing() as connection:
        organisations.register(connection, "fjordvejen", "tolv ord", 0)
        mailboxes.open_for(connection, "fjordvejen", ["sara-holt", "karen-toft"])
    yield made
    for one in made:
        one.close()


def put(database: Database, name: str, size: int = 5, limits: Limits = Limits()) -> Box | None:  # noqa: B008
    with database.writing() as connection:
        return envelopes.put(connection, METTE, SARA, name, b"x" * size, 7, limits)


def test_what_is_kept(both: tuple[Database, Database]) -> None:
    first, second = put(both[0], "a", 5), put(both[1], "b", 6)
    assert first is not None
    assert second is not None
    assert (first.last_seq, second.last_seq) == (1, 2)
    with both[0].reading() as connection:
        assert mailboxes.load(connection, "fjordvejen") == (2, 11)
        page = envelopes.waiting(connection, SARA, 0, 10)
        assert [tuple(row) for row in page.envelopes] == [(1, "a", 5, 7), (2, "b", 6, 7)]
        lines = [
            (line.at, line.person, line.action, line.mailbox_person, line.name) for line in access.lines(connection)
        ]
        assert lines == [(7, "mette-krogh", "put", "sara-holt", name) for name in "ab"]
    with both[0].writing() as connection:
        assert envelopes.fetch(connection, METTE, SARA, "b", 8) == b"x" * 6


def test_a_double_changes_nothing(both: tuple[Database, Database]) -> None:
    put(both[0], "a")
    assert put(both[1], "a") is None
    with both[0].reading() as connection:
        assert mailboxes.load(connection, "fjordvejen") == (1, 5)
        assert mailboxes.box_of(connection, *SARA).last_seq == 1
        assert len(access.lines(connection)) == 1
    third = put(both[0], "c")
    assert third is not None
    assert third.last_seq == 2


def test_nobody_is_there(both: tuple[Database, Database]) -> None:
    with pytest.raises(Problem, match="no-mailbox"), both[0].writing() as connection:
        envelopes.put(connection, METTE, ("fjordvejen", "ingen"), "a", b"x", 7, Limits())


@pytest.mark.parametrize("limits", [Limits(organisation_envelopes=2), Limits(organisation_bytes=10)], ids=str)
def test_as_much_as_is_kept_and_no_more(both: tuple[Database, Database], limits: Limits) -> None:
    assert put(both[0], "a", limits=limits) is not None
    assert put(both[1], "b", limits=limits) is not None
    with pytest.raises(Problem, match="full"):
        put(both[0], "c", limits=limits)
    assert put(both[0], "b", limits=limits) is None  # it is there already
    with both[0].reading() as connection:
        assert mailboxes.load(connection, "fjordvejen") == (2, 10)


def test_the_same_by_many_at_once(both: tuple[Database, Database]) -> None:
    """Each name is kept once, at places without a gap, and is counted once."""
    names = [f"name-{number}" for number in range(15)]

    def all_of_them(number: int) -> int:
        order = names if number % 3 else list(reversed(names))
        return sum(put(both[number % 2], name) is not None for name in order)

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(all_of_them, range(8))) == len(names)
    with both[0].reading() as connection:
        page = envelopes.waiting(connection, SARA, 0, 100)
        assert sorted(row.name for row in page.envelopes) == sorted(names)
        assert [row.seq for row in page.envelopes] == list(range(1, 16))
        assert mailboxes.load(connection, "fjordvejen") == (15, 75)
        assert len(access.lines(connection)) == 15
