"""What is done with a paper that has come: it is read, and somebody acts on it, each on a day of its own."""

from datetime import date
from typing import Final

from orderdesk.cases.evidence import Evidence
from orderdesk.desk.casework import case_files, entries
from orderdesk.desk.desk import Desk
from orderdesk.desk.reporting.postponement import decides_nothing
from orderdesk.errors import NotFound, NotPossible
from orderdesk.locale import N_, _

_AHEAD: Final = N_("That day has not come yet; note it when it has.")
_EARLY: Final = N_("That day lies before the paper came.")


def mark_read(desk: Desk, case: str, evidence: str, day: date | None = None) -> None:
    """Note that a paper was read. Raises NotFound, and NotPossible for a day that cannot be."""
    with desk.store.transaction():
        when = _day(desk, evidence_of(desk, case, evidence), day)
        entries.amend(desk, case, "evidence", evidence, {"read": when.isoformat()})


def act_on(desk: Desk, case: str, evidence: str, action: str, day: date | None = None) -> None:
    """Note what was done about a paper; who acts on it has read it. Raises NotPossible where that is nothing, or only
    that it is put off."""
    if not action.strip():
        raise NotPossible(_("Write what was done about it."))
    if decides_nothing(action):
        raise NotPossible(_("That only puts it off."), _("Write what was done, or leave the paper open until it is."))
    with desk.store.transaction():
        paper = evidence_of(desk, case, evidence)
        when = _day(desk, paper, day)
        read = {} if paper.read is not None else {"read": when.isoformat()}
        members = {**read, "acted_on": when.isoformat(), "action": action}
        entries.amend(desk, case, "evidence", evidence, members)


def evidence_of(desk: Desk, case: str, evidence: str) -> Evidence:
    """The piece of evidence. Raises NotFound."""
    found = next((one for one in case_files.case_file(desk, case).evidence if one.id == evidence), None)
    if found is None:
        raise NotFound(_("The case has no such entry; it may have been removed in another window."))
    return found


def _day(desk: Desk, paper: Evidence, day: date | None) -> date:
    when = day or desk.today()
    if when > desk.today():
        raise NotPossible(_(_AHEAD))
    if paper.received is not None and when < paper.received:
        raise NotPossible(_(_EARLY))
    return when
