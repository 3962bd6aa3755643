"""Earlier texts to compare with: what other orders and reports on this desk say, read once and kept in memory.

Only how close two texts are is ever told, and the date of the other: never its text, never a name.
"""

from collections.abc import Iterable
from datetime import date

from orderdesk.checks.likeness import EarlierText
from orderdesk.checks.order_reading import comparable_order
from orderdesk.checks.report_reading import comparable_passages
from orderdesk.desk.storage.archive import Archive
from orderdesk.errors import DeskUnavailable, NotFound
from orderdesk.signing.parsing import parse


class EarlierTexts:
    """The comparable texts of the desk's documents, by digest. A document never changes, so neither does its text."""

    def __init__(self) -> None:
        self._orders: dict[str, EarlierText] = {}
        self._reports: dict[str, list[EarlierText]] = {}

    def of_orders(self, archive: Archive, documents: Iterable[tuple[str, str]]) -> list[EarlierText]:
        """One text for each order, given as (digest, the day to name it by)."""
        found = []
        for digest, day in documents:
            if digest not in self._orders:
                body = _body(archive, digest)
                text = comparable_order(body) if isinstance(body, dict) else ""
                self._orders[digest] = EarlierText(digest, text, date.fromisoformat(day))
            found.append(self._orders[digest])
        return found

    def of_reports(self, archive: Archive, documents: Iterable[tuple[str, str]]) -> list[EarlierText]:
        """The passages of each report, given as (digest, the day to name it by)."""
        found = []
        for digest, day in documents:
            if digest not in self._reports:
                body = _body(archive, digest)
                passages = comparable_passages(body) if isinstance(body, dict) else []
                self._reports[digest] = [EarlierText(digest, text, date.fromisoformat(day)) for text in passages]
            found += self._reports[digest]
        return found


def _body(archive: Archive, digest: str) -> object:
    """A document's body; None where its file is damaged or missing: that must not keep a new order from going out."""
    try:
        return parse(archive.get(digest)).value["body"]
    except (DeskUnavailable, NotFound):
        return None
