"""A doctor's reply that was written after the doctor had seen the citizen."""

from datetime import date

from orderdesk.cases.evidence import Evidence
from orderdesk.cases.medical import MedicalRequest
from orderdesk.gaps.kinds.evidence import on_file
from orderdesk.gaps.outcome import Considered, Outcome, Sight, Used
from orderdesk.gaps.requirements import AfterConsultation
from orderdesk.locale import N_
from orderdesk.locale.said import said


def look(asked: AfterConsultation, sight: Sight) -> list[Outcome]:
    """The consultation stands with the request that the newest reply answers. Where it is not noted, nobody can tell;
    where no reply is on file, there is nothing to ask about."""
    replies = [one for one in sight.known.evidence if one.kind == asked.form]
    newest = max(replies, key=lambda one: one.information_date or one.received or date.min, default=None)
    if newest is None:
        return [Outcome(None, said(N_("No reply on the form is in the file yet.")))]
    used = (Used(newest.id, on_file(newest)),)
    seen = _seen(asked, newest, sight)
    if seen is None:
        reason = said(N_("The file does not tell when the doctor saw the citizen (the request's consultation)."))
        return [Outcome(None, said(N_("It cannot be told from the file.")), used, unclear=reason)]
    if newest.information_date is not None and seen > newest.information_date:
        why = said(N_("The doctor saw the citizen on {seen}, after it was written."), seen=seen)
        what = said(N_("The newest reply was written before the consultation."))
        return [Outcome("insufficient", what, used, (Considered(newest.id, why),))]
    return [Outcome(None, said(N_("The doctor saw the citizen on {seen}."), seen=seen), used, counted=(newest.id,))]


def _seen(asked: AfterConsultation, reply: Evidence, sight: Sight) -> date | None:
    """When the doctor saw the citizen: by the request that names the reply, else by the one whose answer came on its
    day."""
    mine = [one for one in sight.known.requests if one.form == asked.form and one.consultation is not None]
    return next((one.consultation for one in mine if reply.id in one.evidence), None) or next(
        (one.consultation for one in mine if _came_with(one, reply)), None
    )


def _came_with(request: MedicalRequest, reply: Evidence) -> bool:
    return not request.evidence and request.received is not None and request.received == reply.received
