"""What each version of an order changed, field by field, and what the provider said to it."""

from rich.text import Text

from orderdesk.desk.ordering.comparison import FieldChange
from orderdesk.desk.ordering.order_reading import Version
from orderdesk.desk.reporting.course_reading import CourseReading, Told
from orderdesk.desk.wording import words
from orderdesk.locale import _
from orderdesk.tui.form.entry import show, show_minutes
from orderdesk.tui.form.model import Kind
from orderdesk.tui.orders.happenings import moment
from orderdesk.tui.orders.order_form import field_at, place_name


def version_text(version: Version, course: CourseReading | None = None) -> Text:
    """What a version changed, field by field, and why. `course` is given for the version in force: how the amendment
    stands, with an objection beside the fields that it is about."""
    number = _("Version {number}").format(number=version.number)
    text = Text(f"{number} · {version.who} · {moment(version.issued)}\n", "bold underline")
    objection = course.objection if course is not None and course.amendment == "objected" else None
    if course is not None and course.amendment:
        text.append(f"{words('amendment', course.amendment)}\n", "bold")
    if not version.differs:
        text.append(_("The first version.") + "\n")
    for change in version.differs:
        text.append(f"{place_name(change.path)}\n", "bold")
        text.append("   " + _("before: {value}").format(value=value_text(change, change.before)) + "\n")
        text.append("   " + _("now: {value}").format(value=value_text(change, change.after)) + "\n")
        if reason := version.reasons.get(change.path):
            text.append("   " + _("because: {reason}").format(reason=reason) + "\n")
        if objection is not None and change.path in objection.body.get("paths", ()):
            text.append("   ! " + _objected(objection) + "\n", "bold")
    if objection is not None and not objection.body.get("paths"):
        text.append("! " + _objected(objection) + "\n", "bold")
    return text


def _objected(objection: Told) -> str:
    said = _("{who} objects: {text}").format(who=objection.who, text=objection.body["text"])
    instead = objection.body.get("alternative")
    return said + ("\n     " + _("could do instead: {text}").format(text=instead) if instead else "")


def change_line(change: FieldChange) -> str:
    """A changed field on one line: its name, how it was, how it is."""
    before, after = (value_text(change, value).replace("\n", " ") for value in (change.before, change.after))
    return f"{place_name(change.path)}: {before} → {after}"


def value_text(change: FieldChange, value: object) -> str:
    """A value of the order as the form shows it; a whole entry by its texts."""
    if value is None or value == "":
        return _("nothing")
    if isinstance(value, dict):
        texts = [item for item in value.values() if isinstance(item, str)]
        return value["text"] if isinstance(value.get("text"), str) else " · ".join(texts)
    field = field_at(change.path)
    if isinstance(value, list):
        return "; ".join(value_text(change, item) for item in value)
    if field is None:
        return str(value)
    if field.kind is Kind.HOURS and isinstance(value, int):
        return show_minutes(value)
    if field.kind is Kind.CHOICE and not callable(field.choices):
        return _(dict(field.choices).get(str(value), str(value)))
    return show(field.kind, value)
