"""Issuing a document: header, signature, a look at it through the recipient's eyes, archive, index and outbox.

Everything a desk sends goes through here, so nothing leaves it that it would not itself accept.
"""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from orderdesk.desk import index
from orderdesk.desk.desk import Desk
from orderdesk.desk.mail import outbox
from orderdesk.documents.parties import LEAVES_US, stays_inside, thread_id
from orderdesk.documents.people import Role
from orderdesk.documents.registry import type_of
from orderdesk.errors import NotPossible
from orderdesk.locale import _
from orderdesk.signing.canonical import canonical_bytes, digest
from orderdesk.signing.proof import CONTEXT, sign_document
from orderdesk.trust.verification import verify

Json = dict[str, Any]

_HIGHEST = 100_000
"""The format's highest number. Whoever writes it into a thread must not end it: what follows goes by its time."""


@dataclass(frozen=True, slots=True)
class Issued:
    """A document that has been signed and kept, and waits in the outbox."""

    digest: str
    thread: str


@dataclass(frozen=True, slots=True)
class To:
    """An addressee: a person, or with an empty person the organisation."""

    org: str
    person: str = ""

    def as_json(self) -> Json:
        """As the envelope writes it."""
        return {"org": self.org, "person": self.person} if self.person else {"org": self.org}


def new_urn() -> str:
    """A new random id."""
    return uuid.uuid4().urn


def issue(
    desk: Desk,
    kind: str,
    body: Json,
    *,
    to: Sequence[To],
    thread: str = "",
    role: Role | None = None,
    along: Callable[[str], object] | None = None,
    after: tuple[str, int] | None = None,
    readers: Sequence[To] | None = None,
) -> Issued:
    """Sign `body` as a document of `kind` and put it on its way.

    `thread` is empty for a new order. `along` changes the store in the same transaction (the draft that was sent goes,
    say); it gets the digest. `after`, the digest and number of one document, puts it after that alone instead of after
    all that the thread holds. `readers` are those to whom it goes now, where they are others than `to`. Raises
    NotPossible, with the failed check, where the desk's own verification refuses it.
    """
    identity = new_urn()
    thread = thread or thread_id(desk.settings.org, identity)
    with desk.store.transaction():
        header = _header(desk, kind, to, (thread, identity), role or desk.settings.role)
        if after is not None:
            header |= {"prev": [after[0]], "seq": min(after[1] + 1, _HIGHEST)}
        if kind == "note" and not stays_inside(header):
            raise NotPossible(_(LEAVES_US))
        document = sign_document(header | {"body": body}, desk.keys.current("signing").signing(), header["issued"])
        data = canonical_bytes(document)
        verification = verify(data, desk.trust, now=desk.now())
        if not verification:
            failed = verification.failure
            raise NotPossible(
                _("The document was not sent: {reason}").format(reason=failed.message if failed else ""),
                failed.advice if failed else "",
            )
        name = digest(data)
        desk.keep(name, data)
        index.enter(desk, name, document, outgoing=True)
        for addressee in to if readers is None else readers:
            outbox.add(desk, name, addressee.org, addressee.person)
        if along is not None:
            along(name)
    return Issued(name, thread)


def _header(desk: Desk, kind: str, to: Sequence[To], ids: tuple[str, str], role: Role) -> Json:
    """All of a document but body and proof; `ids` are the thread's and its own."""
    thread, identity = ids
    folded = index.thread_of(desk, thread)
    header: Json = {
        "@context": list(CONTEXT),
        "type": type_of(kind),
        "id": identity,
        "thread": thread,
        "seq": min(folded.seq + 1, _HIGHEST),
        "prev": list(folded.heads),
        "from": {"org": desk.settings.org, "person": desk.settings.person, "role": role},
        "to": [addressee.as_json() for addressee in to],
        "issued": desk.instant(),
    }
    if versions := desk.trust.versions(desk.settings.org):
        header["directory"] = {"version": versions[-1].body.version, "hash": versions[-1].digest}
    return header
