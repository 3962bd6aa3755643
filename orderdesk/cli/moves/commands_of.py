"""Which command does an action of the life cycle, and what it says of itself."""

from collections.abc import Mapping
from typing import Final

from orderdesk.cli.moves.rows import name_of
from orderdesk.desk.moves.course import COURSE_MOVES
from orderdesk.desk.moves.meetings import MEETING_MOVES

_ELSEWHERE: Final[Mapping[str, str]] = {
    "send": "order send", "amend": "order amend", "order_again": "order again", "replace": "order new --replaces",
    "ask": "reply ask", "answer": "reply answer", "accept": "reply accept", "decline": "reply decline",
    "agree_decline": "reply agree", "uphold": "reply uphold", "report": "report new",
    "report_draft": "report new --kind draft", "final_report": "report new --kind final",
    "read": "review read", "decide": "review decide", "elaborate": "review elaborate",
    "comment": "review comment", "clear": "review clear", "correct": "report correct",
}  # fmt: skip
"""Actions that have a command of their own making."""

COMMAND_OF: Final[Mapping[str, str]] = {
    **_ELSEWHERE,
    **{move.action: f"order {name_of(move)}" for move in COURSE_MOVES},
    **{move.action: f"order meeting {name_of(move)}" for move in MEETING_MOVES},
}
"""The command of an action, without `orderdesk`; an action that is not in it has none."""


def summary_of(command: str) -> str:
    """What a command says of itself in a list; "" where this installation does not have it."""
    from orderdesk.cli.main import UsageError, find
    from orderdesk.cli.table import in_a_line

    words = [word for word in command.partition(" -")[0].split() if word]
    try:
        return in_a_line(find(words)[0])
    except UsageError:
        return ""
