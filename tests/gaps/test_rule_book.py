"""A municipality's own pack: it adds, tightens, loosens and switches off, and each answer shows it."""

from typing import Any

import pytest
from rule_packs import AS_OF, flex_case, found_in, pack_of, rule_value, words

from orderdesk.errors import InputRefused
from orderdesk.gaps.answer import Answer
from orderdesk.gaps.checker import check
from orderdesk.gaps.explanation import framed
from orderdesk.gaps.rule_book import RuleBook, book_of

SIX = {"months": 6, "source": "local_policy"}
ASKED = {"kind": "evidence", "any_of": ["lae125"], "fresh": SIX}
FOUR_MONTHS_OLD = {"id": "E1", "kind": "lae125", "information_date": "2025-06-01"}


def change(**members: Any) -> dict[str, Any]:
    told = {"because": words("Vi vil have nye"), "decided_by": "Udvalget", "decided": "2025-02-02"}
    return {"rule": "fleksjob/FLX01", **told, **members}


def changed_by(*changes: dict[str, Any], rule: dict[str, Any] = ASKED) -> RuleBook:
    local = pack_of(id="aarup", title=words("Aarup"), local=True, changes=list(changes))
    return book_of([pack_of(rule_value(rule)), local])


def asked(book: RuleBook) -> Answer:
    (one,) = check(flex_case(evidence=[FOUR_MONTHS_OLD]), book, AS_OF).answers
    return one


def test_tightened() -> None:
    assert asked(changed_by()).state == "closed"
    one = asked(changed_by(change(fresh={"months": 3, "source": "local_policy"})))
    assert found_in(one) == ("open", "out_of_date")
    assert [each.pack.id for each in one.changed] == ["aarup"]
    assert one.changed[0].before.require.fresh.months == 6  # type: ignore[union-attr]


def test_loosened_in_severity() -> None:
    one = asked(changed_by(change(severity="advised")))
    assert (one.severity, one.changed[0].before.severity) == ("advised", "required")


def test_switched_off_is_visible_with_its_reason_and_who_decided_it() -> None:
    one = asked(changed_by(change(off=True)))
    assert found_in(one) == ("not_applicable", "not_applicable")
    assert one.because is not None
    assert one.because.message == "Local policy does not ask it: Vi vil have nye (Udvalget, 2025-02-02)"


def test_the_later_change_counts_and_both_are_shown() -> None:
    one = asked(changed_by(change(severity="advised"), change(severity="expected")))
    assert one.severity == "expected"
    assert [each.before.severity for each in one.changed] == ["required", "advised"]


def test_the_frame_names_what_local_policy_has_switched_off_and_what_it_has_changed() -> None:
    def frame(*changes: dict[str, Any]) -> str:
        return "\n".join(framed(check(flex_case(evidence=[FOUR_MONTHS_OLD]), changed_by(*changes), AS_OF)))

    assert "Local policy has switched off: fleksjob/FLX01." in frame(change(off=True))
    assert "Local policy has changed: fleksjob/FLX01." in frame(change(severity="advised"))
    assert "Local policy" not in frame()


def test_a_change_of_a_rule_that_no_pack_has_is_kept_and_named() -> None:
    book = changed_by(change(rule="fleksjob/FLX99", off=True))
    assert [one.rule for one in book.unknown] == ["fleksjob/FLX99"]
    assert asked(book).state == "closed"


def test_a_length_for_a_rule_that_has_none_is_named() -> None:
    book = changed_by(change(fresh=SIX), rule={"kind": "requests_answered"})
    assert [one.rule for one in book.idle] == ["fleksjob/FLX01"]
    assert not changed_by(change(fresh=SIX)).idle


def test_a_local_pack_adds_rules_of_its_own() -> None:
    own = rule_value({"kind": "evidence", "any_of": ["cv"]}, id="AAR01")
    book = book_of([pack_of(rule_value(ASKED)), pack_of(own, id="aarup", local=True)])
    keys = {one.key: one.pack.local for one in check(flex_case(), book, AS_OF).answers}
    assert keys == {"fleksjob/FLX01": False, "aarup/AAR01": True}


def test_two_packs_of_one_name_are_refused() -> None:
    with pytest.raises(InputRefused, match="fleksjob"):
        book_of([pack_of(rule_value(ASKED)), pack_of(local=True)])


def test_a_rule_is_found_by_its_key_and_by_its_id() -> None:
    book = changed_by()
    assert book.rule("fleksjob/FLX01") is book.rule("FLX01") is book.rules[0]
    assert book.rule("FLX99") is None
