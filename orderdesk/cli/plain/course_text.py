"""How the course of an order stands, as plain text: what is waited for, who has it, what holds or ends it, meetings
and what was told."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from orderdesk.checks.draft import entries, items, part
from orderdesk.cli.plain.meeting_text import meeting_lines
from orderdesk.cli.plain.page import Page, between, joined, labelled, said, when
from orderdesk.desk.wording import words
from orderdesk.locale import N_, _

if TYPE_CHECKING:
    from orderdesk.desk.reporting.adjustments import Said
    from orderdesk.desk.reporting.course_reading import CourseReading, Holder, Told

Body = Mapping[str, Any]

_HEADINGS = {
    "absence": N_("absence"), "warning": N_("early warning"), "not_ready": N_("not ready yet"),
    "good_news": N_("good news"), "stances": N_("expectation alignment"), "started": N_("start"),
    "decided": N_("final report approved"), "withdraw": N_("withdrawn"), "waive_final": N_("no final report"),
    "agree_end": N_("agreed to the end"), "replaced": N_("replaced by another"),
    "entered_in_error": N_("entered in error"),
}  # fmt: skip


def course_text(course: "CourseReading") -> str:
    """The facts of the course. What there is nothing to say of is left out."""
    page = Page(_("How it stands"))
    page.field(_("Answer by"), when(course.answer_by))
    _people(page, course)
    page.field(_("First offered"), when(course.first_offered))
    page.field(_("First attended"), when(course.first_attended))
    page.field(_("This version"), words("amendment", course.amendment) if course.amendment else "")
    if course.objection:
        _objection(page, course.objection.body)
    if course.hold:
        _hold(page, course.hold)
    if course.ending:
        _ending(page, course.ending)
    for start, end in course.waived:
        page.field(_("Report waived"), between(start, end))
    if course.closing:
        page.field(_("Ended by"), joined(_label(course.closing), course.closing.who, when(course.closing.issued)))
        page.field(_("Why"), course.closing.body.get("reason") or course.closing.body.get("text"))
    _meetings(page, course)
    _told(page, course)
    _tried(page, course)
    _stances(page, course)
    return "\n" + str(page)


def _people(page: Page, course: "CourseReading") -> None:
    if course.caseworker:
        until = labelled(_("until"), when(course.caseworker.until))
        page.field(_("Caseworker now"), joined(course.caseworker.name, course.caseworker.phone, until))
    if course.consultants:
        page.field(_("Consultant now"), _holder(course.consultants[-1]))
    for earlier in course.consultants[:-1]:
        page.field(_("Before that"), _holder(earlier))


def _holder(holder: "Holder") -> str:
    return joined(holder.name, holder.phone, labelled(_("since"), when(holder.since)))


def _objection(page: Page, body: Body) -> None:
    page.field(_("Objection"), joined(*entries(body, "paths")))
    page.field(_("Why"), body.get("text"))
    page.field(_("Could do instead"), body.get("alternative"))


def _hold(page: Page, hold: "Told") -> None:
    page.field(_("On hold"), joined(labelled(_("since"), when(hold.body.get("since"))),
                                    _coded("hold_code", hold.body.get("code")), hold.who))  # fmt: skip
    page.field(_("Why"), hold.body.get("reason"))
    page.field(_("Goes on again"), when(hold.body.get("expected_resume")))


def _ending(page: Page, ending: "Told") -> None:
    body = ending.body
    asked = _("Handed back by") if ending.sub == "hand_back" else _("End asked for by")
    page.field(asked, joined(ending.who, when(ending.issued)))
    page.field(_("Reason"), joined(_coded("end_group", body.get("group")), _coded("end_code", body.get("code"))))
    page.field(_("Why"), body.get("reason"))
    page.field(_("Last day"), when(body.get("last_day")))
    note = part(body, "hand_over")
    page.field(_("Reached"), note.get("reached"))
    page.field(_("Stands open"), note.get("open"))
    page.field(_("What works"), note.get("works"))


def _meetings(page: Page, course: "CourseReading") -> None:
    if course.meetings:
        page.section(_("Three-party meetings"))
    for meeting in course.meetings:
        meeting_lines(page, meeting)


def _told(page: Page, course: "CourseReading") -> None:
    if course.told:
        page.section(_("Told on the way"))
    for one in course.told:
        page.item("-", joined(when(one.issued), _label(one), one.who), *_lines(one))


def _tried(page: Page, course: "CourseReading") -> None:
    """The adjustments of the whole course, once a report adds to what the order says."""
    if not any(said.kind == "report" for row in course.tried for said in row.said_in):
        return
    page.section(_("Adjustments tried in the whole course"))
    for row in course.tried:
        page.item("-", f"{when(row.day)} {words('adjustment_kind', row.kind)}: {row.before} -> {row.after}",
                  labelled(_("why"), row.reason), labelled(_("effect"), row.effect or _("cannot be seen yet")),
                  labelled(_("told in"), joined(*map(_told_in, row.said_in))))  # fmt: skip


def _told_in(said: "Said") -> str:
    if said.kind == "order":
        return _("the order, version {version}").format(version=said.version)
    return _("the report to {day}").format(day=when(said.end))


def _stances(page: Page, course: "CourseReading") -> None:
    """Where the citizen stands, what holds now first; only where it has been asked anew."""
    asked = [item for item in course.stances if len(item.history) > 1]
    if asked:
        page.section(_("Where the citizen stands"))
    for item in asked:
        page.item(item.item, item.text, *(
            joined(labelled(when(at.day), words("stance", at.stance)), _coded("voice_how", at.how),
                   f"»{at.words}«" if at.words else "")
            for at in item.newest_first
        ))  # fmt: skip


def _label(one: "Told") -> str:
    return _(_HEADINGS[one.sub]) if one.sub in _HEADINGS else one.sub


def _lines(one: "Told") -> list[str]:
    body = one.body
    match one.sub:
        case "absence":
            return _absence(body)
        case "stances":
            asked = joined(when(body.get("day")), _coded("voice_how", body.get("how")))
            return [asked, *(joined(row.get("item"), _coded("stance", row.get("stance")), row.get("words"))
                             for _place, row in items(body, "stances"))]  # fmt: skip
    about = _coded("notice_warning", body.get("about")) or _coded("not_ready_needs", body.get("needs"))
    wish = labelled(_("what would help"), body.get("wish"))
    return [joined(said(body.get("goal")), about, body.get("text")), wish, said(body.get("proposal"))]


def _absence(body: Body) -> list[str]:
    absence = part(body, "absence")
    word = _("gave word beforehand") if absence.get("notified") else _("gave no word beforehand")
    tries = labelled(_("attempts to reach the citizen"), absence.get("attempts"))
    return [
        joined(when(body.get("day")), body.get("time"), _coded("session_kind", body.get("session"))),
        joined(_coded("absence_reason", absence.get("reason")), absence.get("text"), word, tries),
        said(body.get("plan")),
    ]


def _coded(field: str, code: Any) -> str:
    return words(field, code) if code not in (None, "") else ""
