"""The short way says yes only where the long one would, and says it for everything that is in order."""

import copy
import json
import random
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from orderdesk.documents.registry import KINDS
from orderdesk.signing.canonical import canonical_bytes
from orderdesk.trust import fast_road
from orderdesk.trust.directories import Trust
from orderdesk.trust.result import read_model
from orderdesk.trust.shape import _shape_of, read_as
from orderdesk.trust.verification import verify
from tests.factories import Body, Town

JUNK: list[Any] = [
    None,
    True,
    0,
    -1,
    2**53,
    1.5,
    "",
    "x",
    "2026-02-29",
    "2028-02-29",
    "2026-11-31",
    [],
    {},
    ["x"],
    {"x": 1},
]


TOWN = Town()
LOOP = TOWN.loop()
NOW = datetime.fromisoformat("2026-12-01T12:00:00+00:00")
TRUST = Trust.from_files([canonical_bytes(TOWN.municipality.directory)], NOW)


def places(value: Any) -> list[tuple[Any, Any]]:
    """Every member and item in `value`, as its container and its key."""
    keys = list(value) if isinstance(value, dict) else list(range(len(value))) if isinstance(value, list) else []
    return [(value, key) for key in keys] + [place for key in keys for place in places(value[key])]


def mutated(document: Body, chance: random.Random) -> Body:
    """A copy with one to three changes: a member out, another value, a member too many, a swap."""
    changed = copy.deepcopy(document)
    for _change in range(chance.randint(1, 3)):
        container, key = chance.choice(places(changed))
        match chance.randint(0, 3):
            case 0:
                del container[key]
            case 1:
                container[key] = copy.deepcopy(chance.choice(JUNK))
            case 2 if isinstance(container, dict):
                container[chance.choice(["x", "sender", "context", "note", "text"])] = chance.choice(JUNK)
            case _:
                other, place = chance.choice(places(changed))
                container[key] = copy.deepcopy(other[place])
    return changed


@pytest.mark.parametrize("document_type", KINDS)
def test_every_kind_has_a_shape(document_type: str) -> None:
    assert _shape_of(document_type) is not None


@pytest.mark.parametrize("place", range(4))
def test_what_is_in_order_takes_the_short_way(place: int, loop: list[Body], trust: Trust, now: datetime) -> None:
    assert fast_road.passes(canonical_bytes(loop[place]), trust, now, False) is not None


@pytest.mark.parametrize("place", range(4))
def test_the_shape_has_members_in_the_order_of_the_canonical_form(place: int, loop: list[Body]) -> None:
    data = canonical_bytes(loop[place])
    read = read_as(loop[place]["type"], data)
    assert json.dumps(read, ensure_ascii=False, separators=(",", ":")).encode() == data


def test_whatever_follows_in_the_course_takes_it_too(course: list[Body], trust: Trust, now: datetime) -> None:
    for document in course:
        assert fast_road.passes(canonical_bytes(document), trust, now, False) is not None, document["body"].get("kind")


def test_the_shape_admits_nothing_that_the_model_refuses(loop: list[Body], course: list[Body]) -> None:
    chance = random.Random(20261122)
    documents = [*loop, *course]
    admitted = 0
    for number in range(4000):
        document_type = documents[number % len(documents)]["type"]
        document = mutated(documents[number % len(documents)], chance)
        data = canonical_bytes(document) if not has_large_number(document) else b""
        read = read_as(document_type, data)
        if read is None or canonical_bytes(read) != data:
            continue
        context_is_odd = read["@context"] != loop[0]["@context"] or read["proof"]["@context"] != loop[0]["@context"]
        if context_is_odd:
            continue  # left to the proof's check
        admitted += 1
        try:
            read_model(read)
        except (ValidationError, KeyError):
            pytest.fail(f"the model refuses what the shape admits: {number}")
    assert admitted > 50  # swaps of one text for another


def has_large_number(value: Any) -> bool:
    return any(container[key] == 2**53 for container, key in places(value) if isinstance(container[key], int))


@settings(max_examples=150, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_nothing_that_was_changed_after_signing_passes(seed: int) -> None:
    changed = mutated(LOOP[seed % 4], random.Random(seed))
    if changed == LOOP[seed % 4] or has_large_number(changed):
        return
    assert not verify(canonical_bytes(changed), TRUST, now=NOW)


@settings(max_examples=200, deadline=None)
@given(data=st.binary(max_size=400))
def test_bytes_by_chance_are_refused_by_name(data: bytes) -> None:
    result = verify(data, TRUST, now=NOW)
    assert result.failure is not None
    assert result.failure.name in {"utf8", "json", "profile", "proof"}


@settings(max_examples=200, deadline=None)
@given(start=st.integers(0, 6000), length=st.integers(0, 60), junk=st.binary(max_size=60))
def test_a_stretch_of_a_file_overwritten(start: int, length: int, junk: bytes) -> None:
    whole = canonical_bytes(LOOP[2])
    data = whole[:start] + junk + whole[start + length :]
    if data == whole:
        return
    result = verify(data, TRUST, now=NOW)
    # Blanks between members change the file and not the document.
    assert not result or (result.value == LOOP[2] and result.parsed is not None and not result.parsed.was_canonical)
