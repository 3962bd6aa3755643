"""What a caseworker has begun to write about a report: a decision, what should be elaborated, or
comments on a draft. It stays on the desk and is gone when the review has been sent."""

from typing import Any

from orderdesk.desk import drafts, index
from orderdesk.desk.desk import Desk

Body = dict[str, Any]


def draft_id(report: str) -> str:
    """The id of the draft of a review of `report` (its digest): one report has one."""
    return f"review-{report}"


def begun(desk: Desk, report: str) -> Body:
    """What has been written so far; empty when nothing."""
    row = desk.store.get(drafts.DRAFTS, draft_id(report))
    body: Body = row["body"] if row else {}
    return body


def keep(desk: Desk, report: str, body: Body) -> None:
    """Keep what has been written so far. An empty body leaves no draft behind."""
    name = draft_id(report)
    if not body:
        desk.store.delete(drafts.DRAFTS, name)
        return
    if desk.store.get(drafts.DRAFTS, name) is not None:
        drafts.save(desk, name, body)
        return
    thread = str(index.document(desk, report)["thread"])
    with desk.store.transaction():
        drafts.create(desk, name, "review", body, thread=thread, about=report)
        row = desk.store.get(drafts.DRAFTS, name) or {}
        citizen = (desk.store.get(index.THREADS, thread) or {}).get("citizen", "")
        desk.store.put(drafts.DRAFTS, name, {**row, "label": citizen})
