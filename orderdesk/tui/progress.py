"""A long job with a bar and a Stop button. The job runs in a thread; the screen stays alive."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Button, Label, ProgressBar

from orderdesk.errors import OrderdeskError
from orderdesk.locale import _
from orderdesk.tui.dialogs import Dialog

ResultT = TypeVar("ResultT")


class Progress:
    """What a job uses to say how far it is. Both may be used from the job's thread."""

    def __init__(self, show: Callable[[int, int, str], None]) -> None:
        self._show = show
        self._stop = threading.Event()

    @property
    def stopped(self) -> bool:
        """True once the person asked to stop: the job should end at the next safe place."""
        return self._stop.is_set()

    def stop(self) -> None:
        """Ask the job to stop."""
        self._stop.set()

    def step(self, done: int, total: int, text: str = "") -> None:
        """`done` of `total` pieces are done; `text` says what is being worked on (translated)."""
        self._show(done, total, text)


class ProgressDialog(Dialog[ResultT], Generic[ResultT]):
    """Runs `job` in a thread. The answer is the job's result; None when it was stopped or refused (the reason is
    then shown)."""

    def __init__(self, title: str, job: Callable[[Progress], ResultT]) -> None:
        super().__init__(title)
        self._job = job
        self._progress = Progress(self._from_thread)
        self._ended = False

    def body(self) -> ComposeResult:
        yield Label(_("Working…"), id="doing", markup=False)
        yield ProgressBar(show_eta=False)
        yield Label("", classes="wrong", markup=False)
        with Horizontal(classes="buttons"):
            yield Button(_("Stop") + " (Esc)", id="cancel", compact=True)

    def on_mount(self) -> None:
        self._work()

    @work(thread=True)
    def _work(self) -> None:
        try:
            result: ResultT | None = self._job(self._progress)
        except OrderdeskError as error:
            self.app.call_from_thread(self._refused, str(error))
            return
        self.app.call_from_thread(self.dismiss, None if self._progress.stopped else result)

    def _refused(self, sentence: str) -> None:
        self.say(sentence)
        self.query_one("#cancel", Button).label = _("OK")
        self._ended = True

    def action_cancel(self) -> None:
        """Ask the job to stop; it closes the box itself when it has stopped at a safe place."""
        if self._ended:
            self.dismiss(None)
            return
        self._progress.stop()
        self.query_one("#doing", Label).update(_("Stopping…"))

    def _from_thread(self, done: int, total: int, text: str) -> None:
        self.app.call_from_thread(self._show, done, total, text)

    def _show(self, done: int, total: int, text: str) -> None:
        self.query_one(ProgressBar).update(total=total or None, progress=done)
        if text and not self._progress.stopped:
            self.query_one("#doing", Label).update(text)
