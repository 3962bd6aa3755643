"""A storm: two desks and some hub processes at work while everything breaks, chosen by a seed. When all is well again,
`holding.py` says what must be true.

The seed gives what is done and what breaks; at which instruction a process dies is up to the machine.
"""

import os
import random
import resource
import shutil
import signal
import socket
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import psutil
from certificates import certificate_in
from desk_pair import PASSPHRASE
from hub_town import CASEWORKER, CONSULTANT, desk_at, off_by, vouch_both_ways

from orderdesk.desk import organisation, post
from orderdesk.desk.opening import change_settings, open_desk
from orderdesk.desk.organisation import Particulars
from orderdesk.errors import ExchangeUnavailable
from orderdesk.hub.database import Database
from orderdesk.hub.migrating import migrate
from orderdesk.hub.registering import fingerprint_of
from orderdesk.hub.store import organisations
from tests.faults import holding, line
from tests.faults.databases import Disk, Postgres
from tests.faults.line import Line
from tests.faults.nursery import Nursery

PEOPLE: Final = (CASEWORKER.person, CONSULTANT.person)
TURNS: Final = 14
HANGS: Final = 100.0
"""Seconds after which something that answers nothing counts as hanging: the line's own patience, three times."""
_HUB_DISK, _DESK_DISK = 24, 16  # MiB

Told = dict[str, Any]


@dataclass
class Tally:
    """What a storm was: faults that were met by name, documents that were sent, rounds of the post, those of them that
    the line or the hub spoilt, and envelopes that came a second time (and were known)."""

    seed: int
    database: str
    faults: Counter[str] = field(default_factory=Counter)
    sent: list[tuple[str, str]] = field(default_factory=list)
    taken: Counter[tuple[str, str]] = field(default_factory=Counter)
    rounds: int = 0
    spoilt: int = 0
    doubled: int = 0
    clocks: int = 0
    """Rounds in which the person was told that their clock is wrong."""
    seconds: float = 0.0
    sentences: Counter[str] = field(default_factory=Counter)


class Broken(AssertionError):
    """Something that must never be."""


@dataclass
class Ground:
    """What all storms of a process share: two founded desks to copy, a process that forks, and databases."""

    folder: Path
    nursery: Nursery
    postgres: Postgres | None
    certificate: tuple[Path, Path]

    @classmethod
    def laid(cls, folder: Path, stack: ExitStack, postgres: Postgres | None) -> "Ground":
        """Lay it in `folder`; `stack` takes it up again."""
        folder.mkdir(parents=True, exist_ok=True)
        pem, key = certificate_in(folder)
        nursery = stack.enter_context(closing(Nursery({"SSL_CERT_FILE": str(pem)})))
        ground = cls(folder, nursery, postgres, (pem, key))
        roots = _found(folder)
        _tables(str(folder / "hub.sqlite3"), roots)
        if postgres:
            _tables(postgres.database("storm-template"), roots)
        return ground


def _found(folder: Path) -> dict[str, str]:
    """Both desks, founded half an hour ago, so that a clock that is behind has keys that count; root keys by org."""
    past = off_by(minutes=-30)
    (folder / "nowhere").mkdir()
    address = f"folder:{folder / 'nowhere'}"
    pair = [desk_at(folder, owner, address, past) for owner in (CASEWORKER, CONSULTANT)]
    for desk, phone in zip(pair, ("70 10 20 31", "70 10 20 52"), strict=True):
        mail = f"{desk.settings.person}@{desk.settings.org}.example"
        organisation.found(desk, Particulars("Medarbejder", "Jobcenter Lindholm", phone, mail))
        desk.clock = off_by(minutes=-29)
    vouch_both_ways(*pair)
    for desk in (*pair, *pair):
        post.sync(desk, force=True)
    roots = {desk.settings.org: desk.settings.root for desk in pair}
    for desk in pair:
        desk.close()
    return roots


def _tables(address: str, roots: dict[str, str]) -> None:
    """A hub's tables, with both organisations registered and nothing else."""
    database = Database(address)
    migrate(database)
    with database.writing() as connection:
        for org, root in roots.items():
            assert organisations.register(connection, org, fingerprint_of(root), int(time.time()) - 1800)
    database.close()


