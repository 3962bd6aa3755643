"""The citizen in an order: who, what matters, support needs, and the citizen's own voice."""

from typing import Annotated, Literal

from pydantic import Field

from orderdesk.documents.fields import Cpr, Day, ItemId, Language, Line, Mail, Part, Phone, Text

Stance = Literal["agreed", "partly", "not_agreed", "not_asked", "not_now"]
FactKind = Literal["resources", "challenges", "health_significance", "earlier_efforts", "network", "other"]


class Interpreter(Part):
    """Whether an interpreter is needed, and for which language."""

    needed: Annotated[bool, Field(description="Whether an interpreter (tolk) is needed.")]
    language: Annotated[Language | None, Field(description="The language; needed with an interpreter.")] = None
    note: Annotated[Line | None, Field(description="What else: dialect, man or woman, by phone.")] = None


class Fact(Part):
    """One thing the provider needs to know about the citizen, with the date somebody last made sure of it."""

    kind: Annotated[FactKind, Field(description="Resources, challenges, what health means for work, earlier efforts.")]
    text: Annotated[Text, Field(description="The fact, in a sentence or two.")]
    confirmed: Annotated[Day, Field(description="When the fact was last confirmed.")]
    source: Annotated[Line | None, Field(description="Who confirmed it.")] = None


class SupportNeed(Part):
    """An accommodation (skånehensyn) that the course must respect."""

    kind: Annotated[
        Literal["physical", "psychological", "social"], Field(description="Physical, psychological or social.")
    ]
    text: Annotated[Text, Field(description="What the course must respect.")]
    confirmed: Annotated[Day | None, Field(description="When it was last confirmed.")] = None


class Citizen(Part):
    """The citizen (borger), in a few lines."""

    name: Annotated[Line, Field(description="Full name.")]
    cpr: Cpr
    phone: Annotated[Phone | None, Field(description="The citizen's telephone.")] = None
    mail: Annotated[Mail | None, Field(description="The citizen's mail address.")] = None
    address: Annotated[Line | None, Field(description="Where the citizen lives.")] = None
    preferred_channel: Annotated[
        Literal["phone", "sms", "mail", "digital_post", "letter", "in_person"],
        Field(description="How the citizen prefers to be reached."),
    ]
    interpreter: Annotated[Interpreter, Field(description="Need of an interpreter (tolkebehov).")]
    facts: Annotated[
        list[Fact],
        Field(max_length=40, description="A short description: what the provider needs to know, each with its date."),
    ] = []
    support_needs: Annotated[list[SupportNeed], Field(max_length=40, description="Accommodations (skånehensyn).")] = []
    safety_note: Annotated[
        Text | None, Field(description="What staff must know to be safe; shown only to those who meet the citizen.")
    ] = None


class Wish(Part):
    """One of the citizen's wishes, ranked by the citizen."""

    id: ItemId
    rank: Annotated[int, Field(ge=1, le=40, description="1 is what matters most to the citizen.")]
    text: Annotated[Text, Field(description="The wish in the citizen's own words.")]
    negotiable: Annotated[bool, Field(description="Whether the citizen can live with another way.")]
    outcome: Annotated[
        Literal["followed", "partly", "not_followed", "not_decided"], Field(description="What the order does with it.")
    ]
    reason: Annotated[Text | None, Field(description="Why the wish is not, or only partly, followed.")] = None


class VoiceGiven(Part):
    """The citizen's own view of the problem and of this order."""

    status: Literal["given"]
    own_words: Annotated[Text, Field(description="How the citizen puts the problem, in own words.")]
    obtained: Annotated[Day, Field(description="When it was said.")]
    how: Annotated[
        Literal["meeting", "phone", "written", "three_party_meeting"], Field(description="How it was obtained.")
    ]
    wishes: Annotated[list[Wish], Field(max_length=40, description="The citizen's wishes, ranked.")] = []
    alignment: Annotated[Stance, Field(description="Expectation alignment (forventningsafstemning) with the order.")]
    alignment_note: Annotated[Text | None, Field(description="What is agreed and what is not.")] = None


class VoiceDeclined(Part):
    """The citizen was asked and did not wish to give a view."""

    status: Literal["declined"]
    asked: Annotated[Day, Field(description="When the citizen was asked.")]
    reason: Annotated[Text, Field(description="Why no view is given.")]


Voice = Annotated[VoiceGiven | VoiceDeclined, Field(discriminator="status")]
