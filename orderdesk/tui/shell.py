"""The app that the screens stand in: colours, styles, palette, language, and saving before it goes."""

import asyncio
import gc
import signal
import sys
from pathlib import Path

from textual import work
from textual.command import CommandPalette
from textual.reactive import reactive

from orderdesk.locale import _, use_language
from orderdesk.tui.crash import CrashSafeApp
from orderdesk.tui.notices import Notices
from orderdesk.tui.palette import ActionProvider
from orderdesk.tui.screen import DeskScreen, unsaved_question
from orderdesk.tui.themes import DARK, THEMES

_STYLES = Path(__file__).parent / "styles"
_TURN = 0.001
"""Seconds that a thread which computes (a check, a save) keeps the screen waiting, each time that there is something to
do for it. Python's own 5 ms came several times within one key."""


class Shell(CrashSafeApp):
    """Base of the application."""

    CSS_PATH = [_STYLES / "shell.tcss", _STYLES / "wide.tcss"]
    TITLE = "orderdesk"
    COMMANDS = {ActionProvider}
    ENABLE_COMMAND_PALETTE = True
    VERTICAL_BREAKPOINTS = [(0, "-short"), (16, "-tall")]

    desk_label: reactive[str] = reactive("", repaint=False)
    """Whose desk it is, for the title row."""
    exchange_state: reactive[str] = reactive("", repaint=False)
    """The exchange line in a few words (translated), for the title row."""

    def __init__(self, crash_folder: Path, language: str = "en", desk_label: str = "", theme: str = DARK) -> None:
        use_language(language)
        super().__init__(crash_folder)
        self._notifications = Notices()
        self._settled: set[type[DeskScreen]] = set()
        for known in THEMES:
            self.register_theme(known)
        self.set_reactive(Shell.theme, theme)  # quietly: setting it would parse all styles a second time (9 ms)
        self.set_reactive(Shell.desk_label, desk_label)

    def action_help_quit(self) -> None:
        """Ctrl+C, which ends other programs."""
        self.notify(_("Ctrl+Q leaves orderdesk. What you wrote is kept."), timeout=4)

    async def on_load(self) -> None:
        """Also listen for the end of the ssh line."""
        await super().on_load()
        # Windows has neither signal.
        if not self.is_headless:  # tests start many apps in one process
            sys.setswitchinterval(_TURN)
        if not self.is_headless and sys.platform != "win32":
            loop = asyncio.get_running_loop()
            for number in (signal.SIGHUP, signal.SIGTERM):
                loop.add_signal_handler(number, self._line_lost, number)

    def _line_lost(self, number: int) -> None:
        """The ssh line broke or somebody ended the process: save, then go, with the exit code that shells expect."""
        self.save_before_crash()
        self.exit(return_code=128 + number)

    def desk_screens(self) -> list[DeskScreen]:
        """The open screens, the topmost first."""
        return [screen for screen in reversed(self.screen_stack) if isinstance(screen, DeskScreen)]

    def save_before_crash(self) -> None:
        for screen in self.desk_screens():
            if screen.autosave:
                screen.autosave.last_resort()

    def settle_memory(self) -> None:
        """What is loaded by now stays: leave it out of further garbage collections. A full one took 48-67 ms, with
        5,000 documents on the desk, in the middle of somebody's moving about, and 20 ms within a key in the composer.
        """
        if not self.is_headless:  # tests start many apps in one process
            gc.freeze()

    def settle_screen(self, kind: type[DeskScreen]) -> None:
        """The same for what the first screen of its kind has loaded. Not for each: frozen screens are never freed."""
        if kind not in self._settled:
            self._settled.add(kind)
            self.settle_memory()

    def on_app_blur(self) -> None:
        """The terminal lost the focus: save at once."""
        for screen in self.desk_screens():
            if screen.autosave:
                screen.autosave.at_once()

    def action_command_palette(self) -> None:
        """Ctrl+P, in the language in use."""
        if self.use_command_palette and not CommandPalette.is_open(self):
            self.push_screen(CommandPalette(placeholder=_("What do you want to do?"), id="--command-palette"))

    async def action_quit(self) -> None:
        """Ctrl+Q: save everything, then leave."""
        self._leave()

    @work(exclusive=True, group="leaving")
    async def _leave(self) -> None:
        for screen in self.desk_screens():
            if not await screen.save_now() and not await self.push_screen_wait(unsaved_question(screen.save_state)):
                return
        self.exit()
