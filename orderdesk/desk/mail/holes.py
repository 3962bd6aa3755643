"""Documents that others build on and that are not here: which they are, as far as that can be known, and how it stands.

A digest tells nothing of what it names. What is known comes from the documents that name it: who had seen it when, that
its number is lower than theirs, and what kind it is where one of them answers it.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Literal

from orderdesk.desk import index
from orderdesk.desk.desk import Desk
from orderdesk.desk.mail import quarantine
from orderdesk.desk.people import standing_handovers
from orderdesk.documents.entry import Entry
from orderdesk.documents.fields import instant_text
from orderdesk.documents.registry import kind_of
from orderdesk.errors import DeskUnavailable
from orderdesk.exchange.hub_address import is_hub
from orderdesk.signing.parsing import Parsed

HOLES: Final = "holes"
"""By digest: since when it is known to be missing, how often and when it was asked for, and the requests."""

IN_AN_ORDER: Final = ("order", "reply", "report", "review", "notice", "meeting")
"""The kinds of document that others in an order name as previous."""

_PEOPLE: Final = 5
"""So many people at most are asked for one document."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a document may be late before it is asked for, and how long after each time it is asked for again. Once
    the last pause is over, nobody is asked any more."""

    grace: timedelta
    pauses: tuple[timedelta, ...]


PATIENCE: Final[dict[str, Patience]] = {
    # What was put before it lies there before it. Ten minutes are a round of the post that failed, and its next tries.
    "hub": Patience(timedelta(minutes=10), (timedelta(hours=1), timedelta(hours=6), timedelta(days=1),
                                            timedelta(days=3))),
    # A share is as quick, but a stick or a synced folder brings files in any order, and some carry it once a day.
    "folder": Patience(timedelta(days=1), (timedelta(days=2), timedelta(days=4), timedelta(days=7))),
}  # fmt: skip
"""By kind of exchange. After the last pause a person has to ring: three days are a weekend, a week a short holiday."""

State = Literal["late", "asked", "given_up", "refused", "elsewhere"]


@dataclass(frozen=True, slots=True)
class Naming:
    """A document here beside which another is missing. `issued` is an instant, `thread` the one that it stands in."""

    digest: str
    kind: str
    issued: str
    org: str
    person: str
    seq: int
    thread: str


@dataclass(frozen=True, slots=True)
class Hole:
    """A document that is not here. `kind` is "" where nothing tells it; `named_by` are those that build on it, the
    first first, `before` the last document here that came before it; `of` whom to ask, (organisation, person).

    `state`: "late" within the time that any document may take, "asked", "given_up" once asking has not helped, and
    "refused" where it came and failed a check, "elsewhere" where it never was for this desk. `since`, `last` and
    `next_time` are instants, "" for none."""

    digest: str
    thread: str
    citizen: str
    kind: str
    named_by: tuple[Naming, ...]
    before: Naming | None
    of: tuple[tuple[str, str], ...]
    state: State
    since: str
    asked: int
    last: str
    next_time: str

    @property
    def number(self) -> int:
        """The highest number in the thread that it can have."""
        return min(one.seq for one in self.named_by) - 1


def patience(desk: Desk) -> Patience:
    """How long this desk's line is given."""
    return PATIENCE["hub" if is_hub(desk.settings.exchange) else "folder"]


def holes(desk: Desk) -> Iterator[Hole]:
    """Everything that is missing, order by order; then what handovers name and what has not come with them."""
    return (hole for hole in named_and_not_here(desk) if hole.state != "elsewhere")


def named_and_not_here(desk: Desk) -> Iterator[Hole]:
    """As `holes`, and what was never for this desk."""
    told: set[str] = set()
    for thread, row in desk.store.rows(index.THREADS):
        if row.get("missing"):
            for hole in _in_order(desk, thread, row):
                if hole.state != "elsewhere":  # unless a handover names it
                    told.add(hole.digest)
                yield hole
    for digest, row in standing_handovers.all_of_them(desk.store):
        for hole in () if row["out"] else _in_handover(desk, digest, row):
            if hole.digest not in told:
                told.add(hole.digest)
                yield hole


def of_thread(desk: Desk, thread: str) -> list[Hole]:
    """What is missing in one order."""
    row = desk.store.get(index.THREADS, thread) or {}
    found = _in_order(desk, thread, row) if row.get("missing") else ()
    return [hole for hole in found if hole.state != "elsewhere"]


def is_waited_for(desk: Desk, parsed: Parsed) -> bool:
    """Whether a document that is addressed to somebody else may come in all the same, because an order here builds on
    it: the owner's own, lost on this desk, or one that was sent to a colleague and that this desk has asked for."""
    value: Mapping[str, Any] = parsed.value
    row = desk.store.get(index.THREADS, value["thread"])
    if row is None or kind_of(value["type"]) not in IN_AN_ORDER or parsed.digest not in row.get("missing", ()):
        return False
    if is_own(desk, value):
        return True
    ours = desk.settings.org in (value["from"]["org"], *(to["org"] for to in value["to"]))
    return ours and bool((desk.store.get(HOLES, parsed.digest) or {}).get("asked"))


