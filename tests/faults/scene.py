"""Where a storm takes place: the line, the disks, the hub's database, and the processes that are up."""

import random
import shutil
import signal
import time
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from typing import Final

from desk_pair import PASSPHRASE

from orderdesk.desk.opening import change_settings, open_desk
from tests.faults.children import Broken, Child
from tests.faults.databases import Disk
from tests.faults.ground import PEOPLE, TEMPLATE, Ground
from tests.faults.line import Line

_HUB_DISK: Final = 24
_DESK_DISK: Final = 16
"""MiB."""

_KEEPS_FREE: Final = ("--limit", "keep_free=4 MiB")


class Scene:
    """One to three hubs on SQLite or PostgreSQL, with TLS or without, and two desks, in `folder`; all as `rng` has it.
    `stack` takes it down."""

    def __init__(self, ground: Ground, rng: random.Random, folder: Path, stack: ExitStack) -> None:
        self.ground = ground
        self.folder = folder
        self.is_sqlite = not ground.postgres or rng.random() >= 0.4
        self.tls = rng.random() < 0.25
        self.hubs: list[Child | None] = [None] * rng.randint(1, 3)
        self.desks: dict[str, Child] = {}
        self.line = Line(rng.randrange(1 << 30), readable=not self.tls)
        self._stack = stack

    def set_up(self) -> None:
        """Lay out disks, desks and database, and start everything."""
        self._stack.callback(self.line.close)
        self._lay_out_desks()
        self._lay_out_database()
        self._stack.callback(self._end_all)
        self.start_hubs()
        for person in PEOPLE:
            self.open(person)

    @property
    def url(self) -> str:
        """The hub's address, as desks know it."""
        return f"{'https' if self.tls else 'http'}://127.0.0.1:{self.line.port}"

    def desk_folder(self, person: str) -> Path:
        """Where somebody's desk lies."""
        return self.folder / person / "desk"

    def _lay_out_desks(self) -> None:
        self.disks = {person: Disk(self.folder / person, _DESK_DISK) for person in PEOPLE}
        for person, disk in self.disks.items():
            self._stack.callback(disk.close)
            shutil.copytree(self.ground.folder / person, self.desk_folder(person))
            with closing(open_desk(self.desk_folder(person), PASSPHRASE)) as desk:
                change_settings(desk, exchange=self.url)

    def _lay_out_database(self) -> None:
        if self.is_sqlite:
            self.disks["hub"] = Disk(self.folder / "hub", _HUB_DISK)
            self._stack.callback(self.disks["hub"].close)
            self.database = str(self.folder / "hub" / "hub.sqlite3")
            shutil.copy(self.ground.folder / "hub.sqlite3", self.database)
            return
        assert self.ground.postgres is not None
        self.disks["hub"] = self.ground.postgres.disk
        self.database = self.ground.postgres.database(self.folder.name, TEMPLATE)
        self._stack.callback(self.ground.postgres.drop, self.folder.name)

    def start_database(self) -> None:
        """Start a PostgreSQL that is down: one that meets a full disk may end by itself."""
        if self.ground.postgres and not self.ground.postgres.answers():
            self.ground.postgres.start()

    def start_hubs(self) -> None:
        """Start those that are down."""
        for number, hub in enumerate(self.hubs):
            if hub is None:
                self.start_hub(number)

    def start_hub(self, number: int) -> None:
        """`orderdesk hub serve`. Raises Broken where it does not come up."""
        words = ["hub", "serve", "--database", self.database, "--port", "0", "--url", self.url, *_KEEPS_FREE]
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
        self.line.targets = [port for hub in self.hubs if hub is not None for port in hub.ports]

    def end_hub(self, number: int, how: int) -> None:
        """End it by a signal, if it is up."""
        hub, self.hubs[number] = self.hubs[number], None
        if hub is not None:
            hub.end(how)
        self._aim()

    def open(self, person: str) -> None:
        """Somebody opens their desk. Raises Broken where it does not open."""
        pid, end = self.ground.nursery.start(
            "desk", self.folder / f"{person}.log", folder=str(self.desk_folder(person))
        )
        child = Child(pid, end)
        if child.hear() is None:
            log = (self.folder / f"{person}.log").read_text(encoding="utf-8")
            raise Broken(f"the desk of {person} does not open: {log}")
        self.desks[person] = child

    def _end_all(self) -> None:
        for number in range(len(self.hubs)):
            self.end_hub(number, signal.SIGKILL)
        for child in self.desks.values():
            child.end(signal.SIGKILL)
        self.start_database()

    def _log(self) -> str:
        with suppress(OSError):
            return (self.folder / "hub.log").read_text(encoding="utf-8")[-2000:]
        return ""
