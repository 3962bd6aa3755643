"""What the schema objects to, place by place, without a word of what the document says."""

from typing import Any

from pydantic import ValidationError

from orderdesk.errors import InputRefused
from orderdesk.locale import N_, _
from orderdesk.signing.canonical import Json
from orderdesk.trust.result import Finding

MAX_FINDINGS = 50
"""More than these help nobody, and a hostile document could ask for 100,000."""
_MAX_NAME = 60

_SENTENCES = {
    "missing": N_("This member is missing."),
    "extra_forbidden": N_("This member does not belong here."),
    "string_type": N_("This should be text."),
    "string_too_short": N_("This is empty or too short."),
    "string_too_long": N_("This is too long."),
    "string_pattern_mismatch": N_("This does not have the form that the format asks for."),
    "int_type": N_("This should be a whole number."),
    "greater_than_equal": N_("This number is too small."),
    "less_than_equal": N_("This number is too large."),
    "bool_type": N_("This should be true or false."),
    "list_type": N_("This should be a list."),
    "too_short": N_("There are too few of these."),
    "too_long": N_("There are too many of these."),
    "literal_error": N_("This is none of the words that the format knows here."),
    "union_tag_invalid": N_("This is none of the kinds that the format knows here."),
    "union_tag_not_found": N_("This does not say of which kind it is."),
    "model_type": N_("This should be an object."),
    "model_attributes_type": N_("This should be an object."),
    "dict_type": N_("This should be an object."),
    "date_from_datetime_parsing": N_("There is no such day."),
    "date_parsing": N_("There is no such day."),
    "datetime_parsing": N_("There is no such time."),
    "datetime_from_date_parsing": N_("There is no such time."),
}
_OTHERWISE = N_("This does not fit the schema.")


class SchemaRefused(InputRefused):
    """The document does not fit the schema of its type; `findings` say where."""

    def __init__(self, findings: tuple[Finding, ...], message: str) -> None:
        super().__init__("schema", message, _("Write it after the published schema of its type."))
        self.findings = findings


def unknown_type() -> SchemaRefused:
    """The refusal of a document whose type no kind has."""
    finding = Finding("schema", "$.type", _("This is none of the types that are known here."))
    return SchemaRefused((finding,), _("The document is of a type or version that is not known here."))


def refusal_of(error: ValidationError, value: dict[str, Json]) -> SchemaRefused:
    """What pydantic found in `value`, as findings."""
    details = error.errors(include_url=False, include_context=False, include_input=False)
    findings = tuple(
        Finding("schema", path_of(detail["loc"], value), _(_SENTENCES.get(detail["type"], _OTHERWISE)))
        for detail in details[:MAX_FINDINGS]
    )
    return SchemaRefused(findings, _("The document does not fit the schema of its type."))


def path_of(location: tuple[int | str, ...], value: Any) -> str:
    """`location` as $.body.goals[0].due. pydantic puts the tag of a union among the names; `value` tells them apart."""
    path, here = "$", value
    for place, step in enumerate(location):
        last = place == len(location) - 1
        if isinstance(step, int):
            path += f"[{step}]"
            here = here[step] if isinstance(here, list) and step < len(here) else None
        elif isinstance(here, dict) and (step in here or last):
            path += _member(step)
            here = here.get(step)
    return path


def _member(name: str) -> str:
    if name.replace("@", "_").isidentifier() and len(name) <= _MAX_NAME:
        return f".{name}"
    shown = "".join(character if " " <= character <= "~" and character not in '"\\' else "?" for character in name)
    return f'["{shown[:_MAX_NAME]}"]'
