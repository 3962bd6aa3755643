"""A real folder and a real hub in bad hands: documents are dropped for good, delayed, doubled, and put in another
order. Holes are named and closed, and in the end everything is at its reader exactly once."""

import os
import random
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import timedelta
from pathlib import Path

import pytest
from command_desks import day, order_now
from desk_pair import DeskPair
from factories import order_body
from hub_town import HubPair, HubRun, hub_pair, running_hub

from orderdesk.desk import index
from orderdesk.desk.desk import Desk
from orderdesk.desk.mail import hole_reading, holes, outbox, post, postroom, quarantine, sending_again
from orderdesk.desk.mail.holes import Patience
from orderdesk.desk.moves.making import make
from orderdesk.desk.ordering import orders, replies
from orderdesk.errors import NotPossible

Deliver = Callable[[], None]


class BadFolder:
    """Hands in the exchange folder, between rounds."""

    def __init__(self, exchange: Path, away: Path, chance: random.Random) -> None:
        self._boxes, self._away, self._chance = exchange / "mailboxes", away, chance
        self.done: Counter[str] = Counter()
        away.mkdir()

    def meddle(self) -> None:
        """Drop some, hold some back, deliver some twice, and turn the order of arrival round."""
        for path in sorted(self._boxes.glob("*/*/*.sealed")):
            os.utime(path, (self._chance.randrange(10**9), self._chance.randrange(10**9)))
            match self._chance.choice(("drop", "drop", "delay", "double", "", "")):
                case "drop":
                    path.unlink()
                    self.done["drop"] += 1
                case "delay":
                    path.rename(self._away / f"{path.parent.parent.name}+{path.parent.name}+{path.name}")
                    self.done["delay"] += 1
                case "double":
                    path.with_name(f"{path.stem} (1).sealed").write_bytes(path.read_bytes())
                    self.done["double"] += 1
        for path in self._chance.sample(held := sorted(self._away.iterdir()), len(held) // 2):
            self._give(path)

    def give_back(self) -> None:
        """Deliver what is held back."""
        for path in self._away.iterdir():
            self._give(path)

    def _give(self, path: Path) -> None:
        org, person, name = path.name.split("+")
        path.rename(self._boxes / org / person / name)


class BadHub:
    """Hands in the hub's own database, while it runs."""

    def __init__(self, database: str, chance: random.Random) -> None:
        self._database, self._chance = database, chance
        self._held: list[tuple[tuple[object, ...], bytes]] = []
        self.done: Counter[str] = Counter()

    def meddle(self) -> None:
        """Drop some, hold some back, keep copies that are delivered again, and give all that waits new places."""
        with closing(sqlite3.connect(self._database, timeout=30)) as base, base:
            waiting = base.execute(
                "SELECT mailbox, seq, name, size, arrived FROM envelopes WHERE state = 'waiting' ORDER BY mailbox, seq"
            ).fetchall()
            for row in waiting:
                [(sealed,)] = base.execute("SELECT sealed FROM contents WHERE mailbox = ? AND seq = ?", row[:2])
                fate = self._chance.choice(("drop", "drop", "delay", "double", "reorder", "reorder", ""))
                if fate:
                    self.done[fate] += 1
                if fate in ("delay", "double", "reorder"):
                    self._held.append((row, sealed))
                if fate in ("drop", "delay", "reorder"):
                    self._take(base, row)
            self._chance.shuffle(self._held)
            self._give(base, len(self._held) // 2)

    def give_back(self) -> None:
        """Deliver what is held back, once more where it has been taken."""
        with closing(sqlite3.connect(self._database, timeout=30)) as base, base:
            self._give(base, len(self._held))

    def _take(self, base: sqlite3.Connection, row: tuple[object, ...]) -> None:
        base.execute("DELETE FROM contents WHERE mailbox = ? AND seq = ?", row[:2])
        base.execute("DELETE FROM envelopes WHERE mailbox = ? AND seq = ?", row[:2])
        base.execute("UPDATE mailboxes SET waiting = waiting - 1, waiting_bytes = waiting_bytes - ? WHERE id = ?",
                     (row[3], row[0]))  # fmt: skip

    def _give(self, base: sqlite3.Connection, count: int) -> None:
        given, self._held = self._held[:count], self._held[count:]
        for (box, _seq, name, size, arrived), sealed in given:
            known = base.execute(
                "SELECT seq, state FROM envelopes WHERE mailbox = ? AND name = ?", (box, name)
            ).fetchone()
            if known and known[1] == "waiting":
                continue
            base.execute("DELETE FROM envelopes WHERE mailbox = ? AND name = ?", (box, name))
            base.execute("UPDATE mailboxes SET last_seq = last_seq + 1, waiting = waiting + 1, waiting_bytes = "
                         "waiting_bytes + ? WHERE id = ?", (size, box))  # fmt: skip
            [(place,)] = base.execute("SELECT last_seq FROM mailboxes WHERE id = ?", (box,))
            base.execute("INSERT INTO envelopes (mailbox, seq, name, size, arrived, state) VALUES (?, ?, ?, ?, ?, "
                         "'waiting')", (box, place, name, size, arrived))  # fmt: skip
            base.execute("INSERT INTO contents (mailbox, seq, sealed) VALUES (?, ?, ?)", (box, place, sealed))


def talk(desk: Desk, threads: list[str], chance: random.Random, number: int) -> None:
    """A word from either side on some of the orders, where the state allows it."""
    for thread in threads:
        if chance.random() < 0.6:
            with suppress(NotPossible):
                if desk.actor == "P" and chance.random() < 0.4:
                    make(desk, thread, "warn", {"about": "other", "text": f"Rikke sover dårligt. {number}"})
                else:
                    make(desk, thread, "good_news", {"text": f"Rikke kom til tiden. {number}"})


def spoken(desk: Desk, thread: str) -> dict[str, str]:
    """The thread's documents but its receipts, and their kinds."""
    return {entry.digest: entry.kind for entry in index.entries_of(desk, thread) if entry.kind != "receipt"}


def named(desks: tuple[Desk, ...]) -> set[str]:
    """What is missing and named on the desks now, with a sentence each."""
    found = [one for desk in desks for one in hole_reading.missing(desk)]
    assert all(one.who and one.told.endswith(".") and one.standing for one in found)
    return {one.digest for one in found}


def end_in_peace(desks: tuple[Desk, ...], later: Deliver) -> None:
    """The road is good again. Time passes; who sees no receipt sends again, as Today says."""
    for _turn in range(60):
        for desk in desks:
            post.sync(desk, force=True)
        if not any(outbox.waiting(desk) or list(holes.holes(desk)) for desk in desks):
            break
        later()
        for desk in desks:
            for row in outbox.waiting(desk):
                postroom.send_again(desk, row.digest)


def agree(desks: tuple[Desk, ...], threads: list[str]) -> None:
    for thread in threads:
        one, other = (spoken(desk, thread) for desk in desks)
        assert one == other
        states = [index.thread_of(desk, thread) for desk in desks]
        assert (states[0].state, states[0].heads) == (states[1].state, states[1].heads)
        assert states[0].missing == states[1].missing == ()
    for desk in desks:
        assert outbox.waiting(desk) == []
        assert quarantine.listing(desk) == []
        assert sending_again.askers(desk) == []
        assert list(desk.store.rows(holes.HOLES)) == []


@pytest.mark.parametrize("seed", range(3))
def test_over_a_folder_that_loses_files_everything_arrives_once_and_holes_are_named_and_closed(
    pair: DeskPair, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    desks = (pair.caseworker, pair.consultant)
    threads = [orders.send(pair.caseworker, orders.new_draft(pair.caseworker, order_body()).id).thread for _ in "ab"]
    pair.deliver()
    first = {"day": "2026-11-02", "time": "10:00", "place": "Havnegade 3"}
    for thread in threads:
        replies.accept(pair.consultant, thread, first_meeting=first, start="2026-11-02")
    road, seen = BadFolder(pair.exchange, tmp_path / "borte", chance), set[str]()
    for number in range(12):
        for desk in chance.sample(desks, 2):
            talk(desk, threads, chance, number)
            pair.clock.forward(hours=7)
            post.sync(desk, force=True)
            road.meddle()
            seen |= named(desks)
    road.give_back()
    end_in_peace(desks, lambda: pair.clock.forward(days=1))
    agree(desks, threads)
    assert all(road.done[what] for what in ("drop", "delay", "double"))
    assert seen
    assert all(any(desk.store.get(index.DOCUMENTS, digest) for desk in desks) for digest in seen)


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[HubRun]:
    with running_hub(tmp_path / "hub", requests_a_minute=100_000) as running:
        yield running


@pytest.fixture
def at_hub(tmp_path: Path, hub: HubRun, monkeypatch: pytest.MonkeyPatch) -> Iterator[HubPair]:
    """Two desks at a hub that ask at every round: the hub goes by the machine's clock, and so must they."""
    soon = timedelta(0)
    monkeypatch.setitem(holes.PATIENCE, "hub", Patience(soon, (soon,) * 50))
    monkeypatch.setattr(sending_again, "_INTERVAL", soon)
    monkeypatch.setattr(sending_again, "_AT_MOST", 100)
    desks = hub_pair(tmp_path, hub)
    yield desks
    desks.close()


def test_over_a_hub_that_loses_rows_everything_arrives_once_and_holes_are_named_and_closed(
    at_hub: HubPair, hub: HubRun
) -> None:
    chance = random.Random(5)
    desks = (at_hub.caseworker, at_hub.consultant)
    threads = [orders.send(desks[0], orders.new_draft(desks[0], order_now()).id).thread for _ in "ab"]
    at_hub.deliver(2)
    first = {"day": day(0), "time": "10:00", "place": "Havnegade 3"}
    for thread in threads:
        replies.accept(desks[1], thread, first_meeting=first, start=day(0))
    at_hub.deliver(2)
    road, seen = BadHub(hub.database, chance), set[str]()
    for number in range(12):
        for desk in chance.sample(desks, 2):
            talk(desk, threads, chance, number)
            post.sync(desk, force=True)
            road.meddle()
            seen |= named(desks)
    road.give_back()
    end_in_peace(desks, lambda: None)
    agree(desks, threads)
    assert all(road.done[what] for what in ("drop", "delay", "double", "reorder"))
    assert seen
    assert all(any(desk.store.get(index.DOCUMENTS, digest) for desk in desks) for digest in seen)


def test_at_a_hub_a_late_document_has_ten_minutes_and_then_is_asked_for(tmp_path: Path, hub: HubRun) -> None:
    pair = hub_pair(tmp_path, hub)
    thread = orders.send(pair.caseworker, orders.new_draft(pair.caseworker, order_now()).id).thread
    pair.deliver(2)
    replies.accept(
        pair.consultant, thread, start=day(0), first_meeting={"day": day(0), "time": "10:00", "place": "Hos os"}
    )
    post.sync(pair.consultant)
    BadHub(hub.database, random.Random(1))  # nothing yet
    with closing(sqlite3.connect(hub.database, timeout=30)) as base, base:
        assert base.execute("DELETE FROM contents").rowcount == 1
        assert base.execute("DELETE FROM envelopes WHERE state = 'waiting'").rowcount == 1
    make(pair.consultant, thread, "good_news", {"text": "Rikke kom til tiden."})
    pair.deliver(2)
    [hole] = holes.of_thread(pair.caseworker, thread)
    waited = timedelta(minutes=10)
    assert (hole.state, hole.asked) == ("late", 0)
    noted = pair.caseworker.store.get(holes.HOLES, hole.digest) or {}
    early = (pair.caseworker.now() - waited).isoformat(timespec="seconds").replace("+00:00", "Z")
    pair.caseworker.store.put(holes.HOLES, hole.digest, {**noted, "since": early})
    assert post.sync(pair.caseworker).asked == 1
    pair.deliver(2)
    assert holes.of_thread(pair.caseworker, thread) == []
    assert outbox.waiting(pair.consultant) == []
    pair.close()
