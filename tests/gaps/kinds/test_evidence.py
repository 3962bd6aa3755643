"""Evidence that states what is asked and is fresh; what is on file and does not count; what is awaited."""

from datetime import date, timedelta
from typing import Any

import pytest
from rule_packs import AS_OF, answer, flex_case, found_in, pack_of, rule_value, why_not

from orderdesk.gaps.checker import check
from orderdesk.gaps.rule_book import book_of

SIX = {"months": 6, "source": "local_policy"}
ASKED = {"kind": "evidence", "any_of": ["lae265", "lae125"], "states": ["functioning"], "fresh": SIX}
ANXIETY = {**ASKED, "about": ["anxiety"]}


def paper(**members: Any) -> dict[str, Any]:
    states = {"functioning": "Kan gå ud alene."}
    return {"id": "E1", "kind": "lae265", "information_date": "2025-09-01", "states": states, **members}


def held(require: dict[str, Any] = ASKED, **members: Any) -> Any:
    return answer(require, flex_case(**members))


def test_nothing_on_file_is_not_found_and_nothing_more() -> None:
    one = held()
    assert found_in(one) == ("open", "missing")
    assert one.what.message.startswith("Not found in the file:")
    assert not one.considered


def test_a_fresh_paper_that_states_it_closes_it() -> None:
    one = held(evidence=[paper()])
    assert found_in(one) == ("closed", None)
    assert one.counted == ("E1",)


@pytest.mark.parametrize(("day", "state"), [("2025-04-01", "closed"), ("2025-03-31", "open")])
def test_the_last_day_of_its_length_counts_and_the_next_does_not(day: str, state: str) -> None:
    one = held(evidence=[paper(information_date=day)])
    assert one.state == state
    if state == "open":
        assert one.kind == "out_of_date"
        assert why_not(one) == {"E1": f"It is from {day} and counts until 2025-09-30 (local policy)."}


def test_lengths_count_in_months_of_the_calendar() -> None:
    require = {**ASKED, "fresh": {"months": 1, "source": "local_policy"}}
    found = flex_case(evidence=[paper(information_date="2025-01-31")])
    assert answer(require, found, date(2025, 2, 28)).state in ("prospective", "closed")
    assert answer(require, found, date(2025, 3, 1)).kind == "out_of_date"


def test_an_undated_paper_cannot_be_told_to_be_fresh_and_one_that_came_long_ago_is_old() -> None:
    undated = held(evidence=[paper(information_date=None)])
    assert found_in(undated) == ("open", "insufficient")
    assert "bears no day" in why_not(undated)["E1"]
    assert held(evidence=[paper(information_date=None, received="2020-01-01")]).kind == "out_of_date"
    no_length = {name: value for name, value in ASKED.items() if name != "fresh"}
    assert held(no_length, evidence=[paper(information_date=None)]).state == "closed"


def test_a_paper_of_a_day_that_has_not_come_does_not_count() -> None:
    one = held(evidence=[paper(information_date="2025-12-01", received="2025-09-01")])
    assert "not come" in why_not(one)["E1"]


def test_what_it_does_not_state_is_named_and_unclear_states_nothing() -> None:
    one = held({**ASKED, "states": ["functioning", "lasting"]}, evidence=[paper(states={"lasting": "unclear"})])
    assert found_in(one) == ("open", "insufficient")
    assert why_not(one) == {"E1": "It does not state: level of functioning, whether it lasts, as read."}


def test_several_papers_can_state_it_between_them_where_the_rule_says_so() -> None:
    require = {**ASKED, "states": ["functioning", "prognosis"]}
    papers = [paper(), paper(id="E2", kind="lae125", states={"prognosis": "Langsom bedring."})]
    assert held({**require, "together": True}, evidence=papers).state == "closed"
    assert held(require, evidence=papers).kind == "insufficient"
    old = [papers[0], paper(id="E2", information_date="2024-01-01", states={"prognosis": "God"})]
    assert held({**require, "together": True}, evidence=old).kind in ("insufficient", "out_of_date")


def test_who_wrote_it_counts_where_the_rule_asks() -> None:
    require = {**ASKED, "roles": ["gp"]}
    assert held(require, evidence=[paper(role="gp")]).state == "closed"
    assert "somebody" in why_not(held(require, evidence=[paper(role="provider")]))["E1"]
    assert "does not tell what its author is" in why_not(held(require, evidence=[paper()]))["E1"]


def test_a_paper_on_another_matter_is_shown_and_does_not_count() -> None:
    one = held(ANXIETY, evidence=[paper(about=["ryg"]), paper(id="E2")])
    assert found_in(one) == ("open", "missing")
    assert why_not(one) == {"E1": "It is about something else.", "E2": "It does not say what it is about."}


