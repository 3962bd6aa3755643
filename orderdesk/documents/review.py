"""The review: the caseworker has read a report against the order and says what is decided."""

from typing import Annotated, Literal

from pydantic import Field

from orderdesk.documents.envelope import Document
from orderdesk.documents.fields import Day, Digest, ItemId, Part, Text

DecisionCode = Literal[
    "continue", "ring_provider", "amend_order", "stop_order", "three_party_meeting",
    "medical_request", "to_the_team", "other",
]  # fmt: skip


class Remark(Part):
    """A remark on one goal, question or piece of documentation of the report."""

    item: Annotated[ItemId, Field(description="The item's id in the order, such as M1.")]
    text: Annotated[Text, Field(description="The remark.")]


class Read(Part):
    """The report has been read; the decision is still to come."""

    kind: Literal["read"]
    report: Annotated[Digest, Field(description="The report that was read.")]


class Decided(Part):
    """The report is approved, and this is what is done."""

    kind: Literal["decided"]
    report: Annotated[Digest, Field(description="The report that is approved.")]
    decision: Annotated[DecisionCode, Field(description="What is decided (beslutning).")]
    text: Annotated[Text, Field(description="What is done, by whom. To discuss it next time is no decision.")]
    by: Annotated[Day | None, Field(description="When it will be done.")] = None
    remarks: Annotated[list[Remark], Field(max_length=60, description="Remarks on single items.")] = []


class ElaborationAsked(Part):
    """The report does not answer all that was asked: the consultant is asked to elaborate, and on what."""

    kind: Literal["elaboration"]
    report: Annotated[Digest, Field(description="The report that is not enough.")]
    text: Annotated[Text, Field(description="What is missing, on the whole (uddybning).")]
    items: Annotated[list[Remark], Field(min_length=1, max_length=60, description="What is missing, item by item.")]
    by: Annotated[Day, Field(description="By when.")]


class Comments(Part):
    """Comments on a draft (gennemlæsning): what was asked and is not covered. The text stays the consultant's."""

    kind: Literal["comments"]
    report: Annotated[Digest, Field(description="The draft that was looked through.")]
    text: Annotated[Text | None, Field(description="A word on the whole.")] = None
    items: Annotated[list[Remark], Field(min_length=1, max_length=60, description="What is not covered, item by item.")]
    by: Annotated[Day | None, Field(description="By when.")] = None


class Cleared(Part):
    """The draft covers what was asked: the report itself can be sent."""

    kind: Literal["cleared"]
    report: Annotated[Digest, Field(description="The draft that was looked through.")]
    text: Annotated[Text | None, Field(description="A word to the consultant.")] = None


Review = Annotated[Read | Decided | ElaborationAsked | Comments | Cleared, Field(discriminator="kind")]


class ReviewDocument(Document):
    """A review of a report, signed by the caseworker who read it."""

    type: Literal["orderdesk.review.v1"]
    body: Annotated[Review, Field(description="The review.")]
