"""The options of an action's command, made from its form. Nothing is asked of argparse to be there: a file can hold
what the options leave out, and what is lacking is said in the form's own words."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from orderdesk.cli.desk_access import add_passphrase
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.issued import add_sending
from orderdesk.cli.moves import typed
from orderdesk.cli.output import Output
from orderdesk.desk.moves.course import COURSE_MOVES
from orderdesk.desk.moves.meetings import MEETING_MOVES
from orderdesk.desk.moves.model import LENGTH_HELP, Holds, Move, MoveField
from orderdesk.desk.wording import choices
from orderdesk.locale import _

FIELD: Final = "field:"
"""What an option's destination begins with; the rest is the field's path."""
MAY_OPEN: Final = ("schedule_meeting", "record_meeting")
"""Actions on a meeting that is there, or that open one."""
SEVERAL: Final = (Holds.CHOICES, Holds.LINES, Holds.PLACES, Holds.ROWS)


@dataclass(frozen=True, slots=True)
class MoveCommand:
    """The command of one action."""

    move: Move

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The order, the meeting where it is about one, and an option for each field."""
        parser.add_argument("thread", metavar="THREAD", help=_("the order: its id or the citizen's name"))
        if self.move.meeting or self.move.action in MAY_OPEN:
            help_text = _("the meeting: its id or its day; without it the one that fits")
            parser.add_argument("meeting", metavar="MEETING", nargs="?", default="", help=help_text)
        if self.move.action in MAY_OPEN:
            parser.add_argument("--new", action="store_true", help=_("it is about none of the meetings that are there"))
        _add_fields(parser, _("to be filled in"), (field for field in self.move.fields if field.required))
        _add_fields(parser, _("may be left out"), (field for field in self.move.fields if not field.required))
        parser.add_argument(
            "--file", metavar="FILE", help=_("the fields as JSON or TOML; options go first; - is stdin")
        )
        if self.move.grave:
            parser.add_argument("--yes", action="store_true", help=_("do not ask; it cannot be taken back"))
        add_sending(parser)
        add_passphrase(parser)

    def run(self, args: Namespace, out: Output) -> ExitCode:
        """Do it."""
        from orderdesk.cli.moves.doing import do

        return do(self.move, args, out)


def of(action: str) -> MoveCommand:
    """The command of the action by that name. Raises StopIteration for what is none."""
    return MoveCommand(next(move for move in (*COURSE_MOVES, *MEETING_MOVES) if move.action == action))


def _add_fields(parser: ArgumentParser, heading: str, fields: Iterable[MoveField]) -> None:
    group = parser.add_argument_group(heading)
    for field in fields:
        group.add_argument(
            *_names(field), dest=FIELD + field.path, metavar=_METAVARS[field.holds], type=_type_of(field),
            action="append" if field.holds in SEVERAL else "store", help=_help_of(field).replace("%", "%%"),
        )  # fmt: skip


def _names(field: MoveField) -> list[str]:
    """The option; where it is short, its name by the field's place too, which scripts have used."""
    whole = field.path.replace(".", "-").replace("_", "-")
    return [f"--{name}" for name in dict.fromkeys((field.option, whole))]


_METAVARS: Final = {
    Holds.LINE: "TEXT", Holds.TEXT: "TEXT", Holds.DAY: "DAY", Holds.CLOCK: "HH:MM", Holds.NUMBER: "N",
    Holds.MINUTES: "HH:MM", Holds.CHOICE: "CODE", Holds.CHOICES: "CODE", Holds.YES_NO: "YES|NO",
    Holds.LINES: "TEXT", Holds.COLLEAGUE: "PERSON", Holds.ITEM: "ID", Holds.PLACES: "PATH", Holds.ROWS: "ROW",
}  # fmt: skip


def _type_of(field: MoveField) -> Callable[[str], Any]:
    """What makes a typed text the field's value, or refuses it."""
    if field.holds in (Holds.CHOICE, Holds.CHOICES):
        return typed.one_of([code for code, _words in choices(field.words)])
    if field.holds is Holds.ROWS:
        return typed.row([(inner.path, inner.required, _type_of(inner)) for inner in columns(field)])
    return typed.TYPES.get(field.holds, str)


def columns(field: MoveField) -> list[MoveField]:
    """The fields of a row as they are typed: what is required first."""
    return sorted(field.fields, key=lambda inner: not inner.required)


def _help_of(field: MoveField) -> str:
    help_text = field.help or (LENGTH_HELP if field.holds is Holds.MINUTES else "")
    label, explained = _(field.label), _(help_text) if help_text else ""
    says = f"{label}: {explained}" if explained else label
    if field.words:
        says = _("{what} One of: {codes}.").format(what=_sentence(says), codes=_codes(field))
    elif field.holds is Holds.ROWS:
        says = _("{what} Written as {columns}.").format(what=_sentence(says), columns=_columns(field))
        for inner in columns(field):
            if inner.words:
                says += " " + _("{field}: {codes}.").format(field=_(inner.label), codes=_codes(inner))
    elif field.holds is Holds.TEXT:
        says = " ".join((says, _("(- reads it from stdin)")))
    return " ".join((_sentence(says), _("May be repeated."))) if field.holds in SEVERAL else says


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?")) else f"{text}."


def _codes(field: MoveField) -> str:
    """The codes, with their words where these say something else."""
    pairs = [(code, _(words)) for code, words in choices(field.words)]
    return ", ".join(code if words == code.replace("_", " ") else f"{code} ({words})" for code, words in pairs)


def _columns(field: MoveField) -> str:
    """The places of a row: "What|Who does it|By when", those that may be left out in brackets."""
    parts = [_(inner.label) for inner in columns(field) if inner.required]
    left = "".join(f"[|{_(inner.label)}]" for inner in columns(field) if not inner.required)
    return '"' + "|".join(parts) + left + '"'
