"""Writing and sending reports: the consultant's half of the exchange."""

import uuid
from collections.abc import Mapping
from copy import deepcopy
from datetime import date
from typing import Any, Literal

from orderdesk.checks.context import ReportContext
from orderdesk.checks.findings import Finding
from orderdesk.checks.likeness import EarlierText
from orderdesk.checks.report import check_report
from orderdesk.checks.shape import shape_findings
from orderdesk.checks.wordlists import WordLists
from orderdesk.desk import drafts, index, local_policy
from orderdesk.desk.bodies import pruned
from orderdesk.desk.desk import Desk
from orderdesk.desk.drafts import Draft
from orderdesk.desk.issuing import Issued, issue
from orderdesk.desk.ordering import versions_before
from orderdesk.desk.ordering.earlier import Other
from orderdesk.desk.ordering.replies import other_side, own_contact
from orderdesk.desk.reporting import month_begun, report_form
from orderdesk.desk.reporting.adjustments import awaiting_effect
from orderdesk.desk.reporting.adjustments import of_thread as adjustments_of
from orderdesk.desk.reporting.periods import next_period
from orderdesk.desk.reporting.short_notices import short_notices
from orderdesk.documents.thread import ReportState, Thread
from orderdesk.errors import NotPossible
from orderdesk.locale import _

Body = dict[str, Any]
Kind = Literal["draft", "monthly", "final"]

_ACTIONS = {"monthly": "report", "draft": "report_draft", "final": "final_report"}


def new_draft(desk: Desk, thread: str, kind: Kind = "monthly") -> Draft:
    """Start the next report, in blocks made from the order's goals, questions and documentation; one that has been
    begun is taken up again. Raises NotPossible with the reason where the thread is not ready for a report."""
    folded = index.thread_of(desk, thread)
    _allowed(desk, folded, kind)
    if existing := drafts.find(desk, "report", thread, replaces=""):
        return existing
    order = index.body(desk, folded.order)
    label = order["citizen"]["name"]
    body = _begun(desk, folded, order, kind)
    draft = drafts.create(desk, uuid.uuid4().hex, "report", body, thread=thread, about=folded.order)
    return _labelled(desk, draft, label)


def correction_draft(desk: Desk, thread: str, report: str, kind: Kind | None = None) -> Draft:
    """Start a later version of a report that was sent: to elaborate or to correct. The earlier one is never edited.
    Next month's report, where it has been begun, stays a draft beside it. `kind` is what it is sent as, by default:
    a draft again where the order wants drafts and this one has not been cleared, after a draft else the report itself,
    after a report what that was. All of its text is carried over unchanged."""
    folded = index.thread_of(desk, thread)
    state = folded.reports.get(report)
    if state is None or state.state == "superseded":
        raise NotPossible(_("This version has already been superseded by a later one."))
    if existing := drafts.find(desk, "report", thread, replaces=report):
        again = kind is not None and existing.body.get("kind") != kind
        return drafts.save(desk, existing.id, {**existing.body, "kind": kind}) if again else existing
    body = deepcopy(index.body(desk, report))
    for filled in ("order", "order_version", "totals", "version", "attested", "elaborates"):
        body.pop(filled, None)
    body["replaces"] = report
    body["kind"] = kind or _kind_after(desk, folded, state)
    if asking := versions_before.of(desk, folded, body).review:
        body["elaborates"] = asking
    label = index.body(desk, folded.order)["citizen"]["name"]
    return _labelled(desk, drafts.create(desk, uuid.uuid4().hex, "report", body, thread=thread, about=report), label)


def check(desk: Desk, body: Mapping[str, Any], thread: str, words: WordLists | None = None) -> list[Finding]:
    """What a report still lacks and what would make it better, held against the order and last month's report. `words`
    are looked up in the place of the desk's own lists."""
    from orderdesk.documents.report import Report

    folded = index.thread_of(desk, thread)
    finished = _finished(desk, pruned(report_form.chosen(body)), folded)
    order = index.body(desk, folded.order)
    previous = previous_report(desk, folded, before=(body.get("period") or {}).get("start"))
    words, broken = (words, None) if words else local_policy.words(desk)
    context = ReportContext(
        today=desk.today(), previous=previous, earlier=_others(desk, thread), words=words, broken=broken
    )
    found = check_report(finished, order, context)
    said = [finding.path for finding in found if finding.severity == "block"]
    return [*found, *shape_findings(finished, Report, said)]


def send(desk: Desk, draft_id: str) -> Issued:
    """Sign and send a report. Raises NotPossible with the first thing that stands in the way; the draft stays."""
    draft = drafts.load(desk, draft_id)
    folded = index.thread_of(desk, draft.thread)
    body = _finished(desk, pruned(report_form.chosen(draft.body)), folded)
    _allowed(desk, folded, body.get("kind", "monthly"))
    blocking = [finding for finding in check(desk, draft.body, draft.thread) if finding.severity == "block"]
    if blocking:
        raise NotPossible(
            _("The report was not sent: {reason}").format(reason=blocking[0].sentence),
            _("The draft is kept. Run the check to see all that is missing."),
        )
    if (replaced := str(body.get("replaces") or "")) in folded.reports and _says_the_same(
        body, index.body(desk, replaced)
    ):
        raise NotPossible(_("Nothing has been rewritten since the version before."), _("The draft is kept."))
    return issue(
        desk, "report", body, to=other_side(desk, folded), thread=draft.thread,
        along=lambda _digest: drafts.sent(desk, draft_id),
    )  # fmt: skip


