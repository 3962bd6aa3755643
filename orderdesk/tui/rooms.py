"""What the everyday screens have in common: the open desk, reading it in a thread, and the keys to one another."""

import asyncio
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import events, work

from orderdesk.errors import OrderdeskError
from orderdesk.locale import N_, _
from orderdesk.tui.actions import EVERYWHERE, Action, bindings_for, in_scope, register
from orderdesk.tui.footer import DeskFooter, FooterItem
from orderdesk.tui.screen import DeskScreen

if TYPE_CHECKING:
    from textual.screen import Screen

    from orderdesk.desk.desk import Desk
    from orderdesk.tui.app import DeskApp

ROOMS = "rooms"
FOOTER_ROOM = 4
"""Footer items besides Help and Back."""

register(
    Action("rooms.new", "f2", N_("New"), N_("Start a new order; at a provider's desk, the next report."), ROOMS,
           footer=True),
    Action("rooms.orders", "f3", N_("Orders"), N_("All orders on this desk, with search and filters."), ROOMS,
           footer=True),
    Action("rooms.reports", "f4", N_("Reports"), N_("All reports on this desk, with search and filters."), ROOMS,
           footer=True),
    Action("rooms.post-now", "f5", N_("Fetch post"), N_("Hand over and fetch the post now; read the desk anew."),
           ROOMS),
    Action("rooms.contacts", "f6", N_("Contacts"), N_("Providers, consultants, colleagues, and your own notes."),
           ROOMS, footer=True),
    Action("rooms.post", "f7", N_("Post"), N_("What is on its way, what was refused, and how the line is."), ROOMS),
    Action("rooms.settings", "f8", N_("Settings"), N_("Language, colours, exchange, passphrase, keys and backup."),
           ROOMS),
    Action("rooms.caseload", "ctrl+l", N_("Caseload"), N_("Every case: now, the next step, what blocks, what is late."),
           ROOMS),
    Action("rooms.cases", "ctrl+b", N_("Cases"), N_("Every case file, and what it still lacks before the decision."),
           ROOMS),
    Action("rooms.other-desk", "ctrl+g", N_("Other desk"), N_("Go to the other desk that is open here."), ROOMS),
)  # fmt: skip


class RoomScreen(DeskScreen):
    """Base of the everyday screens. A subclass writes `read` and `show`."""

    BINDINGS = bindings_for(ROOMS)
    room: ClassVar[str] = ""
    """The method of the action that leads here, so that it does not lead here twice."""

    _found: Any = None

    @property
    def desk_app(self) -> "DeskApp":
        """The app with the desk."""
        return cast("DeskApp", self.app)

    @property
    def desk(self) -> "Desk":
        """The open desk. Raises NotPossible while it is not open."""
        return self.desk_app.desk

    # Reading the desk

    def read(self, desk: "Desk") -> Any:  # noqa: ARG002 (the subclass's part)
        """What the screen shows. Runs in a thread."""
        return None

    def show(self, found: Any) -> None:
        """Show what `read` found, when it is other than before."""

    @work(exclusive=True, group="reading")
    async def reload(self) -> None:
        """Read the desk again and show what is new."""
        desk = self.desk_app.desk_if_open
        if desk is None:
            return
        try:
            found = await asyncio.to_thread(self.read, desk)
        except OrderdeskError as error:
            self.tell(error)
            return
        if self.is_attached and (self._found is None or found != self._found):
            self._found = found
            self.show(found)

    def on_screen_resume(self) -> None:
        """The screen is seen again: something may have been done on the one that was on top."""
        self.reload()

    def on_desk_changed(self) -> None:
        """The post, another window or a command changed the desk."""
        self.reload()
        self.show_footer()

    def tell(self, error: OrderdeskError) -> None:
        """Say what went wrong, and what to do."""
        self.notify(str(error), severity="warning", markup=False, timeout=8)

    # Actions

    def why_not(self, action_id: str) -> str:
        if action_id == "rooms.other-desk":
            return "" if self.desk_app.has_other_desk else _("There is only one desk here.")
        if action_id.startswith("rooms.") and action_id != "rooms.post-now" and not self.desk_app.desk_if_open:
            return _("The desk is not open yet.")
        if action_id == "rooms.cases" and self.desk.actor != "C":
            return _("Case files are kept by the municipality alone.")
        return ""

    def possible_actions(self) -> list[Action]:
        own = super().possible_actions()
        return [*[a for a in own if a.scope != EVERYWHERE], *in_scope(ROOMS), *in_scope(EVERYWHERE)]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        for known in in_scope(ROOMS):
            if known.method == action:
                return None if self.why_not(known.id) else True
        return super().check_action(action, parameters)

    def on_key(self, event: events.Key) -> None:
        """A key of the rooms whose action is not possible now: say why. (Textual calls the base's handler too.)"""
        for action in in_scope(ROOMS):
            if event.key in action.key.split(",") and (reason := self.why_not(action.id)):
                event.stop()
                self.notify(reason, severity="warning", markup=False)

    def show_footer(self) -> None:
        if bars := self.query(DeskFooter):
            own = [action for action in (*in_scope(self.scope), *in_scope(ROOMS)) if action.footer]
            shown = [*own[:FOOTER_ROOM], *[action for action in in_scope(EVERYWHERE) if action.footer]]
            bars.first().show([FooterItem(action, not self.why_not(action.id)) for action in shown])

    def go(self, screen: "Screen[Any]") -> None:
        """To another room: this one gives way to it, so that Escape leads back to Today."""
        if self.room == "today":
            self.app.push_screen(screen)
        else:
            self._leave_for(screen)

    @work(exclusive=True, group="leaving")
    async def _leave_for(self, screen: "Screen[Any]") -> None:
        if await self.save_now():
            self.app.switch_screen(screen)

    def action_orders(self) -> None:
        """F3."""
        from orderdesk.tui.orders_list import OrdersScreen

        if self.room != "orders":
            self.go(OrdersScreen())

    def action_reports(self) -> None:
        """F4."""
        from orderdesk.tui.reports_list import ReportsScreen

        if self.room != "reports":
            self.go(ReportsScreen())

    def action_contacts(self) -> None:
        """F6."""
        from orderdesk.tui.contacts import ContactsScreen

        if self.room != "contacts":
            self.go(ContactsScreen())

    def action_caseload(self) -> None:
        """Ctrl+L."""
        from orderdesk.tui.caseload import CaseloadScreen

        if self.room != "caseload":
            self.go(CaseloadScreen())

    def action_cases(self) -> None:
        """Ctrl+B."""
        from orderdesk.tui.cases.board import CasesScreen

        if self.room != "cases":
            self.go(CasesScreen())

    def action_post(self) -> None:
        """F7."""
        from orderdesk.tui.post import PostScreen

        if self.room != "post":
            self.go(PostScreen())

    def action_settings(self) -> None:
        """F8."""
        from orderdesk.tui.settings import SettingsScreen

        if self.room != "settings":
            self.go(SettingsScreen())

    def action_post_now(self) -> None:
        """F5."""
        self.desk_app.post_now()

    def action_other_desk(self) -> None:
        """Ctrl+G."""
        self.desk_app.action_other_desk()

    @work(exclusive=True, group="beginning")
    async def action_new(self) -> None:
        """F2: a new order at a municipality's desk, the next report at a provider's."""
        from orderdesk.tui.beginning import begin

        try:
            screen = await begin(self.desk_app)
        except OrderdeskError as error:
            self.tell(error)
            return
        if screen is not None:
            self.app.push_screen(screen)
