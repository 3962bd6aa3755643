"""Talking to a process over a pseudo-terminal, as a person does."""

import os
import select
import subprocess
import time


def converse(process: "subprocess.Popen[bytes]", master: int, keys: list[tuple[str, bytes]], end: float) -> bytes:
    """Type and listen until the process has closed the terminal."""
    received, seen = b"", 0
    while time.monotonic() < end:
        if select.select([master], [], [], 0.1)[0]:
            try:
                received += os.read(master, 65536)
            except OSError:  # EIO: the process has closed the terminal
                break
        elif process.poll() is not None:
            break
        if keys and keys[0][0].encode() in received[seen:]:
            seen = len(received)
            os.write(master, keys.pop(0)[1])
    return received
