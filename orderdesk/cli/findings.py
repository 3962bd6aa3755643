"""What a command found in each file: the one form that every reporter writes, whatever was checked."""

from collections.abc import Sequence
from typing import Literal, NamedTuple, Protocol

FileStatus = Literal["passed", "failed", "not_established", "unreadable"]
Severity = Literal["block", "advise"]


class NamedCheck(Protocol):
    """A check by name, "passed", "failed" or "not_checked", with a sentence and advice that may be empty."""

    @property
    def name(self) -> str: ...
    @property
    def status(self) -> str: ...
    @property
    def message(self) -> str: ...
    @property
    def advice(self) -> str: ...


class FileFinding(NamedTuple):
    """One thing found. `path` is the place, as $.body.goals[0].due; empty where the file as a whole is meant.
    `put_aside` is the reason for which somebody has put the advice aside; empty where it stands."""

    code: str
    path: str
    message: str
    severity: Severity = "block"
    advice: str = ""
    put_aside: str = ""


class FileResult(NamedTuple):
    """One file. `facts` are further members for machine output."""

    path: str
    status: FileStatus
    checks: Sequence[NamedCheck]
    findings: Sequence[FileFinding]
    facts: Sequence[tuple[str, str | bool | None]] = ()


class Summary(NamedTuple):
    """How many files there were of each status."""

    passed: int = 0
    failed: int = 0
    not_established: int = 0
    unreadable: int = 0

    @property
    def files(self) -> int:
        """All files."""
        return sum(self)

    @property
    def status(self) -> FileStatus:
        """The gravest status that any file has; "passed" for no files."""
        if self.unreadable:
            return "unreadable"
        if self.failed:
            return "failed"
        return "not_established" if self.not_established else "passed"

    def plus(self, other: "Summary") -> "Summary":
        """Both together."""
        return Summary(*(mine + theirs for mine, theirs in zip(self, other, strict=True)))


class Reporter(Protocol):
    """Writes results in one format. `fragment` may run in another process; what stands between fragments, before the
    first and after the last is added where they come together, so that nothing but the counts is kept."""

    separator: str
    """Between two fragments that are not empty."""

    def head(self) -> str:
        """Before the first file."""

    def fragment(self, result: FileResult) -> str:
        """One file; empty for nothing to say."""

    def tail(self, summary: Summary, /) -> str:
        """After the last file."""


def printable(text: str) -> str:
    """`text`, which may be a hostile file name, as one line without control characters or half characters."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)
