"""Checking files, one at a time, and writing down what was found, a chunk of files at a time."""

import errno
import os
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from orderdesk.cli.findings import FileFinding, FileResult, FileStatus, Summary
from orderdesk.cli.formats.choosing import reporter_of
from orderdesk.cli.paths import STDIN
from orderdesk.locale import N_, _, use_language
from orderdesk.signing.profile import MAX_BYTES
from orderdesk.trust.result import Check, CheckName, Finding, Verification
from orderdesk.trust.verification import verify

if TYPE_CHECKING:
    from orderdesk.trust.directories import Trust

Answer: TypeAlias = tuple[tuple[Check, ...], tuple[Finding, ...]]

FILE: Final = "file"
CANONICAL: Final = "canonical"

_NOT_READ: Final = tuple(Check(str(name), "not_checked", N_("The file could not be read.")) for name in CheckName)
_NOT_CANONICAL: Final = FileFinding(
    CANONICAL, "", N_("The file is not in canonical form; the document is good all the same."), "advise"
)
_SYSTEM_SAYS: Final = {
    errno.ENOENT: N_("There is no such file."),
    errno.EACCES: N_("The file may not be read by you."),
    errno.EPERM: N_("The file may not be read by you."),
    errno.EISDIR: N_("This is a folder that cannot be read."),
}
_PIECE: Final = 32 * 1024
"""Bytes asked for at once: room for more costs 2 us, the system having to find it."""
_BINARY: Final = getattr(os, "O_BINARY", 0)


class Task(NamedTuple):
    """What to check files against and how to write it down; goes to other processes as it is."""

    directories: tuple[bytes, ...]
    order: bytes | None
    now: datetime
    format: str
    quiet: bool
    language: str


class Checker:
    """Checks files for one task. Raises InputRefused where a directory or the order does not verify."""

    def __init__(self, task: Task) -> None:
        use_language(task.language)
        self._now = task.now
        self._facts = task.format in ("json", "jsonl")
        self._trust = _trust_of(task)
        self._answer = _answer_to(task, self._trust)
        self.reporter = reporter_of(task.format, quiet=task.quiet, codes=_codes(task))

    def chunk(self, paths: Sequence[str]) -> tuple[str, Summary]:
        """What was found in these files, as the task's format writes it, and the count."""
        fragment, separator = self.reporter.fragment, self.reporter.separator
        counts = dict.fromkeys(Summary._fields, 0)
        fragments = []
        for path in paths:
            result = self.check(path)
            counts[result.status] += 1
            if text := fragment(result):
                fragments.append(text)
        return separator.join(fragments), Summary(**counts)

    def check(self, path: str) -> FileResult:
        """One file, or standard input; whatever it holds."""
        try:
            data = read_stdin() if path == STDIN else read_file(path)
        except (OSError, ValueError) as error:  # ValueError: a name that no file can have
            return _unreadable(path, error)
        return self._judge(path, verify(data, self._trust, now=self._now))

    def _judge(self, path: str, verified: Verification) -> FileResult:
        checks: tuple[Check, ...] = verified.checks
        findings: tuple[FileFinding, ...] = ()
        status: FileStatus = "passed" if self._trust is not None else "not_established"
        parsed = verified.parsed
        if (failure := verified.failure) is not None:
            status, findings = "failed", _findings_of(failure, verified)
        elif parsed is not None and not parsed.was_canonical:
            findings = (_NOT_CANONICAL,)
        if self._answer is not None:
            answer, places = self._answer(verified)
            checks = (*checks, *answer)
            if places:
                status = "failed"
                findings += tuple(FileFinding(str(place.check), place.path, place.message) for place in places)
        return FileResult(path, status, checks, findings, _facts_of(verified) if self._facts else ())


def read_file(path: str) -> bytes:
    """The bytes of a file; of one that is too large only so many that its size is seen. Raises OSError, ValueError.

    Without a file object, which costs as much as the reading (3 us).
    """
    descriptor = os.open(path, os.O_RDONLY | _BINARY)
    try:
        data = os.read(descriptor, _PIECE)
        while len(data) <= MAX_BYTES and (more := os.read(descriptor, _PIECE)):
            data += more
        return data
    finally:
        os.close(descriptor)


def read_stdin() -> bytes:
    """Standard input, up to a size that is too large. Raises OSError."""
    return sys.stdin.buffer.read(MAX_BYTES + 1)


def _trust_of(task: Task) -> "Trust | None":
    if not task.directories:
        return None
    from orderdesk.trust.directories import Trust
    from orderdesk.trust.files import documents_in

    return Trust.from_files([one for data in task.directories for one in documents_in(data)], task.now)


def _codes(task: Task) -> dict[str, tuple[str, str]]:
    """What the codes mean, for the one format that carries it."""
    if task.format != "sarif":
        return {}
    from orderdesk.cli.codes import CODES

    return CODES


def _answer_to(task: Task, trust: "Trust | None") -> "Callable[[Verification], Answer] | None":
    """What holds a report against the task's order, if it has one. Loading the model of an order takes 14 ms."""
    if task.order is None:
        return None
    from orderdesk.trust.answering import check_answer, order_to_answer

    order = order_to_answer(verify(task.order, trust, now=task.now))
    return lambda verified: check_answer(verified, order, task.now.date())


def _unreadable(path: str, error: OSError | ValueError) -> FileResult:
    number = error.errno if isinstance(error, OSError) else errno.ENOENT
    told = _SYSTEM_SAYS.get(number or 0)
    name = errno.errorcode.get(number or 0, "?")
    message = _(told) if told else _("The file cannot be read ({reason}).").format(reason=name)
    return FileResult(path, "unreadable", _NOT_READ, (FileFinding(FILE, "", message),))


def _findings_of(failure: Check, verified: Verification) -> tuple[FileFinding, ...]:
    if not verified.findings:
        return (FileFinding(failure.name, "", failure.message, "block", failure.advice),)
    return tuple(FileFinding(place.check, place.path, place.message) for place in verified.findings)


def _facts_of(verified: Verification) -> tuple[tuple[str, str | bool | None], ...]:
    """What a script wants to know of a document beside the checks. Type and id only of one whose signature holds."""
    parsed, value = verified.parsed, verified.value or {}
    signed = verified.signer is not None
    document_type, identity = value.get("type"), value.get("id")
    return (
        ("type", document_type if signed and isinstance(document_type, str) else None),
        ("id", identity if signed and isinstance(identity, str) else None),
        ("digest", verified.digest),
        ("signer", verified.signer),
        ("canonical", parsed.was_canonical if parsed else None),
    )
