"""The reply: what is said about a version of an order. The provider accepts, asks or declines, and later acknowledges
an amendment or objects to it; the caseworker answers, agrees to a decline, or upholds the order once."""

from typing import Annotated, Literal

from pydantic import Field

from orderdesk.documents.envelope import Document
from orderdesk.documents.fields import Clock, Day, Digest, Line, Part, Text, Version
from orderdesk.documents.people import Contact

DeclineCode = Literal[
    "no_capacity", "outside_agreement", "wrong_target_group", "goals_beyond_hours",
    "safety", "conflict_of_interest", "missing_information", "other",
]  # fmt: skip


class FirstMeeting(Part):
    """The first meeting with the citizen. The first date offered counts, even if it is moved later."""

    day: Annotated[Day, Field(description="The day.")]
    time: Annotated[Clock, Field(description="Local time of day in Denmark, HH:MM.")]
    place: Annotated[Line, Field(description="Where.")]


class Accept(Part):
    """The provider takes the order on."""

    kind: Literal["accept"]
    order: Annotated[Digest, Field(description="The version of the order that is answered.")]
    version: Annotated[Version, Field(description="The order's version.")]
    consultant: Annotated[Contact, Field(description="Who will meet the citizen and write the reports.")]
    not_preferred_because: Annotated[
        Text | None, Field(description="Why it is not the consultant who was asked for.")
    ] = None
    first_meeting: Annotated[FirstMeeting, Field(description="The first meeting with the citizen.")]
    start: Annotated[Day, Field(description="The course's first day (startdato).")]
    note: Annotated[Text | None, Field(description="What the caseworker should know.")] = None


class Ask(Part):
    """The provider asks about a field before answering."""

    kind: Literal["ask"]
    order: Annotated[Digest, Field(description="The version of the order that is asked about.")]
    version: Annotated[Version, Field(description="The order's version.")]
    path: Annotated[Line, Field(description="The field that is asked about, as $.goals[0].seen_by; $ is the whole.")]
    question: Annotated[Text, Field(description="The question (spørgsmål).")]
    answer_by: Annotated[Day | None, Field(description="The order waits for the answer until this day.")] = None


class Decline(Part):
    """The provider cannot take the order on as it stands."""

    kind: Literal["decline"]
    order: Annotated[Digest, Field(description="The version of the order that is declined.")]
    version: Annotated[Version, Field(description="The order's version.")]
    code: Annotated[DeclineCode, Field(description="The reason (afslagsgrund).")]
    text: Annotated[Text, Field(description="The reason in words.")]
    alternative: Annotated[Text | None, Field(description="What the provider could do instead.")] = None


class Answer(Part):
    """The caseworker answers the provider's question; the order stands as it is."""

    kind: Literal["answer"]
    question: Annotated[Digest, Field(description="The reply that asked.")]
    text: Annotated[Text, Field(description="The answer (svar).")]
    answer_by: Annotated[Day | None, Field(description="The provider's answer is wanted by then (svarfrist).")] = None


class AgreeDecline(Part):
    """The caseworker agrees to the decline: the order ends."""

    kind: Literal["agree_decline"]
    decline: Annotated[Digest, Field(description="The reply that declined.")]
    text: Annotated[Text | None, Field(description="A word to the provider.")] = None


class Uphold(Part):
    """The caseworker asks the provider to look again, once, and says why."""

    kind: Literal["uphold"]
    decline: Annotated[Digest, Field(description="The reply that declined.")]
    text: Annotated[Text, Field(description="Why the order stands.")]
    answer_by: Annotated[Day | None, Field(description="The provider's answer is wanted by then (svarfrist).")] = None


class Acknowledge(Part):
    """The provider takes an amendment on."""

    kind: Literal["acknowledge"]
    order: Annotated[Digest, Field(description="The version of the order that amends.")]
    version: Annotated[Version, Field(description="The order's version.")]
    text: Annotated[Text | None, Field(description="What it means for the course.")] = None


class Objection(Part):
    """The provider objects to an amendment. The version stands until the caseworker amends it again."""

    kind: Literal["object"]
    order: Annotated[Digest, Field(description="The version of the order that amends.")]
    version: Annotated[Version, Field(description="The order's version.")]
    text: Annotated[Text, Field(description="Why (indsigelse).")]
    paths: Annotated[
        list[Line], Field(max_length=40, description="The fields that are objected to, as $.course.weekly_minutes.")
    ] = []
    alternative: Annotated[Text | None, Field(description="What the provider could do instead.")] = None


Reply = Annotated[
    Accept | Ask | Decline | Answer | AgreeDecline | Uphold | Acknowledge | Objection, Field(discriminator="kind")
]


class ReplyDocument(Document):
    """A reply to an order, signed by whoever gives it."""

    type: Literal["orderdesk.reply.v1"]
    body: Annotated[Reply, Field(description="The reply (svar).")]
