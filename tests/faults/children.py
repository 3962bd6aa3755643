"""A process of a storm, from outside: what it is asked, what it says, and its end."""

import json
import os
import socket
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

import psutil

HANGS: Final = 100.0
"""Seconds after which something that answers nothing counts as hanging: the line's own patience, three times."""

Told = dict[str, Any]


class Broken(AssertionError):
    """Something that must never be."""


@dataclass
class Child:
    """A process of a storm: a hub or a desk, with the line that is its stdin and stdout."""

    pid: int
    line: socket.socket
    told: str = ""

    def say(self, asked: Told) -> None:
        """Ask something of it; that it may be dead shows in the answer that does not come."""
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

    @property
    def ports(self) -> list[int]:
        """Those it listens on."""
        with suppress(psutil.Error):
            found = psutil.Process(self.pid).net_connections("tcp")
            return [int(one.laddr.port) for one in found if one.status == psutil.CONN_LISTEN]
        return []
