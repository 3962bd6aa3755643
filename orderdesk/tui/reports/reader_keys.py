"""The keys of the screen on which a report is read: which side has which, and what F2 and F3 do on a draft."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from orderdesk.locale import N_
from orderdesk.tui.actions import Action, register

register(
    Action("reading.decide", "f2", N_("Decide"), N_("Write down what is decided on this report."), "reading",
           footer=True),
    Action("reading.elaborate", "f3", N_("Elaborate"), N_("Ask for more, goal by goal, by a date."), "reading",
           footer=True),
    Action("reading.mark-read", "f5", N_("Mark read"), N_("Tell the provider, signed, that the report has been read."),
           "reading", footer=True, confirm=True),
    Action("reading.send", "f9", N_("Send"), N_("Sign and send the decision, or the request to elaborate."), "reading",
           footer=True, confirm=True),
    Action("reading.editor", "f4", N_("Editor"), N_("Write this text in your own editor."), "reading"),
    Action("reading.previous-page", "f7", N_("Previous"), N_("The page before this one."), "reading"),
    Action("reading.next-page", "f8", N_("Next"), N_("The page after this one."), "reading"),
    Action("reading.correct", "ctrl+n", N_("New version"), N_("Write a later version of this report (provider)."),
           "reading"),
)  # fmt: skip

_ONLY_C: Final = ("reading.decide", "reading.elaborate", "reading.mark-read", "reading.send", "reading.editor")
_ONLY_P: Final = ("reading.correct",)
_NOT_ON_A_DRAFT: Final = ("reading.mark-read",)

_ON_A_DRAFT: Final[Mapping[str, tuple[str, str]]] = {
    "reading.decide": (N_("Comment"), N_("Write, item by item, what was asked and is not covered.")),
    "reading.elaborate": (N_("Clear draft"), N_("Say that the draft covers what was asked: the report can be sent.")),
    "reading.send": (N_("Send"), N_("Sign and send the comments, or that the draft is cleared.")),
}
"""Label and help of the same keys while a draft is looked through."""

_REPORT_STEPS: Final = {"reading.decide": "decide", "reading.elaborate": "elaborate", "reading.mark-read": "read"}
_DRAFT_STEPS: Final = {"reading.decide": "comment", "reading.elaborate": "clear", "reading.mark-read": "read"}


def known_on(action: Action, *, draft: bool, actor: str) -> Action | None:
    """The action as it is called on a draft or a report by that side ("C" or "P"); None where it has it not."""
    if action.id in (_ONLY_C if actor == "P" else _ONLY_P) or (draft and action.id in _NOT_ON_A_DRAFT):
        return None
    if not draft or action.id not in _ON_A_DRAFT:
        return action
    label, told = _ON_A_DRAFT[action.id]
    return replace(action, label=label, help=told)


def step_of(action_id: str, *, draft: bool) -> str:
    """The step of the report's life cycle that an action begins; "" for none."""
    return (_DRAFT_STEPS if draft else _REPORT_STEPS).get(action_id, "")