def test_the_matter_is_the_same_in_both_languages() -> None:
    assert held(ANXIETY, evidence=[paper(about=["Angst"])]).state == "closed"
    assert held(ANXIETY, evidence=[paper(about=["anxiety"])]).state == "closed"


def test_it_must_have_been_acted_on_where_the_rule_asks_and_not_later_than_the_day() -> None:
    require = {**ASKED, "acted_on": True}
    done = paper(received="2025-09-02", read="2025-09-10", acted_on="2025-09-20")
    assert held(require, evidence=[done]).state == "closed"
    assert answer(require, flex_case(evidence=[done]), date(2025, 9, 15)).kind == "insufficient"


@pytest.mark.parametrize(
    ("about", "kind"),
    [(["angst"], "out_of_date"), ([], "out_of_date"), (["ryg"], None)],
    ids=["same", "untold", "other"],
)
def test_a_newer_diagnosis_on_the_matter_puts_it_out_of_date(about: list[str], kind: str | None) -> None:
    require = {**ASKED, "fresh": {**SIX, "health_events": True}}
    event = {"id": "H1", "kind": "diagnosis", "day": "2025-09-15", "about": about}
    assert held(require, evidence=[paper(about=["angst"])], health_events=[event]).kind == kind


def test_an_unknown_kind_is_shown_and_not_dropped() -> None:
    one = held(evidence=[paper(kind="lae999")])
    assert found_in(one) == ("open", "missing")
    assert why_not(one) == {"E1": "Its kind is not known here (lae999): a person must look."}


def test_two_copies_both_count() -> None:
    assert held(evidence=[paper(), paper(id="E2")]).counted == ("E1", "E2")


def test_what_will_be_too_old_on_the_day_of_decision_is_prospective() -> None:
    one = held(evidence=[paper()], decision={"planned": "2026-03-02"})
    assert found_in(one) == ("prospective", "out_of_date")
    assert held(evidence=[paper()], decision={"planned": "2026-03-01"}).state == "closed"


def test_attention_is_drawn_to_what_is_fresh_but_not_new() -> None:
    require = {**ASKED, "fresh": {**SIX, "attention_months": 3}}
    assert "look whether it still holds" in held(require, evidence=[paper(information_date="2025-06-30")]).what.message
    assert held(require, evidence=[paper(information_date="2025-07-01")]).what.message == "It is there."


class TestAwaited:
    def request(self, **members: Any) -> dict[str, Any]:
        return {"id": "R1", "form": "lae265", "to": "Læge Grøn", "requested": "2025-09-01", **members}

    def test_what_was_asked_for_is_awaited_with_its_clock(self) -> None:
        one = held(requests=[self.request()])
        assert found_in(one) == ("open", "awaiting")
        assert one.waiting is not None
        assert (one.waiting.entry, one.waiting.whom) == ("R1", "Læge Grøn")
        assert (one.waiting.due, one.waiting.next_by) == (date(2025, 10, 1), date(2025, 10, 2))

    @pytest.mark.parametrize(
        ("members", "why"),
        [
            ({"requested": None}, "being prepared"),
            ({"declined": "2025-09-10"}, "declined on 2025-09-10"),
            ({"withdrawn": "2025-09-10"}, "taken back on 2025-09-10"),
        ],
    )
    def test_what_brings_nothing_is_not_awaited_and_is_said(self, members: dict[str, Any], why: str) -> None:
        one = held(requests=[self.request(**members)])
        assert found_in(one) == ("open", "missing")
        assert why in why_not(one)["R1"]

    def test_a_request_on_another_form_or_another_matter_is_not_awaited(self) -> None:
        assert held(requests=[self.request(form="lae135")]).kind == "missing"
        assert held(ANXIETY, requests=[self.request(about=["ryg"])]).kind == "missing"
        assert held(ANXIETY, requests=[self.request(about=["angst"])]).kind == "awaiting"
        assert held(ANXIETY, requests=[self.request()]).kind == "awaiting"

    def test_as_of_a_day_before_the_answer_came_it_is_awaited(self) -> None:
        found = flex_case(
            requests=[self.request(received="2025-09-20", evidence=["E1"])], evidence=[paper(received="2025-09-20")]
        )
        assert answer(ASKED, found, date(2025, 9, 19)).kind == "awaiting"
        assert answer(ASKED, found, date(2025, 9, 20)).state == "closed"
        assert answer(ASKED, found, AS_OF + timedelta(days=1)).state == "closed"

    def test_only_the_form_that_was_asked_for_is_named(self) -> None:
        assert held(requests=[self.request()]).what.message == (
            "Asked for and not here yet: LÆ 265 certificate for the rehabilitation team."
        )


