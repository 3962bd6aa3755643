"""Beginning an order from another one, with the link kept: placed again, in its place, beside it, or after it."""

from typing import Literal

from orderdesk.desk import drafts, index
from orderdesk.desk.desk import Desk
from orderdesk.desk.drafts import Draft
from orderdesk.desk.ordering import orders, replacing
from orderdesk.documents.order_table import UNPLACED
from orderdesk.errors import NotPossible
from orderdesk.locale import _

Kind = Literal["replaces", "restarts", "beside", "follows"]


def begin(desk: Desk, thread: str, kind: Kind) -> Draft:
    """A draft with all that the order of `thread` says and what it does about that order; the one that was begun, where
    there is one. Raises NotPossible where the life cycle does not allow it, with the sentence."""
    if why := refusal(desk, thread, kind):
        raise NotPossible(why)
    if begun := _begun(desk, thread, kind):
        return begun
    body = index.body(desk, index.thread_of(desk, thread).order)
    body.pop("answer_by", None)  # the earlier order's day
    return orders.new_draft(desk, {**body, "relation": {"kind": kind, "thread": thread}})


def refusal(desk: Desk, thread: str, kind: Kind) -> str:
    """Why no new order can do that about the order of `thread`, as a translated sentence; "" when one can."""
    if desk.actor != "C":
        return _("That is for the other side of the order to do.")
    match kind:
        case "restarts":
            return _(why) if (why := index.thread_of(desk, thread).refusal("order_again", "C")) else ""
        case "replaces":
            return replacing.refusal(desk, thread)
    return ""


def usual_kind(desk: Desk, thread: str) -> Kind:
    """What a new order from this one usually does: it restarts what came to nothing, and follows anything else."""
    return "restarts" if index.thread_of(desk, thread).state in UNPLACED else "follows"


def _begun(desk: Desk, thread: str, kind: Kind) -> Draft | None:
    for draft in drafts.listing(desk, "order"):
        relation = draft.body.get("relation")
        same = isinstance(relation, dict) and (relation.get("kind"), relation.get("thread")) == (kind, thread)
        if same and not draft.thread:
            return draft
    return None
