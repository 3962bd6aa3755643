"""The kinds of document, by the type that stands inside the signed bytes. A kind's module is loaded when it is met:
validating a thousand reports never builds the model of an order."""

from functools import cache
from importlib import import_module
from typing import Final

from orderdesk.documents.envelope import Document

KINDS: Final[dict[str, tuple[str, str]]] = {
    "orderdesk.order.v1": ("orderdesk.documents.order", "OrderDocument"),
    "orderdesk.reply.v1": ("orderdesk.documents.reply", "ReplyDocument"),
    "orderdesk.report.v1": ("orderdesk.documents.report", "ReportDocument"),
    "orderdesk.review.v1": ("orderdesk.documents.review", "ReviewDocument"),
    "orderdesk.notice.v1": ("orderdesk.documents.notice", "NoticeDocument"),
    "orderdesk.meeting.v1": ("orderdesk.documents.meeting", "MeetingDocument"),
    "orderdesk.handover.v1": ("orderdesk.documents.handover", "HandoverDocument"),
    "orderdesk.note.v1": ("orderdesk.documents.note", "NoteDocument"),
    "orderdesk.receipt.v1": ("orderdesk.documents.receipt", "ReceiptDocument"),
    "orderdesk.directory.v1": ("orderdesk.documents.directory", "DirectoryDocument"),
}


def type_of(kind: str) -> str:
    """The signed type of a kind named shortly: "report" gives "orderdesk.report.v1"."""
    return f"orderdesk.{kind}.v1"


def kind_of(document_type: str) -> str:
    """The short name of a signed type: "orderdesk.report.v1" gives "report"."""
    return document_type.split(".")[1]


@cache
def model_of(document_type: str) -> type[Document]:
    """The model of a type. Raises KeyError for a type that no kind has."""
    module, name = KINDS[document_type]
    model: type[Document] = getattr(import_module(module), name)
    model.model_rebuild()
    return model