class TestWhatIsSaid:
    def test_where_nothing_is_there_one_of_the_kinds_is_enough(self) -> None:
        kinds = "LÆ 265 certificate for the rehabilitation team, LÆ 125 status certificate"
        assert held().what.message == f"Not found in the file: one of these: {kinds}."
        alone = held({**ASKED, "any_of": ["lae125"]})
        assert alone.what.message == "Not found in the file: LÆ 125 status certificate."

    def test_only_the_paper_that_is_there_is_named_with_its_day_and_what_is_wrong_with_it(self) -> None:
        old = held(evidence=[paper(kind="lae125", information_date="2025-03-31")])
        assert old.what.message == (
            "In the file, but out of date: LÆ 125 status certificate (2025-03-31). "
            "It is from 2025-03-31 and counts until 2025-09-30 (local policy)."
        )
        thin = held(evidence=[paper(kind="lae125", states={})])
        assert thin.what.message == (
            "In the file, but not enough: LÆ 125 status certificate (2025-09-01). "
            "It does not state: level of functioning."
        )

    def test_of_several_the_nearest_comes_first_and_says_what_is_wrong_with_it(self) -> None:
        papers = [paper(id=f"E{year}", kind="lae125", information_date=f"{year}-03-01") for year in range(2019, 2025)]
        assert held(evidence=papers).what.message == (
            "In the file, but out of date: LÆ 125 status certificate (2024-03-01), LÆ 125 status certificate "
            "(2023-03-01), LÆ 125 status certificate (2022-03-01), 3 more. "
            "Nearest is E2024: It is from 2024-03-01 and counts until 2024-09-01 (local policy)."
        )

    def test_a_fresh_paper_that_says_too_little_is_nearer_than_an_old_one_that_says_no_more(self) -> None:
        papers = [paper(id="E1", information_date="2020-01-01", states={}), paper(id="E2", states={})]
        assert found_in(held(evidence=papers)) == ("open", "insufficient")
        papers[0]["states"] = {"functioning": "Kan gå ud alene."}
        assert found_in(held(evidence=papers)) == ("open", "out_of_date")

    def test_an_explanation_that_it_may_improve_is_an_explanation_and_says_so(self) -> None:
        require = {**ASKED, "states": ["permanence"]}
        states = {"permanence": "Kan bedres med ro.", "lasting": "may_improve"}
        one = held(require, evidence=[paper(states=states)])
        assert one.state == "closed"
        assert one.what.message == "It is there; as it was read, it explains: may improve."
        lasting = held(require, evidence=[paper(states={**states, "lasting": "lasting"})])
        assert lasting.what.message == "It is there."
        assert held(evidence=[paper(states={**states, "functioning": "God"})]).what.message == "It is there."


class TestWhatARequestIsFor:
    """A request that was made for one rule brings what that rule asks, and is awaited by no other."""

    ANSWERED: Any = {"kind": "evidence", "any_of": ["lae135", "lae145"]}

    def asks(self, states: list[str], made_for: str | None, **members: Any) -> Any:
        rules = [
            rule_value({**self.ANSWERED, "states": states, **members}),
            rule_value({**self.ANSWERED, "states": ["permanence", "prognosis"]}, id="FLX02"),
            rule_value({"kind": "agreement", "among": ["lae135"], "on": ["work_ability"]}, id="FLX03"),
        ]
        request = {"id": "R1", "form": "lae135", "requested": "2025-09-01", "rule": made_for}
        found = check(flex_case(requests=[request]), book_of([pack_of(*rules)]), AS_OF)
        return next(one for one in found.answers if one.key == "fleksjob/FLX01")

    def test_one_made_for_this_rule_or_for_none_is_awaited(self) -> None:
        assert self.asks(["functioning"], "fleksjob/FLX01").kind == "awaiting"
        assert self.asks(["functioning"], None).kind == "awaiting"
        assert self.asks(["functioning"], "eksempelby/EKS01").kind == "awaiting"

    def test_one_made_for_a_rule_that_asks_for_the_same_is_awaited(self) -> None:
        assert self.asks(["permanence"], "fleksjob/FLX02").kind == "awaiting"
        assert self.asks(["permanence", "functioning"], "fleksjob/FLX02", together=True).kind == "awaiting"

    @pytest.mark.parametrize("made_for", ["fleksjob/FLX02", "fleksjob/FLX03:E1+E2"])
    def test_one_made_for_something_else_is_not_awaited_and_is_shown(self, made_for: str) -> None:
        one = self.asks(["functioning"], made_for)
        assert found_in(one) == ("open", "missing")
        assert why_not(one) == {"R1": f"The request under way asks for something else ({made_for})."}

    def test_where_nothing_but_the_form_is_wanted_it_is_the_answer(self) -> None:
        assert self.asks(["functioning"], "fleksjob/FLX02", any_of=["lae135"]).kind == "awaiting"
