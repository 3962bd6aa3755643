"""Requests to doctors that will bring what a rule asks for, and those that will not."""

from collections.abc import Iterator, Sequence

from orderdesk.cases.medical import FORMS, MedicalRequest, chase
from orderdesk.gaps.matters import other_matter
from orderdesk.gaps.outcome import Considered, Sight, Waiting
from orderdesk.gaps.requirements import EvidenceHeld
from orderdesk.locale import N_
from orderdesk.locale.said import said


def awaited(asked: EvidenceHeld, lacking: Sequence[str], sight: Sight) -> MedicalRequest | None:
    """The request under way that will bring something of what is `lacking`; None where there is none."""
    return next((one for one in _requests(asked, sight) if one.is_open and _brings(one, asked, lacking, sight)), None)


def brings_nothing(asked: EvidenceHeld, lacking: Sequence[str], sight: Sight) -> Iterator[Considered]:
    """Requests on the forms wanted that bring nothing here, and why: not sent, declined, taken back, or made for
    another rule that asks for something else."""
    for one in _requests(asked, sight):
        if one.declined:
            yield Considered(one.id, said(N_("The doctor declined on {day}."), day=one.declined))
        elif one.withdrawn:
            yield Considered(one.id, said(N_("The request was taken back on {day}."), day=one.withdrawn))
        elif one.requested is None:
            yield Considered(one.id, said(N_("The request is being prepared; it has not been sent.")))
        elif one.is_open and not _brings(one, asked, lacking, sight):
            yield Considered(one.id, said(N_("The request under way asks for something else ({rule})."),
                                          rule=one.rule or ""))  # fmt: skip


def waiting_for(request: MedicalRequest, sight: Sight) -> Waiting:
    """What is awaited from a doctor, with its clock."""
    step = chase(request, sight.reminders)
    whom = request.to or (FORMS[request.form].reply if request.form in FORMS else request.form)
    if step is None:
        return Waiting(request.id, whom)
    return Waiting(request.id, whom, step.due, step.next, step.next_by)


def _requests(asked: EvidenceHeld, sight: Sight) -> list[MedicalRequest]:
    """Those on a form that is wanted; one on another matter brings something else."""
    return [
        one for one in sight.known.requests if one.form in asked.any_of and not other_matter(one.about, asked.about)
    ]


def _brings(request: MedicalRequest, asked: EvidenceHeld, lacking: Sequence[str], sight: Sight) -> bool:
    """Whether the answer will hold what is lacking, as far as the request tells what it is for. One that names no rule
    in force does not tell. Where nothing but this form is wanted, the form is the answer, whatever it was sent for."""
    made_for = sight.requirements.get((request.rule or "").partition(":")[0])
    if made_for is None or made_for == asked or {*asked.any_of} == {request.form}:
        return True
    if not isinstance(made_for, EvidenceHeld):
        return False
    brought = {*made_for.states} & {*lacking}
    return bool(brought) if asked.together else brought == {*lacking}
