"""Earlier texts to compare with: what other orders and reports on this desk say, read once and kept in memory.

Only how close two texts are is ever told, and the date of the other: never its text, never a name. The names in them
do not count: a text that was copied with the next citizen's name in it is the same text.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from orderdesk.checks.likeness import EarlierText
from orderdesk.checks.order_reading import comparable_order
from orderdesk.checks.passages import names_in
from orderdesk.checks.report_reading import comparable_passages
from orderdesk.desk.storage.archive import Archive
from orderdesk.errors import DeskUnavailable, NotFound
from orderdesk.signing.parsing import parse


class Other(NamedTuple):
    """A document to compare with: its digest, its day (ISO), the citizen's name, whether it is about the same one."""

    digest: str
    day: str
    citizen: str
    own: bool = False


class EarlierTexts:
    """The comparable texts of the desk's documents, by digest. A document never changes, so neither does its text."""

    def __init__(self) -> None:
        self._orders: dict[tuple[str, bool], EarlierText] = {}
        self._reports: dict[str, list[EarlierText]] = {}

    def of_orders(self, archive: Archive, documents: Iterable[Other]) -> list[EarlierText]:
        """One text for each order."""
        found = []
        for other in documents:
            known = other.digest, other.own
            if known not in self._orders:
                body = _body(archive, other.digest)
                text = comparable_order(body) if isinstance(body, dict) else ""
                names = names_in(other.citizen)
                self._orders[known] = EarlierText(other.digest, text, date.fromisoformat(other.day), names, other.own)
            found.append(self._orders[known])
        return found

    def of_reports(self, archive: Archive, documents: Iterable[Other]) -> list[EarlierText]:
        """The passages of each report."""
        found = []
        for other in documents:
            if other.digest not in self._reports:
                body = _body(archive, other.digest)
                passages = comparable_passages(body) if isinstance(body, dict) else []
                names = names_in(other.citizen)
                self._reports[other.digest] = [
                    EarlierText(other.digest, text, date.fromisoformat(other.day), names) for text in passages
                ]
            found += self._reports[other.digest]
        return found


def _body(archive: Archive, digest: str) -> object:
    """A document's body; None where its file is damaged or missing: that must not keep a new order from going out."""
    try:
        return parse(archive.get(digest)).value["body"]
    except (DeskUnavailable, NotFound):
        return None
