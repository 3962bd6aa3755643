"""The day of birth by the CPR number's seventh digit, and whole years."""

from datetime import date

import pytest

from orderdesk.cases.case_file import CaseCitizen
from orderdesk.cases.citizen_age import age_on, born_by_cpr, born_of


@pytest.mark.parametrize(
    ("cpr", "born"),
    [
        ("650184-0234", date(1984, 1, 5)),
        ("650184-3234", date(1984, 1, 5)),
        ("650136-4234", date(2036, 1, 5)),
        ("650137-4234", date(1937, 1, 5)),
        ("650157-5234", date(2057, 1, 5)),
        ("650158-5234", date(1858, 1, 5)),
        ("650157-8234", date(2057, 1, 5)),
        ("650158-8234", date(1858, 1, 5)),
        ("650136-9234", date(2036, 1, 5)),
        ("650137-9234", date(1937, 1, 5)),
        ("910184-1234", date(1984, 1, 31)),
        ("310184-1235", date(1984, 1, 31)),  # never given out: its check digit is wrong
        ("890284-1234", date(1984, 2, 29)),
        ("890283-1234", None),
        ("320184-1234", None),
        ("600184-1234", None),
        ("920184-1234", None),
        ("650084-1234", None),
        ("651384-1234", None),
    ],
)
def test_the_seventh_digit_tells_the_century(cpr: str, born: date | None) -> None:
    assert born_by_cpr(cpr) == born
    assert born_of(CaseCitizen.model_validate({"name": "Søren Ærø", "cpr": cpr})) == born


def test_a_day_of_birth_that_is_given_counts() -> None:
    citizen = CaseCitizen.model_validate({"name": "Søren Ærø", "cpr": "990184-1234", "born": "1984-01-05"})
    assert born_of(citizen) == date(1984, 1, 5)


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(1986, 11, 20), date(2026, 11, 19), 39),
        (date(1986, 11, 20), date(2026, 11, 20), 40),
        (date(1988, 2, 29), date(2027, 2, 28), 38),
        (date(1988, 2, 29), date(2027, 3, 1), 39),
        (date(1988, 2, 29), date(2028, 2, 28), 39),
        (date(1988, 2, 29), date(2028, 2, 29), 40),
    ],
)
def test_whole_years(born: date, day: date, age: int) -> None:
    assert age_on(born, day) == age
