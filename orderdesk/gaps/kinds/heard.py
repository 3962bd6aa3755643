"""The citizen has been heard, and not too long ago."""

from typing import Final

from orderdesk.gaps.freshness import too_old
from orderdesk.gaps.outcome import Considered, Outcome, Sight, Used
from orderdesk.gaps.requirements import CitizenHeard
from orderdesk.locale import N_
from orderdesk.locale.said import Said, said

SUBJECTS: Final = {"health": N_("health"), "work": N_("work"), "wishes": N_("wishes")}
"""What a citizen can be heard on, in words (English msgids)."""


def look(asked: CitizenHeard, sight: Sight) -> list[Outcome]:
    """An outcome for each subject."""
    return [_heard(asked, name, sight) for name in asked.on]


def _heard(asked: CitizenHeard, name: str, sight: Sight) -> Outcome:
    subject = {"subject": SUBJECTS[name]}
    about = name if len(asked.on) > 1 else ""
    told = [one for one in sight.known.conversations if getattr(one, name)]
    last = max(told, key=lambda one: one.day, default=None)
    if last is None:
        what = Said(N_("Not found in the file: what the citizen says about {subject}."), terms=subject)
        return Outcome("missing", what, about=about)
    if old := too_old(asked.fresh, last.day, sight.on):
        what = Said(N_("What the citizen says about {subject} is out of date; last heard on {day}."),
                    {"day": last.day}, subject)  # fmt: skip
        return Outcome("out_of_date", what, considered=(Considered(last.id, old),), about=about)
    used = Used(last.id, said(N_("Conversation on {day}"), day=last.day))
    return Outcome(None, said(N_("It is there.")), (used,), about=about, counted=(last.id,))
