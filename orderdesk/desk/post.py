"""The post: hand over what waits in the outbox, take in what has arrived, acknowledge it with a signed receipt.

A document that arrives is opened, verified, and kept on disk before anything is acknowledged. What does not pass goes
to quarantine as it came, with the name of the check that failed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from orderdesk.desk import index, outbox, quarantine
from orderdesk.desk.desk import Desk
from orderdesk.desk.issuing import To, issue
from orderdesk.desk.opening import DIRECTORIES
from orderdesk.errors import ExchangeUnavailable, InputRefused, NotFound
from orderdesk.exchange.carrier import Envelope
from orderdesk.signing.parsing import Parsed, parse
from orderdesk.signing.sealing import unseal
from orderdesk.trust.result import CheckName
from orderdesk.trust.verification import Arrival, verify


@dataclass(frozen=True, slots=True)
class Round:
    """What one round of the post did. `trouble` is a sentence where the exchange could not be reached."""

    handed_over: int = 0
    taken: tuple[str, ...] = ()
    doubled: int = 0
    refused: tuple[str, ...] = ()
    directories: int = 0
    trouble: str = ""


Progress = Callable[[int, int], bool]


def _go_on(_done: int, _of: int) -> bool:
    return True


def sync(desk: Desk, *, force: bool = False, progress: Progress = _go_on) -> Round:
    """One round: directories first, then what has arrived, then what waits to go (receipts among it).

    `progress` is told how far it has come and may say stop (False): what has been taken stays taken, the rest waits.
    """
    desk.store.refresh()
    try:
        directories = _take_directories(desk)
        taken, doubled, refused = _take_in(desk, progress)
        handed_over = outbox.flush(desk, force=force)
    except ExchangeUnavailable as error:
        return Round(trouble=str(error))
    rows = outbox.waiting(desk)
    trouble = next((row.trouble for row in rows if row.trouble), "")
    return Round(handed_over, tuple(taken), doubled, tuple(refused), directories, trouble)


def _take_directories(desk: Desk) -> int:
    """Take in newer directories of organisations that this desk has reason to believe."""
    news = 0
    for _version, data in sorted((_version_of(data), data) for data in desk.carrier.directories()):
        if accept_directory(desk, data):
            news += 1
    return news


def accept_directory(desk: Desk, data: bytes) -> bool:
    """Add a directory to those the desk trusts, if it verifies as the next of a line it knows. True when it was new."""
    verification = desk.trust.add(data, desk.now())
    parsed = verification.parsed
    if not verification or parsed is None or desk.store.get(DIRECTORIES, parsed.digest) is not None:
        return False
    desk.archive.put(parsed.digest, parsed.canonical)
    body: Any = parsed.value["body"]
    desk.store.put(DIRECTORIES, parsed.digest, {"org": body["org"], "version": body["version"]})
    return True


def _version_of(data: bytes) -> int:
    """The version that a directory claims; only to try older ones first, so anything unreadable may come last."""
    try:
        body: Any = parse(data).value["body"]
        version = body["version"]
    except (InputRefused, LookupError, TypeError):
        return 1 << 30
    return version if isinstance(version, int) else 1 << 30


def _take_in(desk: Desk, progress: Progress) -> tuple[list[str], int, list[str]]:
    taken: list[str] = []
    refused: list[str] = []
    doubled = 0
    arrived = desk.carrier.waiting(desk.mailbox)
    for done, envelope in enumerate(arrived):
        if not progress(done, len(arrived)):
            break
        outcome, name = _take(desk, envelope)
        taken += [name] if outcome == "taken" else []
        refused += [name] if outcome == "refused" else []
        doubled += outcome == "doubled"
    return taken, doubled, refused


def _take(desk: Desk, envelope: Envelope) -> tuple[str, str]:
    try:
        sealed = desk.carrier.fetch(desk.mailbox, envelope)
        data = unseal(sealed, desk.keys.openers())
    except NotFound:
        return "gone", ""
    except InputRefused as refusal:
        return "refused", _refuse(desk, envelope, refusal.check, refusal.message, b"")
    outcome, name = receive(desk, data)
    if outcome == "refused":
        desk.carrier.reject(desk.mailbox, envelope, _REASONS.get(name, "other"))
    else:
        desk.carrier.acknowledge(desk.mailbox, envelope)
    return outcome, name


def receive(desk: Desk, data: bytes) -> tuple[str, str]:
    """Verify an opened document and keep it. Gives ("taken", digest), ("doubled", digest) or ("refused", check)."""

    def seen(digest: str) -> bool:
        return desk.store.get(index.DOCUMENTS, digest) is not None

    # A document whose predecessor has not come is kept: the fold takes it in its place, and the thread shows the hole.
    arrival = Arrival(desk.settings.org, desk.settings.person, seen=seen, known=lambda _digest: True)
    verification = verify(data, desk.trust, now=desk.now(), arrival=arrival)
    failed, parsed = verification.failure, verification.parsed
    with desk.store.transaction():
        if failed is None and parsed is not None:
            desk.archive.put(parsed.digest, parsed.canonical)
            index.enter(desk, parsed.digest, parsed.value, outgoing=False)
            _settle(desk, parsed.value)
            _acknowledge(desk, parsed, "ok")
            return "taken", parsed.digest
        check, message = (failed.name, failed.message) if failed else ("", "")
        if parsed is not None and check == CheckName.REPLAY:
            _acknowledge(desk, parsed, "ok")
            return "doubled", parsed.digest
        quarantine.keep(desk, data, check, message)
        if parsed is not None and CheckName.REVOCATION in verification.established:
            _acknowledge(desk, parsed, "fatal", check=check, text=message)
    return "refused", check


def _settle(desk: Desk, value: dict[str, Any]) -> None:
    """A receipt takes what it is about out of the outbox."""
    if value["type"] == "orderdesk.receipt.v1":
        sender = value["from"]
        outbox.received(desk, value["body"]["document"], sender["org"], sender["person"])


def _acknowledge(desk: Desk, parsed: Parsed, outcome: str, *, check: str = "", text: str = "") -> None:
    value: dict[str, Any] = dict(parsed.value)
    if value["type"] in ("orderdesk.receipt.v1", "orderdesk.directory.v1"):
        return
    body: dict[str, Any] = {"document": parsed.digest, "outcome": outcome}
    body |= {"check": check} if check else {}
    body |= {"text": text} if text else {}
    sender = value["from"]
    issue(desk, "receipt", body, to=[To(sender["org"], sender["person"])], thread=value["thread"])


def _refuse(desk: Desk, envelope: Envelope, check: str, message: str, data: bytes) -> str:
    quarantine.keep(desk, data, check, message)
    desk.carrier.reject(desk.mailbox, envelope, _REASONS.get(check, "other"))
    return check


# From the names of checks to the codes that may stand in the exchange, which tell an outsider nothing.
_REASONS = {
    "sealing": "cannot-open",
    "sealed-size": "too-large",
    "size": "too-large",
    "utf8": "malformed",
    "json": "malformed",
    "profile": "malformed",
    "schema": "malformed",
    "proof": "bad-signature",
    "context": "bad-signature",
    "key": "bad-signature",
    "signature": "bad-signature",
    "member": "not-trusted",
    "directory": "not-trusted",
    "revocation": "not-trusted",
    "period": "not-trusted",
    "role": "not-allowed",
    "addressed": "not-for-us",
}
