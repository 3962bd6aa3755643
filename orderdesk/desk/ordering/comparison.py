"""What differs between two versions of an order, field by field."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Body = Mapping[str, Any]

_OF_A_VERSION = frozenset({"version", "replaces", "changes", "answers_question"})


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that differs. `path` is its place in the later version ($.goals[0].due); for something that was taken
    out, the list it stood in. `before` or `after` is None where there was, or is, nothing."""

    path: str
    before: Any
    after: Any


def changes(earlier: Body, later: Body) -> list[FieldChange]:
    """The fields in which `later` differs from `earlier`, in the order of the document; what every version has of its
    own (its number, what it replaces) is left out, and so is a day to answer by that the later one does not name: it
    has done its work. Entries of a list are recognised by their id, or by being equal."""
    then, now = _of_the_order(earlier), _of_the_order(later)
    if "answer_by" not in now:
        then.pop("answer_by", None)
    return list(_members(then, now, "$"))


def _of_the_order(body: Body) -> dict[str, Any]:
    return {name: value for name, value in body.items() if name not in _OF_A_VERSION}


def _differences(before: Any, after: Any, path: str) -> Iterator[FieldChange]:
    if before == after:
        return
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        yield from _members(before, after, path)
    elif _of_parts(before) and _of_parts(after):
        yield from _entries(before, after, path)
    else:
        yield FieldChange(path, before, after)


def _members(before: Body, after: Body, path: str) -> Iterator[FieldChange]:
    for name in dict.fromkeys([*after, *before]):
        yield from _differences(before.get(name), after.get(name), f"{path}.{name}")


def _of_parts(value: Any) -> bool:
    """A list of parts (goals, facts); a missing one counts as an empty one. Lists of plain texts are compared whole."""
    return value is None or (isinstance(value, list) and all(isinstance(item, Mapping) for item in value))


def _entries(before: Sequence[Body] | None, after: Sequence[Body] | None, path: str) -> Iterator[FieldChange]:
    then, now = list(before or []), list(after or [])
    pairs = _pairs(then, now)
    for at, item in enumerate(now):
        known = pairs.get(at)
        if known is None:
            yield FieldChange(f"{path}[{at}]", None, item)
        else:
            yield from _differences(then[known], item, f"{path}[{at}]")
    for at, item in enumerate(then):
        if at not in pairs.values():
            yield FieldChange(path, item, None)


def _pairs(then: Sequence[Body], now: Sequence[Body]) -> dict[int, int]:
    """Which entry of `now` is which of `then`: by id where they have one; else what is equal first, then by place."""
    pairs: dict[int, int] = {}
    for same in (_same_id, _equal, _both_nameless):
        for at, item in enumerate(now):
            if at not in pairs:
                left = (old for old in range(len(then)) if old not in pairs.values())
                match = next((old for old in left if same(then[old], item)), None)
                if match is not None:
                    pairs[at] = match
    return pairs


def _same_id(one: Body, other: Body) -> bool:
    return "id" in one and one.get("id") == other.get("id")


def _equal(one: Body, other: Body) -> bool:
    return "id" not in one and "id" not in other and one == other


def _both_nameless(one: Body, other: Body) -> bool:
    return "id" not in one and "id" not in other
