"""Lists of orders and of reports, from the index alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from orderdesk.desk import drafts, index
from orderdesk.desk.desk import Desk
from orderdesk.desk.people import responsible
from orderdesk.documents.fold import advance


@dataclass(frozen=True, slots=True)
class OrderRow:
    """One order in a list. `draft` is the draft's id where it has not been sent; `unread` counts reports to read."""

    thread: str
    draft: str
    citizen: str
    state: str
    since: str
    provider: str
    person: str
    programme: str
    start: str
    end: str
    version: int
    reports: int
    unread: int
    preferred: str = ""
    holder: str = ""
    """Who has the order now, where that was the desk's owner before."""
    holder_until: str = ""
    """The holder's last day (ISO), where it is for a while."""


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One report in a list. `draft` is the draft's id where it has not been sent."""

    digest: str
    draft: str
    thread: str
    citizen: str
    kind: str
    state: str
    since: str
    issued: str
    start: str
    end: str
    provider: str
    person: str
    answers: int = 0
    """The version of the order that it answers; 0 for a draft."""
    in_force: int = 0
    """The version of the order that is in force."""
    crossed: bool = False
    """Whether a later version had been sent when the report was signed."""


def state_today(row: dict[str, Any], today: date) -> tuple[str, str]:
    """The state of a thread's row and since when, the clock's own steps counted in."""
    return advance(row["state"], row["since"], row.get("end", ""), row.get("answer_by", ""), today.isoformat())


def orders(desk: Desk) -> list[OrderRow]:
    """All orders on this desk, drafts first, then by what was touched last."""
    written = [_draft_row(draft) for draft in drafts.listing(desk, "order") if not draft.thread]
    sent = sorted(desk.store.rows(index.THREADS), key=lambda item: str(item[1].get("touched", "")), reverse=True)
    return written + [_order_row(desk, thread, row) for thread, row in sent if row.get("citizen")]


def reports(desk: Desk) -> list[ReportRow]:
    """All reports on this desk, drafts first, then the newest; superseded versions are left out."""
    threads = dict(desk.store.rows(index.THREADS))
    written = [_report_draft(desk, threads.get(d.thread, {}), d) for d in drafts.listing(desk, "report")]
    sent = [row for thread, values in threads.items() for row in _report_rows(thread, values)]
    return written + sorted(sent, key=lambda row: row.issued, reverse=True)


def _report_rows(thread: str, row: dict[str, Any]) -> Iterator[ReportRow]:
    for report in row["reports"]:
        if report["state"] != "superseded":
            yield ReportRow(
                digest=report["digest"], draft="", thread=thread, citizen=row.get("citizen", ""),
                kind=report["kind"], state=report["state"], since=report["since"], issued=report["issued"],
                start=report["start"], end=report["end"], provider=row.get("provider_name", ""),
                person=row.get("consultant", ""), answers=report.get("answers", 0), in_force=row["version"],
                crossed=report.get("crossed", False),
            )  # fmt: skip


def _report_draft(desk: Desk, thread: dict[str, Any], draft: drafts.Draft) -> ReportRow:
    period = draft.body.get("period") or {}
    return ReportRow(
        digest="", draft=draft.id, thread=draft.thread, citizen=draft.label,
        kind=str(draft.body.get("kind", "monthly")), state="draft", since=draft.updated, issued="",
        start=str(period.get("start", "")), end=str(period.get("end", "")),
        provider=thread.get("provider_name", ""), person=desk.settings.name,
    )  # fmt: skip


def _order_row(desk: Desk, thread: str, row: dict[str, Any]) -> OrderRow:
    state, since = state_today(row, desk.today())
    reports_ = [report for report in row["reports"] if report["state"] != "superseded"]
    person = row.get("consultant") or row.get("preferred") or ""
    day, holder = desk.today().isoformat(), responsible.elsewhere(row, desk)
    return OrderRow(
        thread=thread, draft="", citizen=row["citizen"], state=state, since=since, provider=row["provider_name"],
        person=person if desk.actor == "C" else responsible.caseworker(row, day).get("name", row["caseworker_name"]),
        programme=row["programme"],
        start=row["start"], end=row["end"], version=row["version"], reports=len(reports_),
        unread=sum(1 for report in reports_ if report["state"] in ("submitted", "draft_submitted")),
        preferred=row.get("preferred", ""), holder=holder.get("name", ""), holder_until=holder.get("until", ""),
    )  # fmt: skip


def _draft_row(draft: drafts.Draft) -> OrderRow:
    body = draft.body
    provider = body.get("provider") or {}
    course = body.get("course") or {}
    programme = body.get("programme") or {}
    return OrderRow(
        thread="", draft=draft.id, citizen=draft.label, state="draft", since=draft.updated,
        provider=str(provider.get("name") or ""), person="", programme=str(programme.get("type") or ""),
        start=str(course.get("start") or ""), end=str(course.get("end") or ""), version=0, reports=0, unread=0,
    )  # fmt: skip
