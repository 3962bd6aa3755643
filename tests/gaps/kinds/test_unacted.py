"""A health problem that the citizen names on several days, with nothing found on it."""

from datetime import date
from typing import Any

import pytest
from rule_packs import AS_OF, answer, answers, flex_case, found_in, why_not

ASKED = {"kind": "health_acted_on"}
TWICE = ["Jeg har angst, når jeg skal ud.", "Angsten er der hver morgen."]


def talks(*texts: str, first: int = 1) -> list[dict[str, Any]]:
    return [
        {"id": f"C{number}", "day": f"2025-0{number}-10", "health": text}
        for number, text in enumerate(texts, start=first)
    ]


def asked(**members: Any) -> Any:
    return answer(ASKED, flex_case(**{"conversations": talks(*TWICE), **members}))


def test_named_on_two_days_with_nothing_on_it_is_said_with_the_citizens_words() -> None:
    one = asked()
    assert found_in(one) == ("open", "unacted")
    assert one.key == "fleksjob/FLX01:anxiety"
    assert [used.entry for used in one.used] == ["C1", "C2"]
    assert "named on 2 days from 2025-01-10 to 2025-02-10" in one.what.message


def test_once_or_twice_on_one_day_is_not_again_and_again() -> None:
    assert asked(conversations=talks(TWICE[0])).state == "closed"
    same_day = [{**one, "day": "2025-01-10"} for one in talks(*TWICE)]
    assert asked(conversations=same_day).state == "closed"


@pytest.mark.parametrize("text", ["Jeg har ikke angst.", "Min mor har angst."])
def test_what_is_denied_or_somebody_elses_does_not_count_and_is_shown(text: str) -> None:
    assert asked(conversations=talks(TWICE[0], text)).state == "closed"
    one = asked(conversations=talks(*TWICE, text))
    assert set(why_not(one)) == {"C3"}


def test_a_paper_from_those_who_treat_people_is_something_on_it() -> None:
    paper = {"id": "E1", "kind": "lae125", "about": ["Angst"], "information_date": "2020-01-01"}
    assert asked(evidence=[paper]).state == "closed"
    assert asked(evidence=[{**paper, "kind": "other", "role": "hospital"}]).state == "closed"
    stated = {
        "id": "E1",
        "kind": "lae135",
        "information_date": "2025-03-01",
        "states": {"diagnosis": "Ingen tegn på angst."},
    }
    assert asked(evidence=[stated]).state == "closed"


@pytest.mark.parametrize("kind", ["progress_report", "citizen_statement", "final_report"])
def test_a_paper_by_others_that_names_it_is_shown_and_does_not_count(kind: str) -> None:
    one = asked(evidence=[{"id": "E1", "kind": kind, "role": "provider", "states": {"functioning": "Angst fylder."}}])
    assert one.state == "open"
    assert "not from those who treat" in why_not(one)["E1"]


def test_a_request_that_was_sent_is_something_on_it_and_one_that_was_not_is_not() -> None:
    sent = {"id": "R1", "form": "lae135", "about": ["angst"], "requested": "2025-03-01"}
    assert asked(requests=[sent]).state == "closed"
    assert (
        asked(requests=[{**sent, "about": [], "questions": ["Hvad betyder hans angst for arbejde?"]}]).state == "closed"
    )
    for members, why in (({"requested": None}, "not sent"), ({"withdrawn": "2025-03-02"}, "taken back")):
        one = asked(requests=[{**sent, **members}])
        assert one.state == "open"
        assert why in why_not(one)["R1"]


def test_a_diagnosis_without_a_paper_is_shown_and_does_not_count() -> None:
    event = {"id": "H1", "kind": "diagnosis", "day": "2025-05-01", "about": ["angst"]}
    assert "no paper" in why_not(asked(health_events=[event]))["H1"]


def test_two_problems_are_two_gaps() -> None:
    both = talks("Angst og åndenød.", "Jeg får åndenød på trappen, og angst bagefter.")
    keys = [one.key.partition(":")[2] for one in answers(ASKED, flex_case(conversations=both))]
    assert keys == ["anxiety", "breathlessness"]


def test_what_was_said_long_ago_counts_where_no_time_is_set() -> None:
    require = {**ASKED, "within_months": 6}
    found = flex_case(conversations=talks(*TWICE))
    assert answer(require, found, date(2025, 7, 10)).state == "open"
    assert answer(require, found, date(2025, 7, 11)).state == "closed"
    assert answer(ASKED, found, AS_OF).state == "open"


def test_as_of_a_day_between_the_two_it_has_been_named_once() -> None:
    assert answer(ASKED, flex_case(conversations=talks(*TWICE)), date(2025, 2, 9)).state == "closed"
