"""What a new row of the order's lists begins with: an id that no other row has, and the usual answers."""

from collections.abc import Callable
from typing import Any

from orderdesk.tui.form.draft import Draft

Row = dict[str, Any]


def numbered(member: str, letter: str, **usual: Any) -> Callable[[Draft], Row]:
    """Makes rows of the list `member` with the next free id (letter and number) and the `usual` answers."""
    return lambda draft: {"id": next_id(rows_at(draft, member), letter), **usual}


def new_goal(draft: Draft) -> Row:
    """A goal that comes last, to be met by the end of the course where that is known."""
    goals = rows_at(draft, "goals")
    goal: Row = {"id": next_id(goals, "M"), "rank": len(goals) + 1, "binding": "fixed", "stance": "not_asked"}
    end = draft.get("course.end")
    return goal | ({"due": end} if isinstance(end, str) else {})


def new_sub_goal(draft: Draft) -> Row:
    """A step, with an id that no step of any goal has."""
    steps = [step for goal in rows_at(draft, "goals") for step in goal.get("sub_goals") or [] if isinstance(step, dict)]
    return {"id": next_id(steps, "T")}


def new_wish(draft: Draft) -> Row:
    """The citizen's next wish."""
    wishes = rows_at(draft, "voice.wishes")
    return {"id": next_id(wishes, "O"), "rank": len(wishes) + 1, "negotiable": False, "outcome": "not_decided"}


def new_activity(draft: Draft) -> Row:
    """An activity of the consultant's for the first goal."""
    goals = rows_at(draft, "goals")
    serves = [goals[0].get("id")] if goals else [None]
    row: Row = {"id": next_id(rows_at(draft, "activities"), "A"), "serves": serves, "done_by": "consultant"}
    return row | {"stance": "not_asked"}


def rows_at(draft: Draft, place: str) -> list[Row]:
    """The rows of the list at `place`."""
    value = draft.get(place)
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def next_id(rows: list[Row], letter: str) -> str:
    """The letter with the lowest number that is higher than all in use: what was taken out is not given again while
    a later one stands."""
    numbers = [int(rest) for row in rows if (rest := str(row.get("id", "")).removeprefix(letter)).isdecimal()]
    return f"{letter}{max(numbers, default=0) + 1}"
