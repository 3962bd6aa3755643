"""A report's draft as the checks read it: its texts with their places, the order it answers, the report before."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from orderdesk.checks.context import ReportContext
from orderdesk.checks.draft import items, part, prose
from orderdesk.checks.findings import Finding
from orderdesk.checks.passages import Passage, names_in
from orderdesk.checks.wordlists import WordLists, own_words

POINTS: Final = ("competences", "personal", "health", "conditions", "perspective")
_OF_GOAL: Final = ("done", "changed", "observation", "reason", "off_track_because")
_OF_ASSESSMENT: Final = ("since_last_text", "work_ability", "resources", "barriers", "potential")


@dataclass(frozen=True)
class ReportReading:
    """The draft `body`, the body of the `order` it answers (None where it is not at hand), and its `context`."""

    body: Mapping[str, Any]
    order: Mapping[str, Any] | None
    context: ReportContext

    @cached_property
    def words(self) -> WordLists:
        """The word lists in use."""
        return self.context.words or own_words()

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """All texts of the consultant; never the citizen's own words."""
        return tuple(_passages(self.body))

    @cached_property
    def of_attendance(self) -> tuple[Passage, ...]:
        """What is told of absences and moved sessions, and of the attempts to reach the citizen."""
        return tuple(Passage(path, text) for path, value in _told_of_attendance(self.body) if (text := prose(value)))

    @cached_property
    def names(self) -> frozenset[str]:
        """The words of the citizen's name, which the order knows."""
        return names_in(prose(self.order, "citizen", "name"))

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The language of the draft; both where it cannot be told."""
        return self.words.language_of(self.passages)

    @cached_property
    def previous(self) -> Mapping[str, Any]:
        """The report before this one; empty where there is none."""
        return part(self.context.previous)

    @cached_property
    def previous_passages(self) -> Mapping[str, str]:
        """Last month's texts, by what they are about: the goal's or the question's id in the place of its number."""
        ids = _answered_ids(self.previous)
        return {_about(ids, passage.path): passage.text for passage in _passages(self.previous)}

    @cached_property
    def _ids(self) -> dict[str, str]:
        return _answered_ids(self.body)

    def last_months(self, path: str) -> str:
        """Last month's text about the same as the text at `path`; empty where there is none."""
        return self.previous_passages.get(_about(self._ids, path), "")

    def ordered(self, listed: str) -> Iterator[tuple[int, str]]:
        """What the order has of goals, questions or documentation: number from 1, and id."""
        for place, item in items(self.order, listed):
            if wanted := prose(item, "id"):
                yield place + 1, wanted


ReportCheck = Callable[[ReportReading], Iterator[Finding]]


def comparable_passages(body: Mapping[str, Any]) -> list[str]:
    """The texts of a report that other citizens' reports are compared with. The desk keeps each as an `EarlierText`."""
    return [passage.text for passage in _passages(body)]


def _passages(body: Mapping[str, Any]) -> Iterator[Passage]:
    return (Passage(path, text) for path, value in _places(body) if (text := prose(value)))


def _places(body: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for place, answer in items(body, "goals"):
        yield from ((f"$.goals[{place}].{name}", answer.get(name)) for name in _OF_GOAL)
    for place, answer in items(body, "questions"):
        yield from ((f"$.questions[{place}].{name}", answer.get(name)) for name in ("answer", "reason"))
    for place, answer in items(body, "documentation"):
        yield f"$.documentation[{place}].text", answer.get("text")
    for point in POINTS:
        described = part(body, "points", point)
        yield from ((f"$.points.{point}.{name}", described.get(name)) for name in ("text", "reason"))
    assessment = part(body, "assessment")
    yield from ((f"$.assessment.{name}", assessment.get(name)) for name in _OF_ASSESSMENT)
    for name in ("tasks", "prospects"):
        yield f"$.work_trial.{name}", part(body, "work_trial").get(name)
    yield "$.underway", body.get("underway")
    yield "$.not_ready_yet", body.get("not_ready_yet")
    for name in ("text", "recommendation"):
        yield f"$.outcome.{name}", part(body, "outcome").get(name)


def _told_of_attendance(body: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for place, session in items(body, "sessions"):
        path = f"$.sessions[{place}]"
        yield f"{path}.absence.text", part(session, "absence").get("text")
        yield f"{path}.moved.reason", part(session, "moved").get("reason")
        yield f"{path}.note", session.get("note")
    if prose(body, "citizen_view", "status") == "not_given":
        yield "$.citizen_view.reason", part(body, "citizen_view").get("reason")


def _answered_ids(body: Mapping[str, Any]) -> dict[str, str]:
    """The id of what each answer is about, by the answer's place: $.goals[0] as goals:M1."""
    return {
        f"$.{listed}[{place}]": f"{listed}:{prose(answer, name)}"
        for listed, name in (("goals", "goal"), ("questions", "question"), ("documentation", "documentation"))
        for place, answer in items(body, listed)
    }


def _about(ids: Mapping[str, str], path: str) -> str:
    """`path` with the id of what it is about in the place of its number: $.goals[0].done as goals:M1.done."""
    answer, bracket, rest = path.partition("]")
    return f"{ids[answer + bracket]}{rest}" if answer + bracket in ids else path
