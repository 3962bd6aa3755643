"""Whether a case file adds up: what is readable and cannot be so is said, and neither guessed nor left out."""

from collections.abc import Iterator
from datetime import date
from itertools import chain, combinations
from typing import Final

from orderdesk.cases.case_file import CaseFile, CaseTrack, Fact
from orderdesk.cases.citizen_age import age_on, born_by_cpr
from orderdesk.cases.evidence import EVIDENCE_KINDS
from orderdesk.cases.fact_kinds import FACT_KINDS
from orderdesk.cases.flaws import Flaw, flaw
from orderdesk.cases.medical import FORMS
from orderdesk.cases.preparatory import SECTIONS
from orderdesk.cases.soundness_days import days_ahead, days_in_disorder
from orderdesk.cases.soundness_hours import hours_amiss
from orderdesk.locale import N_

OLDEST: Final = 120
"""Years. A CPR number by which somebody is older has a digit that is wrong."""

_LISTS: Final = (
    "facts", "evidence", "health_events", "requests", "conversations", "measures", "trials",
)  # fmt: skip

_NO_CPR = N_("The CPR number begins with no day of the calendar.")
_NO_BIRTH = N_("By its seventh digit the CPR number tells of a birth on {day}, which cannot be.")
_OTHER_BIRTH = N_("The day of birth is {born}, and by the CPR number it is {day}.")
_SAME_ID = N_("The id {entry} is there twice.")
_NOT_THERE = N_("{entry} names {other}, which is not there.")
_NOTE_NOT_THERE = N_("The note on {gap} names {other}, which is not there.")
_UNKNOWN_EVIDENCE = N_("{entry}: the kind of evidence “{kind}” is not known.")
_UNKNOWN_FACT = N_("{entry}: the kind of fact “{kind}” is not known.")
_UNKNOWN_FORM = N_("{entry}: the form “{kind}” is not known.")
_WRONG_SORT = N_("{entry}: the value of “{fact}” must be {sort}.")
_SORTS: Final = {
    "yes_no": N_("yes or no"), "number": N_("a whole number"), "day": N_("a day"), "text": N_("a text"),
}  # fmt: skip
_NO_REASONS = N_("{entry}: “{fact}” needs its reasons.")
_TWO_MAIN = N_("Tracks {first} and {second} are both the main track from {day}.")
_PASSED = N_("The planned day of decision was {day}, and no decision is noted.")
_NOT_ON_FILE = N_("{entry}: the answer came on {day}, and no evidence is named.")
_UNDATED = N_("{entry}: the day of the information is missing.")
_SECTION_TWICE = N_("The section “{section}” is there twice.")


def flaws(case: CaseFile, today: date) -> list[Flaw]:
    """All that does not add up in `case`, by code and then in the order of the file. `today` tells what lies ahead."""
    found = chain(
        days_ahead(case, today), days_in_disorder(case), _citizen(case, today), _ids(case), _references(case),
        _kinds(case), _facts(case), _tracks(case), _decision(case, today), _papers(case), hours_amiss(case),
        _sections(case),
    )  # fmt: skip
    return sorted(found, key=lambda one: one.code)


def _citizen(case: CaseFile, today: date) -> Iterator[Flaw]:
    """CAS08, CAS09. No check digits: numbers without them have been given out since 2007 (CPR-kontoret)."""
    told, born = born_by_cpr(case.citizen.cpr), case.citizen.born
    if told is None:
        yield flaw("CAS08", "$.citizen.cpr", _NO_CPR)
    elif told > today or age_on(told, today) > OLDEST:
        yield flaw("CAS08", "$.citizen.cpr", _NO_BIRTH, day=told)
    elif born is not None and born != told:
        yield flaw("CAS09", "$.citizen.born", _OTHER_BIRTH, born=born, day=told)


def entry_ids(case: CaseFile) -> Iterator[tuple[str, str]]:
    """Every entry that has an id: its path and its id."""
    for members in _LISTS:
        for index, entry in enumerate(getattr(case, members)):
            yield f"$.{members}[{index}]", entry.id


def _ids(case: CaseFile) -> Iterator[Flaw]:
    """CAS10, over all lists: an answer names an entry by its id alone."""
    seen = set()
    for path, name in entry_ids(case):
        if name in seen:
            yield flaw("CAS10", f"{path}.id", _SAME_ID, entry=name)
        seen.add(name)


