"""What people do in the demo's past, as data: one class an act. Days are days of the example files; months name the
report ("2026-09") as its file is named."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Body = dict[str, Any]
Side = Literal["C", "P"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Something done by one side of an order, on a day, at a Danish time of day."""

    day: str
    at: str = "10:00"

    @property
    def side(self) -> Side:
        """C for the caseworker, P for the provider's consultant."""
        return "C"


@dataclass(frozen=True, slots=True, kw_only=True)
class ByProvider(Act):
    """Something that the provider's consultant does."""

    @property
    def side(self) -> Side:
        """The provider's."""
        return "P"


@dataclass(frozen=True, slots=True, kw_only=True)
class Send(Act):
    """The order is written and sent; `answer_by` where the provider has longer than usual to answer."""

    answer_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amend(Act):
    """A later version of the order: the text at a path of member names, and why."""

    path: tuple[str, str]
    text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask(ByProvider):
    """The provider asks about a field."""

    path: str
    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Act):
    """The caseworker answers."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Accept(ByProvider):
    """The provider takes the order on; the course starts on the day of the first meeting."""

    first: str
    time: str
    place: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decline(ByProvider):
    """The provider says no."""

    code: str
    text: str
    alternative: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreeDecline(Act):
    """The caseworker agrees to the no."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report(ByProvider):
    """The month's report is sent, with an outcome where it is the final one."""

    month: str
    kind: Literal["draft", "monthly", "final"] = "monthly"
    outcome: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correct(ByProvider):
    """A later version of the month's report, with more said about one goal."""

    month: str
    goal: str
    more: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Read(Act):
    """The caseworker has read the month's report and decided nothing yet."""

    month: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decide(Act):
    """The caseworker approves the month's report and records what is done, and by when."""

    month: str
    decision: str
    text: str
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskMore(Act):
    """The caseworker wants more on one item of the month's report."""

    month: str
    text: str
    item: str
    about: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment(Act):
    """The caseworker returns the month's draft with a comment on one item."""

    month: str
    item: str
    about: str
    by: str
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clear(Act):
    """The caseworker finds that the month's draft covers what was asked."""

    month: str
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Do(Act):
    """An action of the life cycle, by its name there, with what is typed in its form.

    `by` is C, P or the id of somebody else on either side. `opens` names the meeting that the act opens, `meeting` one
    that was opened before.
    """

    action: str
    values: Mapping[str, Any]
    by: str = "C"
    opens: str = ""
    meeting: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginReport(ByProvider):
    """The consultant has begun the report that comes after the month's draft."""

    month: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginFinal(ByProvider):
    """The consultant has begun the final report with next to nothing, from a draft of the examples."""

    draft: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginReview(Act):
    """The caseworker has begun to write about the month's report."""

    month: str
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginReply(ByProvider):
    """The consultant has begun to answer the order."""

    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongBox(Act):
    """The order is put in the post of somebody it is not addressed to."""

    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Forge(Act):
    """Somebody changes the month's report after it was signed and puts it in the caseworker's post."""

    month: str


@dataclass(frozen=True, slots=True)
class Scene:
    """One order's road. `order` names the example; `consultant` does the provider's acts.

    `given_to` is who the order goes to instead of the example's consultant, asked for by name only if `preferred`.
    `relation` names the scene whose order this one follows (or does otherwise by: `relates`), and why; `name` tells two
    scenes of one example apart. `caseworker` has the order first.
    """

    order: str
    acts: tuple[Act, ...]
    consultant: str
    given_to: str = ""
    preferred: bool = True
    relation: tuple[str, str] = ("", "")
    name: str = ""
    relates: Literal["follows", "restarts", "replaces"] = "follows"
    caseworker: str = "mette-krogh"

    @property
    def key(self) -> str:
        """What names the scene: the example's name, unless there is a second order for the citizen."""
        return self.name or self.order
