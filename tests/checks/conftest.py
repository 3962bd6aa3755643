"""The bodies that the cases change: a good order and a good report, in Danish and in English, and how they change."""

import copy
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

_BODIES = Path(__file__).parent / "bodies"
_STEP = re.compile(r"\.([^.\[\]]+)|\[([0-9]+)\]")

Changed = Callable[[str, Mapping[str, Any]], Any]


def _set(body: Any, path: str, value: Any) -> None:
    steps = [int(number) if number else name for name, number in _STEP.findall(path)]
    for step in steps[:-1]:
        body = body[step]
    if value is None:
        body.pop(steps[-1], None)
    else:
        body[steps[-1]] = value


@pytest.fixture(scope="session")
def changed() -> Changed:
    """A body by its name ("order_da"), with values set at paths; None takes the member away."""
    bodies = {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in _BODIES.glob("*.json")}

    def change(name: str, changes: Mapping[str, Any]) -> Any:
        body = copy.deepcopy(bodies[name])
        for path, value in changes.items():
            _set(body, path, copy.deepcopy(value))
        return body

    return change
