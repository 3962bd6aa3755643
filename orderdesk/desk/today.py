"""Today: what needs the desk's owner, why, since when and until when, late things first, then the oldest.

The lines are those of the package `needs`, a module a subject; how long each may take says `clocks`. Only who has the
case now sees it: what has been handed to a colleague needs the colleague. All of it comes from the index and from the
rows beside the case files; the archive is opened once for what has come to a case, and then a row says it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from orderdesk.desk import drafts, index
from orderdesk.desk.clocks import clocks
from orderdesk.desk.desk import Desk
from orderdesk.desk.needs import answers, arrivals, course, delivery, directories, medical, meetings, news, reports
from orderdesk.desk.needs.line import Case
from orderdesk.desk.needs.line import Item as Item
from orderdesk.desk.people import handover_reading
from orderdesk.documents.lifecycle import Actor
from orderdesk.locale import N_

Rule = Callable[[Case], Iterator[Item]]

RULES: Final[Mapping[Actor, Sequence[Rule]]] = {
    "C": (
        answers.for_the_caseworker, answers.turned_away, course.start_not_told, course.hold_over, course.end_asked,
        course.ends_without_decision, course.no_contact, reports.to_read, reports.not_come,
        reports.decided_and_not_done, meetings.planned, meetings.due, meetings.agreed, news.news,
    ),
    "P": (
        answers.for_the_provider, answers.turned_away, course.start_to_tell, course.hold_over, course.end_asked,
        course.no_contact, reports.to_write, reports.to_work_on, meetings.planned, meetings.agreed, news.news,
    ),
}  # fmt: skip
"""The rules of each side of an order: the caseworker's (C) and the provider's (P)."""

_WRITTEN: Final = ("report_due", "final_due", "comments", "cleared", "elaborate")
"""The lines that are done by writing a report."""


def today(desk: Desk) -> list[Item]:
    """Everything that needs the desk's owner, late things first, then the oldest."""
    filed = (*medical.lines(desk), *arrivals.lines(desk), *directories.lines(desk))
    found = [*in_cases(cases(desk)), *filed, *handover_reading.lines(desk), *delivery.lines(desk)]
    return in_order(found, drafts.listing(desk))


def cases(desk: Desk) -> Iterator[Case]:
    """The orders that the desk's owner has now, as the rules look at them.

    One after the other: 900 rows at once would be 10 MiB. So they are gone through twice, for some 10 ms.
    """
    threads = desk.store.rows(index.THREADS)
    followed = frozenset(row["takes_over_from"] for _thread, row in threads if row.get("takes_over_from"))
    day, lengths = desk.today(), clocks(desk)
    for thread, row in desk.store.rows(index.THREADS):
        case = Case(desk, thread, row, day, lengths, followed)
        if row.get("citizen") and case.is_mine():
            yield case


def in_cases(found: Iterable[Case]) -> Iterator[Item]:
    """What needs the desk's owner in these cases, in no particular order."""
    return (item for case in found for item in needs(case))


def needs(case: Case) -> Iterator[Item]:
    """What needs the desk's owner in one case."""
    return (item for rule in RULES[case.desk.actor] for item in rule(case))


def in_order(items: Sequence[Item], written: Sequence[drafts.Draft]) -> list[Item]:
    """The lines and those of the drafts, late ones first, then the oldest. A report that is being written takes its
    draft's place among them, with its day."""
    writing = {draft.thread for draft in written if draft.kind == "report"}
    taken = [item for item in items if item.thread in writing and item.code in _WRITTEN]
    due = {item.thread: item for item in sorted(taken, key=lambda item: item.until, reverse=True)}
    lines = [item for item in items if item not in taken]
    lines += [_draft(draft, due.get(draft.thread) if draft.kind == "report" else None) for draft in written]
    return sorted(lines, key=lambda item: (not item.late, item.since, item.id))


_FINISH: Final[Mapping[str, str]] = {"order": N_("Finish the order"), "report": N_("Finish the report")}


def _draft(draft: drafts.Draft, due: Item | None) -> Item:
    what = _FINISH.get(draft.kind, N_("Finish the draft"))
    line = Item("draft", what, draft.label, "", draft.updated, "", "draft", draft.id, False, thread=draft.thread)
    return replace(line, until=due.until, late=due.late, detail=due.detail) if due else line
