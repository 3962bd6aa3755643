"""What the index keeps of a document's body: what the fold needs, and nothing about the citizen."""

from collections.abc import Mapping
from typing import Any

from orderdesk.documents.receipt import asks_for_a_document

Row = dict[str, Any]
Body = Mapping[str, Any]


def particulars(kind: str, body: Body) -> Row:
    """The members of an index row that depend on the kind of document. `sub` and `about` are always there."""
    match kind:
        case "order":
            return _order(body)
        case "reply":
            about = body.get("order") or body.get("question") or body.get("decline") or ""
            return {
                "sub": body["kind"], "about": about,
                "start": body.get("start") or "", "answer_by": body.get("answer_by") or "",
            }  # fmt: skip
        case "report":
            return _report(body)
        case "review":
            return {"sub": body["kind"], "about": body["report"], "end": body.get("by") or ""}
        case "notice":
            return _notice(body)
        case "meeting":
            return _meeting(body)
        case "note":
            return {"sub": body["kind"], "about": body.get("replaces") or "", "version": body["version"]}
        case "receipt":
            # Kept, and not possible in the state it met: taken, but not as what it was meant to be.
            aside = body["outcome"] == "ok" and body.get("check")
            asks = asks_for_a_document(kind, body)
            return {"sub": "asks" if asks else "aside" if aside else body["outcome"], "about": body["document"]}
    return {"sub": "", "about": ""}


def _order(body: Body) -> Row:
    course = body["course"]
    return {
        "sub": "", "about": body.get("replaces") or "", "version": body["version"],
        "provider": body["provider"]["org"], "start": course["start"], "end": course["end"],
        "answer_by": body.get("answer_by") or "",
    }  # fmt: skip


def _report(body: Body) -> Row:
    period = body["period"]
    return {
        "sub": body["kind"], "about": body.get("replaces") or "", "version": body["version"],
        "order": body["order"], "start": period["start"], "end": period["end"],
        "outcome": (body.get("outcome") or {}).get("outcome", ""),
        "attended": any(session["outcome"] == "attended" for session in body["sessions"]),
        "seen": max((s["day"] for s in body["sessions"] if s["outcome"] == "attended"), default=""),
    }  # fmt: skip


def _meeting(body: Body) -> Row:
    """`end` is the day by which to meet next; `seen` the day, where the citizen was there."""
    day = (body.get("appointment") or body).get("day") or ""
    there = bool((body.get("citizen") or {}).get("present"))
    return {
        "sub": body["kind"], "about": body.get("meeting") or "", "start": day,
        "end": body.get("next_by") or "", "seen": day if there else "",
    }  # fmt: skip


def _notice(body: Body) -> Row:
    """`start` and `end` are the days that the kind of notice speaks of; see `fold` and `course_steps`."""
    row: Row = {"sub": body["kind"], "about": body.get("end") or "", "start": "", "end": ""}
    match body["kind"]:
        case "started":
            attended = body.get("first_attended") or ""
            row |= {"start": body["first_offered"], "end": attended, "attended": bool(attended), "seen": attended}
        case "hold":
            row |= {"start": body["since"], "end": body["expected_resume"]}
        case "end" | "hand_back":
            row |= {"end": body["last_day"]}
        case "waive_report":
            row |= {"about": "", "start": body["start"], "end": body["end"]}
        case "reopen":
            row |= {"end": body["until"]}
        case "consultant" | "caseworker":
            row |= {"start": body["since"], "end": body.get("until") or ""}
        case "absence" | "resume":
            row |= {"start": body["day"]}
        case "stances":
            row |= {"start": body["day"], "seen": body["day"]}
        case "replaced":
            row |= {"by": body["by"]}
    return row
