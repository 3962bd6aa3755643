"""Requests to doctors that are open: each with its clock and what comes next."""

from collections.abc import Sequence

from orderdesk.cases.medical import FORMS, MedicalRequest, reply_due
from orderdesk.gaps.kinds.awaited import waiting_for
from orderdesk.gaps.kinds.evidence import is_medical, kind_name
from orderdesk.gaps.matters import matters
from orderdesk.gaps.outcome import Considered, Outcome, Sight, Used
from orderdesk.gaps.requirements import RequestsAnswered
from orderdesk.locale import N_
from orderdesk.locale.said import Said, said


def look(asked: RequestsAnswered, sight: Sight) -> list[Outcome]:
    """An outcome for each request that is open or was declined without another answer; met where there is none."""
    mine = [one for one in sight.known.requests if not asked.forms or one.form in asked.forms]
    found = [gap for one in mine if (gap := _open(one, sight) or _declined(one, sight)) is not None]
    return found or [Outcome(None, said(N_("No request waits for an answer.")))]


def _open(one: MedicalRequest, sight: Sight) -> Outcome | None:
    if not one.is_open or one.requested is None:
        return None
    terms = {"kind": kind_name(one.form)}
    used = (Used(one.id, Said(N_("{kind}, asked for on {day}"), {"day": one.requested}, terms)),)
    considered = tuple(
        Considered(one.id, said(N_("A reminder on {day} has brought no answer."), day=day)) for day in one.reminders
    )
    due = reply_due(one)
    if due is None:
        what = Said(N_("{kind} was asked for on {day}; the form has no known time to answer."), {"day": one.requested},
                    terms)  # fmt: skip
    else:
        template = N_("{kind} is awaited until {due}.") if sight.on <= due else N_("{kind} was due on {due}.")
        what = Said(template, {"due": due}, terms)
    return Outcome("awaiting", what, used, considered, one.id, waiting_for(one, sight))


def _declined(one: MedicalRequest, sight: Sight) -> Outcome | None:
    """A form that a doctor may decline leaves the question open until something else answers it."""
    if one.declined is None:
        return None
    papers = [other for other in sight.known.evidence if is_medical(other) and _on_the_same(one, other.about)]
    others = [other for other in sight.known.requests if other.id != one.id and _on_the_same(one, other.about)]
    if any((other.received or other.information_date or one.declined) >= one.declined for other in papers):
        return None
    if any(other.requested and other.requested >= one.declined and not other.withdrawn for other in others):
        return None
    terms = {"kind": kind_name(one.form)}
    may = one.form in FORMS and FORMS[one.form].may_decline
    template = N_("The doctor declined {kind} on {day}, as doctors may; the question is still open.") if may else N_(
        "The doctor declined {kind} on {day}; the question is still open."
    )  # fmt: skip
    considered = tuple(Considered(other.id, said(N_("It came before the doctor declined."))) for other in papers)
    return Outcome("missing", Said(template, {"day": one.declined}, terms), (), considered, one.id)


def _on_the_same(request: MedicalRequest, about: Sequence[str]) -> bool:
    return not request.about or bool(matters(request.about) & matters(about))
