"""Which request of a case is meant."""

from argparse import ArgumentParser
from typing import TYPE_CHECKING

from orderdesk.cli.cases.naming import add_case, there_are
from orderdesk.errors import NotFound
from orderdesk.locale import _

if TYPE_CHECKING:
    from orderdesk.cases.medical import MedicalRequest
    from orderdesk.desk.desk import Desk


def add_request(parser: ArgumentParser) -> None:
    """The case and the request that are meant."""
    add_case(parser)
    parser.add_argument("request", metavar="REQUEST", help=_("the request by its id, as R2"))


def request_named(desk: "Desk", case: str, typed: str) -> "MedicalRequest":
    """The request of that id. Raises NotFound with the ids there are."""
    from orderdesk.desk.casework import case_files

    there = case_files.case_file(desk, case).requests
    found = next((one for one in there if one.id == typed.strip().upper()), None)
    if found is None:
        raise NotFound(_("The case has no such request."), there_are([one.id for one in there]))
    return found
