"""How the course of an order stands: who has it and had it, when it began, what holds, ends or amends it."""

from datetime import date

from orderdesk.desk.ordering.order_reading import OrderReading
from orderdesk.desk.reporting.course_reading import CourseReading, Holder
from orderdesk.locale import N_, _
from orderdesk.tui.form.entry import show_date
from orderdesk.tui.orders.order_text import Part
from orderdesk.tui.orders.standing import amendment_words, state_words


def course_part(reading: OrderReading, course: CourseReading, today: date) -> Part:
    """The part of the order's page; empty before the order has been accepted."""
    part = Part(_("How it stands"))
    if reading.acceptance is None:
        return part
    part.line(N_("State"), state_words(reading.state))
    part.line(N_("Caseworker now"), _who(course.caseworker) if course.caseworker else "")
    _chain(part, course.caseworkers, course.caseworker)
    current = course.consultants[-1] if course.consultants else None
    part.line(N_("Consultant now"), _who(current) if current else "")
    _chain(part, course.consultants, current)
    part.line(N_("First offered"), show_date(course.first_offered) if course.first_offered else "")
    part.line(N_("First attended"), show_date(course.first_attended) if course.first_attended else "")
    part.line(N_("Amendment"), amendment_words(reading, course) if course.amendment else "")
    _hold(part, course)
    _ending(part, course)
    for start, end in course.waived:
        part.line(N_("No report wanted"), f"{show_date(start)} – {show_date(end)}")
    part.line(N_("Next meeting"), _next_meeting(course, today))
    return part


def _hold(part: Part, course: CourseReading) -> None:
    if course.hold is not None:
        body = course.hold.body
        part.line(N_("On hold since"), f"{show_date(body['since'])} · {course.hold.who} · {body['reason']}")
        part.line(N_("Expected to go on"), show_date(body["expected_resume"]))


def _ending(part: Part, course: CourseReading) -> None:
    if course.ending is not None:
        body = course.ending.body
        part.line(N_("End asked for by"), f"{course.ending.who} · {body['reason']}")
        part.line(N_("Last day"), show_date(body["last_day"]))


def _chain(part: Part, chain: tuple[Holder, ...], current: Holder | None) -> None:
    """Those before the current one, the latest first."""
    for holder in reversed(chain):
        if holder != current:
            days = " – ".join(show_date(day) if day else "" for day in (holder.since, holder.until)).strip(" –")
            part.under(N_("Earlier"), " · ".join(text for text in (holder.name, days) if text))


def _who(holder: Holder) -> str:
    since = _("since {day}").format(day=show_date(holder.since)) if holder.since else ""
    until = _("until {day}").format(day=show_date(holder.until)) if holder.until else ""
    return " · ".join(text for text in (holder.name, holder.phone, since, until) if text)


def _next_meeting(course: CourseReading, today: date) -> str:
    planned = sorted(one.day for one in course.meetings if one.state == "scheduled" and one.day >= today.isoformat())
    return show_date(planned[0]) if planned else ""
