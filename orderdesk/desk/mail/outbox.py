"""The outbox: which document is on its way to whom, tried again with growing pauses until its receipt comes."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from orderdesk.desk.desk import Desk
from orderdesk.documents.fields import instant_text
from orderdesk.documents.parties import LEAVES_US, REFUSALS
from orderdesk.errors import NoRoom, NotPossible
from orderdesk.exchange.backoff import LONGEST_ASKED, Draw
from orderdesk.exchange.carrier import Mailbox
from orderdesk.locale import _
from orderdesk.signing.sealing import seal

OUTBOX = "outbox"
_FIRST_PAUSE = timedelta(seconds=30)
_LONGEST_PAUSE = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One document on its way to one mailbox (or, before that is known, to an organisation)."""

    digest: str
    org: str
    person: str
    state: str
    attempts: int
    next_try: str
    trouble: str
    since: str
    forwarded: bool = False
    """Somebody else's document, carried to a colleague with a handover; the handover's receipt answers for it."""
    carried: bool = False
    """Sent again to somebody who asked for it and whose receipt, if any, goes to another desk."""
    handed: str = ""
    """When it was last handed over; "" before that."""
    sealed_to: Sequence[str] = ()
    """The reader's keys (did:key) that it was sealed to then."""


def add(desk: Desk, digest: str, org: str, person: str) -> None:
    """Queue a document for a person, or for all whom it concerns in the organisation (empty `person`)."""
    row = {
        "digest": digest, "org": org, "person": person, "state": "waiting", "attempts": 0,
        "next_try": "", "trouble": "", "since": desk.instant(),
    }  # fmt: skip
    desk.store.put(OUTBOX, _key(digest, org, person), row)


def forward(desk: Desk, digest: str, org: str, person: str) -> None:
    """Queue a document of a case for a colleague who takes the case over. Where it is on its way to them already it
    goes once more, and still waits for its own receipt."""
    known = desk.store.get(OUTBOX, _key(digest, org, person))
    if known is None:
        add(desk, digest, org, person)
        known = {**(desk.store.get(OUTBOX, _key(digest, org, person)) or {}), "forwarded": True}
    desk.store.put(OUTBOX, _key(digest, org, person), {**known, "state": "waiting", "next_try": ""})


def add_again(desk: Desk, digest: str, org: str, person: str, *, carried: bool) -> None:
    """Queue a document once more for somebody who has not got it. `carried` where no receipt of theirs comes here."""
    known = desk.store.get(OUTBOX, _key(digest, org, person))
    if known is None:
        add(desk, digest, org, person)
        known = {**(desk.store.get(OUTBOX, _key(digest, org, person)) or {}), "carried": carried}
    desk.store.put(OUTBOX, _key(digest, org, person), {**known, "state": "waiting", "next_try": ""})


def waiting(desk: Desk) -> list[Waiting]:
    """Everything that is on its way, oldest first."""
    names = Waiting.__slots__
    rows = [Waiting(**{name: row[name] for name in names if name in row}) for _key_, row in desk.store.rows(OUTBOX)]
    return sorted(rows, key=lambda row: (row.since, row.digest))


def received(desk: Desk, digest: str, org: str, person: str) -> None:
    """A receipt came: the document is no longer on its way to that person."""
    desk.store.delete(OUTBOX, _key(digest, org, person))


def postponed(desk: Desk, digest: str, org: str, person: str) -> None:
    """The reader could not take the document now, and asks for it later."""
    for row in waiting(desk):
        if (row.digest, row.org, row.person) == (digest, org, person):
            _try_later(desk, row, "")


def flush(desk: Desk, *, force: bool = False, put: list[str] | None = None) -> int:
    """Hand over what is due; returns how many envelopes were put, and adds their names to `put` as they go. `force`
    does not wait for pauses to end.

    What cannot go for itself is tried later, each with a pause of its own. Raises ExchangeUnavailable where the line
    broke: that is the line's trouble, and each document goes as soon as it is back.
    """
    names = [] if put is None else put
    before, full = len(names), dict[str, NoRoom]()
    for row in waiting(desk):
        if row.state == "handed_over" or not (force or _is_due(desk, row)):
            continue
        try:
            if row.org in full:
                raise full[row.org]
            _hand_over(desk, row, names)
        except NoRoom as error:  # and asking for each of the others would fill the line as well
            full[row.org] = error
            _try_later(desk, row, error.message, error.retry_after)
        except NotPossible as error:
            _try_later(desk, row, error.message)
    return len(names) - before


def next_try(desk: Desk) -> str:
    """When the first pause of what waits ends, as an instant; "" where nothing waits for one."""
    return min((row.next_try for row in waiting(desk) if row.state == "waiting" and row.next_try), default="")


