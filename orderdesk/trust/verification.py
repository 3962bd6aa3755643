"""A document verified, check by named check, failing closed.

Times. The key's period and the directory's expiry are judged at `issued`, the time the author signed for. That time
may lie at most ten minutes after `now` (clocks differ), and the proof may be made at most ten minutes before it and not
later than `now`, the same tolerance given. A key revoked as lost or compromised is another matter: who has it can write
any date. So a document that arrives under it is refused whatever date it bears, while one that has long been in the
store is refused only if it was issued at or after the revocation.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from pydantic import ValidationError

from orderdesk.documents.envelope import Document
from orderdesk.documents.registry import KINDS
from orderdesk.errors import InputRefused
from orderdesk.locale import _
from orderdesk.signing.parsing import Parsed, parse
from orderdesk.signing.proof import verify_proof
from orderdesk.trust import fast_road
from orderdesk.trust.colleagues import check_colleagues
from orderdesk.trust.result import ALL_GOOD, Verification, read_model, refused_at
from orderdesk.trust.schema_findings import SchemaRefused, refusal_of, unknown_type
from orderdesk.trust.times import TOLERANCE

if TYPE_CHECKING:
    from orderdesk.trust.directories import Trust


def _not_handed(_parsed: Parsed) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Arrival:
    """The desk a document arrives at. `seen` and `known` are asked with a digest: has the document been taken before,
    and is a document that it names as previous here. `handed` is asked of one that is addressed to somebody else: has
    a colleague handed it to this person."""

    org: str
    person: str
    seen: Callable[[str], bool]
    known: Callable[[str], bool]
    handed: Callable[[Parsed], bool] = _not_handed


def verify(
    data: bytes,
    trust: "Trust | None",
    *,
    now: datetime,
    arrival: Arrival | None = None,
    tolerate_future: bool = False,
) -> Verification:
    """Make every check that can be made on the bytes of one document; raises nothing for any input.

    Without `trust` the sender is not checked, without `arrival` not whether the document is for us and new; the result
    names what was left out. `now` needs a time zone. `tolerate_future` passes documents issued after `now`.
    """
    if arrival is None and (passed := fast_road.passes(data, trust, now, tolerate_future)) is not None:
        return Verification(ALL_GOOD[trust is not None, False], passed[0], None, passed[1])
    parsed: Parsed | None = None
    document: Document | None = None
    signer: str | None = None
    try:
        parsed = parse(data)
        signer = verify_proof(parsed).did
        document = _read(parsed)
        _check_times(document, now, tolerate_future)
        if trust is not None:
            trust.check_sender(document, parsed, signer, arriving=arrival is not None)
        check_colleagues(parsed.value)
        if arrival is not None:
            _check_arrival(document, parsed, arrival)
    except InputRefused as refused:
        findings = refused.findings if isinstance(refused, SchemaRefused) else ()
        return refused_at(refused, parsed, document, signer, findings, trusted=trust is not None)
    return Verification(ALL_GOOD[trust is not None, arrival is not None], parsed, document, signer)


def _read(parsed: Parsed) -> Document:
    """The document as its model. Raises SchemaRefused."""
    document_type = parsed.value.get("type")
    if type(document_type) is not str or document_type not in KINDS:
        raise unknown_type()
    try:
        return read_model(parsed.value)
    except ValidationError as error:
        raise refusal_of(error, parsed.value) from None


def _check_times(document: Document, now: datetime, tolerate_future: bool) -> None:
    issued, created = document.issued, document.proof.created
    if created < issued and issued - created > TOLERANCE:
        raise InputRefused("issued", _("The proof is older than the document it belongs to."))
    if tolerate_future:
        return
    latest = now + TOLERANCE
    if issued > latest or created > latest:
        raise InputRefused(
            "issued",
            _("The document was issued at a time that has not come yet."),
            _("Check the clock of this machine, and the sender's."),
        )


def _check_arrival(document: Document, parsed: Parsed, arrival: Arrival) -> None:
    """Is it for us, is it new, and is what it builds on here. A directory has no addressees: it is for everybody."""
    if document.to or parsed.value["type"] != "orderdesk.directory.v1":
        ours = any(to.org == arrival.org and to.person in (None, arrival.person) for to in document.to)
        if not ours and not arrival.handed(parsed):
            raise InputRefused("addressed", _("The document is addressed to somebody else."))
    if arrival.seen(parsed.digest):
        raise InputRefused("replay", _("The document has arrived before."))
    if (document.seq == 1) != (not document.prev):
        raise InputRefused("previous", _("The document's number in the thread does not fit what it says it builds on."))
    if not all(arrival.known(digest) for digest in document.prev):
        raise InputRefused(
            "previous",
            _("A document that this one builds on has not arrived."),
            _("Synchronise; if it does not come, ask the sender to send it again."),
        )
