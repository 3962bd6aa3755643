"""A three-party meeting as plain text: when and where, what for, who was there, what was decided."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from orderdesk.checks.draft import entries, items, part
from orderdesk.cli.plain.page import Page, joined, labelled, said, when
from orderdesk.desk.wording import words
from orderdesk.locale import _

if TYPE_CHECKING:
    from orderdesk.desk.reporting.meeting_reading import MeetingReading, Said

Body = Mapping[str, Any]
_SHORT = 8  # characters of an id


def meeting_text(meeting: "MeetingReading") -> str:
    """The meeting with all that has been said of it, oldest first. The professionals' words to each other are told as
    such: they are not for the citizen's copy."""
    page = Page(
        _("Meeting {id}: {state}").format(
            id=meeting.id.removeprefix("sha256-")[:_SHORT], state=words("meeting_state", meeting.state)
        )
    )
    page.field(_("Citizen"), meeting.citizen)
    page.field(_("When"), joined(when(meeting.day), meeting.time))
    page.field(_("Where"), joined(_coded("meeting_form", meeting.form), meeting.place))
    page.field(_("What for"), meeting.purpose)
    for one in meeting.said:
        page.section(joined(when(one.issued), _heading(one), one.who))
        _parts(page, one)
    return str(page)


def meeting_lines(page: Page, meeting: "MeetingReading") -> None:
    """The meeting as an entry on a page, with what was decided."""
    decided = [line for one in meeting.said if one.sub == "held" for line in _decisions(one.body)]
    page.item(
        "-",
        joined(when(meeting.day), meeting.time, words("meeting_state", meeting.state),
                    _coded("meeting_form", meeting.form), meeting.place),
        meeting.purpose, *decided,
    )  # fmt: skip


def _heading(one: "Said") -> str:
    states = {"propose": "proposed", "schedule": "scheduled", "cancel": "cancelled", "reschedule": "rescheduled"}
    return words("meeting_state", states.get(one.sub, one.sub))


def _parts(page: Page, one: "Said") -> None:
    match one.sub:
        case "propose":
            for _place, slot in items(one.body, "options"):
                page.item("-", joined(when(slot.get("day")), slot.get("time")))
        case "schedule" | "reschedule":
            _planned(page, one.body)
        case "held":
            _held(page, one.body)
        case "no_show":
            page.field(_("Not there"), joined(*(words("party", who) for who in entries(one.body, "absent"))))
            page.text(one.body.get("text"))
        case "cancel":
            _asked(page, one.body)


def _planned(page: Page, body: Body) -> None:
    _asked(page, body)
    appointment = part(body, "appointment")
    page.field(_("When"), joined(when(appointment.get("day")), appointment.get("time"),
                                      _("{count} minutes").format(count=appointment.get("minutes"))))  # fmt: skip
    page.field(_("Where"), joined(_coded("meeting_form", appointment.get("form")), appointment.get("place")))
    for matter in entries(body, "agenda"):
        page.item("-", matter)
    _between_professionals(page, _("A word before"), body.get("word_before"))


def _held(page: Page, body: Body) -> None:
    page.field(_("Held on"), when(body.get("day")))
    for role in ("citizen", "caseworker", "consultant"):
        there = part(body, role)
        page.field(words("party", role)[:1].upper() + words("party", role)[1:],
                   joined(_("there") if there.get("present") else _("not there"), there.get("name")))  # fmt: skip
    page.field(_("Others"), joined(*entries(body, "others")))
    for line in _decisions(body):
        page.item(">", line)
    remarks = part(body, "citizen_remarks")
    page.field(_("Citizen's remarks"), remarks.get("words") or labelled(_("none"), remarks.get("reason")))
    page.field(_("Meet again by"), when(body.get("next_by")))
    _between_professionals(page, _("A word after"), body.get("word_after"))


def _asked(page: Page, body: Body) -> None:
    """Who asked for a cancellation or another time, and why."""
    page.field(_("Asked for by"), _coded("party", body.get("by")))
    page.field(_("Why"), body.get("reason"))


def _decisions(body: Body) -> list[str]:
    return [
        joined(decision.get("text"), decision.get("owner_name") or _coded("decision_owner", decision.get("owner")),
                    when(decision.get("by")))
        for _place, decision in items(body, "decisions")
    ]  # fmt: skip


def _between_professionals(page: Page, label: str, text: Any) -> None:
    if said(text):
        page.field(label, text)
        page.text(_("Between the professionals; it is not on the citizen's copy."))


def _coded(field: str, code: Any) -> str:
    return words(field, code) if code not in (None, "") else ""
