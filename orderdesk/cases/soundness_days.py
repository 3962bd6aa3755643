"""Days in a case file that cannot be: ahead where they tell of what has happened, or one before another."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from orderdesk.cases.case_file import CaseFile, Fact
from orderdesk.cases.fact_kinds import FACT_KINDS
from orderdesk.cases.flaws import Flaw, flaw
from orderdesk.cases.preparatory import SECTIONS
from orderdesk.locale import N_

# The days of what has happened, list by list. Those that are left out may lie ahead: what is planned, and until when
# something holds.
_HAPPENED: Final[Mapping[str, Mapping[str, str]]] = {
    "facts": {"day": N_("the day of the fact")},
    "evidence": {
        "information_date": N_("the day of the information"),
        "received": N_("the day it came"),
        "read": N_("the day it was read"),
        "acted_on": N_("the day it was acted on"),
    },
    "health_events": {"day": N_("the day it happened")},
    "requests": {
        "requested": N_("the day of the request"),
        "citizen_contacted": N_("the day the citizen was told"),
        "consultation": N_("the consultation"),
        "received": N_("the day it came"),
        "declined": N_("the day the doctor declined"),
        "withdrawn": N_("the day it was taken back"),
    },
    "conversations": {"day": N_("the conversation")},
    "measures": {"end": N_("the last day")},
    "trials": {"end": N_("the last day"), "concluded": N_("the conclusion")},
}
_DECIDED: Final[Mapping[str, str]] = {"begun": N_("the day it was begun"), "decided": N_("the day it was decided")}
_REMINDER, _CALL, _WEEK = N_("a reminder"), N_("a call"), N_("a week with hours")
_ADJUSTED, _BORN, _OPENED = N_("an adjustment"), N_("the day of birth"), N_("the day it was opened")
_UPDATED, _CONTRIBUTED, _NOTED = N_("the day it was worked on"), N_("a contribution"), N_("the note on the gap")
_THE_CASE, _THE_DECISION, _THE_CITIZEN = N_("The case"), N_("The decision"), N_("The citizen")

_AHEAD = N_("{entry}: {what} lies ahead ({day}).")
_ENDS_FIRST = N_("{entry}: the end ({end}) lies before the beginning ({start}).")
_TRACK_ENDS_FIRST = N_("Track {number}: the end ({end}) lies before the beginning ({start}).")
_RECEIVED_FIRST = N_("{entry}: received on {second}, before the day of its information, {first}.")
_READ_FIRST = N_("{entry}: read on {second}, before it came on {first}.")
_ACTED_FIRST = N_("{entry}: acted on on {second}, before it was read on {first}.")
_CONSULTED_FIRST = N_("{entry}: the consultation on {second} lies before the request of {first}.")
_CHASED_FIRST = N_("{entry}: {what} on {second} lies before the request of {first}.")
_NOT_SENT = N_("{entry}: there are later days, and none on which the request was sent.")


def days_ahead(case: CaseFile, today: date) -> Iterator[Flaw]:
    """CAS01: what is said to have happened, and lies after `today`."""
    for path, entry, named, what, day in _happened(case):
        if day is not None and day > today:
            terms = {"what": what} | ({"entry": named} if named else {})
            yield flaw("CAS01", path, _AHEAD, entry=entry, terms=terms, day=day)


def _happened(case: CaseFile) -> Iterator[tuple[str, str, str, str, date | None]]:
    """Path, id of the entry or else its name, what happened, and when."""
    yield "$.opened", "", _THE_CASE, _OPENED, case.opened
    yield "$.citizen.born", "", _THE_CITIZEN, _BORN, case.citizen.born
    for name, what in _DECIDED.items():
        yield f"$.decision.{name}", "", _THE_DECISION, what, getattr(case.decision, name)
    for members, days in _HAPPENED.items():
        for index, entry in enumerate(getattr(case, members)):
            for name, what in days.items():
                yield f"$.{members}[{index}].{name}", entry.id, "", what, getattr(entry, name)
    for index, fact in enumerate(case.facts):
        yield f"$.facts[{index}].value", fact.id, "", _HAPPENED["facts"]["day"], _day_of_value(fact)
    for index, request in enumerate(case.requests):
        for which, day in enumerate(request.reminders):
            yield f"$.requests[{index}].reminders[{which}]", request.id, "", _REMINDER, day
        for which, call in enumerate(request.calls):
            yield f"$.requests[{index}].calls[{which}].day", request.id, "", _CALL, call.day
    for index, trial in enumerate(case.trials):
        for which, week in enumerate(trial.weeks):
            yield f"$.trials[{index}].weeks[{which}].start", trial.id, "", _WEEK, week.start
        for which, change in enumerate(trial.adjustments):
            yield f"$.trials[{index}].adjustments[{which}].day", trial.id, "", _ADJUSTED, change.day
    yield from _written(case)


def _written(case: CaseFile) -> Iterator[tuple[str, str, str, str, date | None]]:
    for index, section in enumerate(case.sections):
        yield f"$.sections[{index}].updated", "", SECTIONS[section.section], _UPDATED, section.updated
        for which, hand in enumerate(section.by):
            yield f"$.sections[{index}].by[{which}].day", "", SECTIONS[section.section], _CONTRIBUTED, hand.day
    for index, note in enumerate(case.notes):
        yield f"$.notes[{index}].day", "", _THE_CASE, _NOTED, note.day


def _day_of_value(fact: Fact) -> date | None:
    """The day that a fact tells of, where it is one that has been; the end of a course may lie ahead."""
    kind = FACT_KINDS.get(fact.kind)
    if kind is None or kind.value != "day" or fact.kind == "course_ends" or not isinstance(fact.value, str):
        return None
    try:
        return date.fromisoformat(fact.value)
    except ValueError:
        return None


def days_in_disorder(case: CaseFile) -> Iterator[Flaw]:
    """CAS02 to CAS07, CAS26 and CAS27: one day before another that must come first. The same day is in order."""
    for index, track in enumerate(case.tracks):
        if track.until is not None and track.until < track.since:
            path, number = f"$.tracks[{index}].until", index + 1
            yield flaw("CAS02", path, _TRACK_ENDS_FIRST, number=number, start=track.since, end=track.until)
    for members, first, last in (("facts", "day", "until"), ("measures", "start", "end"), ("trials", "start", "end")):
        for index, entry in enumerate(getattr(case, members)):
            start, end = getattr(entry, first), getattr(entry, last)
            if start is not None and end is not None and end < start:
                path = f"$.{members}[{index}].{last}"
                yield flaw("CAS02", path, _ENDS_FIRST, entry=entry.id, start=start, end=end)
    for index, paper in enumerate(case.evidence):
        at = f"$.evidence[{index}]"
        yield from _after("CAS03", f"{at}.received", _RECEIVED_FIRST, paper, paper.information_date, paper.received)
        yield from _after("CAS04", f"{at}.read", _READ_FIRST, paper, paper.received, paper.read)
        yield from _after("CAS05", f"{at}.acted_on", _ACTED_FIRST, paper, paper.read, paper.acted_on)
    yield from _requests_in_disorder(case)


def _requests_in_disorder(case: CaseFile) -> Iterator[Flaw]:
    for index, request in enumerate(case.requests):
        at, sent = f"$.requests[{index}]", request.requested
        ends = {name: getattr(request, name) for name in ("received", "declined", "withdrawn")}
        if sent is None and (request.reminders or any((request.consultation, ends["received"], ends["declined"]))):
            yield flaw("CAS27", f"{at}.requested", _NOT_SENT, entry=request.id)
        yield from _after("CAS06", f"{at}.consultation", _CONSULTED_FIRST, request, sent, request.consultation)
        for which, day in enumerate(request.reminders):
            yield from _after("CAS07", f"{at}.reminders[{which}]", _CHASED_FIRST, request, sent, day, _REMINDER)
        for which, call in enumerate(request.calls):
            yield from _after("CAS07", f"{at}.calls[{which}].day", _CHASED_FIRST, request, sent, call.day, _CALL)
        for name, day in ends.items():
            what = _HAPPENED["requests"][name]
            yield from _after("CAS26", f"{at}.{name}", _CHASED_FIRST, request, sent, day, what)


def _after(
    code: str, path: str, template: str, entry: Any, first: date | None, second: date | None, what: str = ""
) -> Iterator[Flaw]:
    if first is not None and second is not None and second < first:
        terms = {"what": what} if what else {}
        yield flaw(code, path, template, entry=entry.id, terms=terms, first=first, second=second)
