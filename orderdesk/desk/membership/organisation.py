"""Running an organisation's directory from an administrator's desk: founding it, admitting people, vouching for
partners and ending that, revoking keys. Each change is a new signed version that the version before allows.

A change that the exchange could not be told of counts on this desk and goes out later: ExchangeUnavailable is raised
after the change was made (see `directory_changes`)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from orderdesk.desk.desk import Desk
from orderdesk.desk.issuing import new_urn
from orderdesk.desk.membership import coming_keys, requests, withdrawals
from orderdesk.desk.membership.keys import KeySet, OwnKey, Use
from orderdesk.desk.membership.taking_directories import accept_directory
from orderdesk.desk.opening import follow, load_trust, save_keys
from orderdesk.documents.fields import instant_text
from orderdesk.errors import InputRefused, NotFound, NotPossible, OrderdeskError
from orderdesk.locale import _
from orderdesk.signing.canonical import canonical_bytes, document_digest
from orderdesk.signing.parsing import parse
from orderdesk.signing.proof import CONTEXT, sign_document
from orderdesk.trust.times import TOLERANCE

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


def own_particulars(desk: Desk) -> Particulars:
    """What the directory in force says of the desk's owner; empty where it has none."""
    member = desk.trust.member(desk.settings.org, desk.settings.person)
    if member is None:
        return Particulars()
    return Particulars(
        member.title or "", member.unit or "", member.phone or "", member.mail or "", tuple(member.skills)
    )  # fmt: skip


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
    """Enter a person who asked (see `request`), or give one who is there the keys of the request; earlier keys end now,
    and are revoked where the request says why. Returns the new directory's bytes."""
    return _next(desk, _admission(desk, asked))


def _admission(desk: Desk, asked: Body) -> Callable[[Body], None]:
    """The change to a directory's body that enters whoever asked."""
    requests.check(desk, asked)
    member, earlier_keys = asked["member"], withdrawals.asked_for(asked, desk.now())

    def change(body: Body) -> None:
        others = [m for m in body["members"] if m["person"] != member.get("person")]
        earlier = [m for m in body["members"] if m["person"] == member.get("person")]
        if earlier and earlier_keys:
            fresh = {key["id"] for key in member["keys"]}
            withdrawals.add(body, (key for key in earlier[0]["keys"] if key["id"] not in fresh), earlier_keys)
        body["members"] = [*others, _with_keys(desk, earlier[0] if earlier else None, member)]
        _put_own_administration_key(desk, body)

    return change


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


def end_partnership(desk: Desk, org: str) -> bytes:
    """Take a partner out of the own directory: what they issue from now on is not believed, what came before is. Raises
    NotFound for an organisation that is no partner."""

    def change(body: Body) -> None:
        left = [p for p in body["partners"] if p["org"] != org]
        if len(left) == len(body["partners"]):
            raise NotFound(_("Your organisation has no partner of that name."))
        body["partners"] = left

    return _next(desk, change)


def revoke(desk: Desk, key: str, reason: str, since: str = "") -> bytes:
    """Say that a key no longer counts from `since` (an instant; empty is now) on: lost, compromised, left, replaced."""
    withdrawal = withdrawals.Withdrawal(reason, since or desk.instant())
    return _next(desk, lambda body: withdrawals.add(body, [{"id": key}], withdrawal))


def revoke_person(desk: Desk, person: str, reason: str, since: str = "", asked: Body | None = None) -> bytes:
    """Say of all keys of a person that they no longer count from `since` (an instant; empty is now) on. For keys that
    others may have (lost, compromised) these are all that the person ever had: an old one could sign for an old day.
    With `asked`, a request of theirs, its keys take their place in the same version. Raises NotFound, NotPossible."""
    if person == desk.settings.person:
        raise NotPossible(
            _("These are your own keys, and this desk would stand without any."),
            _("Make new ones with `orderdesk key rotate --reason lost`; that revokes the earlier ones."),
        )
    withdrawal = withdrawals.Withdrawal(reason, since or desk.instant())
    if asked is not None:
        named = asked.get("member")
        if not isinstance(named, dict) or named.get("person") != person:
            raise InputRefused("request", _("The request is another person's."), _("Nothing was changed."))
        return admit(desk, {**asked, "earlier": {"reason": reason, "since": withdrawal.since}})

    def change(body: Body) -> None:
        member = next((m for m in body["members"] if m["person"] == person), None)
        if member is None:
            raise NotFound(_("The directory has nobody of that name."))
        withdrawals.add(body, withdrawals.concerned(member["keys"], reason), withdrawal)

    return _next(desk, change)


