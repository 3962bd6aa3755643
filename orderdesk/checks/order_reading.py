"""An order's draft as the checks read it: its texts with their places, their language, and what it is checked with."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from orderdesk.checks.context import OrderContext
from orderdesk.checks.draft import entries, items, part, prose
from orderdesk.checks.findings import Finding
from orderdesk.checks.passages import Passage, names_in
from orderdesk.checks.wordlists import WordLists, own_words


@dataclass(frozen=True)
class OrderReading:
    """The draft `body` and its `context`; texts are cut into words once, on first use."""

    body: Mapping[str, Any]
    context: OrderContext

    @cached_property
    def words(self) -> WordLists:
        """The word lists in use."""
        return self.context.words or own_words()

    @cached_property
    def purpose(self) -> tuple[Passage, ...]:
        """The purpose and what it should lead to, where they are filled in."""
        return tuple(_filled(_at("$.purpose", self.body.get("purpose"), "text", "leads_to")))

    @cached_property
    def goals(self) -> tuple[Passage, ...]:
        """The goals' own texts."""
        return tuple(_filled(_of_each("$", self.body, "goals", "text")))

    @cached_property
    def signs(self) -> tuple[Passage, ...]:
        """How one will see that each goal is met."""
        return tuple(_filled(_of_each("$", self.body, "goals", "seen_by")))

    @cached_property
    def asked(self) -> tuple[Passage, ...]:
        """What is to be found out: open questions of the purpose, questions to the reports, documentation."""
        return tuple(_filled(_asked(self.body)))

    @cached_property
    def about_citizen(self) -> tuple[Passage, ...]:
        """What is said about the citizen: facts and support needs. The citizen's own words are not among them."""
        return tuple(_filled(_about_citizen(self.body)))

    @cached_property
    def others(self) -> tuple[Passage, ...]:
        """The remaining texts of the caseworker."""
        return tuple(_filled(_others(self.body)))

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """All texts of the caseworker; never the citizen's own words."""
        return (*self.purpose, *self.goals, *self.signs, *self.asked, *self.about_citizen, *self.others)

    @cached_property
    def names(self) -> frozenset[str]:
        """The words of the citizen's name."""
        return names_in(prose(self.body, "citizen", "name"))

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The language of the draft; both where it cannot be told."""
        return self.words.language_of(self.passages)


OrderCheck = Callable[[OrderReading], Iterator[Finding]]


def comparable_order(body: Mapping[str, Any]) -> str:
    """What of an order is compared with other orders: purpose, and the goals with their signs, in their order. The
    desk keeps it for each order as an `EarlierText`."""
    texts = [prose(body, "purpose", "text"), prose(body, "purpose", "leads_to")]
    for _place, goal in items(body, "goals"):
        texts += [prose(goal, "text"), prose(goal, "seen_by")]
    return "\n".join(text for text in texts if text)


_Place = tuple[str, Any]


def _filled(places: Iterator[_Place]) -> Iterator[Passage]:
    return (Passage(path, text) for path, value in places if (text := prose(value)))


def _at(path: str, value: Any, *names: str) -> Iterator[_Place]:
    return ((f"{path}.{name}", part(value).get(name)) for name in names)


def _of_each(path: str, value: Any, listed: str, *names: str) -> Iterator[_Place]:
    for place, entry in items(value, listed):
        yield from _at(f"{path}.{listed}[{place}]", entry, *names)


def _asked(body: Mapping[str, Any]) -> Iterator[_Place]:
    for place, text in enumerate(entries(body, "purpose", "to_clarify")):
        yield f"$.purpose.to_clarify[{place}]", text
    yield from _of_each("$", body, "questions", "text", "why")
    yield from _of_each("$", body, "documentation", "text")


def _about_citizen(body: Mapping[str, Any]) -> Iterator[_Place]:
    citizen = part(body, "citizen")
    yield from _of_each("$.citizen", citizen, "facts", "text")
    yield from _of_each("$.citizen", citizen, "support_needs", "text")


def _others(body: Mapping[str, Any]) -> Iterator[_Place]:
    yield from _at("$.tracks", body.get("tracks"), "plan_b")
    yield from _at("$.provider.preferred_consultant", part(body, "provider").get("preferred_consultant"), "reason")
    for place, goal in items(body, "goals"):
        yield f"$.goals[{place}].baseline", goal.get("baseline")
        yield from _of_each(f"$.goals[{place}]", goal, "sub_goals", "text")
    yield from _of_each("$", body, "activities", "text")
    yield from _at("$.follow_up", body.get("follow_up"), "ring_when")
    yield from _at("$.citizen", body.get("citizen"), "safety_note")
    yield from _of_each("$.voice", body.get("voice"), "wishes", "reason")
    yield from _at("$.voice", body.get("voice"), "alignment_note")
