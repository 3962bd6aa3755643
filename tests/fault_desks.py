"""Desks that are up to no good, or out of luck: a partner who is not a party, and hands that put anything anywhere."""

from pathlib import Path
from typing import Any

from desk_pair import PASSPHRASE, DeskPair
from factories import contact, order_body, report_body

from orderdesk.desk import drafts, index
from orderdesk.desk.desk import Desk
from orderdesk.desk.mail import post
from orderdesk.desk.membership import organisation
from orderdesk.desk.membership.organisation import Particulars
from orderdesk.desk.opening import Owner, create_desk
from orderdesk.desk.ordering import orders, replies
from orderdesk.desk.reporting import reports
from orderdesk.documents.registry import type_of
from orderdesk.exchange.carrier import Mailbox
from orderdesk.signing.canonical import canonical_bytes
from orderdesk.signing.proof import CONTEXT, sign_document
from orderdesk.signing.sealing import seal
from orderdesk.signing.vault import LIGHT

Body = dict[str, Any]
CASEWORKER = ("lindholm-kommune", "mette-krogh")
CONSULTANT = ("fjordvejen", "sara-holt")


def partner_desk(folder: Path, pair: DeskPair, vouching: Desk, kind: str) -> Desk:
    """Another organisation of `kind` that `vouching` works with: genuine, trusted, and no party to others' orders."""
    org, name, person, who, role = {
        "provider": ("udsigten", "Udsigten ApS", "bo-lund", "Bo Lund", "consultant"),
        "municipality": ("bakkeby-kommune", "Bakkeby Kommune", "ida-friis", "Ida Friis", "caseworker"),
    }[kind]
    desk = create_desk(
        folder / person, Owner(org, name, kind, person, who, role),  # type: ignore[arg-type]
        passphrase=PASSPHRASE, exchange=f"folder:{pair.exchange}", clock=pair.clock, cost=LIGHT,
    )  # fmt: skip
    organisation.found(desk, Particulars("", "", "70 10 20 90", f"{person}@{org}.example"))
    pair.clock.forward(minutes=1)
    organisation.vouch(vouching, org=org, name=name, kind=kind, root=desk.settings.root)
    own = vouching.settings
    organisation.vouch(desk, org=own.org, name=own.org_name, kind=own.org_kind, root=own.root)
    for _turn in range(2):
        for each in (desk, pair.caseworker, pair.consultant):
            pair.clock.forward(minutes=1)
            post.sync(each, force=True)
    return desk


def signed(desk: Desk, kind: str, body: Body, to: list[tuple[str, str]], thread: str, **header: Any) -> bytes:
    """A document with a real signature of the desk's owner, and a header that no desk would write."""
    document = {
        "@context": list(CONTEXT), "type": type_of(kind), "id": "urn:uuid:6f1d2c3a-0b4e-4c5d-8e7f-102938475699",
        "thread": thread, "seq": 1, "prev": [],
        "from": {"org": desk.settings.org, "person": desk.settings.person, "role": desk.settings.role},
        "to": [{"org": org} | ({"person": person} if person else {}) for org, person in to], "issued": desk.instant(),
        "body": body,
    }  # fmt: skip
    document |= header
    return canonical_bytes(sign_document(document, desk.keys.current("signing").signing(), document["issued"]))


def put(reader: Desk, data: bytes) -> None:
    """Seal `data` to the reader and leave it in their mailbox, as anybody who can write there could."""
    own = reader.settings
    reader.carrier.put(Mailbox(own.org, own.person), seal(data, [reader.keys.current("sealing").did]))


def send_order(pair: DeskPair, **changes: Any) -> str:
    """An order that the consultant's desk has taken in; its thread."""
    draft = orders.new_draft(pair.caseworker, order_body(**changes))
    thread = orders.send(pair.caseworker, draft.id).thread
    pair.deliver()
    return thread


def accept(pair: DeskPair, thread: str) -> None:
    """The consultant takes the order on, and the caseworker knows."""
    first = {"day": "2026-11-05", "time": "10:00", "place": "Fjordvejen 8"}
    replies.accept(pair.consultant, thread, first_meeting=first, start="2026-11-05")
    pair.deliver()


def send_report(pair: DeskPair, thread: str) -> str:
    """A monthly report that answers the order, not yet carried; its digest."""
    draft = reports.new_draft(pair.consultant, thread)
    folded = index.thread_of(pair.consultant, thread)
    filled = report_body(index.body(pair.consultant, folded.order), folded.order)
    drafts.save(pair.consultant, draft.id, {**draft.body, **filled})
    return reports.send(pair.consultant, draft.id).digest


def acceptance(desk: Desk, order: str, version: int = 1) -> Body:
    """The body of an acceptance by the desk's owner."""
    name = desk.settings.name
    return {
        "kind": "accept", "order": order, "version": version,
        "consultant": contact(desk.settings.person, name, "Mentor", f"{desk.settings.org}.example"),
        "first_meeting": {"day": "2026-11-06", "time": "09:00", "place": "Udsigten 2"}, "start": "2026-11-06",
    }  # fmt: skip


def standing(desk: Desk, thread: str) -> tuple[Any, ...]:
    """All of a thread's state that its parties act on, its numbers too."""
    folded = index.thread_of(desk, thread)
    reported = {digest: report.state for digest, report in folded.reports.items()}
    return (folded.state, folded.order, folded.version, folded.accepted, folded.question, folded.decline, reported,
            folded.missing, folded.heads, folded.seq, folded.placer, folded.provider)  # fmt: skip


def sealed_size_of_everything(folder: Path) -> int:
    """Bytes of all files below `folder`."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def settle(pair: DeskPair, *others: Desk) -> None:
    """Carry everything, three times round, for all desks."""
    for _turn in range(3):
        for desk in (pair.caseworker, pair.consultant, *others):
            pair.clock.forward(minutes=1)
            post.sync(desk, force=True)
