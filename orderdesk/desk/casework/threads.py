"""Which orders are about the citizen of a case: joined by the CPR number, which the index keeps for that alone.

Two people may have one name, and one person's name may be spelt in two ways.
"""

from orderdesk.desk import index
from orderdesk.desk.casework import case_files
from orderdesk.desk.desk import Desk
from orderdesk.errors import DeskUnavailable, NotFound


def threads_of(desk: Desk, case: str) -> list[str]:
    """The threads of the orders for the citizen of a case, the one touched last first. Raises NotFound for no such
    case."""
    number = case_files.row(desk, case)["cpr"]
    found = [(row["touched"], thread) for thread, row in desk.store.rows(index.THREADS) if _cpr(desk, row) == number]
    return [thread for _touched, thread in sorted(found, reverse=True)]


def _cpr(desk: Desk, row: index.Row) -> str:
    """The CPR number of the order in an index row. A row that an earlier version of the program wrote has none until
    the next document of its thread comes: its order is opened."""
    if "cpr" in row or not row.get("order"):
        return str(row.get("cpr", ""))
    try:
        return str(index.body(desk, row["order"])["citizen"].get("cpr") or "")
    except (DeskUnavailable, NotFound):
        return ""
