"""Where in a case file's JSON text something stands: its path, as $.evidence[2].received, and its line.

The JSON reader of the standard library keeps no places, so the text is walked a second time, and only when there is
something to tell. One pass, linear in the text, without recursion.
"""

import json
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple

Steps = tuple[int | str, ...]
"""The way to a value: names of members and indexes of lists."""

_TOKEN: Final = re.compile(r'[ \t\n\r]*+(?:("(?:[^"\\]|\\.)*+")|([\[\]{}:,])|([^\s\[\]{}:,"]++))', re.DOTALL)
_PLAIN_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,39}")
_ONE_WORD: Final = re.compile(r"(?!.*[0-9]{4})[^\s]{1,40}")
_NOT_SHOWN: Final = '["..."]'


class Spot(NamedTuple):
    """A value, or with `is_name` the name of a member, and where it begins in the text. `token` is its first token as
    it stands: a bracket, or the whole of anything else."""

    steps: Steps
    offset: int
    token: str
    is_name: bool = False


def spots(text: str) -> Iterator[Spot]:
    """Every name and value of `text`, which is JSON, in order. Of a text that is none, as far as it goes."""
    steps: list[Any] = []  # None in an object whose next name is still to come
    position = 0
    while match := _TOKEN.match(text, position):
        position, token, offset = match.end(), match[match.lastindex or 0], match.start(match.lastindex or 0)
        if token == ":":
            continue
        if token in ("]", "}", ","):
            if not steps:
                return
            if token != ",":
                steps.pop()
            else:
                steps[-1] = steps[-1] + 1 if isinstance(steps[-1], int) else None
        elif steps and steps[-1] is None and match.lastindex == 1:
            try:
                steps[-1] = json.loads(token)
            except json.JSONDecodeError:
                return
            yield Spot(tuple(steps), offset, token, is_name=True)
        else:
            yield Spot(tuple(steps), offset, token)
            if token in ("{", "["):
                steps.append(None if token == "{" else 0)


def doubled(text: str) -> list[Steps]:
    """The members that an object names more than once, the outermost of them, each once."""
    seen: set[Steps] = set()
    twice: dict[Steps, None] = {}
    for spot in spots(text):
        if spot.is_name and spot.steps in seen and not any(spot.steps[:n] in twice for n in range(len(spot.steps))):
            twice[spot.steps] = None
        elif spot.is_name:
            seen.add(spot.steps)
    return list(twice)


def lines_of(text: str, wanted: Iterable[Steps]) -> dict[Steps, int]:
    """The line, from 1, on which each begins: a member with its name. One that is not there has the line of what it
    is missing in; one that is named twice, the line of the last."""
    wanted = set(wanted)
    sought = {steps[:count] for steps in wanted for count in range(len(steps) + 1)}
    offsets: dict[Steps, int] = {(): 0}
    for spot in spots(text):
        if spot.steps in sought and (spot.is_name or not spot.steps or isinstance(spot.steps[-1], int)):
            offsets[spot.steps] = spot.offset
    breaks = [match.start() for match in re.finditer("\n", text)]
    return {steps: bisect_left(breaks, offsets[_nearest(steps, offsets)]) + 1 for steps in wanted}


def path_text(steps: Sequence[int | str]) -> str:
    """`steps` as $.evidence[2].received. A name that is no plain word stands in brackets, its odd characters as
    ?. One of several words, or with a number of four digits, is not shown: it may be what should stand in a value."""
    return "$" + "".join(f"[{step}]" if isinstance(step, int) else _member(step) for step in steps)


def _nearest(steps: Steps, known: dict[Steps, int]) -> Steps:
    while steps not in known:
        steps = steps[:-1]
    return steps


def _member(name: str) -> str:
    if _PLAIN_NAME.fullmatch(name) and _ONE_WORD.fullmatch(name):
        return f".{name}"
    if not _ONE_WORD.fullmatch(name):
        return _NOT_SHOWN
    shown = "".join(character if " " <= character <= "~" and character not in '"\\' else "?" for character in name)
    return f'["{shown}"]'
