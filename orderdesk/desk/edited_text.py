"""What somebody typed in their editor and that could not be read as a body: kept, so that the next try begins there."""

from orderdesk.desk.desk import Desk

EDITED = "edited_text"


def keep(desk: Desk, draft: str, text: str) -> None:
    """Keep the text that was typed for a draft."""
    desk.store.put(EDITED, draft, {"text": text, "since": desk.instant()})


def kept(desk: Desk, draft: str) -> str:
    """The text that was typed for a draft and could not be read; empty where there is none."""
    row = desk.store.get(EDITED, draft)
    return str(row["text"]) if row else ""


def drop(desk: Desk, draft: str) -> None:
    """The text could be read, or is not wanted."""
    desk.store.delete(EDITED, draft)
