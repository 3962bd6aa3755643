"""Reading a report against its order, and deciding on it there; a draft is looked through."""

import asyncio
from collections.abc import Iterable

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical, VerticalScroll
from textual.widgets import Label, OptionList, Static, TextArea
from textual.widgets.option_list import Option

from orderdesk.desk.reporting import reading, reports, review_drafts, reviews
from orderdesk.errors import OrderdeskError
from orderdesk.locale import N_, _
from orderdesk.tui.actions import EVERYWHERE, Action, bindings_for, in_scope
from orderdesk.tui.autosave import Autosave
from orderdesk.tui.dialogs import ConfirmDialog
from orderdesk.tui.footer import DeskFooter, FooterItem
from orderdesk.tui.form.draft import Draft
from orderdesk.tui.form.row import FieldRow
from orderdesk.tui.open_desk import open_desk_of
from orderdesk.tui.reports.decision import DecisionPanel
from orderdesk.tui.reports.pages import Page, header_of, pages_of
from orderdesk.tui.reports.reader_keys import known_on, step_of
from orderdesk.tui.screen import DeskScreen


class ReaderScreen(DeskScreen):
    """Reads the report with that digest."""

    scope = "reading"
    heading = N_("Report")
    help_topic = N_(
        "The report against its order: first what matters at a glance, then what was ordered, with what was not"
        " answered on top (!), then what changed (~), then the rest. This month stands beside last month. F8 and F7"
        " turn the page.\n\n"
        "F2 opens the decision, F3 a request to elaborate; what you write stays on your desk until F9 sends it, signed."
        " A remark belongs to the goal or question that is shown.\n\n"
        "A draft is not decided on, and nothing in it can be changed: F2 comments, goal by goal, on what was asked and"
        " is not covered; F3 clears the draft.\n\n"
        "Opening a report tells nobody. F5 tells the provider that you have read it; a decision says so too.\n\n"
        "A decision says what is done. To take it up next time is none."
    )
    BINDINGS = bindings_for("reading")
    DEFAULT_CSS = """
    ReaderScreen #head { height: auto; max-height: 6; padding: 0 1; background: $panel; }
    ReaderScreen #sheet { height: 1fr; }
    ReaderScreen #pages { width: 24; height: 1fr; border: none; padding: 0;
        text-wrap: nowrap; text-overflow: ellipsis; }
    ReaderScreen #page { width: 1fr; height: 1fr; padding: 0 1; border-left: vkey $primary; }
    ReaderScreen #page:focus { border-left: heavy $primary; }
    ReaderScreen #ordered { color: $foreground 80%; margin-bottom: 1; }
    ReaderScreen #months { height: auto; layout: vertical; }
    ReaderScreen #months > Vertical { height: auto; }
    ReaderScreen #months Label { text-style: bold underline; width: 100%; }
    ReaderScreen #then { margin-top: 1; }
    ReaderScreen.-wide #pages { width: 34; }
    ReaderScreen.-wide #months { layout: horizontal; }
    ReaderScreen.-wide #months > Vertical { width: 1fr; padding-right: 1; }
    ReaderScreen.-wide #then { margin-top: 0; }
    """

    def __init__(self, report_digest: str) -> None:
        super().__init__()
        self.digest = report_digest
        self._sending = False
        self._refusals: dict[str, str] = {}
        self._lacking = ""

    def body(self) -> ComposeResult:
        self.desk = open_desk_of(self.app).desk
        self.reading = reading.read(self.desk, self.digest)
        self.pages = pages_of(self.reading)
        self.draft = Draft(dict(review_drafts.begun(self.desk, self.digest)))
        self.looking_through = self.reading.report["kind"] == "draft"
        self.panel = DecisionPanel(self.draft, self.looking_through)
        yield Static(self._head(), id="head", markup=False)
        with Horizontal(id="sheet"):
            yield OptionList(id="pages", compact=True, markup=False)
            with VerticalScroll(id="page"):
                yield Static("", id="ordered", markup=False)
                with Container(id="months"):
                    with Vertical(id="now"):
                        yield Label(_("This month"))
                        yield Static("", classes="text", markup=False)
                    with Vertical(id="before"):
                        yield Label(self._version_before())
                        yield Static("", classes="text", markup=False)
                    with Vertical(id="then"):
                        yield Label(_("Last month"))
                        yield Static("", classes="text", markup=False)
        yield self.panel

    def _version_before(self) -> str:
        replaced = self.reading.replaced
        return _("In version {number}").format(number=replaced["version"]) if replaced else ""

    def _head(self) -> Text:
        return header_of(self.reading, own=self.desk.actor == "P")

    def on_mount(self) -> None:
        self.heading_detail = str(self.reading.order["citizen"]["name"])
        self.autosave = Autosave(self, self.draft.snapshot, self._keep)
        self.draft.listeners.append(lambda _path: self._written())
        self._list_pages(0)
        self.query_one("#pages").focus()
        usual = "comment" if self.looking_through else "decide"
        if self.desk.actor == "C" and (self.draft.body or self.app.size.width >= 100) and not self._refused(usual):
            self.panel.add_class("-open")

    def _keep(self, body: dict[str, object]) -> None:
        written = {name: value for name, value in body.items() if name != "mode"}
        review_drafts.keep(self.desk, self.digest, body if written else {})

    def _written(self) -> None:
        if self.autosave:
            self.autosave.changed()
        if (lacking := self.panel.refusal()) != self._lacking:
            self._lacking = lacking
            self.show_footer()

    # Pages

    def _list_pages(self, shown: int) -> None:
        rows = self.query_one("#pages", OptionList)
        with self.prevent(OptionList.OptionHighlighted):
            rows.set_options(Option(Text(f"{page.sign} {page.title}")) for page in self.pages)
            rows.highlighted = min(shown, len(self.pages) - 1)
        self.show_page(self.pages[rows.highlighted or 0])

    @on(OptionList.OptionHighlighted, "#pages")
    def _turned(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self.show_page(self.pages[event.option_index])

    @on(OptionList.OptionSelected, "#pages")
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.query_one("#page").focus()

    def show_page(self, page: Page) -> None:
        """Show a page, and let the remark be about it."""
        ordered = self.query_one("#ordered", Static)
        ordered.update(page.ordered)
        ordered.display = bool(page.ordered.plain)
        self.query_one("#now Label").display = page.earlier is not None or page.before is not None
        self.query_one("#now .text", Static).update(page.now)
        self.query_one("#before").display = page.before is not None
        self.query_one("#before .text", Static).update(page.before or Text())
        self.query_one("#then").display = page.earlier is not None
        self.query_one("#then .text", Static).update(page.earlier or Text())
        self.query_one("#page").scroll_home(animate=False)
        self.panel.about(page.item)

    def action_next_page(self) -> None:
        """F8."""
        self.query_one("#pages", OptionList).action_cursor_down()

    def action_previous_page(self) -> None:
        """F7."""
        self.query_one("#pages", OptionList).action_cursor_up()

    # Deciding

    def possible_actions(self) -> list[Action]:
        """Without what only the other side of a report does."""
        return self._mine(super().possible_actions())

    def show_footer(self) -> None:
        """As every footer, without what only the other side of a report does; for the provider a later version."""
        if bars := self.query(DeskFooter):
            shown = ("reading.correct", "reading.next-page") if self.desk.actor == "P" else ()
            known = [*in_scope(self.scope), *in_scope(EVERYWHERE)]
            own = self._mine(action for action in known if action.footer or action.id in shown)
            bars.first().show([FooterItem(action, not self.why_not(action.id)) for action in own])

    def _mine(self, actions: Iterable[Action]) -> list[Action]:
        known = (known_on(action, draft=self.looking_through, actor=self.desk.actor) for action in actions)
        return [action for action in known if action is not None]

    def why_not(self, action_id: str) -> str:
        if self._sending:
            return _("It is being sent.")
        if begins := step_of(action_id, draft=self.looking_through):
            return self._refused(begins)
        if action_id == "reading.send":
            return self._refused(self.panel.mode) or self.panel.refusal()
        if action_id == "reading.correct" and self.desk.actor == "C":
            return _("Reports are written by the provider's consultant.")
        return ""

    def _refused(self, action: str) -> str:
        if action not in self._refusals:  # asked at every key for the footer; the archive is asked once
            self._refusals[action] = reviews.state_refusal(self.desk, self.digest, action)
        return self._refusals[action]

    def action_decide(self) -> None:
        """F2: the decision; on a draft the comments, and the first thing that they can be about."""
        if self.looking_through and not self.panel.item:
            rows = self.query_one("#pages", OptionList)
            rows.highlighted = next((at for at, page in enumerate(self.pages) if page.item), rows.highlighted)
            self.show_page(self.pages[rows.highlighted or 0])
        self.panel.use("comment" if self.looking_through else "decide")

    def action_elaborate(self) -> None:
        """F3: the request to elaborate; a draft is cleared."""
        self.panel.use("clear" if self.looking_through else "elaborate")

    def action_editor(self) -> None:
        """F4: the long text in the person's own editor."""
        from orderdesk.tui.editor import edit_in_editor

        row = next((row for row in self.panel.query(FieldRow) if row.has_focus_within), None)
        if row is None or not isinstance(self.focused, TextArea):
            self.notify(_("The editor is for long texts. Go to one first."))
            return
        try:
            row.put_text(edit_in_editor(self.app, self.focused.text))
        except OrderdeskError as error:
            self.notify(str(error), severity="error", markup=False)

    @property
    def _consultant(self) -> str:
        return str(self.reading.report["consultant"]["name"])

    @work(exclusive=True, group="sending")
    async def action_mark_read(self) -> None:
        """F5: told first, then said."""
        told = _("{name} gets a signed note that you have read the report. The decision can follow later.")
        question = ConfirmDialog(
            N_("Mark the report as read?"), told.format(name=self._consultant), "ctrl+s", N_("Mark read")
        )
        if not await self.app.push_screen_wait(question):
            return
        try:
            await asyncio.to_thread(reviews.mark_read, self.desk, self.digest)
        except OrderdeskError as error:
            self.notify(str(error), severity="error", markup=False)
            return
        open_desk_of(self.app).after_change()
        self._look_again()

    def on_desk_changed(self) -> None:
        """The post came: a later version perhaps, or a decision."""
        if not self._sending and reading.state_of(self.desk, self.digest) != self.reading.state:
            self._look_again()

    def _look_again(self) -> None:
        self._refusals.clear()
        self.reading = reading.read(self.desk, self.digest)
        self.query_one("#head", Static).update(self._head())
        self.pages = pages_of(self.reading)
        self._list_pages(self.query_one("#pages", OptionList).highlighted or 0)
        self.show_footer()

    @work(exclusive=True, group="sending")
    async def action_send(self) -> None:
        """F9: ask, sign, send."""
        if not await self.save_now():
            self.notify(_("Nothing was sent, because it could not be saved."), severity="error")
            return
        told = self.panel.consequence(self._consultant)
        question = ConfirmDialog(self.panel.question(), told, "ctrl+s", N_("Sign and send"))
        if not await self.app.push_screen_wait(question):
            return
        # The draft goes with what is sent; a late save must not bring it back.
        autosave, self.autosave = self.autosave, None
        self._sending = True
        try:
            await asyncio.to_thread(self.panel.send, self.desk, self.digest)
        except OrderdeskError as error:
            self.autosave, self._sending = autosave, False
            self.notify(str(error), severity="error", markup=False, timeout=10)
            return
        open_desk_of(self.app).after_change()
        self.app.notify(
            _("It has been signed and is on its way to {name}.").format(name=self._consultant), markup=False
        )
        self.dismiss(self.digest)

    # The provider's own report

    def action_correct(self) -> None:
        """Ctrl+N: a later version; what was sent is never edited."""
        from orderdesk.tui.reports.writer import WriterScreen

        try:
            draft = reports.correction_draft(self.desk, self.reading.thread, self.digest)
        except OrderdeskError as error:
            self.notify(str(error), severity="warning", markup=False)
            return

        def written(digest: str | None) -> None:
            if digest:  # the report that was shown here has been superseded
                self.dismiss(digest)

        self.app.push_screen(WriterScreen(draft.id), written)
