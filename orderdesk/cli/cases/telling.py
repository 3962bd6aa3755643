"""What a command says after a case was changed: what in it does not add up."""

from datetime import date
from typing import TYPE_CHECKING, Any

from orderdesk.cli.output import Output

if TYPE_CHECKING:
    from orderdesk.cases.case_file import CaseFile
    from orderdesk.cases.flaws import Flaw
    from orderdesk.desk.casework.request_warnings import Warned


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
