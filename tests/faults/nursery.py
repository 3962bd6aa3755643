"""A process that has loaded the program, and from which desks and hubs are forked: each a process of its own that is
killed as one, without a second of start-up each. `python nursery.py`; requests and descriptors come over stdin."""

import json
import os
import signal
import socket
import subprocess
import sys
import traceback
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


class Nursery:
    """The forking process, from outside."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        ours, theirs = socket.socketpair()
        self._line = ours
        paths = os.pathsep.join((str(ROOT), str(ROOT / "tests")))
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__))], stdin=theirs.fileno(), env={**os.environ, **environment,
            "PYTHONPATH": paths, "ORDERDESK_LANG": "en"},
        )  # fmt: skip
        theirs.close()

    def start(self, what: str, log: Path, **about: Any) -> tuple[int, socket.socket]:
        """Fork a "hub" or a "desk"; its process id, and the line that is its stdin and stdout. Its stderr is `log`."""
        ours, theirs = socket.socketpair()
        request = json.dumps({"what": what, "log": str(log), **about}).encode()
        socket.send_fds(self._line, [request], [theirs.fileno()])
        theirs.close()
        return int(self._line.recv(16)), ours

    def close(self) -> None:
        """End it; what was forked must have ended."""
        self._line.close()
        self._process.wait(timeout=30)


def main() -> None:
    """Fork what is asked for until nobody asks any more."""
    for module in ("orderdesk.hub.serving", "psycopg", "httpx", "tests.faults.desk_at_work"):
        import_module(module)  # once, for all that are forked
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # whoever ends is gone at once
    asked = socket.socket(fileno=0)
    while True:
        data, descriptors, _flags, _address = socket.recv_fds(asked, 65536, 1)
        if not data:
            return
        request = json.loads(data)
        child = os.fork()
        if not child:
            _live(request, descriptors[0], asked)
        os.close(descriptors[0])
        asked.sendall(str(child).encode().ljust(16))


def _live(request: dict[str, Any], line: int, asked: socket.socket) -> None:
    """Be what was asked for, and end with it."""
    code = 70
    try:
        _end_with_the_nursery()
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        asked.detach()
        log = os.open(request["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        for wanted, there in ((0, line), (1, line), (2, log)):
            os.dup2(there, wanted)
        os.close(line)
        os.close(log)
        sys.stdin, sys.stdout, sys.stderr = (os.fdopen(there, mode) for there, mode in ((0, "r"), (1, "w"), (2, "w")))
        if request["what"] == "hub":
            from orderdesk.cli.main import run

            code = run(request["words"])
        else:
            from tests.faults.desk_at_work import work

            code = work(Path(request["folder"]))
    except BaseException:
        traceback.print_exc()
    finally:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        os._exit(code)


def _end_with_the_nursery() -> None:
    """Whatever becomes of the test, nothing of it stays behind (Linux; PR_SET_PDEATHSIG is 1)."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(1, signal.SIGKILL)


if __name__ == "__main__":
    main()
