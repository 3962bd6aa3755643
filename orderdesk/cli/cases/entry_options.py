"""The options for an entry of a case, made from the form that the screen has for it; and what was given with them."""

from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable, Mapping
from typing import Any, Final

from orderdesk.cli.cases.codes import listed
from orderdesk.cli.days import day
from orderdesk.cli.main import UsageError
from orderdesk.cli.moves import typed
from orderdesk.cli.moves.values import put
from orderdesk.locale import _
from orderdesk.tui.cases.entry_fields import FORMS
from orderdesk.tui.form.draft import Draft
from orderdesk.tui.form.entry import parse_minutes
from orderdesk.tui.form.model import Field, Kind

Values = dict[str, Any]
STDIN: Final = "-"
_FIELD: Final = "field:"
_VALUE: Final = "value"
"""A fact's value: the form has a field for each sort of it, a command one option."""
_METAVARS: Final[Mapping[Kind, str]] = {
    Kind.TEXT: "TEXT", Kind.LONG_TEXT: "TEXT", Kind.NUMBER: "N", Kind.HOURS: "HH:MM", Kind.DATE: "DAY",
    Kind.CHOICE: "CODE", Kind.CHOICES: "CODE", Kind.YES_NO: "YES|NO", Kind.TEXT_LIST: "TEXT", Kind.GROUP: "ROW",
}  # fmt: skip


def fields_of(kind: str) -> list[Field]:
    """The fields that options are made of."""
    found = [field for section in FORMS[kind].sections for field in section.fields]
    return [field for field in found if not _path(field).startswith("value_")]


def add_fields(parser: ArgumentParser, kind: str, *, leaving: tuple[str, ...] = ()) -> None:
    """An option for each field of a kind of entry, but for those in `leaving`."""
    group = parser.add_argument_group(_("the entry"))
    for field in fields_of(kind):
        if _path(field) in leaving:
            continue
        several = field.kind in (Kind.TEXT_LIST, Kind.GROUP)
        group.add_argument(
            f"--{option_of(field)}", dest=_FIELD + _path(field), metavar=_METAVARS[field.kind], type=_type_of(field),
            action="append" if several else "store", help=_help_of(field).replace("%", "%%"),
        )  # fmt: skip
    if kind == "facts":
        text = _("The value, as the kind asks: yes or no, a number, a day, or a text.")
        group.add_argument("--value", dest=_FIELD + _VALUE, metavar="TEXT", help=text)


def given_values(args: Mapping[str, Any], kind: str) -> Values:
    """What was given with the options, as the entry has it. A text "-" is read from standard input. Raises UsageError
    where that is asked for twice."""
    from orderdesk.cli.replying import text_of

    given = {_path(field): args.get(_FIELD + _path(field)) for field in fields_of(kind)}
    texts = [_path(field) for field in fields_of(kind) if field.kind is Kind.LONG_TEXT]
    from_stdin = [path for path in texts if given[path] == STDIN]
    if len(from_stdin) + (args.get("file") == STDIN) > 1:
        raise UsageError(_("Standard input can be read for one thing only."))
    given |= {path: text_of(STDIN) for path in from_stdin}
    values: Values = {}
    for path, value in given.items():
        if value is not None:
            put(values, path, [row["day"] for row in value] if path == "reminders" else value)
    if (value := args.get(_FIELD + _VALUE)) is not None:
        values[_VALUE] = value
    return values


def fact_of(values: Values, kind: str) -> Values:
    """A fact with its value as its kind asks. Raises UsageError for a value that is none of that sort."""
    from orderdesk.desk.casework.entry_drafts import fact_value

    text = values.get(_VALUE)
    takes: Mapping[str, Callable[[str], Any]] = {"yes_no": typed.yes_no, "number": typed.number, "day": day}
    sort = str(fact_value(kind))
    if sort not in takes or not isinstance(text, str):
        return values
    try:
        return {**values, _VALUE: takes[sort](text)}
    except ArgumentTypeError as error:
        raise UsageError(f"--value: {error}.") from None


def option_of(field: Field) -> str:
    """The field's name on the command line: states.diagnosis is --diagnosis."""
    return str(field.steps[-1]).replace("_", "-")


def _path(field: Field) -> str:
    return ".".join(map(str, field.steps))


def _type_of(field: Field) -> Callable[[str], Any]:
    match field.kind:
        case Kind.DATE:
            return _or_none(day)
        case Kind.NUMBER:
            return _or_none(typed.number)
        case Kind.HOURS:
            return _or_none(_hours)
        case Kind.YES_NO:
            return _or_none(typed.yes_no)
        case Kind.CHOICE:
            return _or_none(typed.one_of([code for code, _words in field.choices_in(Draft({}))]))
        case Kind.GROUP:
            return typed.row([(_path(inner), inner.required, _type_of(inner)) for inner in _in_order(field)])
    return str


def _or_none(take: Callable[[str], Any]) -> Callable[[str], Any]:
    """Takes an empty text for what is to be taken away."""

    def value(text: str) -> Any:
        return take(text) if text.strip() else ""

    return value


def _hours(text: str) -> int:
    """Hours a week: "7:30", or "7,5"; as whole minutes."""
    found = parse_minutes(text)
    if found is None:
        raise ArgumentTypeError(_("not hours such as 7:30 or 7,5"))
    return found


def _in_order(field: Field) -> list[Field]:
    """The places of a row: what is required first."""
    return sorted(field.fields, key=lambda inner: not inner.required)


def _help_of(field: Field) -> str:
    label, explained = _(field.label), _(field.help) if field.help and field.kind is not Kind.DATE else ""
    says = _sentence(f"{label}: {explained}" if explained else label)
    if field.kind is Kind.CHOICE:
        says = _("{what} One of: {codes}.").format(what=says, codes=listed(_pairs(field)))
    elif field.kind is Kind.GROUP:
        columns = "|".join(_(inner.label) for inner in _in_order(field) if inner.required)
        left = "".join(f"[|{_(inner.label)}]" for inner in _in_order(field) if not inner.required)
        says = _("{what} Written as {columns}.").format(what=says, columns=f'"{columns}{left}"')
        for inner in _in_order(field):
            if inner.kind is Kind.CHOICE:
                says += " " + _("{field}: {codes}.").format(field=_(inner.label), codes=listed(_pairs(inner)))
    elif field.kind is Kind.LONG_TEXT:
        says = " ".join((says, _("(- reads it from stdin)")))
    return " ".join((says, _("May be repeated."))) if field.kind in (Kind.TEXT_LIST, Kind.GROUP) else says


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?")) else f"{text}."


def _pairs(field: Field) -> list[tuple[str, str]]:
    """The codes with their words in the language in use."""
    return [(code, _(words)) for code, words in field.choices_in(Draft({}))]
