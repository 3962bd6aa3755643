"""Everything a command says: results on stdout, talk on stderr, UTF-8 and "\\n" wherever it runs."""

import io
import os
import sys
from collections.abc import Mapping
from typing import TextIO

from orderdesk.locale import _

_BAR = 40  # cells: with its words it fits half a terminal
_ERASE_LINE = "\r\x1b[K"


class Output:
    """The two streams of a command. `quiet` leaves out talk that is no error."""

    def __init__(self, stdout: TextIO, stderr: TextIO, environment: Mapping[str, str]) -> None:
        self._stdout = stdout
        self._stderr = stderr
        self.quiet = False
        plain = bool(environment.get("NO_COLOR")) or environment.get("TERM") == "dumb"
        self.color = not plain and stdout.isatty()
        """Whether results may be coloured; colour never says what words do not."""
        self._shows_progress = not plain and stderr.isatty() and not stdout.isatty()
        self._shows_bars = not plain and stderr.isatty()
        self._progress_shown = False

    @classmethod
    def of_process(cls) -> "Output":
        """The process's own streams, made to write the same bytes on every system. What UTF-8 cannot write (half a
        character in a file name) is written as its escape."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
        return cls(sys.stdout, sys.stderr, os.environ)

    def result(self, text: str) -> None:
        """Write `text` to stdout, as it is."""
        self._end_progress()
        self._stdout.write(text)

    def line(self, text: str = "") -> None:
        """Write a line to stdout."""
        self.result(f"{text}\n")

    def talk(self, text: str) -> None:
        """Say something on stderr that is not part of the result."""
        if not self.quiet:
            self._say(text)

    def error(self, message: str, advice: str = "") -> None:
        """Say on stderr what is wrong and what to do, quiet or not."""
        self._say(" ".join(part for part in (_("orderdesk:"), message, advice) if part))

    def progress(self, text: str) -> None:
        """Show how far a long job has come, on a terminal that shows nothing else."""
        if self._shows_progress and not self.quiet:
            self._stderr.write(_ERASE_LINE + text)
            self._stderr.flush()
            self._progress_shown = True

    def bar(self, done: int, of: int) -> None:
        """Show as a bar how far a long job has come that writes nothing to stdout meanwhile."""
        if self._shows_bars and not self.quiet and of:
            filled = _BAR * min(done, of) // of
            words = _("{done} of {all}").format(done=done, all=of)
            self._stderr.write(f"{_ERASE_LINE}[{'#' * filled}{'.' * (_BAR - filled)}] {words}")
            self._stderr.flush()
            self._progress_shown = True

    def flush(self) -> None:
        """Bring out what is buffered; a reader that has gone away shows here."""
        self._end_progress()
        self._stdout.flush()
        self._stderr.flush()

    def abandon(self) -> None:
        """The reader of stdout has gone away: write nothing more to it, at the interpreter's end neither."""
        devnull = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(devnull, self._stdout.fileno())
        except (OSError, ValueError):  # a stream that is no file
            pass
        finally:
            os.close(devnull)

    def _say(self, text: str) -> None:
        self._end_progress()
        self._stdout.flush()
        self._stderr.write(f"{self._wrapped(text)}\n")

    def _wrapped(self, text: str) -> str:
        """Sentences broken between words where a terminal would break them within; what a script reads stays as it
        is, and so does a line without blanks, as a path."""
        if not self._stderr.isatty():
            return text
        from shutil import get_terminal_size
        from textwrap import fill

        width = get_terminal_size().columns
        lines = text.split("\n")
        return "\n".join(
            fill(one, width, break_long_words=False, break_on_hyphens=False) if len(one) > width else one
            for one in lines
        )

    def _end_progress(self) -> None:
        if self._progress_shown:
            self._progress_shown = False
            self._stderr.write(_ERASE_LINE)
            self._stderr.flush()
