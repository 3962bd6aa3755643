"""The receipt: a desk says what became of a document that arrived. Sent by the desk itself, under its person's key."""

from typing import Annotated, Literal

from pydantic import Field

from orderdesk.documents.envelope import Document
from orderdesk.documents.fields import Digest, Line, Part, Text


class Receipt(Part):
    """The body of a receipt. ok: verified and stored; with a check, it changed nothing. transient: send again later.
    fatal: not taken, and why."""

    document: Annotated[Digest, Field(description="The document that arrived.")]
    outcome: Annotated[
        Literal["ok", "transient", "fatal"],
        Field(description="ok: verified and stored; transient: send again later; fatal: not taken."),
    ]
    check: Annotated[
        Line | None, Field(description="The check that failed, by name; with ok, why it changed nothing.")
    ] = None
    text: Annotated[Text | None, Field(description="Why, in a sentence.")] = None


class ReceiptDocument(Document):
    """A receipt, signed by the desk that received the document."""

    type: Literal["orderdesk.receipt.v1"]
    body: Annotated[Receipt, Field(description="The receipt.")]
