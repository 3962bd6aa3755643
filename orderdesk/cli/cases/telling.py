"""What a command says after a case was changed: what in it does not add up, and which gaps it would close."""

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from orderdesk.cli.output import Output
from orderdesk.locale import _

if TYPE_CHECKING:
    from orderdesk.cases.case_file import CaseFile
    from orderdesk.cases.flaws import Flaw
    from orderdesk.desk.casework.request_warnings import Warned
    from orderdesk.desk.desk import Desk

_CLOSING: Final = ("evidence", "measures", "trials", "conversations", "facts")
"""The lists whose entries may close a gap."""


def tell_flaws(out: Output, case: "CaseFile", today: date, entry: str = "") -> None:
    """Say on stderr what does not add up in the case, or in one entry of it."""
    from orderdesk.cases.soundness import flaws

    for one in flaws(case, today):
        if not entry or one.entry == entry:
            out.talk(f"{one.code}: {one.sentence}")


def flaw_object(one: "Flaw") -> dict[str, Any]:
    """A flaw for machine output."""
    return {"code": one.code, "path": one.path, "entry": one.entry, "message": one.message}


def tell_warnings(out: Output, warned: "tuple[Warned, ...] | list[Warned]") -> None:
    """Say on stderr what speaks against a request."""
    for one in warned:
        out.talk(f"! {one.what.sentence}")


def warning_object(one: "Warned") -> dict[str, Any]:
    """A warning for machine output."""
    return {"code": one.code, "message": one.what.message, "entries": list(one.entries), "instead": list(one.instead)}


def open_gaps(desk: "Desk", case: str, kind: str) -> frozenset[str]:
    """The keys of the gaps that are open before an entry of the list `kind` is written."""
    from orderdesk.desk.casework import gap_reading

    return frozenset(one.key for one in gap_reading.answers(desk, case).open()) if kind in _CLOSING else frozenset()


def closed_by(desk: "Desk", case: str, kind: str, entry: str, before: frozenset[str]) -> list[str]:
    """Which of the gaps that were open `before` the rules hold for closed by an entry, now that it is written."""
    from orderdesk.desk.casework import feeding

    return [key for key in feeding.closed_by(desk, case, kind, entry) if key in before] if before else []


def tell_closes(out: Output, case: str, entry: str, closes: list[str]) -> None:
    """Say which gaps an entry would close, and how a person says that it does."""
    if closes:
        out.talk(_("It would close: {gaps}.").format(gaps=", ".join(closes)))
        out.talk(_("When you have read it: `orderdesk case confirm {case} {entry}`.").format(case=case, entry=entry))
