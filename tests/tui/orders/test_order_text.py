"""The order as text: what each line is called, in both languages."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from factories import order_body

from orderdesk.locale import use_language
from orderdesk.tui.orders.order_text import order_parts

TODAY = date(2026, 11, 2)
SAME = {"Plan B"}
"""Labels that are the same words in Danish."""


@pytest.fixture
def danish() -> Iterator[None]:
    """The screens speak Danish."""
    use_language("da")
    yield
    use_language("en")


def lines(order: dict[str, Any], title: str) -> list[str]:
    """The lines of the part with that heading."""
    (part,) = [one for one in order_parts(order, show_safety=False, today=TODAY) if one.title == title]
    return [line.strip() for line in part.text.plain.splitlines()]


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("Purpose", "To find out: Om åndenøden er lungerne, angsten eller begge dele."),
        ("Goals, the first comes first", "Today: Har ikke været hos lægen i to år."),
        ("Goals, the first comes first", "By: 13 Nov 2026 · fixed · the citizen: agreed"),
        ("Goals, the first comes first", "Step: Tiden er bestilt. (30 Sep 2026)"),
        ("The citizen's own voice", "Said: 26 Aug 2026, at a meeting"),
        ("The citizen's own voice", "Agrees with the order: partly agreed"),
        ("The citizen's own voice", "Negotiable: no"),
        ("The citizen", "Confirmed: 26 Aug 2026, Samtale · 68 days ago"),
        ("Activities", "By: the consultant · for M1 · the citizen: not asked"),
        ("Documentation the course must produce", "For: LAB § 116, ressourcer og udfordringer fuldt belyst"
         " · 12 Feb 2027"),
        ("Course and hours", "Hours a week: 4:00"),
        ("Course and hours", "Thursday: 10:00 · 2:00 · Hjemme eller ude af huset"),
        ("Reports and contact", "Final report: 12 Feb 2027"),
        ("Reports and contact", "Draft wanted first: yes"),
        ("Who", "When away: Jonas Bach · +45 70 10 97 29 · jonas.bach@lindholm.example"),
        ("What is bought, and where it heads", "Heading for: ordinary hours beside benefit, flex job"),
        ("Sharing and files", "Since: 26 Aug 2026 – 31 Mar 2027"),
    ],
)  # fmt: skip
def test_each_line_says_what_it_is(title: str, line: str) -> None:
    assert line in lines(order_body(), title)


def test_who_declined_to_give_a_view_has_no_words_of_their_own() -> None:
    order = order_body() | {"voice": {"status": "declined", "asked": "2026-08-26", "reason": "Vil tale med sin søn."}}
    assert lines(order, "The citizen's own voice") == [
        "Asked, did not wish to give a view: 26 Aug 2026. Vil tale med sin søn."
    ]


def test_every_label_is_danish_where_the_screen_is(danish: None) -> None:
    def labels() -> set[str]:
        text = "\n".join(part.text.plain for part in order_parts(order_body(), show_safety=False, today=TODAY))
        return {line.partition(":")[0].strip() for line in text.splitlines() if ": " in line}

    in_danish = labels()
    use_language("en")
    assert labels() & in_danish <= SAME
