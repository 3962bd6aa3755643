"""The body that a form edits, with undo. A plain nested dict stays a plain nested dict: others may read it at any
time."""

import itertools
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from orderdesk.tui.form.paths import Path, as_path

KEPT_STEPS = 200
"""Undo steps kept; a step holds one field's earlier value."""


class _Absent:
    """Marks that there was no member at all, which is not the same as None."""


_ABSENT = _Absent()


@dataclass
class _Step:
    path: Path
    before: Any
    after: Any


class Draft:
    """Edits `body` in place. An empty value (None, "", [] or {}) removes the member, and dicts that become empty
    with it."""

    def __init__(self, body: dict[str, Any]) -> None:
        self.body = body
        self.listeners: list[Callable[[Path], None]] = []
        """Called with the path after every change, undo and redo too."""
        self._undo: list[_Step] = []
        self._redo: list[_Step] = []
        self._open = False

    def get(self, place: str | Path) -> Any:
        """The value at `place`, None when there is none."""
        value = self._at(as_path(place))
        return None if isinstance(value, _Absent) else value

    def set(self, place: str | Path, value: Any) -> bool:
        """Put `value` at `place`; True when that changed anything. Changes of one field in a row are one step of
        undo until `close_step` is called."""
        path = as_path(place)
        before = self._at(path)
        after = _ABSENT if value is None or value == "" or value == [] or value == {} else value
        if before is after or (before == after and type(before) is type(after)):
            return False
        if self._open and self._undo and self._undo[-1].path == path:
            self._undo[-1].after = deepcopy(after)
        else:
            self._undo.append(_Step(path, deepcopy(before), deepcopy(after)))
            del self._undo[:-KEPT_STEPS]
        self._open = True
        self._redo.clear()
        self._put(path, after)
        return True

    def close_step(self) -> None:
        """The next change begins a new step of undo, even in the same field: the field was left."""
        self._open = False

    def undo(self) -> Path | None:
        """Take the last step back; its path, None when there is nothing to take back."""
        return self._move(self._undo, self._redo, back=True)

    def redo(self) -> Path | None:
        """Make the step again that was taken back last; its path, None when there is none."""
        return self._move(self._redo, self._undo, back=False)

    def snapshot(self) -> dict[str, Any]:
        """A copy that stays as it is while the person types on (about 1 ms for 20 KB)."""
        return deepcopy(self.body)

    def _move(self, source: list[_Step], target: list[_Step], back: bool) -> Path | None:
        if not source:
            return None
        step = source.pop()
        target.append(step)
        self._open = False
        self._put(step.path, deepcopy(step.before if back else step.after))
        return step.path

    def _at(self, path: Path) -> Any:
        value: Any = self.body
        for step in path:
            known = isinstance(value, dict) and step in value
            if not known and not (isinstance(value, list) and isinstance(step, int) and 0 <= step < len(value)):
                return _ABSENT
            value = value[step]
        return value

    def _put(self, path: Path, value: Any) -> None:
        if isinstance(value, _Absent):
            self._remove(path)
        else:
            place: Any = self.body
            for step, following in itertools.pairwise(path):
                place = _child(place, step, [] if isinstance(following, int) else {})
            if isinstance(place, list) and path[-1] == len(place):
                place.append(value)
            else:
                place[path[-1]] = value
        for listener in self.listeners:
            listener(path)

    def _remove(self, path: Path) -> None:
        parent = self._at(path[:-1])
        if isinstance(parent, dict):
            parent.pop(path[-1], None)
            # An emptied dict goes too: an untouched part of a form leaves no trace. A row of a list stays a row.
            if not parent and len(path) > 1 and isinstance(path[-2], str):
                self._remove(path[:-1])
        elif isinstance(parent, list) and isinstance(path[-1], int):
            parent[path[-1]] = None


def _child(place: Any, step: str | int, empty: Any) -> Any:
    """The container at `step`, made when it is missing or holds something that is not a container."""
    if isinstance(place, list) and isinstance(step, int):
        if step == len(place):
            place.append(empty)
        return place[step]
    if not isinstance(place.get(step), dict | list):
        place[step] = empty
    return place[step]
