"""Which findings are shown where: all in the list, in the order of the pages; in the form only what is about something
that was written or a page that was left, so that an empty form is no wall of faults."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from orderdesk.tui.form.draft import Draft
from orderdesk.tui.form.model import Section
from orderdesk.tui.form.paths import Path, as_path, starts_with


@dataclass(frozen=True)
class Shown:
    """A finding with its sentence in the language in use."""

    code: str
    severity: str
    path: str
    message: str


def in_page_order(findings: Iterable[Shown], sections: Sequence[Section]) -> list[Shown]:
    """`findings` by the page, the field and the row that they are about; what no page holds comes last."""
    return sorted(findings, key=lambda finding: _place(as_path(finding.path), sections))


def to_mark(findings: Iterable[Shown], sections: Sequence[Section], draft: Draft, left: Collection[str]) -> list[Shown]:
    """The findings that the form marks; `left` are the ids of the pages that the person has been through."""
    return [
        finding
        for finding in findings
        if section_of(finding.path, sections) in left or draft.get(as_path(finding.path)) not in (None, [], [None])
    ]


def section_of(place: str, sections: Sequence[Section]) -> str:
    """The id of the page that holds `place`; "" where none does."""
    page = _place(as_path(place), sections)[0]
    return sections[page].id if page < len(sections) else ""


def _place(path: Path, sections: Sequence[Section]) -> tuple[int, int, int]:
    """Page, field and row; among several fields around or inside `path` the closest."""
    best = (len(sections), 0, 0)
    closest = 0
    for page, section in enumerate(sections):
        for at, field in enumerate(section.fields):
            shared = len(field.steps) if starts_with(path, field.steps) else 0
            shared = shared or (len(path) if starts_with(field.steps, path) else 0)
            if shared > closest:
                row = path[len(field.steps)] if len(path) > len(field.steps) else 0
                closest, best = shared, (page, at, row if isinstance(row, int) else 0)
    return best
