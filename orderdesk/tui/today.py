"""Today: what needs the desk's owner, late things first, with since when and until when."""

import asyncio
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from textual import on, work
from textual.app import ComposeResult
from textual.widgets import Static

from orderdesk.errors import OrderdeskError
from orderdesk.locale import N_, _, ngettext
from orderdesk.tui import places
from orderdesk.tui.actions import Action, bindings_for, register
from orderdesk.tui.listing import Column, Filter, RecordList, Row
from orderdesk.tui.moments import DAY_WIDTH, day_of, day_text
from orderdesk.tui.rooms import RoomScreen

if TYPE_CHECKING:
    from orderdesk.desk.casework.case_page import SectionName
    from orderdesk.desk.desk import Desk
    from orderdesk.desk.today import Item

register(
    Action("today.open", "enter", N_("Open"), N_("Go where the line under the cursor is done."), "today"),
    Action("today.aside", "delete", N_("Put aside"), N_("Take a line away that has been seen to."), "today"),
    Action("today.take-back", "ctrl+r", N_("Take back"), N_("Put the line back that was put aside last."), "today"),
)

COLUMNS = (
    Column("mark", N_("!"), width=1),
    Column("what", N_("What"), width=34),
    Column("who", N_("Who")),
    Column("detail", N_("Detail"), drop=2),
    Column("since", N_("Since"), width=DAY_WIDTH),
    Column("until", N_("Until"), width=DAY_WIDTH),
)
FILTERS = (
    Filter("late", N_("late"), lambda row: "late" in row.tags),
    Filter("orders", N_("orders"), lambda row: "order" in row.tags),
    Filter("reports", N_("reports"), lambda row: bool({"report", "write_report", "write_final"} & row.tags)),
    Filter("meetings", N_("meetings"), lambda row: bool({"meeting", "agreed"} & row.tags)),
    Filter("news", N_("news"), lambda row: "news" in row.tags),
    Filter("cases", N_("cases"), lambda row: "case" in row.tags),
    Filter("drafts", N_("drafts"), lambda row: "draft" in row.tags),
    Filter("post", N_("post"), lambda row: "post" in row.tags),
)


@dataclass(frozen=True)
class Found:
    """What was read: the rows, the items behind them by key, and the day it was."""

    rows: list[Row]
    items: dict[str, "Item"]
    day: date


