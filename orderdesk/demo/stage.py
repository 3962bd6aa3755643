"""The stage of the play: the town, the thread that is played, and how a step is carried out and looked at."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from orderdesk.demo.examples import Examples
from orderdesk.demo.papers import Papers
from orderdesk.demo.telling import Telling, believed
from orderdesk.demo.town import CASEWORKER, CONSULTANT, Town
from orderdesk.desk import index, today
from orderdesk.desk.issuing import Issued
from orderdesk.desk.moves.making import make
from orderdesk.desk.reporting import reading
from orderdesk.documents.thread import Thread
from orderdesk.locale import _
from orderdesk.signing.parsing import parse
from orderdesk.trust.answering import check_answer, order_to_answer
from orderdesk.trust.directories import Trust
from orderdesk.trust.verification import verify

CITIZEN: Final = "bettina-ravn"


@dataclass
class Stage:
    """`thread`, `order` and `report` name what is played, the latest of each; `consultant` is who has it now."""

    town: Town
    examples: Examples
    papers: Papers
    tell: Telling
    thread: str = ""
    order: str = ""
    report: str = ""
    consultant: str = CONSULTANT

    def do(self, person: str, action: str, values: Mapping[str, Any], meeting: str = "") -> Issued:
        """An action of the life cycle at a person's desk. Days are days of the files."""
        return make(self.town.desks[person], self.thread, action, self.examples.present(dict(values)), meeting)

    def both(self, claim: str, holds: Any) -> None:
        """Say `claim` where `holds` is true of the thread on both desks."""
        self.tell.see(all(holds(self.seen_by(person)) for person in (CASEWORKER, self.consultant)), claim)

    def reported(self, issued: Issued, *, version: int, state: str = "submitted", then: str = "active") -> None:
        """A report has been sent: both desks see it, and it answers what was ordered."""
        self.report = issued.digest
        self.carried(then)
        read = reading.read(self.town.caseworker, issued.digest)
        self.calls(CASEWORKER, "unread" if state == "submitted" else "look_through")
        claim = _("{name}'s desk shows version {version}, not read, with an answer to each goal and question ordered.")
        self.tell.see(
            read.state == state and read.report["version"] == version and len(read.lines) > 1
            and all(line.answer is not None for line in read.lines),
            claim.format(name=self.name(CASEWORKER), version=version),
        )  # fmt: skip
        trust = Trust.from_files([self.papers.directory.read_bytes()], self.town.clock())
        order, report = (
            verify(self.papers.written[digest].read_bytes(), trust, now=self.town.clock())
            for digest in (self.order, issued.digest)
        )
        checks, findings = check_answer(report, order_to_answer(order), self.town.caseworker.today())
        self.tell.see(
            not findings and all(check.status == "passed" for check in checks),
            _("The report's file answers the order's file: goals, questions, documentation, period, sums."),
        )

    def carried(self, state: str) -> None:
        """Carry the post until both desks have all; both must then see the order in that state. New files are named."""
        self.town.carry(CASEWORKER, self.consultant, rounds=3)
        for path in self.papers.write_new(self.town):
            self.tell.wrote(path)
            data, directory = path.read_bytes(), self.papers.directory.read_bytes()
            if not believed(data, directory, self.town.clock()) or parse(data).canonical != data:
                self.tell.see(False, _("The file {path} is a genuine document.").format(path=path.name))
        seen = {self.seen_by(person).state for person in (CASEWORKER, self.consultant)}
        words = {
            "delivered": _("Both desks say: delivered."),
            "question": _("Both desks say: the provider has asked."),
            "accepted": _("Both desks say: accepted."),
            "active": _("Both desks say: running."),
            "on_hold": _("Both desks say: on hold."),
            "end_requested": _("Both desks say: one side has asked to end it."),
            "awaiting_final": _("Both desks say: the final report is waited for."),
            "completed": _("Both desks say: completed."),
        }
        self.tell.see(seen == {state}, words[state])

    def calls(self, person: str, code: str) -> None:
        """It stands on the person's Today."""
        calls = [item.code for item in today.today(self.town.desks[person])]
        self.tell.see(code in calls, _("It stands on {name}'s Today.").format(name=self.name(person)))

    def seen_by(self, person: str) -> Thread:
        """The thread as the person's desk has it."""
        return index.thread_of(self.town.desks[person], self.thread)

    def in_the_open(self) -> bool:
        """Whether the exchange shows anything of what it carries."""
        files = [path.read_bytes() for path in (self.town.folder / "exchange" / "mailboxes").rglob("*.sealed")]
        name = self.examples.order(CITIZEN)["citizen"]["name"].encode()
        return not files or any(name in data or b"orderdesk.order" in data for data in files)

    def name(self, person: str) -> str:
        """The person's name."""
        return self.town.desks[person].settings.name

    def at(self, day: str, time: str) -> None:
        """Go to a day of the files and a Danish time of day."""
        self.town.clock.to(self.examples.moment(day, time))
