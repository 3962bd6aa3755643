"""An invitation: what a new colleague's `orderdesk init` must know of the organisation. It holds no secret, and proves
nothing: whoever joins compares the twelve words of its root key with the administrator on the telephone."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, cast

from orderdesk.desk.desk import Desk
from orderdesk.desk.membership.key_fingerprint import words_of
from orderdesk.desk.membership.key_words import is_signing_key
from orderdesk.desk.storage import atomic
from orderdesk.errors import InputRefused, NotFound, NotPossible
from orderdesk.exchange.carrier import Mailbox
from orderdesk.locale import _

_TYPE: Final = "orderdesk.invitation.v1"
_TEXTS: Final = ("org", "org_name", "kind", "root", "exchange")
_LARGEST: Final = 8192  # bytes; it holds five short texts
_LONGEST: Final = 500


@dataclass(frozen=True, slots=True)
class Invitation:
    """The organisation that invites, its root key, and where its desks exchange."""

    org: str
    org_name: str
    kind: Literal["municipality", "provider"]
    root: str
    exchange: str

    @property
    def words(self) -> str:
        """The twelve words of the root key."""
        return words_of(self.root)


def invitation(desk: Desk) -> Invitation:
    """To the desk's own organisation."""
    own = desk.settings
    return Invitation(own.org, own.org_name, own.org_kind, own.root, own.exchange)


def suggested_name(desk: Desk) -> str:
    """A file name for it."""
    return f"orderdesk-{desk.settings.org}-invitation.json"


def write(desk: Desk, target: Path) -> None:
    """Write the invitation to a new file. Raises NotPossible where one is there, DeskUnavailable."""
    if target.exists():
        raise NotPossible(_("There is a file of that name already."), _("Choose another name."))
    one = invitation(desk)
    value = {"type": _TYPE} | {name: getattr(one, name) for name in _TEXTS}
    atomic.replace(target, (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode())


def read(source: Path) -> Invitation:
    """The invitation in a file. Raises NotFound, or InputRefused for what is none."""
    try:
        with source.expanduser().open("rb") as file:
            data = file.read(_LARGEST + 1)
    except FileNotFoundError:
        raise NotFound(_("There is no such file."), _("Ask for the invitation anew.")) from None
    except OSError as error:
        raise atomic.trouble(error) from None
    value = _value(data)
    texts = [value.get(name) for name in _TEXTS]
    if value.get("type") != _TYPE or not all(isinstance(text, str) and 0 < len(text) <= _LONGEST for text in texts):
        raise _no_invitation()
    org, name, kind, root, exchange = cast("list[str]", texts)
    Mailbox(org, org)  # refuses ids that cannot be carried
    if kind not in ("municipality", "provider") or not is_signing_key(root) or not name.isprintable():
        raise _no_invitation()
    return Invitation(org, name, "provider" if kind == "provider" else "municipality", root, exchange)


def _value(data: bytes) -> dict[str, Any]:
    try:
        value = json.loads(data) if len(data) <= _LARGEST else None
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise _no_invitation()
    return value


def _no_invitation() -> InputRefused:
    return InputRefused(
        "invitation", _("The file is no invitation to an organisation."),
        _("Your administrator makes one with `orderdesk key invite`."),
    )  # fmt: skip
