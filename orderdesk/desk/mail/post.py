"""The post: hand over what waits in the outbox, take in what has arrived, acknowledge it with a signed receipt.

A document that arrives is opened, verified, and kept on disk before anything is acknowledged. What does not pass goes
to quarantine as it came, with the name of the check that failed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from orderdesk.desk import index, opening
from orderdesk.desk.desk import Desk
from orderdesk.desk.issuing import To, issue
from orderdesk.desk.mail import (
    admission,
    asking_again,
    forwarding,
    holes,
    line,
    moving,
    outbox,
    quarantine,
    sending_again,
)
from orderdesk.desk.mail.line import Standing
from orderdesk.desk.mail.receiving_alone import receiving_alone
from orderdesk.desk.mail.refusal_codes import REASONS
from orderdesk.desk.membership import directory_watch, taking_directories
from orderdesk.desk.people import colleague_notes
from orderdesk.documents.parties import REFUSALS
from orderdesk.errors import ExchangeUnavailable, InputRefused, NotFound
from orderdesk.exchange.carrier import Envelope
from orderdesk.locale import _
from orderdesk.signing.parsing import Parsed, parse
from orderdesk.signing.sealing import recipients_of, unseal
from orderdesk.trust.result import CheckName
from orderdesk.trust.verification import Arrival, verify


@dataclass(frozen=True, slots=True)
class Round:
    """What one round of the post did. `taken` are digests, `refused` the checks that failed, `early` how many documents
    wait in the mailbox for the clock or for a directory, `asked` for how many missing documents somebody was asked.
    `trouble` is a sentence where the exchange was not reached; `standing` says whether it was, and
    `retry_after` for how many seconds it asked to be left alone."""

    handed_over: int = 0
    taken: tuple[str, ...] = ()
    doubled: int = 0
    refused: tuple[str, ...] = ()
    directories: int = 0
    trouble: str = ""
    early: int = 0
    published: int = 0
    standing: Standing = "in_touch"
    retry_after: float = 0.0
    asked: int = 0


Progress = Callable[[int, int], bool]


def _go_on(_done: int, _of: int) -> bool:
    return True


def sync(desk: Desk, *, force: bool = False, progress: Progress = _go_on) -> Round:
    """One round: directories first, then what has arrived, then what waits to go (receipts among it).

    `progress` is told how far it has come and may say stop (False): what has been taken stays taken, the rest waits.
    """
    desk.store.refresh()
    opening.follow(desk)
    moving.follow(desk)
    found: list[tuple[str, str]] = []
    put: list[str] = []
    directories = published = asked = 0
    broken: ExchangeUnavailable | None = None
    try:
        directories, published = taking_directories.exchange(desk)
        colleague_notes.forward(desk)
        with receiving_alone(desk) as alone:
            if alone:
                _take_in(desk, progress, found, put)
                moving.start_over_if_set_back(desk)
        found += forwarding.out_of_quarantine(desk, receive)
        forwarding.follow_up(desk)
        asked = asking_again.look(desk)
        outbox.to_new_keys(desk)
        outbox.flush(desk, force=force, put=put)
    except ExchangeUnavailable as error:
        broken = error
    return Round(
        handed_over=len(put),
        taken=tuple(name for outcome, name in found if outcome == "taken"),
        doubled=sum(1 for outcome, _name in found if outcome == "doubled"),
        refused=tuple(name for outcome, name in found if outcome == "refused"),
        directories=directories,
        trouble=str(broken or "") or next((row.trouble for row in outbox.waiting(desk) if row.trouble), ""),
        early=sum(1 for outcome, _name in found if outcome == "early"),
        published=published,
        standing=line.noted(desk, broken),
        retry_after=broken.retry_after if broken else 0.0,
        asked=asked,
    )


_SEND_EVERY = 25
"""Documents after which a large backlog lets go out what waits: what is written meanwhile, and receipts."""


def _take_in(desk: Desk, progress: Progress, found: list[tuple[str, str]], put: list[str]) -> None:
    """Put into `found` what became of each document in the mailbox, as `receive` tells it, before the exchange is told:
    a line that breaks then must not hide from the person what has been taken. What was told is in the mailbox no more,
    so a desk that is killed goes on where it was."""
    arrived = desk.carrier.waiting(desk.mailbox)
    for done, envelope in enumerate(arrived):
        if not progress(done, len(arrived)):
            break
        found.append(_take(desk, envelope))
        _tell(desk, envelope, *found[-1])
        if done % _SEND_EVERY == _SEND_EVERY - 1:
            outbox.flush(desk, put=put)
    if any(outcome == "taken" for outcome, _name in found):  # a handover may have come after what it names
        for at, one in enumerate(found):
            if one[0] == "early":
                found[at] = _take(desk, arrived[at])
                _tell(desk, arrived[at], *found[at])


def _take(desk: Desk, envelope: Envelope) -> tuple[str, str]:
    try:
        sealed = desk.carrier.fetch(desk.mailbox, envelope)
        data = unseal(sealed, desk.keys.openers())
    except NotFound:
        return "gone", ""
    except InputRefused as refusal:
        if opening.follow(desk):  # another window has made new keys in the midst of this round
            return _take(desk, envelope)
        quarantine.keep(desk, b"", refusal.check, str(refusal))
        return "refused", refusal.check
    return receive(desk, data, recipients_of(sealed))


def _tell(desk: Desk, envelope: Envelope, outcome: str, name: str) -> None:
    if outcome == "refused":
        desk.carrier.reject(desk.mailbox, envelope, REASONS.get(name, "other"))
    elif outcome in ("taken", "doubled", "passed"):
        desk.carrier.acknowledge(desk.mailbox, envelope)


def receive(desk: Desk, data: bytes, sealed_to: Sequence[str] = ()) -> tuple[str, str]:
    """Verify an opened document and keep it. Gives ("taken", digest), ("doubled", digest), ("refused", check), or
    ("early", check) where it may be believed later: nothing is kept then, and it stays in the mailbox; ("passed",
    digest) for a request that is not answered, of which nothing is kept either. `sealed_to` are the keys that its
    envelope named."""

    def seen(digest: str) -> bool:
        return desk.store.get(index.DOCUMENTS, digest) is not None

    # A document whose predecessor has not come is kept: the fold takes it in its place, and the thread shows the hole.
    arrival = Arrival(
        desk.settings.org, desk.settings.person, seen=seen, known=lambda _digest: True,
        handed=lambda parsed: forwarding.is_handed(desk, parsed) or holes.is_waited_for(desk, parsed),
    )  # fmt: skip
    verification = verify(data, desk.trust, now=desk.now(), arrival=arrival)
    failed, parsed = verification.failure, verification.parsed
    if failed is not None and parsed is not None:
        waits = forwarding.waits(desk, parsed, failed.name, sealed_to)
        if waits or admission.too_early(desk, failed.name, verification.document):
            directory_watch.named(desk, parsed.value)
            return "early", failed.name
    with desk.store.transaction():
        if failed is None and parsed is not None:
            return _enter(desk, parsed)
        if parsed is not None and _is_own(desk, parsed):
            desk.archive.put(parsed.digest, parsed.canonical)
            return "doubled", parsed.digest
        check, message = (failed.name, failed.message) if failed else ("", "")
        advice = failed.advice if failed else ""
        if parsed is not None and check == CheckName.REPLAY:
            desk.archive.put(parsed.digest, parsed.canonical)  # makes a damaged or missing file whole
            _acknowledge_again(desk, parsed)
            return "doubled", parsed.digest
        why = " ".join(_(sentence) for sentence in (message, advice) if sentence)
        quarantine.keep(desk, data, check, why)
        known = parsed is not None and CheckName.REVOCATION in verification.established
        if known and parsed is not None and not forwarding.is_from_a_colleague(desk, parsed, check, sealed_to):
            _acknowledge(desk, parsed, "fatal", check=check, text=message)
    return "refused", check


def _is_own(desk: Desk, parsed: Parsed) -> bool:
    """Whether this desk issued it. Envelopes are sealed to their sender too, so anybody can send one back."""
    row = desk.store.get(index.DOCUMENTS, parsed.digest)
    return row is not None and bool(row["out"])


def _enter(desk: Desk, parsed: Parsed) -> tuple[str, str]:
    """Take a verified document into its thread, if it belongs there. Call it within a transaction."""
    value: dict[str, Any] = dict(parsed.value)
    directory_watch.named(desk, value)
    if sending_again.is_request(value):
        return _asked(desk, parsed)
    _settle(desk, value)
    if check := admission.refusal(desk, parsed.digest, value):
        _keep_apart(desk, parsed, check)
        return "refused", check
    desk.keep(parsed.digest, parsed.canonical)
    own = holes.is_own(desk, value)  # it was lost here, and somebody who had it has sent it back
    index.enter(desk, parsed.digest, value, outgoing=own)
    if value["type"] != "orderdesk.handover.v1" and forwarding.is_for_the_owner(desk, value) and not own:
        _acknowledge_taken(desk, parsed)
    forwarding.came(desk, parsed.digest, value)
    if value["type"] == "orderdesk.order.v1":
        for stranger in admission.strangers(desk, value["thread"]):
            if not quarantine.holds(desk, stranger):
                _keep_apart(desk, parse(desk.archive.get(stranger)), "parties")
    return "taken", parsed.digest


def _asked(desk: Desk, parsed: Parsed) -> tuple[str, str]:
    """Answer a request for a document that has not come to its sender."""
    if not sending_again.answer(desk, parsed):
        return "passed", parsed.digest
    desk.keep(parsed.digest, parsed.canonical)
    index.enter(desk, parsed.digest, parsed.value, outgoing=False)
    return "taken", parsed.digest


def _keep_apart(desk: Desk, parsed: Parsed, check: str) -> None:
    """Put a genuine document of somebody who has no part in the thread into quarantine, and tell the sender."""
    message, advice = (_(sentence) for sentence in REFUSALS[check])
    quarantine.keep(desk, parsed.canonical, check, f"{message} {advice}")
    _acknowledge(desk, parsed, "fatal", check=check, text=message)


def _settle(desk: Desk, value: dict[str, Any]) -> None:
    """A receipt takes what it is about out of the outbox; one that asks for it later puts it in line again."""
    if value["type"] != "orderdesk.receipt.v1" or sending_again.is_request(value):
        return
    sender, body = value["from"], value["body"]
    if body["outcome"] == "transient":
        outbox.postponed(desk, body["document"], sender["org"], sender["person"])
    else:
        outbox.received(desk, body["document"], sender["org"], sender["person"])
        sending_again.settled(desk, body["document"], sender["org"], sender["person"])


def _acknowledge(desk: Desk, parsed: Parsed, outcome: str, *, check: str = "", text: str = "") -> None:
    value: dict[str, Any] = dict(parsed.value)
    if value["type"] in ("orderdesk.receipt.v1", "orderdesk.directory.v1"):
        return
    body: dict[str, Any] = {"document": parsed.digest, "outcome": outcome}
    body |= {"check": check} if check else {}
    body |= {"text": text} if text else {}
    sender = value["from"]
    # Who is turned away learns nothing of the thread, not even the digests of what is in it.
    alone = outcome == "fatal" or value["type"] == "orderdesk.note.v1"
    after = (parsed.digest, value["seq"]) if alone else None
    issue(desk, "receipt", body, to=[To(sender["org"], sender["person"])], thread=value["thread"], after=after)


def _acknowledge_taken(desk: Desk, parsed: Parsed) -> None:
    """Taken; where the order's state did not take it, the receipt says that too, but for what comes before its order or
    while something earlier has not come: nobody can tell yet."""
    value: dict[str, Any] = dict(parsed.value)
    folded = index.thread_of(desk, value["thread"])
    refused = folded.refused if folded.order and not folded.missing else ()
    check = next((one.check for one in refused if one.entry.digest == parsed.digest), "")
    _acknowledge(desk, parsed, "ok", check=check, text=_(REFUSALS[check][0]) if check else "")


def _acknowledge_again(desk: Desk, parsed: Parsed) -> None:
    """The same receipt once more: the first may have been lost, and a second one would only lengthen the thread."""
    value: dict[str, Any] = dict(parsed.value)
    _settle(desk, value)
    if forwarding.came_again(desk, parsed.digest, value):
        return
    given = index.receipts_given(desk, parsed.digest, value)
    for receipt in given[:1]:
        outbox.add(desk, receipt, value["from"]["org"], value["from"]["person"])
    if not given:
        _acknowledge(desk, parsed, "ok")
