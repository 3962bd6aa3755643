"""Contacts: providers and their consultants, colleagues, one's own notes, and those that colleagues share."""

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Label, Static

from orderdesk.errors import OrderdeskError
from orderdesk.locale import N_, _
from orderdesk.tui.actions import Action, bindings_for, register
from orderdesk.tui.autosave import Autosave
from orderdesk.tui.colleague_notes_pane import ColleagueNotesPane
from orderdesk.tui.contact_rows import Book, Entry, card, row_of
from orderdesk.tui.listing import Column, Filter, RecordList
from orderdesk.tui.note_field import NoteField
from orderdesk.tui.rooms import RoomScreen

if TYPE_CHECKING:
    from orderdesk.desk.desk import Desk
    from orderdesk.desk.people.colleague_notes import SharedNote

register(
    Action("contacts.note", "enter", N_("Note"), N_("Write your own note on the person; Tab or Escape goes back."),
           "contacts", footer=True),
    Action("contacts.share", "ctrl+s", N_("Share"), N_("Share a note with your colleagues, or change the one you share."
           " The provider never sees it."), "contacts", footer=True),
    Action("contacts.withdraw", "ctrl+r", N_("Withdraw"), N_("Take back the note that you share."), "contacts",
           confirm=True),
    Action("contacts.vouch", "f9", N_("New partner"), N_("Vouch for an organisation, after comparing its words on the"
           " telephone."), "contacts", footer=True, confirm=True),
    Action("contacts.end", "ctrl+e", N_("End"), N_("End working with the organisation under the cursor"
           " (administrator)."), "contacts", confirm=True),
    Action("contacts.words", "f10", N_("Words"), N_("The words of the organisation's key, to read out or compare."),
           "contacts"),
    Action("contacts.copy", "ctrl+n", N_("Copy number"), N_("Copy the person's phone number."), "contacts"),
)  # fmt: skip


