"""The screen of a form that checks itself: a moment after the person stops typing, in a thread, shown beside the form
and in it."""

import asyncio
from abc import abstractmethod
from collections.abc import Callable, Sequence

from textual import on, work
from textual.timer import Timer

from orderdesk.locale import _
from orderdesk.tui.actions import EVERYWHERE, action_named, in_scope
from orderdesk.tui.findings_panel import FindingsPanel, FormDesk
from orderdesk.tui.footer import DeskFooter, FooterItem
from orderdesk.tui.form.draft import Draft
from orderdesk.tui.form.finding import Finding
from orderdesk.tui.form.view import FormView
from orderdesk.tui.screen import DeskScreen

CHECK_PAUSE = 0.4
"""Seconds without typing before the form is checked: the checks must not flicker while a word is half written."""


class FormScreen(DeskScreen):
    """Base of a screen that edits `draft` in `form`. A subclass sets the three in `body()` and writes `looking()` and
    `footer_names()`, and `was_asked()` or `marked()`."""

    def __init__(self) -> None:
        super().__init__()
        self.draft = Draft({})
        self.form = FormView((), self.draft)
        self.form_desk = FormDesk(self.form, FindingsPanel())
        self.found: Sequence[Finding] = ()
        """What the last check found."""
        self._timer: Timer | None = None

    @abstractmethod
    def looking(self) -> Callable[[], Sequence[Finding]]:
        """The check of what the form holds now. It is called in a thread, while the person types on."""

    def was_asked(self) -> bool:
        """Whether the person has tried to send: the form then shows what is lacking in untouched fields too."""
        return False

    def marked(self) -> Sequence[Finding]:
        """Of what was found, what stands in the form too; the list has all of it."""
        return [one for one in self.found if self.was_asked() or self.draft.get(one.path) is not None]

    @abstractmethod
    def footer_names(self) -> Sequence[str]:
        """The actions in the footer, of the screen and of the form."""

    def show_footer(self) -> None:
        """The keys of the form belong in this footer."""
        if bars := self.query(DeskFooter):
            everywhere = [action for action in in_scope(EVERYWHERE) if action.footer]
            own = [*(action_named(name) for name in self.footer_names()), *everywhere]
            bars.first().show([FooterItem(action, not self.why_not(action.id)) for action in own])

    @on(FormView.Changed)
    def check_soon(self) -> None:
        """Check once nothing has been typed for a moment."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(CHECK_PAUSE, self.check_now)

    @work(exclusive=True, group="check")
    async def check_now(self) -> None:
        """Check; a check that is under way gives way."""
        await self.check()

    async def check(self) -> None:
        """Check and show what was found, unless the screen has been left in the meantime."""
        found = await asyncio.to_thread(self.looking())
        if self.is_attached:
            self.show_found(found)

    def show_found(self, found: Sequence[Finding]) -> None:
        """Show what a check found, beside the form and in it."""
        self.found = found
        self.mark()
        self.form_desk.findings.show_findings(found)

    def mark(self) -> None:
        """Show in the form again what belongs there: what was found, or what was asked for, has changed."""
        marked = self.marked()
        self.form.show_findings(marked, [one for one in self.found if one not in marked])

    def go_to_what_blocks(self) -> bool:
        """Say the first thing that keeps the form from being sent and go there; False when nothing does."""
        blocking = [one for one in self.found if one.severity == "block"]
        if blocking:
            reason = _("Not sent yet: {reason}").format(reason=blocking[0].message)
            self.notify(reason, severity="warning", markup=False)
            self.form.jump_to(blocking[0].path or ())
        return bool(blocking)
