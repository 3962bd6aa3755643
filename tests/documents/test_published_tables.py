"""The published life cycle is the one that the program follows, current, whole, and readable without the program."""

import json
from pathlib import Path
from typing import Any

import pytest
from factories import NOTICE_KINDS, meeting_body, notice_body
from jsonschema import Draft202012Validator

from orderdesk.documents.guards import GUARDS
from orderdesk.documents.lifecycle import BACK
from orderdesk.documents.published_tables import TABLES, life_cycle, returns_to
from orderdesk.documents.registry import KINDS
from orderdesk.documents.schemas import published_files, text_of

FILE = Path(__file__).parents[2] / "schemas" / "life-cycle.v1.json"
TEXT = {"type": "string", "minLength": 1}
TEXT_OR_NULL = {"type": ["string", "null"], "minLength": 1}
NAMES = {"type": "array", "items": {"type": "string", "pattern": "^[a-z_]+$"}, "uniqueItems": True}


def closed(**members: Any) -> dict[str, Any]:
    return {"type": "object", "properties": members, "required": list(members), "additionalProperties": False}


def each(value: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": value}


ROW = closed(
    states={**NAMES, "minItems": 1},
    event={"type": "string", "pattern": r"^[a-z]+\.[a-z_]+$"},
    document={"enum": [None, *KINDS]},
    actors={"type": "array", "items": {"enum": ["C", "P", "S"]}, "minItems": 1, "uniqueItems": True},
    action=TEXT_OR_NULL,
    guard={"enum": [None, *(name for name in GUARDS if name)]},
    next=TEXT_OR_NULL,
    back_to=NAMES,
    refusal=TEXT_OR_NULL,
)
FORM = closed(
    **{"$id": TEXT, "title": TEXT, "description": TEXT},
    actors=each(TEXT),
    guards=each(closed(meaning=TEXT, refusal=TEXT_OR_NULL)),
    events=each(closed(document={"enum": [None, *KINDS]}, meaning=TEXT)),
    tables=each(closed(states=NAMES, endings=NAMES, rows={"type": "array", "items": ROW})),
)


def test_the_checked_in_file_is_current() -> None:
    assert FILE.read_text(encoding="utf-8") == text_of(published_files()[FILE.name])


def test_it_has_the_form_that_is_described() -> None:
    Draft202012Validator(FORM).validate(json.loads(FILE.read_bytes()))


@pytest.mark.parametrize("name", TABLES)
def test_the_rows_are_those_that_the_program_follows(name: str) -> None:
    states, endings, table = TABLES[name]
    published = life_cycle()["tables"][name]
    assert (published["states"], published["endings"]) == (list(states), list(endings))
    assert [
        (tuple(row["states"]), row["event"], tuple(row["actors"]), row["next"] or "", row["action"] or "",
         row["guard"] or "", row["refusal"] or "")
        for row in published["rows"]
    ] == [
        (row.states, row.event, row.actors, row.next, row.action, row.guard, row.refusal) for row in table
    ]  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
def test_every_name_in_a_row_is_explained(name: str) -> None:
    published = life_cycle()
    known = set(published["tables"][name]["states"])
    for row in published["tables"][name]["rows"]:
        assert {*row["states"], *row["back_to"]} <= known
        assert row["next"] in (None, BACK, *known)
        assert row["event"] in published["events"]
        assert row["guard"] is None or row["guard"] in published["guards"]
        assert bool(row["back_to"]) == (row["next"] == BACK)
        assert bool(row["refusal"]) == bool(row["action"])


def test_what_is_resumed_or_taken_back_returns_to_where_it_was() -> None:
    table = TABLES["order"][2]
    back = {row.event: returns_to(table, row) for row in table if row.next == BACK}
    assert back == {
        "notice.resume": ["accepted", "active"],
        "notice.retract_end": ["accepted", "active", "on_hold"],
    }


def test_there_is_an_event_for_every_kind_of_notice_and_meeting() -> None:
    events = set(life_cycle()["events"])
    for kind in {*NOTICE_KINDS["C"], *NOTICE_KINDS["P"]}:
        assert f"notice.{notice_body(kind)['kind']}" in events
    for kind in ("propose", "schedule", "held", "no_show", "cancel", "reschedule"):
        assert f"meeting.{meeting_body(kind)['kind']}" in events
