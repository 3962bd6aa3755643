"""The body that a form edits: paths, emptied members, undo."""

import pytest

from orderdesk.tui.form.draft import Draft
from orderdesk.tui.form.paths import as_path


@pytest.mark.parametrize(
    "place", ["goals.0.due", "goals[0].due", "$.body.goals[0].due", "$.goals[0].due", ("goals", 0, "due")]
)
def test_a_place_is_understood_in_every_notation(place: str | tuple[str | int, ...]) -> None:
    assert as_path(place) == ("goals", 0, "due")


def test_setting_makes_the_way_there() -> None:
    draft = Draft({})
    draft.set("goals.0.text", "Møde til tiden")
    assert draft.body == {"goals": [{"text": "Møde til tiden"}]}


def test_an_emptied_field_leaves_no_trace() -> None:
    draft = Draft({"citizen": {"contact": {"phone": "12 34 56 78"}}, "goals": [{"text": "x"}]})
    draft.set("citizen.contact.phone", "")
    draft.set("goals.0.text", "")
    assert draft.body == {"goals": [{}]}


def test_typing_in_one_field_is_one_step_until_it_is_left() -> None:
    draft = Draft({"name": "Åse"})
    for text in ("Åse Ø", "Åse Ør", "Åse Ørsted"):
        draft.set("name", text)
    draft.close_step()
    draft.set("name", "Bo")
    assert draft.undo() == ("name",)
    assert draft.get("name") == "Åse Ørsted"
    draft.undo()
    assert draft.body == {"name": "Åse"}
    assert draft.undo() is None
    draft.redo()
    draft.redo()
    assert draft.get("name") == "Bo"


def test_undo_brings_a_removed_row_back_whole() -> None:
    draft = Draft({"goals": [{"text": "a", "due": "2026-12-03"}, {"text": "b"}]})
    draft.set("goals", draft.get("goals")[1:])
    draft.set("goals.0.text", "bb")
    draft.undo()
    draft.undo()
    assert draft.body == {"goals": [{"text": "a", "due": "2026-12-03"}, {"text": "b"}]}


def test_true_and_one_are_not_the_same_answer() -> None:
    draft = Draft({"interpreter": 1})
    assert draft.set("interpreter", True)
    assert draft.get("interpreter") is True


def test_a_snapshot_does_not_follow_later_typing() -> None:
    draft = Draft({"goals": [{"text": "a"}]})
    before = draft.snapshot()
    draft.set("goals.0.text", "b")
    assert before == {"goals": [{"text": "a"}]}
