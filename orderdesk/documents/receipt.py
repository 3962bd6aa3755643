"""The receipt: a desk says what became of a document that arrived. Sent by the desk itself, under its person's key."""

from collections.abc import Mapping
from typing import Annotated, Any, Final, Literal

from pydantic import Field

from orderdesk.documents.envelope import Document
from orderdesk.documents.fields import Digest, Line, Part, Text

NOT_HERE: Final = "not_here"
"""The check of a receipt that asks for a document which others build on and which has not arrived."""


class Receipt(Part):
    """The body of a receipt. ok: verified and stored; with a check, it changed nothing. transient: send again later;
    with the check not_here, the document has not arrived at all and is asked for. fatal: not taken, and why."""

    document: Annotated[
        Digest, Field(description="The document that arrived; with the check not_here, the one that has not.")
    ]
    outcome: Annotated[
        Literal["ok", "transient", "fatal"],
        Field(description="ok: verified and stored; transient: send again later; fatal: not taken."),
    ]
    check: Annotated[
        Line | None,
        Field(
            description="The check that failed, by name; with ok, why it changed nothing; with transient, not_here for "
            "a document that others name as previous and that has not arrived: send it."
        ),
    ] = None
    text: Annotated[Text | None, Field(description="Why, in a sentence.")] = None


class ReceiptDocument(Document):
    """A receipt, signed by the desk that received the document."""

    type: Literal["orderdesk.receipt.v1"]
    body: Annotated[Receipt, Field(description="The receipt.")]


def asks_for_a_document(kind: str, body: Mapping[str, Any]) -> bool:
    """Whether a document of that kind with that body is a receipt that asks for what has not arrived."""
    return kind == "receipt" and body["outcome"] == "transient" and body.get("check") == NOT_HERE
