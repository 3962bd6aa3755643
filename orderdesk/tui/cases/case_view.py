"""A case as it is read and shown: its pages at the side, the list of the page, and what is under the cursor in full."""

from dataclasses import dataclass
from datetime import date
from typing import Final, cast

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Horizontal, VerticalScroll
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from orderdesk.desk.casework.case_page import PAGES, CasePage, EntryLine, SectionName, read_page
from orderdesk.desk.casework.shown import GapLine, narrow_frame
from orderdesk.desk.desk import Desk
from orderdesk.locale import N_, _, ngettext
from orderdesk.locale.days import in_words
from orderdesk.tui.cases.case_rows import ENTRY_COLUMNS, GAP_COLUMNS, GAP_FILTERS, entry_row, gap_row
from orderdesk.tui.cases.entry_fields import FORMS
from orderdesk.tui.cases.passages import entry_text, passages_text
from orderdesk.tui.listing import RecordList
from orderdesk.tui.open_desk import open_desk_of
from orderdesk.tui.reading_screen import ReadingScreen

_NAMES: Final = tuple(PAGES)


@dataclass(frozen=True)
class _Read:
    """What the screen shows, read in a thread."""

    page: CasePage
    proposals: int


class CaseView(ReadingScreen):
    """The case by its short name; `page` is the one shown first, `at` the gap's key or the entry's id that the cursor
    stands on. How it is laid out says the class that has its actions."""

    unreadable = N_("The case cannot be shown.")

    def __init__(self, case: str, page: SectionName = "gaps", at: str = "") -> None:
        super().__init__()
        self.case = case
        self.page: SectionName = page
        self.as_of: date | None = None
        self._at = at
        self._read: _Read | None = None
        self._lines: dict[str, EntryLine] = {}

    @property
    def shown(self) -> CasePage | None:
        """The case as it was read last."""
        return self._read.page if self._read else None

    def body(self) -> ComposeResult:
        self.desk: Desk = open_desk_of(self.app).desk
        yield Static(_("Reading…"), id="about", markup=False)
        with Horizontal():
            yield OptionList(id="pages", compact=True, markup=False)
            with Container(id="matter"):
                yield RecordList(GAP_COLUMNS, GAP_FILTERS, id="gaps", empty=N_("The rules ask nothing of this case."))
                yield RecordList(ENTRY_COLUMNS, id="entries", empty=N_("Nothing here yet. F2 adds an entry."))
                with VerticalScroll(id="pane"):
                    yield Static("", id="whole", markup=False)

    def on_mount(self) -> None:
        pages = self.query_one("#pages", OptionList)
        with self.prevent(OptionList.OptionHighlighted):
            pages.add_options(Option(_(title), name) for name, title in PAGES.items())
        self._turn_to(self.page)

    # Reading

    def read_desk(self) -> _Read:
        from orderdesk.tui.cases.proposals import waiting

        return _Read(read_page(self.desk, self.case, self.as_of), waiting(self.desk, self.case))

    async def show_read(self, found: _Read) -> None:
        self._read, page = found, found.page
        self._name_screen()
        self.query_one("#about", Static).update(self._about(page, found.proposals))
        self.query_one("#gaps", RecordList).set_rows([gap_row(one, self.desk.today()) for one in page.gaps])
        self._name_pages(page)
        self._show_entries()
        if self._at:
            self._go_to(self._at)
            self._at = ""
        self._show_whole()

    def _name_screen(self) -> None:
        """Whose case it is, as of which day where that is another; on a slim terminal the page, as no list names it."""
        if (page := self.shown) is None:
            return
        name = _(PAGES[self.page]) if self.has_class("-slim") else ""
        day = _("as of {day}").format(day=in_words(page.answers.as_of)) if self.as_of else ""
        self.heading_detail = " · ".join(part for part in (name, page.title, day) if part)

    def _about(self, page: CasePage, proposals: int) -> Text:
        text = Text()
        if proposals:
            waits = ngettext("F9: {count} proposal waits for you", "F9: {count} proposals wait for you", proposals)
            text.append(waits.format(count=proposals) + " · ", "bold")
        if page.amiss:
            amiss = ngettext("! {count} thing does not add up: see the notes",
                             "! {count} things do not add up: see the notes", len(page.amiss))  # fmt: skip
            text.append(amiss.format(count=len(page.amiss)) + " · ", "bold")
        parts = [page.rules_amiss] if page.rules_amiss else []
        return text.append(" · ".join([*parts, page.tracks_text(), *narrow_frame(page.answers, self.desk.today())]))

    def _name_pages(self, page: CasePage) -> None:
        pages = self.query_one("#pages", OptionList)
        for at, (name, title) in enumerate(PAGES.items()):
            open_ = sum(one.state == "open" for one in page.gaps)  # as the board counts them
            count = open_ if name == "gaps" else len(page.lines(name))
            number = "" if name == "preparatory" or not count else f" {count}"
            pages.replace_option_prompt_at_index(at, f"{_(title)}{number}")

    def _show_entries(self) -> None:
        if self.shown is None or self.page == "gaps":
            return
        lines = self.shown.lines(self.page)
        self._lines = {f"{at} {one.key}": one for at, one in enumerate(lines)}
        today = self.desk.today()
        self.query_one("#entries", RecordList).set_rows(
            [entry_row(key, one, today) for key, one in self._lines.items()]
        )

    def _go_to(self, at: str) -> None:
        if self.page == "gaps":
            self.query_one("#gaps", RecordList).go_to(at)
        else:
            key = next((key for key, one in self._lines.items() if one.entry == at), "")
            self.query_one("#entries", RecordList).go_to(key)

    # What is under the cursor

    @property
    def gap(self) -> GapLine | None:
        """The gap under the cursor."""
        key = self.query_one("#gaps", RecordList).current if self.page == "gaps" and self.shown else None
        return next((one for one in self.shown.gaps if one.key == key), None) if self.shown and key else None

    @property
    def entry(self) -> EntryLine | None:
        """The entry under the cursor."""
        if self.page == "gaps":
            return None
        return self._lines.get(self.query_one("#entries", RecordList).current or "")

    @on(RecordList.Highlighted)
    def _highlighted(self) -> None:
        self._show_whole()
        self.show_footer()

    def _show_whole(self) -> None:
        self.query_one("#whole", Static).update(self._whole())
        self.query_one("#pane", VerticalScroll).scroll_home(animate=False)

    def _whole(self) -> Text:
        if self.shown is None:
            return Text()
        if (gap := self.gap) is not None:
            return passages_text(self.shown.explained(gap.key))
        if (entry := self.entry) is None:
            return Text()
        if entry.kind == "notes":
            return Text(f"{entry.what}\n{entry.detail}")
        values = self.shown.values(entry.kind, entry.entry)
        return Text(f"{entry.what}\n", "bold").append(
            Text(style="not bold").append(entry_text(FORMS[entry.kind], values))
        )

    # Pages

    def _turn_to(self, page: SectionName) -> None:
        self.page = page
        with self.prevent(OptionList.OptionHighlighted):
            self.query_one("#pages", OptionList).highlighted = _NAMES.index(page)
        gaps, others = self.query_one("#gaps", RecordList), self.query_one("#entries", RecordList)
        gaps.display, others.display = page == "gaps", page != "gaps"
        self._show_entries()
        self._name_screen()
        (gaps if page == "gaps" else others).query_one("RowsView").focus()
        self._show_whole()
        self.show_footer()

    @on(OptionList.OptionHighlighted, "#pages")
    @on(OptionList.OptionSelected, "#pages")
    def _page_chosen(self, event: OptionList.OptionHighlighted | OptionList.OptionSelected) -> None:
        focused = self.focused
        self._turn_to(cast(SectionName, event.option_id))
        if isinstance(event, OptionList.OptionHighlighted) and focused is not None:
            focused.focus()

    def action_next(self) -> None:
        """F8."""
        self._turn_to(_NAMES[min(_NAMES.index(self.page) + 1, len(_NAMES) - 1)])

    def action_previous(self) -> None:
        """F7."""
        self._turn_to(_NAMES[max(_NAMES.index(self.page) - 1, 0)])
