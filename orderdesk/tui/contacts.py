"""Contacts: providers and their consultants, colleagues, and one's own private notes on who is good at what."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Label, Static

from orderdesk.errors import OrderdeskError
from orderdesk.locale import N_, _
from orderdesk.tui.actions import Action, bindings_for, register
from orderdesk.tui.autosave import Autosave
from orderdesk.tui.listing import Column, Filter, RecordList, Row
from orderdesk.tui.note_field import NoteField
from orderdesk.tui.rooms import RoomScreen

if TYPE_CHECKING:
    from orderdesk.desk.contacts import Organisation, Person
    from orderdesk.desk.desk import Desk

register(
    Action("contacts.note", "enter", N_("Note"), N_("Write your own note on the person; Tab or Escape goes back."),
           "contacts", footer=True),
    Action("contacts.vouch", "f9", N_("New partner"), N_("Vouch for an organisation, after comparing its words on the"
           " telephone."), "contacts", footer=True, confirm=True),
    Action("contacts.words", "f10", N_("Words"), N_("The words of the organisation's key, to read out or compare."),
           "contacts"),
    Action("contacts.copy", "ctrl+n", N_("Copy number"), N_("Copy the person's phone number."), "contacts"),
)  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """A line of the list: a person, or an organisation whose directory has not come. `words` are the words of the
    organisation's key."""

    organisation: "Organisation"
    person: "Person | None"
    words: str


@dataclass(frozen=True)
class Book:
    """What was read."""

    rows: list[Row]
    entries: dict[str, Entry]


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
        "An administrator vouches for a new partner with F9. Read the twelve words to each other on the telephone"
        " first: ring a number that you know from elsewhere, not one that came with the directory."
    )
    BINDINGS = bindings_for("contacts")
    DEFAULT_CSS = """
    ContactsScreen #card { height: auto; padding: 0 1; background: $panel; }
    ContactsScreen #whole { height: auto; max-height: 6; }
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
        )
        yield RecordList(columns, filters, id="people", empty=N_("No directory has come yet. F5 fetches the post."))
        with Vertical(id="card"):
            yield Static("", id="whole", markup=False)
            yield Label(_("Your own note (never sent):"))
            yield NoteField("note")

    def on_mount(self) -> None:
        self.autosave = Autosave(self, self._written, self._keep)
        self.query_one("RowsView").focus()

    def read(self, desk: "Desk") -> Book:
        from orderdesk.desk import contacts
        from orderdesk.desk.fingerprints import words_of

        entries: dict[str, Entry] = {}
        for organisation in contacts.organisations(desk):
            words = words_of(organisation.root)
            for person in organisation.people:
                entries[f"{organisation.org}/{person.person}"] = Entry(organisation, person, words)
            if not organisation.people:
                entries[organisation.org] = Entry(organisation, None, words)
        own = desk.settings.org
        return Book([_row(key, entry, own) for key, entry in entries.items()], entries)

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
        self.query_one("#whole", Static).update(_card(entry) if entry else "")
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
        from orderdesk.desk import contacts

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

    # Partners

    def why_not(self, action_id: str) -> str:
        entry = self.entry() if self.is_mounted else None
        if action_id == "contacts.note" and (entry is None or entry.person is None):
            return _("There is no person under the cursor.")
        if action_id in ("contacts.words", "contacts.copy") and entry is None:
            return _("There is nobody under the cursor.")
        if action_id == "contacts.vouch" and (desk := self.desk_app.desk_if_open):
            from orderdesk.desk.fingerprints import may_administrate

            return "" if may_administrate(desk) else _("Only an administrator's desk vouches for partners.")
        return super().why_not(action_id)

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


def _row(key: str, entry: Entry, own: str) -> Row:
    organisation, person = entry.organisation, entry.person
    tags = {organisation.kind, *(["own"] if organisation.org == own else [])}
    if person is None:
        cells = (_("(directory has not come)"), organisation.name, "", "", "", "")
        return Row(key, cells, tags=frozenset(tags))
    tags |= {"noted"} if person.note else set()
    cells = (person.name, organisation.name, person.phone, person.title, ", ".join(person.skills), person.note)
    return Row(key, cells, search=person.mail, tags=frozenset(tags))


def _card(entry: Entry) -> str:
    from orderdesk.desk.wording import words

    organisation, person = entry.organisation, entry.person
    about = [organisation.name, words("organisation_kind", organisation.kind), organisation.agreement]
    lines = []
    if person is not None:
        roles = ", ".join(words("role", role) for role in person.roles)
        lines.append(" · ".join(part for part in (person.name, person.title, roles, person.phone, person.mail) if part))
        lines += [_("Good at: {skills}").format(skills=", ".join(person.skills))] if person.skills else []
    lines.append(" · ".join(part for part in about if part))
    return "\n".join([*lines, _("Key words: {words}").format(words=entry.words)])
