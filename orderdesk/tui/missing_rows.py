"""Missing documents in the post room: a row, and all that is known of one."""

from datetime import date
from typing import TYPE_CHECKING

from orderdesk.locale import _
from orderdesk.tui.listing import Row
from orderdesk.tui.moments import day_text

if TYPE_CHECKING:
    from orderdesk.desk.mail.hole_reading import Missing


def missing_row(one: "Missing", day: date) -> Row:
    """What is missing, how the asking goes, from whom, since when."""
    return Row(
        key=one.digest,
        cells=("!", _("missing: {what}").format(what=one.what), one.state, one.citizen, one.who,
               day_text(one.since, day)),
        sort={"since": one.since, "mark": False},
        tags=frozenset({"missing"}),
    )  # fmt: skip


def whole(one: "Missing") -> str:
    """Everything that is known of it."""
    meaning = _(
        "What builds on it is kept, and counts as far as it can. Once it comes, everything falls into its place. F9 "
        "asks for it now."
    )
    return "\n\n".join(part for part in (one.citizen, one.told, one.standing, meaning) if part)
