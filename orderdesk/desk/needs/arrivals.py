"""What orders have brought to case files and nobody has confirmed yet, where it would close gaps: a line a case, which
opens the case's proposals. It is gone once each has been confirmed or left out."""

import hashlib
from collections.abc import Iterator
from typing import Final

from orderdesk.desk.casework.arrived import Arrived, arrived
from orderdesk.desk.desk import Desk
from orderdesk.desk.needs.line import Item, Line
from orderdesk.desk.put_aside import is_put_aside
from orderdesk.locale import N_

_REPORT: Final = Line("case_news", N_("A report has come that would close gaps: look and confirm"), "", "news", "case")
_COURSE: Final = Line("case_news", N_("A course tells what would close gaps: look and confirm"), "", "news", "case")


def lines(desk: Desk) -> Iterator[Item]:
    """What waits to be confirmed in the case files, in no particular order. Nothing at a provider's desk."""
    if desk.actor != "C":
        return
    for one in arrived(desk):
        mark = _mark(one)
        if not is_put_aside(desk, mark):
            line = _REPORT if one.report else _COURSE
            rules = ", ".join(dict.fromkeys(gap.partition("/")[2] for gap in one.gaps))
            yield Item(
                line.code, line.what, one.citizen, rules, one.since, "", "case", one.case, False, line.action, mark=mark
            )


def _mark(one: Arrived) -> str:
    """What comes later is another matter, and stands on Today again."""
    return f"case_news {one.case} {hashlib.sha256(repr(one.names).encode()).hexdigest()[:16]}"