def _references(case: CaseFile) -> Iterator[Flaw]:
    """CAS11."""
    papers, measures = {paper.id for paper in case.evidence}, {measure.id for measure in case.measures}
    for index, request in enumerate(case.requests):
        for which, name in enumerate(request.evidence):
            if name not in papers:
                path = f"$.requests[{index}].evidence[{which}]"
                yield flaw("CAS11", path, _NOT_THERE, entry=request.id, other=name)
    for index, trial in enumerate(case.trials):
        if trial.measure is not None and trial.measure not in measures:
            yield flaw("CAS11", f"$.trials[{index}].measure", _NOT_THERE, entry=trial.id, other=trial.measure)
    known = {name for _path, name in entry_ids(case)}
    for index, note in enumerate(case.notes):
        for which, name in enumerate(note.entries):
            if name not in known:
                path = f"$.notes[{index}].entries[{which}]"
                yield flaw("CAS11", path, _NOTE_NOT_THERE, gap=note.gap, other=name)


def _kinds(case: CaseFile) -> Iterator[Flaw]:
    """CAS12 to CAS14."""
    for index, paper in enumerate(case.evidence):
        if paper.kind not in EVIDENCE_KINDS:
            yield flaw("CAS12", f"$.evidence[{index}].kind", _UNKNOWN_EVIDENCE, entry=paper.id, kind=paper.kind)
    for index, fact in enumerate(case.facts):
        if fact.kind not in FACT_KINDS:
            yield flaw("CAS13", f"$.facts[{index}].kind", _UNKNOWN_FACT, entry=fact.id, kind=fact.kind)
    for index, request in enumerate(case.requests):
        if request.form not in FORMS:
            yield flaw("CAS14", f"$.requests[{index}].form", _UNKNOWN_FORM, entry=request.id, kind=request.form)


def _facts(case: CaseFile) -> Iterator[Flaw]:
    """CAS15, CAS16."""
    for index, fact in enumerate(case.facts):
        kind = FACT_KINDS.get(fact.kind)
        if kind is None:
            continue
        if not fits(kind.value, fact):
            terms = {"fact": kind.name, "sort": _SORTS[kind.value]}
            yield flaw("CAS15", f"$.facts[{index}].value", _WRONG_SORT, entry=fact.id, terms=terms)
        if kind.reasoned and fact.text is None:
            yield flaw("CAS16", f"$.facts[{index}].text", _NO_REASONS, entry=fact.id, terms={"fact": kind.name})


def fits(sort: str, fact: Fact) -> bool:
    """Whether the fact's value is of that sort ("yes_no", "number", "day", "text")."""
    value = fact.value
    if sort in ("yes_no", "number"):
        return isinstance(value, int) and isinstance(value, bool) == (sort == "yes_no")
    if not isinstance(value, str) or sort == "text":
        return isinstance(value, str)
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _tracks(case: CaseFile) -> Iterator[Flaw]:
    """CAS17. On the day of the change both may stand: the one's last day is the other's first."""
    main = [(number, track) for number, track in enumerate(case.tracks, start=1) if track.role == "main"]
    for (first, one), (second, other) in combinations(main, 2):
        if one.since < _last(other) and other.since < _last(one):
            path, day = f"$.tracks[{second - 1}]", max(one.since, other.since)
            yield flaw("CAS17", path, _TWO_MAIN, first=first, second=second, day=day)


def _last(track: CaseTrack) -> date:
    return track.until or date.max


def _decision(case: CaseFile, today: date) -> Iterator[Flaw]:
    """CAS18. On the planned day itself there is still time."""
    planned = case.decision.planned
    if planned is not None and planned < today and case.decision.decided is None:
        yield flaw("CAS18", "$.decision.planned", _PASSED, day=planned)


def _papers(case: CaseFile) -> Iterator[Flaw]:
    """CAS19, CAS25."""
    for index, request in enumerate(case.requests):
        if request.received is not None and not request.evidence:
            path = f"$.requests[{index}].evidence"
            yield flaw("CAS19", path, _NOT_ON_FILE, entry=request.id, day=request.received)
    for index, paper in enumerate(case.evidence):
        if paper.information_date is None:
            yield flaw("CAS25", f"$.evidence[{index}].information_date", _UNDATED, entry=paper.id)


def _sections(case: CaseFile) -> Iterator[Flaw]:
    """CAS28."""
    seen = set()
    for index, section in enumerate(case.sections):
        if section.section in seen:
            terms = {"section": SECTIONS[section.section]}
            yield flaw("CAS28", f"$.sections[{index}]", _SECTION_TWICE, terms=terms)
        seen.add(section.section)