_OF_A_VERSION = ("version", "replaces", "elaborates", "attested")
"""What differs in each version by itself. That a draft becomes the report, or that another version of the order is
answered, is a change though no word is."""


def _says_the_same(body: Body, earlier: Body) -> bool:
    return {name: value for name, value in body.items() if name not in _OF_A_VERSION} == {
        name: value for name, value in earlier.items() if name not in _OF_A_VERSION
    }


def previous_report(desk: Desk, folded: Thread, before: str | None = None) -> Body | None:
    """The body of the latest report in force, before the day `before` (ISO) where it is given."""
    found = [r for r in in_force(folded) if not before or r.entry.end < before]
    return index.body(desk, found[-1].entry.digest) if found else None


def in_force(folded: Thread) -> list[ReportState]:
    """The thread's reports that no later version has superseded, drafts left out, by period."""
    reports = [r for r in folded.reports.values() if r.state != "superseded" and r.entry.sub != "draft"]
    return sorted(reports, key=lambda report: (report.entry.end, report.entry.place))


def _kind_after(desk: Desk, folded: Thread, report: ReportState) -> str:
    """What the version after `report` is sent as, unless its writer chooses otherwise."""
    if report.entry.sub != "draft":
        return report.entry.sub
    wanted = index.body(desk, folded.order)["reporting"]["draft_wanted"]
    if wanted and report.state != "cleared":
        return "draft"
    # Once the course's days are over, and in its last days, the report that was looked through is the final one.
    last = folded.last_day or folded.end
    return "final" if last and report.entry.end >= last else "monthly"


def _allowed(desk: Desk, folded: Thread, kind: str) -> None:
    if desk.actor != "P":
        raise NotPossible(_("Reports are written by the provider's consultant."))
    if refusal := folded.refusal(_ACTIONS[kind]):
        raise NotPossible(_(refusal))


def _finished(desk: Desk, body: Body, folded: Thread) -> Body:
    """The body with what the desk fills in: versions, totals, who writes."""
    replaces = body.get("replaces")
    earlier = folded.reports.get(replaces) if isinstance(replaces, str) else None
    return {
        "kind": "monthly",
        "sessions": [],
        **body,
        "version": earlier.entry.version + 1 if earlier else 1,
        "order": folded.order,
        "order_version": folded.version,
        "consultant": body.get("consultant") or own_contact(desk),
        "totals": report_form.totals(body.get("sessions")),
    }


def _next_period(folded: Thread, order: Body) -> tuple[date, date]:
    """The days that the next report covers; after the last one, the course's last day."""
    start, end = date.fromisoformat(folded.start), date.fromisoformat(order["course"]["end"])
    reported = [date.fromisoformat(report.entry.end) for report in in_force(folded)]
    waived = [(date.fromisoformat(first), date.fromisoformat(last)) for first, last in folded.waived]
    return next_period(start, end, order["reporting"]["frequency"], reported, waived) or (end, end)


def _begun(desk: Desk, folded: Thread, order: Body, kind: Kind) -> Body:
    """The next report as it begins: a block for all that was ordered, and what is carried on from month to month."""
    period = start, end = _next_period(folded, order)
    earlier = [index.body(desk, report.entry.digest) for report in in_force(folded)]
    previous = earlier[-1] if earlier else None
    told = short_notices(desk, folded, start.isoformat(), end.isoformat())
    trial = month_begun.work_trial(earlier, period, final=kind == "final")
    return {
        **_blocks(order, previous, period, kind),
        "sessions": month_begun.sessions(order, period, told),
        "adjustments": awaiting_effect(adjustments_of(desk, folded), previous),
        **({"work_trial": trial} if trial else {}),
    }


def _blocks(order: Body, previous: Body | None, period: tuple[date, date], kind: Kind) -> Body:
    """An unanswered report: a block for each thing that was ordered, in the order's own ranking."""
    goals = sorted(order["goals"], key=lambda goal: goal["rank"])
    return {
        "kind": kind,
        "period": {"start": period[0].isoformat(), "end": period[1].isoformat()},
        "goals": [{"status": "worked_on", "goal": goal["id"], "next_step": {}} for goal in goals],
        "questions": [{"status": "answered", "question": question["id"]} for question in order.get("questions", [])],
        "documentation": [{"documentation": item["id"]} for item in order.get("documentation", [])],
        "points": {
            name: {"status": "described"} for name in ("competences", "personal", "health", "conditions", "perspective")
        },
        "assessment": {},
        "citizen_view": {"status": "given"},
        "followed_up": [{"step": step["text"]} for step in (previous or {}).get("next_steps", [])],
        "warnings": [],
        "proposals": [],
        "next_steps": [{}],
    }


def _labelled(desk: Desk, draft: Draft, label: str) -> Draft:
    row = desk.store.get(drafts.DRAFTS, draft.id) or {}
    desk.store.put(drafts.DRAFTS, draft.id, {**row, "label": label})
    return drafts.load(desk, draft.id)


def _others(desk: Desk, thread: str) -> list[EarlierText]:
    """The passages of other citizens' latest reports, to notice a standard phrase."""
    rows = (row for key, row in desk.store.rows(index.THREADS) if key != thread and row["reports"])
    latest = ((row["reports"][-1], row.get("citizen", "")) for row in rows)
    others = (Other(report["digest"], report["issued"][:10], citizen) for report, citizen in latest)
    return desk.earlier.of_reports(desk.archive, others)
