"""What somebody has begun to write of an action: kept as it grows, one for each action on an order (and each meeting),
gone when it has been sent. A draft's body is {"action", "meeting", "values"}."""

from collections.abc import Mapping
from typing import Any

from orderdesk.desk import drafts, index
from orderdesk.desk.desk import Desk
from orderdesk.desk.issuing import Issued
from orderdesk.desk.moves import making

Body = dict[str, Any]


def draft_id(thread: str, action: str, meeting: str = "") -> str:
    """The id of the draft of `action` on the order of `thread`; `meeting` where it is about one that is there."""
    return "-".join(part for part in ("move", action, thread, meeting) if part)


def begun(desk: Desk, thread: str, action: str, meeting: str = "") -> Body:
    """What has been written so far; what the form begins with where nothing has. Raises KeyError for no action."""
    row = desk.store.get(drafts.DRAFTS, draft_id(thread, action, meeting))
    values: Body = row["body"]["values"] if row else making.begin(desk, thread, action, meeting)
    return values


def keep(desk: Desk, thread: str, action: str, values: Mapping[str, Any], meeting: str = "") -> None:
    """Keep what has been written so far. A form that holds only what it began with leaves no draft behind."""
    name = draft_id(thread, action, meeting)
    with desk.store.transaction():
        if not values or values == making.begin(desk, thread, action, meeting):
            desk.store.delete(drafts.DRAFTS, name)
            return
        body = {"action": action, "meeting": meeting, "values": dict(values)}
        if desk.store.get(drafts.DRAFTS, name) is not None:
            drafts.save(desk, name, body)
            return
        drafts.create(desk, name, "move", body, thread=thread, about=action)
        row = desk.store.get(drafts.DRAFTS, name) or {}
        citizen = (desk.store.get(index.THREADS, thread) or {}).get("citizen", "")
        desk.store.put(drafts.DRAFTS, name, {**row, "label": citizen})


def begun_on(desk: Desk, thread: str, meeting: str = "") -> set[str]:
    """The actions of which something has been written on the order of `thread`, or on one of its meetings."""
    found = (draft for draft in drafts.listing(desk, "move") if draft.thread == thread)
    return {str(draft.body["action"]) for draft in found if draft.body["meeting"] == meeting}


def throw_away(desk: Desk, thread: str, action: str, meeting: str = "") -> None:
    """Throw away what has been written; `drafts.restore` takes it back."""
    drafts.discard(desk, draft_id(thread, action, meeting))


def send(desk: Desk, thread: str, action: str, values: Mapping[str, Any], meeting: str = "") -> Issued:
    """Sign and send, and let the draft go, in one breath. Raises NotPossible; the draft stays then."""
    with desk.store.transaction():
        issued = making.make(desk, thread, action, values, meeting)
        desk.store.delete(drafts.DRAFTS, draft_id(thread, action, meeting))
    return issued
