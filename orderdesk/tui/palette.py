"""The command palette: everything the screen can do, found by plain words."""

from collections.abc import Awaitable, Callable

from textual.command import DiscoveryHit, Hit, Hits, Provider

from orderdesk.locale import _
from orderdesk.tui.actions import Action


class ActionProvider(Provider):
    """Offers the actions of the present screen, from the registry; a screen that is not a DeskScreen has none."""

    def _actions(self) -> list[Action]:
        from orderdesk.tui.screen import DeskScreen

        return self.screen.possible_actions() if isinstance(self.screen, DeskScreen) else []

    async def discover(self) -> Hits:
        for action in self._actions():
            yield DiscoveryHit(f"{_(action.label)}  ({action.key_shown})", self._call(action), help=_(action.help))

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for action in self._actions():
            text = f"{_(action.label)}  ({action.key_shown})"
            if score := max(matcher.match(text), matcher.match(_(action.help)) * 0.9):
                yield Hit(score, matcher.highlight(text), self._call(action), text=text, help=_(action.help))

    def _call(self, action: Action) -> Callable[[], Awaitable[None]]:
        from orderdesk.tui.screen import DeskScreen

        async def run() -> None:
            if isinstance(self.screen, DeskScreen):
                await self.screen.carry_out(action)

        return run
