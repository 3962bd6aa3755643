"""Signing what a script composed, without sending it: the header is filled in, and the result is verified as its
readers will verify it."""

from collections.abc import Sequence
from typing import Any

from orderdesk.desk import index
from orderdesk.desk.desk import Desk
from orderdesk.desk.issuing import To, new_urn
from orderdesk.documents.parties import LEAVES_US, stays_inside, thread_id
from orderdesk.documents.registry import KINDS, type_of
from orderdesk.errors import InputRefused, NotPossible
from orderdesk.locale import _
from orderdesk.signing.canonical import canonical_bytes
from orderdesk.signing.proof import CONTEXT, sign_document
from orderdesk.trust.result import Verification
from orderdesk.trust.verification import verify

Json = dict[str, Any]


def compose(desk: Desk, body: Json, kind: str, *, to: Sequence[To], thread: str = "") -> Json:
    """A document without proof around `body`, the next in `thread`, or the first in a new one."""
    return completed(desk, {"type": type_of(kind), "body": body, "to": [one.as_json() for one in to]} | (
        {"thread": thread} if thread else {}))  # fmt: skip


def completed(desk: Desk, document: Json) -> Json:
    """`document` with what of its header is missing; what is there stays as it is."""
    if "proof" in document:
        raise InputRefused("proof", _("The document carries a proof already."))
    if document.get("type") not in KINDS:
        raise InputRefused("schema", _("The document's type is none of ours."), _("`orderdesk schema` lists them."))
    identity = document.get("id") or new_urn()
    thread = document.get("thread") or thread_id(desk.settings.org, str(identity))
    folded = index.thread_of(desk, str(thread))
    header: Json = {
        "@context": list(CONTEXT),
        "id": identity,
        "thread": thread,
        "seq": folded.seq + 1,
        "prev": list(folded.heads),
        "from": {"org": desk.settings.org, "person": desk.settings.person, "role": desk.settings.role},
        "issued": desk.instant(),
    }
    if versions := desk.trust.versions(desk.settings.org):
        header["directory"] = {"version": versions[-1].body.version, "hash": versions[-1].digest}
    return header | document


def sign(desk: Desk, document: Json) -> tuple[bytes, Verification]:
    """The signed document's canonical bytes, and what its readers will find. Only bytes whose verification is true may
    be given away. Raises InputRefused for what is outside the profile."""
    if document["type"] == "orderdesk.directory.v1":
        raise NotPossible(
            _("A directory is signed by an administrator's own commands."),
            _("See `orderdesk key` and `contact vouch`."),
        )
    if document["type"] == "orderdesk.note.v1" and not stays_inside(document):
        raise NotPossible(_(LEAVES_US))
    signed = sign_document(document, desk.keys.current("signing").signing(), desk.instant())
    data = canonical_bytes(signed)
    return data, verify(data, desk.trust, now=desk.now())
