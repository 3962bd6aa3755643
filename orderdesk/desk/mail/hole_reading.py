"""What is missing, in words: which document, from whom, between which others, and how the asking for it goes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from orderdesk.desk import index
from orderdesk.desk.clock import day_in_denmark
from orderdesk.desk.desk import Desk
from orderdesk.desk.mail import holes
from orderdesk.desk.mail.holes import Hole
from orderdesk.desk.mail.postroom import KINDS
from orderdesk.desk.people import responsible
from orderdesk.locale import N_, _, ngettext
from orderdesk.locale.days import in_figures

_WHAT: Final = {
    "": N_("A document"),
    "order": N_("A version of the order"),
    "reply": N_("A reply"),
    "report": N_("A report"),
    "review": N_("A decision on a report"),
    "notice": N_("A notice"),
    "meeting": N_("A word on a meeting"),
}
_STATES: Final = {
    "late": N_("late"),
    "asked": N_("asked for"),
    "given_up": N_("asked in vain: ring"),
    "refused": N_("came, was refused"),
    "elsewhere": "",
}


@dataclass(frozen=True, slots=True)
class Missing:
    """One document that is missing. `what`, `state` and the sentences are translated; `who` is who had seen it;
    `told` says which it is and `standing` how it stands. `late` where a person has to do something."""

    digest: str
    thread: str
    citizen: str
    what: str
    who: str
    state: str
    since: str
    told: str
    standing: str
    late: bool


def missing(desk: Desk) -> list[Missing]:
    """Everything that is missing on this desk, the longest first."""
    return sorted((read(desk, hole) for hole in holes.holes(desk)), key=lambda one: (one.since or "~", one.digest))


def missing_in(desk: Desk, thread: str) -> list[Missing]:
    """What is missing in one order."""
    return [read(desk, hole) for hole in holes.of_thread(desk, thread)]


def noted(desk: Desk) -> Iterator[Hole]:
    """What the post has found missing in orders that the desk's owner has, or whose order is missing itself; and with
    handovers to them. Costs nothing where nothing is missing."""
    if not desk.store.count(holes.HOLES):
        return
    for hole in holes.holes(desk):
        row = desk.store.get(index.THREADS, hole.thread) or {}
        unplaced = desk.actor == "P" and not row.get("consultants")
        if hole.since and (not row.get("order") or unplaced or responsible.has_case(row, desk)):
            yield hole


def read(desk: Desk, hole: Hole) -> Missing:
    """One hole in words."""
    first = hole.named_by[0]
    who, what = name(desk, first.org, first.person), _(_WHAT[hole.kind])
    return Missing(
        digest=hole.digest, thread=hole.thread, citizen=hole.citizen, what=what, who=who, state=_(_STATES[hole.state]),
        since=hole.since or first.issued, told=_told(hole, who, what), standing=_standing(hole, who),
        late=hole.state == "given_up",
    )  # fmt: skip


def _told(hole: Hole, who: str, what: str) -> str:
    first = hole.named_by[0]
    if first.kind == "handover":
        return _("{what} that {who} handed over on {day} has not come.").format(
            what=what, who=who, day=_when(first.issued)
        )
    told = _("{what} is missing: {who} had seen it on {day} ({kind}), and it has not come here.").format(
        what=what, who=who, day=_when(first.issued), kind=_(KINDS.get(first.kind, first.kind))
    )
    if hole.before is None:
        return told
    between = _("It is number {number} at most, after what came on {day} ({kind}).").format(
        number=hole.number, day=_when(hole.before.issued), kind=_(KINDS.get(hole.before.kind, hole.before.kind))
    )
    return f"{told} {between}"


def _standing(hole: Hole, who: str) -> str:
    asked = ngettext("Asked for {count} time, last {when}.", "Asked for {count} times, last {when}.", hole.asked)
    asked = asked.format(count=hole.asked, when=_when(hole.last)) if hole.asked else ""
    match hole.state:
        case "late":
            return _("It may only be late. The desk asks for it by itself from {when}.").format(
                when=_when(hole.next_time)
            )
        case "asked":
            again = _("The desk asks again {when}.").format(when=_when(hole.next_time)) if hole.next_time else ""
            return f"{asked} {again}".rstrip()
        case "given_up":
            advice = _("It has not helped. Ring {who}.").format(who=who)
            return f"{asked} {advice}"
    return _("It came and was refused: the post says why.")


def name(desk: Desk, org: str, person: str) -> str:
    """A person and their organisation, by name as far as the directories say."""
    directory = desk.trust.organisation(org)
    member = desk.trust.member(org, person)
    return f"{member.name if member else person}, {directory.name if directory else org}"


def _when(instant: str) -> str:
    return in_figures(day_in_denmark(datetime.fromisoformat(instant)))
