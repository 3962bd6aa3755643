"""Running an organisation's directory from an administrator's desk: founding it, admitting people, vouching for
partners, revoking keys. Each change is a new signed version that the version before allows."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from orderdesk.desk.desk import Desk
from orderdesk.desk.issuing import new_urn
from orderdesk.desk.keys import KeySet, Use
from orderdesk.desk.opening import save_keys
from orderdesk.desk.post import accept_directory
from orderdesk.documents.fields import instant_text
from orderdesk.errors import InputRefused, NotPossible
from orderdesk.locale import _
from orderdesk.signing.canonical import canonical_bytes, document_digest
from orderdesk.signing.parsing import parse
from orderdesk.signing.proof import CONTEXT, sign_document

Body = dict[str, Any]
VALID_FOR = timedelta(days=395)


@dataclass(frozen=True, slots=True)
class Particulars:
    """What the directory says about a person besides keys and roles."""

    title: str = ""
    unit: str = ""
    phone: str = ""
    mail: str = ""
    skills: tuple[str, ...] = ()


def request(desk: Desk, particulars: Particulars = Particulars()) -> Body:
    """What an administrator needs to enter this desk's owner: name, role and public keys. Holds no secret."""
    return {
        "type": "orderdesk.request.v1", "org": desk.settings.org,
        "member": _member(desk, [desk.settings.role], particulars),
    }  # fmt: skip


def found(desk: Desk, particulars: Particulars = Particulars()) -> bytes:
    """Sign the first directory of the desk owner's organisation, with the owner in it. Returns its bytes."""
    body: Body = {
        "version": 1, "org": desk.settings.org, "name": desk.settings.org_name, "kind": desk.settings.org_kind,
        "expires": instant_text(desk.now() + VALID_FOR),
        "administrators": [desk.keys.current("administration").did],
        "members": [_member(desk, sorted({desk.settings.role, "administrator"}), particulars)],
        "revocations": [], "partners": [],
    }  # fmt: skip
    return _publish(desk, _signed(desk, body, [], new_urn()))


def admit(desk: Desk, asked: Body) -> bytes:
    """Enter a person who asked (see `request`), or give one who is there the keys of the request; earlier keys of the
    same use end now. Returns the new directory's bytes."""
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

    def change(body: Body) -> None:
        others = [m for m in body["members"] if m["person"] != member.get("person")]
        earlier = [m for m in body["members"] if m["person"] == member.get("person")]
        body["members"] = [*others, _with_keys(earlier[0] if earlier else None, member, desk.instant())]

    return _next(desk, change)


def vouch(
    desk: Desk, *, org: str, name: str, kind: str, root: str, agreement: str = "", directory: Body | None = None
) -> bytes:
    """Enter a partner organisation by the key its first directory is signed with, compared by its words beforehand."""
    partner: Body = {"org": org, "name": name, "kind": kind, "root": root}
    partner |= {"agreement": agreement} if agreement else {}
    partner |= {"directory": directory} if directory else {}

    def change(body: Body) -> None:
        body["partners"] = [p for p in body["partners"] if p["org"] != org] + [partner]

    return _next(desk, change)


def revoke(desk: Desk, key: str, reason: str) -> bytes:
    """Say that a key no longer counts from now on: lost, compromised, left, replaced."""

    def change(body: Body) -> None:
        body["revocations"] = [*body["revocations"], {"key": key, "at": desk.instant(), "reason": reason}]

    return _next(desk, change)


def rotate(desk: Desk) -> Body | None:
    """Give the desk new keys for signing, sealing and HTTP; the earlier sealing keys still open old documents. On an
    administrator's desk the directory follows at once (None); else the request for the administrator is returned."""
    keys = desk.keys.rotated(desk.instant())
    member = desk.trust.member(desk.settings.org, desk.settings.person)
    known = Particulars(
        title=(member.title or "") if member else "", unit=(member.unit or "") if member else "",
        phone=(member.phone or "") if member else "", mail=(member.mail or "") if member else "",
        skills=tuple(member.skills) if member else (),
    )  # fmt: skip
    save_keys(desk, keys)
    asked = request(desk, known)
    if not desk.keys.has("administration"):
        return asked
    admit(desk, asked)
    return None


def current_directory(desk: Desk) -> Body | None:
    """The organisation's directory in force, as the signed document; None before it has come."""
    versions = desk.trust.versions(desk.settings.org)
    return parse(desk.archive.get(versions[-1].digest)).value if versions else None


def _next(desk: Desk, change: Callable[[Body], None]) -> bytes:
    current = current_directory(desk)
    if current is None:
        raise NotPossible(_("This desk has no directory of its organisation yet."), _("Run `orderdesk sync` first."))
    body: Body = {**current["body"], "version": current["body"]["version"] + 1}
    body["expires"] = instant_text(desk.now() + VALID_FOR)
    change(body)
    return _publish(desk, _signed(desk, body, [document_digest(current)], current["thread"]))


def _signed(desk: Desk, body: Body, prev: list[str], thread: str) -> bytes:
    document: Body = {
        "@context": list(CONTEXT), "type": "orderdesk.directory.v1", "id": new_urn(), "thread": thread,
        "seq": body["version"], "prev": prev,
        "from": {"org": desk.settings.org, "person": desk.settings.person, "role": "administrator"},
        "to": [], "issued": desk.instant(), "body": body,
    }  # fmt: skip
    return canonical_bytes(sign_document(document, desk.keys.current("administration").signing(), document["issued"]))


def _publish(desk: Desk, data: bytes) -> bytes:
    if not accept_directory(desk, data):
        verification = desk.trust.add(data, desk.now())
        failed = verification.failure
        raise NotPossible(_("The directory was not changed: {reason}").format(reason=failed.message if failed else ""))
    desk.carrier.publish(desk.settings.org, data)
    return data


def _member(desk: Desk, roles: list[str], particulars: Particulars) -> Body:
    keys: KeySet = desk.keys
    uses: tuple[Use, ...] = ("signing", "sealing", "http")
    member: Body = {
        "person": desk.settings.person, "name": desk.settings.name, "roles": roles,
        "keys": [{"id": k.did, "use": u, "since": k.since} for u in uses for k in [keys.current(u)]],
    }  # fmt: skip
    texts = {name: getattr(particulars, name) for name in ("title", "unit", "phone", "mail")}
    member |= {name: text for name, text in texts.items() if text}
    return member | ({"skills": list(particulars.skills)} if particulars.skills else {})


def _with_keys(earlier: Body | None, member: Body, now: str) -> Body:
    """`member` with the keys it had before, ended now, in front of the new ones; its roles stay as they were."""
    if earlier is None:
        return member
    fresh = {key["id"] for key in member["keys"]}
    ended = [{**key, "until": key.get("until") or now} for key in earlier["keys"] if key["id"] not in fresh]
    return {**earlier, **member, "roles": earlier["roles"], "keys": ended + member["keys"]}
