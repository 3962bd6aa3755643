"""What a report is written against: the order in force, last month's report, and what the caseworker asked for
in the version before."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from orderdesk.desk import index
from orderdesk.desk.desk import Desk
from orderdesk.desk.drafts import Draft
from orderdesk.desk.ordering import versions_before
from orderdesk.desk.reporting import adjustments, reports
from orderdesk.desk.reporting.adjustments import Tried
from orderdesk.desk.reporting.short_notices import ShortNotice, short_notices

Body = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Against:
    """What a report is written against. `previous` is last month's body, `asked` the review that wants more (to
    elaborate, or comments on a draft), `before` the version that it is about, or else the one that is replaced, and
    `cleared` says that a draft has been cleared."""

    order: Body
    previous: Body | None
    asked: Body | None
    before: Body | None = None
    cleared: bool = False
    tried: tuple[Tried, ...] = ()
    """The adjustments of the whole course, as the order and the reports so far tell of them."""
    told: tuple[ShortNotice, ...] = ()
    """What was told between reports, of the days that the report covers."""

    @property
    def citizen(self) -> str:
        """The citizen's name."""
        return str(self.order["citizen"]["name"])

    @property
    def reader(self) -> str:
        """Who will read it: the caseworker's name."""
        return str(self.order["placer"]["caseworker"]["name"])

    @property
    def draft_wanted(self) -> bool:
        """Whether the order wants a draft for review first."""
        return bool(self.order["reporting"]["draft_wanted"])

    @property
    def work_trial(self) -> bool:
        """Whether the order or last month's report speaks of a work trial."""
        ordered = self.order.get("work_trial") or self.order["programme"]["type"] == "work_trial"
        return bool(ordered or (self.previous or {}).get("work_trial"))

    def asked_about(self, item: str) -> str:
        """What the caseworker wants to know more of at the item; empty where nothing."""
        items = (self.asked or {}).get("items", [])
        return " ".join(str(remark["text"]) for remark in items if remark.get("item") == item)


def against(desk: Desk, draft: Draft) -> Against:
    """The order, last month's report and the review that a draft answers."""
    folded = index.thread_of(desk, draft.thread)
    start = str((draft.body.get("period") or {}).get("start") or "")
    before = versions_before.of(desk, folded, draft.body)
    return Against(
        order=index.body(desk, folded.order),
        previous=reports.previous_report(desk, folded, before=start or None),
        asked=before.asked,
        before=before.body,
        cleared=before.cleared,
        tried=adjustments.of_thread(desk, folded),
        told=short_notices(desk, folded, start, str((draft.body.get("period") or {}).get("end") or "")),
    )


def with_all_blocks(order: Body, body: Body) -> Body:
    """`body` with an unanswered block for each ordered thing that it has none for: the order was amended, or the draft
    came from a file."""
    new: Mapping[str, tuple[str, Body]] = {
        "goals": ("goal", {"status": "worked_on", "next_step": {}}),
        "questions": ("question", {"status": "answered"}),
        "documentation": ("documentation", {}),
    }
    whole = dict(body)
    for member, (kind, block) in new.items():
        rows = whole.get(member)
        answers = list(rows) if isinstance(rows, list) else []
        known = {answer.get(kind) for answer in answers if isinstance(answer, dict)}
        added = [{kind: item["id"], **deepcopy(block)} for item in order.get(member, []) if item["id"] not in known]
        if added:
            whole[member] = [*answers, *added]
    return whole
