"""Rules about time, consultations and forms."""

from datetime import date
from typing import Any

import pytest
from rule_packs import AS_OF, answer, flex_case, found_in


class TestDecidedWithin:
    ASKED = {"kind": "decided_within", "months": 3}

    def asked(self, as_of: str = "2025-10-01", **decision: Any) -> Any:
        return answer(self.ASKED, flex_case(decision=decision), date.fromisoformat(as_of))

    def test_without_its_beginning_it_cannot_be_told(self) -> None:
        assert self.asked(planned="2025-12-01").state == "undetermined"
        assert self.asked(begun="2025-10-02").state == "undetermined"

    def test_at_the_limit_and_a_day_over(self) -> None:
        assert self.asked("2025-10-01", begun="2025-07-01").state == "closed"
        assert found_in(self.asked("2025-10-02", begun="2025-07-01")) == ("open", "out_of_date")

    def test_planned_too_late_is_said_in_time(self) -> None:
        assert self.asked(begun="2025-09-01", planned="2025-12-01").state == "closed"
        assert self.asked(begun="2025-09-01", planned="2025-12-02").kind == "insufficient"

    def test_once_decided_nothing_closes_it_any_more(self) -> None:
        assert self.asked(begun="2020-01-01", decided="2025-09-01").state == "closed"


class TestTrackAvailable:
    ASKED = {"kind": "track_available", "granted_before": "2026-02-01"}

    @pytest.mark.parametrize(("planned", "state"), [("2026-01-31", "closed"), ("2026-02-01", "open")])
    def test_to_be_decided_before_or_on_the_day(self, planned: str, state: str) -> None:
        assert answer(self.ASKED, flex_case(decision={"planned": planned})).state == state

    def test_what_was_granted_in_time_goes_on(self) -> None:
        granted = [{"id": "F1", "kind": "granted", "value": "2024-05-01"}]
        assert answer(self.ASKED, flex_case(facts=granted, decision={"planned": "2027-01-01"})).state == "closed"


class TestLasted:
    ASKED = {"kind": "lasted", "fact": "special_terms_since", "months": 12}

    @pytest.mark.parametrize(
        ("since", "kind"), [("2024-10-01", None), ("2024-10-02", "insufficient"), (None, "missing")]
    )
    def test_at_the_limit_a_day_short_and_untold(self, since: str | None, kind: str | None) -> None:
        facts = [{"id": "F1", "kind": "special_terms_since", "value": since}] if since else []
        assert answer(self.ASKED, flex_case(facts=facts)).kind == kind


class TestConsulted:
    ASKED = {"kind": "consulted", "form": "lae265"}
    PAPER = {"id": "E1", "kind": "lae265", "information_date": "2025-09-10", "received": "2025-09-12"}

    def asked(self, **request: Any) -> Any:
        asked = [{"id": "R1", "form": "lae265", "requested": "2025-09-01", "received": "2025-09-12", **request}]
        return answer(self.ASKED, flex_case(evidence=[self.PAPER], requests=asked))

    def test_seen_before_it_was_written_after_it_or_untold(self) -> None:
        assert self.asked(consultation="2025-09-10").state == "closed"
        assert self.asked(consultation="2025-09-11").kind == "insufficient"
        assert self.asked().state == "undetermined"


class TestForms:
    ASKED = {"kind": "right_form"}

    def test_questions_on_a_form_that_answers_none(self) -> None:
        asked = {"id": "R1", "form": "lae125", "questions": ["Kan hun stå i fire timer?"]}
        assert found_in(answer(self.ASKED, flex_case(requests=[asked]))) == ("open", "insufficient")
        for members in ({"form": "lae135"}, {"questions": []}, {"requested": "2025-09-01", "received": "2025-09-09"}):
            assert answer(self.ASKED, flex_case(requests=[{**asked, **members}]), AS_OF).state == "closed"
