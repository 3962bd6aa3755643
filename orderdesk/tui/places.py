"""Where things are done: the screen for an order, a report, a case or a draft, loaded when somebody goes there."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.screen import Screen

    from orderdesk.desk.casework.case_page import SectionName
    from orderdesk.desk.casework.entry_drafts import EntryKind
    from orderdesk.desk.desk import Desk


def order(thread: str) -> "Screen[Any]":
    """The order as both sides see it."""
    from orderdesk.tui.orders.order_view import OrderScreen

    return OrderScreen(thread)


_FORMS = ("start", "resume", "schedule_meeting", "record_meeting")
"""The actions whose form can be filled in at once. What is answered is read first: the order's screen leads on."""


def to_do(thread: str, action: str, about: str) -> "Screen[Any]":
    """Where `action` on the order is done; `about` names the meeting, where it is about one."""
    if action in _FORMS:
        from orderdesk.tui.moves.screen import MoveScreen

        return MoveScreen(thread, action, about)
    return order(thread)


def handover(digest: str) -> "Screen[Any]":
    """A case that was handed over: the page with the summary."""
    from orderdesk.tui.orders.handover_page import HandoverScreen

    return HandoverScreen(digest)


def own_words(thread: str) -> "Screen[Any]":
    """The citizen's own words, and what was agreed."""
    from orderdesk.tui.orders.own_words_page import OwnWordsScreen

    return OwnWordsScreen(thread)


def report(digest: str) -> "Screen[Any]":
    """The report, read against its order."""
    from orderdesk.tui.reports.reader import ReaderScreen

    return ReaderScreen(digest)


def composer(draft_id: str) -> "Screen[Any]":
    """Writing an order."""
    from orderdesk.tui.orders.composer import ComposerScreen

    return ComposerScreen(draft_id)


def writer(draft_id: str) -> "Screen[Any]":
    """Writing a report."""
    from orderdesk.tui.reports.writer import WriterScreen

    return WriterScreen(draft_id)


def case(name: str, page: "SectionName" = "gaps", at: str = "") -> "Screen[Any]":
    """A case by its short name, on one of its pages; the cursor stands on the gap, or the entry, `at`."""
    from orderdesk.tui.cases.case_screen import CaseScreen

    return CaseScreen(name, page, at)


def case_entry(name: str, kind: "EntryKind", entry: str, values: dict[str, Any] | None = None) -> "Screen[Any]":
    """The form of an entry of a case; `entry` is "" for a new one, which begins with `values`."""
    from orderdesk.desk.casework.entry_drafts import Place
    from orderdesk.tui.cases.entry_screen import EntryScreen

    return EntryScreen(Place(name, kind, entry), values=values)


def case_news(name: str) -> "Screen[Any]":
    """What has come to a case, to be confirmed."""
    from orderdesk.tui.cases.proposals import ProposalsScreen

    return ProposalsScreen(name)


def new_case() -> "Screen[Any]":
    """Opening a case."""
    return case_entry("", "head", "")


def draft(desk: "Desk", draft_id: str) -> "Screen[Any]":
    """Where a draft is written on. Raises NotFound where it is gone."""
    from orderdesk.desk import drafts

    found = drafts.load(desk, draft_id)
    match found.kind:
        case "order":
            return composer(draft_id)
        case "report":
            return writer(draft_id)
        case "reply":
            from orderdesk.tui.orders.answer import AnswerScreen

            return AnswerScreen(found.thread)
        case "review":
            return report(found.about)
        case "move":
            from orderdesk.tui.moves.screen import MoveScreen

            return MoveScreen(found.thread, found.body["action"], found.body["meeting"])
        case "case":
            from orderdesk.tui.cases.entry_screen import EntryScreen

            return EntryScreen(draft_id=draft_id)
