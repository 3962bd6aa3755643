"""Whether a condition holds for a case: yes, no, or that the file does not tell (None), with what that rests on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from orderdesk.cases.case_file import Fact
from orderdesk.cases.citizen_age import age_on, born_of
from orderdesk.cases.fact_kinds import FACT_KINDS
from orderdesk.gaps import conditions
from orderdesk.gaps.conditions import Condition
from orderdesk.gaps.outcome import Sight, Used
from orderdesk.locale import N_
from orderdesk.locale.said import Said, said


@dataclass(frozen=True, slots=True)
class Verdict:
    """`holds` is None where the file does not tell; `unclear` says what it would have to."""

    holds: bool | None
    used: tuple[Used, ...] = ()
    unclear: Said | None = None


_NOTHING_ASKED: Final = Verdict(True)


def all_hold(found: Sequence[Condition], sight: Sight) -> Verdict:
    """Whether all of them hold: no where one does not, even if another cannot be told."""
    return _all([judge(one, sight) for one in found]) if found else _NOTHING_ASKED


def judge(condition: Condition, sight: Sight) -> Verdict:
    """Whether the condition holds."""
    verdict: Verdict = _JUDGES[type(condition)](condition, sight)
    return verdict


def fact_name(kind: str) -> str:
    """A kind of fact in words (English msgid); the kind itself where it is not known."""
    return FACT_KINDS[kind].name if kind in FACT_KINDS else kind


def _all(verdicts: Sequence[Verdict]) -> Verdict:
    used = tuple(one for verdict in verdicts for one in verdict.used)
    if refused := next((verdict for verdict in verdicts if verdict.holds is False), None):
        return Verdict(False, refused.used)
    unclear = next((verdict.unclear for verdict in verdicts if verdict.holds is None), None)
    return Verdict(None if any(verdict.holds is None for verdict in verdicts) else True, used, unclear)


def _any_of(condition: conditions.AnyOf, sight: Sight) -> Verdict:
    verdicts = [judge(one, sight) for one in condition.any]
    if met := next((verdict for verdict in verdicts if verdict.holds), None):
        return met
    unclear = next((verdict for verdict in verdicts if verdict.holds is None), None)
    return unclear or Verdict(False, tuple(one for verdict in verdicts for one in verdict.used))


def _all_of(condition: conditions.AllOf, sight: Sight) -> Verdict:
    return all_hold(condition.all, sight)


def _not_so(condition: conditions.NotSo, sight: Sight) -> Verdict:
    verdict = judge(condition.not_, sight)
    return Verdict(None if verdict.holds is None else not verdict.holds, verdict.used, verdict.unclear)


def _fact(condition: conditions.FactIs, sight: Sight) -> Verdict:
    found = sight.known.facts(condition.fact)
    if len(found) > 1:
        return _disputed(condition.fact, found)
    if not found:
        return _not_told(condition.fact, condition.assume)
    fact = found[0]
    used = (_used_fact(fact.id, condition.fact, fact.value),)
    if type(fact.value) is not type(condition.is_):
        name = {"fact": fact_name(condition.fact)}
        return Verdict(None, used, Said(N_("{fact}: what the file holds ({entry}) is no answer to that."),
                                        {"entry": fact.id}, name))  # fmt: skip
    if fact.value == condition.is_ and condition.reasoned and not (fact.text or "").strip():
        name = {"fact": fact_name(condition.fact)}
        return Verdict(None, used, Said(N_("{fact}: noted without its reasons ({entry})."), {"entry": fact.id}, name))
    return Verdict(fact.value == condition.is_, used)


def _fact_day(condition: conditions.FactDay, sight: Sight) -> Verdict:
    found = sight.known.facts(condition.fact_day)
    if len(found) > 1:
        return _disputed(condition.fact_day, found)
    fact = found[0] if found else None
    day = day_in(fact)
    if fact is None or day is None:
        return _not_told(condition.fact_day, condition.assume)
    early = condition.from_ is not None and day < condition.from_
    late = condition.before is not None and day >= condition.before
    return Verdict(not early and not late, (_used_fact(fact.id, condition.fact_day, day),))


def day_in(fact: Fact | None) -> date | None:
    """The day that a fact holds; None where it holds none."""
    try:
        return date.fromisoformat(str(fact.value)) if fact else None
    except ValueError:
        return None


def told_twice(kind: str, found: Sequence[Fact]) -> Said:
    """That facts of one day say different things of the same."""
    entries = ", ".join(sorted(one.id for one in found))
    return Said(N_("{fact}: the file says different things ({entries})."), {"entries": entries},
                {"fact": fact_name(kind)})  # fmt: skip


def _disputed(kind: str, found: Sequence[Fact]) -> Verdict:
    return Verdict(None, tuple(_used_fact(one.id, kind, one.value) for one in found), told_twice(kind, found))


def _used_fact(entry: str, kind: str, value: object) -> Used:
    name = {"fact": fact_name(kind)}
    if isinstance(value, bool):
        return Used(entry, Said(N_("{fact}: yes") if value else N_("{fact}: no"), terms=name))
    return Used(entry, Said(N_("{fact}: {value}"), {"value": value if isinstance(value, date) else str(value)}, name))


def _not_told(kind: str, assume: bool | None) -> Verdict:
    name = {"fact": fact_name(kind)}
    if assume is None:
        return Verdict(None, (), Said(N_("The file does not tell: {fact}."), terms=name))
    template = N_("{fact}: the file does not tell, taken as yes") if assume else N_(
        "{fact}: the file does not tell, taken as no"
    )  # fmt: skip
    return Verdict(assume, (Used("facts", Said(template, terms=name)),))


def _age(condition: conditions.AgeIs, sight: Sight) -> Verdict:
    born = born_of(sight.known.case.citizen)
    if born is None:
        return Verdict(None, (), said(N_("The file does not tell when the citizen was born.")))
    years = age_on(born, sight.decision)
    used = Used("citizen", said(N_("{years} years old on {day}"), years=years, day=sight.decision))
    return Verdict((years < condition.years) == (condition.age == "under"), (used,))


def _track(condition: conditions.TrackIs, sight: Sight) -> Verdict:
    tracks = sight.known.tracks if condition.when == "now" else sight.known.tracks_ever
    return Verdict(any(one.track in condition.track for one in tracks))


def _basis(condition: conditions.BasisIs, sight: Sight) -> Verdict:
    if sight.basis is None and condition.assume is not None:
        template = N_("The municipality's day of change-over is not told; taken as before it") if (
            condition.assume == (condition.basis == "team")
        ) else N_("The municipality's day of change-over is not told; taken as after it")  # fmt: skip
        return Verdict(condition.assume, (Used("decision.change_over", said(template)),))
    if sight.basis is None:
        return Verdict(None, (), said(N_(
            "The file does not tell on which day the municipality went over to the total description "
            "(decision.change_over)."
        )))  # fmt: skip
    change = sight.known.case.decision.change_over
    used = (Used("decision.change_over", said(N_("The municipality's day of change-over: {day}"), day=change)),) if (
        change and sight.regime.basis == "stated"
    ) else ()  # fmt: skip
    return Verdict(sight.basis == condition.basis, used)


def _decision(condition: conditions.DecisionDay, sight: Sight) -> Verdict:
    used = Used("decision", said(N_("The day of decision: {day}"), day=sight.decision))
    return Verdict((sight.decision < condition.day) == (condition.decision == "before"), (used,))


def _on_file(condition: conditions.OnFile, sight: Sight) -> Verdict:
    return Verdict(sum(one.kind in condition.on_file for one in sight.known.evidence) >= condition.least)


def _tried(condition: conditions.Tried, sight: Sight) -> Verdict:
    measures = sum(one.kind in condition.tried for one in sight.known.measures)
    trials = len(sight.known.trials) if "trial" in condition.tried else 0
    return Verdict(measures + trials >= condition.least)


_JUDGES: Final[dict[type, Callable[[Any, Sight], Verdict]]] = {
    conditions.FactIs: _fact,
    conditions.FactDay: _fact_day,
    conditions.AgeIs: _age,
    conditions.TrackIs: _track,
    conditions.BasisIs: _basis,
    conditions.DecisionDay: _decision,
    conditions.OnFile: _on_file,
    conditions.Tried: _tried,
    conditions.AnyOf: _any_of,
    conditions.AllOf: _all_of,
    conditions.NotSo: _not_so,
}
