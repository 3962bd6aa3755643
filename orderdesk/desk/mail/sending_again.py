"""Sending a document again to a desk that asks for it: the bytes that were signed, sealed anew, to nobody to whom they
were not for already.

It is no sending anew: what goes is what its author once signed and sent, to somebody who was to have it. Whoever asks
for anything else is told nothing, neither that it exists nor that it does not. So that no asker, hostile or looping,
makes a storm, a document goes to one asker at most every ten minutes and ten times, and 300 documents an hour to one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from orderdesk.desk import index
from orderdesk.desk.desk import Desk
from orderdesk.desk.mail import outbox
from orderdesk.desk.mail.holes import IN_AN_ORDER, is_own
from orderdesk.desk.people import standing_handovers
from orderdesk.documents.receipt import asks_for_a_document
from orderdesk.documents.registry import kind_of
from orderdesk.errors import DeskUnavailable
from orderdesk.signing.parsing import Parsed

ANSWERED: Final = "answered_requests"
STRANGE: Final = "strange_requests"
_INTERVAL: Final = timedelta(minutes=10)
"""A desk that asks pauses for an hour at least (see `holes.PATIENCE`); a person may ask sooner."""
_AT_MOST: Final = 10
"""A desk that asks gives up after five. Who goes on asking has another trouble than a lost document."""
_AN_HOUR: Final = 300
"""A desk that was restored from a backup of last month asks for some hundred documents."""

Value = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Asker:
    """Somebody whose requests need a person: `digest` is what they go on asking for, "" where they asked for what is
    not here or not for them. `since` and `last` are instants."""

    org: str
    person: str
    digest: str
    since: str
    last: str


def is_request(value: Value) -> bool:
    """Whether a document (parsed JSON) asks for another that has not arrived."""
    return asks_for_a_document(kind_of(value["type"]), value["body"])


def answer(desk: Desk, parsed: Parsed) -> bool:
    """Put what a verified request asks for in line for whoever asks, where they may have it and it is not too often.
    False where nothing is sent; of such a request nothing is kept. Call it within a transaction."""
    value: Value = parsed.value
    sender, wanted = value["from"], str(value["body"]["document"])
    org, person = str(sender["org"]), str(sender["person"])
    asked = desk.store.get(ANSWERED, f"{wanted}/{org}/{person}") or {"since": desk.instant(), "last": "", "times": 0}
    if _within(desk, asked["last"], _INTERVAL):
        return False
    carried = _carried(desk, value["thread"], wanted, (org, person))
    if carried is None:
        if not _is_of_a_party(desk, value["thread"], org):
            _note_stranger(desk, org, person)
        return False
    times = int(asked["times"]) + 1
    desk.store.put(ANSWERED, f"{wanted}/{org}/{person}", {
        **asked, "last": desk.instant(), "times": times, "org": org, "person": person, "digest": wanted,
    })  # fmt: skip
    if times > _AT_MOST or not _in_the_hour(desk, org, person):
        return False
    outbox.add_again(desk, wanted, org, person, carried=carried)
    return True


def settled(desk: Desk, digest: str, org: str, person: str) -> None:
    """They have it now. Should they lose it once more they may ask again, after the same pause."""
    if row := desk.store.get(ANSWERED, f"{digest}/{org}/{person}"):
        desk.store.put(ANSWERED, f"{digest}/{org}/{person}", {**row, "times": 0})


def askers(desk: Desk) -> list[Asker]:
    """Whose requests need a person: who asks for what they were sent ten times, and who asks for what is not theirs."""
    often = [row for _key, row in desk.store.rows(ANSWERED) if row.get("times", 0) > _AT_MOST]
    strange = [row for _key, row in desk.store.rows(STRANGE)]
    return [
        Asker(row["org"], row["person"], row.get("digest", ""), row["since"], row["last"]) for row in (*often, *strange)
    ]


def _carried(desk: Desk, thread: str, wanted: str, asker: tuple[str, str]) -> bool | None:
    """Whether the receipt for the document will go to somebody else; None where the asker may not have it."""
    row = desk.store.get(index.DOCUMENTS, wanted)
    if row is None or not _is_whole(desk, wanted):
        return None
    if row["thread"] != thread:
        handed = standing_handovers.naming(desk.store, wanted)
        ours = [one for _name, one in handed if one["out"] and one["thread"] == thread]
        return True if any((desk.settings.org, one["to_person"]) == asker for one in ours) else None
    if row["kind"] not in IN_AN_ORDER:
        return None
    value = index.document(desk, wanted)
    if _is_addressed(desk, value, asker):
        return not is_own(desk, value)
    if (value["from"]["org"], value["from"]["person"]) == asker or _has_the_order(desk, value, asker):
        return True
    return None


def _is_whole(desk: Desk, digest: str) -> bool:
    try:
        return digest in desk.archive and bool(desk.archive.get(digest))
    except DeskUnavailable:
        return False


def _is_addressed(desk: Desk, value: Value, asker: tuple[str, str]) -> bool:
    org, person = asker
    for to in value["to"]:
        if to["org"] == org and (to["person"] == person if to.get("person") else person in outbox.concerned(desk, org)):
            return True
    return False


def _has_the_order(desk: Desk, value: Value, asker: tuple[str, str]) -> bool:
    """Whether the asker has, or had, the order on a side of it that wrote the document or to which it was sent."""
    org = asker[0]
    row = desk.store.get(index.THREADS, value["thread"]) or {}
    links = [*(row.get("caseworkers") or ()), *(row.get("consultants") or ())]
    sides = {value["from"]["org"], *(to["org"] for to in value["to"])}
    return org in sides and asker in [(link["org"], link["person"]) for link in links]


def _in_the_hour(desk: Desk, org: str, person: str) -> bool:
    key = f"{org}/{person}"
    row = desk.store.get(ANSWERED, key) or {}
    if not row or not _within(desk, row["hour"], timedelta(hours=1)):
        row = {"hour": desk.instant(), "count": 0}
    desk.store.put(ANSWERED, key, {**row, "count": row["count"] + 1})
    return bool(row["count"] < _AN_HOUR)


def _is_of_a_party(desk: Desk, thread: str, org: str) -> bool:
    """Whether the asker's organisation takes part in that order: then it is a colleague of whoever may have it, or what
    they ask for has been lost here too."""
    folded = index.thread_of(desk, thread)
    return org == desk.settings.org or org in (folded.placer, folded.provider)


def _note_stranger(desk: Desk, org: str, person: str) -> None:
    key = f"{org}/{person}"
    row = desk.store.get(STRANGE, key) or {"org": org, "person": person, "since": desk.instant(), "last": ""}
    if not _within(desk, row["last"], _INTERVAL):
        desk.store.put(STRANGE, key, {**row, "last": desk.instant()})


def _within(desk: Desk, instant: str, length: timedelta) -> bool:
    """Whether so little time has passed since `instant`; not where that lies ahead, since the clock was set back."""
    return bool(instant) and timedelta(0) <= desk.now() - datetime.fromisoformat(instant) < length
