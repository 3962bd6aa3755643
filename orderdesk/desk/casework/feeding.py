"""What the exchange brought for the citizen of a case and is not in the file yet: proposed, with the gaps that it would
close. Nothing enters by itself; a person confirms, and the note beside the gap says who and when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from orderdesk.cases.reading import case_of, value_of
from orderdesk.desk.casework import case_files, entries, gap_reading
from orderdesk.desk.casework.changes import next_id
from orderdesk.desk.casework.course_entries import Told, of_thread
from orderdesk.desk.casework.listed_rows import proposal_mark
from orderdesk.desk.casework.not_in_file import not_in
from orderdesk.desk.casework.threads import threads_of
from orderdesk.desk.desk import Desk
from orderdesk.desk.put_aside import is_put_aside, put_aside
from orderdesk.errors import NotFound, NotPossible
from orderdesk.gaps.answer import CaseAnswers
from orderdesk.gaps.comparing import compared, moved
from orderdesk.gaps.kinds.evidence import kind_name
from orderdesk.locale import N_, _
from orderdesk.locale.said import Said, said

Body = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something for the file. `kind` is the list that it belongs to; `changes` the entry that it would complete, ""
    where it is new; `entry` its members (JSON), without an id; `since` the day it is from (ISO). `closes` are the keys
    of the gaps that it would close."""

    id: str
    kind: str
    changes: str
    entry: Mapping[str, Any]
    since: str
    what: Said
    closes: tuple[str, ...]
    thread: str


def proposals(desk: Desk, case: str) -> list[Proposal]:
    """What has come for the citizen of a case and is not in its file, oldest first; without what somebody has put
    aside. Raises NotFound for no such case."""
    file = case_files.case_file(desk, case)
    value = value_of(file)
    found = []
    before: CaseAnswers | None = None
    for thread in threads_of(desk, case):
        for told in of_thread(desk, thread):
            name = f"{told.kind} {thread} {told.source}"
            if is_put_aside(desk, proposal_mark(case, name)):
                continue
            if lacking := not_in(file, told):
                changes, entry = lacking
                before = before or gap_reading.reckoned(desk, file)
                closed = _closed(desk, before, _with(value, told.kind, changes, entry))
                found.append(
                    Proposal(name, told.kind, changes, entry, told.since, _what(told, changes), closed, thread)
                )
    return sorted(found, key=lambda one: (one.since, one.id))


def confirm(desk: Desk, case: str, proposal: Proposal, gaps: Sequence[str] | None = None) -> str:
    """Write a proposal into the file, with a note by the gaps that a person agrees it closes (`gaps`; those proposed
    where it is left out). The entry's id. Raises NotPossible where it is in the file by now."""
    with desk.store.transaction():
        if all(one.id != proposal.id for one in proposals(desk, case)):
            raise NotPossible(
                _("It is in the file already, or no longer as it was proposed."), _("Open the case anew.")
            )
        entry_id = proposal.changes
        if entry_id:
            entries.amend(desk, case, proposal.kind, entry_id, proposal.entry)
        else:
            entry_id = entries.add(desk, case, proposal.kind, proposal.entry)
        note_closed(desk, case, proposal.closes if gaps is None else gaps, [entry_id])
    return entry_id


def decline(desk: Desk, case: str, proposal: Proposal) -> None:
    """Put a proposal aside: it does not belong in this file. `put_aside.take_back` with `mark_of` brings it again."""
    put_aside(desk, mark_of(case, proposal))


def mark_of(case: str, proposal: Proposal) -> str:
    """Under what a declined proposal is remembered."""
    return proposal_mark(case, proposal.id)


def closed_by(desk: Desk, case: str, kind: str, entry_id: str) -> list[str]:
    """The keys of the gaps that an entry of the file closes: open without it, closed with it, and not noted yet. For a
    certificate that has just been registered. Raises NotFound."""
    file = case_files.case_file(desk, case)
    value = value_of(file)
    rows = value.get(kind) or []
    if all(one.get("id") != entry_id for one in rows):
        raise NotFound(_("The case has no such entry; it may have been removed in another window."))
    without = {**value, kind: [one for one in rows if one.get("id") != entry_id]}
    # Requests name the evidence that came of them; without it they would wait for it again.
    requests = [_not_answered(one, entry_id) for one in value.get("requests") or ()]
    earlier = {**without, **({"requests": requests} if requests else {})}
    noted = {one.gap for one in file.notes if one.kind == "closed_by" and entry_id in one.entries}
    before = gap_reading.reckoned(desk, case_of(earlier))
    return [key for key in _closed(desk, before, value) if key not in noted]


def note_closed(desk: Desk, case: str, gaps: Sequence[str], by: Sequence[str], text: str = "") -> None:
    """Note that a person holds these gaps for closed by these entries."""
    note = {"kind": "closed_by", "day": desk.today().isoformat(), "by": desk.settings.name, "entries": list(by)}
    with desk.store.transaction():
        for gap in gaps:
            entries.add(desk, case, "notes", {**note, "gap": gap, **({"text": text} if text else {})})


def remark(desk: Desk, case: str, gap: str, text: str) -> None:
    """Note what a person says about a gap; it stays as it is."""
    note = {"kind": "remark", "day": desk.today().isoformat(), "by": desk.settings.name, "gap": gap, "text": text}
    entries.add(desk, case, "notes", note)


def _not_answered(request: Body, entry_id: str) -> Body:
    if entry_id not in (request.get("evidence") or ()):
        return request
    return {name: part for name, part in request.items() if name not in ("received", "evidence")}


def _closed(desk: Desk, before: CaseAnswers, after: Mapping[str, Any]) -> tuple[str, ...]:
    """The keys of the gaps that were open before and are not in this state of the file."""
    return tuple(one.key for one in moved(compared(before, gap_reading.reckoned(desk, case_of(after))), "closed"))


def _with(value: Mapping[str, Any], kind: str, changes: str, entry: Mapping[str, Any]) -> Body:
    rows = list(value.get(kind) or ())
    if changes:
        rows = [{**one, **entry} if one["id"] == changes else one for one in rows]
    else:
        rows.append({"id": next_id(value, kind), **entry})
    return {**value, kind: rows}


_WHAT: Final[Mapping[str, str]] = {
    "measures": N_("A course from {day}"),
    "trials": N_("A work trial from {day}"),
    "conversations": N_("What the citizen said at the three-party meeting on {day}"),
}
_MORE: Final[Mapping[str, str]] = {
    "measures": N_("More about the course from {day}"),
    "trials": N_("More about the work trial from {day}"),
}


def _what(told: Told, changes: str) -> Said:
    day = date.fromisoformat(told.since)
    if told.kind == "evidence":
        return Said(N_("{kind} of {day}"), {"day": day}, {"kind": kind_name(str(told.entry["kind"]))})
    return said((_MORE if changes else _WHAT)[told.kind], day=day)
