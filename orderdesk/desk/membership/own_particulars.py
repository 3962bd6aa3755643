"""What the directory says of the desk's owner besides name, roles and keys: how they are reached, and as what."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from orderdesk.desk.desk import Desk
from orderdesk.desk.membership import organisation
from orderdesk.locale import N_

PARTICULARS: Final[Mapping[str, str]] = {
    "phone": N_("Your direct telephone number"),
    "mail": N_("Your mail address"),
    "title": N_("Your title"),
    "unit": N_("Your unit or team"),
}
"""Those that are one line of text, with their names (English msgids)."""


def request_with(desk: Desk, name: str, text: str) -> dict[str, Any]:
    """The request to enter the owner with one of PARTICULARS changed, and the keys as they are. Holds no secret."""
    changed: Any = {name: text}
    return organisation.request(desk, replace(organisation.own_particulars(desk), **changed))
