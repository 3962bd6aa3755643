"""What differs between two versions of an order."""

from copy import deepcopy
from typing import Any

from factories import order_body

from orderdesk.desk.ordering.comparison import FieldChange, changes


def changed(change: Any) -> list[FieldChange]:
    later = deepcopy(order_body())
    change(later)
    return changes(order_body(), later)


def test_equal_orders_differ_in_nothing_whatever_their_version() -> None:
    assert changes(order_body(), order_body(version=2, replaces="sha256-" + "0" * 64)) == []


def test_a_field_of_a_goal_is_found_though_the_goals_have_changed_places() -> None:
    def swap(body: Any) -> None:
        body["goals"].reverse()
        body["goals"][0]["due"] = "2027-02-12"

    assert changed(swap) == [FieldChange("$.goals[0].due", "2027-01-29", "2027-02-12")]


def test_what_is_added_and_what_is_taken_out_are_told_apart() -> None:
    new = {"id": "S3", "text": "Hvordan går det med søvnen?"}

    def change(body: Any) -> None:
        del body["questions"][0]
        body["questions"].append(new)

    gone = order_body()["questions"][0]
    assert changed(change) == [FieldChange("$.questions[1]", None, new), FieldChange("$.questions", gone, None)]


def test_facts_have_no_id_and_are_recognised_by_being_equal() -> None:
    def change(body: Any) -> None:
        body["citizen"]["facts"].pop(0)
        body["citizen"]["facts"][0]["confirmed"] = "2026-11-02"

    found = changed(change)
    assert [(one.path, one.before is None, one.after is None) for one in found] == [
        ("$.citizen.facts[0].kind", False, False),
        ("$.citizen.facts[0].text", False, False),
        ("$.citizen.facts[0].confirmed", False, False),
        ("$.citizen.facts[0].source", False, True),
        ("$.citizen.facts", False, True),
    ]


def test_a_field_that_was_empty_before_is_a_change() -> None:
    assert changed(lambda body: body["goals"][1].update(sub_goals=[{"id": "T1", "text": "Et besøg."}])) == [
        FieldChange("$.goals[1].sub_goals[0]", None, {"id": "T1", "text": "Et besøg."})
    ]
