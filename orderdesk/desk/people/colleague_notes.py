"""Notes to colleagues: who among the providers' people is good at what, told within one's own organisation.

A note is a signed document like any other, and is sealed to the colleagues' keys alone. The purely private note of
`contacts` is another thing, which never leaves the desk.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from orderdesk.checks.cpr import holds_cpr
from orderdesk.desk.bodies import pruned
from orderdesk.desk.clock import day_in_denmark
from orderdesk.desk.desk import Desk
from orderdesk.desk.issuing import Issued, To, issue
from orderdesk.desk.mail import outbox
from orderdesk.desk.people import contacts, standing_notes
from orderdesk.errors import NotFound, NotPossible
from orderdesk.locale import _
from orderdesk.trust.authority import may_issue

_LONGEST_TEXT: Final = 8000
_LONGEST_LINE: Final = 200
_MOST_LINES: Final = 20


@dataclass(frozen=True, slots=True)
class SharedNote:
    """A note that colleagues can read. `person` is empty where it is about the provider as a whole; `day` is the Danish
    day of the version (ISO); `own` where the desk's owner wrote it."""

    author: str
    author_name: str
    org: str
    person: str
    day: str
    good_at: tuple[str, ...]
    text: str
    own: bool


def why_not(desk: Desk) -> str:
    """Why the desk's owner shares no notes; empty where they may."""
    if may_issue("orderdesk.note.v1", None, desk.settings.org_kind, desk.settings.role):
        return ""
    return _("Notes are shared among a municipality's caseworkers and leaders.")


def tidied(good_at: Iterable[str]) -> list[str]:
    """The lines without blanks around them, each once, without empty ones."""
    return list(dict.fromkeys(line for line in (" ".join(one.split()) for one in good_at) if line))


def problem(text: str, good_at: Sequence[str]) -> str:
    """What keeps such a note from being shared, in a sentence; empty where nothing does."""
    lines = tidied(good_at)
    if any(holds_cpr(one) for one in (text, *lines)):
        return _("That looks like a CPR number. A note is about work, never about a citizen.")
    if not text.strip():
        return _("Write a sentence or two.")
    if len(text) > _LONGEST_TEXT:
        return _("The note is longer than {count} characters.").format(count=_LONGEST_TEXT)
    if len(lines) > _MOST_LINES or any(len(line) > _LONGEST_LINE for line in lines):
        return _("Name at most {count} things that the person is good at, each in a few words.").format(
            count=_MOST_LINES
        )
    return ""


def share(desk: Desk, org: str, person: str, text: str, good_at: Iterable[str] = ()) -> Issued:
    """Sign a note about a provider's `person` (empty: the provider as a whole) and put it on its way to all colleagues;
    it takes the place of the owner's earlier one. Raises NotFound, and NotPossible: among
    others for a text with something like a CPR number."""
    if refusal := why_not(desk):
        raise NotPossible(refusal)
    _look_up(desk, org, person)
    lines = tidied(good_at)
    if trouble := problem(text, lines):
        raise NotPossible(trouble)
    with desk.store.transaction():
        earlier = standing_notes.of(desk.store, desk.settings.person, org, person)
        body: dict[str, Any] = pruned({"kind": "shared", "about": _about(org, person), "good_at": lines, "text": text})
        same = earlier is not None and not earlier["withdrawn"] and (earlier["text"], earlier["good_at"]) == (
            body["text"], body["good_at"])  # fmt: skip
        if same:
            raise NotPossible(_("Your colleagues have the note in these very words."))
        return _issued(desk, body, earlier)


def withdraw(desk: Desk, org: str, person: str) -> Issued:
    """Take the owner's note back: colleagues' desks no longer show it. Raises NotPossible where there is none."""
    with desk.store.transaction():
        earlier = standing_notes.of(desk.store, desk.settings.person, org, person)
        if earlier is None or earlier["withdrawn"]:
            raise NotPossible(_("You share no note about that."))
        return _issued(desk, {"kind": "withdrawn", "about": _about(org, person)}, earlier)


def notes_about(desk: Desk, org: str, person: str = "") -> list[SharedNote]:
    """What colleagues and the owner share about the person, or with none about the provider as a whole; the owner's
    first, then the newest."""
    return everything(desk).get((org, person), [])


