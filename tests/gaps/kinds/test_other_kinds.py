"""Sections, facts, measures, the citizen heard, papers read: what each asks, exactly at its limit and beside it."""

from datetime import date
from typing import Any

import pytest
from rule_packs import answer, answers, flex_case, found_in, why_not

TEN = "Han vil gerne arbejde med træ og møbler på et lille værksted."
YEAR = {"months": 12, "source": "local_policy"}


class TestSections:
    ASKED = {"kind": "section", "section": "wishes", "by": ["citizen"], "fresh": YEAR}

    def section(self, **members: Any) -> dict[str, Any]:
        return {"section": "wishes", "text": TEN, "updated": "2025-05-01", "by": [{"role": "citizen"}], **members}

    def asked(self, *sections: dict[str, Any], **members: Any) -> Any:
        return answer(self.ASKED, flex_case(sections=list(sections), **members))

    def test_one_that_is_whole_closes_it(self) -> None:
        assert self.asked(self.section()).counted == ("sections.wishes",)

    @pytest.mark.parametrize(
        "sections", [[], [{"section": "wishes", "text": "  "}], [{"section": "goals", "text": TEN}]]
    )
    def test_nothing_written_is_not_found(self, sections: list[dict[str, Any]]) -> None:
        assert found_in(self.asked(*sections)) == ("open", "missing")

    @pytest.mark.parametrize(
        ("members", "why"),
        [
            ({"text": "Vil gerne have job"}, "4 words"),
            ({"by": [{"role": "caseworker"}]}, "the citizen"),
            ({"by": [{"role": "citizen", "day": "2025-10-02"}]}, "the citizen"),
            ({"updated": None}, "bears no day"),
        ],
        ids=["short", "without the citizen", "the citizen later", "undated"],
    )
    def test_what_is_not_enough_is_said(self, members: dict[str, Any], why: str) -> None:
        one = self.asked(self.section(**members))
        assert found_in(one) == ("open", "insufficient")
        assert why in why_not(one)["sections.wishes"]

    def test_at_its_limit_and_a_day_over(self) -> None:
        assert self.asked(self.section(updated="2024-10-01")).state == "closed"
        assert self.asked(self.section(updated="2024-09-30")).kind == "out_of_date"
        late = self.asked(self.section(updated="2025-09-30"), decision={"planned": "2026-10-01"})
        assert found_in(late) == ("prospective", "out_of_date")


class TestFacts:
    ASKED = {"kind": "fact", "fact": "complex_problems", "is": True, "reasoned": True, "fresh": YEAR}

    def fact(self, **members: Any) -> dict[str, Any]:
        told = {"value": True, "day": "2025-05-01", "source": "Borgeren", "text": "Gæld og bolig."}
        return {"id": "F1", "kind": "complex_problems", **told, **members}

    def asked(self, *facts: dict[str, Any], **members: Any) -> Any:
        return answer(self.ASKED, flex_case(facts=list(facts), **members))

    def test_one_with_source_reasons_and_day_closes_it(self) -> None:
        assert self.asked(self.fact()).counted == ("F1",)

    def test_what_the_file_does_not_tell_is_missing(self) -> None:
        assert found_in(self.asked()) == ("open", "missing")
        assert found_in(self.asked(self.fact(until="2025-09-30"))) == ("open", "missing")

    @pytest.mark.parametrize(
        ("members", "why"),
        [
            ({"value": False}, "says otherwise"), ({"value": 1}, "says otherwise"), ({"source": None}, "no source"),
            ({"text": None}, "no reasons"), ({"day": None}, "no day"),
        ],
    )  # fmt: skip
    def test_what_tells_too_little_says_why(self, members: dict[str, Any], why: str) -> None:
        one = self.asked(self.fact(**members))
        assert found_in(one) == ("open", "insufficient")
        assert why in why_not(one)["F1"]

    def test_two_of_a_day_that_disagree_are_contradictory(self) -> None:
        one = self.asked(self.fact(), self.fact(id="F2", value=False))
        assert found_in(one) == ("open", "contradictory")
        assert set(why_not(one)) == {"F1", "F2"}

    def test_at_its_limit_a_day_over_and_what_ends_before_the_decision(self) -> None:
        assert self.asked(self.fact(day="2024-10-01")).state == "closed"
        assert self.asked(self.fact(day="2024-09-30")).kind == "out_of_date"
        ends = self.asked(self.fact(until="2025-11-30"), decision={"planned": "2025-12-01"})
        assert found_in(ends) == ("prospective", "missing")


