"""A hub's database as it is after so many envelopes: rows by the hub's own tables, written in bulk.

500 organisations with five people each, and the readers of the benchmark among them. One envelope in ten waits with its
bytes, of the sizes that sealed documents have; the others were taken, so their names are known and their bytes are
gone, as on any hub that has run for a while. The access log has the lines of all of it.
"""

import random
import time
from collections.abc import Iterator

import psycopg
from hub_load import House, people, sealed
from sqlalchemy import select

from orderdesk.hub.database import Database
from orderdesk.hub.schema import mailboxes
from orderdesk.hub.store import mailboxes as boxes
from orderdesk.hub.store import organisations

ORGANISATIONS = 500
EACH = 5
WAITING_EVERY = 10
_LOG = "access_log (at, org, person, did, action, mailbox_org, mailbox_person, name)"
_ENVELOPES = "envelopes (mailbox, seq, name, size, arrived, state, settled)"
_CONTENTS = "contents (mailbox, seq, sealed)"
Row = tuple[object, ...]


class Stored:
    """So many envelopes over all mailboxes, the same ones for the same number."""

    def __init__(self, database: Database, count: int) -> None:
        with database.reading() as connection:
            rows = connection.execute(select(mailboxes.c.id, mailboxes.c.org, mailboxes.c.person)).all()
        self.boxes = [(int(row[0]), str(row[1]), str(row[2])) for row in rows]
        self.count = count
        self._now = int(time.time())

    def _places(self) -> Iterator[tuple[tuple[int, str, str], int, int, str, bool]]:
        rng = random.Random(self.count)
        for number in range(self.count):  # mailbox by mailbox, as the primary key has them
            at, place = divmod(number, -(-self.count // len(self.boxes)))
            yield self.boxes[at], place + 1, number, f"{rng.getrandbits(256):064x}", place % WAITING_EVERY == 0

    def envelopes(self) -> Iterator[Row]:
        """Rows of `envelopes`."""
        for (box, _org, _person), seq, number, name, waits in self._places():
            size, arrived = len(sealed(number)), self._now - 86_400 + seq
            yield box, seq, name, size, arrived, "waiting" if waits else "taken", None if waits else arrived + 600

    def contents(self) -> Iterator[Row]:
        """Rows of `contents`."""
        for (box, _org, _person), seq, number, _name, waits in self._places():
            if waits:
                yield box, seq, sealed(number)

    def lines(self) -> Iterator[Row]:
        """Rows of `access_log`."""
        did = "did:key:z6Mk" + "x" * 44
        for (_box, org, person), seq, number, name, waits in self._places():
            for action in ("put",) if waits else ("put", "fetch", "acknowledge"):
                who = (f"org-{number % ORGANISATIONS}", "person-0") if action == "put" else (org, person)
                yield self._now - 86_400 + seq, *who, did, action, org, person, name

    def counters(self) -> Iterator[Row]:
        """What waits in each mailbox, and the place given last there."""
        found: dict[int, tuple[int, int, int]] = {}
        for (box, _org, _person), seq, number, _name, waits in self._places():
            _seq, waiting, size = found.get(box, (0, 0, 0))
            found[box] = (seq, waiting + waits, size + len(sealed(number)) * waits)
        for box, counts in found.items():
            yield *counts, box


def fill(address: str, count: int, *houses: House) -> None:
    """Make it so; the houses have joined already."""
    database = Database(address)
    with database.writing() as connection:
        for number in range(ORGANISATIONS - len(houses)):
            organisations.register(connection, f"org-{number}", "words", 0)
            boxes.open_for(connection, f"org-{number}", [f"person-{one}" for one in range(EACH)])
    stored = Stored(database, count)
    database.close()
    if address.startswith("postgres"):
        _fill_postgres(address, stored)
    else:
        _fill_sqlite(address, stored)


def _fill_sqlite(address: str, stored: Stored) -> None:
    import sqlite3

    connection = sqlite3.connect(address, isolation_level=None)
    for pragma in ("synchronous=OFF", "cache_size=-1000000"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("BEGIN IMMEDIATE")
    for table, rows in ((_ENVELOPES, stored.envelopes()), (_CONTENTS, stored.contents()), (_LOG, stored.lines())):
        marks = ", ".join("?" * (table.count(",") + 1))
        connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
    connection.executemany(
        "UPDATE mailboxes SET last_seq = ?, waiting = ?, waiting_bytes = ? WHERE id = ?", stored.counters()
    )
    connection.execute("COMMIT")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def _fill_postgres(address: str, stored: Stored) -> None:
    with psycopg.connect(address) as connection:
        for table, rows in ((_ENVELOPES, stored.envelopes()), (_CONTENTS, stored.contents()), (_LOG, stored.lines())):
            with connection.cursor().copy(f"COPY {table} FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        connection.cursor().executemany(
            "UPDATE mailboxes SET last_seq = %s, waiting = %s, waiting_bytes = %s WHERE id = %s",
            list(stored.counters()),
        )
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")  # as the server does by itself after a while
        connection.execute("CHECKPOINT")


def some_mailboxes(address: str, count: int) -> list[tuple[str, str]]:
    """Mailboxes of the organisations that were filled in, by chance but the same each time."""
    rng = random.Random(count)
    return [(f"org-{rng.randrange(ORGANISATIONS - 2)}", f"person-{rng.randrange(EACH)}") for _one in range(count)]


def give(address: str, readers: House, each: int, now: int) -> None:
    """Let the readers have `each` envelopes more that wait, so that a page of theirs is the same whatever is stored."""
    from orderdesk.hub.limits import Limits
    from orderdesk.hub.store import envelopes
    from orderdesk.hub.store.callers import Caller
    from tests.hub.houses import name_of

    database = Database(address)
    for number, reader in enumerate(people(readers)):
        with database.writing() as connection:
            for one in range(each):
                body = sealed(number * 100 + one, "given")
                caller, mailbox = Caller("org-1", "person-1", "did:key:z"), (reader.org, reader.id)
                envelopes.put(connection, caller, mailbox, name_of(body), body, now, Limits())
    database.close()
