"""Which gaps an arrived piece of evidence would close: proposed, so that a person can confirm."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from orderdesk.cases.case_file import CaseFile, GapNote
from orderdesk.cases.medical import ReminderClock
from orderdesk.gaps.answer import Answer
from orderdesk.gaps.checker import check
from orderdesk.gaps.comparing import Difference, compared, moved
from orderdesk.gaps.rule_book import RuleBook


@dataclass(frozen=True, slots=True)
class Proposal:
    """A gap that was there before and is not after: `entries` are those of the file that closed it, those that are new
    or changed where any of them are."""

    key: str
    before: Answer
    after: Answer | None
    entries: tuple[str, ...]

    def confirmed(self, by: str, day: date, text: str | None = None) -> GapNote:
        """The note that a person who confirms it puts into the file. Raises ValueError for a name or a text that a case
        file does not hold."""
        return GapNote.model_validate(
            {"gap": self.key, "kind": "closed_by", "day": day.isoformat(), "by": by, "entries": [*self.entries][:40],
             "text": text}
        )  # fmt: skip


def closes(
    case_before: CaseFile, case_after: CaseFile, book: RuleBook, as_of: date, reminders: ReminderClock | None = None
) -> tuple[Proposal, ...]:
    """The gaps that what came between the two files closes, as of a day; none where nothing needs less."""
    before = check(case_before, book, as_of, reminders)
    after = check(case_after, book, as_of, reminders)
    arrived = changed_entries(case_before, case_after)
    closed = moved(compared(before, after), "closed")
    return tuple(proposal for one in closed if (proposal := _proposal(one, arrived)) is not None)


def changed_entries(before: CaseFile, after: CaseFile) -> tuple[str, ...]:
    """The entries of the later file that the earlier one has not, or has otherwise; sections as sections.health."""
    known, now = _entries(before), _entries(after)
    return tuple(entry for entry, value in now.items() if known.get(entry) != value)


def _entries(case: CaseFile) -> dict[str, object]:
    lists: Sequence[Sequence[object]] = (
        case.evidence, case.requests, case.measures, case.trials, case.conversations, case.facts, case.health_events,
    )  # fmt: skip
    entries = {str(getattr(one, "id", "")): one for entries in lists for one in entries}
    return {**entries, **{f"sections.{one.section}": one for one in case.sections}}


def _proposal(one: Difference, arrived: Sequence[str]) -> Proposal | None:
    if one.before is None:
        return None
    counted = one.after.counted if one.after is not None else ()
    fresh = tuple(entry for entry in counted if entry in arrived)
    return Proposal(one.key, one.before, one.after, fresh or counted or tuple(arrived))
