"""Every action a person can take on a screen, once: keys, footer, command palette and help are all made from this
registry.

Keys are those that every terminal sends (PuTTY, Windows Terminal, tmux over ssh): F1-F10, Enter, Tab, Escape,
Insert, Delete, Page up/down and Ctrl with a letter. Ctrl+M, I, H and J arrive as Enter, Tab, Backspace and line
feed, and Ctrl+Enter as Enter, so they are refused. Ctrl+S and Ctrl+Q may be used: Textual switches XON/XOFF off
while it runs. No key needs AltGr on a Danish keyboard.
"""

import re
from dataclasses import dataclass

from textual.binding import Binding, BindingType

from orderdesk.locale import N_

EVERYWHERE = "everywhere"
FOOTER_LIMIT = 6

_KEY = re.compile(
    r"f[1-9]|f10|enter|tab|shift\+tab|escape|space|insert|delete|pageup|pagedown|home|end|up|down|left|right"
    r"|ctrl\+[a-gk-ln-z]|slash|plus|minus|less_than_sign|greater_than_sign|[0-9]"
)
_TAKEN_IN_TEXTS = frozenset({"f6", "f7"})
"""Textual's text area selects a line, or the whole text, by these: the next letter would then replace it."""
_SHOWN = {
    "escape": "Esc",
    "slash": "/",
    "plus": "+",
    "minus": "-",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "insert": "Ins",
    "delete": "Del",
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
}


@dataclass(frozen=True)
class Action:
    """One thing a person can do. `label` and `help` are English msgids; `_` is applied where they are shown."""

    id: str
    """Unique, dotted ("orders.send"): the name in a keymap. The last part names the method: `action_send`."""
    key: str
    """One key, or several with commas; the first one is shown."""
    label: str
    """A word or two, for the footer."""
    help: str
    """A sentence, for help and palette."""
    scope: str
    """The screen (or the widget room, as "form") where it is possible, or EVERYWHERE."""
    footer: bool = False
    """Shown in the footer line."""
    confirm: bool = False
    """Asks before it does something that cannot be taken back; help says so."""

    @property
    def method(self) -> str:
        """The Textual action: `send` for "orders.send", carried out by `action_send`."""
        return self.id.rpartition(".")[2].replace("-", "_")

    @property
    def key_shown(self) -> str:
        """The first key as a keyboard names it: F9, Esc, Ctrl+F."""
        return key_name(self.key.split(",")[0])


_registry: dict[str, Action] = {}


def key_name(key: str) -> str:
    """A Textual key name as a person knows it: "ctrl+f" is "Ctrl+F", "slash" is "/"."""
    *modifiers, last = key.split("+")
    name = _SHOWN.get(last, last.upper() if len(last) == 1 or re.fullmatch(r"f\d+", last) else last.capitalize())
    return "+".join([*(modifier.capitalize() for modifier in modifiers), name])


def register(*actions: Action) -> None:
    """Enter `actions` in the registry. Raises ValueError for a key that not every terminal sends, and for a key or
    an id that is taken in the same scope: an author's mistake, seen when the module is imported."""
    for action in actions:
        for key in action.key.split(","):
            if not _KEY.fullmatch(key):
                raise ValueError(f"{action.id}: not every terminal sends the key {key!r}")
        if (known := _registry.get(action.id)) == action:
            continue
        if known is not None:
            raise ValueError(f"{action.id} is registered twice")
        taken = {key: other.id for other in in_scope(action.scope) for key in other.key.split(",")}
        if clash := [key for key in action.key.split(",") if key in taken]:
            raise ValueError(f"{action.id}: {clash[0]} belongs to {taken[clash[0]]}")
        _registry[action.id] = action


def in_scope(scope: str) -> list[Action]:
    """The actions of one scope, in the order in which they were registered."""
    return [action for action in _registry.values() if action.scope == scope]


def action_named(action_id: str) -> Action:
    """The action with this id. Raises KeyError."""
    return _registry[action_id]


def actions_for(scopes: list[str]) -> list[Action]:
    """The actions of several scopes, scope by scope, without doubles."""
    return [action for scope in dict.fromkeys(scopes) for action in in_scope(scope)]


def bindings_for(scope: str) -> list[BindingType]:
    """The key bindings of a scope, for a class's BINDINGS. They hold msgids: footer, help and palette translate when
    they draw."""
    return [
        Binding(
            action.key, action.method, action.label, show=action.footer, id=action.id, tooltip=action.help,
            priority=action.key in _TAKEN_IN_TEXTS,
        )
        for action in in_scope(scope)
    ]  # fmt: skip


register(
    Action("everywhere.help", "f1", N_("Help"), N_("What this screen is for, and its keys."), EVERYWHERE, footer=True),
    Action("everywhere.back", "escape", N_("Back"), N_("Save and go back."), EVERYWHERE, footer=True),
    Action(
        "everywhere.commands", "ctrl+p", N_("Commands"), N_("Find anything this screen can do by its name."), EVERYWHERE
    ),
    Action("everywhere.quit", "ctrl+q", N_("Quit"), N_("Save everything and leave orderdesk."), EVERYWHERE),
    Action("form.undo", "ctrl+z", N_("Undo"), N_("Take the last change of a field back."), "form"),
    Action("form.redo", "ctrl+y", N_("Redo"), N_("Make the change again that was taken back."), "form"),
    Action("form.editor", "f4", N_("Editor"), N_("Write this field in your own editor."), "form"),
    Action("form.findings", "f6", N_("Findings"), N_("Go to the list of findings, and back to the field."), "form"),
    Action("form.previous-section", "f7", N_("Previous"), N_("Go to the section before this one."), "form"),
    Action("form.next-section", "f8", N_("Next"), N_("Go to the section after this one."), "form"),
    Action("rows.add", "insert,plus", N_("Add"), N_("Add a row to this list."), "rows"),
    Action("rows.remove", "delete,minus", N_("Remove"), N_("Remove the row. Undo brings it back."), "rows"),
    Action("rows.move-up", "less_than_sign", N_("Up"), N_("Move the row up."), "rows"),
    Action("rows.move-down", "greater_than_sign", N_("Down"), N_("Move the row down."), "rows"),
    Action("choice.choose", "enter,space", N_("Choose"), N_("Open the list of choices."), "choice"),
    Action("choice.previous", "left", N_("Previous"), N_("Take the choice before this one."), "choice"),
    Action("choice.next", "right", N_("Next"), N_("Take the choice after this one."), "choice"),
    Action("choice.clear", "delete", N_("Clear"), N_("Take the answer away."), "choice"),
    Action("many.take", "enter,space", N_("Choose"), N_("Take the line, or leave it out again."), "many"),
    Action("findings.form", "f6", N_("Form"), N_("Go from the findings back to the form."), "findings"),
    Action(
        "findings.put-aside",
        "delete,minus",
        N_("Put aside"),
        N_("Put the advice aside, with a reason that stays on this desk."),
        "findings",
    ),
    Action(
        "findings.take-back",
        "insert,plus",
        N_("Take back"),
        N_("Let advice that was put aside stand again."),
        "findings",
    ),
    Action("list.search", "slash,ctrl+f", N_("Search"), N_("Show the rows that hold these words."), "list"),
    Action("list.filter", "ctrl+t", N_("Filter"), N_("Show the next kind of rows."), "list"),
    Action("list.sort", "ctrl+o", N_("Sort"), N_("Sort by the next column."), "list"),
)
