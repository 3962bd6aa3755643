"""The case files of examples/cases, put onto the caseworker's desk with their days moved to the present."""

from orderdesk.cases.case_file import CaseFile
from orderdesk.cases.reading import case_of
from orderdesk.demo.examples import Examples
from orderdesk.desk.casework import case_files, entries
from orderdesk.desk.casework.course_entries import Told, of_thread
from orderdesk.desk.casework.threads import threads_of
from orderdesk.desk.desk import Desk


def put(desk: Desk, examples: Examples) -> int:
    """Keep each of them on the desk; returns how many there were."""
    cases = examples.cases()
    for value in cases:
        file = case_of(value)
        case_files.put(desk, file)
        _tell_where_it_came_from(desk, file)
    return len(cases)


def _tell_where_it_came_from(desk: Desk, file: CaseFile) -> None:
    """Name the order and the report in the entries that they brought, so that none is proposed a second time. The files
    cannot hold them: threads and digests are made anew with every demo."""
    for thread in threads_of(desk, file.case):
        for told in of_thread(desk, thread):
            source = {name: told.entry[name] for name in ("thread", "document") if told.entry.get(name)}
            if source and (entry := _entry_of(file, told)):
                entries.amend(desk, file.case, told.kind, entry, source)


def _entry_of(file: CaseFile, told: Told) -> str:
    """The id of the entry that tells of the same course, trial or report; "" for none."""
    there = told.entry
    if told.kind == "evidence":
        day = there["information_date"]
        mine = (one.id for one in file.evidence if one.role == "provider" and str(one.information_date) == day)
    elif told.kind == "measures":
        mine = (one.id for one in file.measures if (one.kind, one.name) == (there["kind"], there.get("name")))
    elif told.kind == "trials":
        mine = (one.id for one in file.trials if one.employer == there["employer"])
    else:
        return ""
    return next(mine, "")
