"""The rule packs that come with the program: their examples, what each rule must bring along, and what no text says."""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel

from orderdesk.cases.evidence import EVIDENCE_KINDS
from orderdesk.cases.fact_kinds import FACT_KINDS
from orderdesk.cases.preparatory import SECTIONS
from orderdesk.checks.passages import tokens_of
from orderdesk.checks.wordlists import own_words
from orderdesk.documents.order import ProgrammeType, TrackCode
from orderdesk.gaps import conditions, reading
from orderdesk.gaps.checker import ask, check, sight_of
from orderdesk.gaps.decision_day import decision_day
from orderdesk.gaps.examples import case_of, laid_over, run
from orderdesk.gaps.freshness import last_day
from orderdesk.gaps.kinds.evidence import STATEMENTS
from orderdesk.gaps.pack import (
    Citation,
    Closing,
    Example,
    Exemption,
    Expected,
    Pack,
    PackHead,
    Rule,
    RuleChange,
    Sample,
    Validity,
    Verified,
    Words,
)
from orderdesk.gaps.reading import own_book, own_packs, read_pack
from orderdesk.gaps.requirements import EvidenceRead, Freshness, LastedSince, Requirement
from orderdesk.gaps.rule_book import ReadPack, book_of
from orderdesk.working_days import after_months, after_working_days

FOLDER = Path(reading.__file__).parent / "packs"
README = (FOLDER / "README.md").read_text(encoding="utf-8")
PACKS = {read.name.id: read for read in own_packs()}
RULES = {f"{name}/{rule.id}": (read, rule) for name, read in PACKS.items() for rule in read.pack.rules}
EXAMPLES = {
    f"{key}/{example.name}": (read, rule, example) for key, (read, rule) in RULES.items() for example in rule.examples
}
every_rule = pytest.mark.parametrize(("read", "rule"), RULES.values(), ids=RULES)


@pytest.mark.parametrize(("read", "rule", "example"), EXAMPLES.values(), ids=EXAMPLES)
def test_the_example_is_answered_as_it_says(read: ReadPack, rule: Rule, example: Example) -> None:
    alone = ReadPack(
        read.pack.model_copy(update={"rules": [rule.model_copy(update={"examples": [example]})]}), read.name
    )
    (tried,) = run(alone)
    assert tried.wrong is None, tried.wrong.message


@every_rule
def test_a_rule_has_an_example_that_is_open_one_that_is_closed_and_four_in_all(read: ReadPack, rule: Rule) -> None:
    states = {example.expect.state for example in rule.examples}
    assert {"open", "closed"} <= states
    assert len(rule.examples) >= 4
    assert len({example.name for example in rule.examples}) == len(rule.examples)


@every_rule
def test_a_rule_that_has_a_length_has_an_example_at_its_limit_and_one_a_day_over(read: ReadPack, rule: Rule) -> None:
    length = lengths_of(rule)
    if length is None:
        return
    last = [(length(day), decision if isinstance(rule.require, LastedSince) else on)
            for decision, on, day in days_of(read, rule)]  # fmt: skip
    days_left = {(end - on).days for end, on in last if end is not None}
    assert days_left >= ({0, 1} if isinstance(rule.require, LastedSince) else {0, -1})


@every_rule
def test_an_exemption_has_an_example(read: ReadPack, rule: Rule) -> None:
    """By an example of the rule, or of another one in the pack that is exempt from on the same condition."""
    for exemption in rule.exempt:
        same = [(one, its) for one in read.pack.rules for its in one.exempt if its.when == exemption.when]
        assert any(
            gives(read, one, its, example)
            for one, its in same for example in one.examples if example.expect.state == "not_applicable"
        ), exemption.because.en  # fmt: skip


@every_rule
def test_a_rule_that_was_not_always_valid_has_an_example_outside_its_time(read: ReadPack, rule: Rule) -> None:
    silent = [one for one in rule.examples if one.expect.state == "no_answer"]
    decisions = [decision for one in silent for decision, *_rest in days_in(read, one)]
    if rule.valid.from_ and rule.valid.by == "decision":
        assert any(day < rule.valid.from_ for day in decisions)
    if rule.valid.to and rule.valid.by == "decision":
        assert any(day > rule.valid.to for day in decisions)
    if rule.valid.from_ or rule.valid.to:
        assert silent


