"""Handovers as people read them: what was given and received, the page with the summary, the lines on Today."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from orderdesk.desk import index
from orderdesk.desk.desk import Desk
from orderdesk.desk.mail import forwarding, outbox
from orderdesk.desk.needs.line import Item
from orderdesk.desk.ordering.order_reading import name_of
from orderdesk.desk.people import standing_handovers
from orderdesk.desk.put_aside import is_put_aside, put_aside
from orderdesk.errors import NotFound, NotPossible
from orderdesk.locale import N_, _, ngettext


@dataclass(frozen=True, slots=True)
class HandoverReading:
    """A handover. `given` where the desk's owner gave it; `giver` and `taker` are names; days are ISO, `until` "" for
    good. `documents` counts what it names, later ones with it, and `missing` those that have not come to this desk.
    `whole` says that nothing is on its way any more, `here` that the order can be opened."""

    digest: str
    thread: str
    citizen: str
    given: bool
    giver: str
    taker: str
    issued: str
    since: str
    until: str
    reason: str
    summary: Mapping[str, str]
    note: str
    told: str
    documents: int
    missing: int
    whole: bool
    here: bool


def documents_said(one: HandoverReading) -> str:
    """How many documents go along, and how far they have come, translated."""
    count = ngettext("{count} document", "{count} documents", one.documents).format(count=one.documents)
    if one.missing:
        late = ngettext("{count} has not come yet", "{count} have not come yet", one.missing).format(count=one.missing)
        return f"{count}, {late}"
    return count if one.whole else _("{what}, on their way").format(what=count)


def handovers(desk: Desk) -> list[HandoverReading]:
    """All that the desk's owner gave and received, the newest first."""
    firsts = [(digest, row) for digest, row in standing_handovers.all_of_them(desk.store) if row["seq"] == 1]
    ordered = sorted(firsts, key=lambda item: (item[1]["issued"], item[0]), reverse=True)
    return [_reading(desk, digest, row) for digest, row in ordered]


def handover(desk: Desk, digest: str) -> HandoverReading:
    """One handover. Raises NotFound."""
    row = standing_handovers.of(desk.store, digest)
    if row is None:
        raise NotFound(_("This desk has no such handover."), _("`orderdesk handover list` shows those it has."))
    return _reading(desk, digest, row)


def find(desk: Desk, said: str) -> HandoverReading:
    """The handover whose digest begins so, or the newest of the citizen or the order. Raises NotFound, NotPossible."""
    wanted = said.casefold().removeprefix("urn:uuid:")
    found = [one for one in handovers(desk) if _means(one, wanted)]
    if not found:
        return handover(desk, said)
    if len({one.thread for one in found}) > 1:
        raise NotPossible(_("Several cases fit that: say it by the handover's id."))
    return found[0]


def _means(one: HandoverReading, wanted: str) -> bool:
    identities = (one.digest.removeprefix("sha256-"), one.digest, one.thread.removeprefix("urn:uuid:"))
    return any(identity.startswith(wanted) for identity in identities) or wanted in one.citizen.casefold()


def mark_read(desk: Desk, digest: str) -> None:
    """Its page has been looked at: Today need not ask for that any more."""
    if not is_put_aside(desk, _mark(digest)):
        put_aside(desk, _mark(digest))


def lines(desk: Desk) -> Iterator[Item]:
    """What was handed to the desk's owner and has not been looked at."""
    for digest, row in standing_handovers.all_of_them(desk.store):
        if row["out"] or row["seq"] != 1 or is_put_aside(desk, _mark(digest)):
            continue
        giver = name_of(desk, desk.settings.org, row["person"])
        yield Item(
            "handed_over", N_("A case has been handed to you: read about it"), row["citizen"], giver, row["issued"], "",
            "handover", digest, False, thread=row["order_thread"], mark=_mark(digest), seen=True,
        )  # fmt: skip


def _mark(digest: str) -> str:
    return f"handed_over {digest}"


def _reading(desk: Desk, digest: str, row: standing_handovers.Row) -> HandoverReading:
    body = index.body(desk, digest)
    whole = standing_handovers.in_thread(desk.store, row["thread"])
    on_its_way = {waiting.digest for waiting in outbox.waiting(desk)}
    away = [one for name, one in whole if name in on_its_way]
    missing = 0 if row["out"] else sum(forwarding.missing(desk, one) for _name, one in whole)
    org = desk.settings.org
    return HandoverReading(
        digest=digest, thread=row["order_thread"], citizen=row["citizen"], given=row["out"],
        giver=name_of(desk, org, row["person"]), taker=name_of(desk, org, row["to_person"]), issued=row["issued"],
        since=row["since"], until=row["until"], reason=body["reason"], summary=body.get("summary") or {},
        note=body.get("note") or "", told=body.get("told") or "",
        documents=len({one for _name, named in whole for one in named["documents"]}), missing=missing,
        whole=not (away if row["out"] else missing),
        here=bool((desk.store.get(index.THREADS, row["order_thread"]) or {}).get("order")),
    )  # fmt: skip
