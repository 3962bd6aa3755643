"""What colleagues share about the person under the cursor."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from orderdesk.locale import _
from orderdesk.tui.moments import day_text

if TYPE_CHECKING:
    from orderdesk.desk.people.colleague_notes import SharedNote


class ColleagueNotesPane(VerticalScroll):
    """Who says what, since when. Not there while nobody says anything; Tab leads to it, and the arrows scroll."""

    DEFAULT_CSS = """
    ColleagueNotesPane { height: auto; max-height: 5; padding: 0 1; background: $surface; }
    ColleagueNotesPane:focus { background: $panel; }
    ColleagueNotesPane Static { height: auto; }
    """

    def compose(self) -> ComposeResult:
        yield Static("", markup=False)

    def show(self, notes: "Sequence[SharedNote]", own_org: str, provider: str, today: date) -> None:
        """Show `notes`; those without a person are about `provider` as a whole."""
        said = [_said(note, provider, today) for note in notes]
        seen_by = _("Your colleagues at {org} see this; the provider never does.").format(org=own_org)
        self.query_one(Static).update("\n".join([seen_by, *said]) if said else "")
        self.display = bool(said)
        self.scroll_home(animate=False)


def _said(note: "SharedNote", provider: str, today: date) -> str:
    head = [_("You") if note.own else note.author_name, day_text(note.day, today)]
    head += [] if note.person else [_("about {org} as a whole").format(org=provider)]
    head += [_("good at: {skills}").format(skills=", ".join(note.good_at))] if note.good_at else []
    return "\n  ".join([" · ".join(head), *note.text.splitlines()])
