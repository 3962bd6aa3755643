"""Today: what needs the desk's owner, why, since when and until when, oldest first.

The clocks are those of domain practice: an order is answered within 2 working days, a report read and acted on within 2
and red after 7 days, a monthly report due 5 working days after the period, a final report 14 days before the end.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Final, Literal

from orderdesk.desk import drafts, index, outbox, quarantine
from orderdesk.desk.clock import after_working_days, day_in_denmark
from orderdesk.desk.desk import Desk
from orderdesk.desk.listing import state_today
from orderdesk.desk.periods import FINAL_NOTICE_DAYS, row_due, row_period
from orderdesk.locale import N_

ANSWER_WORKING_DAYS = 2
READ_WORKING_DAYS = 2
READ_RED_DAYS = 7

Opens = Literal["order", "report", "draft", "write_report", "write_final", "post"]


@dataclass(frozen=True, slots=True)
class Item:
    """A line of Today. `what` is an English msgid; `opens` and `key` say where it is done; `until` may be empty."""

    code: str
    what: str
    who: str
    detail: str
    since: str
    until: str
    opens: Opens
    key: str
    late: bool


def today(desk: Desk) -> list[Item]:
    """Everything that needs the desk's owner, late things first, then the oldest."""
    items = [*_threads(desk), *_drafts(desk), *_post(desk)]
    return sorted(items, key=lambda item: (not item.late, item.since, item.key))


def _threads(desk: Desk) -> Iterator[Item]:
    side = _caseworker if desk.actor == "C" else _consultant
    for thread, row in desk.store.rows(index.THREADS):
        if row.get("citizen"):
            yield from side(desk, thread, row)
            yield from _turned_away(thread, row)


def _caseworker(desk: Desk, thread: str, row: dict[str, Any]) -> Iterator[Item]:
    state, since = state_today(row, desk.today())
    provider = row["provider_name"]
    match state:
        case "question":
            yield _item(
                desk, "question", N_("Answer the provider's question"), row, provider, since, 2, "order", thread
            )
        case "decline_review":
            yield _item(desk, "declined", N_("The provider has declined: agree or uphold"), row, provider, since, 2,
                        "order", thread)  # fmt: skip
        case "undeliverable":
            yield _item(desk, "undeliverable", N_("The order could not be delivered"), row, provider, since, 0, "order",
                        thread)  # fmt: skip
        case "sent" | "delivered":
            item = _item(desk, "unanswered", N_("The provider has not answered"), row, provider, since,
                         ANSWER_WORKING_DAYS, "order", thread)  # fmt: skip
            if item.late:
                yield item
    for report in row["reports"]:
        if report["state"] in ("submitted", "draft_submitted"):
            yield _to_read(desk, row, report)
        elif report["state"] == "read":
            yield _item(desk, "decide", N_("Decide on the report"), row, _period(report), report["since"],
                        READ_WORKING_DAYS, "report", report["digest"])  # fmt: skip
    if state == "active" and (due := row_due(row)) and due < desk.today():
        yield _late(N_("The report has not come"), "report_late", row, due.isoformat(), thread)
    if state in ("active", "awaiting_final") and row["final_due"] < desk.today().isoformat() and not _final(row):
        yield _late(N_("The final report has not come"), "final_late", row, row["final_due"], thread)


def _late(what: str, code: str, row: dict[str, Any], due: str, thread: str) -> Item:
    return Item(code, what, row["citizen"], row["provider_name"], due, due, "order", thread, True)


def _final(row: dict[str, Any]) -> bool:
    """Whether a final report has been sent."""
    return any(report["kind"] == "final" for report in row["reports"])


_TURNED_AWAY: Final[Mapping[str, str]] = {
    "reply": N_("Their desk did not take your reply"),
    "report": N_("Their desk did not take your report"),
    "review": N_("Their desk did not take your review"),
}


def _turned_away(thread: str, row: dict[str, Any]) -> Iterator[Item]:
    for kind, since in row.get("turned_away", []):
        yield Item("turned_away", _TURNED_AWAY[kind], row["citizen"], row["provider_name"], since, "", "order", thread,
                   True)  # fmt: skip


