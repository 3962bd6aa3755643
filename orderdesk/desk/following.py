"""Beginning an order from another one, with the link kept: placed again, in its place, beside it, or after it."""

from typing import Literal

from orderdesk.desk import drafts, index, orders, replacing
from orderdesk.desk.desk import Desk
from orderdesk.desk.drafts import Draft
from orderdesk.documents.order_table import UNPLACED
from orderdesk.errors import NotPossible
from orderdesk.locale import _

Kind = Literal["replaces", "restarts", "beside", "follows"]


def begin(desk: Desk, thread: str, kind: Kind) -> Draft:
    """A draft with all that the order of `thread` says and what it does about that order; the one that was begun, where
    there is one. Raises NotPossible where the life cycle does not allow it, with the sentence."""
    folded = index.thread_of(desk, thread)
    refusal = {"restarts": _(again) if (again := folded.refusal("order_again", "C")) else "",
               "replaces": replacing.refusal(desk, thread)}.get(kind, "")  # fmt: skip
    if desk.actor != "C":
        refusal = _("That is for the other side of the order to do.")
    if refusal:
        raise NotPossible(refusal)
    if begun := _begun(desk, thread, kind):
        return begun
    base = {**index.body(desk, folded.order), "relation": {"kind": kind, "thread": thread}}
    base.pop("answer_by", None)  # the earlier order's day
    return orders.new_draft(desk, base)


def usual_kind(desk: Desk, thread: str) -> Kind:
    """What a new order from this one usually does: it restarts what came to nothing, and follows anything else."""
    return "restarts" if index.thread_of(desk, thread).state in UNPLACED else "follows"


def _begun(desk: Desk, thread: str, kind: Kind) -> Draft | None:
    for draft in drafts.listing(desk, "order"):
        relation = draft.body.get("relation")
        if not draft.thread and isinstance(relation, dict):
            if (relation.get("kind"), relation.get("thread")) == (kind, thread):
                return draft
    return None
