"""Which days the next report covers."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orderdesk.desk.reporting.periods import next_period

COURSE = (date(2026, 9, 1), date(2027, 2, 26))


@pytest.mark.parametrize(
    ("start", "reported", "frequency", "period"),
    [
        ("2026-09-01", [], "monthly", ("2026-09-01", "2026-09-30")),
        ("2026-09-14", [], "monthly", ("2026-09-14", "2026-09-30")),
        ("2026-09-25", [], "monthly", ("2026-09-25", "2026-10-31")),  # six days are no month to report on
        ("2026-09-01", ["2026-09-30"], "monthly", ("2026-10-01", "2026-10-31")),
        ("2026-09-01", ["2026-09-20"], "monthly", ("2026-09-21", "2026-10-20")),
        ("2026-09-01", ["2026-10-30", "2026-09-30"], "monthly", ("2026-10-31", "2026-11-29")),
        ("2026-09-01", ["2027-01-31"], "monthly", ("2027-02-01", "2027-02-26")),
        ("2026-09-01", ["2027-01-20"], "monthly", ("2027-01-21", "2027-02-26")),  # the last days go along
        ("2026-09-01", [], "fortnightly", ("2026-09-01", "2026-09-14")),
        ("2026-09-01", [], "every_two_months", ("2026-09-01", "2026-10-31")),
        ("2026-09-01", ["2027-02-26"], "monthly", None),
    ],
)
def test_the_next_period(start: str, reported: list[str], frequency: str, period: tuple[str, str] | None) -> None:
    expected = period and tuple(map(date.fromisoformat, period))
    days = map(date.fromisoformat, reported)
    assert next_period(date.fromisoformat(start), COURSE[1], frequency, days) == expected


@given(
    st.dates(date(2026, 1, 1), date(2028, 1, 1)),
    st.integers(0, 500),
    st.sampled_from(["fortnightly", "monthly", "every_two_months"]),
)
def test_periods_cover_each_day_of_a_course_once(start: date, days: int, frequency: str) -> None:
    end = start + timedelta(days=days)
    reported: list[date] = []
    expected = start
    while period := next_period(start, end, frequency, reported):
        assert period[0] == expected
        assert period[0] <= period[1] <= end
        reported.append(period[1])
        expected = period[1] + timedelta(days=1)
    assert expected == end + timedelta(days=1)
