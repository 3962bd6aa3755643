"""Drafts: what somebody is writing. Kept on this desk alone, saved as it grows, gone only when sent or thrown away."""

import hashlib
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from orderdesk.desk.desk import Desk
from orderdesk.errors import NotFound
from orderdesk.locale import _

DRAFTS = "drafts"
DISCARDED = "discarded"
ASIDE = "aside"
"""The member of a draft's row with the advice that was put aside: mark -> {"reason", "on"} (see `advice`)."""
_BEGUN = "begun"
"""Of a draft that this window began: a hash of what it began with. Kept in memory alone."""
Kind = Literal["order", "report", "reply", "review", "move", "case"]


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft. `thread` and `about` name what it answers, `label` what a list shows (the citizen's name)."""

    id: str
    kind: Kind
    body: dict[str, Any]
    thread: str
    about: str
    label: str
    created: str
    updated: str


def create(desk: Desk, draft_id: str, kind: Kind, body: dict[str, Any], *, thread: str = "", about: str = "") -> Draft:
    """Start a draft with a body, and keep it."""
    now = desk.instant()
    row = {
        "kind": kind, "body": body, "thread": thread, "about": about, "label": label_of(kind, body),
        "created": now, "updated": now, "revision": 1,
    }  # fmt: skip
    desk.store.put(DRAFTS, draft_id, row)
    draft = _seen(desk, draft_id, row)
    desk.drafts_seen[draft_id] = {**desk.drafts_seen[draft_id], _BEGUN: _print(body)}
    return draft


def save(desk: Desk, draft_id: str, body: dict[str, Any]) -> Draft:
    """Keep `body` as the draft's present text; writes nothing when nothing changed.

    Text is never lost: a draft that a second window threw away or sent comes back, and what a second window wrote in
    the meantime is kept as a draft of its own.
    """
    with desk.store.transaction():
        seen = desk.drafts_seen.get(draft_id)
        row = desk.store.get(DRAFTS, draft_id) or desk.store.get(DISCARDED, draft_id) or seen
        if row is None:
            raise NotFound(
                _("There is no such draft."), _("What you wrote is still on screen: copy it before you leave.")
            )
        if desk.store.get(DRAFTS, draft_id) is None or row["body"] != body:
            if seen is not None and seen["revision"] != row["revision"]:
                desk.store.put(DRAFTS, uuid.uuid4().hex, row)
            label = label_of(row["kind"], body) or row["label"]
            row = {name: value for name, value in row.items() if name != _BEGUN}
            row |= {"body": body, "updated": desk.instant(), "label": label, "revision": row["revision"] + 1}
            _seen(desk, draft_id, row)
            desk.store.put(DRAFTS, draft_id, row)
            desk.store.delete(DISCARDED, draft_id)
    return _seen(desk, draft_id, row)


def let_go(desk: Desk, draft_id: str) -> bool:
    """Take away a draft that this window began and that says what it began with, not a word more, nor holds advice that
    was put aside; False where it stays. A late save, by this window or another that has it open, brings it back."""
    with desk.store.transaction():
        row = desk.store.get(DRAFTS, draft_id)
        begun = (desk.drafts_seen.get(draft_id) or {}).get(_BEGUN)
        if row is None or row.get(ASIDE) or begun != _print(row["body"]):
            return False
        desk.store.delete(DRAFTS, draft_id)
    return True


def sent(desk: Desk, draft_id: str) -> None:
    """Take away a draft that goes out in this transaction. A late save by this window does not bring it back."""
    desk.store.delete(DRAFTS, draft_id)
    desk.drafts_seen.pop(draft_id, None)


def written_elsewhere(desk: Desk, draft_id: str) -> Literal["", "changed", "gone"]:
    """What another window, or a command, has done with a draft that this window works on."""
    seen, row = desk.drafts_seen.get(draft_id), desk.store.get(DRAFTS, draft_id)
    if seen is None:
        return ""
    if row is None:
        return "gone"
    return "changed" if row["revision"] > seen["revision"] else ""


def load(desk: Desk, draft_id: str) -> Draft:
    """The draft. Raises NotFound."""
    row = desk.store.get(DRAFTS, draft_id)
    if row is None:
        raise NotFound(_("There is no such draft."), _("It may have been sent or thrown away in another window."))
    return _seen(desk, draft_id, row)


def listing(desk: Desk, kind: Kind | None = None) -> list[Draft]:
    """All drafts, the last written first."""
    drafts = [_draft(key, row) for key, row in desk.store.rows(DRAFTS) if kind in (None, row["kind"])]
    return sorted(drafts, key=lambda draft: draft.updated, reverse=True)


def find(desk: Desk, kind: Kind, thread: str, replaces: str | None = None) -> Draft | None:
    """The draft of that kind in a thread, if one has been begun; with `replaces` only one of a later version of the
    document with that digest, or with "" of what replaces nothing."""
    for draft in listing(desk, kind):
        if draft.thread == thread and replaces in (None, draft.body.get("replaces") or ""):
            return draft
    return None


def discard(desk: Desk, draft_id: str) -> None:
    """Throw a draft away. It can be taken back with `restore` until the desk is compacted by a person."""
    with desk.store.transaction():
        row = desk.store.get(DRAFTS, draft_id)
        if row is not None:
            desk.store.put(DISCARDED, draft_id, row)
            desk.store.delete(DRAFTS, draft_id)


def restore(desk: Desk, draft_id: str) -> Draft:
    """Take back a draft that was thrown away."""
    row = desk.store.get(DISCARDED, draft_id)
    if row is None:
        raise NotFound(_("There is no such draft among those thrown away."))
    if draft_id in desk.drafts_seen:  # who takes a draft back wants it, as empty as it may be
        desk.drafts_seen[draft_id] = {n: value for n, value in desk.drafts_seen[draft_id].items() if n != _BEGUN}
    return save(desk, draft_id, row["body"])


def label_of(kind: str, body: Mapping[str, Any]) -> str:
    """What a list shows of a draft: the citizen's name for an order; the others take their thread's."""
    citizen = body.get("citizen") if kind == "order" else None
    return str(citizen.get("name") or "") if isinstance(citizen, Mapping) else ""


def _seen(desk: Desk, draft_id: str, row: Mapping[str, Any]) -> Draft:
    """The draft, remembered as the one that this window is working on."""
    begun = (desk.drafts_seen.get(draft_id) or {}).get(_BEGUN)
    seen = {name: value for name, value in row.items() if name != "body"}
    desk.drafts_seen[draft_id] = {**seen, **({_BEGUN: begun} if begun else {})}
    return _draft(draft_id, row)


def _print(body: Mapping[str, Any]) -> str:
    text = json.dumps(body, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _draft(draft_id: str, row: Mapping[str, Any]) -> Draft:
    return Draft(id=draft_id, **{name: row[name] for name in Draft.__slots__ if name != "id"})
