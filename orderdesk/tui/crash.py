"""What is left after a fault of ours: a report without personal data, and one sentence on the terminal.

Textual prints the local variables of every frame when an app fails: a CPR number in a variable would land on the
terminal and in whoever's scrollback. Here neither locals nor messages of foreign exceptions are written anywhere.
"""

import asyncio
import errno
import os
import platform
import sys
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from rich.text import Text
from textual.app import App
from textual.worker import WorkerFailed

from orderdesk.errors import OrderdeskError
from orderdesk.locale import _

EXIT_OUR_FAULT = 70
"""EX_SOFTWARE of sysexits.h, as in the exit codes for scripts."""
_OURS = "orderdesk"


def redacted_report(error: BaseException, where: str) -> str:
    """A report on `error`: types, module:line of the frames, versions. No locals, no source lines, and no message
    unless it is an OrderdeskError's, which holds no data by its contract. `where` names the screen or command."""
    lines = [
        f"orderdesk crash report, {datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
        f"where: {where}",
        f"versions: orderdesk {_version('orderdesk')}, textual {_version('textual')}",
        f"python: {platform.python_version()}",
        f"system: {platform.system()} {platform.release()}, terminal {os.environ.get('TERM', 'unknown')}",
        "",
    ]
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        lines += _one_error(current)
        current = current.__cause__ or current.__context__
        if current is not None:
            lines.append("after:")
    return "\n".join(lines) + "\n"


def _one_error(error: BaseException) -> list[str]:
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    message = f": {error.message}" if isinstance(error, OrderdeskError) else ""
    lines = [kind + message, *_frames(error.__traceback__)]
    inner = error.exceptions if isinstance(error, BaseExceptionGroup) else ()
    if isinstance(error, WorkerFailed):  # what failed in the worker stands neither in its cause nor in its context
        inner = (error.error,)
    for one in inner:
        lines += ["with:", *_one_error(one)]
    return lines


def _frames(trace: TracebackType | None) -> list[str]:
    """Module and line of every frame; the function's name too where the code is ours."""
    found = []
    for frame, line in traceback.walk_tb(trace):
        module = str(frame.f_globals.get("__name__", "?"))
        ours = module.split(".")[0] == _OURS
        found.append(f"  {module}:{line}" + (f" {frame.f_code.co_name}" if ours else ""))
    return found


def _version(package: str) -> str:
    from importlib import metadata  # 8 ms that no start needs

    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "unknown"


def write_report(folder: Path, report: str) -> Path | None:
    """Write the report into `folder`, readable by its owner alone. None when that is not possible: a crash must not
    crash."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        stamp = datetime.now(UTC).strftime("crash-%Y%m%d-%H%M%S-")
        handle, name = tempfile.mkstemp(prefix=stamp, suffix=".txt", dir=folder)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(report)
    except OSError:
        return None
    return Path(name)


class CrashSafeApp(App[Any]):
    """An app that leaves a redacted report and one sentence when it fails, and exit code 70 in `return_code`."""

    def __init__(self, crash_folder: Path) -> None:
        super().__init__()
        self.crash_folder = crash_folder
        """Where reports are written."""

    def save_before_crash(self) -> None:
        """Called once when the app fails, to save what is open. Nothing here."""

    def _handle_exception(self, error: Exception) -> None:
        self._return_code = EXIT_OUR_FAULT
        if self._exception is None:
            self._exit_renderables.append(Text(self._leave_report(error)))
            self._exception = error  # what Textual's test pilot raises
            self._save_before_crash_quietly()
            self._exception_event.set()
        self._close_messages_no_wait()

    def _save_before_crash_quietly(self) -> None:
        try:
            self.save_before_crash()
        except Exception as second:  # the fault may lie in the very data that is to be saved
            self.leave_report(second, "saving before the crash")

    def _fatal_error(self) -> None:
        error = sys.exc_info()[1]
        self._handle_exception(error if isinstance(error, Exception) else RuntimeError())

    def _print_error_renderables(self) -> None:
        """Print the sentences as they are: Rich would break the report's path over two lines."""
        for sentence in self._exit_renderables[:1]:
            sys.stderr.write(f"{sentence}\n")
        self._exit_renderables.clear()

    def _leave_report(self, error: BaseException) -> str:
        try:
            where = f"{type(self.screen).__module__}.{type(self.screen).__qualname__}"
        except Exception:  # without a screen there is no name; the report matters more
            where = type(self).__qualname__
        return self.leave_report(error, where)

    def leave_report(self, error: BaseException, where: str) -> str:
        """Write the report; the sentence that says where it is."""
        path = write_report(self.crash_folder, redacted_report(error, where))
        if path is None:
            return _("orderdesk failed and had to stop. The report could not be written.")
        return _("orderdesk failed and had to stop. A report without personal data is in {path}").format(path=path)

    def run(self, *args: Any, **kwargs: Any) -> Any:
        """Run the app; faults outside Textual's own handling (threads, forgotten tasks) are reported just as
        quietly."""
        with self._quiet_hooks():
            try:
                return super().run(*args, **kwargs)
            except Exception as error:  # the last fence before a traceback with a citizen's data
                self._return_code = EXIT_OUR_FAULT
                sys.stderr.write(self.leave_report(error, "run") + "\n")
                return None

    async def on_load(self) -> None:
        """Textual's first event: from here on a forgotten task's fault is noted, not printed."""
        if not self.is_headless:
            asyncio.get_running_loop().set_exception_handler(
                lambda _loop, context: self._note(context.get("exception")),
            )

    def _note(self, error: BaseException | None) -> None:
        # EIO: the terminal is gone (a closed ssh line), which is nobody's fault.
        if error is not None and not (isinstance(error, OSError) and error.errno == errno.EIO):
            self.leave_report(error, "background")

    @contextmanager
    def _quiet_hooks(self) -> Iterator[None]:
        import threading

        before = (sys.unraisablehook, threading.excepthook)
        sys.unraisablehook = lambda fault: self._note(fault.exc_value)
        threading.excepthook = lambda fault: self._note(fault.exc_value)
        try:
            yield
        finally:
            sys.unraisablehook, threading.excepthook = before
