"""The case files of examples/cases, put onto the caseworker's desk with their days moved to the present."""

from orderdesk.cases.reading import case_of
from orderdesk.demo.examples import Examples
from orderdesk.desk.casework import case_files
from orderdesk.desk.desk import Desk


def put(desk: Desk, examples: Examples) -> int:
    """Keep each of them on the desk; returns how many there were."""
    cases = examples.cases()
    for value in cases:
        case_files.put(desk, case_of(value))
    return len(cases)
