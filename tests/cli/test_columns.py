"""Columns within 80: what must be whole stays whole."""

from orderdesk.cli.exit_codes import ExitCode, of_screens
from orderdesk.cli.plain.columns import table

HEADS = ("Organisation", "Navn", "Kortnavn", "Rolle", "Telefon", "Note")
ROW = ("Foreningen Lindholm Værksted", "Margrethe Sønderskov-Ågård", "margrethe-soenderskov-aagaard",
       "sagsbehandler, administrator", "+45 70 10 40 05", "*")  # fmt: skip


def test_a_column_that_must_be_whole_is_whole() -> None:
    told = table(HEADS, [ROW], whole=(4,))
    assert "+45 70 10 40 05" in told
    assert max(map(len, told.splitlines())) <= 80
    assert "Foreningen" in told


def test_even_a_whole_column_gives_way_where_nothing_else_can() -> None:
    assert max(map(len, table(("A", "B"), [("a" * 100, "b" * 9)], whole=(0,)).splitlines())) == 80


def test_screens_that_a_signal_ended_were_interrupted() -> None:
    assert [of_screens(code) for code in (None, 0, 1, 143)] == [
        ExitCode.GOOD, ExitCode.GOOD, ExitCode.FINDINGS, ExitCode.INTERRUPTED,
    ]  # fmt: skip
