"""The published schema of the case file: current, closed, bounded, and of one opinion with the reader.

The independent judge is the jsonschema package, on case files whole and with one thing changed.
"""

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from case_files import case_value, full_case
from jsonschema import Draft202012Validator, FormatChecker

from orderdesk.cases.evidence import Evidence
from orderdesk.cases.problems import BrokenCase
from orderdesk.cases.published import CASE_SCHEMA, all_published, case_schema
from orderdesk.cases.reading import case_of
from orderdesk.cases.tables import table_of
from orderdesk.documents.schemas import published_files, text_of, write

ROOT = Path(__file__).parents[2]
SCHEMA = case_schema()
JUDGE = Draft202012Validator(SCHEMA, format_checker=FormatChecker(formats=["date"]))

Place = tuple[int | str, ...]


def is_read(value: dict[str, Any]) -> bool:
    try:
        case_of(value)
    except BrokenCase:
        return False
    return True


def places(value: Any, at: Place = ()) -> Iterator[tuple[Place, Any]]:
    yield at, value
    for key, item in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from places(item, (*at, key))


def wrong_values(value: Any) -> list[Any]:
    if isinstance(value, bool):
        return ["true", 1, None]
    if isinstance(value, int):
        return [str(value), value + 0.5, True, 10**10, -(10**10), None]
    if isinstance(value, str):
        return [7, False, "", "x" * 9000, "2026-02-30", "2026-11-02T10:00:00Z", [value], None]
    return ["tekst", None, 0]


def mutations() -> Iterator[tuple[str, dict[str, Any]]]:
    """Each place of the full case with each wrong value, left out, and with a member more."""
    for at, value in places(full_case()):
        for wrong in [*wrong_values(value), "left out", "a member more"]:
            broken = copy.deepcopy(full_case())
            holder: Any = broken
            for key in at[:-1]:
                holder = holder[key]
            if wrong == "a member more":
                if not isinstance(value, dict):
                    continue
                (holder[at[-1]] if at else holder)["bemærkning"] = "Noget, som skemaet ikke kender."
            elif not at or (wrong == "left out" and isinstance(at[-1], int)):
                continue
            elif wrong == "left out":
                del holder[at[-1]]
            else:
                holder[at[-1]] = wrong
            yield f"{at} = {str(wrong)[:20]!r}", broken


def test_the_checked_in_file_is_current() -> None:
    assert (ROOT / "schemas" / CASE_SCHEMA).read_text(encoding="utf-8") == text_of(SCHEMA)


def test_it_is_published_with_the_rest(tmp_path: Path) -> None:
    assert set(all_published()) == {*published_files(), CASE_SCHEMA}
    paths = write(tmp_path, all_published())
    assert {path.name for path in paths} == set(all_published())
    assert json.loads((tmp_path / CASE_SCHEMA).read_bytes()) == SCHEMA


def test_the_schema_is_sound_closed_bounded_and_described() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    for at, node in places(SCHEMA):
        if not isinstance(node, dict) or (at and at[-1] in ("properties", "$defs")):
            continue
        if "properties" in node:
            assert node["additionalProperties"] is False, at
            assert node["description"], at
            for member, part in node["properties"].items():
                assert "const" in part or any(
                    "description" in one or "$ref" in one for one in (part, *part.get("anyOf", ()))
                ), member
        if node.get("type") == "string":
            assert {"pattern", "maxLength", "enum", "const"} & node.keys(), at
        if node.get("type") == "integer":
            assert {"minimum", "maximum"} <= node.keys(), at
        if node.get("type") == "array":
            assert "maxItems" in node, at


def test_the_full_case_has_every_member() -> None:
    present = {at[-1] for at, _value in places(full_case()) if at}
    known = {member for holder in (SCHEMA, *SCHEMA["$defs"].values()) for member in holder["properties"]}
    assert known <= present


@pytest.mark.parametrize("value", [case_value(), full_case()], ids=["smallest", "full"])
def test_a_case_file_passes_its_schema(value: dict[str, Any]) -> None:
    JUDGE.validate(value)
    assert is_read(value)


def test_reader_and_schema_agree_on_every_change() -> None:
    refused = 0
    for name, broken in mutations():
        assert is_read(broken) == JUDGE.is_valid(broken), name
        refused += not is_read(broken)
    assert refused > 500


def test_the_example_of_the_readme_is_a_case_file() -> None:
    text = (ROOT / "schemas/README.md").read_text(encoding="utf-8")
    example = text.partition("## The case file")[2].partition("```json\n")[2].partition("```")[0]
    value = json.loads(example)
    JUDGE.validate(value)
    assert is_read(value)


def test_the_list_of_the_readme_is_read() -> None:
    text = (ROOT / "schemas/README.md").read_text(encoding="utf-8")
    example = text.partition("## The case file")[2].partition("```csv\n")[2].partition("```")[0]
    table = table_of("evidence", example.encode(), "README")
    assert [(entry.id, entry.kind) for entry in table.entries if isinstance(entry, Evidence)] == [
        ("E1", "lae125"),
        ("E2", "lae155"),
    ]