class ContactsScreen(RoomScreen):
    """The list of people, the one under the cursor in full, and the note on them."""

    scope = "contacts"
    room = "contacts"
    heading = N_("Contacts")
    help_topic = N_(
        "Everyone in the directories that your organisation trusts. Ctrl+T shows providers, colleagues, or those you"
        " have a note on. Type to search for a name, a skill, a phone number.\n\n"
        "Enter goes to your note on the person: who is good at what. It is yours alone, is never sent, and saves"
        " itself. Tab or Escape goes back to the list.\n\n"
        "Ctrl+S shares a note with your colleagues, about a person or a provider as a whole; the provider never sees"
        " it. Ctrl+R takes it back. Notes are about work, never about citizens.\n\n"
        "An administrator vouches for a new partner with F9, and ends a partnership with Ctrl+E. Read the twelve words"
        " to each other on the telephone first: ring a number that you know from elsewhere, not one that came with the"
        " directory."
    )
    BINDINGS = bindings_for("contacts")
    VERTICAL_BREAKPOINTS = [(0, "-short"), (36, "-tall")]
    DEFAULT_CSS = """
    ContactsScreen #card { height: auto; padding: 0 1; background: $panel; }
    ContactsScreen #whole { height: auto; max-height: 6; }
    ContactsScreen.-tall #shared { max-height: 12; }
    ContactsScreen #card Label { text-style: bold; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._at = ""

    def body(self) -> ComposeResult:
        columns = (
            Column("name", N_("Name")),
            Column("org", N_("Organisation")),
            Column("phone", N_("Phone"), width=14),
            Column("title", N_("Title"), width=16, drop=2),
            Column("skills", N_("Good at"), drop=1),
            Column("note", N_("Your note"), drop=3),
        )
        filters = (
            Filter("providers", N_("providers"), lambda row: "provider" in row.tags and "own" not in row.tags),
            Filter("colleagues", N_("colleagues"), lambda row: "own" in row.tags),
            Filter("noted", N_("with a note"), lambda row: "noted" in row.tags),
            Filter("shared", N_("with colleagues' notes"), lambda row: "shared" in row.tags),
        )
        yield RecordList(columns, filters, id="people", empty=N_("No directory has come yet. F5 fetches the post."))
        with Vertical(id="card"):
            yield Static("", id="whole", markup=False)
            yield ColleagueNotesPane(id="shared")
            yield Label(_("Only you see this:"))
            yield NoteField("note")

    def on_mount(self) -> None:
        self.autosave = Autosave(self, self._written, self._keep)
        self.query_one("RowsView").focus()

    def read(self, desk: "Desk") -> Book:
        from orderdesk.desk.membership.key_fingerprint import words_of
        from orderdesk.desk.people import colleague_notes, contacts

        entries: dict[str, Entry] = {}
        shared = colleague_notes.everything(desk)
        for organisation in contacts.organisations(desk):
            words = words_of(organisation.root)
            for person in organisation.people:
                about = (*shared.get((person.org, person.person), ()), *shared.get((person.org, ""), ()))
                entries[f"{organisation.org}/{person.person}"] = Entry(organisation, person, words, about)
            if not organisation.people:
                entries[organisation.org] = Entry(organisation, None, words)
        own = desk.settings.org
        return Book([row_of(key, entry, own) for key, entry in entries.items()], entries)

    def show(self, found: Book) -> None:
        listing = self.query_one("#people", RecordList)
        listing.set_rows(found.rows)
        self._show_card(listing.current or "")

    def entry(self) -> Entry | None:
        """The line under the cursor."""
        key = self.query_one("#people", RecordList).current if self._found else None
        return self._found.entries.get(key) if key else None

    @on(RecordList.Highlighted, "#people")
    async def _highlighted(self, event: RecordList.Highlighted) -> None:
        await self.save_now()
        self._show_card(event.key)

    def _show_card(self, key: str) -> None:
        entry = self._found.entries.get(key) if self._found else None
        note = self.query_one(NoteField)
        self.query_one("#whole", Static).update(card(entry) if entry else "")
        if entry:
            own, today = self.desk.settings.org_name, self.desk.today()
            self.query_one(ColleagueNotesPane).show(entry.shared, own, entry.organisation.name, today)
        if key == self._at and (note.has_focus or (self.autosave and self.autosave.unsaved)):
            return  # what is being written stays, whatever was read meanwhile
        self._at = key
        note.show(entry.person.note if entry and entry.person else "")
        note.read_only = entry is None or entry.person is None
        self.show_footer()

    # The note

    @on(NoteField.Written)
    def _note_written(self) -> None:
        if self.autosave:
            self.autosave.changed()

    def _written(self) -> dict[str, Any]:
        return {"key": self._at, "text": self.query_one(NoteField).text}

    def _keep(self, written: dict[str, Any]) -> None:
        """Runs in a thread."""
        from orderdesk.desk.people import contacts

        org, slash, person = written["key"].partition("/")
        if slash:
            contacts.note(self.desk, org, person, written["text"])

    @on(RecordList.Selected, "#people")
    def action_note(self) -> None:
        """Enter."""
        self.query_one(NoteField).focus()

    async def _back_to_list(self) -> None:
        await self.save_now()
        self.query_one("RowsView").focus()
        self.reload()

    def action_back(self) -> Any:
        """Escape: from the note to the list, from the list to Today."""
        if self.query_one(NoteField).has_focus:
            return self._back_to_list()
        return super().action_back()

    def on_descendant_blur(self) -> None:
        """The list shows the note when it has been written."""
        self.set_timer(0.3, self.reload)

    # What colleagues see

    def _own_shared(self) -> "list[SharedNote]":
        entry = self.entry()
        return [note for note in entry.shared if note.own] if entry else []

    def action_share(self) -> None:
        """Ctrl+S."""
        from orderdesk.tui.sharing import share

        if (entry := self.entry()) and entry.person:
            organisation, person = entry.organisation, entry.person
            told = _("Your colleagues get it with the next post.")
            self._talk_over(lambda: share(self.desk_app, organisation, person), told)

    def action_withdraw(self) -> None:
        """Ctrl+R."""
        from orderdesk.tui.sharing import withdraw

        if (entry := self.entry()) and entry.person and (own := self._own_shared()):
            whole = _("{org} as a whole").format(org=entry.organisation.name)
            names = {entry.person.person: entry.person.name, "": whole}
            self._talk_over(lambda: withdraw(self.desk_app, own, names), _("The note is taken back."))

    @work(exclusive=True, group="sharing")
    async def _talk_over(self, conversation: Callable[[], Coroutine[Any, Any, bool]], told: str) -> None:
        try:
            done = await conversation()
        except OrderdeskError as error:
            self.tell(error)
            return
        if done:
            self.notify(told, markup=False)
            self.desk_app.after_change()

    # Partners

    def why_not(self, action_id: str) -> str:
        entry = self.entry() if self.is_mounted else None
        if action_id == "contacts.note" and (entry is None or entry.person is None):
            return _("There is no person under the cursor.")
        if action_id in ("contacts.words", "contacts.copy") and entry is None:
            return _("There is nobody under the cursor.")
        if action_id == "contacts.share":
            return self._why_not_share(entry)
        if action_id == "contacts.withdraw" and not (self.is_mounted and self._own_shared()):
            return _("You share no note about that.")
        if action_id == "contacts.vouch" and (desk := self.desk_app.desk_if_open):
            from orderdesk.desk.membership.fingerprints import may_administrate

            return "" if may_administrate(desk) else _("Only an administrator's desk vouches for partners.")
        if action_id == "contacts.end":
            return self._why_not_end(entry)
        return super().why_not(action_id)

    def _why_not_end(self, entry: Entry | None) -> str:
        from orderdesk.desk.membership.fingerprints import may_administrate

        desk = self.desk_app.desk_if_open
        if desk and not may_administrate(desk):
            return _("Only an administrator's desk ends a partnership.")
        if desk is None or entry is None or entry.organisation.org == desk.settings.org:
            return _("There is no partner under the cursor.")
        return ""

    def _why_not_share(self, entry: Entry | None) -> str:
        from orderdesk.desk.people import colleague_notes

        desk = self.desk_app.desk_if_open
        if desk and (refusal := colleague_notes.why_not(desk)):
            return refusal
        if entry is None or entry.person is None or entry.organisation.kind != "provider":
            return _("There is nobody from a provider under the cursor.")
        return ""

    def action_words(self) -> None:
        """F10."""
        from orderdesk.tui.dialogs import MessageDialog

        if entry := self.entry():
            self.app.push_screen(MessageDialog(entry.organisation.name, f"{entry.words}\n\n{entry.organisation.root}"))

    def action_copy(self) -> None:
        """Ctrl+N."""
        from orderdesk.tui.clipboard import copy_text

        entry = self.entry()
        if entry and entry.person and entry.person.phone:
            copy_text(self.app, entry.person.phone)
            self.notify(_("Copied {text}.").format(text=entry.person.phone), markup=False)

    @work(exclusive=True, group="vouching")
    async def action_vouch(self) -> None:
        """F9."""
        from orderdesk.tui.vouching import vouch_for_partner

        try:
            name = await vouch_for_partner(self.desk_app)
        except OrderdeskError as error:
            self.tell(error)
            return
        if name:
            self.notify(_("{name} is a partner now.").format(name=name), markup=False)
            self.desk_app.after_change()

    def action_end(self) -> None:
        """Ctrl+E."""
        from orderdesk.tui.vouching import end_partnership

        if entry := self.entry():
            organisation = entry.organisation
            told = _("{org} is a partner no longer.").format(org=organisation.name)
            self._talk_over(lambda: end_partnership(self.desk_app, organisation), told)
