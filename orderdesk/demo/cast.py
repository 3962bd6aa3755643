"""Who plays in the demo's scenes, and what several scenes have in common."""

from typing import Final

from orderdesk.demo.acts import Do

JONAS: Final = "jonas-bach"
SARA: Final = "sara-holt"
AHMED: Final = "ahmed-yildiz"
LONE: Final = "lone-vestergaard"
PETER: Final = "peter-juhl"

WAITS: Final = "2026-12-18"
"""By when the orders that nobody has answered yet are to be answered: the demo is filled up to six days after the
files' today, and can be kept for a while."""


def started(day: str, text: str, *, offered: str = "") -> Do:
    """The consultant tells of the start on the day of the first session that the citizen came to."""
    values = {"first_offered": offered or day, "first_attended": day, "text": text}
    return Do(day=day, at="15:00", by="P", action="start", values=values)
