"""Runs a screen as a real process in a pseudo-terminal, as a person's terminal does."""

import os
import pty
import struct
import subprocess
import sys
import textwrap
import time
from pathlib import Path

from terminals import converse

PRELUDE = """
import sys, importlib.util
from pathlib import Path
spec = importlib.util.spec_from_file_location("tryout_conftest", {conftest!r})
module = importlib.util.module_from_spec(spec)
sys.modules["tryout_conftest"] = module
spec.loader.exec_module(module)
OrderScreen, TryoutShell = module.OrderScreen, module.TryoutShell
def run(screen):
    app = TryoutShell(Path({folder!r}), screen)
    app.run()
    sys.exit(app.return_code)
"""


def run_in_terminal(folder: Path, code: str, keys: list[tuple[str, bytes]], limit: float = 120) -> tuple[int, str]:
    """Run `code` with OrderScreen, TryoutShell and `run` at hand. `keys` are pairs of a text to wait for on the
    terminal and what is typed then. The exit code and all that the terminal received (Textual draws on stderr)."""
    import fcntl
    import termios

    script = folder / "screen.py"
    prelude = PRELUDE.format(conftest=str(Path(__file__).with_name("conftest.py")), folder=str(folder / "crashes"))
    script.write_text(prelude + textwrap.dedent(code), encoding="utf-8")
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    environment = {**os.environ, "TERM": "xterm-256color", "PYTHONPATH": str(Path(__file__).parents[2])}
    process = subprocess.Popen([sys.executable, str(script)], stdin=slave, stdout=slave, stderr=slave, env=environment)
    os.close(slave)
    try:
        received = converse(process, master, list(keys), time.monotonic() + limit)
        return process.wait(timeout=10), received.decode("utf-8", "replace")
    finally:
        process.kill()
        process.wait()
        os.close(master)
