"""Which findings are shown where: all in the list, in the order of the pages; in the form only what is about something
that was written or a page that was left, so that an empty form is no wall of faults."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from orderdesk.desk.desk import Desk
from orderdesk.desk.ordering import advice
from orderdesk.locale import _
from orderdesk.locale.days import in_words
from orderdesk.tui.findings_panel import Decided
from orderdesk.tui.form.draft import Draft
from orderdesk.tui.form.model import Section
from orderdesk.tui.form.paths import Path, as_path


@dataclass(frozen=True)
class Shown:
    """A finding with its sentence in the language in use. `severity` is "aside" for advice that was put aside; `found`
    is what the checks said, where they did."""

    code: str
    severity: str
    path: str
    message: str
    found: advice.Finding | None = None


def shown(desk: Desk, draft_id: str, body: Mapping[str, Any], findings: Iterable[advice.Finding]) -> list[Shown]:
    """`findings` about `body` as the screens show them, those that were put aside with their reason."""
    standing, aside = advice.sorted_out(desk, draft_id, body, findings)
    return [
        *(Shown(one.code, one.severity, one.path, one.said(in_words), one) for one in standing),
        *(Shown(one.finding.code, "aside", one.finding.path, _aside(one), one.finding) for one in aside),
    ]


def _aside(one: advice.Aside) -> str:
    return _("put aside ({reason}): {finding}").format(reason=one.reason, finding=one.finding.said(in_words))


def decide(desk: Desk, draft_id: str, body: Mapping[str, Any], decided: Decided) -> None:
    """Put the advice aside for the reason that was given, or let it stand again. Raises OrderdeskError."""
    if not isinstance(decided.finding, Shown) or decided.finding.found is None:
        return
    if decided.reason:
        advice.put_aside(desk, draft_id, body, decided.finding.found, decided.reason)
    else:
        advice.take_back(desk, draft_id, body, decided.finding.found)


def in_page_order(findings: Iterable[Shown], sections: Sequence[Section]) -> list[Shown]:
    """`findings` by the page, the field and the row that they are about; what no page holds comes last."""
    pages = _Pages(sections)
    return sorted(findings, key=lambda finding: pages.place_of(as_path(finding.path)))


def to_mark(findings: Iterable[Shown], sections: Sequence[Section], draft: Draft, left: Collection[str]) -> list[Shown]:
    """The findings that the form marks; `left` are the ids of the pages that the person has been through."""
    pages = _Pages(sections)
    return [
        finding
        for finding in findings
        if finding.severity != "aside"
        and (draft.get(path := as_path(finding.path)) not in (None, [], [None]) or pages.id_of(path) in left)
    ]


def section_of(place: str, sections: Sequence[Section]) -> str:
    """The id of the page that holds `place`; "" where none does."""
    return _Pages(sections).id_of(as_path(place))


class _Pages:
    """Where the places of a form are. Made once for all findings: to look through the sections for each of them took
    3 ms of the time between two keys."""

    def __init__(self, sections: Sequence[Section]) -> None:
        self._ids = [section.id for section in sections]
        self._fields: dict[Path, tuple[int, int]] = {}
        self._around: dict[Path, tuple[int, int]] = {}
        for page, section in enumerate(sections):
            for at, field in enumerate(section.fields):
                self._fields.setdefault(field.steps, (page, at))
                for length in range(1, len(field.steps) + 1):
                    self._around.setdefault(field.steps[:length], (page, at))

    def id_of(self, path: Path) -> str:
        """The id of the page that holds `path`; "" where none does."""
        page = self.place_of(path)[0]
        return self._ids[page] if page < len(self._ids) else ""

    def place_of(self, path: Path) -> tuple[int, int, int]:
        """Page, field and row: of the first field that is `path` or lies in it, else of the closest one around it."""
        if path in self._around:
            return (*self._around[path], 0)
        for length in range(len(path) - 1, 0, -1):
            if found := self._fields.get(path[:length]):
                row = path[length]
                return (*found, row if isinstance(row, int) else 0)
        return (len(self._ids), 0, 0)
