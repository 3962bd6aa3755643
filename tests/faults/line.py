"""A TCP proxy between desks and a hub that does to requests and answers what networks do.

It reads whole HTTP messages, so that a fault strikes where it is meant to; in front of TLS it sees none and only cuts.
"""

import random
import socket
import threading
import time
from collections import Counter, deque
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final

FAULTS: Final = ("answer lost", "half an answer", "half a request", "request doubled", "request late", "no connection")
"""What can happen to the next request."""

CUTS: Final = ("half an answer", "half a request", "no connection")
"""What can happen to a line that cannot be read."""


class Line:
    """Listens on `port` and carries each connection to one of `targets`, as chance has it. `coming` are the faults that
    the next requests meet, `met` those that were met."""

    def __init__(self, seed: int, *, readable: bool) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.targets: list[int] = []
        self.coming: deque[str] = deque()
        self.met: Counter[str] = Counter()
        self.readable = readable
        self._rng = random.Random(seed)
        self._lock = threading.Lock()
        self._threads: list[threading.Thread] = []
        self._open: set[socket.socket] = set()
        self._start(self._accept)

    def close(self) -> None:
        """Hang up."""
        hang_up(self._listener, *list(self._open))
        self._listener.close()
        for thread in list(self._threads):
            thread.join(timeout=40)

    def settle(self) -> None:
        """No fault from now on, and wait for requests that are late."""
        self.coming.clear()
        for thread in [one for one in self._threads if one.name == "late"]:
            thread.join(timeout=40)

    def _start(self, job: Callable[..., None], *arguments: Any, name: str = "line") -> None:
        self._threads = [one for one in self._threads if one.is_alive()]
        thread = threading.Thread(target=job, args=arguments, daemon=True, name=name)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            try:
                desk, _address = self._listener.accept()
            except OSError:
                return
            self._start(self._hold, desk)

    def _hold(self, desk: socket.socket) -> None:
        self._open.add(desk)
        try:
            (self._serve if self.readable else self._relay)(desk)
        finally:
            self._open.discard(desk)

    def _next(self, *possible: str) -> str:
        """The fault that comes next, if it is one of those; it is met then."""
        with self._lock:
            if self.coming and self.coming[0] in possible:
                self.met[self.coming[0]] += 1
                return self.coming.popleft()
        return ""

    def _hub(self) -> socket.socket | None:
        """A connection to a hub that is up."""
        with self._lock:
            targets = self._rng.sample(self.targets, len(self.targets))
        for port in targets:
            with suppress(OSError):
                hub = socket.create_connection(("127.0.0.1", port), timeout=60)
                hub.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                return hub
        return None

    def _serve(self, desk: socket.socket) -> None:
        """One connection whose requests can be read."""
        desk.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        hub = None if self._next("no connection") else self._hub()
        with suppress(OSError):
            if hub is not None:
                reading, answers = Messages(desk), Messages(hub)
                while (request := reading.next()) and self._pass_on(request, desk, hub, answers):
                    pass
        for end in (desk, hub):
            if end is not None:
                hang_up(end)
                end.close()

    def _pass_on(self, request: bytes, desk: socket.socket, hub: socket.socket, answers: "Messages") -> bool:
        """Carry one request and its answer; False where the line is cut."""
        fault = self._next(*FAULTS)
        if fault == "half a request":
            hub.sendall(request[: self._part_of(request)])
            return False
        if fault == "request late":
            self._start(self._deliver, request, self._rng.uniform(0.1, 1.5), name="late")
            return False
        hub.sendall(request)
        answer = answers.next()
        if not answer or fault == "answer lost":
            return False
        if fault == "half an answer":
            desk.sendall(answer[: self._part_of(answer)])
            return False
        desk.sendall(answer)
        if fault == "request doubled":
            self._start(self._deliver, request, 0.0, name="late")
        return fault != "no connection"

    def _part_of(self, message: bytes) -> int:
        """Somewhere in the midst: as often in its head as in its body."""
        head = message.find(b"\r\n\r\n") + 4
        with self._lock:
            if len(message) > head and self._rng.random() < 0.5:
                return self._rng.randrange(head, len(message))
            return self._rng.randrange(1, head)

    def _deliver(self, request: bytes, seconds: float) -> None:
        """Bring a request to a hub after that time, whatever else has come meanwhile; nobody hears the answer."""
        time.sleep(seconds)
        hub = self._hub()
        if hub is None:
            return
        with suppress(OSError):
            hub.sendall(request)
            Messages(hub).next()
        hub.close()

    def _relay(self, desk: socket.socket) -> None:
        """One connection that cannot be read: carried byte by byte, and cut in the midst of what is under way."""
        hub = None if self._next("no connection") else self._hub()
        if hub is None:
            desk.close()
            return
        hub.settimeout(None)
        back = threading.Thread(target=self._carry, args=(hub, desk, "half an answer"), daemon=True)
        back.start()
        self._carry(desk, hub, "half a request")
        back.join()
        hub.close()
        desk.close()

    def _carry(self, come: socket.socket, go: socket.socket, fault: str) -> None:
        with suppress(OSError):
            while data := come.recv(65536):
                if self._next(fault):
                    go.sendall(data[: len(data) // 2])
                    break
                go.sendall(data)
        hang_up(come, go)


class Messages:
    """HTTP messages as they come over a connection, each as its bytes. Only what this program's two ends write: a
    length in every message that has a body."""

    def __init__(self, end: socket.socket) -> None:
        self._end = end
        self._kept = b""

    def next(self) -> bytes:
        """The next one; nothing where the line ends before it is whole."""
        while b"\r\n\r\n" not in self._kept:
            if not self._more():
                return b""
        head, _blank, _rest = self._kept.partition(b"\r\n\r\n")
        lines = (line.partition(b":") for line in head.split(b"\r\n")[1:])
        length = next((int(value) for name, _colon, value in lines if name.lower() == b"content-length"), 0)
        whole = len(head) + 4 + length
        while len(self._kept) < whole:
            if not self._more():
                return b""
        message, self._kept = self._kept[:whole], self._kept[whole:]
        return message

    def _more(self) -> bool:
        data = self._end.recv(65536)
        self._kept += data
        return bool(data)


def hang_up(*ends: socket.socket) -> None:
    """Cut the line, for whoever else holds it too."""
    for end in ends:
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
