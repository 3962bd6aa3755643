"""Checking files, one at a time, and writing down what was found, a chunk of files at a time."""

import errno
import os
import sys
from collections.abc import Sequence
from datetime import datetime
from typing import Final, NamedTuple

from orderdesk.cli.findings import FileFinding, FileResult, FileStatus, Summary
from orderdesk.cli.formats.choosing import reporter_of
from orderdesk.cli.paths import STDIN
from orderdesk.locale import N_, _, use_language
from orderdesk.signing.profile import MAX_BYTES
from orderdesk.trust.answering import OrderToAnswer, check_answer, order_to_answer
from orderdesk.trust.directories import Trust
from orderdesk.trust.explanations import EXPLANATIONS
from orderdesk.trust.files import documents_in
from orderdesk.trust.result import Check, CheckName, Verification
from orderdesk.trust.verification import verify

FILE: Final = "file"
CANONICAL: Final = "canonical"
CODES: Final[dict[str, tuple[str, str]]] = {
    FILE: (N_("The file can be read."), N_("Check the name and who may read it.")),
    **EXPLANATIONS,
    CANONICAL: (
        N_("The file holds the document's canonical bytes. A file that does not is good all the same."),
        N_("Keep what a desk wrote as it is; a pretty-printed copy has another hash as a file."),
    ),
}
"""All codes of `validate`: what each asks, and what to do."""

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
        self._order: OrderToAnswer | None = None
        if task.order is not None:
            self._order = order_to_answer(verify(task.order, self._trust, now=task.now))
        self.reporter = reporter_of(task.format, quiet=task.quiet, codes=CODES)

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
        if self._order is not None:
            answer, places = check_answer(verified, self._order, self._now.date())
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
        data = os.read(descriptor, MAX_BYTES + 1)
        while data and len(data) <= MAX_BYTES and (more := os.read(descriptor, MAX_BYTES + 1 - len(data))):
            data += more
        return data
    finally:
        os.close(descriptor)


def read_stdin() -> bytes:
    """Standard input, up to a size that is too large. Raises OSError."""
    return sys.stdin.buffer.read(MAX_BYTES + 1)


def _trust_of(task: Task) -> Trust | None:
    if not task.directories:
        return None
    return Trust.from_files([one for data in task.directories for one in documents_in(data)], task.now)


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
