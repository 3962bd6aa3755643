"""The whole checker, with the program's own packs, on case files of any kind: what must hold whatever they say."""

from datetime import date, timedelta

from case_files import case, full_case
from case_strategies import CASES
from hypothesis import given, settings
from hypothesis import strategies as st
from rule_packs import AS_OF, FLEX, answer, flex_case, pack_of, rule_value

from orderdesk.cases.case_file import CaseFile
from orderdesk.cases.evidence import EVIDENCE_KINDS, Evidence
from orderdesk.cases.reading import case_of
from orderdesk.gaps.answer import CaseAnswers
from orderdesk.gaps.checker import check
from orderdesk.gaps.comparing import compared
from orderdesk.gaps.explanation import explanation_text
from orderdesk.gaps.machine_result import as_json, case_told
from orderdesk.gaps.reading import own_book
from orderdesk.gaps.rule_book import book_of

BOOK = own_book()
DAYS = st.dates(date(2023, 1, 1), date(2027, 12, 31))
LISTS = (
    "tracks", "facts", "sections", "evidence", "health_events", "requests", "conversations", "measures", "trials",
)  # fmt: skip


def failed(whole: CaseAnswers) -> list[str]:
    reasons = [one.because.message for one in whole.answers if one.because]
    return [one for one in reasons if "could not be held" in one]


@given(CASES, DAYS)
@settings(max_examples=150, deadline=None)
def test_any_case_file_is_answered_and_no_rule_fails(found: CaseFile, as_of: date) -> None:
    whole = check(found, BOOK, as_of)
    assert not failed(whole)
    keys = [one.key for one in whole.answers]
    assert len(keys) == len(set(keys))
    as_json(case_told(whole))
    for one in whole.answers:
        assert explanation_text(one, whole)


@given(CASES, DAYS)
@settings(max_examples=60, deadline=None)
def test_the_same_file_gives_the_same_answers(found: CaseFile, as_of: date) -> None:
    assert check(found, BOOK, as_of) == check(found, BOOK, as_of)


@given(CASES, DAYS, st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_the_order_of_entries_changes_nothing(found: CaseFile, as_of: date, chance: object) -> None:
    shuffled = {name: list(getattr(found, name)) for name in LISTS}
    for entries in shuffled.values():
        chance.shuffle(entries)  # type: ignore[attr-defined]
    assert check(found.model_copy(update=shuffled), BOOK, as_of) == check(found, BOOK, as_of)


@given(CASES, DAYS, st.sampled_from(sorted(EVIDENCE_KINDS)), st.sampled_from(["functioning", "diagnosis"]))
@settings(max_examples=100, deadline=None)
def test_fresh_evidence_that_is_enough_never_opens_the_rule_that_asks_for_it(
    found: CaseFile, as_of: date, kind: str, states: str
) -> None:
    require = {
        "kind": "evidence", "any_of": [kind], "states": [states], "fresh": {"months": 6, "source": "local_policy"},
    }  # fmt: skip
    one = case_of({**_as_flex(found), "decision": {"planned": as_of.isoformat()}})
    day = as_of.isoformat()
    paper = Evidence.model_validate(
        {"id": "E99", "kind": kind, "information_date": day, "received": day, "states": {states: "Kan gå ud alene."}}
    )
    richer = one.model_copy(update={"evidence": [*one.evidence, paper]})
    assert answer(require, richer, as_of).state == "closed"


def _as_flex(found: CaseFile) -> dict[str, object]:
    return {**found.model_dump(mode="json", exclude_none=True), "tracks": [{**FLEX, "since": "2020-01-01"}]}


@given(st.integers(0, 3000))
@settings(deadline=None, max_examples=30)
def test_on_a_later_day_than_everything_nothing_of_the_file_is_held_back(days: int) -> None:
    full = case_of(full_case())
    decided = date(2027, 2, 1)
    value = full.model_copy(update={"decision": full.decision.model_copy(update={"decided": decided})})
    at, later = check(value, BOOK, decided), check(value, BOOK, decided + timedelta(days=days))
    assert {one.move for one in compared(at, later)} <= {"same"}


def test_a_rule_that_fails_is_undetermined_for_itself_alone() -> None:
    """The last day that the calendar has: the time to answer would end after it."""
    last = date(9999, 12, 31)
    found = case(
        tracks=[FLEX],
        requests=[{"id": "R1", "form": "lae135", "requested": "9999-12-31"}],
        evidence=[{"id": "E1", "kind": "cv", "received": "2025-01-01"}],
    )
    rules = [
        rule_value({"kind": "requests_answered"}, id="FLX01"),
        rule_value({"kind": "evidence", "any_of": ["cv"]}, id="FLX02"),
        rule_value({"kind": "evidence", "any_of": ["lae265"]}, id="FLX03"),
    ]
    states = {one.key: one for one in check(found, book_of([pack_of(*rules)]), last).answers}
    assert states["fleksjob/FLX01"].state == "undetermined"
    because = states["fleksjob/FLX01"].because
    assert because is not None
    assert because.message == "The rule could not be held against this case (OverflowError)."
    assert states["fleksjob/FLX02"].state == "closed"
    assert states["fleksjob/FLX03"].kind == "missing"


def test_what_needs_somebody_first_stands_first() -> None:
    whole = check(case_of(full_case()), BOOK, date(2026, 11, 20))
    states = ["open", "prospective", "undetermined", "closed", "not_applicable"]
    grades = ["required", "expected", "advised"]
    order = [(states.index(one.state), grades.index(one.severity), one.key) for one in whole.answers]
    assert order == sorted(order)
    assert sum(whole.counts().values()) == len(whole.answers)


def test_remarks_stand_with_the_gap_they_are_about_from_their_day_on() -> None:
    notes = [
        {"gap": "fleksjob/FLX01", "kind": "remark", "day": "2025-10-02", "by": "Bodil Holm", "text": "Senere."},
        {"gap": "fleksjob/FLX01", "kind": "remark", "day": "2025-09-01", "by": "Bodil Holm", "text": "Først."},
        {"gap": "fleksjob/FLX02", "kind": "remark", "day": "2025-09-01", "by": "Bodil Holm", "text": "En anden."},
    ]
    one = answer({"kind": "evidence", "any_of": ["cv"]}, flex_case(notes=notes), AS_OF)
    assert [note.text for note in one.notes] == ["Først."]


def test_a_citizen_who_refused_treatment_lacks_nothing_for_it() -> None:
    refused = [{"id": "F1", "kind": "declined_treatment", "value": True, "day": "2025-01-01", "source": "Borgeren"}]
    for track in ("flex_job", "early_retirement_pension"):
        tracks = [{**FLEX, "track": track}]
        before = check(flex_case(tracks=tracks), BOOK, AS_OF)
        after = check(flex_case(tracks=tracks, facts=refused), BOOK, AS_OF)
        assert {one.move for one in compared(before, after)} <= {"same", "closed"}
