"""The form of an action, made from its fields as data (`orderdesk.desk.moves.model`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from orderdesk.desk.moves.model import LENGTH_HELP, Holds, Move, MoveField
from orderdesk.desk.ordering.reply_drafts import time_of_day
from orderdesk.desk.wording import choices
from orderdesk.locale import N_, _
from orderdesk.tui.form.entry import show_date
from orderdesk.tui.form.model import Choices, Field, Kind, Section

Body = dict[str, Any]

_KINDS: Final[Mapping[Holds, Kind]] = {
    Holds.LINE: Kind.TEXT, Holds.TEXT: Kind.LONG_TEXT, Holds.DAY: Kind.DATE, Holds.CLOCK: Kind.TEXT,
    Holds.NUMBER: Kind.NUMBER, Holds.MINUTES: Kind.HOURS, Holds.CHOICE: Kind.CHOICE, Holds.CHOICES: Kind.CHOICES,
    Holds.YES_NO: Kind.YES_NO, Holds.LINES: Kind.TEXT_LIST, Holds.COLLEAGUE: Kind.CHOICE, Holds.ITEM: Kind.CHOICE,
    Holds.PLACES: Kind.CHOICES, Holds.ROWS: Kind.GROUP,
}  # fmt: skip
_USUAL_HELP: Final[Mapping[Holds, str]] = {
    Holds.DAY: N_("As 3/12, 3. dec or +7."),
    Holds.CLOCK: N_("As 10:00."),
    Holds.MINUTES: LENGTH_HELP,
    Holds.CHOICES: N_("Space takes a line, or leaves it out again."),
    Holds.LINES: N_("One a line."),
}
_LONG: Final = 10
"""Fields that fit on a page; a longer form has a page of its own for its list, and one for what comes after it."""


@dataclass(frozen=True)
class Offered:
    """What a form has to choose among: colleagues and goals by id, changed fields by place."""

    colleagues: Choices = ()
    items: Choices = ()
    places: Choices = ()


def sections(move: Move, offered: Offered) -> tuple[Section, ...]:
    """The pages of the action's form: mostly one."""
    fields = [_field(field, offered) for field in move.fields]
    lists = [at for at, field in enumerate(fields) if field.kind is Kind.GROUP]
    if len(fields) <= _LONG or not lists:
        return (Section(move.action, move.label, tuple(fields)),)
    at = lists[0]
    parts = (
        (move.action, move.label, fields[:at]), (move.fields[at].path, move.fields[at].label, fields[at : at + 1]),
        ("after", N_("And then"), fields[at + 1 :]),
    )  # fmt: skip
    return tuple(Section(name, title, tuple(part)) for name, title, part in parts if part)


def who_and_when(move: Move, body: Mapping[str, Any], offered: Offered) -> list[str]:
    """What somebody looks at once more before signing: the colleague and the days, each with its label."""
    lines = []
    for field in move.fields:
        value: Any = body
        for name in field.path.split("."):
            value = value.get(name) if isinstance(value, Mapping) else None
        if value and field.holds is Holds.COLLEAGUE:
            value = dict(offered.colleagues).get(value, value)
        elif value and field.holds is Holds.DAY:
            value = show_date(str(value))
        else:
            continue
        lines.append(f"{_(field.label)}: {value}")
    return lines


def values(move: Move, body: Mapping[str, Any]) -> Body:
    """What the form holds as the action takes it: times of day as HH:MM where they can be understood."""
    return _values(move.fields, body)


def _values(fields: tuple[MoveField, ...], body: Mapping[str, Any]) -> Body:
    made: Body = {name: dict(value) if isinstance(value, Mapping) else value for name, value in body.items()}
    for field in fields:
        *outer, last = field.path.split(".")
        holder: Any = made
        for name in outer:
            holder = holder.get(name) if isinstance(holder, dict) else None
        if not isinstance(holder, dict) or last not in holder:
            continue
        if field.holds is Holds.CLOCK:
            holder[last] = time_of_day(holder[last]) or holder[last]
        elif field.holds is Holds.ROWS and isinstance(holder[last], list):
            holder[last] = [_values(field.fields, row) if isinstance(row, Mapping) else {} for row in holder[last]]
    return made


def _field(field: MoveField, offered: Offered) -> Field:
    kind = _KINDS[field.holds]
    return Field(
        field.path, field.label, kind, help=field.help or _USUAL_HELP.get(field.holds, ""),
        choices=_choices(field, offered), required=field.required, rows=3 if field.required else 2,
        fields=tuple(_field(inner, offered) for inner in field.fields),
    )  # fmt: skip


def _choices(field: MoveField, offered: Offered) -> Choices:
    match field.holds:
        case Holds.CHOICE | Holds.CHOICES:
            return choices(field.words)
        case Holds.COLLEAGUE:
            return offered.colleagues
        case Holds.ITEM:
            return offered.items
        case Holds.PLACES:
            return offered.places
    return ()