class TestMeasures:
    ASKED = {"kind": "measures", "least": 2, "complete": ["start", "end", "result"]}

    def measure(self, entry: str = "M1", **members: Any) -> dict[str, Any]:
        days = {"start": "2024-01-01", "end": "2024-04-01"}
        return {"id": entry, "kind": "work_placement", **days, "result": "Ti timer", **members}

    def test_as_many_as_asked_each_complete(self) -> None:
        found = flex_case(measures=[self.measure(), self.measure("M2")])
        assert answer(self.ASKED, found).counted == ("M1", "M2")
        assert answer(self.ASKED, flex_case()).kind == "missing"

    def test_one_too_few_is_insufficient_and_what_each_lacks_is_said(self) -> None:
        one = answer(self.ASKED, flex_case(measures=[self.measure(), self.measure("M2", result=None)]))
        assert found_in(one) == ("open", "insufficient")
        assert why_not(one) == {"M2": "The file does not tell: its result."}

    def test_one_under_way_does_not_count_yet(self) -> None:
        one = answer(self.ASKED, flex_case(measures=[self.measure(), self.measure("M2", end=None)]))
        assert "under way" in why_not(one)["M2"]
        found = flex_case(measures=[self.measure(), self.measure("M2", start="2025-06-01", end="2025-09-01")])
        assert answer(self.ASKED, found, date(2025, 8, 31)).state == "open"
        assert answer(self.ASKED, found, date(2025, 9, 1)).state == "closed"

    def test_begun_within_the_time_at_the_limit_and_a_day_over(self) -> None:
        require = {"kind": "measures", "begun_within_months": 6}
        granted = [{"id": "F1", "kind": "granted", "value": "2025-01-15"}]
        for start, state in (("2025-07-15", "closed"), ("2025-07-16", "open")):
            found = flex_case(facts=granted, measures=[self.measure(start=start, end=None)])
            assert answer(require, found).state == state
        assert answer(require, flex_case(facts=granted), date(2025, 7, 15)).kind == "awaiting"
        assert answer(require, flex_case(facts=granted), date(2025, 7, 16)).kind == "missing"
        assert answer(require, flex_case()).state == "undetermined"


class TestHeard:
    ASKED = {"kind": "citizen_heard", "on": ["health", "work"], "fresh": {"months": 2, "source": "local_policy"}}

    def test_each_subject_has_its_own_answer_at_the_limit_and_a_day_over(self) -> None:
        talk = {"id": "C1", "day": "2025-08-01", "health": "Sover dårligt."}
        said = {one.key.partition(":")[2]: one for one in answers(self.ASKED, flex_case(conversations=[talk]))}
        assert (said["health"].state, said["work"].kind) == ("closed", "missing")
        talk["day"] = "2025-07-31"
        said = {one.key.partition(":")[2]: one for one in answers(self.ASKED, flex_case(conversations=[talk]))}
        assert said["health"].kind == "out_of_date"


class TestTheAnswerItselfSaysWhy:
    """Lists show the answer alone: what is wrong must stand in it, and not only beside it."""

    def told(self, require: dict[str, Any], **members: Any) -> str:
        return str(answer(require, flex_case(**members)).what.message)

    def test_a_section(self) -> None:
        short = {"section": "wishes", "text": "Vil gerne have job", "by": [{"role": "citizen"}]}
        assert self.told(TestSections.ASKED, sections=[short]).endswith("is there, but not enough. It has 4 words.")
        old = {**short, "text": TEN, "updated": "2024-09-30"}
        assert "out of date. It is from 2024-09-30" in self.told(TestSections.ASKED, sections=[old])

    def test_a_fact(self) -> None:
        fact = {"id": "F1", "kind": "employed", "value": True}
        assert self.told({"kind": "fact", "fact": "employed"}, facts=[fact]) == (
            "The file tells too little: Employed. It bears no source."
        )

    def test_a_measure(self) -> None:
        measure = {"id": "M1", "kind": "mentor", "name": "Mentor Ærø", "start": "2025-04-01", "end": "2025-07-01"}
        asked = {"kind": "measures", "complete": ["end", "result"]}
        assert self.told(asked, measures=[measure]) == (
            "No measure in the file has all that is asked. Mentor Ærø, from 2025-04-01: The file does not tell: "
            "its result."
        )

    def test_the_citizen_heard(self) -> None:
        asked = {"kind": "citizen_heard", "on": ["wishes"], "fresh": YEAR}
        talk = {"id": "C1", "day": "2024-09-30", "wishes": "Møbler."}
        assert self.told(asked, conversations=[talk]) == (
            "What the citizen says about wishes is out of date; last heard on 2024-09-30."
        )


class TestRead:
    ASKED = {"kind": "evidence_read", "working_days": 2}

    def paper(self, **members: Any) -> dict[str, Any]:
        return {"id": "E1", "kind": "lae125", "received": "2025-09-26", **members}

    @pytest.mark.parametrize(("as_of", "state"), [("2025-09-30", "closed"), ("2025-10-01", "open")])
    def test_working_days_count_over_a_week_end(self, as_of: str, state: str) -> None:
        one = answer(self.ASKED, flex_case(evidence=[self.paper()]), date.fromisoformat(as_of))
        assert one.state == state

    def test_read_and_not_acted_on_is_another_sentence_than_not_read(self) -> None:
        as_of = date(2025, 10, 10)
        unread = answer(self.ASKED, flex_case(evidence=[self.paper()]), as_of)
        read = answer(self.ASKED, flex_case(evidence=[self.paper(read="2025-09-29")]), as_of)
        done = answer(self.ASKED, flex_case(evidence=[self.paper(read="2025-09-29", acted_on="2025-09-30")]), as_of)
        assert "noted that it was read" in unread.what.message
        assert "what was done about it" in read.what.message
        assert done.state == "closed"

    def test_what_was_read_later_than_the_day_is_unread_on_it(self) -> None:
        late = self.paper(read="2025-10-20", acted_on="2025-10-20")
        decided = flex_case(evidence=[late], decision={"planned": "2026-01-01"})
        assert answer(self.ASKED, decided, date(2025, 10, 19)).kind == "unacted"
        assert answer(self.ASKED, decided, date(2025, 10, 20)).state == "closed"
