"""How the course of an order stands: by when it is answered, who has it, what holds or ends it, what was told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from orderdesk.desk import index
from orderdesk.desk.clocks import clocks
from orderdesk.desk.desk import Desk
from orderdesk.desk.needs.line import RUNNING, Case
from orderdesk.desk.needs.meetings import next_by
from orderdesk.desk.ordering.alignment import ItemStances, alignment
from orderdesk.desk.ordering.order_reading import name_of
from orderdesk.desk.people.responsible import caseworker
from orderdesk.desk.reporting.adjustments import Tried, of_thread
from orderdesk.desk.reporting.meeting_reading import MeetingReading, meetings
from orderdesk.documents.thread import Thread

Body = Mapping[str, Any]
_UNANSWERED = ("sent", "delivered", "question")


@dataclass(frozen=True, slots=True)
class Told:
    """A notice or a reply that counts. `sub` is its own kind ("hold", "warning")."""

    digest: str
    sub: str
    issued: str
    who: str
    org: str
    body: Body


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who has, or had, the case: `since` and `until` are ISO days, "" where none is said."""

    org: str
    person: str
    name: str
    phone: str
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class CourseReading:
    """What has come of the order beside its text. Days are ISO, "" is none; `answer_by` only while an answer is waited
    for, `amendment` while the course runs. `caseworkers` begins with the order's own, `consultants` has the current one
    last. `next_meeting_by` is the day by which the next three-party meeting is due. `told` are the notices that moved
    nothing, oldest first; `closing` is what ended it."""

    answer_by: str
    amendment: str
    objection: Told | None
    caseworker: Holder | None
    caseworkers: tuple[Holder, ...]
    consultants: tuple[Holder, ...]
    first_offered: str
    first_attended: str
    hold: Told | None
    ending: Told | None
    closing: Told | None
    waived: tuple[tuple[str, str], ...]
    meetings: tuple[MeetingReading, ...]
    next_meeting_by: str
    told: tuple[Told, ...]
    tried: tuple[Tried, ...] = ()
    """The adjustments of the whole course, by day."""
    stances: tuple[ItemStances, ...] = ()
    """Where the citizen stands on each goal and activity."""


def read_course(desk: Desk, thread: str) -> CourseReading:
    """Read how the course of `thread` stands. It opens the documents that it tells of, and no other. Raises NotFound
    where this desk does not hold it."""
    folded = index.thread_of(desk, thread)
    row = desk.store.get(index.THREADS, thread) or {}
    today = desk.today()
    case = Case(desk, thread, row, today, clocks(desk)) if row.get("citizen") else None
    return CourseReading(
        answer_by=folded.answer_by if folded.state in _UNANSWERED else "",
        amendment=folded.amendment if folded.state in RUNNING else "",
        objection=_told(desk, folded.objection),
        caseworker=_holder(caseworker(row, today.isoformat())),
        caseworkers=_holders(row.get("caseworkers") or ()), consultants=_holders(row.get("consultants") or ()),
        first_offered=folded.first_offered, first_attended=folded.first_attended,
        hold=_told(desk, folded.hold), ending=_told(desk, folded.ending), closing=_closing(desk, folded),
        waived=folded.waived, meetings=tuple(meetings(desk, thread)),
        next_meeting_by=next_by(case) if case is not None and case.state in RUNNING else "",
        told=tuple(told for digest in folded.told if (told := _told(desk, digest))),
        tried=of_thread(desk, folded), stances=alignment(desk, thread),
    )  # fmt: skip


def _closing(desk: Desk, folded: Thread) -> Told | None:
    return _told(desk, folded.closing)


def _told(desk: Desk, digest: str) -> Told | None:
    row = desk.store.get(index.DOCUMENTS, digest) if digest else None
    if row is None:
        return None
    who = name_of(desk, row["org"], row["person"])
    return Told(digest, row["sub"], row["issued"], who, row["org"], index.body(desk, digest))


def _holders(links: Sequence[Body]) -> tuple[Holder, ...]:
    return tuple(holder for link in links if (holder := _holder(link)))


def _holder(link: Body) -> Holder | None:
    if not link:
        return None
    return Holder(link["org"], link["person"], link["name"], link["phone"], link["since"], link["until"])