def pause(attempts: int, asked: float = 0.0, draw: Draw = random.uniform) -> timedelta:
    """How long a document waits that could not go for itself for the `attempts`-th time, counted from 0: between half
    and all of 30 s, 1 min, 2 min ... 6 h, so that what was turned away at one door does not come back at once; and as
    long as the exchange `asked` for, up to an hour."""
    longest = min(_FIRST_PAUSE * 2 ** min(attempts, 12), _LONGEST_PAUSE)
    drawn = timedelta(seconds=round(draw(longest.total_seconds() / 2, longest.total_seconds())))
    return max(drawn, timedelta(seconds=min(max(asked, 0.0), LONGEST_ASKED)))


def _is_due(desk: Desk, row: Waiting) -> bool:
    """Whether the pause is over; also where it is longer than any pause: then the clock has been set back."""
    longest = instant_text(_whole(desk.now()) + _LONGEST_PAUSE)
    return not row.next_try or row.next_try <= desk.instant() or row.next_try > longest


def send_again(desk: Desk, digest: str) -> int:
    """Put a document that was handed over, and never acknowledged, in line once more."""
    with desk.store.transaction():
        rows = [row for row in waiting(desk) if row.digest == digest]
        for row in rows:
            _store(desk, row, state="waiting", next_try="")
    return len(rows)


def to_new_keys(desk: Desk) -> int:
    """Put in line once more what was handed over under keys that its reader has no longer: after a lost computer they
    could not open it. How many documents."""
    stale = set()
    for row in waiting(desk):
        if row.state == "handed_over" and row.sealed_to:
            present = desk.trust.sealing_keys(row.org, row.person, desk.now())
            if present and not set(present) & set(row.sealed_to):
                stale.add(row.digest)
    return sum(bool(send_again(desk, digest)) for digest in stale)


def drop(desk: Desk, row: Waiting) -> None:
    """Take something out of the outbox that need not go any more."""
    desk.store.delete(OUTBOX, _key(row.digest, row.org, row.person))


def _hand_over(desk: Desk, row: Waiting, names: list[str]) -> None:
    if row.org != desk.settings.org and _kind(desk, row.digest) == "note":
        raise NotPossible(_(LEAVES_US))
    if row.org != desk.settings.org and (row.forwarded or _kind(desk, row.digest) == "handover"):
        raise NotPossible(_(REFUSALS["handover"][0]))
    people = [row.person] if row.person else list(concerned(desk, row.org))
    found = {person: desk.trust.sealing_keys(row.org, person, desk.now()) for person in people}
    keys_of = {person: keys for person, keys in found.items() if keys}  # others have left, or have no desk
    if not keys_of:
        raise NotPossible(
            _("No key is known for {org}.").format(org=row.org),
            _("It goes as soon as their directory has come. Ask them to open their desk."),
        )
    every = [key for keys in keys_of.values() for key in keys]
    sealed = seal(desk.archive.get(row.digest), [*every, desk.keys.current("sealing").did])
    names.extend(desk.carrier.put(Mailbox(row.org, person), sealed) for person in keys_of)
    with desk.store.transaction():
        if not row.person:
            desk.store.delete(OUTBOX, _key(row.digest, row.org, ""))
        for person, keys in keys_of.items():
            if row.forwarded or row.carried or _kind(desk, row.digest) == "receipt":
                received(desk, row.digest, row.org, person)  # not acknowledged: handing it over ends it
            else:
                _store(
                    desk, row, person=person, state="handed_over", trouble="", attempts=row.attempts + 1,
                    handed=desk.instant(), sealed_to=keys,
                )  # fmt: skip


def _kind(desk: Desk, digest: str) -> str:
    return str((desk.store.get("documents", digest) or {}).get("kind", ""))


def concerned(desk: Desk, org: str) -> Iterator[str]:
    """The people of an organisation that a document to the organisation is for: those who do the work, but oneself."""
    me = (desk.settings.org, desk.settings.person)
    directory = desk.trust.organisation(org)
    for member in directory.members if directory else ():
        if (org, member.person) != me and {"consultant", "caseworker", "leader"} & set(member.roles):
            yield member.person


def _try_later(desk: Desk, row: Waiting, trouble: str, asked: float = 0.0) -> None:
    later = instant_text(_whole(desk.now()) + pause(row.attempts, asked))
    _store(desk, row, state="waiting", attempts=row.attempts + 1, next_try=later, trouble=trouble)


def _whole(moment: datetime) -> datetime:
    return moment.replace(microsecond=0)


def _store(desk: Desk, row: Waiting, **changes: Any) -> None:
    values = {name: getattr(row, name) for name in Waiting.__slots__} | changes
    desk.store.put(OUTBOX, _key(values["digest"], values["org"], values["person"]), values)


def _key(digest: str, org: str, person: str) -> str:
    return f"{digest}/{org}/{person or '*'}"
