"""What an order's thread tells for a case file: the course as a measure, its work trial with the adjustments, its
reports as evidence, its three-party meetings as conversations. Facts and quotations only; nothing is judged here."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from orderdesk.desk import index
from orderdesk.desk.desk import Desk
from orderdesk.desk.needs.line import day_of
from orderdesk.desk.reporting import adjustments
from orderdesk.desk.reporting.reports import in_force
from orderdesk.documents.order_table import ENDINGS
from orderdesk.documents.thread import Thread
from orderdesk.errors import DeskUnavailable, NotFound
from orderdesk.locale import N_, _

Body = dict[str, Any]

_PERIOD_OVER: Final = N_("The agreed period was over.")


@dataclass(frozen=True, slots=True)
class Told:
    """An entry (JSON, without its id) for the list `kind`. `source` tells it from all others of its thread; `since` is
    the day that it is from (ISO)."""

    kind: str
    source: str
    entry: Body
    since: str


def of_thread(desk: Desk, thread: str) -> list[Told]:
    """What the thread tells; nothing of an order that never began. A document that is damaged or missing is passed
    over: the rest still counts."""
    folded = index.thread_of(desk, thread)
    if not folded.first_offered and not folded.attended:
        return []
    order = _body(desk, folded.order)
    if order is None:
        return []
    reports = [(one.entry.digest, body) for one in in_force(folded) if (body := _body(desk, one.entry.digest))]
    told = [_measure(desk, thread, folded, order, reports)]
    told += _trials(desk, thread, folded, reports)
    told += (_report(desk, thread, digest, body, order) for digest, body in reports)
    told += _meetings(desk, folded)
    return told


def _body(desk: Desk, digest: str) -> Body | None:
    try:
        return index.body(desk, digest)
    except (DeskUnavailable, NotFound):
        return None


def _measure(desk: Desk, thread: str, folded: Thread, order: Body, reports: Sequence[tuple[str, Body]]) -> Told:
    start = folded.first_attended or folded.first_offered or folded.start
    programme = order["programme"]
    entry: Body = {
        "kind": programme["type"], "name": programme.get("package") or programme.get("other"),
        "provider": order["provider"]["name"], "goal": order["purpose"]["leads_to"], "start": start,
        "weekly_minutes": order["course"]["weekly_minutes"], "thread": thread,
    }  # fmt: skip
    if reports:
        entry["sessions_planned"] = sum(body["totals"]["planned"] for _digest, body in reports)
        entry["sessions_attended"] = sum(body["totals"]["attended"] for _digest, body in reports)
    if folded.state in ENDINGS or folded.state == "awaiting_final":
        entry["end"] = folded.last_day or folded.end
        entry["ended_because"] = _why_ended(desk, folded)
    final = next((body for _digest, body in reversed(reports) if body["kind"] == "final"), None)
    if final and final.get("outcome"):
        entry["result"] = final["outcome"]["text"]
    return Told("measures", "course", {name: value for name, value in entry.items() if value is not None}, start)


def _why_ended(desk: Desk, folded: Thread) -> str | None:
    """The reason that was given for ending early; else, that the period was over, where it was."""
    ending = _body(desk, folded.ending) if folded.ending else None
    if ending is not None:
        return str(ending["reason"])
    return _(_PERIOD_OVER) if folded.state in ("completed", "awaiting_final") and not folded.last_day else None


_OF_A_TRIAL: Final = (
    "employer", "tasks", "start", "end", "ended_because", "planned_minutes", "present_minutes", "effective_minutes",
    "accommodations", "paid_minutes", "prospects",
)  # fmt: skip


def _trials(desk: Desk, thread: str, folded: Thread, reports: Sequence[tuple[str, Body]]) -> Iterator[Told]:
    """One entry an employer: the latest report's word on it, the weeks of all, the adjustments of the course."""
    with_trial = [body for _digest, body in reports if body.get("work_trial")]
    tried = _tried(desk, folded) if with_trial else []
    for employer in dict.fromkeys(body["work_trial"]["employer"].casefold() for body in with_trial):
        mine = [body for body in with_trial if body["work_trial"]["employer"].casefold() == employer]
        entry = {name: value for name in _OF_A_TRIAL if (value := mine[-1]["work_trial"].get(name)) not in (None, [])}
        weeks = {week["start"]: week for body in mine for week in body["work_trial"].get("weeks") or ()}
        entry |= {"weeks": [weeks[start] for start in sorted(weeks)], "adjustments": tried, "thread": thread}
        if mine[-1]["kind"] == "final":
            entry |= {
                "conclusion": mine[-1]["assessment"]["work_ability"], "concluded_by": mine[-1]["consultant"]["name"],
                "concluded": mine[-1]["period"]["end"],
            }  # fmt: skip
        since = str(entry.get("start") or mine[0]["period"]["start"])
        yield Told("trials", f"trial {employer}", {"start": since, **entry}, since)