@dataclass
class Child:
    """A process of a storm: a hub or a desk, with the line that is its stdin and stdout."""

    pid: int
    line: socket.socket
    told: str = ""

    def say(self, asked: Told) -> None:
        """Ask something of it; that it may be dead shows in the answer that does not come."""
        import json

        with suppress(OSError):
            self.line.sendall(json.dumps(asked).encode() + b"\n")

    def hear(self, seconds: float = HANGS) -> str | None:
        """The next line it says; None where it has ended. Raises Broken where nothing comes."""
        self.line.settimeout(seconds)
        while "\n" not in self.told:
            try:
                data = self.line.recv(65536)
            except TimeoutError as error:
                raise Broken(f"process {self.pid} has said nothing for {seconds:.0f} s") from error
            except OSError:
                data = b""
            if not data:
                return None
            self.told += data.decode()
        said, _feed, self.told = self.told.partition("\n")
        return said

    def end(self, number: int) -> None:
        """Send it a signal and wait until it is gone."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, number)
        with suppress(psutil.NoSuchProcess):
            psutil.Process(self.pid).wait(timeout=40)
        self.line.close()


class Storm:
    """One storm, in `folder`."""

    def __init__(self, ground: Ground, seed: int, folder: Path) -> None:
        self.ground = ground
        self.rng = random.Random(seed)
        self.folder = folder
        kind = "postgresql" if ground.postgres and self.rng.random() < 0.4 else "sqlite"
        self.tally = Tally(seed, kind)
        self.tls = self.rng.random() < 0.25
        self.hubs: list[Child | None] = [None] * self.rng.randint(1, 3)
        self.desks: dict[str, Child] = {}
        self.off = dict.fromkeys(PEOPLE, 0)
        self.stack = ExitStack()

    def run(self) -> Tally:
        """Weather it. Raises Broken, or AssertionError, for what must never be."""
        began = time.monotonic()
        with self.stack:
            self._lay()
            for number in range(len(self.hubs)):
                self._start_hub(number)
            for person in PEOPLE:
                self._open(person)
            for turn in range(TURNS):
                self._turn(turn)
            self._settle()
            self.tally.faults += self.line.met
            for person in PEOPLE:
                self.desks[person].say({"do": "doctor"})
                self._hear(person, 1)
                self.desks.pop(person).end(signal.SIGTERM)
            holding.check(self)
        self.tally.seconds = time.monotonic() - began
        return self.tally

    def _lay(self) -> None:
        self.line = Line(self.rng.randrange(1 << 30), readable=not self.tls)
        self.stack.callback(self.line.close)
        self.url = f"{'https' if self.tls else 'http'}://127.0.0.1:{self.line.port}"
        self.disks = {person: Disk(self.folder / person, _DESK_DISK) for person in PEOPLE}
        if self.tally.database == "sqlite":
            self.disks["hub"] = Disk(self.folder / "hub", _HUB_DISK)
        for disk in self.disks.values():
            self.stack.callback(disk.close)
        for person in PEOPLE:
            shutil.copytree(self.ground.folder / person, self.desk_folder(person))
            with closing(open_desk(self.desk_folder(person), PASSPHRASE)) as desk:
                change_settings(desk, exchange=self.url)
        if self.tally.database == "sqlite":
            self.database = str(self.folder / "hub" / "hub.sqlite3")
            shutil.copy(self.ground.folder / "hub.sqlite3", self.database)
        else:
            assert self.ground.postgres is not None
            self.disks["hub"] = self.ground.postgres.disk
            name = f"storm-{self.tally.seed}"
            self.database = self.ground.postgres.database(name, "storm-template")
            self.stack.callback(self.ground.postgres.drop, name)
        self.stack.callback(self._end_all)

    def desk_folder(self, person: str) -> Path:
        """Where somebody's desk lies."""
        return self.folder / person / "desk"

    # -- processes

    def _start_hub(self, number: int) -> None:
        words = ["hub", "serve", "--database", self.database, "--port", "0", "--url", self.url]
        if self.tls:
            words += ["--tls-cert", str(self.ground.certificate[0]), "--tls-key", str(self.ground.certificate[1])]
        for _try in range(40):  # whoever supervises it tries again while its database is away
            child = Child(*self.ground.nursery.start("hub", self.folder / "hub.log", words=words))
            if child.hear() is not None:
                self.hubs[number] = child
                self._aim()
                return
            child.end(signal.SIGKILL)
            if "The database cannot be reached or written." not in self._log():
                break
            time.sleep(0.5)
        raise Broken("a hub does not start: " + self._log())

    def _aim(self) -> None:
        """Let the line know who is up."""
        self.line.targets = [port for hub in self.hubs if hub is not None for port in _ports_of(hub.pid)]

    def _end_hub(self, number: int, how: int) -> None:
        hub, self.hubs[number] = self.hubs[number], None
        if hub is not None:
            hub.end(how)
        self._aim()

    def _open(self, person: str) -> None:
        pid, end = self.ground.nursery.start(
            "desk", self.folder / f"{person}.log", folder=str(self.desk_folder(person))
        )
        child = Child(pid, end)
        if child.hear() is None:
            log = (self.folder / f"{person}.log").read_text(encoding="utf-8")
            raise Broken(f"the desk of {person} does not open: {log}")
        self.desks[person] = child
        self.off[person] = 0

    def _end_all(self) -> None:
        for number in range(len(self.hubs)):
            self._end_hub(number, signal.SIGKILL)
        for child in self.desks.values():
            child.end(signal.SIGKILL)
        if self.ground.postgres and not self.ground.postgres.answers():
            self.ground.postgres.start()

    # -- what happens

    def _turn(self, turn: int) -> None:
        """Both desks do something while something breaks; then what was down may come up."""
        for number, hub in enumerate(self.hubs):
            if hub is None and self.rng.random() < 0.85:
                self._start_hub(number)
        asked = {person: self._asked() for person in PEOPLE}
        name = self.rng.choice(self._possible()) if turn > 1 or self.rng.random() < 0.2 else "calm"
        mend = getattr(self, "_" + name.replace(" ", "_").replace("'", ""))
        struck = iter(mend(name))
        next(struck, None)  # before they begin
        for person, commands in asked.items():
            for one in commands:
                self.desks[person].say(one)
        time.sleep(self.rng.uniform(0.0, 0.25))
        next(struck, None)  # in the midst
        for person in PEOPLE:
            self._hear(person, len(asked[person]))
        for _rest in struck:  # and afterwards
            pass

    def _asked(self) -> list[Told]:
        acts = [{"do": "act", "seed": self.rng.randrange(1 << 30)} for _each in range(self.rng.randint(0, 3))]
        rounds = [
            {"do": self.rng.choice(("sync", "sync", "sync", "listen"))} for _each in range(self.rng.randint(1, 2))
        ]
        return [*acts, *rounds]

    def _hear(self, person: str, count: int) -> None:
        """What the person saw. A desk that was killed in the meantime is opened again."""
        for _each in range(count):
            said = self.desks[person].hear()
            if said is None:
                self.desks.pop(person).end(signal.SIGKILL)
                self._open(person)
                return
            self._note(person, said)

    def _note(self, person: str, said: str) -> None:
        import json

        told = json.loads(said)
        if "fault" in told:
            raise Broken(told["fault"])
        ill = [one for one in told.get("troubles", ()) if "that no list shows" not in one]  # holding.py looks at those
        if ill:
            raise Broken(f"the desk of {person} is not well: {ill}")
        if told.get("sent"):
            self.tally.sent.append((person, told["sent"]))
        if "taken" in told:
            self.tally.rounds += 1
            self.tally.doubled += told["doubled"]
            self.tally.taken.update((person, digest) for digest in told["taken"])
            if told["rejected"]:
                raise Broken(f"{person} refused what came: {told['rejected']}")
        sentence = told.get("trouble") or told.get("refused")
        if sentence:
            self.tally.spoilt += bool(told.get("trouble"))
            self.tally.clocks += "clock is" in sentence
            self.tally.sentences[sentence.replace(self.url, "HUB")] += 1

    # -- faults: each a generator that stops before the desks begin, in the midst of their work, and when they are done

    def _possible(self) -> list[str]:
        faults = ["line", "line", "line", "hub killed", "hubs all killed", "hub ended", "desk killed", "desk killed",
                  "clock wrong", "calm", "calm", "desks files limited", "desks disk full"]  # fmt: skip
        if self.tally.database == "postgresql":
            return [*faults, "postgres killed", "postgres process killed", "postgres process killed", "hubs disk full"]
        return [*faults, "hubs disk full", "hubs files limited"]

    def _calm(self, _name: str) -> Iterator[None]:
        yield

    def _line(self, _name: str) -> Iterator[None]:
        kinds = line.CUTS if self.tls else line.FAULTS
        self.line.coming.extend(self.rng.choice(kinds) for _each in range(self.rng.randint(1, 4)))
        yield

    def _hub_killed(self, name: str, how: int = signal.SIGKILL) -> Iterator[None]:
        up = [number for number, hub in enumerate(self.hubs) if hub is not None]
        chosen = self.rng.choice(up) if up else None
        yield
        if chosen is not None:
            self.tally.faults[name] += 1
            self._end_hub(chosen, how)
        yield

    def _hub_ended(self, name: str) -> Iterator[None]:
        return self._hub_killed(name, signal.SIGTERM)

    def _hubs_all_killed(self, name: str) -> Iterator[None]:
        yield
        self.tally.faults[name] += 1
        for number in range(len(self.hubs)):
            self._end_hub(number, signal.SIGKILL)
        yield

    def _desk_killed(self, name: str) -> Iterator[None]:
        person = self.rng.choice(PEOPLE)
        yield
        self.tally.faults[name] += 1
        with suppress(ProcessLookupError):
            os.kill(self.desks[person].pid, signal.SIGKILL)
        yield

    def _clock_wrong(self, name: str) -> Iterator[None]:
        """From ten minutes behind to nine ahead: documents of a clock that is further ahead wait until then."""
        person = self.rng.choice(PEOPLE)
        self.tally.faults[name] += 1
        self._set_clock(person, self.rng.choice((-600, -240, -20, 20, 55, 90, 540)))
        yield
        yield
        self._set_clock(person, 0)

    def _set_clock(self, person: str, seconds: int) -> None:
        self.desks[person].say({"do": "clock", "off": seconds})
        self._hear(person, 1)

    def _desks_disk_full(self, name: str) -> Iterator[None]:
        return self._disk_full(name, self.rng.choice(PEOPLE))

    def _hubs_disk_full(self, name: str) -> Iterator[None]:
        return self._disk_full(name, "hub")

    def _disk_full(self, name: str, whose: str) -> Iterator[None]:
        disk = self.disks[whose]
        if disk.own:
            self.tally.faults[name] += 1
            disk.fill()
        yield
        yield
        disk.empty()

    def _desks_files_limited(self, name: str) -> Iterator[None]:
        pid = self.desks[self.rng.choice(PEOPLE)].pid
        return self._files_limited(name, [pid], self.rng.choice((0, 2_000, 20_000)))

    def _hubs_files_limited(self, name: str) -> Iterator[None]:
        return self._files_limited(name, [hub.pid for hub in self.hubs if hub], self.rng.choice((0, 100_000, 300_000)))

    def _files_limited(self, name: str, pids: list[int], limit: int) -> Iterator[None]:
        """No file may grow beyond `limit` bytes (RLIMIT_FSIZE), as with a quota."""
        self.tally.faults[name] += 1
        self._limit(pids, limit)
        yield
        yield
        self._limit(pids, resource.RLIM_INFINITY)

    def _limit(self, pids: list[int], limit: int) -> None:
        for pid in pids:
            with suppress(ProcessLookupError):
                resource.prlimit(pid, resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))

    def _postgres_killed(self, name: str) -> Iterator[None]:
        assert self.ground.postgres is not None
        yield
        self.tally.faults[name] += 1
        self.ground.postgres.kill()
        yield
        self.ground.postgres.start()

    def _postgres_process_killed(self, name: str) -> Iterator[None]:
        assert self.ground.postgres is not None
        which = self.rng.random()
        yield
        self.tally.faults[name] += self.ground.postgres.kill_backend(which)
        yield

    # -- the end

    def _settle(self) -> None:
        """All is well again; rounds of the post go on until nothing is under way."""
        self.line.settle()
        for number, hub in enumerate(self.hubs):
            if hub is None:
                self._start_hub(number)
        quiet = 0
        for _turn in range(25):
            before = sum(self.tally.taken.values()), self.tally.spoilt
            moved = False
            for person in PEOPLE:
                self.desks[person].say({"do": "sync"})
                self._hear(person, 1)
            moved = (sum(self.tally.taken.values()), self.tally.spoilt) != before
            quiet = 0 if moved else quiet + 1
            if quiet == 2:
                return
        raise Broken("the post does not come to rest; last said: " + str(self.tally.sentences.most_common(3)))

    def _log(self) -> str:
        with suppress(OSError):
            return (self.folder / "hub.log").read_text(encoding="utf-8")[-2000:]
        return ""


def _ports_of(pid: int) -> list[int]:
    """The ports that a process listens on."""
    with suppress(psutil.Error):
        return [c.laddr.port for c in psutil.Process(pid).net_connections("tcp") if c.status == psutil.CONN_LISTEN]
    return []


def again(seed: int) -> str:
    """How to run one storm again."""
    return f"python tests/benchmarks/bench_faults.py --seed {seed}"


def weather(ground: Ground, seed: int, folder: Path) -> Tally:
    """One storm from beginning to end. What must never be is raised as Broken, with the seed."""
    folder.mkdir(parents=True)
    storm = Storm(ground, seed, folder)
    try:
        return storm.run()
    except (AssertionError, ExchangeUnavailable, OSError) as error:
        raise Broken(f"seed {seed} ({storm.tally.database}, {len(storm.hubs)} hubs, tls {storm.tls}); "
                     f"again: {again(seed)}\n{type(error).__name__}: {error}") from error  # fmt: skip
