"""Evidence of certain kinds that states what is asked, and is fresh."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from orderdesk.cases.evidence import EVIDENCE_KINDS, Evidence
from orderdesk.cases.medical import FORMS
from orderdesk.gaps.freshness import overtaken, too_old, worth_a_look
from orderdesk.gaps.kinds.awaited import awaited, brings_nothing, waiting_for
from orderdesk.gaps.matters import matters
from orderdesk.gaps.outcome import Considered, Kind, Outcome, Sight, Used
from orderdesk.gaps.requirements import EvidenceHeld
from orderdesk.locale import N_
from orderdesk.locale.said import Said, said

STATEMENTS: Final = {
    "diagnosis": N_("diagnosis"),
    "treatment": N_("treatment"),
    "prognosis": N_("prognosis"),
    "functioning": N_("level of functioning"),
    "significance": N_("significance for work ability"),
    "accommodations": N_("accommodations"),
    "permanence": N_("permanence"),
    "citizen_view": N_("the citizen's perspective"),
    "work_ability": N_("work ability, as read"),
    "lasting": N_("whether it lasts, as read"),
}
"""What evidence can state, in words (English msgids)."""

_MEDICAL: Final = frozenset(
    {*FORMS, "specialist_letter", "hospital_letter", "treatment_summary", "psychological_report", "coordinator_advice"}
)
"""Kinds of evidence that are from those who treat people, whoever is named as the author."""
READ_AS: Final = {
    "able": N_("able to work"),
    "able_with_accommodations": N_("able with accommodations"),
    "limited": N_("limited"),
    "unable": N_("not able to work"),
    "lasting": N_("lasting"),
    "may_improve": N_("may improve"),
    "temporary": N_("temporary"),
}
"""What papers are read to say, in words (English msgids)."""


def look(asked: EvidenceHeld, sight: Sight) -> list[Outcome]:
    """Met by one piece that has all of it; where `together`, by several that have it between them."""
    mine = [one for one in sight.known.evidence if one.kind in asked.any_of]
    judged = [(one, _short(asked, one, sight)) for one in mine]
    enough = [one for one, short in judged if short is None]
    stated = {name for one in enough for name in _stated(one)}
    if asked.together and enough and stated.issuperset(asked.states):
        return [_met(asked, enough, sight)]
    if not asked.together and enough:
        return [_met(asked, enough, sight)]
    if asked.together:
        judged = [(one, short or _says_too_little(asked, stated)) for one, short in judged]
    lacking = [name for name in asked.states if name not in stated]
    return [_gap(asked, judged, lacking, sight)]


def _stated(one: Evidence) -> set[str]:
    """What it states; a reader's "unclear" states nothing."""
    told = ((name, getattr(one.states, name)) for name in STATEMENTS)
    return {name for name, value in told if value and value.strip() and value != "unclear"}


def _short(asked: EvidenceHeld, one: Evidence, sight: Sight) -> tuple[Kind, Said] | None:
    """In what this piece falls short of what is asked; None where it does not."""
    if asked.about and not matters(one.about) & matters(asked.about):
        other = N_("It is about something else.") if one.about else N_("It does not say what it is about.")
        return "missing", said(other)
    if asked.roles and one.role not in asked.roles:
        return "insufficient", said(N_("It is not by somebody whose word is asked for here.") if one.role else N_(
            "The file does not tell what its author is."
        ))  # fmt: skip
    if one.information_date is not None and one.information_date > sight.as_of:
        return "insufficient", said(N_("It bears a day that has not come: {day}."), day=one.information_date)
    if aged := _aged(asked, one, sight):
        return aged
    lacking = [name for name in asked.states if name not in _stated(one)]
    if lacking and not asked.together:
        return "insufficient", _lacks(lacking)
    if asked.acted_on and not (one.read and one.acted_on):
        return "insufficient", said(N_("It has come, and nobody has noted that it was read and acted on."))
    return None


def _aged(asked: EvidenceHeld, one: Evidence, sight: Sight) -> tuple[Kind, Said] | None:
    """Why it does not count any more, or cannot be told to; None where it does. What came long ago is old, whatever its
    own day."""
    if asked.fresh is None:
        return None
    day = one.information_date or one.received
    if day is not None and (old := too_old(asked.fresh, day, sight.on)):
        return "out_of_date", old
    if one.information_date is None:
        return "insufficient", said(N_("It bears no day of its information, so nobody can tell how old it is."))
    new = overtaken(asked.fresh, one, sight.known.events, sight.on)
    return ("out_of_date", new) if new else None


def _says_too_little(asked: EvidenceHeld, stated: set[str]) -> tuple[Kind, Said]:
    return "insufficient", _lacks([name for name in asked.states if name not in stated])


def _lacks(names: Sequence[str]) -> Said:
    return Said(N_("It does not state: {list}."), lists={"list": [STATEMENTS[name] for name in names]})


def _met(asked: EvidenceHeld, enough: Sequence[Evidence], sight: Sight) -> Outcome:
    newest = max(enough, key=lambda one: one.information_date or one.received or sight.known.day)
    used = tuple(Used(one.id, on_file(one)) for one in enough)
    day = newest.information_date
    if passing := _may_pass(asked, enough):
        what = Said(N_("It is there; as it was read, it explains: {list}."), lists={"list": passing})
    elif day is not None and worth_a_look(asked.fresh, day, sight.on):
        what = said(N_("It is there; from {day}, so look whether it still holds."), day=day)
    else:
        what = said(N_("It is there."))
    return Outcome(None, what, used, counted=tuple(one.id for one in enough))


