"""Papers that say the opposite of each other."""

from typing import Any

import pytest
from rule_packs import answer, answers, flex_case, found_in

ASKED = {"kind": "agreement", "among": ["lae125", "lae135"], "on": ["work_ability", "lasting"]}


def paper(entry: str, ability: str | None = None, **members: Any) -> dict[str, Any]:
    states = {"work_ability": ability, "lasting": members.pop("lasting", None)}
    return {"id": entry, "kind": "lae125", "information_date": "2025-09-01", "states": states, **members}


@pytest.mark.parametrize(
    ("one", "other", "disagree"),
    [
        ("able", "unable", True), ("able", "limited", True), ("able_with_accommodations", "unable", True),
        ("able_with_accommodations", "limited", False), ("limited", "unable", False), ("able", "unclear", False),
        ("able", "able", False),
    ],
)  # fmt: skip
def test_what_does_not_go_together(one: str, other: str, disagree: bool) -> None:
    for papers in ([paper("E1", one), paper("E2", other)], [paper("E2", other), paper("E1", one)]):
        found = answer(ASKED, flex_case(evidence=papers))
        assert found_in(found) == (("open", "contradictory") if disagree else ("closed", None))


def test_both_are_named_and_what_they_are_read_to_say() -> None:
    found = answer(ASKED, flex_case(evidence=[paper("E1", "able"), paper("E2", "unable")]))
    assert found.key == "fleksjob/FLX01:E1+E2"
    assert found.what.message == (
        "Two papers, as they were read, say the opposite of each other: LÆ 125 status certificate (2025-09-01): "
        "able to work; LÆ 125 status certificate (2025-09-01): not able to work."
    )
    assert [one.entry for one in found.used] == ["E1", "E2"]


def test_two_matters_of_the_same_two_papers_are_one_gap() -> None:
    papers = [paper("E1", "able", lasting="lasting"), paper("E2", "unable", lasting="temporary")]
    found = answers(ASKED, flex_case(evidence=papers))
    assert [one.key for one in found] == ["fleksjob/FLX01:E1+E2"]
    assert "able to work, lasting; LÆ 125" in found[0].what.message
    assert found[0].what.message.endswith("not able to work, temporary.")


def test_on_different_matters_they_do_not_contradict() -> None:
    papers = [paper("E1", "able", about=["ryg"]), paper("E2", "unable", about=["angst"])]
    assert answer(ASKED, flex_case(evidence=papers)).state == "closed"
    papers = [paper("E1", "able", about=["angst"]), paper("E2", "unable", about=["anxiety"])]
    assert answer(ASKED, flex_case(evidence=papers)).state == "open"


def test_what_is_too_old_does_not_count_and_is_said() -> None:
    papers = [paper("E1", "able", information_date="2020-01-01"), paper("E2", "unable")]
    found = answer({**ASKED, "fresh": {"months": 12, "source": "local_policy"}}, flex_case(evidence=papers))
    assert found.state == "closed"
    assert [one.entry for one in found.considered] == ["E1"]


def test_three_papers_give_a_gap_for_each_two_that_disagree() -> None:
    papers = [paper("E1", "able"), paper("E2", "unable"), paper("E3", "able")]
    keys = {one.key.partition(":")[2] for one in answers(ASKED, flex_case(evidence=papers))}
    assert keys == {"E1+E2", "E2+E3"}


def test_a_person_who_has_noted_what_became_of_both_settles_it() -> None:
    papers = [paper("E1", "able"), paper("E2", "unable")]
    note = {
        "gap": "fleksjob/FLX01:E1+E2", "kind": "closed_by", "day": "2025-09-20", "by": "Bodil Holm",
        "entries": ["E1", "E2"],
    }  # fmt: skip
    assert answer(ASKED, flex_case(evidence=papers, notes=[note])).state == "closed"
    assert answer(ASKED, flex_case(evidence=papers, notes=[{**note, "entries": ["E1"]}])).state == "open"
    assert answer(ASKED, flex_case(evidence=papers, notes=[{**note, "day": "2025-10-02"}])).state == "open"
