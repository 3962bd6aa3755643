"""Evidence of certain kinds that states what is asked, and is fresh."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from orderdesk.cases.evidence import EVIDENCE_KINDS, Evidence
from orderdesk.cases.medical import FORMS, MedicalRequest, chase
from orderdesk.gaps.freshness import overtaken, too_old, worth_a_look
from orderdesk.gaps.matters import matters, other_matter
from orderdesk.gaps.outcome import Considered, Kind, Outcome, Sight, Used, Waiting
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
_GRAVITY: Final[Sequence[Kind]] = ("out_of_date", "insufficient", "missing")
"""What the gap is where several pieces fall short: the one that is nearest to being enough counts."""


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
    return [_gap(asked, judged, sight)]


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
    if day is not None and worth_a_look(asked.fresh, day, sight.on):
        what = said(N_("It is there; from {day}, so look whether it still holds."), day=day)
    else:
        what = said(N_("It is there."))
    return Outcome(None, what, used, counted=tuple(one.id for one in enough))


def _gap(asked: EvidenceHeld, judged: Sequence[tuple[Evidence, tuple[Kind, Said] | None]], sight: Sight) -> Outcome:
    short = [(one, found) for one, found in judged if found is not None]
    kind: Kind = next((kind for kind in _GRAVITY if any(found[0] == kind for _one, found in short)), "missing")
    considered = (*(Considered(one.id, found[1]) for one, found in short), *_unknown(sight), *_asked_for(asked, sight))
    names = {"list": [kind_name(kind) for kind in asked.any_of]}
    if request := _awaited(asked, sight):
        return Outcome("awaiting", Said(N_("Asked for and not here yet: {list}."), lists=names), (), considered,
                       waiting=waiting_for(request, sight))  # fmt: skip
    return Outcome(kind, Said(_SENTENCES[kind], lists=names), (), considered)


_SENTENCES: Final[Mapping[Kind, str]] = {
    "missing": N_("Not found in the file: {list}."),
    "insufficient": N_("In the file, but not enough: {list}."),
    "out_of_date": N_("In the file, but out of date: {list}."),
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


def _awaited(asked: EvidenceHeld, sight: Sight) -> MedicalRequest | None:
    """The request that is under way for what is asked: one on another matter brings something else."""
    return next((one for one in _requests(asked, sight) if one.is_open), None)


def _requests(asked: EvidenceHeld, sight: Sight) -> list[MedicalRequest]:
    return [
        one for one in sight.known.requests if one.form in asked.any_of and not other_matter(one.about, asked.about)
    ]


def _unknown(sight: Sight) -> Iterator[Considered]:
    """Papers of kinds that no rule knows are shown, not dropped."""
    for one in sight.known.evidence:
        if one.kind not in EVIDENCE_KINDS:
            why = said(N_("Its kind is not known here ({kind}): a person must look."), kind=one.kind)
            yield Considered(one.id, why)


def _asked_for(asked: EvidenceHeld, sight: Sight) -> Iterator[Considered]:
    """Requests that bring nothing: those that were not sent, were declined, or were taken back."""
    for one in _requests(asked, sight):
        if one.declined:
            yield Considered(one.id, said(N_("The doctor declined on {day}."), day=one.declined))
        elif one.withdrawn:
            yield Considered(one.id, said(N_("The request was taken back on {day}."), day=one.withdrawn))
        elif one.requested is None:
            yield Considered(one.id, said(N_("The request is being prepared; it has not been sent.")))


def waiting_for(request: MedicalRequest, sight: Sight) -> Waiting:
    """What is awaited from a doctor, with its clock."""
    step = chase(request, sight.reminders)
    whom = request.to or (FORMS[request.form].reply if request.form in FORMS else request.form)
    if step is None:
        return Waiting(request.id, whom)
    return Waiting(request.id, whom, step.due, step.next, step.next_by)
