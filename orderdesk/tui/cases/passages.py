"""Explanations and entries as text on the screen."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.text import Text

from orderdesk.desk.casework.shown import Passage
from orderdesk.locale import _
from orderdesk.tui.cases.entry_fields import EntryForm
from orderdesk.tui.form.draft import Draft
from orderdesk.tui.form.entry import show
from orderdesk.tui.form.model import Field, Kind


def passages_text(passages: Iterable[Passage]) -> Text:
    """The parts with their headings, one below the other."""
    text = Text()
    for part in passages:
        if text:
            text.append("\n")
        text.append(f"{part.heading}\n", "bold underline")
        for line in part.sentences:
            text.append(f"{line}\n")
    text.rstrip()
    return text


def entry_text(form: EntryForm, values: Mapping[str, Any]) -> Text:
    """What an entry holds, field by field; what is empty is left out."""
    draft, text = Draft(dict(values)), Text()
    for section in form.sections:
        for field in section.fields:
            _append(text, field, draft.get(field.steps), draft)
    text.rstrip()
    return text if text else Text(_("nothing written"))


def _append(text: Text, field: Field, value: Any, draft: Draft) -> None:
    if value in (None, "", [], {}):
        return
    text.append(f"{_(field.label)}: ", "bold")
    if field.kind is Kind.GROUP:
        text.append("\n")
        for row in value:
            text.append(f"  {_row(field.fields, row, draft)}\n")
    else:
        text.append(f"{_shown(field, value, draft)}\n")


def _row(fields: Sequence[Field], row: Any, draft: Draft) -> str:
    if not isinstance(row, Mapping):
        return ""
    found = ((field, row.get(str(field.path))) for field in fields)
    return " · ".join(_shown(field, value, draft) for field, value in found if value not in (None, "", []))


def _shown(field: Field, value: Any, draft: Draft) -> str:
    if field.kind is Kind.CHOICE:
        return _(dict(field.choices_in(draft)).get(str(value), str(value)))
    if field.kind is Kind.TEXT_LIST and isinstance(value, list):
        return "; ".join(str(one) for one in value)
    return show(field.kind, value)