def is_own(desk: Desk, value: Mapping[str, Any]) -> bool:
    """Whether the desk's owner is its author."""
    return (value["from"]["org"], value["from"]["person"]) == (desk.settings.org, desk.settings.person)


def _in_order(desk: Desk, thread: str, row: Mapping[str, Any]) -> Iterator[Hole]:
    entries = {digest: found for digest in row["documents"]
               if (found := desk.store.get(index.DOCUMENTS, digest)) is not None}  # fmt: skip
    here = sorted((index.entry_of(digest, found) for digest, found in entries.items()), key=lambda one: one.place)
    for missing in row["missing"]:
        if desk.store.get(index.DOCUMENTS, missing) is not None:
            continue  # of another thread: whoever names it there would have us ask for what we have
        naming = [one for one in here if missing in one.prev]
        earlier = [one for one in here if one.kind != "receipt" and one.place < naming[0].place] if naming else []
        if naming:
            yield _hole(
                desk, missing, (thread, str(row.get("citizen") or "")), _kind_of_missing(missing, here),
                tuple(_naming(one, entries[one.digest], thread) for one in naming),
                _naming(earlier[-1], entries[earlier[-1].digest], thread) if earlier else None,
                _whom(desk, [entries[one.digest] for one in naming], entries.values()),
            )  # fmt: skip


def _is_of_a_colleague(desk: Desk, row: Mapping[str, Any]) -> bool:
    """Whether it is a colleague's order, of which a substitute reads the answers, and which never was for this desk:
    the other side writes to whoever placed an order before it writes to the substitute."""
    if desk.actor == "P" or row.get("order"):
        return False
    org, me = desk.settings.org, desk.settings.person
    for digest in row["documents"]:
        with suppress(DeskUnavailable):
            ours = [to.get("person") for to in index.document(desk, digest)["to"] if to["org"] == org]
            if ours[:1] == [me]:
                return False
    return True


def _in_handover(desk: Desk, digest: str, row: standing_handovers.Row) -> Iterator[Hole]:
    naming = Naming(
        digest, "handover", row["issued"], desk.settings.org, row["person"], row["seq"] + 1, row["thread"]
    )  # fmt: skip
    for missing in row["documents"]:
        if desk.store.get(index.DOCUMENTS, missing) is None:
            yield _hole(desk, missing, (row["order_thread"], row["citizen"]), "", (naming,), None,
                        ((desk.settings.org, row["person"]),))  # fmt: skip


def _hole(
    desk: Desk, digest: str, order: tuple[str, str], kind: str, named_by: tuple[Naming, ...], before: Naming | None,
    of: tuple[tuple[str, str], ...],
) -> Hole:  # fmt: skip
    noted = desk.store.get(HOLES, digest)
    handed = named_by[0].kind == "handover"
    if noted is None:  # looked at once: it opens documents
        known = desk.store.get(index.THREADS, order[0]) or {}
        elsewhere = not handed and "order" in known and _is_of_a_colleague(desk, known)
        noted = {"since": "", "asked": 0, "last": "", "elsewhere": elsewhere}
    state, next_time = _standing(desk, digest, {**noted, "elsewhere": not handed and noted.get("elsewhere")})
    return Hole(digest, *order, kind, named_by, before, of, state, noted["since"], noted["asked"], noted["last"],
                next_time)  # fmt: skip


def _standing(desk: Desk, digest: str, noted: Mapping[str, Any]) -> tuple[State, str]:
    if quarantine.holds(desk, digest):
        return "refused", ""
    if noted.get("elsewhere"):
        return "elsewhere", ""
    given, asked = patience(desk), int(noted["asked"])
    if not asked:
        return "late", _later(noted["since"] or desk.instant(), given.grace)
    due = _later(noted["last"], given.pauses[min(asked, len(given.pauses)) - 1])
    if asked <= len(given.pauses):
        return "asked", due
    return ("given_up", "") if due <= desk.instant() else ("asked", "")


def _later(instant: str, pause: timedelta) -> str:
    return instant_text(datetime.fromisoformat(instant) + pause)


def _naming(entry: Entry, row: Mapping[str, Any], thread: str) -> Naming:
    return Naming(entry.digest, entry.kind, entry.issued, entry.org, str(row["person"]), entry.seq, thread)


def _kind_of_missing(digest: str, here: list[Entry]) -> str:
    """What a document is, told by one that answers it or takes its place."""
    for one in here:
        if one.order == digest:
            return "order"
        if one.about == digest and one.kind == "review":
            return "report"
        if one.about == digest and one.kind == "reply":
            return "order" if one.sub in ("accept", "ask", "decline", "acknowledge", "object") else "reply"
        if one.about == digest and one.kind in ("order", "report", "meeting", "notice"):
            return one.kind
    return ""


def _whom(desk: Desk, naming: list[index.Row], everybody: Any) -> tuple[tuple[str, str], ...]:
    """Who has seen it: the authors of what builds on it. Where that is the desk's owner alone, who else wrote there."""
    me = (desk.settings.org, desk.settings.person)
    authors = [(row["org"], row["person"]) for row in naming]
    others = [(row["org"], row["person"]) for row in everybody]
    found = [one for one in dict.fromkeys(authors) if one != me] or [one for one in dict.fromkeys(others) if one != me]
    return tuple(found[:_PEOPLE])
