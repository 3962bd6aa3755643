"""Directories of other organisations that do not add up. The post room's sentence says what to do."""

from collections.abc import Iterator

from orderdesk.desk.desk import Desk
from orderdesk.desk.membership import directory_watch
from orderdesk.desk.needs.line import Item
from orderdesk.locale import N_


def lines(desk: Desk) -> Iterator[Item]:
    """One line for each thing that does not add up."""
    for one in directory_watch.concerns(desk):
        yield Item("directory", N_("A directory does not add up: ring them"), one.name, one.sentence, one.since, "",
                   "post", one.org, False)  # fmt: skip
