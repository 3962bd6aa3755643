"""A new order that takes the place of another: the old thread is told of it in the same breath."""

from collections.abc import Mapping
from typing import Any

from orderdesk.desk import index
from orderdesk.desk.bodies import pruned
from orderdesk.desk.desk import Desk
from orderdesk.desk.issuing import Issued, issue
from orderdesk.desk.ordering.replies import other_side
from orderdesk.locale import _

Body = Mapping[str, Any]


def replaced_by(body: Body, in_force: Body | None = None) -> str:
    """The thread of the order whose place `body` takes; "" where it takes none, or where the version before it
    (`in_force`) took it already."""
    relation = body.get("relation") or {}
    before = (in_force or {}).get("relation") or {}
    new = (relation.get("kind"), relation.get("thread")) != (before.get("kind"), before.get("thread"))
    return str(relation.get("thread") or "") if relation.get("kind") == "replaces" and new else ""


def refusal(desk: Desk, thread: str) -> str:
    """Why the order of `thread` cannot be replaced, as a translated sentence; "" when it can."""
    if not thread:
        return ""
    if desk.store.get(index.THREADS, thread) is None:
        return _("This desk does not hold the order that is to be replaced.")
    return _(why) if (why := index.thread_of(desk, thread).refusal("replace", desk.actor)) else ""


def tell(desk: Desk, thread: str, by: str, reason: str = "") -> Issued:
    """Say in the old order's `thread` that the order of the thread `by` takes its place; whoever has the old one gets
    it, be it another provider or not. Call it within the transaction that sends the new order."""
    body = pruned({"kind": "replaced", "by": by, "reason": reason})
    return issue(desk, "notice", body, to=other_side(desk, index.thread_of(desk, thread)), thread=thread)
