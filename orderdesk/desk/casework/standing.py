"""Where a case stands: its answers in a few numbers, who is waited for, and the next step."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from orderdesk.cases.case_file import CaseFile
from orderdesk.desk.casework import case_files, gap_reading, ordered
from orderdesk.desk.desk import Desk
from orderdesk.errors import DeskUnavailable
from orderdesk.gaps.answer import Answer, CaseAnswers
from orderdesk.gaps.pack import Severity
from orderdesk.locale import N_
from orderdesk.locale.said import Said, said


@dataclass(frozen=True, slots=True)
class Awaited:
    """Something that has been asked for: the entry of the file, from whom, since when, until when. `next` (an English
    msgid, "" for none) comes next, by `next_by`."""

    entry: str
    form: str
    whom: str
    since: date | None
    until: date | None
    next: str
    next_by: date | None
    late: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """`open` counts the gaps that are open, by severity; those that wait for somebody's answer are among them.
    `overdue` counts what has passed its clock: answers that have not come, papers unread, the day of decision.
    `required` are the ids of the rules that are required and open. `next` is the next step, None where there is none,
    `next_by` its day, `next_gap` the gap that it would close."""

    decision: date
    planned: bool
    open: Mapping[Severity, int]
    prospective: int
    undetermined: int
    overdue: int
    waiting: tuple[Awaited, ...]
    required: tuple[str, ...]
    next: Said | None
    next_by: date | None
    next_gap: str


def standing(desk: Desk, case: str, as_of: date | None = None) -> Standing:
    """Where a case of this desk stands as of a day. Raises NotFound."""
    day = as_of or desk.today()
    row = case_files.row(desk, case)
    return _standing(desk, case, row["revision"], day, ordered.of_citizen(desk, row["cpr"], day))


def standings(desk: Desk, as_of: date | None = None) -> Iterator[tuple[str, Mapping[str, Any], Standing]]:
    """All cases: short name, the row that lists take, and where each stands."""
    day = as_of or desk.today()
    wanted = ordered.by_citizen(desk, day)
    for case, row in case_files.rows(desk):
        yield case, row, _standing(desk, case, row["revision"], day, wanted.get(row["cpr"], {}))


def _standing(desk: Desk, case: str, revision: int, day: date, wanted: ordered.ByRule) -> Standing:
    def make() -> Standing:
        try:
            file = case_files.case_file(desk, case)
        except DeskUnavailable as trouble:  # the other cases stand on the board all the same
            unread = Said("{reason}", {"reason": trouble.message})
            return Standing(day, False, {}, 0, 1, 0, (), (), unread, None, "")
        return of_answers(file, gap_reading.reckoned(desk, file, day, wanted), day)

    return desk.remembered.standing(case, (revision, *gap_reading.basis(desk, day), ordered.as_key(wanted)), make)


def of_answers(file: CaseFile, found: CaseAnswers, day: date) -> Standing:
    """The answers of a case in a few numbers."""
    grades = Counter(one.severity for one in found.answers if one.state == "open")
    states = Counter(one.state for one in found.answers)
    waiting = tuple(_awaited(file, found, day))
    late = [*(one.entry for one in waiting if one.late), *_unread(found)]
    over = found.planned and file.decision.decided is None and found.decision < day
    step, by, gap = _next_step(file, found, waiting, day)
    return Standing(
        found.decision, found.planned, dict(grades), states["prospective"], states["undetermined"],
        len(late) + over, waiting, _required(found), step, by, gap,
    )  # fmt: skip


def _required(found: CaseAnswers) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(one.rule.id for one in found.answers if one.state == "open" and one.severity == "required")
    )


def _awaited(file: CaseFile, found: CaseAnswers, day: date) -> Iterator[Awaited]:
    """Each request once, however many rules wait for it; who is late longest first."""
    requests = {one.id: one for one in file.requests}
    waiting = {one.waiting.entry: one.waiting for one in found.answers if one.is_open and one.waiting is not None}
    for entry, one in sorted(waiting.items(), key=lambda item: (item[1].due or date.max, item[0])):
        request = requests.get(entry)
        yield Awaited(
            entry, request.form if request else "", one.whom, request.requested if request else None, one.due,
            one.next, one.next_by, one.due is not None and one.due < day,
        )  # fmt: skip


def _unread(found: CaseAnswers) -> list[str]:
    return [one.key for one in found.answers if one.state == "open" and one.rule.require.kind == "evidence_read"]


def _next_step(
    file: CaseFile, found: CaseAnswers, waiting: tuple[Awaited, ...], day: date
) -> tuple[Said | None, date | None, str]:
    """What is to be done first: to chase what is late, else to close the gravest gap that waits for nobody."""
    late = next((one for one in waiting if one.next and one.next_by and one.next_by <= day), None)
    if late is not None:
        return Said("{step}", terms={"step": late.next}), late.next_by, ""
    mine = next((one for one in found.answers if one.is_open and one.kind != "awaiting"), None)
    if mine is not None:
        return _closing(mine), None, mine.key
    soon = min((one for one in waiting if one.next_by), key=lambda one: one.next_by or day, default=None)
    if soon is not None:
        return Said("{step}", terms={"step": soon.next}), soon.next_by, ""
    if file.decision.decided is None and found.planned:
        return said(N_("The decision")), found.decision, ""
    return None, None, ""


def _closing(one: Answer) -> Said:
    return Said("{how}", {"how": one.rule.closing.how.both})
