"""The tables: made step by step, as the code has them, on both databases."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from orderdesk.errors import InputRefused, NotPossible
from orderdesk.hub import database as database_module
from orderdesk.hub.database import Database, Unavailable
from orderdesk.hub.migrating import is_current, migrate
from orderdesk.hub.schema import metadata
from orderdesk.hub.serving import opened
from orderdesk.hub.store import envelopes
from tests.hub.databases import fresh, postgres


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    if request.param == "sqlite":
        made = Database(str(tmp_path / "hub.sqlite3"))
        yield made
        made.close()
        return
    with postgres() as server:
        made = Database(fresh(server, "tables"))
        yield made
        made.close()


def test_the_steps_lead_to_the_tables(database: Database) -> None:
    assert not is_current(database)
    migrate(database)
    migrate(database)
    assert is_current(database)
    with database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_sqlite_is_safe_and_forgets(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'hub.sqlite3'}")
    for transaction, synchronous in ((database.writing, 2), (database.noting, 1)):
        with transaction() as connection:
            settings = {
                name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
                for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
            }
        assert settings == {
            "journal_mode": "wal", "synchronous": synchronous, "foreign_keys": 1, "secure_delete": 1,
        }  # fmt: skip
    database.close()


@pytest.mark.parametrize("address", ["mysql://somewhere/db", "", "sqlite:///", "postgresql://somewhere:port/x"])
def test_an_address_that_is_none(address: str) -> None:
    with pytest.raises(InputRefused) as caught:
        Database(address)
    assert caught.value.check == "database"
    assert "somewhere" not in str(caught.value)


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    file = tmp_path / "hub.sqlite3"
    file.write_text("en indkøbsseddel" * 100, encoding="utf-8")
    with pytest.raises(NotPossible):
        opened(str(file))
    assert file.read_text(encoding="utf-8").startswith("en indkøbsseddel")


def test_a_server_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(NotPossible) as caught:
        opened(f"postgresql://bruger:hemmelig@/hub?host={tmp_path}")
    assert "hemmelig" not in str(caught.value)


def test_a_newer_hubs_tables_are_told(tmp_path: Path) -> None:
    file = tmp_path / "hub.sqlite3"
    opened(str(file)).close()
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(NotPossible):
        opened(str(file))


def test_a_list_reads_what_waits_and_nothing_else(database: Database) -> None:
    """With a million envelopes stored a page must cost what it costs with ten: the index of what waits is used."""
    migrate(database)
    with database.reading() as connection:
        page = envelopes._PAGE.params(box=1, after=0, most=10)
        query = str(page.compile(dialect=connection.dialect, compile_kwargs={"literal_binds": True}))
        if not database.is_sqlite:
            connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        explain = "EXPLAIN QUERY PLAN " if database.is_sqlite else "EXPLAIN "
        plan = "\n".join(str(row) for row in connection.exec_driver_sql(explain + query))
    assert "ix_envelopes_waiting" in plan
    assert "SORT" not in plan.upper()
    assert "TEMP B-TREE" not in plan


END_ALL = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() "
    "AND datname = current_database()"
)


@pytest.mark.parametrize("rested", [True, False], ids=["rested", "in use just now"])
def test_connections_that_the_server_has_ended(rested: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection that lay unused is asked first, and nobody notices. One in use just now fails once, for whoever has
    it; the next is served."""
    monkeypatch.setattr(database_module, "_RESTED", 0.0 if rested else 1e9)
    with postgres() as server:
        address = fresh(server, "ended")
        database = Database(address)
        for transaction in (database.writing, database.noting, database.reading):
            with transaction() as connection:
                connection.execute(text("SELECT 1"))
        with psycopg.connect(address) as other:
            other.execute(END_ALL)
        for transaction in (database.writing, database.noting, database.reading):
            if not rested:
                with pytest.raises(Unavailable), transaction() as connection:
                    connection.execute(text("SELECT 1"))
            with transaction() as connection:
                assert connection.execute(text("SELECT 1")).scalar() == 1
        database.close()
