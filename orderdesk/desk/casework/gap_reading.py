"""What the rules of this desk say of its cases: reckoned once for each state of a case, day and set of rules."""

from collections.abc import Hashable
from datetime import date

from orderdesk.cases.case_file import CaseFile
from orderdesk.cases.medical import ReminderClock
from orderdesk.desk import local_policy
from orderdesk.desk.casework import case_files, ordered
from orderdesk.desk.clocks import clocks
from orderdesk.desk.desk import Desk
from orderdesk.errors import InputRefused
from orderdesk.gaps.answer import CaseAnswers
from orderdesk.gaps.checker import check
from orderdesk.gaps.rule_book import RuleBook


def book(desk: Desk) -> tuple[RuleBook, InputRefused | None]:
    """The rules in force on this desk: the program's own, with the local policy's packs; and why those are not used,
    where one of them is broken. The own rules stand then."""
    return local_policy.rules(desk)


def reminders(desk: Desk) -> ReminderClock:
    """When doctors are reminded on this desk."""
    lengths = clocks(desk)
    return ReminderClock(lengths.length("medical_reminder"), lengths.length("medical_reminders"))


def answers(desk: Desk, case: str, as_of: date | None = None) -> CaseAnswers:
    """What all rules say of a case of this desk as of a day (today where none is given), what needs somebody first.
    Raises NotFound."""
    day = as_of or desk.today()
    row = case_files.row(desk, case)
    wanted = ordered.of_citizen(desk, row["cpr"], day)
    return desk.remembered.answers(
        ("answers", case, row["revision"], *basis(desk, day), ordered.as_key(wanted)),
        lambda: reckoned(desk, case_files.case_file(desk, case), day, wanted),
    )


def reckoned(
    desk: Desk, file: CaseFile, as_of: date | None = None, wanted: ordered.ByRule | None = None
) -> CaseAnswers:
    """What all rules say of a case file that may differ from the one kept: what would become of it. `wanted` is what
    has been ordered for the citizen, where that is known already."""
    day = as_of or desk.today()
    asked = wanted if wanted is not None else ordered.of_citizen(desk, file.citizen.cpr or "", day)
    return check(file, book(desk)[0], day, reminders(desk), asked)


def basis(desk: Desk, day: date) -> tuple[Hashable, ...]:
    """All that answers rest on beside the case file."""
    rules = tuple(read.name.digest for read in book(desk)[0].packs)
    return day, rules, reminders(desk)
