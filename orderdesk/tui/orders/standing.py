"""How an order stands, above it on every page: its state, and what waits for somebody now."""

from typing import Final

from rich.text import Text

from orderdesk.desk.ordering.order_reading import Happening, OrderReading
from orderdesk.desk.reporting.course_reading import CourseReading, Told
from orderdesk.desk.wording import WORDS, words
from orderdesk.locale import _, ngettext
from orderdesk.tui.form.entry import show_date
from orderdesk.tui.orders.happenings import line, moment, said, what
from orderdesk.tui.orders.worded import beside_the_line

_MISSING: Final = 2
"""Missing documents that are told one by one above an order; the post room has them all."""


def standing(reading: OrderReading, course: CourseReading, trouble: str) -> Text:
    """State, what has not come, why it was not taken (`trouble`), what waits."""
    text = Text(_state(reading, course))
    if len(course.caseworkers) > 1 and course.caseworker is not None:
        text.append("\n" + _("{name} has the case now.").format(name=course.caseworker.name))
    for one in reading.missing[:_MISSING]:
        text.append(f"\n! {one.told}", "bold").append(f" {one.standing}")
    if (more := len(reading.missing) - _MISSING) > 0:
        words = ngettext("{count} more is missing.", "{count} more are missing.", more)
        text.append("\n! " + words.format(count=more), "bold")
    if trouble:
        text.append(f"\n! {trouble}", "bold")
    if course.amendment in ("waiting", "objected"):
        text.append(f"\n! {amendment_words(reading, course)}", "bold")
    matter = standing_matter(reading, course)
    return text.append("\n").append(matter) if matter else text


def _state(reading: OrderReading, course: CourseReading) -> str:
    said = _("{state} since {when}").format(state=state_words(reading.state), when=moment(reading.since))
    more = _("answer by {day}").format(day=show_date(course.answer_by)) if course.answer_by else ""
    if reading.state == "on_hold" and course.hold is not None:
        day = show_date(course.hold.body["expected_resume"])
        more = _("expected to go on {day}").format(day=day)
    return f"{said} · {more}" if more else said


def amendment_words(reading: OrderReading, course: CourseReading) -> str:
    """How the amendment in force stands, with the objection to it."""
    version = _("Version {number}").format(number=reading.version)
    text = f"{version}: {words('amendment', course.amendment)}"
    return f"{text}: {course.objection.body['text']}" if course.objection and course.amendment == "objected" else text


def standing_matter(reading: OrderReading, course: CourseReading) -> Text:
    """What waits for somebody now (a question, a decline, a request to end), what holds the course, what was agreed
    before it began, or what ended it."""
    if reading.state == "end_requested" and course.ending is not None:
        return _notice(course.ending, reading)
    if reading.state == "on_hold" and course.hold is not None:
        return _notice(course.hold, reading)
    if course.closing is not None and course.closing.sub != "decided":
        return _notice(course.closing, reading)
    for happening in (reading.question, reading.decline, reading.acceptance):
        if happening is not None and not _past(happening, reading):
            return _spoken(happening)
    return answered_again(reading)


def _spoken(happening: Happening) -> Text:
    return _matter(f"{happening.who} {what(happening)}, {moment(happening.issued)}", said(happening))


def answered_again(reading: OrderReading) -> Text:
    """What the provider reads before answering again; empty where nothing was said."""
    return Text("\n").join(_spoken(one) for one in said_again(reading))


def said_again(reading: OrderReading) -> list[Happening]:
    """Where the provider is to answer again: what the caseworker said (an answer, or why the order is upheld), and what
    it was said to. Empty where a new version came after it, or nothing was said."""
    spoken = [one for one in reading.happenings if one.kind in ("order", "reply") and one.standing != "refused"]
    if reading.state not in ("sent", "delivered") or not spoken or spoken[-1].sub not in ("answer", "uphold"):
        return []
    last = spoken[-1]
    earlier = last.body.get("question") or last.body.get("decline")
    return [last, *(one for one in spoken if one.digest == earlier)]


def _past(happening: Happening, reading: OrderReading) -> bool:
    """An upheld order waits again; the agreement on the first meeting has done its work when the course has begun."""
    if happening is reading.decline:
        return reading.state == "delivered"
    return happening is reading.acceptance and reading.state != "accepted"


def _notice(told: Told, reading: OrderReading) -> Text:
    happening = next((one for one in reading.happenings if one.digest == told.digest), None)
    did = line(happening) if happening is not None else ""
    head = f"{told.who} {did} ({moment(told.issued)})"
    return _matter(head, beside_the_line("notice", told.body, reading.body))


def _matter(head: str, said_of_it: list[tuple[str, str]]) -> Text:
    text = Text(f"{head}\n", "bold")
    for label, value in said_of_it:
        text.append(f"{_(label)}: {value}\n")
    text.rstrip()
    return text


def state_words(state: str) -> str:
    """The order's state in words."""
    return words("order_state", state) if state in WORDS["order_state"] else state
