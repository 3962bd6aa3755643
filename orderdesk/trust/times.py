"""Times as the room of trust compares them."""

from datetime import UTC, datetime, timedelta
from typing import Final

TOLERANCE: Final = timedelta(minutes=10)
"""How far clocks may be apart."""


def comparable(moment: datetime) -> str:
    """`moment` as documents write times, so that it compares with them as text. (strftime leaves the zeros of the year
    999 out, after which it is later than 2026.)"""
    return moment.astimezone(UTC).isoformat(timespec="seconds")[:19] + "Z"
