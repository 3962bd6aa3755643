"""A case as it was known on a day: what came, was said or was done later is not there yet.

So a question can be asked as of any day, and two days can be compared. What bears no day counts as known.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from orderdesk.cases.case_file import CaseFile, CaseTrack, Fact
from orderdesk.cases.evidence import Evidence, HealthEvent
from orderdesk.cases.history import Conversation, Measure, Trial
from orderdesk.cases.medical import MedicalRequest
from orderdesk.cases.preparatory import Section

T = TypeVar("T")


@dataclass(frozen=True)
class Known:
    """The case file as known at the end of `day`."""

    case: CaseFile
    day: date

    @cached_property
    def evidence(self) -> Sequence[Evidence]:
        """What had come. What bears no day of arrival counts from the day of its information."""
        return self._until(self.case.evidence, lambda one: one.received or one.information_date)

    @cached_property
    def events(self) -> Sequence[HealthEvent]:
        """What had happened."""
        return self._until(self.case.health_events, lambda one: one.day)

    @cached_property
    def conversations(self) -> Sequence[Conversation]:
        """What had been said."""
        return self._until(self.case.conversations, lambda one: one.day)

    @cached_property
    def sections(self) -> Sequence[Section]:
        """What had been written. Earlier wordings are not kept: a section counts from the day of its last change."""
        return self._until(self.case.sections, lambda one: one.updated)

    @cached_property
    def requests(self) -> Sequence[MedicalRequest]:
        """What had been asked, each with the steps taken until then."""
        return [self._request(one) for one in self._until(self.case.requests, lambda one: one.requested)]

    @cached_property
    def measures(self) -> Sequence[Measure]:
        """What had begun; what ended later is under way."""
        begun = self._until(self.case.measures, lambda one: one.start)
        return [one.model_copy(update=_UNDER_WAY) if _after(one.end, self.day) else one for one in begun]

    @cached_property
    def trials(self) -> Sequence[Trial]:
        """Work trials that had begun, with the weeks and adjustments until then."""
        return [self._trial(one) for one in self._until(self.case.trials, lambda one: one.start)]

    @cached_property
    def tracks(self) -> Sequence[CaseTrack]:
        """The tracks on the day, those that were left among them until their last day."""
        return [one for one in self.case.tracks if one.since <= self.day and not (one.until and one.until < self.day)]

    @cached_property
    def tracks_ever(self) -> Sequence[CaseTrack]:
        """The tracks until the day."""
        return self._until(self.case.tracks, lambda one: one.since)

    def fact(self, kind: str) -> Fact | None:
        """The fact of that kind that holds on the day: the latest one that is known; None where there is none."""
        found = [
            one for one in self.case.facts
            if one.kind == kind and not _after(one.day, self.day) and not (one.until and one.until < self.day)
        ]  # fmt: skip
        return max(found, key=lambda one: one.day or date.min, default=None)

    def _until(self, entries: Sequence[T], day: Callable[[T], date | None]) -> Sequence[T]:
        return [one for one in entries if not _after(day(one), self.day)]

    def _request(self, request: MedicalRequest) -> MedicalRequest:
        later = {name: None for name in _STEPS if _after(getattr(request, name), self.day)}
        reminders = [one for one in request.reminders if one <= self.day]
        calls = [one for one in request.calls if one.day <= self.day]
        if not later and len(reminders) == len(request.reminders) and len(calls) == len(request.calls):
            return request
        return request.model_copy(update={**later, "reminders": reminders, "calls": calls})

    def _trial(self, trial: Trial) -> Trial:
        changed = {
            "weeks": [one for one in trial.weeks if one.start <= self.day],
            "adjustments": [one for one in trial.adjustments if one.day <= self.day],
        }
        if _after(trial.end, self.day):
            changed |= {"end": None, "ended_because": None}
        if _after(trial.concluded or trial.end, self.day):
            changed |= {"conclusion": None, "concluded": None}
        return trial.model_copy(update=changed)


_STEPS = ("citizen_contacted", "consultation", "received", "declined", "withdrawn")
_UNDER_WAY = {"end": None, "ended_because": None, "result": None}


def _after(day: date | None, limit: date) -> bool:
    return day is not None and day > limit
