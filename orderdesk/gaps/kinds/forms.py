"""Questions of this case's own, put on a form that does not answer them: a status certificate is a short résumé."""

from orderdesk.cases.medical import FORMS
from orderdesk.gaps.kinds.evidence import kind_name
from orderdesk.gaps.outcome import Considered, Outcome, Sight, Used
from orderdesk.gaps.requirements import RightForm
from orderdesk.locale import N_
from orderdesk.locale.said import Said, said


def look(_asked: RightForm, sight: Sight) -> list[Outcome]:
    """An outcome for each request that is prepared or open, asks something, and stands on a form that answers no
    questions; met where there is none."""
    found = []
    for request in sight.known.requests:
        form = FORMS.get(request.form)
        pending = request.is_open or (request.requested is None and request.withdrawn is None)
        if form is None or form.answers_questions or not request.questions or not pending:
            continue
        what = Said(N_("{kind} need not answer the municipality's own questions, and {count} are put on it."),
                    {"count": len(request.questions)}, {"kind": kind_name(request.form)})  # fmt: skip
        used = tuple(Used(request.id, said(N_("Question: {text}"), text=text)) for text in request.questions)
        why = said(N_("The form is for a short résumé, or an extract of the journal."))
        found.append(Outcome("insufficient", what, used, (Considered(request.id, why),), request.id))
    return found or [Outcome(None, said(N_("No question is put on a form that does not answer questions.")))]
