"""An answer in its four parts, for people and for scripts: what, why, what closes it, what was considered."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from case_files import full_case
from jsonschema import Draft202012Validator, FormatChecker
from rule_packs import AS_OF, book, flex_case, pack_of, rule_value, words

from orderdesk.cases.problems import BrokenCase
from orderdesk.cases.reading import case_of, read_case
from orderdesk.documents.schemas import text_of
from orderdesk.gaps.answer import CaseAnswers
from orderdesk.gaps.checker import check
from orderdesk.gaps.explanation import explained, explanation_text, framed
from orderdesk.gaps.machine_result import as_json, case_told, result_told, unreadable_told
from orderdesk.gaps.published import PACK_SCHEMA, RESULT_SCHEMA, all_published, gap_schemas
from orderdesk.gaps.reading import own_book, own_packs
from orderdesk.gaps.rule_book import book_of
from orderdesk.locale import use_language

ROOT = Path(__file__).parents[2]
LAE265 = {
    "kind": "evidence", "any_of": ["lae265"], "states": ["functioning"],
    "fresh": {"months": 6, "source": "local_policy"},
}  # fmt: skip
OLD = {"id": "E1", "kind": "lae265", "information_date": "2024-01-10", "states": {"functioning": "Kan gå ud."}}
ASKED = {"id": "R1", "form": "lae265", "to": "Læge Grøn", "requested": "2025-09-01"}


def asked(**members: Any) -> CaseAnswers:
    return check(flex_case(evidence=[OLD], requests=[ASKED], **members), book(LAE265), AS_OF)


def sentences(whole: CaseAnswers) -> dict[str, list[str]]:
    return {part.heading: list(part.sentences) for part in explained(whole.answers[0], whole)}


def test_there_are_four_parts_and_remarks_where_somebody_made_one() -> None:
    headings = ["What", "Why", "What closes it, and who can", "What was considered, and why it did not count"]
    assert list(sentences(asked())) == headings
    note = {
        "gap": "fleksjob/FLX01",
        "kind": "remark",
        "day": "2025-09-20",
        "by": "Bodil Holm",
        "text": "Ringer fredag.",
    }
    assert sentences(asked(notes=[note]))["Remarks"] == ["2025-09-20 · Bodil Holm · Ringer fredag."]


def test_what_says_the_kind_the_severity_and_the_clock() -> None:
    what = sentences(asked())["What"]
    assert what[:2] == [
        "Asked for and not here yet: LÆ 265 certificate for the rehabilitation team.", "open · awaited · required",
    ]  # fmt: skip
    assert what[2:] == [
        "Awaited from Læge Grøn until 2025-10-01 (R1).", "Next: a reminder to the doctor, 2025-10-02.",
    ]  # fmt: skip


def test_why_names_the_rule_its_source_the_length_and_the_pack_and_that_nobody_has_verified_it() -> None:
    why = sentences(asked())["Why"]
    assert "Rule fleksjob/FLX01, version 1: Title" in why
    assert "law: LAB § 118" in why
    assert "No person has verified this rule." in why
    assert "How long it counts: 6 months (local policy)." in why
    assert "As of 2025-10-01, for a decision on 2025-10-01." in why
    assert any(one.startswith("Rules of LOV 1657") for one in why)
    assert why[-1] == "Rule pack Flex job 1, sha256-" + "0a" * 32


def test_who_has_verified_a_rule_is_named() -> None:
    verified = book(LAE265, verified={"by": "Jurist Ærø", "day": "2025-05-05"})
    why = explained(check(flex_case(), verified, AS_OF).answers[0], check(flex_case(), verified, AS_OF))[1].sentences
    assert "Verified by Jurist Ærø on 2025-05-05." in why
    assert "No person has verified this rule." not in why


def test_what_did_not_count_says_why() -> None:
    considered = sentences(asked())["What was considered, and why it did not count"]
    assert considered == ["E1: It is from 2024-01-10 and counts until 2024-07-10 (local policy)."]
    nothing = check(flex_case(), book(LAE265), AS_OF)
    assert "Nothing on file was there to be considered." in explanation_text(nothing.answers[0], nothing)


def test_what_a_municipality_changed_is_told_from_what_to_what() -> None:
    change = {
        "rule": "fleksjob/FLX01", "severity": "advised", "fresh": {"months": 3, "source": "local_policy"},
        "because": words("Vi vil have nye"), "decided_by": "Udvalget", "decided": "2025-02-02",
    }  # fmt: skip
    local = pack_of(id="aarup", title=words("Aarup"), local=True, changes=[change])
    whole = check(flex_case(), book_of([pack_of(rule_value(LAE265)), local]), AS_OF)
    why = sentences(whole)["Why"]
    assert "Changed by local policy (Aarup): Vi vil have nye (Udvalget, 2025-02-02)" in why
    assert "Local policy: advised instead of required." in why
    assert "Local policy: 3 months instead of 6 months." in why
    assert "How long it counts: 3 months (local policy)." in why


def test_the_plan_b_is_called_that() -> None:
    tracks = [
        {"track": "early_retirement_pension", "role": "main", "since": "2025-01-01"},
        {"track": "flex_job", "role": "plan_b", "since": "2025-01-01"},
    ]
    assert "It is asked for the plan B alone: flex job." in sentences(asked(tracks=tracks))["What"]
    assert not any("plan B" in one for one in sentences(asked())["What"])


def test_a_form_is_named_by_the_numbers_of_request_and_reply() -> None:
    closing = {
        "who": ["gp"], "how": words("Bed om den"), "action": "medical_request", "form": "lae265",
        "wanted": words("Skånehensyn"),
    }  # fmt: skip
    whole = check(flex_case(), book(LAE265, closing=closing), AS_OF)
    assert sentences(whole)["What closes it, and who can"] == [
        "Bed om den", "Can be done by: the GP.", "The program can prepare: a request to a doctor.",
        "Form: LÆ 261 / LÆ 265, certificate for the rehabilitation team.", "Wanted: Skånehensyn",
    ]  # fmt: skip


def test_the_frame_says_the_days_the_regime_with_its_notice_and_the_counts() -> None:
    lines = framed(check(flex_case(decision={"planned": "2026-03-01"}), book(LAE265), AS_OF))
    assert lines[0] == "As of 2025-10-01, for a decision on 2026-03-01."
    assert any("a person must verify" in one for one in lines)
    assert "1 open." in lines
    assert lines[-1] == "No person has verified 1 rule among these."


@pytest.mark.parametrize("language", ["da", "en"])
def test_no_answer_speaks_of_what_was_not_done_or_will_be_decided_or_what_it_costs(language: str) -> None:
    whole = check(case_of(full_case()), own_book(), date(2026, 11, 20))
    use_language(language)
    text = "\n".join(explanation_text(one, whole) for one in whole.answers).lower()
    for word in ("sanktion", "sanction", "ikke udført", "ikke gjort", "not done", "bevilges", "will be granted"):
        assert word not in text, word


def test_scripts_read_english_whatever_the_language_in_use() -> None:
    whole = asked()
    english = as_json(case_told(whole))
    use_language("da")
    assert as_json(case_told(whole)) == english
    one = english["answers"][0]
    assert one["what"]["message"].startswith("Asked for and not here yet")
    assert one["what"]["waiting"] == {
        "entry": "R1", "whom": "Læge Grøn", "due": "2025-10-01", "next": "a reminder to the doctor",
        "next_by": "2025-10-02",
    }  # fmt: skip
    assert one["why"]["verification"] == "No person has verified this rule."
    assert one["why"]["pack"]["digest"].startswith("sha256-")
    assert one["considered"][0]["entry"] == "E1"
    assert (one["as_of"], one["decision"]) == ("2025-10-01", "2025-10-01")


def broken() -> BrokenCase:
    with pytest.raises(BrokenCase) as raised:
        read_case(b"{}", "sag.json")
    return raised.value


def test_the_result_counts_and_takes_the_gravest_status() -> None:
    clear = case_told(asked(), has_gaps=False)
    gaps = case_told(asked(), "sag.json")
    assert result_told([]).status == "clear"
    assert result_told([clear, gaps]).status == "gaps"
    result = result_told([gaps, clear, unreadable_told("b.json", broken().problems)])
    assert result.status == "unreadable"
    assert (result.summary.cases, result.summary.gaps, result.summary.clear, result.summary.unreadable) == (3, 1, 1, 1)
    assert (result.summary.counts.open, result.summary.counts.awaiting, result.summary.counts.required) == (2, 2, 2)


def test_what_the_programs_own_packs_say_passes_the_published_schema() -> None:
    judge = Draft202012Validator(gap_schemas()[RESULT_SCHEMA], format_checker=FormatChecker(formats=["date"]))
    full = full_case()
    del full["decision"]["decided"]
    told = [case_told(check(case_of(full), own_book(), date(2026, 11, day))) for day in (1, 20)]
    result = as_json(result_told([*told, unreadable_told("b.json", broken().problems)]))
    judge.validate(json.loads(json.dumps(result)))
    result["cases"][0]["answers"][0]["state"] = "granted"
    assert not judge.is_valid(result)


@pytest.mark.parametrize("name", [PACK_SCHEMA, RESULT_SCHEMA])
def test_the_checked_in_schema_is_current_sound_and_closed(name: str) -> None:
    schema = gap_schemas()[name]
    assert (ROOT / "schemas" / name).read_text(encoding="utf-8") == text_of(schema)
    Draft202012Validator.check_schema(schema)
    for part in (schema, *schema["$defs"].values()):
        assert part.get("additionalProperties", False) is False
        assert all("description" in node or "$ref" in node or "const" in node for node in part["properties"].values())


def test_the_schema_of_a_pack_has_the_names_that_packs_write() -> None:
    parts = gap_schemas()[PACK_SCHEMA]["$defs"]
    assert "is" in parts["FactIs"]["properties"]
    assert {"from", "to", "by"} == set(parts["Validity"]["properties"])
    assert "not" in parts["NotSo"]["properties"]


def test_the_programs_own_packs_pass_the_schema_of_packs() -> None:
    judge = Draft202012Validator(gap_schemas()[PACK_SCHEMA], format_checker=FormatChecker(formats=["date"]))
    for read in own_packs():
        judge.validate(read.pack.model_dump(mode="json", by_alias=True, exclude_unset=True))


def test_all_that_is_published_is_listed_together() -> None:
    assert {PACK_SCHEMA, RESULT_SCHEMA, "case.v1.json", "order.v1.json"} <= set(all_published())


def test_without_a_day_of_decision_the_frame_says_once_that_nothing_is_told_ahead() -> None:
    ahead = "What will be out of date by the decision can be told once the file gives its day."
    undecided = check(flex_case(decision={}), book(LAE265), AS_OF)
    assert framed(undecided).count(ahead) == 1
    assert ahead not in explanation_text(undecided.answers[0], undecided)
    assert ahead not in framed(asked())
