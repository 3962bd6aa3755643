"""A section of the preparatory part that says something, with those who must have a hand in it."""

from datetime import date
from typing import Final

from orderdesk.cases.preparatory import SECTIONS, Section
from orderdesk.gaps.freshness import too_old
from orderdesk.gaps.outcome import Considered, Outcome, Sight, Used
from orderdesk.gaps.requirements import SectionFilled
from orderdesk.locale import N_
from orderdesk.locale.said import Said, said

ROLES: Final = {
    "citizen": N_("the citizen"),
    "caseworker": N_("the caseworker"),
    "provider": N_("the provider"),
    "gp": N_("the GP"),
    "specialist": N_("a specialist"),
    "health_coordinator": N_("the health coordinator"),
    "relative": N_("a relative"),
    "employer": N_("the employer"),
    "other": N_("somebody else"),
}
"""Who can contribute, in words (English msgids)."""


def look(asked: SectionFilled, sight: Sight) -> list[Outcome]:
    """Met where the section has text enough, is fresh, and all who are asked have contributed."""
    name = {"section": SECTIONS[asked.section]}
    written = [one for one in sight.known.sections if one.section == asked.section]
    section = max(written, key=lambda one: (one.updated or date.min, one.text or ""), default=None)
    entry = f"sections.{asked.section}"
    if section is None or not (section.text or "").strip():
        return [Outcome("missing", Said(N_("Not found in the file: “{section}”."), terms=name))]
    if why := _short(asked, section):
        said_ = Said(N_("“{section}” is there, but not enough. {why}"), terms=name, parts={"why": [why]})
        return [Outcome("insufficient", said_, considered=(Considered(entry, why),))]
    if section.updated and (old := too_old(asked.fresh, section.updated, sight.on)):
        said_ = Said(N_("“{section}” is there, but out of date. {why}"), terms=name, parts={"why": [old]})
        return [Outcome("out_of_date", said_, considered=(Considered(entry, old),))]
    used = Used(entry, Said(N_("“{section}” is there."), terms=name))
    return [Outcome(None, said(N_("It is there.")), (used,), counted=(entry,))]


def _short(asked: SectionFilled, section: Section) -> Said | None:
    words = len((section.text or "").split())
    if words < asked.least_words:
        return said(N_("It has {words} words."), words=words)
    there = {one.role for one in section.by}
    if absent := [role for role in asked.by if role not in there]:
        return Said(N_("Nobody has noted that these contributed: {list}."), lists={"list": [ROLES[r] for r in absent]})
    if asked.fresh is not None and section.updated is None:
        return said(N_("It bears no day, so nobody can tell how old it is."))
    return None