@every_rule
def test_a_text_is_there_in_both_languages_and_is_not_the_same(read: ReadPack, rule: Rule) -> None:
    for words in texts_of(rule):
        assert words.da.strip()
        assert words.en.strip()
        assert words.da != words.en


@every_rule
def test_no_text_speaks_of_what_may_happen_to_a_benefit(read: ReadPack, rule: Rule) -> None:
    lists = own_words()
    for words in texts_of(rule):
        assert not lists.spans("sanctions", tokens_of(words.da), ["da"]), words.da
        assert not lists.spans("sanctions", tokens_of(words.en), ["en"]), words.en


FORETELLS = re.compile(
    r"\bvil (give|få|bevilge|afslå|indstille)|bliver (bevilget|afslået|tilkendt)"
    r"|\b(chance|udsigt til (pension|fleksjob))"
    r"|\bafslag\b|team(et)? vil\b|\bwill (grant|refuse|recommend|be granted|be refused)|\bchances?\b|\bthe team will\b",
    re.IGNORECASE,
)
NOT_DONE = re.compile(
    r"\bikke (er )?(udført|lavet|gjort|gennemført|foretaget)\b|\b(not|never)( been)? (done|made|carried out)\b",
    re.IGNORECASE,
)


@every_rule
def test_no_text_foretells_a_decision_or_calls_what_was_not_found_not_done(read: ReadPack, rule: Rule) -> None:
    for words in texts_of(rule):
        for text in (words.da, words.en):
            assert not FORETELLS.search(text), text
            assert not NOT_DONE.search(text), text


@every_rule
def test_no_length_is_called_law(read: ReadPack, rule: Rule) -> None:
    fresh = getattr(rule.require, "fresh", None)
    assert fresh is None or fresh.source == "local_policy"


@every_rule
def test_a_rule_that_a_decision_hangs_on_names_more_than_local_policy(read: ReadPack, rule: Rule) -> None:
    kinds = {citation.kind for citation in rule.citations}
    assert rule.severity != "required" or kinds & {"law", "order", "principle"}


@every_rule
def test_nobody_has_verified_a_rule_yet(read: ReadPack, rule: Rule) -> None:
    """Whoever holds a rule against its source enters it in the pack and takes it out of this test's words."""
    assert rule.verified is None


@pytest.mark.parametrize("read", PACKS.values(), ids=PACKS)
def test_declining_a_treatment_changes_no_answer(read: ReadPack) -> None:
    declined = {"id": "F99", "kind": "declined_treatment", "value": True, "source": "Borgeren"}
    for rule in book_of([read]).rules:
        for example in rule.rule.examples:
            case = dict(example.case)
            case["facts"] = [*case.get("facts", []), declined]
            with_it = example.model_copy(update={"case": case})
            as_of = as_of_in(read, example)
            before, after = (
                [
                    (one.key, one.state, one.kind, one.what.message)
                    for one in ask(rule, sight_of(case_of(read, it), as_of))
                ]
                for it in (example, with_it)
            )
            assert after == before, example.name


def test_no_rule_asks_whether_a_treatment_was_declined() -> None:
    for path in FOLDER.glob("*.toml"):
        for rule in tomllib.loads(path.read_text(encoding="utf-8"))["rules"]:
            asked = {name: member for name, member in rule.items() if name != "examples"}
            assert "declined_treatment" not in str(asked), rule["id"]


def test_no_two_rules_have_the_same_id_and_none_in_a_pack_the_same_title() -> None:
    rules = [rule for read in own_packs() for rule in read.pack.rules]
    assert len({rule.id for rule in rules}) == len(rules)
    assert len({(key.partition("/")[0], rule.title.da) for key, (_read, rule) in RULES.items()}) == len(rules)


