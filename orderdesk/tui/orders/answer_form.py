"""The answers to an order as a form, a page for each: accept, ask, decline; answer, uphold, agree."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from orderdesk.desk.wording import choices
from orderdesk.locale import N_, _
from orderdesk.tui.form.entry import show
from orderdesk.tui.form.model import Choices, Field, Kind, Section
from orderdesk.tui.form.paths import Path
from orderdesk.tui.orders.order_form import PLAIN, path_text, place_name

_EXCERPT = 40  # characters of a field's text, to recognise it by in a list
_HIDDEN = frozenset({"citizen.safety_note", "citizen.cpr"})


def pages(
    answers: Sequence[str], consultants: Choices, others: Collection[str], places: Choices
) -> tuple[Section, ...]:
    """The pages for `answers`; `others` are the consultants who are not the one asked for, `places` the fields that
    can be asked about."""
    known = {page.id: page for page in (_accept(consultants, others), _ask(places), *_PLAIN)}
    return tuple(known[answer] for answer in answers)


def _accept(consultants: Choices, others: Collection[str]) -> Section:
    return Section(
        "accept", N_("Accept"),
        (
            Field(
                "accept.consultant", N_("Consultant"), Kind.CHOICE, choices=consultants, required=True,
                help=N_("Who will meet the citizen and write the reports?"),
            ),
            Field(
                "accept.not_preferred_because", N_("Why not the one asked for"), Kind.LONG_TEXT, rows=2,
                shown_when=lambda draft: draft.get("accept.consultant") in others,
                help=N_("If the caseworker asked for another consultant: why is it not that one?"),
            ),
            Field("accept.day", N_("First meeting"), Kind.DATE, required=True, help=N_("As 3/12, 3. dec or +7.")),
            Field("accept.time", N_("At"), required=True, help=N_("As 10:00.")),
            Field("accept.place", N_("Where"), required=True, help=N_("Where do you meet the citizen?")),
            Field("accept.start", N_("Course starts"), Kind.DATE, required=True),
            Field(
                "accept.note", N_("Note"), Kind.LONG_TEXT, rows=3,
                help=N_("Is there anything that the caseworker should know?"),
            ),
        ),
    )  # fmt: skip


def _ask(places: Choices) -> Section:
    return Section(
        "ask", N_("Ask"),
        (
            Field(
                "ask.path", N_("About"), Kind.CHOICE, choices=places, required=True,
                help=N_("Which field of the order? Enter shows them all; type to search."),
            ),
            Field(
                "ask.question", N_("Question"), Kind.LONG_TEXT, rows=5, required=True,
                help=N_("What must you know before you can answer?"),
            ),
        ),
        help=N_("The order waits until the caseworker has answered or amended it."),
    )  # fmt: skip


_PLAIN = (
    Section(
        "decline", N_("Decline"),
        (
            Field("decline.code", N_("Reason"), Kind.CHOICE, choices=choices("decline_code"), required=True),
            Field(
                "decline.text", N_("In words"), Kind.LONG_TEXT, rows=4, required=True,
                help=N_("Why can you not take it on as it stands?"),
            ),
            Field(
                "decline.alternative", N_("You could do instead"), Kind.LONG_TEXT, rows=3,
                help=N_("What could you offer: later, fewer hours, another consultant, other goals?"),
            ),
        ),
        help=N_("The caseworker agrees, or asks you once to look again."),
    ),
    Section(
        "answer", N_("Answer"),
        (
            Field(
                "answer.text", N_("Answer"), Kind.LONG_TEXT, rows=6, required=True,
                help=N_("What do they need to know? If the order must change, amend it instead (F3 on the order)."),
            ),
        ),
        help=N_("The order stands as it is; the provider can then accept or decline."),
    ),
    Section(
        "uphold", N_("Uphold"),
        (
            Field(
                "uphold.text", N_("Why it stands"), Kind.LONG_TEXT, rows=6, required=True,
                help=N_("Why do you ask them to look again? What have you changed or made possible?"),
            ),
        ),
        help=N_("This can be done once. If they decline again, agree; a new order can be begun from this one."),
    ),
    Section(
        "agree_decline", N_("Agree"),
        (Field("agree_decline.text", N_("A word to them"), Kind.LONG_TEXT, rows=4, help=N_("If you wish.")),),
        help=N_("The order ends. A new one can be begun from it."),
    ),
)  # fmt: skip


def askable(order: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The fields of the order that hold something, each with the beginning of it; the whole order first."""
    return [("$", _("the whole order")), *_of_the_fields(order)]


def _of_the_fields(order: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for section in PLAIN:
        for field in section.fields:
            value = _at(order, field.steps)
            if value in (None, "", []) or section.id == "finish":
                continue
            if field.kind is Kind.GROUP:
                for place, row in enumerate(value):
                    yield from _of_the_row(field, (*field.steps, place), row)
            else:
                yield path_text(field.steps), _label(field, field.steps, value)


def _of_the_row(group: Field, path: Path, row: Any) -> Iterator[tuple[str, str]]:
    for field in group.fields:
        value = _at(row, field.steps)
        if value not in (None, "", []) and field.kind is not Kind.GROUP:
            yield path_text((*path, *field.steps)), _label(field, (*path, *field.steps), value)


def _label(field: Field, path: Path, value: Any) -> str:
    name = place_name(path_text(path))
    if ".".join(map(str, path)) in _HIDDEN:
        return name
    if field.kind is Kind.CHOICE and not callable(field.choices):
        text = _(dict(field.choices).get(str(value), str(value)))
    else:
        text = show(field.kind, value).replace("\n", " ")
    return f"{name} · {text if len(text) <= _EXCERPT else text[: _EXCERPT - 1] + '…'}"


def _at(value: Any, path: Path) -> Any:
    for step in path:
        if isinstance(value, Mapping):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None
    return value
