"""Two days, two books, two tracks, before and after a paper: what differs, what can be used again, what it closes."""

from datetime import date
from typing import Any

from case_files import case, full_case
from rule_packs import AS_OF, FLEX, book, flex_case, pack_of, rule_value, words

from orderdesk.cases.case_file import CaseFile
from orderdesk.cases.reading import case_bytes, case_of
from orderdesk.gaps.answer import CaseAnswers
from orderdesk.gaps.checker import check
from orderdesk.gaps.comparing import compared, moved
from orderdesk.gaps.proposals import changed_entries, closes
from orderdesk.gaps.reading import own_book
from orderdesk.gaps.rule_book import RuleBook, book_of
from orderdesk.gaps.track_change import change_track, on_track

SIX = {"months": 6, "source": "local_policy"}
ASKED = {"kind": "evidence", "any_of": ["lae125"], "fresh": SIX}
PAPER = {"id": "E1", "kind": "lae125", "information_date": "2025-05-01", "received": "2025-05-10"}


def moves(before: CaseAnswers, after: CaseAnswers) -> dict[str, str]:
    return {one.key: one.move for one in compared(before, after)}


class TestCompared:
    def on(self, day: str, found: CaseFile | None = None) -> CaseAnswers:
        return check(found or flex_case(evidence=[PAPER], decision={}), book(ASKED), date.fromisoformat(day))

    def test_between_two_days(self) -> None:
        assert moves(self.on("2025-05-09"), self.on("2025-05-10")) == {"fleksjob/FLX01": "closed"}
        assert moves(self.on("2025-11-01"), self.on("2025-11-02")) == {"fleksjob/FLX01": "opened"}
        assert moves(self.on("2025-06-01"), self.on("2025-06-02")) == {"fleksjob/FLX01": "same"}

    def test_another_kind_of_gap_is_a_change(self) -> None:
        asked = flex_case(requests=[{"id": "R1", "form": "lae125", "requested": "2025-06-01"}], decision={})
        assert moves(self.on("2025-05-31", asked), self.on("2025-06-01", asked)) == {"fleksjob/FLX01": "changed"}

    def test_between_two_books(self) -> None:
        change = {
            "rule": "fleksjob/FLX01", "fresh": {"months": 1, "source": "local_policy"}, "because": words("Nyere"),
            "decided_by": "Udvalget", "decided": "2025-01-01",
        }  # fmt: skip
        own = rule_value({"kind": "evidence", "any_of": ["cv"]}, id="AAR01")
        local = pack_of(own, id="aarup", local=True, changes=[change])
        found = flex_case(evidence=[PAPER])
        before = check(found, book(ASKED), AS_OF)
        after = check(found, book_of([pack_of(rule_value(ASKED)), local]), AS_OF)
        assert moves(before, after) == {"fleksjob/FLX01": "opened", "aarup/AAR01": "opened"}
        assert moves(after, before) == {"fleksjob/FLX01": "closed", "aarup/AAR01": "closed"}
        assert [one.key for one in moved(compared(before, after), "opened")] == ["aarup/AAR01", "fleksjob/FLX01"]


