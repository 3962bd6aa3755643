"""The reply: what is said about an order between sending and starting. The provider accepts, asks or declines; the
caseworker answers, agrees to a decline, or upholds the order once."""

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

    day: Day
    time: Clock
    place: Line


class Accept(Part):
    """The provider takes the order on."""

    kind: Literal["accept"]
    order: Annotated[Digest, Field(description="The version of the order that is answered.")]
    version: Version
    consultant: Annotated[Contact, Field(description="Who will meet the citizen and write the reports.")]
    not_preferred_because: Annotated[
        Text | None, Field(description="Why it is not the consultant who was asked for.")
    ] = None
    first_meeting: FirstMeeting
    start: Day
    note: Text | None = None


class Ask(Part):
    """The provider asks about a field before answering."""

    kind: Literal["ask"]
    order: Digest
    version: Version
    path: Annotated[Line, Field(description="The field that is asked about, as $.goals[0].seen_by; $ is the whole.")]
    question: Text


class Decline(Part):
    """The provider cannot take the order on as it stands."""

    kind: Literal["decline"]
    order: Digest
    version: Version
    code: DeclineCode
    text: Text
    alternative: Annotated[Text | None, Field(description="What the provider could do instead.")] = None


class Answer(Part):
    """The caseworker answers the provider's question; the order stands as it is."""

    kind: Literal["answer"]
    question: Annotated[Digest, Field(description="The reply that asked.")]
    text: Text


class AgreeDecline(Part):
    """The caseworker agrees to the decline: the order ends."""

    kind: Literal["agree_decline"]
    decline: Digest
    text: Text | None = None


class Uphold(Part):
    """The caseworker asks the provider to look again, once, and says why."""

    kind: Literal["uphold"]
    decline: Digest
    text: Text


Reply = Annotated[Accept | Ask | Decline | Answer | AgreeDecline | Uphold, Field(discriminator="kind")]


class ReplyDocument(Document):
    """A reply to an order, signed by whoever gives it."""

    type: Literal["orderdesk.reply.v1"]
    body: Reply
