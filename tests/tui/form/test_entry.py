"""What people type as hours, dates and numbers."""

from datetime import date

import pytest

from orderdesk.tui.form.entry import parse, parse_date, parse_minutes, problem, show
from orderdesk.tui.form.model import Kind

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [("37:00", 2220), ("7,5", 450), ("7.5", 450), ("37", 2220), ("0,25", 15), ("7,5 timer", 450), ("12:30", 750)],
)
def test_hours_are_stored_as_minutes(typed: str, minutes: int) -> None:
    assert parse_minutes(typed) == minutes


@pytest.mark.parametrize("typed", ["12:75", "mange", "-3", "", "7,5,5"])
def test_what_is_no_hours_is_not_guessed(typed: str) -> None:
    assert parse_minutes(typed) is None


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("3/12", date(2026, 12, 3)),
        ("3.12.", date(2026, 12, 3)),
        ("3/12-27", date(2027, 12, 3)),
        ("3. dec", date(2026, 12, 3)),
        ("3. dec. 2026", date(2026, 12, 3)),
        ("3. december 2027", date(2027, 12, 3)),
        ("1. maj", date(2027, 5, 1)),
        ("3 oct 2026", date(2026, 10, 3)),
        ("2026-12-03", date(2026, 12, 3)),
        ("+14", date(2026, 12, 6)),
        ("+2u", date(2026, 12, 6)),
        ("+3m", date(2027, 2, 22)),
        ("29/2", date(2028, 2, 29)),
        ("1/6", date(2026, 6, 1)),
    ],
)
def test_dates_as_people_write_them(typed: str, day: date) -> None:
    assert parse_date(typed, TODAY) == day


@pytest.mark.parametrize("typed", ["31/2", "i morgen", "2026-13-01", "3. xyz", "99999999"])
def test_what_is_no_date_is_not_guessed(typed: str) -> None:
    assert parse_date(typed, TODAY) is None


def test_what_is_not_understood_is_kept_as_typed_and_said() -> None:
    value = parse(Kind.DATE, "engang i foråret", TODAY)
    assert value == "engang i foråret"
    assert "not a date" in problem(Kind.DATE, value)
    assert parse(Kind.NUMBER, "mange", TODAY) == "mange"
    assert problem(Kind.NUMBER, "mange")
    assert problem(Kind.HOURS, parse(Kind.HOURS, "alle", TODAY))


@pytest.mark.parametrize(
    ("kind", "value"),
    [(Kind.DATE, "2026-05-01"), (Kind.HOURS, 455), (Kind.NUMBER, -3), (Kind.TEXT_LIST, ["æ", "ø"]), (Kind.TEXT, " å ")],
)
def test_what_is_shown_reads_back_as_what_was_stored(kind: Kind, value: object) -> None:
    assert parse(kind, show(kind, value), TODAY) == value


def test_text_is_stored_composed() -> None:
    assert parse(Kind.TEXT, "A\u030ase", TODAY) == "Åse"
