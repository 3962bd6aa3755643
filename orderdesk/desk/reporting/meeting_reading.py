"""Three-party meetings as their reader sees them: each with its time, its state, and all that has been said of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from orderdesk.desk import index
from orderdesk.desk.desk import Desk
from orderdesk.desk.ordering.order_reading import name_of
from orderdesk.documents.entry import Entry
from orderdesk.documents.thread import MeetingState

Body = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Said:
    """One document of a meeting. `sub` is its own kind ("propose", "held")."""

    digest: str
    sub: str
    issued: str
    who: str
    org: str
    body: Body


@dataclass(frozen=True, slots=True)
class MeetingReading:
    """One meeting. `id` is the document that opened it, `moved_from` the meeting whose new time it is. `day`, `time`,
    `form`, `place` and `purpose` are as last said, "" where nothing was; `said` is oldest first."""

    id: str
    thread: str
    citizen: str
    state: str
    since: str
    day: str
    time: str
    form: str
    place: str
    purpose: str
    moved_from: str
    said: tuple[Said, ...]


def meetings(desk: Desk, thread: str) -> list[MeetingReading]:
    """The meetings of an order, in the order in which they were first spoken of."""
    folded = index.thread_of(desk, thread)
    if not folded.meetings:
        return []
    citizen = (desk.store.get(index.THREADS, thread) or {}).get("citizen", "")
    refused = {refusal.entry.digest for refusal in folded.refused}
    spoken = sorted(
        (entry for entry in index.entries_of(desk, thread) if entry.kind == "meeting" and entry.digest not in refused),
        key=lambda entry: entry.place,
    )
    said = {entry.digest: _said(desk, entry) for entry in spoken}
    read = []
    for name, state in folded.meetings.items():
        own = [said[entry.digest] for entry in spoken if name in (entry.digest, entry.about)]
        read.append(_reading(name, thread, citizen, state, own))
    return read


def all_meetings(desk: Desk) -> list[MeetingReading]:
    """The meetings of all orders on this desk, the latest day first, those without a day before them."""
    held = [key for key, row in desk.store.rows(index.THREADS) if row.get("meetings") and row.get("citizen")]
    found = [one for thread in held for one in meetings(desk, thread)]
    return sorted(found, key=lambda one: (not one.day, one.day, one.since), reverse=True)


def _said(desk: Desk, entry: Entry) -> Said:
    row = desk.store.get(index.DOCUMENTS, entry.digest) or {}
    who = name_of(desk, row.get("org", ""), row.get("person", ""))
    return Said(entry.digest, entry.sub, entry.issued, who, entry.org, index.body(desk, entry.digest))


def _reading(name: str, thread: str, citizen: str, state: MeetingState, said: list[Said]) -> MeetingReading:
    facts: dict[str, str] = {}
    for one in said:
        if one.sub == "reschedule" and one.digest != name:
            continue  # the time that it gives is the next meeting's
        facts |= _facts(one.body)
    return MeetingReading(
        id=name, thread=thread, citizen=citizen, state=state.state, since=state.since, day=state.day,
        time=facts.get("time", ""), form=facts.get("form", ""), place=facts.get("place", ""),
        purpose=facts.get("purpose", ""), moved_from=state.moved_from, said=tuple(said),
    )  # fmt: skip


def _facts(body: Mapping[str, Any]) -> dict[str, str]:
    told = {**body, **(body.get("appointment") or {})}
    return {name: str(told[name]) for name in ("time", "form", "place", "purpose") if told.get(name)}
