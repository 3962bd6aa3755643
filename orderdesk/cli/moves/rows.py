"""Actions as rows of a table of commands, each with the side whose action it is."""

from collections.abc import Iterable

from orderdesk.cli.table import Command
from orderdesk.desk.moves.model import Move
from orderdesk.documents.meeting_table import MEETING_TABLE
from orderdesk.documents.order_table import ORDER_TABLE


def rows(moves: Iterable[Move]) -> tuple[Command, ...]:
    """A command for each of `moves`, in their order."""
    return tuple(
        Command(name_of(move), "orderdesk.cli.moves.options", move.help, move.action, side_of(move)) for move in moves
    )


def name_of(move: Move) -> str:
    """The last word of an action's command: "schedule_meeting" is `order meeting schedule`."""
    if move.kind != "meeting":
        return move.command
    return move.command.removesuffix("-meeting").removeprefix("record-")


def side_of(move: Move) -> str:
    """Whose action it is, as a key of `table.SIDES`."""
    table = MEETING_TABLE if move.kind == "meeting" else ORDER_TABLE
    actors = {actor for row in table if row.action == move.action for actor in row.actors}
    return "".join(sorted(actors))
