"""Danish holidays as a library that lives for holidays has them."""

from datetime import date

from holidays import country_holidays

from orderdesk.danish_holidays import danish_holidays


def test_every_year_from_1990_to_2100_is_as_the_library_has_it() -> None:
    for year in range(1990, 2101):
        assert danish_holidays(year) == frozenset(country_holidays("DK", years=year)), year


def test_the_great_prayer_day_was_a_holiday_until_2023() -> None:
    assert date(2023, 5, 5) in danish_holidays(2023)
    assert date(2024, 4, 26) not in danish_holidays(2024)
