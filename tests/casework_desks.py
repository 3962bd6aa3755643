"""What tests of case files on a desk share: the citizen, how a case is kept, how days pass."""

from collections.abc import Callable
from datetime import UTC, datetime

from orderdesk.cases.case_file import CaseFile
from orderdesk.desk.desk import Desk

Keep = Callable[..., CaseFile]
CPR = "710575-1234"


def on(desk: Desk, day: str) -> None:
    """Move the desk's clock to a day, at nine."""
    desk.clock.moment = datetime.fromisoformat(day).replace(hour=9, tzinfo=UTC)  # type: ignore[attr-defined]
