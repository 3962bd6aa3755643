"""The order as a form: its pages in the order in which a caseworker thinks, and the names of its fields."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from orderdesk.locale import _
from orderdesk.tui.form.draft import Draft
from orderdesk.tui.form.model import Choices, Field, Kind, Section
from orderdesk.tui.form.paths import Path, as_path, starts_with
from orderdesk.tui.orders.form_citizen import CITIZEN, VOICE
from orderdesk.tui.orders.form_course import COURSE, reporting
from orderdesk.tui.orders.form_goals import ACTIVITIES, DOCUMENTATION, GOALS, PURPOSE, QUESTIONS
from orderdesk.tui.orders.form_provider import DISCLOSURE, Asked, finish, provider
from orderdesk.tui.orders.form_tried import WORK_TRIAL


def _nobody(_draft: Draft) -> Choices:
    return ()


@dataclass(frozen=True)
class Offered:
    """What a desk has to choose among. `consultants` depend on the provider in the draft, `changed` on what differs
    from the version in force."""

    providers: Choices = ()
    consultants: Asked = field(default=_nobody)
    colleagues: Choices = ()
    other_orders: Choices = ()
    changed: Asked = field(default=_nobody)
    amends: bool = False


def sections(offered: Offered) -> tuple[Section, ...]:
    """The pages of the form."""
    return (
        CITIZEN, VOICE, PURPOSE, GOALS, ACTIVITIES, QUESTIONS, DOCUMENTATION, WORK_TRIAL, COURSE,
        reporting(offered.colleagues), provider(offered.providers, offered.consultants), DISCLOSURE,
        finish(offered.other_orders, offered.changed, offered.amends),
    )  # fmt: skip


PLAIN = sections(Offered(amends=True))
"""The form without a desk: for the names of fields."""


def path_text(path: Path) -> str:
    """A path as documents write it: $.goals[0].due."""
    return "$" + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)


def place_name(place: str) -> str:
    """The name of the field at `place`, translated: "Goals 2: By when". The whole order for $."""
    path = as_path(place)
    for section in PLAIN:
        for found in section.fields:
            if starts_with(path, found.steps) or starts_with(found.steps, path):
                return _join(section, found, path)
    return _("the whole order") if not path else ".".join(str(step) for step in path)


def _join(section: Section, found: Field, path: Path) -> str:
    inside = path[len(found.steps) :]
    if found.kind is not Kind.GROUP or not inside:
        title = _(section.title)
        # A page that holds one list is named as the list: not "Goals: Goals, first priority first".
        return title if len(section.fields) == 1 else f"{title}: {_(found.label)}"
    name = _(section.title) if len(section.fields) == 1 else _(found.label)
    number = f"{name} {inside[0] + 1}" if isinstance(inside[0], int) else name
    member = member_at(found.fields, inside[1:])
    return f"{number}: {_(member.label)}" if member else number


def member_at(fields: Sequence[Field], path: Path) -> Field | None:
    """The field among `fields` that `path` leads to."""
    return next((field for field in fields if path and starts_with(path, field.steps[:1])), None)


def field_at(place: str) -> Field | None:
    """The field of the form at `place`, the innermost one; None where the form has none."""
    path = as_path(place)
    for section in PLAIN:
        for found in section.fields:
            if path and starts_with(path, found.steps):
                inside = path[len(found.steps) + 1 :]
                return member_at(found.fields, inside) or found if found.kind is Kind.GROUP and inside else found
    return None
