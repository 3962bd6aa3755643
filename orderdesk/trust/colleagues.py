"""What stays within the organisation in which it was written: a note to all colleagues, a handover to one of them."""

from collections.abc import Mapping
from typing import Any, Final

from orderdesk.documents.parties import REFUSALS, stays_inside
from orderdesk.errors import InputRefused
from orderdesk.locale import _

_NOTE: Final = "orderdesk.note.v1"
_HANDOVER: Final = "orderdesk.handover.v1"


def is_for_colleagues(value: Mapping[str, Any]) -> bool:
    """Whether a document (its parsed JSON, which fits its schema) is addressed to colleagues alone where its type asks
    for that; true of all other types."""
    if value["type"] == _NOTE:
        return stays_inside(value)
    if value["type"] == _HANDOVER:
        colleague = {"org": value["from"]["org"], "person": value["body"]["to_person"]}
        return bool(value["to"] == [colleague])
    return True


def check_colleagues(value: Mapping[str, Any]) -> None:
    """Raises InputRefused "colleagues" for a note or a handover that is addressed to anybody else."""
    if not is_for_colleagues(value):
        message, advice = REFUSALS["colleagues" if value["type"] == _NOTE else "handover"]
        raise InputRefused("colleagues", _(message), _(advice))
