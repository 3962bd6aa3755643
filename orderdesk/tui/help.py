"""F1: the text for this screen and every key that works on it, with a search line."""

from collections.abc import Sequence

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from orderdesk.locale import N_, _
from orderdesk.tui.actions import Action
from orderdesk.tui.searching import has_all, searchable, words_of

MOVING = (
    N_("Tab and Shift+Tab go from field to field. Arrow keys move in lists. The mouse works everywhere."),
    N_("Marks: √ done, ~ begun, · empty, ! something must be put right."),
)


class HelpScreen(ModalScreen[None]):
    """Searchable help. `topic` is a translated text with blank lines between paragraphs."""

    BINDINGS = [Binding("escape,f1", "close", "Close", show=False)]
    DEFAULT_CSS = """
    HelpScreen { align: center middle; background: $background 60%; }
    HelpScreen > Vertical { width: 90%; max-width: 96; height: 90%; border: round $primary;
        background: $surface; padding: 0 1; }
    HelpScreen VerticalScroll { height: 1fr; }
    HelpScreen Input { margin-bottom: 1; }
    """

    def __init__(self, heading: str, topic: str, actions: Sequence[Action]) -> None:
        super().__init__()
        self._heading = heading
        self._topic = topic
        self._actions = list(actions)

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = _("Help: {screen}").format(screen=self._heading)
            box.border_subtitle = _("Esc closes")
            yield Input(placeholder=_("Search in the help"), compact=True)
            with VerticalScroll(can_focus=True):
                yield Static(self._text(""), id="help-text")

    @on(Input.Changed)
    def _search(self, event: Input.Changed) -> None:
        self.query_one("#help-text", Static).update(self._text(event.value))

    def _text(self, query: str) -> Text:
        words = words_of(query)
        keys = [(action.key, f"{_(action.label)}: {_(action.help)}", action.confirm) for action in self._actions]
        text = Text()
        for key, sentence, confirm in keys:
            shown = ", ".join(_key_names(key))
            line = f"{shown:<14}{sentence}" + (" " + _("Asks first.") if confirm else "")
            if has_all(searchable(line), words):
                text.append(f"{shown:<14}", "bold")
                text.append(line[14:] + "\n")
        paragraphs = [*self._topic.split("\n\n"), *(_(line) for line in MOVING)]
        for paragraph in paragraphs:
            if paragraph and has_all(searchable(paragraph), words):
                text.append("\n" + paragraph.strip() + "\n")
        return text or Text(_("Nothing in this help holds these words."))

    def action_close(self) -> None:
        self.dismiss(None)


def _key_names(keys: str) -> list[str]:
    from orderdesk.tui.actions import key_name

    return [key_name(key) for key in keys.split(",")]
