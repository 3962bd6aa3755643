"""A request to be entered in the directory, as the administrator should see it before comparing its words.

The words are of the whole request: those of the signing key alone would let whoever carries the request put a sealing
key of their own into it.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from orderdesk.desk.clock import day_in_denmark
from orderdesk.desk.desk import Desk
from orderdesk.desk.membership import withdrawals
from orderdesk.desk.membership.key_fingerprint import words_of
from orderdesk.desk.wording import words
from orderdesk.documents.directory import Member
from orderdesk.errors import InputRefused
from orderdesk.locale import _
from orderdesk.locale.days import in_figures

Body = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks. `new` where the directory has no such person yet; `told` says it in sentences."""

    person: str
    name: str
    new: bool
    told: tuple[str, ...]


def request_words(asked: Body) -> str:
    """The twelve words of a request, whatever the order and the spaces in its file."""
    text = json.dumps(asked, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return words_of("sha256-" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest())


def check(desk: Desk, asked: Body) -> None:
    """Raises InputRefused for what is no request to this organisation, or asks for what nobody can have."""
    from pydantic import ValidationError

    member = asked.get("member")
    if (
        asked.get("type") != "orderdesk.request.v1"
        or not isinstance(member, dict)
        or asked.get("org") != desk.settings.org
    ):
        raise InputRefused(
            "request", _("This is no request to join {org}.").format(org=desk.settings.org_name),
            _("Ask the person to make one with `orderdesk key request`."),
        )  # fmt: skip
    withdrawals.asked_for(asked, desk.now())
    try:
        Member.model_validate_json(_json(member))
    except ValidationError:
        raise InputRefused(
            "request", _("The request cannot be read: something in it is missing, or no directory may hold it."),
            _("Ask the person to make one with `orderdesk key request`."),
        ) from None  # fmt: skip


def asking(desk: Desk, asked: Body) -> Asking:
    """Who asks for what, of a request that `check` has passed."""
    member = Member.model_validate_json(_json(asked["member"]))
    known = desk.trust.member(desk.settings.org, member.person)
    roles = ", ".join(words("role", role) for role in (known.roles if known else member.roles))
    who = ", ".join(part for part in (member.name, member.title, roles, member.phone, member.mail) if part)
    told = [who + "."]
    if known is None:
        told.append(_("The directory has nobody of that name yet."))
    elif known.name != member.name:
        told.append(_("The directory has {person} under another name: {name}.").format(
            person=member.person, name=known.name))  # fmt: skip
    if known is not None:
        told.append(_("The directory has them already: the keys of the request take the place of the earlier ones."))
    if withdrawal := withdrawals.asked_for(asked, desk.now()):
        day = in_figures(day_in_denmark(datetime.fromisoformat(withdrawal.since)))
        why = _(withdrawals.REASONS[withdrawal.reason])
        told.append(_("The earlier keys are revoked, from {day} on: {reason}.").format(day=day, reason=why))
    return Asking(member.person, member.name, known is None, tuple(told))


def _json(member: Body) -> str:
    return json.dumps(member)
