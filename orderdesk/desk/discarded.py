"""Drafts that were thrown away and can be taken back."""

from orderdesk.desk.desk import Desk
from orderdesk.desk.drafts import DISCARDED


def listing(desk: Desk, kind: str) -> list[tuple[str, str]]:
    """Id and label of the drafts of a kind that were thrown away, the last written first."""
    rows = [(key, row) for key, row in desk.store.rows(DISCARDED) if row["kind"] == kind]
    rows.sort(key=lambda item: str(item[1]["updated"]), reverse=True)
    return [(key, f"{row['label'] or '?'} · {row['updated'][:10]}") for key, row in rows]
