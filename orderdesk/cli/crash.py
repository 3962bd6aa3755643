"""What is kept of a fault of ours: where it happened, never with what. No message, no values, no arguments."""

import platform
import sys
import tempfile
import traceback
from datetime import UTC, datetime
from pathlib import Path

from orderdesk import __version__


def write_crash_report(error: BaseException) -> Path | None:
    """Write down where `error` came from and give the file's path; None when no place takes it.

    Messages of exceptions are left out: they quote what was being worked on.
    """
    text = describe(error)
    name = f"orderdesk-crash-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.txt"
    for folder in _folders():
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path = folder / name
            path.write_text(text, encoding="utf-8", newline="\n")
            path.chmod(0o600)
        except OSError:
            continue
        return path
    return None


def describe(error: BaseException) -> str:
    """The chain of exceptions as types, files, lines and functions."""
    lines = [f"orderdesk {__version__}, Python {platform.python_version()}, {sys.platform}"]
    seen: BaseException | None = error
    while seen is not None:
        lines.append(f"{type(seen).__module__}.{type(seen).__qualname__}")
        lines += [
            f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(seen.__traceback__)
        ]
        seen = seen.__cause__ or seen.__context__
    return "\n".join(lines) + "\n"


def _folders() -> list[Path]:
    import platformdirs

    return [Path(platformdirs.user_log_path("orderdesk")), Path(tempfile.gettempdir())]
