"""The checker: every rule that speaks to a case held against it, as of a day.

A rule that fails on a case is undetermined, with the reason, for that rule alone; the others answer as ever.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from orderdesk.cases.case_file import CaseFile, CaseTrack
from orderdesk.cases.medical import ReminderClock
from orderdesk.gaps import requirements as asked
from orderdesk.gaps.answer import SEVERITIES, STATES, Answer, CaseAnswers, State
from orderdesk.gaps.decision_day import decision_day
from orderdesk.gaps.judging import Verdict, all_hold
from orderdesk.gaps.kinds import (
    agreement,
    consultation,
    duplicates,
    evidence,
    facts,
    forms,
    heard,
    measures,
    requests,
    sections,
    times,
    trials,
    unacted,
    unread,
)
from orderdesk.gaps.known import Known
from orderdesk.gaps.outcome import Outcome, Sight, Used, Waiting
from orderdesk.gaps.regimes import regime_on
from orderdesk.gaps.rule_book import RuleBook, RuleInForce
from orderdesk.locale import N_
from orderdesk.locale.said import Said, said

Look = Callable[[Any, Sight], list[Outcome]]

_LOOKS: Final[Mapping[type, Look]] = {
    asked.SectionFilled: sections.look,
    asked.EvidenceHeld: evidence.look,
    asked.FactKnown: facts.look,
    asked.MeasuresTried: measures.look,
    asked.TrialDocumented: trials.look,
    asked.NoContradiction: agreement.look,
    asked.NotFetchedTwice: duplicates.look,
    asked.HealthActedOn: unacted.look,
    asked.RequestsAnswered: requests.look,
    asked.EvidenceRead: unread.look,
    asked.CitizenHeard: heard.look,
    asked.TrackAvailable: times.track_available,
    asked.DecidedWithin: times.decided_within,
    asked.LastedSince: times.lasted,
    asked.AfterConsultation: consultation.look,
    asked.RightForm: forms.look,
}
_LASTING: Final = (asked.EvidenceHeld, asked.SectionFilled, asked.FactKnown, asked.TrialDocumented, asked.CitizenHeard)
"""Requirements that can be met today and not on the day of decision, because things grow old."""


@dataclass(frozen=True, slots=True)
class _Spoken:
    """One outcome with its state."""

    state: State
    outcome: Outcome
    because: Said | None = None


def check(
    case: CaseFile, book: RuleBook, as_of: date, reminders: ReminderClock | None = None,
    ordered: Mapping[str, Waiting] | None = None,
) -> CaseAnswers:  # fmt: skip
    """What all rules say of the case as of a day, what needs somebody first. `ordered` is from whom documentation has
    been ordered, by pack/rule: no case file tells that. Raises nothing: a rule that fails says so."""
    sight = replace(sight_of(case, as_of, reminders, book), ordered=ordered or {})
    answers = [one for rule in book.rules for one in ask(rule, sight)]
    states, grades = list(STATES), list(SEVERITIES)
    answers.sort(key=lambda one: (states.index(one.state), grades.index(one.severity), one.key))
    day = decision_day(case, as_of)
    return CaseAnswers(
        case.case, as_of, day.day, day.planned, sight.regime, tuple(read.name for read in book.packs), tuple(answers),
        day.because,
    )  # fmt: skip


def sight_of(
    case: CaseFile, as_of: date, reminders: ReminderClock | None = None, book: RuleBook | None = None
) -> Sight:
    """The case as the rules of a book see it on a day. Once the decision was taken, that is the file as it was
    on its day: what came later was no part of its basis."""
    day = decision_day(case, as_of)
    on = min(as_of, day.day)
    regime = regime_on(day.day)
    basis = regime.basis_on(day.day, case.decision.change_over)
    requirements = book.requirements if book else {}
    return Sight(Known(case, on), as_of, on, day.day, regime, basis, reminders or ReminderClock(), requirements)


def ask(rule: RuleInForce, sight: Sight) -> Iterator[Answer]:
    """What one rule says: nothing where it is for another track or another time."""
    try:
        spoken = list(_speak(rule, sight))
    except Exception as error:  # one rule's fault must not silence the others
        reason = said(N_("The rule could not be held against this case ({error})."), error=type(error).__name__)
        spoken = [_undetermined(reason)]
    for one in spoken:
        yield _answer(rule, sight, one)


def _speak(rule: RuleInForce, sight: Sight) -> Iterator[_Spoken]:
    if not _is_for(rule, sight):
        return
    if rule.off is not None:
        change = rule.off.change
        reason = Said(N_("Local policy does not ask it: {reason} ({who}, {day})"),
                      {"reason": change.because.both, "who": change.decided_by, "day": change.decided})  # fmt: skip
        yield _Spoken("not_applicable", Outcome("not_applicable", _TITLE), reason)
        return
    applies = all_hold(rule.rule.applies, sight)
    if applies.holds is False:
        return
    if applies.holds is None:
        yield _undetermined(applies.unclear, Outcome(None, _UNTOLD, applies.used))
        return
    verdicts = [(exemption, all_hold(exemption.when, sight)) for exemption in rule.rule.exempt]
    for exemption, verdict in verdicts:
        if verdict.holds:
            outcome = Outcome("not_applicable", _TITLE, verdict.used)
            yield _Spoken("not_applicable", outcome, Said("{reason}", {"reason": exemption.because.both}))
            return
    unclear = next((verdict for _exemption, verdict in verdicts if verdict.holds is None), None)
    for spoken in _held(rule, sight, applies.used):
        yield spoken if unclear is None else _perhaps_exempt(spoken, unclear)


def _perhaps_exempt(spoken: _Spoken, verdict: Verdict) -> _Spoken:
    """What is met is met, exempt or not; what is not met cannot be told while the exemption cannot."""
    if spoken.state == "closed":
        return spoken
    return _undetermined(verdict.unclear, _with_used(spoken.outcome, verdict.used))


def _held(rule: RuleInForce, sight: Sight, used: tuple[Used, ...]) -> Iterator[_Spoken]:
    """The outcomes of the requirement; those that are met today, but not on the day of decision, are prospective."""
    require = rule.rule.require
    look = _LOOKS[type(require)]
    outcomes = look(require, sight)
    later: dict[str, Outcome] = {}
    if sight.decision > sight.on and _grows_old(require) and any(one.kind is None for one in outcomes):
        later = {one.about: one for one in look(require, sight.at(sight.decision))}
    for outcome in outcomes:
        ahead = later.get(outcome.about)
        if outcome.unclear is not None:
            yield _undetermined(outcome.unclear, outcome)
        elif outcome.kind is not None:
            yield _Spoken("open", _with_used(_awaited(outcome, sight.ordered.get(rule.key)), used))
        elif ahead is not None and ahead.kind is not None:
            yield _Spoken("prospective", _with_used(_awaited(ahead, sight.ordered.get(rule.key)), used))
        else:
            yield _Spoken("closed", _with_used(outcome, used))


def _awaited(outcome: Outcome, ordered: Waiting | None) -> Outcome:
    """A gap in the file for which documentation has been ordered waits for the provider; it stays open until then."""
    if ordered is None or outcome.kind not in _CAN_BE_ORDERED:
        return outcome
    return replace(outcome, kind="awaiting", waiting=ordered)


_CAN_BE_ORDERED: Final = ("missing", "insufficient", "out_of_date")


def _grows_old(require: asked.Requirement) -> bool:
    """Whether it can be met today and not on the day of decision: by its length, or as a fact that ends."""
    return isinstance(require, asked.FactKnown) or (isinstance(require, _LASTING) and require.fresh is not None)


def _is_for(rule: RuleInForce, sight: Sight) -> bool:
    """Whether the rule is for one of the case's tracks, and in force on the day that it counts by."""
    if "any" not in rule.tracks and sight.known.on_tracks.isdisjoint(rule.tracks):
        return False
    valid = rule.rule.valid
    day = sight.decision
    if valid.by == "granted" and (granted := times.granted_on(sight)) is not None:
        day = granted
    return not ((valid.from_ and day < valid.from_) or (valid.to and day > valid.to))