def _tried(desk: Desk, folded: Thread) -> list[Body]:
    try:
        rows = adjustments.of_thread(desk, folded)
    except (DeskUnavailable, NotFound):
        return []
    names = ("day", "kind", "before", "after", "reason", "effect")
    return [{name: value for name in names if (value := getattr(row, name))} for row in rows]


def _report(desk: Desk, thread: str, digest: str, body: Body, order: Body) -> Told:
    """A report as evidence: what it says of functioning (where that was ordered, and has been produced), work ability,
    accommodations and the citizen's view, word for word."""
    row = desk.store.get(index.DOCUMENTS, digest) or {}
    trial = body.get("work_trial")
    kind = ("work_trial_report" if trial else "final_report") if body["kind"] == "final" else "progress_report"
    view = body["citizen_view"]
    states = {
        "functioning": _produced("functioning", body, order),
        "significance": body["assessment"]["work_ability"],
        "accommodations": "\n".join((trial or {}).get("accommodations") or ()),
        "citizen_view": view.get("quote", "") if view["status"] == "given" else "",
    }
    received = day_of(row["received"]).isoformat() if row.get("received") else ""
    entry: Body = {
        "kind": kind, "author": body["consultant"]["name"], "role": "provider",
        "information_date": body["period"]["end"], "received": received, "thread": thread, "document": digest,
        "states": {name: text for name, text in states.items() if text}, **_acted(desk, thread, digest),
    }  # fmt: skip
    return Told("evidence", digest, {name: value for name, value in entry.items() if value}, body["period"]["end"])


def _produced(kind: str, report: Body, order: Body) -> str:
    """What the report says of the ordered documentation of that kind; nothing of what is still under way."""
    wanted = {one["id"] for one in order.get("documentation", ()) if one["kind"] == kind}
    answers = report.get("documentation", ())
    return "\n".join(one["text"] for one in answers if one["status"] == "produced" and one["documentation"] in wanted)


def _acted(desk: Desk, thread: str, digest: str) -> Body:
    """When it was decided on, and what was decided: the record of the order has it."""
    listed: Sequence[Mapping[str, Any]] = (desk.store.get(index.THREADS, thread) or {}).get("reports", ())
    decision = next((one.get("decision") for one in listed if one["digest"] == digest), None)
    if not decision:
        return {}
    day = day_of(decision["since"]).isoformat()
    return {"read": day, "acted_on": day, "action": decision["text"]}


def _meetings(desk: Desk, folded: Thread) -> Iterator[Told]:
    """What the citizen said at three-party meetings that were held."""
    for digest, meeting in folded.meetings.items():
        body = _body(desk, meeting.entry.digest) if meeting.state == "held" else None
        if body is None or body.get("kind") != "held" or not body["citizen"]["present"]:
            continue
        remarks = body["citizen_remarks"]
        entry = {"day": body["day"], "how": "three_party_meeting"}
        if remarks["status"] == "given":
            entry["other"] = remarks["words"]
        yield Told("conversations", digest, entry, body["day"])
