"""The board over all cases: where each is heading, when it is decided, what is open and overdue, who is waited for; the
most pressing gaps of the case under the cursor stand beside the list, on a narrow terminal below it."""

import asyncio
from typing import TYPE_CHECKING

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.widgets import Static

from orderdesk.errors import OrderdeskError
from orderdesk.locale import N_, _
from orderdesk.tui import places
from orderdesk.tui.actions import Action, bindings_for, register
from orderdesk.tui.listing import Column, Filter, RecordList, Row
from orderdesk.tui.moments import DATE_WIDTH, day_text
from orderdesk.tui.record_room import RecordRoom, Records

if TYPE_CHECKING:
    from datetime import date

    from orderdesk.desk.casework.board import BoardRow
    from orderdesk.desk.desk import Desk

register(
    Action("cases.open", "enter", N_("Open"), N_("Open the case."), "cases", footer=True),
    Action("cases.new-case", "ctrl+n", N_("New case"), N_("Open a case for a citizen."), "cases", footer=True),
    Action("cases.soon", "f9", N_("Decided soon"), N_("Only cases with the decision within some weeks."), "cases",
           footer=True),
    Action("cases.bring-in", "f10", N_("Import"), N_("Read a case, or several, from a file."), "cases", footer=True),
)  # fmt: skip

WEEKS = 8
"""Weeks within which a decision is soon, unless the person says otherwise."""
_TRACKS = ("flex_job", "early_retirement_pension", "resource_course", "job_clarification")


