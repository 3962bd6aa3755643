"""The pages of an order that are text in parts: the order itself, and what each version changed."""

from collections.abc import Sequence
from datetime import date

from rich.text import Text
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from orderdesk.desk.ordering.order_reading import OrderReading
from orderdesk.desk.reporting.course_reading import CourseReading
from orderdesk.locale import _
from orderdesk.tui.orders.course_text import course_part
from orderdesk.tui.orders.order_text import Part, order_parts
from orderdesk.tui.orders.version_text import version_text


class PartsPage(VerticalScroll):
    """Texts one below the other, with a step from each to the next."""

    def __init__(self, id: str) -> None:
        super().__init__(id=id, classes="page")
        self._part = 0

    async def put(self, texts: Sequence[Text]) -> None:
        """Show these texts; where their number is the same, the page stays where it was scrolled to."""
        known = list(self.query(Static))
        if len(known) == len(texts):
            for widget, text in zip(known, texts, strict=True):
                widget.update(text)
            return
        await self.remove_children()
        await self.mount(*(Static(text, classes="part", markup=False) for text in texts))

    def step(self, by: int) -> None:
        """To the part that lies so many after the one that was gone to last."""
        self.go_to(self._part + by)

    def go_to(self, part: int) -> None:
        """Scroll so that the part at this place is the first that is seen."""
        parts: list[Widget] = list(self.query(".part"))
        if parts:
            self._part = max(0, min(part, len(parts) - 1))
            self.scroll_to_widget(parts[self._part], top=True, animate=False)


class OrderPage(PartsPage):
    """The order: purpose and goals first, how it stands once it has been accepted, then the rest."""

    def __init__(self, id: str) -> None:
        super().__init__(id)
        self._safety_shown = False
        self._shown: tuple[OrderReading, CourseReading, date] | None = None

    async def show(self, reading: OrderReading, course: CourseReading, today: date) -> None:
        """Show this order."""
        self._shown = (reading, course, today)
        await self.put([_titled(part) for part in self._parts()])

    def _parts(self) -> list[Part]:
        if self._shown is None:
            return []
        reading, course, today = self._shown
        parts = order_parts(
            reading.body, show_safety=self._safety_shown, today=today, stances=course.stances, tried=course.tried
        )
        part = course_part(reading, course, today)
        return [*parts[:2], part, *parts[2:]] if part.text else parts

    async def turn_safety(self) -> None:
        """Show the safety note and go there, or hide it again."""
        self._safety_shown = not self._safety_shown
        parts = self._parts()
        await self.put([_titled(part) for part in parts])
        titles = [part.title for part in parts]
        if self._safety_shown and _("Safety") in titles:
            self.go_to(titles.index(_("Safety")))

    def plain(self) -> str:
        """The order as plain text, without the safety note."""
        if self._shown is None:
            return ""
        reading, course, today = self._shown
        parts = order_parts(reading.body, show_safety=False, today=today, stances=course.stances, tried=course.tried)
        return "\n\n".join(f"{part.title}\n{part.text.plain.rstrip()}" for part in parts)


class VersionsPage(PartsPage):
    """What each version changed, the latest first."""

    async def show(self, reading: OrderReading, course: CourseReading) -> None:
        """Show the versions of this order."""
        in_force = {reading.version: course}
        await self.put([version_text(one, in_force.get(one.number)) for one in reading.versions])


def _titled(part: Part) -> Text:
    text = Text(f"{part.title}\n", "bold reverse").append(Text(style="not bold not reverse").append(part.text))
    text.rstrip()
    return text
