"""What keeps a case file, or a list of entries for one, from being read: every place at once, in people's words."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from orderdesk.cases.places import Steps
from orderdesk.documents.fields import DAY_PATTERN, DIGEST_PATTERN, ITEM_PATTERN, NAME_PATTERN, URN_PATTERN
from orderdesk.errors import InputRefused
from orderdesk.locale import N_, _
from orderdesk.locale.said import Said, Value, said

if TYPE_CHECKING:
    from pydantic import ValidationError

MAX_PROBLEMS: Final = 20
"""More than these help nobody at a time."""

_LOOKED_AT: Final = 1000  # a file that was made to be wrong in 200,000 places would keep a person waiting for seconds

_SEE: Final = N_("schemas/case.v1.json and the README beside it say how a case file is written.")
_SEE_LISTS: Final = N_(
    "The first row names the columns; the README beside the schemas says how such a list is written."
)


@dataclass(frozen=True, slots=True)
class Problem:
    """One place that cannot be read. `line` counts from 1; 0 where there is no text. `path` is the place, as
    $.evidence[2].received; in a list the heading of the column, empty for the whole line."""

    line: int
    path: str
    what: Said

    @property
    def expected(self) -> str:
        """What was expected, in English."""
        return self.what.message

    @property
    def sentence(self) -> str:
        """The place and what was expected, in the language in use."""
        what, where = self.what.sentence, self.path
        if self.line and where:
            return _("Line {line}, {path}: {what}").format(line=self.line, path=where, what=what)
        if self.line:
            return _("Line {line}: {what}").format(line=self.line, what=what)
        return f"{where}: {what}" if where else what


class BrokenCase(InputRefused):
    """A case file, or a list for one, that cannot be read; nothing of it is. `problems` are at most MAX_PROBLEMS of
    all `count`, in the order of the text."""

    def __init__(self, shown: str, problems: Sequence[Problem], *, is_list: bool = False) -> None:
        count = len(problems)
        whole = (
            _("{file} cannot be read in {count} places. The first: {first}")
            if count > 1
            else _("{file} cannot be read. {first}")
        )
        message = whole.format(file=shown or _("The case"), count=count, first=problems[0].sentence)
        super().__init__("case", message, _(_SEE_LISTS if is_list else _SEE))
        self.shown = shown
        self.problems = tuple(problems[:MAX_PROBLEMS])
        self.count = count


def problem(line: int, path: str, template: str, **values: Value) -> Problem:
    """A problem in one line of code."""
    return Problem(line, path, Said(template, values))


A_DAY: Final = N_("Write a day as 2026-03-01.")
_PATTERNS: Final[Mapping[str, str]] = {
    DAY_PATTERN: A_DAY,
    DIGEST_PATTERN: N_("Write a hash as sha256- and 64 hexadecimal digits."),
    ITEM_PATTERN: N_("Write an id as E3: a capital letter, then at most seven capital letters and digits."),
    NAME_PATTERN: N_("Write a short name as rikke-holm: small letters a to z, digits and hyphens."),
    URN_PATTERN: N_("Write a thread as urn:uuid: and the UUID in small letters."),
    r"^[0-9]{6}-[0-9]{4}$": N_("Write a CPR number as 010203-1234."),
}
_NO_SUCH_DAY: Final = N_("There is no such day in the calendar.")
_CHOOSE: Final = N_("Choose one of: {choices}.")
_ANY_VALUE: Final = N_("Write true, false, a whole number or a text.")
_SENTENCES: Final[Mapping[str, str]] = {
    "missing": N_("This must be given."),
    "extra_forbidden": N_("This is not known here."),
    "string_type": N_("Write this as text, in quotation marks."),
    "string_unicode": N_("This text holds half a character."),
    "string_too_short": N_("This must not be empty."),
    "string_too_long": N_("Shorten this to {limit} characters."),
    "string_pattern_mismatch": N_("This has not the form that the schema asks for."),
    "too_long": N_("Keep at most {limit} of these."),
    "date_from_datetime_parsing": _NO_SUCH_DAY,
    "date_from_datetime_inexact": _NO_SUCH_DAY,
    "date_parsing": _NO_SUCH_DAY,
    "int_type": N_("Write a whole number."),
    "int_from_float": N_("Write a whole number."),
    "greater_than_equal": N_("This must be {limit} or more."),
    "less_than_equal": N_("This must be {limit} or less."),
    "bool_type": N_("Write true or false."),
    "list_type": N_("Write a list, in [ and ]."),
    "model_type": N_("Write an object, in {{ and }}."),
    "model_attributes_type": N_("Write an object, in {{ and }}."),
    "literal_error": _CHOOSE,
}
_OTHERWISE: Final = N_("This does not fit the schema of the case file.")
_LIMITS: Final = ("ge", "le", "max_length")


def objections_of(error: "ValidationError", value: Any) -> dict[Steps, Said]:
    """What pydantic found in `value`, by place. A place that may hold one of several sorts is refused by each
    of them: together they say what it may hold."""
    by_place: dict[Steps, list[Mapping[str, Any]]] = {}
    for detail in error.errors(include_url=False, include_input=False)[:_LOOKED_AT]:
        by_place.setdefault(_steps_in(value, detail["loc"]), []).append(detail)
    return {steps: _said(details) for steps, details in by_place.items()}


def _steps_in(value: Any, location: Sequence[int | str]) -> Steps:
    """`location` without the tags that pydantic puts behind the place of a union."""
    steps: list[int | str] = []
    here = value
    for place, step in enumerate(location):
        last = place == len(location) - 1
        if isinstance(step, int) and isinstance(here, list):
            here = here[step] if step < len(here) else None
        elif isinstance(step, str) and isinstance(here, Mapping) and (step in here or last):
            here = here.get(step)
        else:
            break
        steps.append(step)
    return tuple(steps)


def _said(details: Sequence[Mapping[str, Any]]) -> Said:
    kinds = [detail["type"] for detail in details]
    if all(kind == "literal_error" for kind in kinds):
        choices = [word for detail in details for word in re.findall("'([^']*)'", detail["ctx"]["expected"])]
        return Said(_CHOOSE, {"choices": ", ".join(choices)})
    telling = [detail for detail in details if not detail["type"].endswith("_type")]
    if len(details) > 1 and not telling:
        return said(_ANY_VALUE)
    detail = (telling or details)[0]
    context = detail.get("ctx", {})
    limit = next((context[name] for name in _LIMITS if name in context), 0)
    by_pattern = _PATTERNS.get(str(context.get("pattern", "")))
    template = by_pattern or _SENTENCES.get(detail["type"], _OTHERWISE)
    return Said(template, {"limit": int(limit)} if "{limit}" in template else {})