class TodayScreen(RoomScreen):
    """The first screen. It is there before the desk is open, and says how far that has come."""

    scope = "today"
    room = "today"
    heading = N_("Today")
    help_topic = N_(
        "What needs you, late things first, then the oldest. ! marks what is late. Enter goes where it is done.\n\n"
        "News of the other side need only be looked at: Enter does. What was agreed or decided and is done elsewhere is"
        " put aside with Delete, here alone; Ctrl+R takes it back. How long each thing may take is in the settings"
        " (F8).\n\n"
        "The rest of the desk: F3 orders, F4 reports, F6 contacts, F7 the post, F8 settings, Ctrl+L the whole"
        " caseload, Ctrl+B the case files with what they still lack. F2 starts something new."
        " F5 fetches the post at once; it also goes by itself.\n\n"
        "Type to search, Ctrl+T shows the next kind of lines, Ctrl+O sorts. What you write saves itself; a draft that"
        " was left, or that a crash left, stands here until it is sent or thrown away."
    )
    BINDINGS = bindings_for("today")
    DEFAULT_CSS = """
    TodayScreen #notice { height: auto; max-height: 6; padding: 0 1; text-style: bold; }
    TodayScreen #whole { height: auto; max-height: 3; padding: 0 1; background: $panel; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._left: frozenset[str] | None = None
        self._aside: list[str] = []

    def body(self) -> ComposeResult:
        yield Static(self.desk_app.opening_words, id="notice", markup=False)
        yield RecordList(COLUMNS, FILTERS, id="today", empty=" ")
        yield Static("", id="whole", markup=False)

    def on_mount(self) -> None:
        self.query_one("RowsView").focus()

    def say(self, sentence: str) -> None:
        """Show this sentence above the list."""
        self.query_one("#notice", Static).update(sentence)

    def read(self, desk: "Desk") -> Found:
        from orderdesk.desk import today

        day = desk.today()
        items = {item.id: item for item in today.today(desk)}
        return Found([_row(key, item, day) for key, item in items.items()], items, day)

    def show(self, found: Found) -> None:
        self.query_one(RecordList).set_rows(found.rows)
        self.say(self._greeting(found))
        self._show_whole(self.query_one(RecordList).current)

    def _greeting(self, found: Found) -> str:
        items = found.items.values()
        if not items:
            self._left = self._left or frozenset()
            return _("Nothing needs you today. F3 shows all orders, F2 starts something new.")
        late = sum(1 for item in items if item.late)
        parts = [ngettext("{count} thing needs you", "{count} things need you", len(items)).format(count=len(items))]
        parts += [ngettext("{count} is late", "{count} are late", late).format(count=late)] if late else []
        drafts = frozenset(item.key for item in items if item.code == "draft")
        if self._left is None:
            self._left = drafts
        if left := len(self._left & drafts):
            words = ngettext(
                "{count} draft was kept from last time, nothing is lost",
                "{count} drafts were kept from last time, nothing is lost",
                left,
            )
            parts.append(words.format(count=left))
        return " · ".join(parts)

    @on(RecordList.Highlighted)
    def _highlighted(self, event: RecordList.Highlighted) -> None:
        self._show_whole(event.key)

    def _show_whole(self, key: str | None) -> None:
        """The line under the cursor in full: the columns may be too narrow for it."""
        item = self._found.items.get(key) if self._found and key else None
        self.show_footer()
        self.query_one("#whole", Static).update(whole(item, self._found.day) if item else "")

    @on(RecordList.Selected)
    def _selected(self, event: RecordList.Selected) -> None:
        if self._found and (item := self._found.items.get(event.key)):
            self._open(item)

    def action_open(self) -> None:
        """Enter, as a click on the palette."""
        if item := self._current():
            self._open(item)

    @work(exclusive=True, group="beginning")
    async def _open(self, item: "Item") -> None:
        try:
            self.app.push_screen(await self._place_of(item))
            if item.seen:
                await self._put_aside(item.mark)
        except OrderdeskError as error:
            self.tell(error)
            self.reload()

    def _current(self) -> "Item | None":
        key = self.query_one(RecordList).current
        return self._found.items.get(key) if self._found and key else None

    def why_not(self, action_id: str) -> str:
        if action_id == "today.aside" and ((item := self._current()) is None or not item.mark):
            return _("This line stays until it is done.")
        if action_id == "today.take-back" and not self._aside:
            return _("Nothing has been put aside here since the desk was opened.")
        return super().why_not(action_id)

    async def _put_aside(self, mark: str, *, back: bool = False) -> None:
        from orderdesk.desk import put_aside

        await asyncio.to_thread(put_aside.take_back if back else put_aside.put_aside, self.desk, mark)

    @work(exclusive=True, group="aside")
    async def action_aside(self) -> None:
        """Delete."""
        if item := self._current():
            self._aside.append(item.mark)
            await self._put_aside(item.mark)
            self.notify(_("Put aside. Ctrl+R takes it back."), markup=False)
            self.reload()

    @work(exclusive=True, group="aside")
    async def action_take_back(self) -> None:
        """Ctrl+R."""
        if self._aside:
            await self._put_aside(self._aside.pop(), back=True)
            self.reload()

    async def _place_of(self, item: "Item") -> Any:
        match item.opens:
            case "order":
                return places.to_do(item.key, item.action, item.about)
            case "report":
                return places.report(item.key)
            case "draft":
                return places.draft(self.desk, item.key)
            case "write_report" | "write_final":
                from orderdesk.tui.beginning import write_report

                return await write_report(self.desk, item.key, final=item.opens == "write_final")
            case "handover":
                return places.handover(item.key)
            case "case" if item.action == "news":
                return places.case_news(item.key)
            case "case":
                return places.case(item.key, *_case_place(item))
            case "post":
                from orderdesk.tui.post import PostScreen

                return PostScreen()


def _case_place(item: "Item") -> "tuple[SectionName, str]":
    """The page of the case, and the gap on it, that the line is about."""
    from orderdesk.desk.casework.case_page import place_of

    return place_of(item.action, item.about)


def _row(key: str, item: "Item", day: date) -> Row:
    return Row(
        key=key,
        cells=("!" if item.late else "", _(item.what), item.who, _detail(item, day), day_text(item.since, day),
               day_text(item.until, day)),
        sort={"mark": not item.late, "since": item.since, "until": item.until or "9"},
        tags=frozenset({item.opens, item.code.partition("_")[0], *(["late"] if item.late else [])}),
        style="bold" if item.late else "",
    )  # fmt: skip


def _detail(item: "Item", day: date) -> str:
    """The detail, with the two days of a period as they are read."""
    start, between, end = item.detail.partition(" – ")
    return f"{day_text(start, day)} – {day_text(end, day)}" if between and day_of(start) else item.detail


def whole(item: "Item", day: date) -> str:
    """Everything about one line of Today, in one sentence."""
    parts = [_(item.what), item.who, _detail(item, day), _("since {day}").format(day=day_text(item.since, day))]
    until = day_of(item.until)
    if until is not None:
        parts.append(_("until {day}").format(day=day_text(item.until, day)))
    if item.late and until is not None and until < day:
        days = (day - until).days
        parts.append(ngettext("LATE by {count} day", "LATE by {count} days", days).format(count=days))
    elif item.late:
        parts.append(_("LATE"))
    return " · ".join(part for part in parts if part)
