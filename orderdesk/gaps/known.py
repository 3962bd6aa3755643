"""A case as it was known on a day: what came, was said or was done later is not there yet.

So a question can be asked as of any day, and two days can be compared. What bears no day counts as known. Entries come
in the order of their days, whatever their order in the file.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Final, Protocol, TypeVar

from orderdesk.cases.case_file import CaseFile, CaseTrack, Fact
from orderdesk.cases.evidence import Evidence, HealthEvent
from orderdesk.cases.history import Conversation, Measure, Trial
from orderdesk.cases.medical import MedicalRequest
from orderdesk.cases.preparatory import Section
from orderdesk.documents.fields import Part


class _WithId(Protocol):
    @property
    def id(self) -> str: ...


T = TypeVar("T")
Entry = TypeVar("Entry", bound=_WithId)
P = TypeVar("P", bound=Part)


@dataclass(frozen=True)
class Known:
    """The case file as known at the end of `day`."""

    case: CaseFile
    day: date

    @cached_property
    def evidence(self) -> Sequence[Evidence]:
        """What had come. What bears no day of arrival counts from the day of its information."""
        came = self._until(self.case.evidence, lambda one: one.received or one.information_date)
        return _in_order((self._evidence(one) for one in came), lambda one: one.information_date or one.received)

    @cached_property
    def events(self) -> Sequence[HealthEvent]:
        """What had happened."""
        return _in_order(self._until(self.case.health_events, lambda one: one.day), lambda one: one.day)

    @cached_property
    def conversations(self) -> Sequence[Conversation]:
        """What had been said."""
        return _in_order(self._until(self.case.conversations, lambda one: one.day), lambda one: one.day)

    @cached_property
    def sections(self) -> Sequence[Section]:
        """What had been written. Earlier wordings are not kept: a section counts from the day of its last change."""
        written = self._until(self.case.sections, lambda one: one.updated)
        return [_changed(one, by=[each for each in one.by if not _after(each.day, self.day)]) for one in written]

    @cached_property
    def requests(self) -> Sequence[MedicalRequest]:
        """What had been asked, each with the steps taken until then; what is only being prepared comes first."""
        asked = self._until(self.case.requests, lambda one: one.requested)
        return _in_order((self._request(one) for one in asked), lambda one: one.requested)

    @cached_property
    def measures(self) -> Sequence[Measure]:
        """What had begun; what ended later is under way."""
        begun = self._until(self.case.measures, lambda one: one.start)
        seen = (_changed(one, **_UNDER_WAY) if _after(one.end, self.day) else one for one in begun)
        return _in_order(seen, lambda one: one.start)

    @cached_property
    def trials(self) -> Sequence[Trial]:
        """Work trials that had begun, with the weeks and adjustments until then."""
        begun = self._until(self.case.trials, lambda one: one.start)
        return _in_order((self._trial(one) for one in begun), lambda one: one.start)

    @cached_property
    def tracks(self) -> Sequence[CaseTrack]:
        """The tracks on the day, the main one first; those that were left among them until their last day."""
        on = (one for one in self.case.tracks if one.since <= self.day and not (one.until and one.until < self.day))
        return sorted(on, key=lambda one: (one.role != "main", one.since, one.track))

    @cached_property
    def on_tracks(self) -> frozenset[str]:
        """The tracks on the day, by their codes."""
        return frozenset(one.track for one in self.tracks)

    @cached_property
    def tracks_ever(self) -> Sequence[CaseTrack]:
        """The tracks until the day."""
        return self._until(self.case.tracks, lambda one: one.since)

    def facts(self, kind: str, on: date | None = None) -> Sequence[Fact]:
        """The facts of that kind that hold on `on` (the day itself where None), as far as they are known: the latest,
        and beside it those of the same day that say otherwise."""
        limit = on or self.day
        found = [one for one in self._facts.get(kind, ()) if not (one.until and one.until < limit)]
        if not found:
            return ()
        last = found[-1]
        return [last, *(one for one in found if one.day == last.day and not same_value(one.value, last.value))]

    def fact(self, kind: str, on: date | None = None) -> Fact | None:
        """The latest fact of that kind that holds; None where there is none, or where two of a day disagree."""
        found = self.facts(kind, on)
        return found[0] if len(found) == 1 else None

    @cached_property
    def _facts(self) -> dict[str, list[Fact]]:
        kinds: dict[str, list[Fact]] = {}
        for one in _in_order(self._until(self.case.facts, lambda one: one.day), lambda one: one.day):
            kinds.setdefault(one.kind, []).append(one)
        return kinds

    def _until(self, entries: Sequence[T], day: Callable[[T], date | None]) -> Sequence[T]:
        return [one for one in entries if not _after(day(one), self.day)]

    def _evidence(self, one: Evidence) -> Evidence:
        if _after(one.acted_on, self.day):
            one = _changed(one, acted_on=None, action=None)
        return _changed(one, read=None) if _after(one.read, self.day) else one

    def _request(self, request: MedicalRequest) -> MedicalRequest:
        later: dict[str, Any] = {}
        for step, told in _STEPS.items():
            if _after(getattr(request, step), self.day):
                later |= {step: None, **told}
        reminders = [one for one in request.reminders if one <= self.day]
        calls = [one for one in request.calls if one.day <= self.day]
        return _changed(request, **later, reminders=reminders, calls=calls)

    def _trial(self, trial: Trial) -> Trial:
        changed: dict[str, Any] = {
            "weeks": [one for one in trial.weeks if one.start <= self.day],
            "adjustments": [one for one in trial.adjustments if one.day <= self.day],
        }
        if _after(trial.end, self.day):
            changed |= {"end": None, "ended_because": None}
        if _after(trial.concluded or trial.end, self.day):
            changed |= {"conclusion": None, "concluded": None, "concluded_by": None}
        return _changed(trial, **changed)


_STEPS: Final[dict[str, dict[str, Any]]] = {
    "citizen_contacted": {},
    "consultation": {},
    "received": {"evidence": []},
    "declined": {"declined_because": None},
    "withdrawn": {"withdrawn_because": None},
}
"""The steps of a request, each with what is told of it."""
_UNDER_WAY: Final = {"end": None, "ended_because": None, "result": None}


def same_value(one: object, other: object) -> bool:
    """Whether two values of facts are the same; yes is not the number 1."""
    return type(one) is type(other) and one == other


def _changed(one: P, **members: Any) -> P:
    """`one` with these members; itself where it has them already. A copy costs more than most rules."""
    if all(getattr(one, name) == value for name, value in members.items()):
        return one
    return one.model_copy(update=members)


def _in_order(entries: Iterable[Entry], day: Callable[[Entry], date | None]) -> list[Entry]:
    return sorted(entries, key=lambda one: (day(one) or date.min, one.id))


def _after(day: date | None, limit: date) -> bool:
    return day is not None and day > limit
