"""The words for the codes of a case file: English msgids, shown through `_`; and what its entries are called."""

from collections.abc import Iterable, Mapping
from typing import Final

from orderdesk.cases.case_file import CaseFile
from orderdesk.cases.evidence import EVIDENCE_KINDS
from orderdesk.cases.fact_kinds import FACT_KINDS
from orderdesk.cases.medical import FORMS
from orderdesk.cases.preparatory import SECTIONS
from orderdesk.desk.ordering.words_of_orders import ORDER_WORDS
from orderdesk.locale import N_, _

CASE_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "track": ORDER_WORDS["track"],
    "track_role": {"main": N_("main track"), "plan_b": N_("plan B")},
    "evidence_kind": EVIDENCE_KINDS,
    "fact_kind": {code: kind.name for code, kind in FACT_KINDS.items()},
    "section": {str(code): name for code, name in SECTIONS.items()},
    "medical_form": {code: form.reply for code, form in FORMS.items()},
    "author_role": {
        "gp": N_("GP"), "specialist": N_("specialist"), "clinic": N_("clinic"), "hospital": N_("hospital"),
        "health_coordinator": N_("health coordinator"), "provider": N_("provider"), "employer": N_("employer"),
        "caseworker": N_("caseworker"), "citizen": N_("citizen"), "other": N_("somebody else"),
    },
    "contributor": {
        "citizen": N_("citizen"), "caseworker": N_("caseworker"), "provider": N_("provider"), "gp": N_("GP"),
        "specialist": N_("specialist"), "health_coordinator": N_("health coordinator"), "relative": N_("relative"),
        "employer": N_("employer"), "other": N_("somebody else"),
    },
    "work_ability": {
        "able": N_("able to work"), "able_with_accommodations": N_("able with accommodations"),
        "limited": N_("limited"), "unable": N_("not able to work"), "unclear": N_("unclear"),
    },
    "lasting": {
        "lasting": N_("lasting"), "may_improve": N_("may improve"), "temporary": N_("temporary"),
        "unclear": N_("unclear"),
    },
    "health_event": {
        "diagnosis": N_("diagnosis"), "admission": N_("admission"), "treatment_begun": N_("treatment begun"),
        "treatment_ended": N_("treatment ended"), "operation": N_("operation"), "other": N_("something else"),
    },
    "conversation_how": {
        "meeting": N_("at a meeting"), "phone": N_("on the phone"), "written": N_("in writing"),
        "home_visit": N_("on a home visit"), "three_party_meeting": N_("at a three-party meeting"),
    },
    "measure": {
        **ORDER_WORDS["programme"], "treatment": N_("treatment"), "retention": N_("retention at the workplace"),
        "education": N_("education"), "employment": N_("employment"),
    },
    "adjustment": {
        "hours": N_("hours"), "tasks": N_("tasks"), "times": N_("times of day"), "days": N_("days"),
        "place": N_("place"),
    },
}  # fmt: skip

_MEMBERS: Final = {
    "citizen": N_("the citizen"),
    "facts": N_("facts"),
    "decision.begun": N_("the day the case was begun"),
    "decision.change_over": N_("the day of change-over"),
    "decision.planned": N_("the planned decision"),
    "decision.decided": N_("the decision"),
    "tracks": N_("the track"),
}


def words(field: str, code: object) -> str:
    """The words for `code` of `field` in the language in use; the code itself where there are none."""
    return _(CASE_WORDS[field].get(str(code), str(code)))


def choices(field: str) -> tuple[tuple[str, str], ...]:
    """All codes of `field` with their English msgids: what a form offers."""
    return tuple(CASE_WORDS[field].items())


def form_name(code: str) -> str:
    """A form of reply by number and name: LÆ 135 specific health certificate. The code where it is not known."""
    form = FORMS.get(code)
    return f"{form.reply} {_(form.name)}" if form else code


def form_choices() -> tuple[tuple[str, str], ...]:
    """The forms to ask for, translated already."""
    return tuple((code, form_name(code)) for code in FORMS)


def member_name(member: str) -> str:
    """A member of the file that an answer names, as decision.planned or sections.health."""
    whole, _dot, code = member.partition(".")
    if whole == "sections":
        return words("section", code)
    return _(_MEMBERS[member]) if member in _MEMBERS else member


def entry_names(case: CaseFile) -> dict[str, str]:
    """What each entry is called, by its id."""
    names: dict[str, str] = {}
    names |= {one.id: words("fact_kind", one.kind) for one in case.facts}
    names |= {one.id: one.title or words("evidence_kind", one.kind) for one in case.evidence}
    names |= {one.id: words("health_event", one.kind) for one in case.health_events}
    names |= {one.id: form_name(one.form) for one in case.requests}
    names |= {one.id: _("conversation") for one in case.conversations}
    names |= {one.id: one.name or words("measure", one.kind) for one in case.measures}
    names |= {one.id: _in_a_line([_("work trial"), one.employer]) for one in case.trials}
    return names


def _in_a_line(parts: Iterable[str | None]) -> str:
    return ", ".join(part for part in parts if part)