def rotate(desk: Desk, reason: str = "", since: str = "") -> Body | None:
    """Give the desk new keys for signing, sealing and HTTP; the earlier sealing keys still open old documents. On an
    administrator's desk the directory follows at once (None), and a death in between leaves both as they were or both
    changed; else the request for the administrator is returned.

    With a `reason` the earlier keys are revoked from `since` (an instant; empty is now) on; where others may have them
    (lost, compromised) an administrator signs the directory with another key from now on as well."""
    uses: tuple[Use, ...] = ("signing", "sealing", "http")
    if reason in withdrawals.OTHERS_MAY_HAVE and desk.keys.has("administration"):
        uses = (*uses, "administration")
    withdrawn = {"earlier": {"reason": reason, "since": since or desk.instant()}} if reason else {}
    if not desk.keys.has("administration"):
        with desk.store.transaction():
            follow(desk)
            save_keys(desk, desk.keys.rotated(desk.instant(), uses))
        return request(desk, own_particulars(desk)) | withdrawn
    earlier = desk.keys
    try:
        with desk.store.transaction():
            follow(desk)
            earlier, known = desk.keys, own_particulars(desk)
            keys = earlier.rotated(desk.instant(), uses)
            coming_keys.prepare(desk, keys)
            desk.keys = keys
            directory = _accept(desk, _signed_next(desk, _admission(desk, request(desk, known) | withdrawn)))
    except OrderdeskError:  # no directory names them: what they sign would be refused
        desk.keys = earlier
        load_trust(desk)
        raise
    desk.carrier.publish(desk.settings.org, directory)
    return None


def current_directory(desk: Desk) -> Body | None:
    """The organisation's directory in force, as the signed document; None before it has come."""
    versions = desk.trust.versions(desk.settings.org)
    return parse(desk.archive.get(versions[-1].digest)).value if versions else None


def _next(desk: Desk, change: Callable[[Body], None]) -> bytes:
    with desk.store.transaction():
        follow(desk)
        directory = _accept(desk, _signed_next(desk, change))
    desk.carrier.publish(desk.settings.org, directory)
    return directory


def _signed_next(desk: Desk, change: Callable[[Body], None]) -> bytes:
    current = current_directory(desk)
    if current is None:
        raise NotPossible(_("This desk has no directory of its organisation yet."), _("Run `orderdesk sync` first."))
    body: Body = {**current["body"], "version": current["body"]["version"] + 1}
    body["expires"] = instant_text(desk.now() + VALID_FOR)
    change(body)
    named = current["body"]["administrators"]
    signer = next((k for k in reversed(desk.keys.keys) if k.use == "administration" and k.did in named), None)
    return _signed(desk, body, [document_digest(current)], current["thread"], signer)


def _put_own_administration_key(desk: Desk, body: Body) -> None:
    """After a rotation: the present key in place of the earlier one, which signs this version for the last time."""
    own = [key for key in desk.keys.keys if key.use == "administration"]
    present, earlier = {key.did for key in own if not key.until}, {key.did for key in own if key.until}
    kept = [did for did in body["administrators"] if did not in earlier | present]
    body["administrators"] = [*kept, *sorted(present)]


def _signed(desk: Desk, body: Body, prev: list[str], thread: str, signer: OwnKey | None = None) -> bytes:
    document: Body = {
        "@context": list(CONTEXT), "type": "orderdesk.directory.v1", "id": new_urn(), "thread": thread,
        "seq": body["version"], "prev": prev,
        "from": {"org": desk.settings.org, "person": desk.settings.person, "role": "administrator"},
        "to": [], "issued": desk.instant(), "body": body,
    }  # fmt: skip
    key = signer or desk.keys.current("administration")
    return canonical_bytes(sign_document(document, key.signing(), document["issued"]))


def _publish(desk: Desk, data: bytes) -> bytes:
    desk.carrier.publish(desk.settings.org, _accept(desk, data))
    return data


def _accept(desk: Desk, data: bytes) -> bytes:
    if not accept_directory(desk, data):
        verification = desk.trust.add(data, desk.now())
        failed = verification.failure
        raise NotPossible(_("The directory was not changed: {reason}").format(reason=failed.message if failed else ""))
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


def _with_keys(desk: Desk, earlier: Body | None, member: Body) -> Body:
    """`member` with the keys it had before, which end now, in front of the new ones; its roles stay as they were.

    A signing key ends a little later: what it signed in this second, or by a clock that was ahead and has been set
    right, is on its way. Keys that others may have are revoked, and that counts from its own moment on."""
    if earlier is None:
        return member
    fresh = {key["id"] for key in member["keys"]}
    ends = {"signing": instant_text(desk.now() + TOLERANCE)}
    ended = [
        {**key, "until": key.get("until") or ends.get(key["use"], desk.instant())}
        for key in earlier["keys"] if key["id"] not in fresh
    ]  # fmt: skip
    return {**earlier, **member, "roles": earlier["roles"], "keys": ended + member["keys"]}
