"""All orders on this desk, with search and filters."""

from typing import TYPE_CHECKING

from orderdesk.locale import N_, _, ngettext
from orderdesk.tui import places
from orderdesk.tui.actions import Action, bindings_for, register
from orderdesk.tui.listing import Column, Filter, Row
from orderdesk.tui.moments import DATE_WIDTH, day_text, period_text
from orderdesk.tui.record_room import RecordRoom, Records

if TYPE_CHECKING:
    from datetime import date

    from orderdesk.desk.desk import Desk
    from orderdesk.desk.listing import OrderRow
    from orderdesk.desk.marks import Marks

register(
    Action("orders.open", "enter", N_("Open"), N_("Open the order, or go on with the draft."), "orders"),
    Action("orders.discard", "delete", N_("Throw away"), N_("Throw the draft under the cursor away."), "orders",
           confirm=True),
    Action("orders.restore", "ctrl+r", N_("Take back"), N_("Take back a draft that was thrown away."), "orders"),
)  # fmt: skip

WAITING = ("sent", "delivered", "question", "decline_review", "undeliverable")
RUNNING = ("accepted", "active", "end_requested", "awaiting_final")
ON_HOLD = ("on_hold",)
ENDED = (
    "declined", "expired", "withdrawn", "completed", "ended_early", "no_report", "cancelled", "replaced",
    "entered_in_error",
)  # fmt: skip


class OrdersScreen(RecordRoom["OrderRow"]):
    """The list of orders."""

    scope = "orders"
    room = "orders"
    heading = N_("Orders")
    help_topic = N_(
        "All orders on this desk: drafts first, then those that something happened to last. ! marks what is late.\n\n"
        "Ctrl+T shows the next kind: drafts, mine, late, with unread reports, not answered, running, on hold, ended."
        " Type to search for a citizen, a provider or a person.\n\n"
        "Enter opens the order, or the draft to go on with it. Delete throws a draft away, Ctrl+R takes it back."
    )
    BINDINGS = bindings_for("orders")
    columns = (
        Column("mark", N_("!"), width=1),
        Column("citizen", N_("Citizen")),
        Column("state", N_("State"), width=22),
        Column("person", N_("Person")),
        Column("programme", N_("Programme"), width=16, drop=3),
        Column("provider", N_("Provider"), width=20, drop=4),
        Column("end", N_("Ends"), width=DATE_WIDTH, drop=1),
        Column("unread", N_("To read"), width=7, drop=2, right=True),
    )
    filters = (
        Filter("drafts", N_("drafts"), lambda row: "draft" in row.tags),
        Filter("mine", N_("mine"), lambda row: "mine" in row.tags),
        Filter("late", N_("late"), lambda row: "late" in row.tags),
        Filter("unread", N_("with unread reports"), lambda row: "unread" in row.tags),
        Filter("waiting", N_("not answered"), lambda row: "waiting" in row.tags),
        Filter("running", N_("running"), lambda row: "running" in row.tags),
        Filter("on_hold", N_("on hold"), lambda row: "on_hold" in row.tags),
        Filter("ended", N_("ended"), lambda row: "ended" in row.tags),
    )
    empty = N_("No orders yet. F2 starts one.")

    def read(self, desk: "Desk") -> "Records[OrderRow]":
        from orderdesk.desk import listing, marks

        found = {row.thread or row.draft: row for row in listing.orders(desk)}
        marked, day = marks.marks(desk), desk.today()
        rows = [_row(key, row, marked, day) for key, row in found.items()]
        return Records(rows, found, {key: _sentence(row, day) for key, row in found.items()})

    def open(self, record: "OrderRow") -> None:
        if record.draft:
            self.go_to_draft(record.draft)
        else:
            self.app.push_screen(places.order(record.thread))

    def why_not(self, action_id: str) -> str:
        record = self.record() if self._found else None
        if action_id == "orders.discard" and (record is None or not record.draft):
            return _("Only a draft can be thrown away; an order that was sent is kept.")
        return super().why_not(action_id)

    def action_discard(self) -> None:
        """Delete."""
        if (record := self.record()) is not None and record.draft:
            self.throw_away(record.draft, record.citizen)

    def action_restore(self) -> None:
        """Ctrl+R."""
        self.take_back("order")


def _row(key: str, row: "OrderRow", marked: "Marks", day: "date") -> Row:
    from orderdesk.desk.wording import words

    groups = (("waiting", WAITING), ("running", RUNNING), ("on_hold", ON_HOLD), ("ended", ENDED))
    tags = {row.state, *(name for name, states in groups if row.state in states)}
    tags |= {"mine"} if row.thread in marked.mine or row.draft else set()
    tags |= {"late"} if row.thread in marked.late else set()
    tags |= {"unread"} if row.unread else set()
    return Row(
        key=key,
        cells=("!" if "late" in tags else "", row.citizen or _("(no name yet)"), words("order_state", row.state),
               _with(row, day) or row.person, words("programme", row.programme) if row.programme else "", row.provider,
               day_text(row.end, day), str(row.unread) if row.unread else ""),
        sort={"mark": "late" not in tags, "end": row.end or "9", "unread": -row.unread},
        tags=frozenset(tags),
        search=row.preferred,
        style="bold" if "late" in tags else "",
    )  # fmt: skip


def _with(row: "OrderRow", day: "date") -> str:
    """Who has the case where it has been handed over, and until when."""
    if not row.holder:
        return ""
    if row.holder_until:
        return _("with {name} until {day}").format(name=row.holder, day=day_text(row.holder_until, day))
    return _("with {name}").format(name=row.holder)


def _sentence(row: "OrderRow", day: "date") -> str:
    from orderdesk.desk.wording import words

    state = _("{state} since {day}").format(state=words("order_state", row.state), day=day_text(row.since, day))
    parts = [row.citizen, state, words("programme", row.programme) if row.programme else "", row.provider, row.person]
    parts.append(_with(row, day))
    parts.append(period_text(row.start, row.end, day))
    if row.version > 1:
        parts.append(_("version {number}").format(number=row.version))
    if row.reports:
        parts.append(ngettext("{count} report", "{count} reports", row.reports).format(count=row.reports))
    if row.unread:
        parts.append(ngettext("{count} to read", "{count} to read", row.unread).format(count=row.unread))
    return " · ".join(part for part in parts if part)