_TITLE: Final = said(N_("It is not asked of this case."))
_UNTOLD: Final = said(N_("It cannot be told from the file."))


def _undetermined(reason: Said | None, outcome: Outcome | None = None) -> _Spoken:
    return _Spoken("undetermined", outcome or Outcome(None, _UNTOLD), reason)


def _with_used(outcome: Outcome, used: Sequence[Used]) -> Outcome:
    return replace(outcome, used=(*used, *(one for one in outcome.used if one not in used))) if used else outcome


def _answer(rule: RuleInForce, sight: Sight, spoken: _Spoken) -> Answer:
    outcome = spoken.outcome
    key = f"{rule.key}:{outcome.about}" if outcome.about else rule.key
    notes = [one for one in sight.known.case.notes if one.gap == key and one.day <= sight.as_of]
    if notes:
        notes.sort(key=lambda one: (one.day, one.by, one.text or ""))
    return Answer(
        key, rule.pack, rule.rule, rule.changed, spoken.state, outcome.kind, outcome.what, spoken.because,
        outcome.used, outcome.considered, outcome.counted, outcome.waiting, tuple(notes), _tracks(rule, sight),
    )  # fmt: skip


def _tracks(rule: RuleInForce, sight: Sight) -> tuple[CaseTrack, ...]:
    """The tracks of the case that the rule speaks to; none where it speaks to every case."""
    if "any" in rule.tracks:
        return ()
    return tuple(one for one in sight.known.tracks if one.track in rule.tracks)
