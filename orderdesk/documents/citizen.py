"""The citizen in an order: who, what matters, support needs, and the citizen's own voice."""

from typing import Annotated, Literal

from pydantic import Field

from orderdesk.documents.fields import Cpr, Day, ItemId, Language, Line, Mail, Part, Phone, Text

Stance = Literal["agreed", "partly", "not_agreed", "not_asked", "not_now"]
FactKind = Literal["resources", "challenges", "health_significance", "earlier_efforts", "network", "other"]


class Interpreter(Part):
    """Whether an interpreter is needed, and for which language."""

    needed: bool
    language: Annotated[Language | None, Field(description="The language; needed with an interpreter.")] = None
    note: Line | None = None


class Fact(Part):
    """One thing the provider needs to know about the citizen, with the date somebody last made sure of it."""

    kind: Annotated[FactKind, Field(description="Resources, challenges, what health means for work, earlier efforts.")]
    text: Text
    confirmed: Annotated[Day, Field(description="When the fact was last confirmed.")]
    source: Annotated[Line | None, Field(description="Who confirmed it.")] = None


class SupportNeed(Part):
    """An accommodation (skånehensyn) that the course must respect."""

    kind: Literal["physical", "psychological", "social"]
    text: Text
    confirmed: Day | None = None


class Citizen(Part):
    """The citizen (borger), in a few lines."""

    name: Line
    cpr: Cpr
    phone: Phone | None = None
    mail: Mail | None = None
    address: Line | None = None
    preferred_channel: Literal["phone", "sms", "mail", "digital_post", "letter", "in_person"]
    interpreter: Interpreter
    facts: Annotated[list[Fact], Field(max_length=40)] = []
    support_needs: Annotated[list[SupportNeed], Field(max_length=40)] = []
    safety_note: Annotated[
        Text | None, Field(description="What staff must know to be safe; shown only to those who meet the citizen.")
    ] = None


class Wish(Part):
    """One of the citizen's wishes, ranked by the citizen."""

    id: ItemId
    rank: Annotated[int, Field(ge=1, le=40, description="1 is what matters most to the citizen.")]
    text: Annotated[Text, Field(description="The wish in the citizen's own words.")]
    negotiable: bool
    outcome: Annotated[
        Literal["followed", "partly", "not_followed", "not_decided"], Field(description="What the order does with it.")
    ]
    reason: Annotated[Text | None, Field(description="Why the wish is not, or only partly, followed.")] = None


class VoiceGiven(Part):
    """The citizen's own view of the problem and of this order."""

    status: Literal["given"]
    own_words: Annotated[Text, Field(description="How the citizen puts the problem, in own words.")]
    obtained: Annotated[Day, Field(description="When it was said.")]
    how: Literal["meeting", "phone", "written", "three_party_meeting"]
    wishes: Annotated[list[Wish], Field(max_length=40)] = []
    alignment: Annotated[Stance, Field(description="Expectation alignment (forventningsafstemning) with the order.")]
    alignment_note: Text | None = None


class VoiceDeclined(Part):
    """The citizen was asked and did not wish to give a view."""

    status: Literal["declined"]
    asked: Annotated[Day, Field(description="When the citizen was asked.")]
    reason: Text


Voice = Annotated[VoiceGiven | VoiceDeclined, Field(discriminator="status")]
