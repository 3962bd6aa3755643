"""What a verification found: the named checks in their fixed order, and the document they were made on."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Final, Literal, NamedTuple

from orderdesk.documents.envelope import Document
from orderdesk.documents.registry import model_of
from orderdesk.errors import InputRefused
from orderdesk.locale import N_
from orderdesk.signing.canonical import Json
from orderdesk.signing.parsing import Parsed

Status = Literal["passed", "failed", "not_checked"]


class CheckName(StrEnum):
    """The checks, in the order they are made. After one that failed the later ones are not made."""

    SIZE = "size"
    UTF8 = "utf8"
    JSON = "json"
    PROFILE = "profile"
    PROOF = "proof"
    CONTEXT = "context"
    KEY = "key"
    SIGNATURE = "signature"
    SCHEMA = "schema"
    ISSUED = "issued"
    DIRECTORY = "directory"
    MEMBER = "member"
    ROLE = "role"
    PERIOD = "period"
    REVOCATION = "revocation"
    COLLEAGUES = "colleagues"
    ADDRESSED = "addressed"
    REPLAY = "replay"
    PREVIOUS = "previous"


class AnswerCheck(StrEnum):
    """The checks of a report against its order. All are made: a report may fail several."""

    THREAD = "order-thread"
    VERSION = "order-version"
    GOALS = "order-goals"
    QUESTIONS = "order-questions"
    DOCUMENTATION = "order-documentation"
    PERIOD = "order-period"
    TOTALS = "order-totals"
    OUTCOME = "order-outcome"


class Check(NamedTuple):
    """One check. `message` and `advice` are sentences, empty where there is nothing to say; show them through `_`."""

    name: str
    status: Status
    message: str = ""
    advice: str = ""


class Finding(NamedTuple):
    """A place in the document that a check objects to. `path` is as $.body.goals[0].due."""

    check: str
    path: str
    message: str


NO_TRUST: Final = N_("No directory was given that says whose key it is.")
NOT_ARRIVING: Final = N_("Asked only when a document arrives at a desk.")
AFTER_FAILURE: Final = N_("A check before it failed.")

_ORDERED: Final = tuple(CheckName)
_PASSED: Final = tuple(Check(str(name), "passed") for name in _ORDERED)
_AFTER_FAILURE: Final = tuple(Check(str(name), "not_checked", AFTER_FAILURE) for name in _ORDERED)
_OF_THE_DOCUMENT: Final = _ORDERED.index(CheckName.DIRECTORY)
_OF_THE_SENDER: Final = _ORDERED.index(CheckName.COLLEAGUES)
_OF_THE_ARRIVAL: Final = _ORDERED.index(CheckName.ADDRESSED)


def _not_asked(names: Iterable[CheckName], reason: str) -> tuple[Check, ...]:
    return tuple(Check(str(name), "not_checked", reason) for name in names)


def _all_good(trusted: bool, arriving: bool) -> tuple[Check, ...]:
    arrival = _ORDERED[_OF_THE_ARRIVAL:]
    return (
        *_before_arrival(trusted),
        *(_PASSED[_OF_THE_ARRIVAL:] if arriving else _not_asked(arrival, NOT_ARRIVING)),
    )


def _before_arrival(trusted: bool) -> tuple[Check, ...]:
    """The checks that are made wherever a document is, all of them passed; without a directory not the sender's."""
    if trusted:
        return _PASSED[:_OF_THE_ARRIVAL]
    sender = _not_asked(_ORDERED[_OF_THE_DOCUMENT:_OF_THE_SENDER], NO_TRUST)
    return (*_PASSED[:_OF_THE_DOCUMENT], *sender, *_PASSED[_OF_THE_SENDER:_OF_THE_ARRIVAL])


# Shared by all verifications that went well: nineteen fresh objects a file would be felt at 10,000 files.
ALL_GOOD: Final = {
    (trusted, arriving): _all_good(trusted, arriving) for trusted in (False, True) for arriving in (False, True)
}


def read_model(value: dict[str, Json]) -> Document:
    """`value`, of a known type, as its model. Members go by their names on the wire alone.

    Raises pydantic's ValidationError.
    """
    return model_of(str(value["type"])).model_validate(value, by_alias=True, by_name=False)


class Verification:
    """The answer to "may this document be believed?". True when no check failed of those that could be made.

    A caller that needs to know who signed must have given a directory: without one the answer can be true and
    `not_established` still name the sender's checks. Use `document` and `value` only of an answer that is true; of one
    that is not they are there, as far as the checks came, to show in a quarantine.
    """

    __slots__ = ("_document", "checks", "failure", "findings", "parsed", "signer")

    def __init__(
        self,
        checks: tuple[Check, ...],
        parsed: Parsed | None,
        document: Document | None,
        signer: str | None,
        findings: tuple[Finding, ...] = (),
        failure: Check | None = None,
    ) -> None:
        self.checks = checks
        self.failure = failure
        """The check that failed; there is at most one."""
        self.parsed = parsed
        self._document = document
        self.signer = signer
        self.findings = findings

    def __bool__(self) -> bool:
        return self.failure is None

    @property
    def document(self) -> Document | None:
        """The document as its model; built when it is first asked for."""
        if self._document is None and self.failure is None and self.parsed is not None:
            self._document = read_model(self.parsed.value)
        return self._document

    @property
    def value(self) -> dict[str, Json] | None:
        """The document as plain values."""
        return self.parsed.value if self.parsed else None

    @property
    def digest(self) -> str | None:
        """The document's identity."""
        return self.parsed.digest if self.parsed else None

    @property
    def established(self) -> tuple[str, ...]:
        """The names of the checks that passed."""
        return tuple(check.name for check in self.checks if check.status == "passed")

    @property
    def not_established(self) -> tuple[str, ...]:
        """The names of the checks that failed or could not be made."""
        return tuple(check.name for check in self.checks if check.status != "passed")


def refused_at(
    refused: InputRefused,
    parsed: Parsed | None,
    document: Document | None,
    signer: str | None,
    findings: tuple[Finding, ...] = (),
    *,
    trusted: bool = True,
) -> Verification:
    """The verification that ended where `refused` says. `trusted`: whether there was a directory to judge by."""
    index = _ORDERED.index(CheckName(refused.check))
    failure = Check(refused.check, "failed", refused.message, refused.advice)
    before = (*_before_arrival(trusted), *_PASSED[_OF_THE_ARRIVAL:])[:index]
    checks = (*before, failure, *_AFTER_FAILURE[index + 1 :])
    return Verification(checks, parsed, document, signer, findings, failure)
