"""A letter, a form's text or a note as it would be printed: to read, to copy, to save to a file. Nothing is sent."""

from collections.abc import Callable

from textual import work

from orderdesk.desk.casework import letters_to_doctors
from orderdesk.desk.desk import Desk
from orderdesk.locale import N_, _
from orderdesk.tui.actions import Action, bindings_for, register
from orderdesk.tui.cases.asking import save_text
from orderdesk.tui.orders.text_page import TextPage, TextScreen

register(
    Action("paper.copy", "ctrl+k", N_("Copy"), N_("Copy the text."), "paper", True),
    Action("paper.save", "f9", N_("Save"), N_("Save the text to a file."), "paper", True),
    Action("paper.editor", "f4", N_("Editor"), N_("Change the text in your own editor, here alone."), "paper", True),
)


class PaperScreen(TextScreen):
    """Shows `text`; `about` stands in the title, `name` is proposed as the file's name."""

    scope = "paper"
    heading = N_("Printed text")
    help_topic = N_(
        "The text as it would stand on paper or in a form. Nothing is sent from here: no national interface is claimed."
        " Ctrl+K copies it, F9 saves it to a file, F4 lets you change it in your own editor first.\n\n"
        "When you have sent it, note the day on the request: F10 on its line in the case."
    )
    BINDINGS = bindings_for("paper")

    def __init__(self, about: str, text: str, name: str) -> None:
        super().__init__()
        self.heading_detail = about
        self.text = text
        self.name_of_file = name

    def on_mount(self) -> None:
        self._show()

    def _show(self) -> None:
        page = TextPage()
        page.words(self.text)
        self.show_page(page)
        self.plain = self.text

    def action_copy(self) -> None:
        """Ctrl+K."""
        from orderdesk.tui.clipboard import copy_text

        copy_text(self.app, self.text)
        self.notify(_("Copied."))

    @work(exclusive=True, group="saving")
    async def action_save(self) -> None:
        """F9."""
        await save_text(self.app, self.text, self.name_of_file)

    def action_editor(self) -> None:
        """F4."""
        from orderdesk.errors import OrderdeskError
        from orderdesk.tui.editor import edit_in_editor

        try:
            self.text = edit_in_editor(self.app, self.text)
        except OrderdeskError as error:
            self.notify(str(error), severity="error", markup=False)
            return
        self._show()


def request_paper(desk: Desk, case: str, request: str) -> PaperScreen:
    """The text for the form of a request to a doctor. Raises NotFound."""
    return _paper(letters_to_doctors.request_text, desk, case, request, N_("request"))


def reminder_paper(desk: Desk, case: str, request: str) -> PaperScreen:
    """The next reminder of a request to a doctor. Raises NotFound."""
    return _paper(letters_to_doctors.reminder_text, desk, case, request, N_("reminder"))


def call_paper(desk: Desk, case: str, request: str) -> PaperScreen:
    """What to have at hand when ringing the doctor. Raises NotFound."""
    return _paper(letters_to_doctors.phone_note, desk, case, request, N_("phone note"))


def _paper(make: Callable[[Desk, str, str], str], desk: Desk, case: str, request: str, kind: str) -> PaperScreen:
    return PaperScreen(
        f"{_(kind)} {request}", make(desk, case, request), f"{case}-{request}-{_(kind)}.txt".replace(" ", "-")
    )
