"""What an action's command was given, as the values of its form: the file first, the options over it."""

from collections.abc import Mapping
from typing import Any, Final

from orderdesk.cli.body_file import STDIN, inner_body, read_body_file
from orderdesk.cli.main import UsageError
from orderdesk.cli.moves.options import FIELD
from orderdesk.cli.replying import text_of
from orderdesk.desk.moves.model import Holds, Move, MoveField
from orderdesk.errors import InputRefused
from orderdesk.locale import _

Body = dict[str, Any]


def values_of(move: Move, given: Mapping[str, Any]) -> Body:
    """The form's values from the parsed options `given`. Raises InputRefused for a file that does not hold the form,
    UsageError where standard input is asked for twice."""
    values = _of_file(move, given["file"]) if given["file"] else {}
    from_stdin = [field for field in move.fields if given[FIELD + field.path] == STDIN]
    if len(from_stdin) + (given["file"] == STDIN) > 1:
        raise UsageError(_("Standard input can be read for one thing only."))
    for field in move.fields:
        value = given[FIELD + field.path]
        if value is not None:
            put(values, field.path, text_of(value) if field.holds is Holds.TEXT else value)
    return values


def put(values: Body, path: str, value: Any) -> None:
    """Set the value at a dotted path."""
    *outer, last = path.split(".")
    for name in outer:
        values = values.setdefault(name, {})
    values[last] = value


def merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> Body:
    """`above` over `below`, objects member by member."""
    both = dict(below)
    for name, value in above.items():
        known = both.get(name)
        nested = isinstance(known, Mapping) and isinstance(value, Mapping)
        both[name] = merged(known, value) if nested else value  # type: ignore[arg-type]
    return both


def _of_file(move: Move, path: str) -> Body:
    body = dict(inner_body(read_body_file(path), move.kind)[0])
    if body.pop("kind", move.sub) != move.sub:
        raise InputRefused("schema", _("The file is of another kind than {kind}.").format(kind=move.sub))
    for field in move.fields:
        _check(field, body)
    return body


def _check(field: MoveField, body: Body) -> None:
    """A member of a file is of the type that its field holds; what it says is the form's matter."""
    *outer, last = field.path.split(".")
    value: Any = body
    for name in outer:
        value = value.get(name, {})
        if not isinstance(value, dict):
            raise _unfit(name)
    value = value.get(last)
    if value is None:
        return
    if field.holds in (Holds.CHOICES, Holds.LINES, Holds.PLACES):
        fits = isinstance(value, list) and all(isinstance(one, str) for one in value)
    elif field.holds is Holds.ROWS:
        fits = isinstance(value, list) and all(isinstance(one, dict) for one in value)
    else:
        # A yes is an int in Python, but no number that anybody would write.
        fits = isinstance(value, _TYPES.get(field.holds, (str,))) and (
            not isinstance(value, bool) or field.holds is Holds.YES_NO
        )
    if not fits:
        raise _unfit(field.path)


_TYPES: Final[Mapping[Holds, tuple[type, ...]]] = {
    Holds.NUMBER: (int,), Holds.MINUTES: (int,), Holds.YES_NO: (bool,), Holds.COLLEAGUE: (str, dict),
}  # fmt: skip


def _unfit(name: str) -> InputRefused:
    return InputRefused(
        "schema",
        _("The member {name} is not what the form holds there.").format(name=name),
        _("`--help` says how each is written."),
    )