def everything(desk: Desk) -> dict[tuple[str, str], list[SharedNote]]:
    """All that is shared, by organisation and person (empty: the provider as a whole), as `notes_about` has it."""
    found: dict[tuple[str, str], list[SharedNote]] = {}
    rows = [row for row in standing_notes.all_of_them(desk.store) if not row["withdrawn"]]
    for row in sorted(rows, key=lambda row: str(row["issued"]), reverse=True):
        note = _note(desk, row)
        beside = found.setdefault((note.org, note.person), [])
        beside.insert(0 if note.own else len(beside), note)
    return found


def forward(desk: Desk) -> int:
    """Put the owner's notes in line for colleagues who have come since, and take out what waits for those who have
    left; returns how many were put in line. There is nothing to do until a newer directory of the own organisation
    comes. Who has been sent a note is read from the outbox and from the receipts, so a rebuilt index sends nothing
    twice."""
    versions = desk.trust.versions(desk.settings.org)
    newest = versions[-1].digest if versions else ""
    if not newest or (desk.store.get(_LOOKED, _DIRECTORY) or {}).get("digest") == newest:
        return 0
    mine = [row for row in standing_notes.all_of_them(desk.store) if row["author"] == desk.settings.person]
    if not mine:
        return 0
    with desk.store.transaction():
        here = _colleagues(desk)
        for row in outbox.waiting(desk):
            if row.person not in here and any(row.digest == note["digest"] for note in mine):
                outbox.drop(desk, row)
        told = _told(desk)
        added = [
            (row["digest"], person) for row in mine for person in here
            if not row["withdrawn"] and (row["digest"], person) not in told
        ]  # fmt: skip
        for digest, person in added:
            outbox.add(desk, digest, desk.settings.org, person)
        desk.store.put(_LOOKED, _DIRECTORY, {"digest": newest})
    return len(added)


_LOOKED: Final = "colleague_notes_looked"
_DIRECTORY: Final = "directory"
"""The newest own directory that `forward` has looked at."""


def _issued(desk: Desk, body: dict[str, Any], earlier: standing_notes.Row | None) -> Issued:
    """The next version of the owner's note. One that still waits in the outbox gives way to it."""
    body |= {"version": earlier["version"] + 1 if earlier else 1}
    body |= {"replaces": earlier["digest"]} if earlier else {}
    if earlier:
        for row in outbox.waiting(desk):
            if row.digest == earlier["digest"] and row.state == "waiting":
                outbox.drop(desk, row)
    org = desk.settings.org
    return issue(
        desk, "note", body, to=[To(org)], readers=[To(org, person) for person in _colleagues(desk)],
        thread=earlier["thread"] if earlier else "", after=(earlier["digest"], earlier["seq"]) if earlier else None,
    )  # fmt: skip


def _look_up(desk: Desk, org: str, person: str) -> None:
    for provider in contacts.providers(desk):
        if provider.org == org and (not person or any(one.person == person for one in provider.people)):
            return
    raise NotFound(_("Nobody by that id is with a provider that this desk knows."))


def _about(org: str, person: str) -> dict[str, str]:
    return {"org": org, "person": person} if person else {"org": org}


def _colleagues(desk: Desk) -> list[str]:
    """Those of the own organisation who handle post and have a key for it: who has left has none."""
    org, now = desk.settings.org, desk.now()
    return [person for person in outbox.concerned(desk, org) if desk.trust.sealing_keys(org, person, now)]


def _told(desk: Desk) -> set[tuple[str, str]]:
    """(digest, person) for each document that is on its way to a colleague or that a colleague's desk has answered."""
    org = desk.settings.org
    on_the_way = {(row.digest, row.person) for row in outbox.waiting(desk) if row.org == org}
    answered = {(row["about"], row["person"]) for _digest, row in desk.store.rows("documents")
                if row["kind"] == "receipt" and row["org"] == org}  # fmt: skip
    return on_the_way | answered


def _note(desk: Desk, row: standing_notes.Row) -> SharedNote:
    member = desk.trust.member(desk.settings.org, row["author"])
    return SharedNote(
        author=row["author"], author_name=member.name if member else row["author"], org=row["org"],
        person=row["person"], day=day_in_denmark(datetime.fromisoformat(row["issued"])).isoformat(),
        good_at=tuple(row["good_at"]), text=row["text"], own=row["author"] == desk.settings.person,
    )  # fmt: skip
