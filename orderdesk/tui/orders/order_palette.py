"""The command palette on an order: what can be done with it now, found by plain words, as F9 lists it."""

from collections.abc import Awaitable, Callable, Iterator
from typing import TYPE_CHECKING

from textual.command import DiscoveryHit, Hit, Hits, Provider

if TYPE_CHECKING:
    from orderdesk.tui.moves.menu import Choice

_ON_KEYS = ("amend",)
"""Actions with a key of their own on the screen: the palette has them already."""


class OrderProvider(Provider):
    """Offers the actions of the life cycle that are possible on the order being shown."""

    def _choices(self) -> "Iterator[Choice]":
        from orderdesk.tui.moves.menu import choices
        from orderdesk.tui.orders.order_view import OrderScreen

        if isinstance(self.screen, OrderScreen) and self.screen.reading is not None:
            found = choices(self.screen.desk, self.screen.reading)
            yield from (one for one in found if not one.why_not and one.action not in _ON_KEYS)

    async def discover(self) -> Hits:
        for one in self._choices():
            yield DiscoveryHit(one.label, self._call(one.action), help=one.help)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for one in self._choices():
            if score := max(matcher.match(one.label), matcher.match(one.help) * 0.9):
                yield Hit(score, matcher.highlight(one.label), self._call(one.action), text=one.label, help=one.help)

    def _call(self, action: str) -> Callable[[], Awaitable[None]]:
        from orderdesk.tui.orders.order_view import OrderScreen

        async def run() -> None:
            if isinstance(self.screen, OrderScreen):
                self.screen.do(action)

        return run
