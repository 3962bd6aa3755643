"""Where a value stands in a form's body: a tuple of member names and list positions."""

import re

Path = tuple[str | int, ...]

_STEP = re.compile(r"\[(\d+)\]|([^.\[\]]+)")


def as_path(place: str | Path) -> Path:
    """`place` as a path. Takes a tuple, "goals.0.due", "goals[0].due" and "$.body.goals[0].due"."""
    if not isinstance(place, str):
        return tuple(place)
    steps: list[str | int] = []
    for index, name in _STEP.findall(place):
        steps.append(int(index) if index else int(name) if name.isdecimal() else name)
    if place.startswith("$"):
        steps = steps[1:]
        if steps[:1] == ["body"]:
            steps = steps[1:]
    return tuple(steps)


def starts_with(path: Path, beginning: Path) -> bool:
    """True when `path` is `beginning` or lies inside it."""
    return path[: len(beginning)] == beginning
