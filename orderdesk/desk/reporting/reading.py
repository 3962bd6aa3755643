"""A report read against its order: goal by goal, this month beside last, what was not answered first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from orderdesk.checks.context import ReportContext
from orderdesk.checks.findings import Finding
from orderdesk.checks.report import check_report
from orderdesk.desk import index
from orderdesk.desk.desk import Desk
from orderdesk.desk.ordering import versions_before
from orderdesk.desk.ordering.answered_version import NONE, AnsweredVersion, answered_version, next_version
from orderdesk.desk.reporting.adjustments import Tried, of_thread
from orderdesk.desk.reporting.reports import previous_report
from orderdesk.desk.reporting.short_notices import ShortNotice, short_notices
from orderdesk.documents.thread import Thread

Body = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was ordered (a goal, a question, a piece of documentation), the answer, and last month's."""

    kind: str
    id: str
    ordered: Body
    answer: Body | None
    earlier: Body | None

    @property
    def answered(self) -> bool:
        """Whether the report answers it: a goal not worked on and a question put off are no answers."""
        return self.answer is not None and self.answer.get("status") not in ("not_worked_on", "not_yet", "not_started")

    @property
    def changed(self) -> bool:
        """Whether the attainment or the status differs from last month's."""
        if self.answer is None or self.earlier is None:
            return False
        return any(self.answer.get(name) != self.earlier.get(name) for name in ("attainment", "status", "on_track"))


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything the reader's screen shows of one report."""

    digest: str
    thread: str
    state: str
    since: str
    report: Body
    previous: Body | None
    order: Body
    lines: tuple[Line, ...]
    findings: tuple[Finding, ...]
    review: Body | None
    replaced: Body | None = None
    """The version that what was asked for is about, or else the one that this version replaces, where the desk holds
    it."""
    asked: Body | None = None
    """The request to elaborate, or the comments on a draft, that this version answers, where it does."""
    version: AnsweredVersion = NONE
    """Which version of the order it answers."""
    told: tuple[ShortNotice, ...] = ()
    """What was told between reports, of the days that the report covers."""
    told_before: tuple[ShortNotice, ...] = ()
    """The same of last month's report."""
    tried: tuple[Tried, ...] = ()
    """The adjustments of the whole course."""


def read(desk: Desk, report: str) -> Reading:
    """Set the report with that digest against the version of the order that it answers."""
    document = index.document(desk, report)
    body: Body = document["body"]
    folded = index.thread_of(desk, document["thread"])
    own = body["order"] in (folded.order, *folded.earlier)  # a report may name another citizen's order
    order = index.body(desk, body["order"] if own else folded.order)
    previous = previous_report(desk, folded, before=body["period"]["start"])
    state = folded.reports.get(report)
    before = versions_before.of(desk, folded, body)
    later = (desk.store.get(index.DOCUMENTS, next_version(folded, body["order"])) or {}).get("issued", "")
    lines = [*_lines("goal", order["goals"], body["goals"], previous, "goals"),
             *_lines("question", order.get("questions", []), body["questions"], previous, "questions"),
             *_lines("documentation", order.get("documentation", []), body["documentation"], previous,
                     "documentation")]  # fmt: skip
    findings = check_report(body, order, ReportContext(today=desk.today(), previous=previous))
    return Reading(
        digest=report, thread=document["thread"], state=state.state if state else "refused",
        since=state.since if state else document["issued"], report=body, previous=previous, order=order,
        lines=tuple(sorted(lines, key=_gravity)), findings=tuple(findings),
        review=index.body(desk, state.review) if state and state.review else None,
        replaced=before.body, asked=before.asked,
        version=answered_version(folded, body["order"], document["issued"], later),
        told=_told(desk, folded, body), told_before=_told(desk, folded, previous) if previous else (),
        tried=of_thread(desk, folded),
    )  # fmt: skip


def _told(desk: Desk, folded: Thread, body: Body) -> tuple[ShortNotice, ...]:
    return short_notices(desk, folded, body["period"]["start"], body["period"]["end"])


def state_of(desk: Desk, report: str) -> str:
    """The state of the report with that digest as the thread stands now; cheaper than reading it again."""
    row = desk.store.get(index.DOCUMENTS, report) or {}
    state = index.thread_of(desk, row["thread"]).reports.get(report) if row else None
    return state.state if state else "refused"


def _gravity(line: Line) -> tuple[int, int]:
    """Unanswered first, then what changed, then the rest; within each by the order's own ranking."""
    kind = ("goal", "question", "documentation").index(line.kind)
    return (0 if not line.answered else 1 if line.changed else 2, kind * 100 + int(line.ordered.get("rank", 0)))


def _lines(
    kind: str, ordered: Sequence[Body], answers: Sequence[Body], previous: Mapping[str, Any] | None, member: str
) -> list[Line]:
    now = {answer.get(kind): answer for answer in answers}
    then = {answer.get(kind): answer for answer in (previous or {}).get(member, [])}
    return [Line(kind, item["id"], item, now.get(item["id"]), then.get(item["id"])) for item in ordered]