@pytest.mark.parametrize(
    "tracks",
    [["flex_job"], ["early_retirement_pension"], ["flex_job", "early_retirement_pension"], ["resource_course"]],
    ids="+".join,
)
@pytest.mark.parametrize("day", [date(2024, 6, 3), date(2025, 6, 2), date(2026, 9, 1)], ids=str)
def test_what_an_empty_file_lacks_is_asked_for_once(tracks: list[str], day: date) -> None:
    case = {
        "case": "tom", "citizen": {"name": "Bodil Eksempel", "cpr": "710575-1234"},
        "tracks": [{"track": track, "role": "main", "since": date(2022, 1, 3)} for track in tracks],
        "decision": {"planned": day, "change_over": date(2026, 7, 1)},
    }  # fmt: skip
    answers = check(
        case_of(PACKS["fleksjob"], Example(name="Tom", case=case, expect=Expected(state="open"))), own_book(), day
    )
    rules = {one.rule.id: one.rule for one in answers.answers if one.state == "open"}
    asked = [rule.require.model_dump(exclude={"fresh"}) for rule in rules.values()]
    for one in asked:
        same = ["kind", "any_of", "states"] if one["kind"] == "evidence" else list(one)
        assert sum(all(other.get(name) == one[name] for name in same) for other in asked) == 1, one


@pytest.mark.parametrize("day", [date(2024, 6, 3), date(2026, 9, 1)], ids=str)
def test_on_both_tracks_no_two_rules_on_the_decision_ask_papers_for_the_same_statement(day: date) -> None:
    case = {
        "case": "tom", "citizen": {"name": "Bodil Eksempel", "cpr": "710575-1234"},
        "tracks": [{"track": track, "role": "main", "since": date(2022, 1, 3)}
                   for track in ("flex_job", "early_retirement_pension")],
        "decision": {"planned": day, "change_over": date(2026, 7, 1)},
    }  # fmt: skip
    found = check(
        case_of(PACKS["fleksjob"], Example(name="Tom", case=case, expect=Expected(state="open"))), own_book(), day
    )
    asked = [
        statement for one in found.answers if one.state == "open" and one.pack.id in ("fleksjob", "foertidspension")
        for statement in getattr(one.rule.require, "states", ())
    ]  # fmt: skip
    assert sorted(asked) == ["accommodations", "functioning", "permanence", "significance"]


# The README


