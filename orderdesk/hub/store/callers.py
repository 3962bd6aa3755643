"""Whose request it is, by rows that follow from the directories; and that it is not the same request again."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Boolean, Connection, Integer, bindparam, delete, insert, select, text, tuple_
from sqlalchemy.exc import IntegrityError

from orderdesk.hub.problems import Problem
from orderdesk.hub.schema import http_keys, nonces, organisations

_K = http_keys.c
_KEYS = (
    select(_K.since, _K.until, _K.revoked, organisations.c.expires)
    .join_from(http_keys, organisations, _K.org == organisations.c.org)
    .where(_K.org == bindparam("org"), _K.person == bindparam("person"), _K.did == bindparam("did"))
)
_KEYS_AND_NONCE = text(
    "WITH noted AS (INSERT INTO nonces (did, nonce, forgettable) VALUES (:did, :nonce, :forgettable) "
    "ON CONFLICT DO NOTHING RETURNING nonce) "
    "SELECT since, until, revoked, expires, EXISTS (SELECT FROM noted) AS is_new "
    "FROM http_keys JOIN organisations ON http_keys.org = organisations.org "
    "WHERE http_keys.org = :org AND person = :person AND did = :did"
).columns(since=Integer, until=Integer, revoked=Integer, expires=Integer, is_new=Boolean)
_ADMINISTRATOR = select(_K.administrator).where(
    _K.org == bindparam("org"), _K.person == bindparam("person"), _K.did == bindparam("did"), _K.administrator == 1
)
_NONCE = insert(nonces)
_USED = select(nonces.c.forgettable).where(nonces.c.did == bindparam("did"), nonces.c.nonce == bindparam("nonce"))
_REGISTERED = select(organisations.c.version).where(organisations.c.org == bindparam("org"))


class Caller(NamedTuple):
    """A person at an organisation, and the key that they signed with."""

    org: str
    person: str
    did: str


def check_key(connection: Connection, caller: Caller, now: int) -> None:
    """Whether the key is the person's HTTP key at `now`. Raises Problem: "key-unknown", "key-revoked", "key-period",
    "directory-expired"."""
    _check(connection.execute(_KEYS, caller._asdict()).all(), now)


def let_in(connection: Connection, caller: Caller, now: int, nonce: str, forgettable: int) -> None:
    """Whether the key is the person's at `now`, and the nonce new; it is used up. Raises Problem as `check_key` and
    `remember_nonce` do. PostgreSQL is asked for both at once: each asking costs as much as what is done."""
    if connection.dialect.name == "sqlite":
        check_key(connection, caller, now)
        remember_nonce(connection, caller.did, nonce, forgettable)
        return
    rows = connection.execute(_KEYS_AND_NONCE, {**caller._asdict(), "nonce": nonce, "forgettable": forgettable}).all()
    _check(rows, now)
    if not rows[0].is_new:
        raise Problem("replayed")


def _check(rows: Sequence[Any], now: int) -> None:
    if not rows:
        raise Problem("key-unknown")
    if any(row.revoked is not None and row.revoked <= now for row in rows):
        raise Problem("key-revoked")
    if not any(row.since <= now and (row.until is None or now < row.until) for row in rows):
        raise Problem("key-period")
    if rows[0].expires <= now:
        raise Problem("directory-expired")


def check_registered(connection: Connection, org: str) -> None:
    """Whether that organisation may use the hub. Raises Problem ("not-registered")."""
    if connection.execute(_REGISTERED, {"org": org}).scalar() is None:
        raise Problem("not-registered")


def check_nonce(connection: Connection, did: str, nonce: str) -> None:
    """Whether the nonce is new, at a first look; `remember_nonce` decides. Raises Problem ("replayed")."""
    if connection.execute(_USED, {"did": did, "nonce": nonce}).scalar() is not None:
        raise Problem("replayed")


def is_administrator(connection: Connection, caller: Caller) -> bool:
    """Whether the person is an administrator by the organisation's newest directory."""
    return bool(connection.execute(_ADMINISTRATOR, caller._asdict()).scalar())


def remember_nonce(connection: Connection, did: str, nonce: str, forgettable: int) -> None:
    """Note that the nonce was used. Raises Problem ("replayed"), after which the transaction is over."""
    try:
        connection.execute(_NONCE, {"did": did, "nonce": nonce, "forgettable": forgettable})
    except IntegrityError as error:
        raise Problem("replayed") from error


def forget_nonces(connection: Connection, now: int, most: int) -> int:
    """Drop some nonces of requests that are refused by their times anyway; returns how many."""
    c = nonces.c
    old = select(c.did, c.nonce).where(c.forgettable < now).limit(most)
    return connection.execute(delete(nonces).where(tuple_(c.did, c.nonce).in_(old))).rowcount
