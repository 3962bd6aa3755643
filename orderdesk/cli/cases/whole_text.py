"""A whole case file as plain text, 80 columns wide: every member of every entry under the label that its form has."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from orderdesk.cases.preparatory import SECTIONS
from orderdesk.cases.reading import value_of
from orderdesk.cli.plain.page import Page, hours, joined, labelled, said, when
from orderdesk.desk.casework.case_words import entry_names, form_name, words
from orderdesk.desk.casework.entry_drafts import fact_value
from orderdesk.locale import N_, _
from orderdesk.tui.cases.entry_fields import FORMS
from orderdesk.tui.form.draft import Draft
from orderdesk.tui.form.model import Field, Kind

if TYPE_CHECKING:
    from orderdesk.cases.flaws import Flaw
    from orderdesk.desk.casework.case_files import Kept

_HEADINGS: Final[Mapping[str, str]] = {
    "facts": N_("Facts"), "evidence": N_("Evidence"), "health_events": N_("Health events"),
    "requests": N_("Requests to doctors"), "conversations": N_("Conversations"), "measures": N_("Measures tried"),
    "trials": N_("Work trials"),
}  # fmt: skip
_UNFORMED: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "requests": (("rule", N_("For the gap")),),
    "evidence": (("thread", N_("From the order")), ("document", N_("The document"))),
    "measures": (("thread", N_("From the order")),),
    "trials": (("thread", N_("From the order")),),
}
"""Members that no form has."""


def whole_text(kept: "Kept", flaws: "Sequence[Flaw]") -> str:
    """The case file section by section, the flaws first where there are any."""
    case, value = kept.file, value_of(kept.file)
    page = Page(_("{name}: case {case}, revision {revision}").format(
        name=case.citizen.name, case=case.case, revision=kept.revision))  # fmt: skip
    if flaws:
        page.section(_("What does not add up"))
        for flaw in flaws:
            page.item("!", f"{flaw.sentence} ({flaw.code}, {flaw.path})")
    page.section(_("The case"))
    for field in _fields("head"):
        if field.kind is not Kind.GROUP:
            page.field(_(field.label), _shown(field, _at(value, field)))
    _tracks(page, value)
    _preparatory(page, value)
    names = entry_names(case)
    for kind, heading in _HEADINGS.items():
        if rows := value.get(kind):
            page.section(_(heading))
            for row in rows:
                page.item(row["id"], _headline(kind, row, names), *_notes(kind, row))
    if notes := value.get("notes"):
        page.section(_("Notes on gaps"))
        for number, one in enumerate(notes, start=1):
            closed = _("closed by {entries}").format(entries=", ".join(one["entries"])) if one.get("entries") else ""
            page.item(f"{number}.", joined(one["gap"], when(one["day"]), one["by"]), closed, *_lines(one.get("text")))
    return str(page)


def _tracks(page: Page, value: Mapping[str, Any]) -> None:
    page.section(_("Tracks"))
    for one in value.get("tracks") or ():
        until = _("until {day}").format(day=when(one["until"])) if one.get("until") else ""
        head = joined(words("track", one["track"]), words("track_role", one["role"]))
        page.item("-", joined(head, _("since {day}").format(day=when(one["since"])), until),
                  *_lines(one.get("reason")))  # fmt: skip


def _preparatory(page: Page, value: Mapping[str, Any]) -> None:
    written = {one["section"]: one for one in value.get("sections") or ()}
    if not written:
        return
    page.section(_("Preparatory part"))
    for code in SECTIONS:
        if one := written.get(code):
            by = [joined(words("contributor", who["role"]), who.get("who"), when(who.get("day")))
                  for who in one.get("by") or ()]  # fmt: skip
            page.item("-", joined(words("section", code), when(one.get("updated"))), *_lines(one.get("text")),
                      labelled(_("Who contributed"), "; ".join(by)))  # fmt: skip


def _headline(kind: str, row: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """What the entry is, and its day: the rest stands below with its labels."""
    day = row.get("information_date") or row.get("requested") or row.get("day") or row.get("start")
    how = words("conversation_how", row["how"]) if row.get("how") else ""
    value = row.get("value") if kind == "facts" else ""
    if kind == "facts" and fact_value(row["kind"]) == "day":
        value = when(value)
    return joined(names.get(row["id"], ""), how, value, when(day))


_IN_HEADLINE: Final[Mapping[str, tuple[str, ...]]] = {
    "facts": ("kind", "day"), "evidence": ("information_date", "title"), "health_events": ("kind", "day"),
    "requests": ("form", "requested"), "conversations": ("day", "how"), "measures": ("start", "name"),
    "trials": ("start", "employer"),
}  # fmt: skip


def _notes(kind: str, row: Mapping[str, Any]) -> Iterator[str]:
    """All other members of an entry, each with its label; a list row by row."""
    for field in _fields(kind):
        path = ".".join(map(str, field.steps))
        value = _at(row, field)
        if value in (None, "", [], {}) or path in _IN_HEADLINE[kind] or path.startswith("value_"):
            continue
        if path == "kind" and not (row.get("title") or row.get("name")):
            continue  # it is the headline
        if field.kind is Kind.GROUP:
            yield f"{_(field.label)}:"
            yield from (f"- {_row(field, one)}" for one in value)
        elif field.kind is Kind.TEXT_LIST and sum(map(len, value)) > 60:
            yield f"{_(field.label)}:"
            yield from (f"- {one}" for one in value)
        else:
            first, *more = _lines(_shown(field, value))
            yield labelled(_(field.label), first)
            yield from more
    for member, label in _UNFORMED.get(kind, ()):
        yield labelled(_(label), row.get(member))
    if paper := row.get("file"):
        size = _("{count} bytes").format(count=paper["size"])
        yield labelled(_("File"), joined(paper["name"], size, paper["hash"]))


def _row(field: Field, row: Any) -> str:
    if not isinstance(row, Mapping):
        return when(row)
    inner, day = list(field.fields), ""
    if inner[0].kind is Kind.DATE:
        day = f"{when(row.get(inner.pop(0).steps[0]))}: "
    values = ((one, row.get(one.steps[0])) for one in inner)
    return day + "; ".join(
        labelled(_(one.label), " ".join(_lines(_shown(one, value)))) for one, value in values if value not in (None, "")
    )


def _fields(kind: str) -> list[Field]:
    return [field for section in FORMS[kind].sections for field in section.fields]


def _at(value: Mapping[str, Any], field: Field) -> Any:
    found: Any = value
    for step in field.steps:
        found = found.get(step) if isinstance(found, Mapping) else None
    return found


def _shown(field: Field, value: Any) -> str:
    match field.kind:
        case Kind.DATE:
            return when(value)
        case Kind.HOURS:
            return hours(value)
        case Kind.CHOICE if field.steps == ("form",):
            return form_name(str(value))
        case Kind.CHOICE:
            return _(dict(field.choices_in(Draft({}))).get(str(value), said(value))) if value else ""
        case Kind.TEXT_LIST:
            return joined(*value) if value else ""
    return said(value)


def _lines(text: Any) -> list[str]:
    return said(text).split("\n") if said(text) else []
