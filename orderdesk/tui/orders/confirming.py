"""Saying that a fact about the citizen holds today. An earlier order as a base brings facts with their old dates; what
is older than the desk's clock allows is marked until somebody has asked the citizen."""

from collections.abc import Iterable

from orderdesk.tui.form.draft import Draft
from orderdesk.tui.form.paths import Path, as_path
from orderdesk.tui.orders.shown_findings import Shown

STALE = "ORD29"
"""The check that finds what was confirmed too long ago."""


def day_of(path: Path, draft: Draft) -> Path:
    """Where the day is that what stands at `path` was last confirmed; () where nothing of the kind stands there."""
    if path[:2] in (("citizen", "facts"), ("citizen", "support_needs")) and len(path) > 2 and draft.get(path[:3]):
        return (*path[:3], "confirmed")
    if path[:1] == ("voice",) and path[1:2] in (("own_words",), ("obtained",), ("how",)):
        return ("voice", "obtained")
    return ()


def stale(findings: Iterable[Shown]) -> list[Path]:
    """The days that wait to be confirmed anew, in the order of the pages."""
    return [as_path(one.path) for one in findings if one.code == STALE and one.severity != "aside"]
