"""What every screen of a desk has: a title row, a footer made from the registry, help, and a way back that loses
nothing."""

from collections.abc import Awaitable, Callable, Iterable
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import events, on, work
from textual.app import ComposeResult
from textual.dom import DOMNode
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget

from orderdesk.locale import N_, _
from orderdesk.tui.actions import EVERYWHERE, Action, actions_for, bindings_for, in_scope
from orderdesk.tui.footer import DeskFooter, FooterItem
from orderdesk.tui.titlebar import TitleBar

if TYPE_CHECKING:
    from orderdesk.tui.autosave import Autosave


SETTLED = 1.0
"""Seconds after which a screen has loaded what it needs: its modules, what the first checks read."""


class DeskScreen(Screen[Any]):
    """Base of all screens. A subclass sets `scope`, `heading`, `help_topic`, `BINDINGS = bindings_for(scope)` and
    writes `body()`."""

    BINDINGS = bindings_for(EVERYWHERE)
    HORIZONTAL_BREAKPOINTS = [(0, "-slim"), (50, "-narrow"), (100, "-wide")]

    scope: ClassVar[str] = ""
    """The registry's name for this screen."""
    heading: ClassVar[str] = ""
    """Msgid of the screen's name."""
    help_topic: ClassVar[str] = ""
    """Msgid of the help: paragraphs with a blank line between."""

    # `repaint` would draw the whole screen for a word in the title: 5 ms within every key typed in a name.
    heading_detail: reactive[str] = reactive("", init=False, repaint=False)
    """What the heading is about just now (a citizen, a version); shown after the heading, never translated."""
    save_state: reactive[str] = reactive("", init=False, repaint=False)
    """Translated mark of the title row: saved when, or not saved and why."""

    autosave: "Autosave | None" = None
    """Set by a screen that edits something; changes, leaving, quitting and crashing then save by themselves."""

    before_leaving: Callable[[], Awaitable[None]] | None = None
    """Set by what has to know that the person leaves the screen, everything being saved."""

    def compose(self) -> ComposeResult:
        yield TitleBar()
        yield from self.body()
        yield DeskFooter()

    def body(self) -> Iterable[Widget]:
        """The widgets between title and footer. The subclass's part."""
        return ()

    def why_not(self, action_id: str) -> str:  # noqa: ARG002 (the subclass needs it)
        """Why the action is not possible now, as a translated sentence; "" when it is possible."""
        return ""

    async def save_now(self) -> bool:
        """Save what is not saved yet. False when it could not be saved; the text is then still on the screen."""
        return await self.autosave.flush() if self.autosave else True

    # The registry at work

    def possible_actions(self) -> list[Action]:
        """Every action of this screen: its own, those of the widgets on it, and those that are everywhere."""
        rooms = [scope for widget in self.query("*") if (scope := getattr(widget, "scope", ""))]
        return actions_for([self.scope, *rooms, EVERYWHERE])

    async def carry_out(self, action: Action) -> None:
        """Do what pressing the action's key does, wherever the focus is; say why when it is not possible."""
        if reason := self.why_not(action.id):
            self.notify(reason, severity="warning", markup=False)
            return
        await self.app.run_action(action.method, self._room_of(action))

    def _room_of(self, action: Action) -> DOMNode:
        if action.scope in (self.scope, EVERYWHERE):
            return self
        around = self.focused.ancestors_with_self if self.focused else []
        for widget in (*around, *self.query("*")):
            if getattr(widget, "scope", "") == action.scope:
                return cast(DOMNode, widget)
        return self

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """None (shown, but does nothing) for an action that `why_not` has a reason against."""
        for known in in_scope(self.scope):
            if known.method == action:
                return None if self.why_not(known.id) else True
        return True

    def on_key(self, event: events.Key) -> None:
        """A key whose action is not possible now arrives here: say why instead of nothing."""
        for action in in_scope(self.scope):
            if event.key in action.key.split(",") and (reason := self.why_not(action.id)):
                event.stop()
                self.notify(reason, severity="warning", markup=False)

    @on(DeskFooter.Pressed)
    async def _footer_pressed(self, event: DeskFooter.Pressed) -> None:
        await self.carry_out(event.action)

    # Title and footer

    def _on_mount(self, event: events.Mount) -> None:
        super()._on_mount(event)
        self.bindings_updated_signal.subscribe(self, lambda _screen: self.show_footer())
        for name in ("desk_label", "exchange_state"):
            if hasattr(self.app, name):
                self.watch(self.app, name, self.show_title, init=False)
        self.show_title()
        self.show_footer()
        self.set_timer(SETTLED, self._settle)

    def _settle(self) -> None:
        if settle := getattr(self.app, "settle_screen", None):
            settle(type(self))

    def show_title(self) -> None:
        """Draw the title row again."""
        if bars := self.query(TitleBar):
            heading = " · ".join(part for part in (_(self.heading), self.heading_detail) if part)
            exchange, desk = (str(getattr(self.app, name, "")) for name in ("exchange_state", "desk_label"))
            bars.first().show(heading, self.save_state, exchange, desk)

    def show_footer(self) -> None:
        """Draw the footer again, after what is possible has changed."""
        if bars := self.query(DeskFooter):
            own = [action for action in (*in_scope(self.scope), *in_scope(EVERYWHERE)) if action.footer]
            bars.first().show([FooterItem(action, not self.why_not(action.id)) for action in own])

    watch_heading_detail = show_title
    watch_save_state = show_title

    # Leaving

    def action_help(self) -> None:
        """F1."""
        from orderdesk.tui.help import HelpScreen

        self.app.push_screen(HelpScreen(_(self.heading), _(self.help_topic), self.possible_actions()))

    def action_commands(self) -> None:
        """Ctrl+P."""
        self.app.action_command_palette()

    async def action_quit(self) -> None:
        """Ctrl+Q: the app saves every open screen first."""
        await self.app.action_quit()

    @work(exclusive=True, group="leaving")
    async def action_back(self) -> None:
        """Escape: save, then go back. When it cannot be saved the person decides, and Cancel is the answer at hand."""
        saved = await self.save_now()
        if not saved and not await self.app.push_screen_wait(unsaved_question(self.save_state)):
            return
        if len(self.app.screen_stack) > 2:
            if saved and self.before_leaving:
                await self.before_leaving()
            self.dismiss(None)
        else:
            self.notify(_("This is the first screen. Ctrl+Q leaves orderdesk."), timeout=2)

    def on_form_view_changed(self) -> None:
        """FormView.Changed, by its name: a screen without a form does not import one."""
        if self.autosave:
            self.autosave.changed()

    def on_screen_suspend(self) -> None:
        """Another screen came on top: save at once."""
        if self.autosave:
            self.autosave.at_once()

    def on_descendant_blur(self) -> None:
        """A field was left: save at once."""
        if self.autosave:
            self.autosave.at_once()

    def on_unmount(self) -> None:
        """The screen is taken away by whatever road: nothing unsaved goes with it."""
        if self.autosave:
            self.autosave.at_once()


def unsaved_question(reason: str) -> "Screen[bool]":
    """Asks whether to leave although the text could not be saved."""
    from orderdesk.tui.dialogs import ConfirmDialog

    return ConfirmDialog(N_("Leave without saving?"), reason, "f9", N_("Leave and lose the text"))