BLOCKS = re.findall(r"^```toml\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
RULE_KEYS = {field.alias or name for name, field in Rule.model_fields.items()}
WHOLE = [block for block in BLOCKS if "[pack]" in block]
PARTS = [block for block in BLOCKS if "[pack]" not in block]


@pytest.mark.parametrize("block", WHOLE, ids=lambda block: tomllib.loads(block)["pack"]["id"])
def test_a_whole_pack_in_the_readme_can_be_read_and_its_examples_hold(block: str) -> None:
    read = read_pack(block.encode(), "README.md")
    assert not [(tried.name, tried.wrong.message) for tried in run(read) if tried.wrong]
    book = book_of([*own_packs(), read])
    assert not book.unknown


@pytest.mark.parametrize("block", PARTS, ids=lambda block: block.strip().splitlines()[0])
def test_a_piece_of_a_pack_in_the_readme_fits_into_a_pack(block: str) -> None:
    piece = tomllib.loads(block)
    whole = laid_over(tomllib.loads(WHOLE[0]), {name: member for name, member in piece.items() if name == "sample"})
    rules = piece.get("rules", {})
    mine = {**(rules[0] if isinstance(rules, list) else rules), **{k: v for k, v in piece.items() if k in RULE_KEYS}}
    whole["rules"] = [{**whole["rules"][0], **mine}]
    whole["changes"] = piece.get("changes", [])
    pack = Pack.model_validate(reading.days_as_text(whole))
    for change in pack.changes:
        assert change.rule in RULES


def test_the_readme_has_a_whole_local_pack_and_pieces() -> None:
    assert any(tomllib.loads(block)["pack"].get("local") for block in WHOLE)
    assert len(PARTS) >= 10


REQUIREMENTS = get_args(get_args(Requirement)[0])


def models() -> Iterator[type[BaseModel]]:
    yield from (Pack, PackHead, Sample, Rule, Citation, Verified, Validity, Exemption, Closing, Example, Expected)
    yield from (RuleChange, Freshness)
    yield from REQUIREMENTS
    yield from (
        conditions.FactIs, conditions.FactDay, conditions.AgeIs, conditions.TrackIs, conditions.BasisIs,
        conditions.DecisionDay, conditions.OnFile, conditions.Tried, conditions.AnyOf, conditions.AllOf,
        conditions.NotSo,
    )  # fmt: skip


@pytest.mark.parametrize("model", models(), ids=lambda model: model.__name__)
def test_the_readme_names_every_key(model: type[BaseModel]) -> None:
    for name, field in model.model_fields.items():
        assert re.search(rf"\b{field.alias or name}\b", README), name


@pytest.mark.parametrize("kind", [model.model_fields["kind"].annotation.__args__[0]
                                  for model in REQUIREMENTS])  # fmt: skip
def test_the_readme_explains_every_kind_of_requirement(kind: str) -> None:
    assert f"`{kind}`" in README


def test_the_readme_names_every_pack_of_the_program() -> None:
    for name in PACKS:
        assert f"`{name}`" in README


@pytest.mark.parametrize("words", [EVIDENCE_KINDS, FACT_KINDS, SECTIONS, STATEMENTS, get_args(TrackCode),
                                   get_args(ProgrammeType)])  # fmt: skip
def test_the_readme_names_the_words_of_a_case_file(words: Iterable[str]) -> None:
    assert not [word for word in words if f"`{word}`" not in README]


# How the tests look into a rule


def texts_of(part: object) -> Iterator[Words]:
    """All texts in both languages in a part of a pack, wherever they stand."""
    if isinstance(part, Words):
        yield part
    elif isinstance(part, BaseModel):
        for name in type(part).model_fields:
            yield from texts_of(getattr(part, name))
    elif isinstance(part, list | tuple):
        for member in part:
            yield from texts_of(member)


def gives(read: ReadPack, rule: Rule, exemption: Exemption, example: Example) -> bool:
    """Whether this exemption alone makes the example's answer."""
    alone = rule.model_copy(update={"exempt": [exemption], "examples": [example]})
    (tried,) = run(ReadPack(read.pack.model_copy(update={"rules": [alone]}), read.name))
    return tried.wrong is None


def lengths_of(rule: Rule) -> Callable[[date], date | None] | None:
    """The last day that is within the rule's length, or the first after it that counts, by the day on which it begins;
    None where the rule has no length."""
    require = rule.require
    fresh = getattr(require, "fresh", None)
    if isinstance(fresh, Freshness) and (fresh.months or fresh.days):
        return partial(last_day, fresh)
    if isinstance(require, EvidenceRead):
        return partial(after_working_days, days=require.working_days)
    return partial(after_months, months=require.months) if isinstance(require, LastedSince) else None


def days_of(read: ReadPack, rule: Rule) -> Iterator[tuple[date, date, date]]:
    for example in rule.examples:
        yield from days_in(read, example)


def days_in(read: ReadPack, example: Example) -> Iterator[tuple[date, date, date]]:
    """The day of decision, the day of the question and each day in the example's own members."""
    as_of = as_of_in(read, example)
    decision = decision_day(case_of(read, example), as_of).day
    yield from ((decision, min(as_of, decision), day) for day in [as_of, *all_days(example.case)])


def as_of_in(read: ReadPack, example: Example) -> date:
    assert read.pack.sample is not None
    return example.as_of or read.pack.sample.as_of


def all_days(value: object) -> Iterator[date]:
    if isinstance(value, Mapping):
        for member in value.values():
            yield from all_days(member)
    elif isinstance(value, list):
        for member in value:
            yield from all_days(member)
    elif isinstance(value, date):
        yield value
    elif isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        yield date.fromisoformat(value)
