"""The handover (overdragelse): somebody hands a case to a colleague, for good or for some weeks.

It goes to the colleague alone, with the case's documents; the other side of the order learns only whom to ring, by a
notice. It has a thread of its own, so that what colleagues say to each other is no part of the order. A later document
of that thread names what has come since.
"""

from typing import Annotated, Literal

from pydantic import Field

from orderdesk.documents.envelope import Document
from orderdesk.documents.fields import Day, Digest, Line, Part, PersonId, Text, Urn


class CaseSummary(Part):
    """The case on one page, as whoever leaves it sees it."""

    now: Annotated[Text, Field(description="How things stand now.")]
    next_step: Annotated[Text, Field(description="What comes next, and when.")]
    blocks: Annotated[Text | None, Field(description="What is in the way.")] = None
    promised: Annotated[Text | None, Field(description="What has been promised, and to whom.")] = None
    citizen: Annotated[Text | None, Field(description="What works in talking with this citizen.")] = None


class Handover(Part):
    """The body of a handover."""

    order_thread: Annotated[Urn, Field(description="The thread of the order that is handed over.")]
    citizen: Annotated[Line, Field(description="The citizen's name, to find the case by.")]
    to_person: Annotated[PersonId, Field(description="The colleague who takes over.")]
    since: Annotated[Day, Field(description="From this day on.")]
    until: Annotated[Day | None, Field(description="The last day, when it is for a while.")] = None
    reason: Annotated[Text, Field(description="Why.")]
    summary: Annotated[
        CaseSummary | None, Field(description="The case on one page. A caseworker always writes it.")
    ] = None
    note: Annotated[Text | None, Field(description="A word to the colleague, in place of the summary.")] = None
    told: Annotated[Text | None, Field(description="What the other side of the order is told of it.")] = None
    documents: Annotated[
        list[Digest], Field(min_length=1, max_length=1000, description="The case's documents, that go along.")
    ]


class HandoverDocument(Document):
    """A handover, signed by whoever hands the case over."""

    type: Literal["orderdesk.handover.v1"]
    body: Annotated[Handover, Field(description="The handover (overdragelse).")]
