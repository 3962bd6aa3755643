"""The work trial: its documentation and its whole picture, hours that were varied both ways among it."""

from datetime import date
from typing import Any

import pytest
from rule_packs import answer, flex_case, found_in, why_not

MEMBERS = {"kind": "trial", "complete": ["employer", "tasks", "end", "present_minutes"]}
PICTURE = {"kind": "trial", "picture": ["hours_both_ways", "adjustments", "effects", "conclusion"]}
YEAR = {**MEMBERS, "fresh": {"months": 12, "source": "local_policy"}}
CONCLUSION = (
    "Ved ti timer steg fraværet, og ved seks timer holdt hun hele ugen. Pauser hver time hjalp. "
    "Seks timer med pauser er derfor det, hun kan holde over tid."
)


def weeks(*planned: int) -> list[dict[str, Any]]:
    return [
        {"start": f"2025-0{4 + number // 4}-{7 + number % 4 * 7:02}", "planned_minutes": one, "present_minutes": one}
        for number, one in enumerate(planned)
    ]


def adjustment(**members: Any) -> dict[str, Any]:
    return {"day": "2025-05-05", "kind": "hours", "before": "10", "after": "6", "reason": "Træt", **members}


def trial(**members: Any) -> dict[str, Any]:
    return {
        "id": "T1", "employer": "Gartneriet Solbakken", "tasks": "Prikling", "start": "2025-04-01", "end": "2025-07-01",
        "present_minutes": 0, "weeks": weeks(360, 600, 360), "adjustments": [adjustment(effect="Mindre fravær")],
        "conclusion": CONCLUSION, **members,
    }  # fmt: skip


def asked(require: dict[str, Any], *trials: dict[str, Any], as_of: str = "2025-10-01", **members: Any) -> Any:
    return answer(require, flex_case(trials=list(trials), **members), date.fromisoformat(as_of))


def test_none_is_not_found() -> None:
    assert found_in(asked(MEMBERS)) == ("open", "missing")


def test_a_whole_one_closes_it_and_no_hours_at_all_are_an_answer() -> None:
    one = asked(MEMBERS, trial())
    assert (one.state, one.counted) == ("closed", ("T1",))


def test_what_it_lacks_is_named() -> None:
    one = asked(MEMBERS, trial(employer=None, tasks=" "))
    assert found_in(one) == ("open", "insufficient")
    assert why_not(one) == {"T1": "The file does not tell: where it was, the tasks."}


@pytest.mark.parametrize(("end", "state"), [("2024-10-01", "closed"), ("2024-09-30", "open")])
def test_exactly_at_its_length_and_a_day_over(end: str, state: str) -> None:
    one = asked(YEAR, trial(start="2024-06-01", end=end))
    assert one.state == state
    assert one.kind == (None if state == "closed" else "out_of_date")


def test_one_without_a_day_cannot_be_told_to_be_fresh() -> None:
    require = {"kind": "trial", "fresh": {"months": 12, "source": "local_policy"}}
    assert found_in(asked(require, trial(start=None, end=None))) == ("open", "insufficient")


def test_one_under_way_is_awaited_and_an_old_one_without_a_last_day_does_not_hide_a_later_one() -> None:
    running = asked(YEAR, trial(end=None))
    assert found_in(running) == ("open", "awaiting")
    assert running.waiting is not None
    assert running.waiting.whom == "Gartneriet Solbakken"
    later = trial(id="T2", start="2025-05-01", tasks=None)
    assert found_in(asked(YEAR, trial(start="2019-01-01", end=None), later)) == ("open", "insufficient")


def test_as_of_a_day_before_it_ended_it_is_under_way() -> None:
    assert asked(YEAR, trial(), as_of="2025-06-30").kind == "awaiting"


def test_the_nearest_says_what_it_lacks_of_two_the_later() -> None:
    one = asked(MEMBERS, trial(employer=None), trial(id="T2", start="2025-05-01", tasks=None))
    assert [used.entry for used in one.used] == ["T2"]
    assert set(why_not(one)) == {"T1", "T2"}


def test_the_answer_itself_says_what_the_nearest_lacks() -> None:
    one = asked(MEMBERS | PICTURE, trial(tasks=None, weeks=weeks(360, 600)))
    assert one.what.message == (
        "The work trial is in the file, but not its whole documentation. The file does not tell: the tasks. "
        "The planned hours only went up; the file does not show what fewer hours did."
    )
    old = asked(YEAR, trial(end="2024-07-01", start="2024-04-01"))
    assert old.what.message == (
        "The work trial is in the file, but out of date. "
        "It is from 2024-07-01 and counts until 2025-07-01 (local policy)."
    )


def test_one_under_way_is_not_said_to_be_undated_when_its_last_day_is_what_it_lacks() -> None:
    assert "bears no last day" not in str(asked(YEAR, trial(end=None)).considered)


def test_the_whole_picture_closes_it() -> None:
    assert asked(PICTURE, trial()).state == "closed"


@pytest.mark.parametrize(
    ("members", "why"),
    [
        ({"weeks": weeks(360, 480, 600)}, "only went up"),
        ({"weeks": weeks(600, 480)}, "only went down"),
        ({"weeks": weeks(600, 600)}, "the same in all weeks"),
        ({"weeks": weeks(360)}, "not in the file"),
        ({"weeks": weeks(360, 0, 480, 600)}, "only went up"),
        ({"adjustments": []}, "No adjustment"),
        ({"adjustments": [adjustment(), adjustment(effect="Godt")]}, "1 of 2 adjustments"),
        ({"conclusion": None}, "No conclusion"),
        ({"conclusion": "Arbejdsevnen er nedsat."}, "does not say what it rests on"),
    ],
    ids=["up", "down", "same", "one week", "a week off", "no adjustment", "no effect", "none", "short"],
)
def test_what_the_picture_lacks_is_said(members: dict[str, Any], why: str) -> None:
    one = asked(PICTURE, trial(**members))
    assert found_in(one) == ("open", "insufficient")
    assert why in why_not(one)["T1"]


def test_how_long_it_lasted_and_where() -> None:
    require = {"kind": "trial", "least_weeks": 13}
    assert asked(require, trial()).state == "closed"
    assert "12 of 13 weeks" in why_not(asked(require, trial(end="2025-06-24")))["T1"]
    own = {"kind": "trial", "own_workplace": True}
    assert asked(own, trial()).kind == "missing"
    assert asked(own, trial(own_workplace=True)).state == "closed"


def test_what_will_be_too_old_on_the_day_of_decision_is_prospective() -> None:
    one = asked(YEAR, trial(), decision={"planned": "2026-07-02"})
    assert found_in(one) == ("prospective", "out_of_date")
