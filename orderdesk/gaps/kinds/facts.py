"""What the file must tell: a fact with its source, and with its reasons where they are asked for."""

from orderdesk.gaps.freshness import too_old
from orderdesk.gaps.judging import fact_name, told_twice
from orderdesk.gaps.known import same_value
from orderdesk.gaps.outcome import Considered, Outcome, Sight, Used
from orderdesk.gaps.requirements import FactKnown
from orderdesk.locale import N_
from orderdesk.locale.said import Said, said


def look(asked: FactKnown, sight: Sight) -> list[Outcome]:
    """Met where the fact is there with a source, as it must be, with reasons, and fresh, where that is asked."""
    name = {"fact": fact_name(asked.fact)}
    found = sight.known.facts(asked.fact, sight.on)
    if len(found) > 1:
        considered = tuple(Considered(one.id, told_twice(asked.fact, found)) for one in found)
        return [Outcome("contradictory", told_twice(asked.fact, found), considered=considered)]
    fact = found[0] if found else None
    if fact is None:
        return [Outcome("missing", Said(N_("The file does not tell: {fact}."), terms=name))]
    because = None
    if asked.is_ is not None and not same_value(fact.value, asked.is_):
        because = said(N_("The file says otherwise."))
    elif not fact.source:
        because = said(N_("It bears no source."))
    elif asked.reasoned and not (fact.text or "").strip():
        because = said(N_("It bears no reasons."))
    elif asked.fresh is not None and fact.day is None:
        because = said(N_("It bears no day, so nobody can tell how old it is."))
    if because is not None:
        what = Said(N_("The file tells too little: {fact}. {why}"), terms=name, parts={"why": [because]})
        return [Outcome("insufficient", what, considered=(Considered(fact.id, because),))]
    if fact.day and (old := too_old(asked.fresh, fact.day, sight.on)):
        what = Said(N_("To be confirmed anew: {fact}. {why}"), terms=name, parts={"why": [old]})
        return [Outcome("out_of_date", what, considered=(Considered(fact.id, old),))]
    used = Used(fact.id, Said(N_("{fact}: {source}"), {"source": fact.source or ""}, name))
    return [Outcome(None, said(N_("It is there.")), (used,), counted=(fact.id,))]
