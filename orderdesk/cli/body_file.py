"""Bodies that people and scripts write, as JSON or TOML: read strictly enough that nothing is taken for another."""

import json
import sys
import unicodedata
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, NoReturn, get_args, get_origin

from orderdesk.cli.days import with_iso_days
from orderdesk.errors import InputRefused, OrderdeskError
from orderdesk.locale import _

Body = dict[str, Any]
STDIN = "-"
_LARGEST = 1 << 20  # bytes; a document holds 256 KiB, and indentation takes its part
_DEEPEST = 32  # what a document may be


def read_body_file(path: str) -> Body:
    """What stands in a file or on standard input: one JSON object or one TOML document.

    Raises OrderdeskError where it cannot be read, InputRefused ("size", "utf8", "json", "toml") for what is no such.
    """
    try:
        if path == STDIN:
            data = sys.stdin.buffer.read(_LARGEST + 1)
        else:
            with Path(path).open("rb") as file:
                data = file.read(_LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else "") or type(error).__name__
        raise OrderdeskError(_("The file cannot be read: {reason}.").format(reason=reason)) from error
    if len(data) > _LARGEST:
        raise InputRefused("size", _("The file is too large for one document."))
    try:
        text = data.decode("utf-8-sig")  # Windows programs put a mark in front
    except UnicodeDecodeError as error:
        raise InputRefused("utf8", _("The file is not UTF-8 text."), _("Save it as UTF-8.")) from error
    named = {".toml": True, ".json": False}
    return read_body(text, toml=named.get(Path(path).suffix.lower()))


def read_body(text: str, *, toml: bool | None = None) -> Body:
    """The body in `text`, in NFC, days as ISO. `toml` None: JSON is what begins with a brace."""
    text = unicodedata.normalize("NFC", text)
    if toml is None:
        toml = text.lstrip()[:1] not in ("{", "")
    value = _toml(text) if toml else _json(text)
    if not isinstance(value, dict):
        raise InputRefused("json", _("The file does not hold one JSON object."))
    _check_depth(value)
    body: Body = with_iso_days(value)
    return body


def inner_body(value: Body, kind: str) -> tuple[Body, str]:
    """The body and its place in `value`, which is a body ("$") or a whole document of `kind` ("$.body").

    Raises InputRefused for a document of another kind.
    """
    if "@context" not in value and "type" not in value:
        return with_known_parts(value, kind), "$"
    if value.get("type") != f"orderdesk.{kind}.v1" or not isinstance(value.get("body"), dict):
        raise InputRefused("schema", _("The document is of another kind than {kind}.").format(kind=kind))
    return with_known_parts(value["body"], kind), "$.body"


def with_known_parts(body: Body, kind: str) -> Body:
    """`body`, if each part of it that is an object or a list by the model is one: forms and lists rely on that much of
    a draft. Raises InputRefused ("schema"), naming the part."""
    from pydantic import BaseModel

    model = _model_of(kind)
    for name, field in model.model_fields.items() if model else ():
        wanted = _outline(field.annotation, BaseModel)
        if wanted is not None and body.get(name) is not None and not isinstance(body[name], wanted):
            raise InputRefused(
                "schema",
                _("The member {name} is not {kind}.").format(
                    name=name, kind=_("an object") if wanted is dict else _("a list")
                ),
                _("`orderdesk schema {kind}` shows the form.").format(kind=kind),
            )
    return body


def _model_of(kind: str) -> Any:
    if kind == "order":
        from orderdesk.documents.order import Order

        return Order
    if kind == "report":
        from orderdesk.documents.report import Report

        return Report
    return None


def _outline(annotation: Any, model: type) -> type | None:
    """dict for models and unions of them, list for lists, None for single values."""
    if get_origin(annotation) is list:
        return list
    if isinstance(annotation, type):
        return dict if issubclass(annotation, model) else None
    return next((found for part in get_args(annotation) if (found := _outline(part, model))), None)


def _json(text: str) -> object:
    try:
        return json.loads(text, object_pairs_hook=_no_doubles, parse_float=_no_float, parse_constant=_no_float)
    except json.JSONDecodeError as error:
        raise InputRefused(
            "json",
            _("The text is not JSON: line {line}, column {column}.").format(line=error.lineno, column=error.colno),
            _("A missing comma or quotation mark in front of that place is the usual cause."),
        ) from error
    except RecursionError as error:
        raise _too_deep() from error
    except ValueError as error:  # a number of thousands of digits
        raise InputRefused("json", _("The file holds a number that is too large.")) from error


def _toml(text: str) -> object:
    import tomllib

    try:
        return _plain(tomllib.loads(text, parse_float=_no_float))
    except tomllib.TOMLDecodeError as error:
        at = str(error).rpartition("(")[2].rstrip(")")  # the rest of the message quotes the text
        raise InputRefused("toml", _("The text is not TOML ({place}).").format(place=at)) from error
    except RecursionError as error:
        raise _too_deep() from error


def _plain(value: object) -> object:
    """TOML's own dates and times as documents write them."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, list) else value


def _no_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise InputRefused("json", _("An object names the same member twice."))
    return members


def _no_float(_digits: str) -> NoReturn:
    raise InputRefused(
        "json", _("A number is not a whole number."), _("Lengths of time are whole minutes: write 7,5 hours as 450.")
    )


def _check_depth(value: object) -> None:
    level: list[object] = [value]
    for _depth in range(_DEEPEST):
        level = [
            inner
            for outer in level
            for inner in (outer.values() if isinstance(outer, dict) else outer if isinstance(outer, list) else ())
        ]
        if not level:
            return
    raise _too_deep()


def _too_deep() -> InputRefused:
    return InputRefused("profile", _("Objects and lists lie more than {limit} within each other.").format(limit=32))