class CasesScreen(RecordRoom["BoardRow"]):
    """One line a case; Down goes through them, Enter opens one."""

    scope = "cases"
    room = "cases"
    heading = N_("Cases")
    help_topic = N_(
        "Every case file on this desk: its track, the day of decision, how much is open and overdue, and who is waited"
        " for. What presses most stands first: ! is overdue.\n\n"
        "Down goes through the cases; what presses most in each stands beside the list, or below it. Enter opens the"
        " case, Ctrl+N opens a new one, F10 reads cases from a file.\n\n"
        "Type to search. Ctrl+T shows only what is overdue, what is decided soon, or one track; F9 says how many weeks"
        " soon is. Ctrl+O sorts by the next column.\n\n"
        "What is called open was not found in the file. It may have been done all the same."
    )
    BINDINGS = bindings_for("cases")
    columns = (
        Column("overdue", N_("Over"), width=5, right=True),
        Column("citizen", N_("Citizen")),
        Column("track", N_("Track"), width=16),
        Column("decision", N_("Decision day"), width=DATE_WIDTH),
        Column("open", N_("Gaps"), width=7, right=True),
        Column("waiting", N_("Waits for"), drop=1),
        Column("number", N_("Case number"), width=12, drop=2),
    )
    filters = (
        Filter("overdue", N_("overdue"), lambda row: "overdue" in row.tags),
        Filter("soon", N_("decided soon"), lambda row: "soon" in row.tags),
        Filter("waiting", N_("waiting for somebody"), lambda row: "waiting" in row.tags),
        Filter("flex_job", N_("flex job"), lambda row: "flex_job" in row.tags),
        Filter("early_retirement_pension", N_("early retirement pension"),
               lambda row: "early_retirement_pension" in row.tags),
        Filter("resource_course", N_("resource course"), lambda row: "resource_course" in row.tags),
        Filter("job_clarification", N_("job clarification"), lambda row: "job_clarification" in row.tags),
        Filter("other_track", N_("other tracks"), lambda row: "other_track" in row.tags),
    )  # fmt: skip
    empty = N_("No case files yet. Ctrl+N opens one, F10 reads them from a file.")
    CSS = """
    CasesScreen #board { height: 1fr; layout: vertical; }
    CasesScreen #records { height: 3fr; }
    CasesScreen #pane { height: 2fr; padding: 0 1; background: $panel; }
    CasesScreen #whole { height: auto; max-height: 1000; padding: 0; }
    CasesScreen.-wide #board { layout: horizontal; }
    CasesScreen.-wide #records { height: 1fr; width: 5fr; }
    CasesScreen.-wide #pane { height: 1fr; width: 3fr; }
    CasesScreen.-short #pane { display: none; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.weeks = WEEKS

    def body(self) -> ComposeResult:
        with Container(id="board"):
            yield RecordList(self.columns, self.filters, id="records", empty=self.empty)
            with VerticalScroll(id="pane"):
                yield Static("", id="whole", markup=False)

    def read(self, desk: "Desk") -> "Records[BoardRow]":
        from orderdesk.desk.casework.board import board

        found, day = {row.case: row for row in board(desk)}, desk.today()
        return Records([_row(row, day, self.weeks) for row in found.values()], found)

    def open(self, record: "BoardRow") -> None:
        self.app.push_screen(places.case(record.case))

    # What presses most in the case under the cursor

    def _show_whole(self, key: str | None) -> None:
        self._explain(key)

    @work(exclusive=True, group="explaining")
    async def _explain(self, key: str | None) -> None:
        desk, text = self.desk_app.desk_if_open, Text()
        if key and desk is not None:
            try:
                text = await asyncio.to_thread(_pressing, desk, key)
            except OrderdeskError as error:
                text = Text(str(error))
        if self.is_attached:
            self.query_one("#whole", Static).update(text)
            self.query_one("#pane", VerticalScroll).scroll_home(animate=False)

    # Actions

    def action_new_case(self) -> None:
        """Ctrl+N."""
        self.app.push_screen(places.new_case())

    @work(exclusive=True, group="asking")
    async def action_soon(self) -> None:
        """F9."""
        from orderdesk.tui.line_dialog import LineDialog

        question = LineDialog(N_("Decided within how many weeks?"), "", str(self.weeks), replace=True)
        typed = await self.app.push_screen_wait(question)
        if typed is None:
            return
        if not typed.isdecimal() or not 0 < int(typed) <= 520:
            self.notify(_("This is not a number of weeks."), severity="warning", markup=False)
            return
        self.weeks = int(typed)
        self._found = None
        self.query_one("#records", RecordList).show_filter("soon")
        self.reload()

    @work(exclusive=True, group="asking")
    async def action_bring_in(self) -> None:
        """F10."""
        from orderdesk.tui.cases.bringing_in import bring_in

        if await bring_in(self.app, self.desk, self.query_one("#records", RecordList).current or ""):
            self.desk_app.after_change()
            self.reload()


def _row(row: "BoardRow", day: "date", weeks: int) -> Row:
    from orderdesk.desk.casework.case_words import words

    whom = list(dict.fromkeys(one.whom for one in row.waiting if one.whom))
    tags: set[str] = set(row.tracks)
    tags |= set() if tags & set(_TRACKS) else {"other_track"}
    tags |= {"overdue"} if row.overdue else set()
    tags |= {"waiting"} if row.waiting else set()
    near = row.planned and not row.decided and (row.decision - day).days <= weeks * 7
    tags |= {"soon"} if near else set()
    decision = row.decided or (row.decision.isoformat() if row.planned else "")
    open_ = str(row.all_open) if row.all_open else ""
    return Row(
        key=row.case,
        cells=(f"! {row.overdue}" if row.overdue else "", row.citizen,
               words("track", row.tracks[0]) if row.tracks else _("none"), day_text(decision, day), open_,
               ", ".join(whom), row.number),
        sort={"overdue": -row.overdue, "decision": (bool(row.decided), decision or "9"),
              "open": (-row.required, -row.all_open)},
        search=" ".join(words("track", one) for one in row.tracks),
        tags=frozenset(tags),
        style="bold" if row.overdue else "",
    )  # fmt: skip


_SHOWN = 4
"""Gaps that are explained on the board: more are in the case."""


def _pressing(desk: "Desk", case: str) -> Text:
    """What presses most in a case, explained. Runs in a thread."""
    from orderdesk.desk.casework.case_page import read_page
    from orderdesk.desk.casework.shown import frame

    page, text = read_page(desk, case), Text()
    text.append(page.title, "bold").append(f" · {page.tracks_text()}\n")
    open_gaps = [one for one in page.gaps if one.is_open]
    if not open_gaps:
        text.append("\n" + _("Nothing that the rules ask for was missed in the file.") + "\n")
    for one in open_gaps[:_SHOWN]:
        text.append(f"\n{one.sign} {one.headline}\n", "bold")
        text.append(f"{one.kind_words or one.state_words} · {one.severity_words} · {one.key}\n")
        if one.headline != one.what:
            text.append(f"{one.what}\n")
        text.append(f"{page.how_to_close(one.key)}\n")
    if len(open_gaps) > _SHOWN:
        text.append(_("and {count} more").format(count=len(open_gaps) - _SHOWN) + "\n")
    text.append("\n" + "\n".join([*([page.rules_amiss] if page.rules_amiss else []), *frame(page.answers)]))
    return text
