"""A page of plain text, 80 columns wide: headings, fields with their labels, entries of lists."""

import textwrap
from typing import Any

from orderdesk.cli.days import shown
from orderdesk.cli.plain.columns import WIDTH
from orderdesk.locale import _

_LABEL = 24  # columns that a label takes; a longer one stands on a line of its own


class Page:
    """Grows line by line. What is empty is left out: a reader of text has no use for blank fields."""

    def __init__(self, title: str) -> None:
        self._lines = [*textwrap.wrap(title, WIDTH), "=" * min(len(title), WIDTH)]

    def section(self, heading: str) -> None:
        """A new section."""
        self._lines += ["", heading, "-" * len(heading)]

    def field(self, label: str, value: Any) -> None:
        """A label and its value, which may be long."""
        text = said(value)
        if not text:
            return
        head = f"{label}:"
        if len(head) < _LABEL:
            self._wrapped(text, f"{head:<{_LABEL}}", " " * _LABEL)
        else:
            self._lines.append(head)
            self._wrapped(text, " " * _LABEL, " " * _LABEL)

    def text(self, text: Any) -> None:
        """A paragraph of its own."""
        if said(text):
            self._wrapped(said(text), "", "")

    def item(self, mark: str, text: Any, *notes: str) -> None:
        """An entry of a list: its mark, its text, and below it what else belongs to it."""
        indent = " " * 4
        self._wrapped(said(text) or "-", f"{mark:<3} ", indent)
        for note in notes:
            if note:
                self._wrapped(note, indent, indent + "  ")

    def __str__(self) -> str:
        return "\n".join(self._lines) + "\n"

    def _wrapped(self, text: str, first: str, later: str) -> None:
        for number, paragraph in enumerate(text.split("\n")):
            start = first if number == 0 else later
            self._lines += textwrap.wrap(
                paragraph, WIDTH, initial_indent=start, subsequent_indent=later, break_on_hyphens=False
            ) or [""]


def said(value: Any) -> str:
    """A value in words; empty for nothing."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return "" if value is None else str(value).strip()


def labelled(label: str, value: Any) -> str:
    """ "Label: value", or nothing where there is no value."""
    return f"{label}: {said(value)}" if said(value) else ""


def when(value: Any) -> str:
    """A day in the language in use; empty for nothing."""
    return shown(value) if isinstance(value, str) else ""


def between(start: Any, end: Any) -> str:
    """Two days with a dash."""
    return " – ".join(part for part in (when(start), when(end)) if part)


def hours(minutes: Any) -> str:
    """Minutes as hours and minutes: 450 is "7:30"."""
    return f"{minutes // 60}:{minutes % 60:02}" if isinstance(minutes, int) else ""


def joined(*parts: Any) -> str:
    """The parts that say something, with commas; a full stop stays only at the end."""
    texts = [said(part) for part in parts if said(part)]
    return ", ".join([*(text.removesuffix(".") for text in texts[:-1]), *texts[-1:]])
