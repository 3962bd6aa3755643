"""What a thread's row keeps of the course itself: reports with what was decided, meetings with what was agreed, the
notices, and when the citizen was last seen. Today and the caseload read it and never open the archive."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from orderdesk.desk.ordering.answered_version import answered_version, next_version
from orderdesk.desk.people.responsible import Held
from orderdesk.desk.reporting.postponement import decides_nothing
from orderdesk.documents.thread import MeetingState, ReportState, Thread

Row = dict[str, Any]
Rows = Mapping[str, Row]

TOLD: Final = (
    "absence", "warning", "not_ready", "good_news", "hold", "resume", "consultant", "caseworker", "withdraw",
    "waive_report", "retract_end", "reopen", "replaced", "entered_in_error",
)  # fmt: skip
"""The notices that the other side should see."""

_WORDS: Final = 160
"""Characters of a decision that a list can show."""
_STEPS: Final = ("order", "reply", "notice", "meeting", "review")


def course_facts(thread: Thread, rows: Rows, known: Mapping[str, Any], held: Held) -> Row:
    """The members of a thread's row that tell of the course. `rows` are the index rows of its documents by digest,
    `known` the thread's row so far; only documents that it does not tell of are opened with `held`."""
    refused = {one.entry.digest for one in thread.refused}
    counting = {digest: row for digest, row in rows.items() if digest not in refused}
    amended_by = thread.objection or (thread.order if thread.amendment else "")
    return {
        "reports": [_report(d, r, thread, counting, known, held) for d, r in thread.reports.items()],
        "meetings": [_meeting(d, m, rows, known, held) for d, m in thread.meetings.items()],
        "told": [_told(d, row) for d, row in _in_place(counting) if row["kind"] == "notice" and row["sub"] in TOLD],
        "seen": max(_days_seen(thread, counting), default=""),
        "resumed": max((row.get("start", "") for row in counting.values() if row["sub"] == "resume"), default=""),
        "first_offered": thread.first_offered,
        "resume_by": rows.get(thread.hold, {}).get("end", "") if thread.hold else "",
        "ending_by": thread.ending_actor if thread.ending else "",
        "amended": rows.get(amended_by, {}).get("issued", ""),
    }


def _in_place(rows: Rows) -> list[tuple[str, Row]]:
    return sorted(rows.items(), key=lambda item: _place(*item))


def _place(digest: str, row: Row) -> tuple[int, str, str]:
    return (row["seq"], row["issued"], digest)


def _told(digest: str, row: Row) -> Row:
    return {"digest": digest, "kind": row["sub"], "since": row["issued"], "org": row["org"], "day": row["start"]}


def _days_seen(thread: Thread, rows: Rows) -> Iterator[str]:
    """The days on which somebody is known to have seen or spoken with the citizen."""
    for digest, row in rows.items():
        report = thread.reports.get(digest)
        if row.get("seen") and (report is None or report.state != "superseded"):
            yield row["seen"]


def _report(digest: str, report: ReportState, thread: Thread, rows: Rows, known: Mapping[str, Any], held: Held) -> Row:
    """A report, with the order's version that it answers, the day that its last review names and, once it is decided
    on, the decision."""
    entry, review = report.entry, rows.get(report.review, {})
    later = rows.get(next_version(thread, entry.order), {}).get("issued", "")
    version = answered_version(thread, entry.order, entry.issued, later)
    facts: Row = {
        "digest": digest, "state": report.state, "since": report.since, "kind": entry.sub, "issued": entry.issued,
        "start": entry.start, "end": entry.end, "version": entry.version, "by": review.get("end", ""),
        "answers": version.answers, "crossed": version.crossed,
    }  # fmt: skip
    if review.get("sub") != "decided":
        return facts
    earlier = next((row["decision"] for row in known.get("reports", ()) if row.get("decision")
                    and row["decision"]["review"] == report.review), None)  # fmt: skip
    decision = earlier or _decision(report.review, review["issued"], held(report.review)["body"])
    return {**facts, "decision": {**decision, "followed": _followed(report.review, thread, rows)}}


def _decision(review: str, issued: str, body: Mapping[str, Any]) -> Row:
    return {
        "review": review, "code": body["decision"], "text": body["text"][:_WORDS], "by": body.get("by") or "",
        "since": issued, "puts_off": decides_nothing(body["text"]),
    }  # fmt: skip


def _followed(review: str, thread: Thread, rows: Rows) -> bool:
    """Whether the caseworker's side has done anything in the thread since."""
    place = _place(review, rows[review])
    return any(
        row["org"] == thread.placer and row["kind"] in _STEPS and row["sub"] != "read" and _place(digest, row) > place
        for digest, row in rows.items()
    )


def _meeting(digest: str, meeting: MeetingState, rows: Rows, known: Mapping[str, Any], held: Held) -> Row:
    """A meeting, with who last spoke of it and, once it is held, what was agreed and when to meet next."""
    said = rows.get(meeting.entry.digest, {})
    facts: Row = {
        "digest": digest, "state": meeting.state, "since": meeting.since, "day": meeting.day,
        "org": meeting.entry.org, "record": meeting.entry.digest,
    }  # fmt: skip
    if meeting.state != "held":
        return facts
    earlier = next((row for row in known.get("meetings", ()) if row.get("record") == facts["record"]
                    and "decisions" in row), None)  # fmt: skip
    decisions = earlier["decisions"] if earlier else _agreed(held(facts["record"])["body"])
    return {**facts, "next_by": said.get("end", ""), "decisions": decisions}


def _agreed(body: Mapping[str, Any]) -> list[Row]:
    return [
        {"text": decision["text"][:_WORDS], "owner": decision["owner"], "by": decision["by"]}
        for decision in body.get("decisions") or ()
    ]
