"""Rows in columns, within 80."""

from collections.abc import Collection, Sequence

WIDTH = 80
_GAP = 2
_LEAST = 6  # characters: with fewer a column says nothing any more


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], *, whole: Collection[int] = ()) -> str:
    """The rows under their heads; the widest columns give way until 80 characters do, those of `whole` last of all.
    Nothing for no rows."""
    if not rows:
        return ""
    cells = [tuple(heads), *(tuple(" ".join(cell.split()) for cell in row) for row in rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(heads))]
    room = WIDTH - _GAP * (len(heads) - 1)
    while sum(widths) > room:
        giving = [column for column, width in enumerate(widths) if column not in whole and width > _LEAST]
        widths[max(giving or range(len(widths)), key=widths.__getitem__)] -= 1
    return "".join(_line(row, widths) for row in cells)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    cut = (cell if len(cell) <= width else cell[: width - 1] + "…" for cell, width in zip(row, widths, strict=True))
    return (" " * _GAP).join(f"{cell:<{width}}" for cell, width in zip(cut, widths, strict=True)).rstrip() + "\n"
