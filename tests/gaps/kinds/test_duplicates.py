"""The same thing fetched again: before a request, two requests at once, and year after year."""

from typing import Any

from rule_packs import answer, answers, flex_case, found_in, why_not

ASKED = {
    "kind": "no_duplicate", "among": ["lae125", "lae135"], "repeats": 3,
    "fresh": {"months": 6, "source": "local_policy", "health_events": True},
}  # fmt: skip


def paper(entry: str = "E1", **members: Any) -> dict[str, Any]:
    states = {"diagnosis": "Panikangst", "prognosis": "Langsom bedring"}
    return {
        "id": entry, "kind": "lae125", "about": ["angst"], "information_date": "2025-08-01", "received": "2025-08-10",
        "states": states, **members,
    }  # fmt: skip


def request(entry: str = "R1", **members: Any) -> dict[str, Any]:
    return {"id": entry, "form": "lae125", "about": ["angst"], **members}


def test_nothing_asked_for_is_nothing_twice() -> None:
    assert answer(ASKED, flex_case(evidence=[paper()])).state == "closed"


def test_a_request_that_is_prepared_is_held_against_the_file_and_what_is_there_is_shown() -> None:
    one = answer(ASKED, flex_case(evidence=[paper()], requests=[request()]))
    assert found_in(one) == ("open", "duplicate")
    assert one.key.endswith(":R1")
    assert [used.entry for used in one.used] == ["E1"]
    assert why_not(one) == {"E1": "It states: diagnosis, prognosis."}


def test_a_paper_on_more_answers_and_one_on_another_matter_does_not() -> None:
    assert answer(ASKED, flex_case(evidence=[paper(about=["anxiety", "ryg"])], requests=[request()])).state == "open"
    assert answer(ASKED, flex_case(evidence=[paper(about=["ryg"])], requests=[request()])).state == "closed"
    both = request(about=["angst", "ryg"])
    assert answer(ASKED, flex_case(evidence=[paper()], requests=[both])).state == "closed"


def test_what_is_out_of_date_or_overtaken_or_undated_may_be_fetched() -> None:
    old = paper(information_date="2025-03-31")
    assert answer(ASKED, flex_case(evidence=[old], requests=[request()])).state == "closed"
    event = {"id": "H1", "kind": "admission", "day": "2025-09-01"}
    assert answer(ASKED, flex_case(evidence=[paper()], requests=[request()], health_events=[event])).state == "closed"
    undated = paper(information_date=None)
    assert answer(ASKED, flex_case(evidence=[undated], requests=[request()])).state == "closed"


def test_the_answer_to_a_request_is_not_held_against_it() -> None:
    sent = request(requested="2025-07-20", received="2025-08-10", evidence=["E1"])
    assert answer(ASKED, flex_case(evidence=[paper()], requests=[sent])).state == "closed"
    unlinked = request(requested="2025-07-20")
    assert answer(ASKED, flex_case(evidence=[paper()], requests=[unlinked])).state == "closed"


def test_a_person_can_note_that_the_request_asks_for_more() -> None:
    note = {"gap": "x", "kind": "closed_by", "day": "2025-09-20", "by": "Bodil Holm", "entries": ["R1", "E1"]}
    assert answer(ASKED, flex_case(evidence=[paper()], requests=[request()], notes=[note])).state == "closed"


def test_two_open_requests_for_the_same_are_one_too_many() -> None:
    both = [request(requested="2025-09-01"), request("R2", requested="2025-09-10", about=["anxiety"])]
    one = answer(ASKED, flex_case(requests=both))
    assert one.key.endswith(":R1+R2")
    both[1]["about"] = ["ryg"]
    assert answer(ASKED, flex_case(requests=both)).state == "closed"


def yearly(*years: int, **members: Any) -> list[dict[str, Any]]:
    return [paper(f"E{year}", information_date=f"{year}-05-01", received=f"{year}-05-09", **members) for year in years]


def test_the_same_attest_three_years_running_is_said() -> None:
    one = answer(ASKED, flex_case(evidence=yearly(2023, 2024, 2025)))
    assert found_in(one) == ("open", "duplicate")
    assert "3 times" in one.what.message
    assert [used.entry for used in one.used] == ["E2023", "E2024", "E2025"]
    assert answer(ASKED, flex_case(evidence=yearly(2024, 2025))).state == "closed"


def test_copies_of_one_paper_were_fetched_once() -> None:
    copies = [paper("E1"), paper("E2"), paper("E3")]
    assert answer(ASKED, flex_case(evidence=copies)).state == "closed"


def test_papers_of_which_nothing_is_noted_are_not_the_same() -> None:
    assert answer(ASKED, flex_case(evidence=yearly(2023, 2024, 2025, states={}))).state == "closed"


def test_something_new_in_between_makes_it_another_question() -> None:
    event = {"id": "H1", "kind": "diagnosis", "day": "2024-12-01", "about": ["angst"]}
    assert answer(ASKED, flex_case(evidence=yearly(2023, 2024, 2025), health_events=[event])).state == "closed"
    other = {**event, "about": ["ryg"]}
    assert answer(ASKED, flex_case(evidence=yearly(2023, 2024, 2025), health_events=[other])).state == "open"


def test_other_forms_are_not_looked_at() -> None:
    assert len(answers(ASKED, flex_case(evidence=[paper(kind="lae145")], requests=[request(form="lae145")]))) == 1
