"""A broken pack: each kind of mistake with its line, its key and what was expected; and nothing half-loaded."""

from pathlib import Path

import pytest

from orderdesk.errors import InputRefused
from orderdesk.gaps.reading import BrokenPack, PackProblem, local_packs, own_book, own_packs, own_rules, read_pack

PACK = """\
[pack]
id = "aarup"
version = "1"
tracks = ["flex_job"]
local = true
title = { da = "Aarup", en = "Aarup" }
about = { da = "Aarups egne regler", en = "Aarup's own rules" }

[sample]
as_of = 2025-10-01
case = { case = "eksempel", citizen = { name = "Bodil Eksempel", cpr = "710575-1234" } }

[[rules]]
id = "AAR01"
severity = "advised"
citations = [{ kind = "local_policy", text = "Aarup" }]
title = { da = "CV", en = "CV" }
why = { da = "Et CV hører med.", en = "A CV belongs there." }
closing = { who = ["citizen"], how = { da = "Bed om det.", en = "Ask for it." } }

[rules.require]
kind = "evidence"
any_of = ["cv"]

[[rules.exempt]]
when = [{ fact = "self_employed", is = true, assume = false }]
because = { da = "Har egen virksomhed.", en = "Has a business." }

[[rules.examples]]
name = "Intet CV"
expect = { state = "open" }
"""
REQUIRE, EXEMPT, EXAMPLE = (PACK[: PACK.index(part)].count("\n") + 1 for part in (
    "[rules.require]", "[[rules.exempt]]", "[[rules.examples]]",
))  # fmt: skip


def problems(text: str, local: bool | None = None) -> tuple[PackProblem, ...]:
    with pytest.raises(BrokenPack) as broken:
        read_pack(text.encode(), "aarup.toml", local=local)
    assert broken.value.shown == "aarup.toml"
    return broken.value.problems


def test_the_pack_that_is_broken_below_is_whole() -> None:
    assert read_pack(PACK.encode(), "aarup.toml", local=True).name.id == "aarup"


def test_what_asks_cases_is_the_programs_own_packs_without_their_examples() -> None:
    for whole, asked in zip(own_packs(), own_rules(), strict=True):
        assert any(rule.examples for rule in whole.pack.rules)
        bare = [rule.model_copy(update={"examples": []}) for rule in whole.pack.rules]
        assert (asked.name, asked.pack) == (whole.name, whole.pack.model_copy(update={"rules": bare}))


def test_the_programs_own_packs_are_whole_and_of_different_names() -> None:
    assert len({one.name.id for one in own_packs()}) == len(own_packs()) > 0
    assert own_book().rules


