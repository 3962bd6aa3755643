"""What a body lacks or has wrong beside its document's model, said in people's words.

The named checks say more about the places they know; this says the rest, so that a draft without blocking findings is
also one that can be signed.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from orderdesk.checks.draft import without_empty
from orderdesk.checks.findings import EXAMPLE_DAY, Finding
from orderdesk.checks.order_places import ORDER_FORM
from orderdesk.checks.places import Form, around, pattern_of
from orderdesk.checks.report_places import REPORT_FORM
from orderdesk.locale import N_

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic_core import ErrorDetails

_FORMS: Final[Mapping[str, tuple[str, Form]]] = {
    "Order": ("ORD-SHAPE", ORDER_FORM),
    "Report": ("REP-SHAPE", REPORT_FORM),
}
_OTHER: Final = ("SHAPE", Form({}))

# What the desk fills in when it signs: a draft may lack it.
_SET_BY_THE_DESK: Final[Mapping[str, frozenset[str]]] = {
    "Order": frozenset({"$.version"}),
    "Report": frozenset({"$.version", "$.order", "$.order_version", "$.totals"}),
}

# What to do, by the kind of error: for a field of the form, and for a field of an entry in a list.
_SENTENCES: Final[Mapping[str, tuple[str, str]]] = {
    "fill": (N_("Fill in {field}."), N_("{entry} {number}: fill in {field}.")),
    "choose": (
        N_("Choose one of the possibilities for {field}."),
        N_("{entry} {number}: choose one of the possibilities for {field}."),
    ),
    "form": (N_("Write {field} as {example}."), N_("{entry} {number}: write {field} as {example}.")),
    "number": (N_("Write {field} as a whole number."), N_("{entry} {number}: write {field} as a whole number.")),
    "least": (N_("Let {field} be {limit} or more."), N_("{entry} {number}: let {field} be {limit} or more.")),
    "most": (N_("Let {field} be {limit} or less."), N_("{entry} {number}: let {field} be {limit} or less.")),
    "yes_no": (N_("Answer yes or no: {field}."), N_("{entry} {number}: answer yes or no: {field}.")),
    "text": (N_("Write {field} as text."), N_("{entry} {number}: write {field} as text.")),
    "shorten": (
        N_("Shorten {field} to {limit} characters."),
        N_("{entry} {number}: shorten {field} to {limit} characters."),
    ),
    "fewer": (N_("Keep at most {limit}: {field}."), N_("{entry} {number}: keep at most {limit}: {field}.")),
    "unknown": (
        N_("Take “{name}” out: the form has no such field."),
        N_("{entry} {number}: take “{name}” out: the form has no such field."),
    ),
    "attest": (N_("Confirm {field}."), N_("{entry} {number}: confirm {field}.")),
    "anew": (
        N_("Fill in {field} anew: it cannot be read."),
        N_("{entry} {number}: fill in {field} anew: it cannot be read."),
    ),
}
_KINDS: Final[Mapping[str, str]] = {
    "missing": "fill",
    "string_too_short": "fill",
    "too_short": "fill",
    "literal_error": "choose",
    "union_tag_invalid": "choose",
    "union_tag_not_found": "choose",
    "string_pattern_mismatch": "form",
    "date_from_datetime_parsing": "form",
    "date_parsing": "form",
    "date_type": "form",
    "datetime_parsing": "form",
    "int_type": "number",
    "int_parsing_size": "number",
    "int_from_float": "number",
    "greater_than_equal": "least",
    "less_than_equal": "most",
    "bool_type": "yes_no",
    "string_type": "text",
    "string_unicode": "text",
    "string_too_long": "shorten",
    "too_long": "fewer",
    "extra_forbidden": "unknown",
}
_EXAMPLES: Final[Mapping[str, str]] = {
    "phone": "+45 12 34 56 78",
    "mail": "navn@kommune.dk",
    "cpr": "010203-1234",
    "language": "ar",
    "course.sessions[].start": "09:30",
    "time": "09:30",
    "to_time": "09:30",
    "id": "M1",
    "goal": "M1",
    "serves[]": "M1",
    "org": "jobcenter-nord",
    "person": "bodil-holm",
    "thread": "urn:uuid:…",
}
_NAME_SHOWN: Final = 40


def shape_findings(body: Any, model: "type[BaseModel]", spoken: Collection[str] = ()) -> list[Finding]:
    """What keeps `body` from being a valid `model`, each as a blocking finding.

    Empty members count as absent (see `without_empty`). Places that `spoken` names, where a blocking check has already
    said what to do, are left out, with what lies in them and around them; so is what the desk fills in itself.
    """
    from pydantic import ValidationError

    code, form = _FORMS.get(model.__name__, _OTHER)
    plain = without_empty(body)
    try:
        model.model_validate(plain)
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False)
    else:
        return []
    lacking = _SET_BY_THE_DESK.get(model.__name__, frozenset())
    said, said_within = set(spoken), {outer for place in spoken for outer in around(place)}
    findings: dict[str, Finding] = {}
    for detail in details:
        path = _path(plain, detail["loc"])
        absent = detail["type"] == "missing" and path in lacking
        if not absent and path not in said_within and said.isdisjoint(around(path)):
            findings.setdefault(path, _finding(code, form, path, detail))
    return list(findings.values())


def _path(body: Any, steps: Sequence[int | str]) -> str:
    """`steps` as a path within `body`, without the tags by which pydantic tells the members of a union apart."""
    path, value = "$", body
    for step in steps:
        if isinstance(step, int):
            path += f"[{step}]"
            value = value[step] if isinstance(value, list) and step < len(value) else None
        elif isinstance(value, Mapping) and step not in value and step in (value.get("status"), value.get("kind")):
            continue
        else:
            path += f".{step}"
            value = value.get(step) if isinstance(value, Mapping) else None
    return path


def _finding(code: str, form: Form, path: str, detail: "ErrorDetails") -> Finding:
    kind, context = _KINDS.get(detail["type"], "anew"), detail.get("ctx", {})
    if path == "$.attested":
        kind = "attest"
    if kind == "choose" and detail["type"].startswith("union_tag"):
        path = f"{path}.{str(context.get('discriminator', 'status')).strip(chr(39))}"
    values: dict[str, str | int | date] = {}
    if kind == "form":
        pattern = pattern_of(path)
        values["example"] = _EXAMPLES.get(pattern, _EXAMPLES.get(pattern.rpartition(".")[2], EXAMPLE_DAY))
    elif kind in ("least", "most", "shorten", "fewer"):
        limit = next((context[name] for name in ("ge", "le", "max_length") if name in context), 0)
        values["limit"] = int(limit)
    elif kind == "unknown":
        values["name"] = path.rpartition(".")[2][:_NAME_SHOWN]
    terms = {"field": form.label(path)}
    if entry := form.entry(path):
        terms["entry"], values["number"] = entry
    plain, in_entry = _SENTENCES[kind]
    return Finding(code, "block", path, in_entry if entry else plain, values, terms)
