"""Requests to doctors (LÆ forms): what was asked and why, and each step of the way on a day of its own.

The reply times are those of the agreement between the municipalities and the doctors, as the domain brief gives them;
no person has verified them here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Final

from pydantic import Field

from orderdesk.documents.fields import Day, ItemId, Line, Part, Text
from orderdesk.locale import N_
from orderdesk.working_days import after_months, working_day_from


@dataclass(frozen=True, slots=True)
class Form:
    """A pair of forms: `request` is what the municipality sends, `reply` what the doctor answers on. The time to answer
    is in days, or in months where `months`: `after_consultation` and `after_request`, None where none is known.
    `answers_questions` is whether the doctor answers the municipality's own questions on it. `request` is empty where
    nobody has told its number."""

    code: str
    request: str
    reply: str
    name: str
    after_request: int | None = None
    after_consultation: int | None = None
    months: bool = False
    may_decline: bool = False
    answers_questions: bool = True


FORMS: Final[Mapping[str, Form]] = {
    form.code: form
    for form in (
        Form("lae115", "LÆ 105", "LÆ 115", N_("journal extract"), 14, answers_questions=False),
        Form("lae125", "LÆ 121", "LÆ 125", N_("status certificate"), 14, answers_questions=False),
        Form("lae135", "LÆ 131", "LÆ 135", N_("specific health certificate"), 30, 14, may_decline=True),
        Form("lae145", "LÆ 141", "LÆ 145", N_("general health certificate"), 30, 14, may_decline=True),
        Form("lae155", "", "LÆ 155", N_("specialist's certificate"), 2, 1, months=True),
        Form("lae225", "", "LÆ 225", N_("certificate on a chronic illness")),
        Form("lae265", "LÆ 261", "LÆ 265", N_("certificate for the rehabilitation team"), 30, 14),
        Form("lae275", "", "LÆ 275", N_("statement of the clinical function"), 30, 14),
        Form("lae285", "", "LÆ 285", N_("certificate on sick pay")),
    )
}
"""The forms by the code of the reply."""


class Call(Part):
    """A telephone call about a request."""

    day: Annotated[Day, Field(description="When.")]
    text: Annotated[Text | None, Field(description="What was said.")] = None


class MedicalRequest(Part):
    """One request to a doctor. Sent, citizen contacted, consultation, received and read are days apart."""

    id: ItemId
    form: Annotated[Line, Field(description="The form of the reply, as lae135.")]
    to: Annotated[Line | None, Field(description="The doctor.")] = None
    about: Annotated[list[Line], Field(max_length=20, description="What health problem it is about.")] = []
    questions: Annotated[list[Text], Field(max_length=20, description="What this case needs to know.")] = []
    why: Annotated[Text | None, Field(description="Why this case needs it.")] = None
    rule: Annotated[Line | None, Field(description="The gap it is to close, by its key.")] = None
    requested: Annotated[Day | None, Field(description="When it was sent; left out while it is being prepared.")] = None
    citizen_contacted: Annotated[Day | None, Field(description="When the citizen was told of it.")] = None
    consultation: Annotated[Day | None, Field(description="When the doctor saw the citizen.")] = None
    reminders: Annotated[list[Day], Field(max_length=20, description="When the doctor was reminded.")] = []
    calls: Annotated[list[Call], Field(max_length=20, description="When somebody rang.")] = []
    received: Annotated[Day | None, Field(description="When the answer came.")] = None
    evidence: Annotated[list[ItemId], Field(max_length=20, description="The evidence that came of it.")] = []
    declined: Annotated[Day | None, Field(description="When the doctor declined.")] = None
    declined_because: Annotated[Text | None, Field(description="Why.")] = None
    withdrawn: Annotated[Day | None, Field(description="When it was taken back.")] = None
    withdrawn_because: Annotated[Text | None, Field(description="Why.")] = None

    @property
    def is_open(self) -> bool:
        """Whether an answer is still to come."""
        return self.requested is not None and not (self.received or self.declined or self.withdrawn)


@dataclass(frozen=True, slots=True)
class ReminderClock:
    """When to remind: at the reply time, then every `every` days, `most` times; then by telephone."""

    every: int = 7
    most: int = 3


@dataclass(frozen=True, slots=True)
class Chase:
    """Where a request stands on its clock. `due` is the reply time's last day, `next` what comes next and `next_by`
    when; `reminded` counts the reminders."""

    due: date
    reminded: int
    next: str
    next_by: date


REMIND: Final = N_("a reminder to the doctor")
RING: Final = N_("a telephone call to the doctor")
AGREE: Final = N_("a decision what to do: the doctor has been reminded and rung")


def reply_due(request: MedicalRequest) -> date | None:
    """The last day of the reply time, a working day; None for a form that has none or a request that was not sent.

    Where the doctor sees the citizen first, both times count and the earlier ends it.
    """
    form = FORMS.get(request.form)
    if form is None or form.after_request is None or request.requested is None:
        return None
    due = _later(request.requested, form.after_request, form.months)
    if request.consultation is not None and form.after_consultation is not None:
        due = min(due, _later(request.consultation, form.after_consultation, form.months))
    return working_day_from(due)


def _later(start: date, count: int, months: bool) -> date:
    return after_months(start, count) if months else start + timedelta(days=count)


def chase(request: MedicalRequest, clock: ReminderClock) -> Chase | None:
    """What comes next with an open request, and when; None where the request is not open or its form has no time.

    Reminders that lie before the reply time count too: the doctor has had them.
    """
    due = reply_due(request)
    if due is None or not request.is_open:
        return None
    reminded = sorted(request.reminders)
    calls = sorted(call.day for call in request.calls if call.day > due)
    step = timedelta(days=clock.every)
    if not reminded:
        return Chase(due, 0, REMIND, working_day_from(due + timedelta(days=1)))
    next_by = working_day_from(max(reminded[-1], due) + step)
    if len(reminded) < clock.most:
        return Chase(due, len(reminded), REMIND, next_by)
    if calls and calls[-1] >= reminded[-1]:
        return Chase(due, len(reminded), AGREE, working_day_from(calls[-1] + step))
    return Chase(due, len(reminded), RING, next_by)