@pytest.mark.parametrize(
    ("before", "after", "line", "key", "expected"),
    [
        ('version = "1"', "version = 1", 3, "pack.version", "must be a text"),
        ('version = "1"\n', "", 1, "pack.version", "must be there"),
        ('"flex_job"', '"flexjob"', 4, "pack.tracks[0]", "must be one of"),
        ("local = true", 'local = "ja"', 5, "pack.local", "true or false"),
        ("as_of = 2025-10-01", 'as_of = "2025-02-30"', 10, "sample.as_of", "no such day"),
        ('id = "AAR01"', 'id = "aar-1"', 14, "rules[0].id", "FLX03"),
        ('severity = "advised"', 'severity = "vigtig"', 15, "rules[0].severity", "must be one of"),
        ('"local_policy"', '"lov"', 16, "rules[0].citations[0].kind", "must be one of"),
        ('da = "CV", ', "", 17, "rules[0].title.da", "must be there"),
        ('kind = "evidence"\n', "", REQUIRE, "rules[0].require", "must say its kind"),
        ('kind = "evidence"', 'kind = "papers"', REQUIRE, "rules[0].require", "must be one of"),
        ('any_of = ["cv"]', "any_of = []", REQUIRE + 2, "rules[0].require.any_of", "must not be empty"),
        ('any_of = ["cv"]', 'any_off = ["cv"]', REQUIRE + 2, "rules[0].require.any_off", "No such key"),
        ("fact =", "fakt =", EXEMPT + 1, "rules[0].exempt[0].when[0]", "none of the conditions"),
        ("is = true", "is = 1.5", EXEMPT + 1, "rules[0].exempt[0].when[0].is", "true or false"),
        ('state = "open"', 'state = "åben"', EXAMPLE + 2, "rules[0].examples[0].expect.state", "must be one of"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_line_and_its_key(
    before: str, after: str, line: int, key: str, expected: str
) -> None:
    found = problems(PACK.replace(before, after, 1))
    assert key in {one.key for one in found}
    one = next(one for one in found if one.key == key)
    assert expected in one.message
    assert one.line == line


def test_the_third_rule_is_named_and_not_the_first() -> None:
    rule = PACK[PACK.index("[[rules]]") :]
    text = PACK + rule.replace("AAR01", "AAR02") + rule.replace("AAR01", "AAR03").replace('"advised"', '"vigtig"')
    (one,) = problems(text)
    assert one.key == "rules[2].severity"
    assert text.splitlines()[one.line - 1] == 'severity = "vigtig"'


def test_all_mistakes_are_told_at_once_in_the_order_of_the_text() -> None:
    text = PACK.replace('version = "1"', "version = 1").replace('"advised"', '"vigtig"').replace('["cv"]', "[]")
    found = problems(text)
    assert [one.key for one in found] == ["pack.version", "rules[0].severity", "rules[0].require.any_of"]


def test_two_rules_of_one_id_are_refused() -> None:
    (one,) = problems(PACK + PACK[PACK.index("[[rules]]") :])
    assert (one.key, one.message) == ("rules[1].id", "There are two rules AAR01.")
    assert one.line > EXAMPLE


def test_what_is_no_toml_is_told_with_its_line() -> None:
    assert problems(PACK.replace("[sample]", "[sample"))[0].line == 9
    assert problems(PACK + "x =")[0].line == PACK.count("\n") + 1


def test_windows_line_ends_and_a_mark_of_byte_order_are_read() -> None:
    assert read_pack(PACK.replace("\n", "\r\n").encode(), "a").pack == read_pack(PACK.encode(), "a").pack
    assert read_pack(PACK.encode("utf-8-sig"), "a").pack == read_pack(PACK.encode(), "a").pack


def test_lines_are_counted_alike_with_windows_line_ends() -> None:
    text = PACK.replace('"advised"', '"vigtig"')
    assert problems(text.replace("\n", "\r\n"))[0].line == problems(text)[0].line == 15


def test_text_of_another_encoding_is_told_with_its_line() -> None:
    with pytest.raises(BrokenPack) as broken:
        read_pack(PACK.encode("latin-1"), "aarup.toml")
    assert broken.value.problems[0].line == 18
    assert "UTF-8" in broken.value.problems[0].message


@pytest.mark.parametrize("deep", [40, 300, 100_000])
def test_a_pack_that_goes_too_deep_is_refused(deep: int) -> None:
    text = PACK.replace("when = [", f"when = {'[' * deep}{']' * deep}\nodd = [", 1)
    assert "deeply" in problems(text)[0].message


def test_a_number_without_end_is_refused() -> None:
    assert "too long" in problems(PACK.replace("local = true", f"local = {'9' * 5000}"))[0].message


def test_a_pack_that_is_too_large_is_refused() -> None:
    assert "larger" in problems(PACK + "#" * 1_000_001)[0].message


def test_an_escape_for_the_terminal_is_refused() -> None:
    (one,) = problems(PACK.replace('en = "CV"', 'en = "\\u001b[2JCV"'))
    assert one.key == "rules[0].title.en"


def test_a_text_that_cannot_be_shown_is_named_with_its_line() -> None:
    text = PACK.replace('en = "CV"', 'en = "C\\u202eV"')
    (one,) = problems(text)
    assert "C\\u202eV" in text.splitlines()[one.line - 1]


def test_a_title_is_a_line_and_what_is_too_long_says_how_long_it_may_be() -> None:
    (one,) = problems(PACK.replace('en = "CV"', f'en = "{"C" * 201}"'))
    assert (one.key, one.message) == ("rules[0].title.en", "This is too long: 200 characters at most.")
    assert problems(PACK.replace('en = "CV"', 'en = "CV\\nFLX03: closed"'))[0].key == "rules[0].title.en"


CHANGE = """
[[changes]]
rule = "fleksjob/FLX01"
because = {{ da = "Vi vil have nye", en = "We want new ones" }}
decided_by = "Udvalget"
decided = 2025-01-01
{what}
"""


@pytest.mark.parametrize(
    ("what", "key"),
    [
        ("", "changes[0]"),
        ('fresh = { months = 3, source = "law" }', "changes[0].fresh.source"),
        ('fresh = { months = 3, days = 3, source = "local_policy" }', "changes[0].fresh"),
    ],
    ids=["nothing", "called law", "two lengths"],
)
def test_a_change_changes_something_and_calls_a_length_of_its_own_local_policy(what: str, key: str) -> None:
    (one,) = problems(PACK + CHANGE.format(what=what))
    assert one.key == key
    assert one.line == PACK.count("\n") + 2
    assert read_pack((PACK + CHANGE.format(what="off = true")).encode(), "aarup.toml").pack.changes


def test_a_length_in_a_rule_of_its_own_is_local_policy_too() -> None:
    text = PACK.replace('any_of = ["cv"]', 'any_of = ["cv"]\nfresh = { months = 6, source = "law" }')
    assert [one.key for one in problems(text)] == ["rules[0].require.fresh.source"]


def test_a_local_pack_says_so_and_calls_its_rules_local_policy() -> None:
    assert problems(PACK.replace("local = true", "local = false"), local=True)[0].key == "pack.local"
    assert problems(PACK, local=False)[0].key == "pack.local"
    assert problems(PACK.replace('"local_policy"', '"law"'))[0].key == "rules[0].citations"


def test_only_a_local_pack_changes_others() -> None:
    text = PACK.replace("local = true\n", "") + (
        '[[changes]]\nrule = "fleksjob/FLX03"\noff = true\nbecause = { da = "Nej", en = "No" }\n'
        'decided_by = "Udvalget"\ndecided = 2025-01-01\n'
    )
    assert [one.key for one in problems(text)] == ["changes"]


def test_what_does_not_go_together_is_refused() -> None:
    ends = PACK.replace("[rules.require]", "valid = { from = 2025-01-01, to = 2024-01-01 }\n[rules.require]")
    assert problems(ends)[0].key == "rules[0].valid"
    both = PACK.replace('any_of = ["cv"]', 'any_of = ["cv"]\nfresh = { months = 6, days = 5, source = "local_policy" }')
    assert problems(both)[0].key == "rules[0].require.fresh"
    assert problems(PACK[: PACK.index("[sample]")] + PACK[PACK.index("[[rules]]") :])[0].key == "sample"


def test_the_sentence_is_in_the_language_in_use_and_says_that_nothing_is_used() -> None:
    with pytest.raises(BrokenPack) as broken:
        read_pack(PACK.replace('"advised"', '"vigtig"').encode(), "aarup.toml")
    assert "aarup.toml, line 15, rules[0].severity" in broken.value.message
    assert "Nothing of it is used" in broken.value.advice


def test_a_folder_with_one_broken_pack_gives_none(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(PACK, encoding="utf-8")
    assert [one.name.id for one in local_packs(tmp_path)] == ["aarup"]
    (tmp_path / "b.toml").write_text(PACK.replace('"advised"', '"vigtig"'), encoding="utf-8")
    with pytest.raises(BrokenPack) as broken:
        local_packs(tmp_path)
    assert broken.value.shown == "b.toml"


def test_a_folder_that_is_not_there_and_a_pack_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(InputRefused):
        local_packs(tmp_path / "nowhere")
    (tmp_path / "a.toml").mkdir()
    with pytest.raises(BrokenPack):
        local_packs(tmp_path)


def test_the_digest_is_that_of_the_file() -> None:
    other = read_pack((PACK + "\n").encode(), "aarup.toml")
    assert other.name.digest != read_pack(PACK.encode(), "aarup.toml").name.digest
    assert other.name.digest.startswith("sha256-")


@pytest.mark.parametrize(
    ("before", "after", "key"),
    [
        ('["cv"]', str([f"k{number}" for number in range(101)]).replace("'", '"'), "rules[0].require.any_of"),
        ('{ fact = "self_employed", is = true, assume = false }', ", ".join(101 * ['{ on_file = ["cv"] }']),
         "rules[0].exempt[0].when"),
    ],
    ids=["kinds", "conditions"],
)  # fmt: skip
def test_lists_without_end_are_refused(before: str, after: str, key: str) -> None:
    (one,) = problems(PACK.replace(before, after))
    assert (one.key, one.message) == (key, "These are too many: 100 at most.")