class TestTrackChange:
    def book(self) -> RuleBook:
        pension = pack_of(
            rule_value(ASKED, id="PEN01"), rule_value({"kind": "evidence", "any_of": ["lae155"]}, id="PEN02"),
            id="pension", tracks=["early_retirement_pension"],
        )  # fmt: skip
        every = pack_of(rule_value({"kind": "evidence", "any_of": ["cv"]}, id="ALL01"), id="alle", tracks=["any"])
        return book_of([pack_of(rule_value({"kind": "trial"})), pension, every])

    def test_what_can_be_used_again_what_is_new_and_what_is_not_asked_any_more(self) -> None:
        found = flex_case(evidence=[{**PAPER, "information_date": "2025-09-01"}])
        change = change_track(found, "early_retirement_pension", self.book(), AS_OF)
        assert [one.key for one in change.reused] == ["pension/PEN01"]
        assert change.entries == {"E1": ("pension/PEN01",)}
        assert [one.key for one in change.new] == ["pension/PEN02"]
        assert [one.key for one in change.still] == ["alle/ALL01"]
        assert [one.key for one in change.dropped] == ["fleksjob/FLX01"]

    def test_the_file_is_not_touched(self) -> None:
        found = case_of(full_case())
        before = case_bytes(found)
        change_track(found, "early_retirement_pension", own_book(), date(2026, 11, 20))
        assert case_bytes(found) == before

    def test_the_old_tracks_are_past_and_the_new_one_is_the_main_one_alone(self) -> None:
        tracks = [FLEX, {"track": "education", "role": "plan_b", "since": AS_OF.isoformat()}]
        moved_to = on_track(case(tracks=tracks), "early_retirement_pension", AS_OF)
        assert [(one.track, one.until) for one in moved_to.tracks] == [
            ("flex_job", date(2025, 9, 30)), ("early_retirement_pension", None),
        ]  # fmt: skip

    def test_what_was_decided_on_the_old_track_is_not_decided_on_the_new_one(self) -> None:
        found = flex_case(decision={"decided": "2025-06-01", "begun": "2025-01-01"})
        change = change_track(found, "early_retirement_pension", self.book(), AS_OF)
        assert change.then.decision == AS_OF
        assert [one.key for one in change.new] == ["pension/PEN01", "pension/PEN02"]

    def test_to_the_track_that_it_is_on_nothing_is_new(self) -> None:
        change = change_track(flex_case(), "flex_job", self.book(), AS_OF)
        assert (change.new, change.dropped) == ((), ())


class TestProposals:
    def arrived(self, **members: Any) -> tuple[CaseFile, CaseFile]:
        return flex_case(), flex_case(evidence=[{**PAPER, "information_date": "2025-09-01", **members}])

    def test_what_an_arrived_paper_closes_is_proposed_with_the_entry(self) -> None:
        (one,) = closes(*self.arrived(), book(ASKED), AS_OF)
        assert (one.key, one.entries) == ("fleksjob/FLX01", ("E1",))
        assert (one.before.kind, one.after and one.after.state) == ("missing", "closed")

    def test_the_note_of_the_person_who_confirms_it(self) -> None:
        (one,) = closes(*self.arrived(), book(ASKED), AS_OF)
        note = one.confirmed("Bodil Holm", AS_OF)
        assert (note.gap, note.kind, note.entries, note.by) == ("fleksjob/FLX01", "closed_by", ["E1"], "Bodil Holm")

    def test_what_is_too_old_or_of_another_kind_closes_nothing(self) -> None:
        assert closes(*self.arrived(information_date="2024-01-01"), book(ASKED), AS_OF) == ()
        assert closes(*self.arrived(kind="cv"), book(ASKED), AS_OF) == ()

    def test_the_newcomer_is_named_and_not_what_was_there(self) -> None:
        before = flex_case(evidence=[{**PAPER, "id": "E1", "information_date": "2020-01-01"}])
        papers = [{**PAPER, "information_date": "2020-01-01"}, {**PAPER, "id": "E2", "information_date": "2025-09-01"}]
        (one,) = closes(before, flex_case(evidence=papers), book(ASKED), AS_OF)
        assert one.entries == ("E2",)

    def test_an_answer_to_what_was_awaited_closes_both_gaps(self) -> None:
        request = {"id": "R1", "form": "lae125", "requested": "2025-08-01"}
        rules = [rule_value(ASKED), rule_value({"kind": "requests_answered"}, id="FLX02")]
        before = flex_case(requests=[request])
        after = flex_case(
            requests=[{**request, "received": "2025-09-10", "evidence": ["E1"]}],
            evidence=[{**PAPER, "information_date": "2025-09-01", "received": "2025-09-10"}],
        )
        proposed = {one.key: one.entries for one in closes(before, after, book_of([pack_of(*rules)]), AS_OF)}
        assert proposed["fleksjob/FLX01"] == ("E1",)
        assert set(proposed) == {"fleksjob/FLX01", "fleksjob/FLX02:R1"}

    def test_which_entries_changed(self) -> None:
        before, after = self.arrived()
        assert changed_entries(before, after) == ("E1",)
        assert changed_entries(after, after) == ()
        written = flex_case(sections=[{"section": "wishes", "text": "Træ"}])
        assert changed_entries(before, written) == ("sections.wishes",)
