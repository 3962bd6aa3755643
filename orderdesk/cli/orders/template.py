"""`orderdesk order new --template`: an order to fill in, as TOML, with the questions of its programme as comments.
Nothing is answered in it but what the form itself begins with."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from orderdesk.desk.ordering.questions import Questions
from orderdesk.locale import _
from orderdesk.tui.form.draft import Draft
from orderdesk.tui.form.model import Field, Kind, Section
from orderdesk.tui.orders.order_form import PLAIN

_BY_THE_DESK: Final = ("placer", "changes", "relation")
_OF_THE_SCREEN: Final = re.compile(r"[<>+]|\b(?:F5|Enter|Del|Delete)\b")
_EXAMPLES: Final[Mapping[Kind, str]] = {
    Kind.DATE: "2026-11-30", Kind.NUMBER: "8", Kind.HOURS: "120", Kind.YES_NO: "true", Kind.TEXT: '""',
    Kind.LONG_TEXT: '""', Kind.TEXT_LIST: "[]", Kind.CHOICES: "[]", Kind.CHOICE: '""',
}  # fmt: skip


def template(body: Mapping[str, Any], questions: Questions) -> str:
    """The form of an order that begins as `body` does, as TOML in the language in use. What is empty is left as an
    empty text, or as an example behind a #."""
    lines = _comment(_("Answer the questions in your own words; what is left empty is not in the order."))
    lines += _comment(_("`orderdesk order check FILE` says what is missing, `orderdesk order new FILE` makes a draft."))
    tables: dict[str, list[tuple[Section, Field]]] = {}
    for section in PLAIN:
        for field in section.fields:
            name = str(field.steps[0]) if len(field.steps) > 1 or field.kind is Kind.GROUP else ""
            if field.steps[0] not in _BY_THE_DESK:
                tables.setdefault(name, []).append((section, field))
    for name in sorted(tables, key=bool):  # what stands in no table comes first in TOML
        lines += ["", *_table(name, tables[name], body, questions)]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)) + "\n"


def _table(
    name: str, fields: Sequence[tuple[Section, Field]], body: Mapping[str, Any], questions: Questions
) -> Iterator[str]:
    plain = [(section, field) for section, field in fields if field.kind is not Kind.GROUP]
    draft = Draft(dict(body))
    if plain and name:
        yield f"[{name}]"
    said = ""
    for section, field in plain:
        if section.id != said and name:
            yield from _heading(section)
            said = section.id
        yield from _field(field, ".".join(map(str, field.steps[1:] if name else field.steps)), draft, questions)
    for section, field in fields:
        if field.kind is Kind.GROUP:
            yield ""
            yield from _heading(section) if section.id != said else ()
            said = section.id
            yield from _rows(field, ".".join(map(str, field.steps)), draft, questions)


def _heading(section: Section) -> Iterator[str]:
    yield f"# == {_(section.title)} =="
    yield from _comment(_on_paper(_(section.help)))


def _rows(field: Field, place: str, draft: Draft, questions: Questions) -> Iterator[str]:
    """A list's first row: as it begins where the order begins with one, and behind # where it begins with none."""
    first = (draft.get(field.steps) or [None])[0]
    lines = [f"[[{place}]]"]
    begun = first if isinstance(first, dict) else field.new_row(draft) if field.new_row else {}
    row = Draft(begun)
    lines += [f"{name} = {_literal(value)}" for name, value in begun.items() if name in ("id", "rank")]
    for inner in field.fields:
        name = ".".join(map(str, inner.steps))
        if inner.kind is not Kind.GROUP:
            lines += _field(inner, name, row, questions, f"{place}.{name}")
    for line in lines:
        yield line if isinstance(first, dict) or line.startswith("#") else f"# {line}"


def _field(field: Field, name: str, draft: Draft, questions: Questions, place: str = "") -> Iterator[str]:
    asked = questions.get(place or ".".join(map(str, field.steps)), ())
    star = "*" if field.required else ""
    said = _on_paper(_(field.help))
    yield from _comment(f"{_(field.label)}{star}: {said}" if said else f"{_(field.label)}{star}")
    for question in asked:
        yield f"#   – {question}"
    if field.kind in (Kind.CHOICE, Kind.CHOICES) and not callable(field.choices):
        codes = ", ".join(f"{code} ({_(label)})" for code, label in field.choices)
        yield from _comment(codes) if codes else ()
    if name.rpartition(".")[2].isdecimal():  # one place of a list: the list itself, once
        if name.endswith(".0") or name == "0":
            yield f"# {name.rpartition('.')[0]} = []"
        return
    value = draft.get(field.steps)
    hidden = _left_out(field, draft)
    if value not in (None, "", []):
        yield f"{name} = {_literal(value)}"
    elif field.kind in (Kind.TEXT, Kind.LONG_TEXT, Kind.TEXT_LIST) and not hidden:
        yield f"{name} = {_EXAMPLES[field.kind]}"
    else:
        unit = "  # " + _("minutes") if field.kind is Kind.HOURS else ""
        yield f"# {name} = {_EXAMPLES[field.kind]}{unit}"


def _left_out(field: Field, draft: Draft) -> bool:
    """What another answer would ask for: an empty text there would be an answer."""
    if field.steps[0] == "work_trial":
        return bool(draft.get("programme.type") != "work_trial")
    return field.shown_when is not None and not field.shown_when(draft)


def _on_paper(help: str) -> str:
    """A field's help without the sentences that are about the keys of the screen."""
    return " ".join(said for said in re.split(r"(?<=[.?]) ", help) if not _OF_THE_SCREEN.search(said))


def _comment(text: str) -> list[str]:
    from textwrap import wrap

    return [f"# {line}" for line in wrap(text, 110)]


def _literal(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "[" + ", ".join(map(_literal, value)) + "]"
    return str(value) if isinstance(value, int) else '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'
