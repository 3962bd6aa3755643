"""Rows in columns, within 80."""

from collections.abc import Sequence

WIDTH = 80
_GAP = 2


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The rows under their heads; the widest columns give way until 80 characters do. Nothing for no rows."""
    if not rows:
        return ""
    cells = [tuple(heads), *(tuple(" ".join(cell.split()) for cell in row) for row in rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(heads))]
    room = WIDTH - _GAP * (len(heads) - 1)
    while sum(widths) > room:
        widths[widths.index(max(widths))] -= 1
    return "".join(_line(row, widths) for row in cells)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    cut = (cell if len(cell) <= width else cell[: width - 1] + "…" for cell, width in zip(row, widths, strict=True))
    return (" " * _GAP).join(f"{cell:<{width}}" for cell, width in zip(cut, widths, strict=True)).rstrip() + "\n"