def _may_pass(asked: EvidenceHeld, enough: Sequence[Evidence]) -> list[str]:
    """What papers that explain whether it lasts are read to say, where that is not that it does. The explanation is
    there, which is all that is asked of the file; what follows from it is for those who decide."""
    if not {"permanence", "lasting"} & {*asked.states}:
        return []
    found = {one.states.lasting for one in enough if one.states.permanence or "lasting" in asked.states}
    return [READ_AS[name] for name in ("may_improve", "temporary") if name in found]


def _gap(
    asked: EvidenceHeld, judged: Sequence[tuple[Evidence, tuple[Kind, Said] | None]], lacking: Sequence[str],
    sight: Sight,
) -> Outcome:  # fmt: skip
    """`lacking` is what no paper that counts states."""
    short = [(one, found) for one, found in judged if found is not None]
    considered = (
        *(Considered(one.id, found[1]) for one, found in short), *_unknown(sight),
        *brings_nothing(asked, lacking, sight),
    )  # fmt: skip
    if request := awaited(asked, lacking, sight):
        what = Said(N_("Asked for and not here yet: {kind}."), terms={"kind": kind_name(request.form)})
        return Outcome("awaiting", what, (), considered, waiting=waiting_for(request, sight))
    kind, what = _nearest(asked, short, lacking)
    return Outcome(kind, what, (), considered)


def _nearest(
    asked: EvidenceHeld, short: Sequence[tuple[Evidence, tuple[Kind, Said]]], lacking: Sequence[str]
) -> tuple[Kind, Said]:
    """What the gap is, by the papers that are nearest to being enough: these are named, and what is wrong with the
    first of them."""
    newest_first = short[::-1]
    ranked = sorted(newest_first, key=lambda pair: _distance(asked, pair[0], pair[1][0], lacking))
    if not ranked or ranked[0][1][0] == "missing":
        names = {"list": [kind_name(kind) for kind in asked.any_of]}
        return "missing", Said(_NOT_FOUND if len(asked.any_of) == 1 else _NONE_FOUND, lists=names)
    first, (kind, why) = ranked[0]
    near = [one for one, found in ranked if found[0] == kind]
    pieces = [with_day(one) for one in near[:_MOST_NAMED]]
    if len(near) > _MOST_NAMED:
        pieces.append(said(N_("{count} more"), count=len(near) - _MOST_NAMED))
    one_alone, several = _SENTENCES[kind]
    if len(near) == 1:
        return kind, Said(one_alone, parts={"pieces": pieces, "why": [why]})
    return kind, Said(several, {"nearest": first.id}, parts={"pieces": pieces, "why": [why]})


def _distance(asked: EvidenceHeld, one: Evidence, kind: Kind, lacking: Sequence[str]) -> tuple[int, int]:
    """How far a paper is from being enough: what is only out of date is nearest, then what states too little, then what
    does both."""
    wanting = sum(name not in _stated(one) for name in (lacking if asked.together else asked.states))
    if kind == "missing":
        return 3, wanting
    if kind == "insufficient":
        return 1, wanting
    return (2 if wanting else 0), wanting


def with_day(one: Evidence) -> Said:
    """A piece of evidence by its kind and the day of its information, else the day it came."""
    terms = {"kind": kind_name(one.kind)}
    if one.information_date is not None:
        return Said(N_("{kind} ({day})"), {"day": one.information_date}, terms)
    if one.received is not None:
        return Said(N_("{kind} (came on {day})"), {"day": one.received}, terms)
    return Said(N_("{kind} (no day)"), terms=terms)


_NOT_FOUND: Final = N_("Not found in the file: {list}.")
_NONE_FOUND: Final = N_("Not found in the file: one of these: {list}.")
_MOST_NAMED: Final = 3
_SENTENCES: Final[Mapping[Kind, tuple[str, str]]] = {
    "insufficient": (
        N_("In the file, but not enough: {pieces}. {why}"),
        N_("In the file, but not enough: {pieces}. Nearest is {nearest}: {why}"),
    ),
    "out_of_date": (
        N_("In the file, but out of date: {pieces}. {why}"),
        N_("In the file, but out of date: {pieces}. Nearest is {nearest}: {why}"),
    ),
}


def kind_name(kind: str) -> str:
    """A kind of evidence in words (English msgid); the kind itself where it is not known."""
    return EVIDENCE_KINDS.get(kind, kind)


def is_medical(one: Evidence) -> bool:
    """Whether a paper is from those who treat people: by its kind, or by what its author is."""
    return one.kind in _MEDICAL or one.role in ("gp", "specialist", "clinic", "hospital")


def on_file(one: Evidence) -> Said:
    """A piece of evidence in a line: kind, day, author."""
    terms = {"kind": kind_name(one.kind)}
    if one.information_date is None:
        return Said(N_("{kind}, no day, {author}"), {"author": one.author or "–"}, terms)
    return Said(N_("{kind}, {day}, {author}"), {"day": one.information_date, "author": one.author or "–"}, terms)


def _unknown(sight: Sight) -> Iterator[Considered]:
    """Papers of kinds that no rule knows are shown, not dropped."""
    for one in sight.known.evidence:
        if one.kind not in EVIDENCE_KINDS:
            why = said(N_("Its kind is not known here ({kind}): a person must look."), kind=one.kind)
            yield Considered(one.id, why)
