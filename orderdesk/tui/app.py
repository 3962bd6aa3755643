"""The application: the desks it may open, the one that is open, the post that goes by itself, and word to the screens
when something has changed."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual import on, work
from textual.binding import Binding
from textual.message import Message

from orderdesk.desk.appearance import appearance
from orderdesk.errors import NotPossible, OrderdeskError
from orderdesk.locale import _, use_language
from orderdesk.tui.desk_choice import DeskChoice as DeskChoice
from orderdesk.tui.news import DeskChanged, LineChanged
from orderdesk.tui.screen import unsaved_question
from orderdesk.tui.shell import Shell
from orderdesk.tui.today import TodayScreen

if TYPE_CHECKING:
    from orderdesk.desk.desk import Desk
    from orderdesk.desk.mail.line_state import LineState
    from orderdesk.desk.mail.postman import Postman

LOOK_FOR_NEWS = 1.0
"""Seconds between two looks at what other windows and commands have written; a look is one stat."""


@dataclass
class Seat:
    """One of the desks of this app, and what belongs to it while it is open."""

    choice: DeskChoice
    desk: "Desk | None" = None
    rounds: "Postman | None" = None
    line: "LineState | None" = None


class DeskApp(Shell):
    """orderdesk on a terminal. `desks` are those that one key goes round; the first one is opened."""

    BINDINGS = [Binding("ctrl+g", "other_desk", "Other desk", show=False)]

    class _RoundDone(Message):
        """A round of the post is over, or the line has been heard of."""

        def __init__(self, seat: Seat, line: "LineState") -> None:
            super().__init__()
            self.seat = seat
            self.line = line

    def __init__(self, desks: Sequence[DeskChoice], *, crash_folder: Path) -> None:
        look = appearance(desks[0].root)
        super().__init__(crash_folder, look.language, look.label or desks[0].label, look.theme)
        self._seats = [Seat(choice) for choice in desks]
        self._at = 0
        self._faulty: set[str] = set()
        self.opening_words = _("Opening the desk…")
        """What Today says until there is something to show."""

    # The desk

    @property
    def seat(self) -> Seat:
        """The desk that is being looked at."""
        return self._seats[self._at]

    @property
    def desk_if_open(self) -> "Desk | None":
        """The open desk; None while it is being opened."""
        return self.seat.desk

    @property
    def desk(self) -> "Desk":
        """The open desk. Raises NotPossible while it is not open."""
        if self.seat.desk is None:
            raise NotPossible(_("The desk is not open yet."))
        return self.seat.desk

    @property
    def autosave_seconds(self) -> float:
        """How long after the first change what is written is saved."""
        return self.seat.desk.settings.autosave_seconds if self.seat.desk else 2.0

    @property
    def has_other_desk(self) -> bool:
        """Whether there is more than one desk to go to."""
        return len(self._seats) > 1

    @property
    def line(self) -> "LineState | None":
        """How the exchange was after the last round; None before the first."""
        return self.seat.line

    def on_mount(self) -> None:
        """Today is drawn first; the desk is opened when it stands there."""
        self.push_screen(TodayScreen())
        self.call_after_refresh(self.open_desk)
        self.set_interval(LOOK_FOR_NEWS, self._look_for_news)

    @work(exclusive=True, group="opening")
    async def open_desk(self) -> None:
        """Open the desk being looked at; Today says what stands in the way."""
        from orderdesk.tui.unlock import unlock

        seat = self.seat
        self._say(_("Opening the desk…"))
        try:
            desk = await unlock(self, seat.choice)
        except OrderdeskError as error:
            self._say(_("! {sentence} F5 tries again, Ctrl+Q leaves.").format(sentence=str(error)))
            return
        if desk is None:
            self._say(_("The desk is locked. F5 asks for the passphrase again, Ctrl+Q leaves."))
        else:
            self._sit_down(seat, desk)

    def _say(self, sentence: str) -> None:
        self.opening_words = sentence
        for screen in self.screen_stack:
            if isinstance(screen, TodayScreen) and screen.is_mounted:
                screen.say(sentence)

    def _sit_down(self, seat: Seat, desk: "Desk") -> None:
        from orderdesk.desk.editor import remove_leftovers
        from orderdesk.desk.mail.postman import Postman
        from orderdesk.desk.membership import after_loss
        from orderdesk.desk.preferences import preferences

        seat.desk = desk
        seat.rounds = Postman(
            desk,
            lambda: preferences(desk).post_seconds,
            lambda line: self.post_message(self._RoundDone(seat, line)),
        )
        seat.rounds.start()
        self.run_worker(remove_leftovers, thread=True, group="leftovers", exit_on_error=False)
        if left := after_loss.told(desk.folder):
            self.notify(" ".join(left), severity="warning", timeout=30, markup=False)
        self.settle_memory()
        self._tell_screens()

    # What changes by itself

    def after_change(self) -> None:
        """Something was issued or written here: the post goes out, and the screens read the desk again."""
        if self.seat.rounds:
            self.seat.rounds.wake()
        self._tell_screens()

    def post_now(self) -> None:
        """F5: a round of the post at once; opens the desk where it is not open."""
        if self.seat.rounds is None:
            self.open_desk()
            return
        self.seat.rounds.wake(force=True)
        self._tell_screens()
        self.notify(_("Fetching the post…"), timeout=2)

    @on(_RoundDone)
    def _round_done(self, event: _RoundDone) -> None:
        if event.seat.line is None:
            self.settle_memory()
        event.seat.line = event.line
        if (fault := event.line.fault) is not None and repr(type(fault)) not in self._faulty:
            self._faulty.add(repr(type(fault)))  # one report a kind, not one every twenty seconds
            self.leave_report(fault, "post")
        if event.seat is self.seat:
            self._show_line()
            if event.line.changed:
                self._tell_screens()

    def _show_line(self) -> None:
        from orderdesk.tui.line_words import title_words

        line, desk = self.seat.line, self.seat.desk
        self.exchange_state = title_words(line, desk.today()) if line and desk else ""
        if self.screen_stack:
            self.screen.post_message(LineChanged())

    async def _look_for_news(self) -> None:
        desk = self.desk_if_open
        if desk is None:
            return
        try:
            news = await asyncio.to_thread(desk.store.refresh, wait=False)
        except OrderdeskError as error:
            self._say(f"! {error}")
            return
        if news:
            self._tell_screens()

    def _tell_screens(self) -> None:
        """Only the one on top: the others read the desk when they are seen again."""
        if self.screen_stack:
            self.screen.post_message(DeskChanged())

    # Leaving

    def action_other_desk(self) -> None:
        """Ctrl+G."""
        if self.has_other_desk:
            self._change_desk()
        else:
            self.notify(_("There is only one desk here."), markup=False)

    @work(exclusive=True, group="leaving")
    async def _change_desk(self) -> None:
        """Save everything, then show the next desk's Today."""
        for screen in self.desk_screens():
            if not await screen.save_now() and not await self.push_screen_wait(unsaved_question(screen.save_state)):
                return
        self._at = (self._at + 1) % len(self._seats)
        seat = self.seat
        look = appearance(seat.choice.root)
        use_language(look.language)
        self.desk_label = look.label or seat.choice.label
        self._show_line()
        self.opening_words = _("Opening the desk…")
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        self.theme = look.theme
        await self.push_screen(TodayScreen())
        if seat.desk is None:
            self.open_desk()
        elif seat.rounds:
            seat.rounds.wake()

    def run(self, *args: Any, **kwargs: Any) -> Any:
        """Run the app, and let go of the desks however it ended."""
        try:
            return super().run(*args, **kwargs)
        finally:
            self.close_desks()

    def close_desks(self) -> None:
        """End the post and close every open desk."""
        for seat in self._seats:
            if seat.rounds:
                seat.rounds.end()
            if seat.desk:
                seat.desk.close()
            seat.rounds = seat.desk = None
