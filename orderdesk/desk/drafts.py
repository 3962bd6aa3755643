"""Drafts: what somebody is writing. Kept on this desk alone, saved as it grows, gone only when sent or thrown away."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from orderdesk.desk.desk import Desk
from orderdesk.errors import NotFound
from orderdesk.locale import _

DRAFTS = "drafts"
DISCARDED = "discarded"
Kind = Literal["order", "report", "reply", "review"]


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
    draft = Draft(draft_id, kind, body, thread, about, label_of(kind, body), now, now)
    desk.store.put(DRAFTS, draft_id, _row(draft))
    return draft


def save(desk: Desk, draft_id: str, body: dict[str, Any]) -> Draft:
    """Keep `body` as the draft's present text. A draft that a second window threw away or sent comes back: text is
    never lost. Writes nothing when nothing changed."""
    with desk.store.transaction():
        row = desk.store.get(DRAFTS, draft_id) or desk.store.get(DISCARDED, draft_id)
        if row is None:
            raise NotFound(
                _("There is no such draft."), _("What you wrote is still on screen: copy it before you leave.")
            )
        if row["body"] != body or desk.store.get(DRAFTS, draft_id) is None:
            label = label_of(row["kind"], body) or row["label"]
            row = dict(row) | {"body": body, "updated": desk.instant(), "label": label}
            desk.store.put(DRAFTS, draft_id, row)
            desk.store.delete(DISCARDED, draft_id)
    return _draft(draft_id, row)


def load(desk: Desk, draft_id: str) -> Draft:
    """The draft. Raises NotFound."""
    row = desk.store.get(DRAFTS, draft_id)
    if row is None:
        raise NotFound(_("There is no such draft."), _("It may have been sent or thrown away in another window."))
    return _draft(draft_id, row)


def listing(desk: Desk, kind: Kind | None = None) -> list[Draft]:
    """All drafts, the last written first."""
    drafts = [_draft(key, row) for key, row in desk.store.rows(DRAFTS) if kind in (None, row["kind"])]
    return sorted(drafts, key=lambda draft: draft.updated, reverse=True)


def find(desk: Desk, kind: Kind, thread: str) -> Draft | None:
    """The draft of that kind in a thread, if one has been begun."""
    return next((draft for draft in listing(desk, kind) if draft.thread == thread), None)


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
    return save(desk, draft_id, row["body"])


def label_of(kind: str, body: Mapping[str, Any]) -> str:
    """What a list shows of a draft: the citizen's name for an order; the others take their thread's."""
    citizen = body.get("citizen") if kind == "order" else None
    return str(citizen.get("name") or "") if isinstance(citizen, Mapping) else ""


def _row(draft: Draft) -> dict[str, Any]:
    return {name: getattr(draft, name) for name in Draft.__slots__ if name != "id"}


def _draft(draft_id: str, row: Mapping[str, Any]) -> Draft:
    return Draft(id=draft_id, **{name: row[name] for name in Draft.__slots__ if name != "id"})
