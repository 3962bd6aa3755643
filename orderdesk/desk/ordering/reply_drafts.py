"""A reply that somebody is writing: kept as it grows, checked, sent as one of the possible answers.

The body holds a part for each answer that was begun, so that nothing is lost when a person changes their mind:
{"accept": {"consultant", "not_preferred_because", "day", "time", "place", "start", "note"}, "ask": {"path",
"question"}, "decline": {"code", "text", "alternative"}, "answer": {"text"}, "agree_decline": {"text"},
"uphold": {"text"}}.
"""

import re
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from orderdesk.desk import drafts, index
from orderdesk.desk.desk import Desk
from orderdesk.desk.issuing import Issued
from orderdesk.desk.ordering import replies
from orderdesk.desk.people import contacts
from orderdesk.errors import NotPossible
from orderdesk.locale import N_, _

Body = dict[str, Any]

ANSWERS: Mapping[str, tuple[str, ...]] = {"P": ("accept", "ask", "decline"), "C": ("answer", "uphold", "agree_decline")}
"""The answers that each side can give, in the order in which they are offered."""


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that stands in the way of sending an answer (or is only advised). `path` is its place in the draft's
    body, `template` an English msgid."""

    severity: Literal["block", "advise"]
    path: str
    template: str
    code: str = "REPLY"

    @property
    def message(self) -> str:
        """The sentence in the language in use."""
        return _(self.template)


def begun(desk: Desk, thread: str) -> Body:
    """What has been written so far; for a provider who has written nothing, what the order and the desk know."""
    if draft := drafts.find(desk, "reply", thread):
        return draft.body
    if desk.actor == "C":
        return {}
    order = index.body(desk, index.thread_of(desk, thread).order)
    start = max(order["course"]["start"], desk.today().isoformat())
    return {"accept": {"consultant": desk.settings.person, "start": start}, "ask": {"path": "$"}}


def keep(desk: Desk, thread: str, body: Body) -> None:
    """Keep what has been written."""
    with desk.store.transaction():
        if draft := drafts.find(desk, "reply", thread):
            drafts.save(desk, draft.id, body)
            return
        draft = drafts.create(desk, uuid.uuid4().hex, "reply", body, thread=thread)
        label = (desk.store.get(index.THREADS, thread) or {}).get("citizen", "")
        row = desk.store.get(drafts.DRAFTS, draft.id) or {}
        desk.store.put(drafts.DRAFTS, draft.id, {**row, "label": label})


def throw_away(desk: Desk, thread: str) -> None:
    """Throw away what has been written."""
    if draft := drafts.find(desk, "reply", thread):
        drafts.discard(desk, draft.id)


def colleagues(desk: Desk) -> list[contacts.Person]:
    """Those of the desk's own organisation who can take an order on, the desk's owner first."""
    own = contacts.organisations(desk)[:1]
    people = [person for organisation in own for person in organisation.people if "consultant" in person.roles]
    return sorted(people, key=lambda person: (person.person != desk.settings.person, person.name))


def check(desk: Desk, thread: str, answer: str, body: Mapping[str, Any]) -> list[Lack]:
    """What stands in the way of sending `answer`, in the order of the form."""
    part = body.get(answer) or {}
    match answer:
        case "accept":
            return list(_acceptance(desk, thread, part))
        case "ask":
            return list(_needed(part, "ask", ("question", N_("Write what you want to know."))))
        case "decline":
            code = ("code", N_("Choose the reason for declining."))
            text = ("text", N_("Write the reason in words: the caseworker must find another way."))
            return list(_needed(part, "decline", code, text))
        case "answer":
            return list(_needed(part, "answer", ("text", N_("Write the answer to the provider's question."))))
        case "uphold":
            why = N_("Write why the order stands, and what would make it possible.")
            return list(_needed(part, "uphold", ("text", why)))
    return []


def send(desk: Desk, thread: str, answer: str, body: Mapping[str, Any]) -> Issued:
    """Sign and send `answer`; what was begun of the others is thrown away. Raises NotPossible with a reason."""
    blocking = [lack for lack in check(desk, thread, answer, body) if lack.severity == "block"]
    if blocking:
        raise NotPossible(_("The answer was not sent: {reason}").format(reason=blocking[0].message))
    part = dict(body.get(answer) or {})
    with desk.store.transaction():
        issued = _issue(desk, thread, answer, part)
        throw_away(desk, thread)
    return issued


def _issue(desk: Desk, thread: str, answer: str, part: Body) -> Issued:
    match answer:
        case "accept":
            return replies.accept(
                desk, thread, consultant=_contact(desk, part.get("consultant", "")), start=part["start"],
                first_meeting={"day": part["day"], "time": time_of_day(part["time"]), "place": part["place"]},
                not_preferred_because=_why_another(desk, thread, part), note=part.get("note", ""),
            )  # fmt: skip
        case "ask":
            return replies.ask(desk, thread, path=part.get("path") or "$", question=part["question"])
        case "decline":
            return replies.decline(
                desk, thread, code=part["code"], text=part["text"], alternative=part.get("alternative", "")
            )
        case "answer":
            return replies.answer(desk, thread, text=part["text"])
        case "uphold":
            return replies.uphold(desk, thread, text=part["text"])
    return replies.agree_decline(desk, thread, text=part.get("text", ""))


def time_of_day(text: object) -> str:
    """ "9", "9.30", "930" and "09:30" as "09:30"; empty where it is no time of day."""
    found = re.fullmatch(r"\s*(\d{1,2})(?:[:.]?(\d{2}))?\s*", str(text))
    if not found or int(found[1]) > 23 or int(found[2] or 0) > 59:
        return ""
    return f"{int(found[1]):02}:{int(found[2] or 0):02}"


def preferred(order: Mapping[str, Any]) -> tuple[str, str]:
    """The consultant whom the order asks for: id and name, both empty where it asks for nobody."""
    asked = order["provider"].get("preferred_consultant") or {}
    return asked.get("person", ""), asked.get("name", "")


def is_preferred(order: Mapping[str, Any], person: contacts.Person) -> bool:
    """Whether `person` is the one whom the order asks for (or it asks for nobody)."""
    asked, name = preferred(order)
    return not name or person.person == asked or (not asked and person.name.casefold() == name.casefold())


def _acceptance(desk: Desk, thread: str, part: Mapping[str, Any]) -> Iterator[Lack]:
    order = index.body(desk, index.thread_of(desk, thread).order)
    consultant = next((one for one in colleagues(desk) if one.person == part.get("consultant")), None)
    if consultant is None:
        yield Lack("block", "$.accept.consultant", N_("Choose the consultant who will meet the citizen."))
    elif not (consultant.phone and consultant.mail):
        yield Lack(
            "block", "$.accept.consultant",
            N_("The directory has no phone and mail for this consultant. Your administrator can add them."),
        )  # fmt: skip
    elif not is_preferred(order, consultant) and not _said(part, "not_preferred_because"):
        yield Lack(
            "block", "$.accept.not_preferred_because", N_("Write why it is not the consultant who was asked for.")
        )
    yield from _day(part, "day", N_("Give the day of the first meeting with the citizen."), desk.today())
    if not time_of_day(part.get("time", "")):
        yield Lack("block", "$.accept.time", N_("Give the time of the first meeting, as 10:00."))
    yield from _needed(part, "accept", ("place", N_("Write where the first meeting is.")))
    yield from _day(part, "start", N_("Give the day the course starts."), None)
    if str(part.get("start", "")) > order["course"]["end"]:
        yield Lack("block", "$.accept.start", N_("The start lies after the end of the course that was ordered."))
    elif str(part.get("start", "")) > order["course"]["start"]:
        yield Lack("advise", "$.accept.start", N_("The start is later than ordered. Say why in the note."))


def _why_another(desk: Desk, thread: str, part: Mapping[str, Any]) -> str:
    """Why it is not the consultant who was asked for; nothing where it is, whatever was written before."""
    order = index.body(desk, index.thread_of(desk, thread).order)
    asked_for = any(is_preferred(order, one) for one in colleagues(desk) if one.person == part.get("consultant"))
    return "" if asked_for else str(part.get("not_preferred_because") or "")


def _day(part: Mapping[str, Any], name: str, sentence: str, earliest: date | None) -> Iterator[Lack]:
    try:
        day = date.fromisoformat(str(part.get(name, "")))
    except ValueError:
        yield Lack("block", f"$.accept.{name}", sentence)
        return
    if earliest is not None and day < earliest:
        yield Lack("block", f"$.accept.{name}", N_("The first meeting lies in the past."))


def _needed(part: Mapping[str, Any], answer: str, *fields: tuple[str, str]) -> Iterator[Lack]:
    for name, sentence in fields:
        if not _said(part, name):
            yield Lack("block", f"$.{answer}.{name}", sentence)


def _said(part: Mapping[str, Any], name: str) -> bool:
    return bool(str(part.get(name) or "").strip())


def _contact(desk: Desk, consultant: str) -> Body | None:
    """The chosen consultant as a contact; None for the desk's owner, whose own entry is used."""
    if consultant in ("", desk.settings.person):
        return None
    person = contacts.person(desk, desk.settings.org, consultant)
    contact = {"person": person.person, "name": person.name, "title": person.title}
    return contact | {"phone": person.phone, "mail": person.mail}