def _to_read(desk: Desk, row: dict[str, Any], report: dict[str, Any]) -> Item:
    """A report to read: due after 2 working days, late (red) after 7 days."""
    since = _day(report["since"])
    late = (desk.today() - since).days > READ_RED_DAYS
    until = after_working_days(since, READ_WORKING_DAYS).isoformat()
    return Item("unread", N_("Read the report"), row["citizen"], _period(report), report["since"], until, "report",
                report["digest"], late)  # fmt: skip


def _consultant(desk: Desk, thread: str, row: dict[str, Any]) -> Iterator[Item]:
    state, since = state_today(row, desk.today())
    if state in ("sent", "delivered"):
        what = N_("The order has been upheld: answer again") if row.get("upheld") else N_("Answer the order")
        yield _item(desk, "answer", what, row, row["caseworker_name"], since, ANSWER_WORKING_DAYS, "order", thread)
    if row.get("consultant_id") != desk.settings.person:
        return
    for report in row["reports"]:
        if report["state"] == "elaboration_requested":
            yield _to_elaborate(desk, row, report)
    if drafts.find(desk, "report", thread, replaces="") is None:
        yield from _to_write(desk, thread, row, state)


def _to_elaborate(desk: Desk, row: dict[str, Any], report: dict[str, Any]) -> Item:
    """A report to elaborate on: due by the day that the caseworker named."""
    item = _item(desk, "elaborate", N_("Elaborate on the report"), row, _period(report), report["since"],
                 READ_WORKING_DAYS, "report", report["digest"])  # fmt: skip
    by = report.get("by")
    return replace(item, until=by, late=date.fromisoformat(by) < desk.today()) if by else item


def _to_write(desk: Desk, thread: str, row: dict[str, Any], state: str) -> Iterator[Item]:
    """The next periodic report once its period is over; the final one from a fortnight before it is due."""
    today = desk.today()
    period, due = row_period(row), row_due(row)
    if state == "active" and period and due and period[1] <= today:
        yield Item("report_due", N_("Write the report"), row["citizen"], row["caseworker_name"],
                   period[1].isoformat(), due.isoformat(), "write_report", thread, due < today)  # fmt: skip
    final = date.fromisoformat(row["final_due"])
    notice = final - timedelta(days=FINAL_NOTICE_DAYS)
    if state in ("active", "awaiting_final") and notice <= today and not _final(row):
        yield Item("final_due", N_("Write the final report"), row["citizen"], row["caseworker_name"],
                   notice.isoformat(), final.isoformat(), "write_final", thread, final < today)  # fmt: skip


def _drafts(desk: Desk) -> Iterator[Item]:
    what = {"order": N_("Finish the order"), "report": N_("Finish the report")}
    for draft in drafts.listing(desk):
        yield Item("draft", what.get(draft.kind, N_("Finish the draft")), draft.label, "", draft.updated, "", "draft",
                   draft.id, False)  # fmt: skip


def _post(desk: Desk) -> Iterator[Item]:
    for row in outbox.waiting(desk):
        if row.trouble:
            yield Item("post", N_("A document could not be handed over"), "", row.trouble, row.since, "", "post",
                       row.digest, False)  # fmt: skip
    for kept in quarantine.listing(desk):
        yield Item("quarantine", N_("Something arrived that could not be believed"), "", kept.message, kept.since, "",
                   "post", kept.name, False)  # fmt: skip


def _item(
    desk: Desk, code: str, what: str, row: dict[str, Any], detail: str, since: str, days: int, opens: Opens, key: str
) -> Item:
    until = after_working_days(_day(since), days)
    return Item(code, what, row["citizen"], detail, since, until.isoformat(), opens, key, until < desk.today())


def _period(report: dict[str, Any]) -> str:
    return f"{report['start']} – {report['end']}"


def _day(moment: str) -> date:
    """The Danish day of an instant (or a plain ISO date)."""
    return day_in_denmark(datetime.fromisoformat(moment)) if "T" in moment else date.fromisoformat(moment)
