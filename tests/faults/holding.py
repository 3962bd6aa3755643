"""What must be true when a storm is over, whatever it broke."""

from collections import Counter
from contextlib import closing
from typing import TYPE_CHECKING, Any

from desk_pair import PASSPHRASE
from sqlalchemy import text

from orderdesk.desk import index, rebuilding
from orderdesk.desk.desk import Desk
from orderdesk.desk.mail import outbox, quarantine
from orderdesk.desk.opening import open_desk
from orderdesk.hub.database import Database
from tests.faults.ground import PEOPLE

if TYPE_CHECKING:
    from tests.faults.storm import Storm


def check(storm: "Storm") -> None:
    """Every document that its sender saw acknowledged is at its reader, once; nothing is under way; desks and hub are
    sound. Raises AssertionError."""
    people = PEOPLE
    desks = {person: open_desk(storm.scene.desk_folder(person), PASSPHRASE) for person in people}
    try:
        for person, digest in storm.tally.sent:
            assert _rows(desks[person], out=True).get(digest), f"{person} lost {digest}, which was acknowledged"
        for sender, reader in (people, people[::-1]):
            _check_pair(desks[sender], desks[reader])
        for person in people:
            _check_stored(desks[person])
        threads = [{thread for thread, _row in desk.store.rows(index.THREADS)} for desk in desks.values()]
        assert threads[0] == threads[1]
        for thread in threads[0]:
            seen = [_standing(desk, thread) for desk in desks.values()]
            assert seen[0] == seen[1], f"the desks do not agree on {thread}: {seen}"
    finally:
        for desk in desks.values():
            desk.close()
    twice = [key for key, count in storm.tally.taken.items() if count > 1]
    assert not twice, f"told twice as new: {twice}"
    _check_hub(storm.scene.database)


def _check_stored(desk: Desk) -> None:
    """What is stored is listed, and the other way round; nothing has been left half-way."""
    found = rebuilding.condition(desk, lambda _count: None)
    assert (found.damaged, found.missing, found.unlisted) == ((), (), ())
    assert list(desk.archive.pending()) == []


def _rows(desk: Desk, *, out: bool) -> dict[str, Any]:
    return {digest: row for digest, row in desk.store.rows(index.DOCUMENTS) if bool(row["out"]) is out}


def _check_pair(sender: Desk, reader: Desk) -> None:
    sent, had = _rows(sender, out=True), _rows(reader, out=False)
    lacking = {digest: row["kind"] for digest, row in sent.items() if digest not in had}
    assert not lacking, f"{reader.settings.person} lacks {lacking}"
    strange = had.keys() - sent.keys()
    assert not strange, f"{reader.settings.person} has what {sender.settings.person} did not send: {strange}"
    for digest in had:
        assert reader.archive.get(digest) == sender.archive.get(digest)
    receipts = Counter(
        index.body(sender, digest)["document"] for digest, row in sent.items() if row["kind"] == "receipt"
    )
    documents = {digest for digest, row in _rows(sender, out=False).items() if row["kind"] != "receipt"}
    assert receipts == Counter(documents), "a receipt for each document, and one"
    assert outbox.waiting(sender) == []
    assert quarantine.listing(sender) == []


def _standing(desk: Desk, thread: str) -> tuple[Any, ...]:
    folded = index.thread_of(desk, thread)
    reports = {digest: report.state for digest, report in folded.reports.items()}
    return (folded.state, folded.order, folded.version, folded.accepted, folded.question, folded.amendment, folded.hold,
            reports, folded.missing)  # fmt: skip


_NONE: tuple[tuple[str, str], ...] = (
    ("waiting envelopes when all was taken", "SELECT * FROM envelopes WHERE state = 'waiting'"),
    ("refused envelopes", "SELECT * FROM envelopes WHERE state = 'refused'"),
    ("bytes without an envelope that waits", "SELECT mailbox, seq FROM contents"),
    ("a mailbox whose counts are wrong", "SELECT * FROM mailboxes WHERE waiting <> 0 OR waiting_bytes <> 0"),
    ("a mailbox whose last place is wrong",
     "SELECT m.id FROM mailboxes m WHERE m.last_seq <> (SELECT count(*) FROM envelopes e WHERE e.mailbox = m.id) OR "
     "m.last_seq <> (SELECT coalesce(max(e.seq), 0) FROM envelopes e WHERE e.mailbox = m.id)"),
    ("an envelope put or taken twice, by the log",
     "SELECT name, mailbox_person, action FROM access_log WHERE action IN ('put', 'acknowledge', 'publish') "
     "GROUP BY name, mailbox_person, action HAVING count(*) > 1"),
    ("an envelope that the log does not know",
     "SELECT e.name FROM envelopes e WHERE NOT EXISTS (SELECT 1 FROM access_log a WHERE a.name = e.name AND "
     "a.action = 'put')"),
    ("the log's envelope that is not there",
     "SELECT a.name FROM access_log a WHERE a.action = 'put' AND NOT EXISTS (SELECT 1 FROM envelopes e WHERE "
     "e.name = a.name)"),
    ("a directory out of its line",
     "SELECT d.org FROM directories d GROUP BY d.org HAVING count(*) <> max(d.version)"),
    ("the directories' counter",
     "SELECT value FROM counters WHERE name = 'directories' AND value <> (SELECT coalesce(max(seq), 0) FROM "
     "directories)"),
)  # fmt: skip
"""What no row may be of."""


def _check_hub(address: str) -> None:
    with closing(Database(address)) as database, database.reading() as connection:
        for what, query in _NONE:
            rows = connection.execute(text(query)).all()
            assert not rows, f"the hub has {what}: {rows[:3]}"
        if database.is_sqlite:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
