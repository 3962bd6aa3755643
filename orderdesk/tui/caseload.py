"""The caseload for the monthly talk with the leader: every case, with now, next step, what blocks, what is late."""

from typing import TYPE_CHECKING

from orderdesk.locale import N_, _, ngettext
from orderdesk.tui import places
from orderdesk.tui.actions import Action, bindings_for, register
from orderdesk.tui.listing import Column, Filter, Row
from orderdesk.tui.moments import DAY_WIDTH, day_text
from orderdesk.tui.record_room import RecordRoom, Records

if TYPE_CHECKING:
    from datetime import date

    from orderdesk.desk.desk import Desk
    from orderdesk.desk.people.caseload import Load

register(Action("caseload.open", "enter", N_("Open"), N_("Open the order of the case."), "caseload", footer=True))


class CaseloadScreen(RecordRoom["Load"]):
    """One line a case; Down goes through them, the whole of each stands below, Enter opens the order."""

    scope = "caseload"
    room = "caseload"
    heading = N_("Caseload")
    help_topic = N_(
        "Every case that you have: how it stands now and since when, the next step and its day, what blocks, and for"
        " how many days something has been late. What has been late longest stands first.\n\n"
        "Down goes through the cases; the last decision and what blocks stand below the list. Enter opens the order,"
        " Escape comes back to the same line.\n\n"
        "Ctrl+T shows only what is late, or blocked, or runs; Ctrl+O sorts by citizen, next step or since when. Type to"
        " search."
    )
    BINDINGS = bindings_for("caseload")
    columns = (
        Column("overdue", N_("Over"), width=5, right=True),
        Column("citizen", N_("Citizen")),
        Column("state", N_("Now"), width=20),
        Column("since", N_("Since"), width=DAY_WIDTH),
        Column("next", N_("Next step")),
        Column("by", N_("Until"), width=DAY_WIDTH),
        Column("blocks", N_("Blocks"), drop=2),
        Column("other", N_("Other side"), width=20, drop=3),
    )
    filters = (
        Filter("late", N_("late"), lambda row: "late" in row.tags),
        Filter("blocked", N_("blocked"), lambda row: "blocked" in row.tags),
        Filter("running", N_("running"), lambda row: "running" in row.tags),
        Filter("waiting", N_("not answered"), lambda row: "waiting" in row.tags),
    )
    empty = N_("You have no cases.")

    def read(self, desk: "Desk") -> "Records[Load]":
        from orderdesk.desk.people.caseload import caseload

        found, day = {load.thread: load for load in caseload(desk)}, desk.today()
        rows = [_row(load, day) for load in found.values()]
        return Records(rows, found, {thread: _sentence(load, day) for thread, load in found.items()})

    def open(self, record: "Load") -> None:
        self.app.push_screen(places.order(record.thread))


_WAITING = ("sent", "delivered", "undeliverable", "question", "decline_review", "expired")


def _row(load: "Load", day: "date") -> Row:
    from orderdesk.desk.wording import words

    tags = {"late"} if load.late else set()
    tags |= {"blocked"} if load.blocks else set()
    tags |= {"waiting"} if load.state in _WAITING else {"running"}
    days = str(load.overdue) if load.overdue else "!" * bool(load.late)
    return Row(
        key=load.thread,
        cells=(days, load.citizen, words("order_state", load.state),
               day_text(load.since, day), _(load.next) if load.next else "", day_text(load.next_by, day),
               _(load.blocks) if load.blocks else "", load.other),
        sort={"overdue": -load.overdue, "since": load.since, "by": load.next_by or "9"},
        search=load.person,
        tags=frozenset(tags),
        style="bold" if load.late else "",
    )  # fmt: skip


def _sentence(load: "Load", day: "date") -> str:
    """The whole of a case: now; next step; what blocks and what is late; the last decision."""
    from orderdesk.desk.wording import words

    now = _("{state} since {day}").format(state=words("order_state", load.state), day=day_text(load.since, day))
    step = " · ".join(part for part in (_(load.next) if load.next else "", day_text(load.next_by, day)) if part)
    who = " · ".join(dict.fromkeys(part for part in (load.citizen, load.other, load.person, now) if part))
    parts = [who, _("Next: {step}").format(step=step) if step else "", _standing(load, day)]
    if load.decision:
        until = _("until {day}").format(day=day_text(load.decision_by, day)) if load.decision_by else ""
        parts.append(" · ".join(part for part in (_("Decided: {text}").format(text=load.decision), until) if part))
    return "\n".join(part for part in parts if part)


def _standing(load: "Load", day: "date") -> str:
    parts = []
    if load.blocks:
        since = _("since {day}").format(day=day_text(load.blocks_since, day)) if load.blocks_since else ""
        parts.append(" ".join(part for part in (_("blocked: {reason}").format(reason=_(load.blocks)), since) if part))
    if load.overdue:
        late = ngettext("LATE by {count} day", "LATE by {count} days", load.overdue).format(count=load.overdue)
        parts.append(late)
    return " · ".join(parts)
