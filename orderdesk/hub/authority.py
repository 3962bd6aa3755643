"""Which HTTP key belongs to which person now: from the organisation's signed directories, verified by `trust`.

An organisation is registered by the words of its root key. Its first directory must be signed by the key with those
words, each later one by an administrator whom the one before it names; so nobody else can put a key in. All versions
are kept and are verified again from the first when a new one comes: an older one, a second one with the same number,
and one with a gap before it are refused. An expired directory lets nobody in but its own successor.
"""

from datetime import UTC, datetime
from typing import NamedTuple

from sqlalchemy import Connection

from orderdesk.hub.limits import DAY, Limits
from orderdesk.hub.problems import Problem
from orderdesk.hub.store import access, acquaintance, directories, mailboxes, organisations
from orderdesk.hub.store.callers import Caller
from orderdesk.hub.store.directories import HttpKey, Published
from orderdesk.signing.canonical import Json
from orderdesk.signing.parsing import Parsed
from orderdesk.signing.words import fingerprint_words, same_words
from orderdesk.trust.directories import Trust
from orderdesk.trust.organisation import offline_fingerprint
from orderdesk.trust.verification import verify


class Standing(NamedTuple):
    """An organisation's directories, verified: what they say together. `partners` are the words of their root keys by
    their ids."""

    version: int
    expires: int
    keys: tuple[HttpKey, ...]
    persons: tuple[str, ...]
    partners: dict[str, str]


def publish(
    connection: Connection, caller: Caller, data: bytes, name: str, now: datetime, limits: Limits
) -> Published | None:
    """Take a directory of the caller's organisation; None where it is known already.

    Whoever publishes must be a person of the organisation by the directory that is then the newest: so the first can
    come at all, and a new one after the old has expired. Raises Problem: "not-registered", "directory", "key-unknown",
    "key-revoked", "key-period", "too-many-directories", "directories-full".
    """
    registered = organisations.found(connection, caller.org)
    last = directories.lock(connection)  # one at a time from here on
    known = directories.history(connection, caller.org)
    moment = int(now.timestamp())
    standing = _standing(_trust_of(caller.org, registered.fingerprint, known, data, now), caller.org)
    _check_caller(standing, caller, moment)
    if data in known:
        return None
    if len(known) >= limits.organisation_directories:
        raise Problem("directories-full")
    if directories.published_since(connection, caller.org, moment - DAY) >= limits.directories_a_day:
        raise Problem("too-many-directories", retry_after=DAY // limits.directories_a_day)
    published = Published(last + 1, caller.org, standing.version, name, data)
    directories.add(connection, published, moment)
    directories.put_in_force(connection, caller.org, standing.version, standing.expires, standing.keys)
    acquaintance.put_in_force(connection, caller.org, standing.partners)
    mailboxes.open_for(connection, caller.org, standing.persons)
    access.note(connection, moment, caller, "publish", (caller.org, ""), name)
    return published


def check_signer(connection: Connection, caller: Caller, data: bytes, name: str, now: datetime) -> None:
    """Whether a candidate is worth the work: it is known, or signed by somebody who may sign the next version.

    Anybody can send a candidate, since the first one comes before any key is known; the history is gone through, one
    candidate at a time, only for those that get past this. Raises Problem: "not-registered", "directory".
    """
    registered = organisations.found(connection, caller.org)
    if directories.is_known(connection, caller.org, name):
        return
    candidate = verify(data, None, now=now)
    if candidate.failure is not None or candidate.signer is None:
        raise _refused(candidate.failure.name if candidate.failure else "proof")
    newest = directories.newest(connection, caller.org)
    if newest is None:
        if not same_words(" ".join(fingerprint_words(candidate.signer)), registered.fingerprint):
            raise _refused("root")
        return
    body = Trust.from_files([newest], now).organisation(caller.org)
    named = (*body.administrators, body.offline) if body else ()
    if candidate.signer not in named and offline_fingerprint(candidate.signer) not in named:
        raise _refused("directory")


def _trust_of(org: str, fingerprint: str, known: list[bytes], candidate: bytes, now: datetime) -> Trust:
    """What follows from all directories of `org`, the candidate being the last. Raises Problem ("directory")."""
    first = verify(known[0] if known else candidate, None, now=now)
    if not first or first.signer is None or first.parsed is None:
        raise _refused(first.failure.name if first.failure else "proof")
    if not same_words(" ".join(fingerprint_words(first.signer)), fingerprint):
        raise _refused("root")
    if not known and first.parsed.value.get("seq") != 1:
        raise _refused("first-version")
    trust = Trust.pinned(org, first.signer)
    for data in [*known, candidate]:
        result = trust.add(data, now)
        if result.failure is not None:
            raise _refused(result.failure.name)
        if result.parsed is None or _org_of(result.parsed) != org:
            raise _refused("organisation")  # a partner's would be taken as well: it is vouched for
        if not result.parsed.was_canonical:
            raise _refused("canonical")
    return trust


def _org_of(parsed: Parsed) -> Json:
    body = parsed.value["body"]
    return body.get("org") if isinstance(body, dict) else None


def _standing(trust: Trust, org: str) -> Standing:
    """What the newest version says of people and keys; what any version has revoked stays revoked."""
    versions = trust.versions(org)
    newest = versions[-1].body
    revoked: dict[str, int] = {}
    for version in versions:
        for revocation in version.body.revocations:
            at = _seconds(revocation.at)
            revoked[revocation.key] = min(at, revoked.get(revocation.key, at))
    keys = tuple(
        HttpKey(
            m.person,
            k.id,
            _seconds(k.since),
            _seconds(k.until) if k.until else None,
            revoked.get(k.id),
            int("administrator" in m.roles),
        )
        for m in newest.members
        for k in m.keys
        if k.use == "http"
    )
    partners = {one.org: " ".join(fingerprint_words(one.root)) for one in newest.partners}
    return Standing(newest.version, _seconds(newest.expires), keys, tuple(m.person for m in newest.members), partners)


def _check_caller(standing: Standing, caller: Caller, now: int) -> None:
    """As `callers.check_key`, of a directory that is not in force yet."""
    keys = [key for key in standing.keys if (key.person, key.did) == (caller.person, caller.did)]
    if not keys:
        raise Problem("key-unknown")
    if any(key.revoked is not None and key.revoked <= now for key in keys):
        raise Problem("key-revoked")
    if not any(key.since <= now and (key.until is None or now < key.until) for key in keys):
        raise Problem("key-period")


def _seconds(moment: datetime) -> int:
    return int(moment.astimezone(UTC).timestamp())


def _refused(check: str) -> Problem:
    return Problem("directory", check=check)
