"""The longest road without a screen: an order goes out signed, is asked about, accepted, reported on, elaborated and
decided, and lives on to its end (see `longest`). Each step is done by one desk and looked at on the other, and each
file is verified by the directory alone."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from orderdesk.demo import longest
from orderdesk.demo.examples import Examples
from orderdesk.demo.mischief import forge
from orderdesk.demo.papers import Papers
from orderdesk.demo.stage import CITIZEN, Stage
from orderdesk.demo.telling import Telling, believed
from orderdesk.demo.town import (
    CASEWORKER,
    CONSULTANT,
    FOUNDED,
    DemoClock,
    found_town,
)
from orderdesk.desk import drafts, index, today
from orderdesk.desk.mail import outbox, post, quarantine
from orderdesk.desk.ordering import orders, replies
from orderdesk.desk.reporting import reading, reports, reviews
from orderdesk.locale import _, ngettext

Body = dict[str, Any]

_OTHERS = (longest.SUCCESSOR, "birthe-skov", "karen-toft")


def play(folder: Path, telling: Telling, *, day: date, language: Literal["da", "en"]) -> Papers:
    """Play the loop in `folder`, which must be empty, as if its last day were `day`. Gives the files that were written.
    Raises StepFailed where a step does not lead to what it should."""
    examples = Examples.as_of(day)
    clock = DemoClock(examples.moment(FOUNDED, "09:00"))
    people = (CASEWORKER, CONSULTANT, *_OTHERS)
    town = found_town(folder, examples, language=language, clock=clock, people=people)
    try:
        loop = _Loop(town, examples, Papers(folder), telling)
        loop.met()
        loop.ordered()
        loop.asked_and_answered()
        loop.accepted()
        longest.started(loop)
        longest.absent(loop)
        longest.looked_through(loop)
        loop.monthly()
        loop.elaborated()
        loop.decided()
        longest.amended(loop)
        longest.met_all_three(loop)
        longest.held_up(loop)
        longest.changed_hands(loop)
        longest.ended(loop)
        loop.forged()
        loop.all_files_hold()
        return loop.papers
    finally:
        town.close()


@dataclass
class _Loop(Stage):
    def met(self) -> None:
        """Both desks know each other's keys."""
        mette, sara = self.town.caseworker, self.town.consultant
        self.tell.step(
            _("{caseworker} ({municipality}) and {consultant} ({provider}) get desks and keys.").format(
                caseworker=mette.settings.name, municipality=mette.settings.org_name,
                consultant=sara.settings.name, provider=sara.settings.org_name,
            )
            + " "
            + _("The organisations sign directories and vouch for each other.")
        )  # fmt: skip
        for one, other in ((mette, sara), (sara, mette)):
            known = one.trust.member(other.settings.org, other.settings.person)
            keys = {key.id for key in known.keys} if known else set()
            own = {other.keys.current("signing").did, other.keys.current("sealing").did}
            claim = _("{name}'s desk knows the keys that {other} signs with and opens post with.")
            self.tell.see(own <= keys, claim.format(name=one.settings.name, other=other.settings.name))
        self.tell.wrote(self.papers.write_directory(mette))

    def ordered(self) -> None:
        """The order is composed, checked, signed, sealed, sent, and taken in."""
        mette, sara = self.town.caseworker, self.town.consultant
        self.at("2026-08-20", "10:05")
        self.tell.step(_("{name} writes an order from a draft, has it checked, signs it and sends it.").format(
            name=mette.settings.name))  # fmt: skip
        draft = orders.new_draft(mette, self.examples.order(CITIZEN))
        blocking = [finding for finding in orders.check(mette, draft.body) if finding.severity == "block"]
        self.tell.see(not blocking, _("No check stands in the way of sending it."))
        issued = orders.send(mette, draft.id)
        self.thread, self.order = issued.thread, issued.digest
        gone = drafts.listing(mette) == []
        self.tell.see(gone and self.seen_by(CASEWORKER).state == "sent", _("The order is sent; its draft is gone."))
        self.town.carry(CASEWORKER)
        self.tell.see(not self.in_the_open(), _("What lies in the exchange is sealed: no name can be read there."))
        self.carried("delivered")
        self.tell.see(outbox.waiting(mette) == [], _("The receipt of {name}'s desk came back.").format(
            name=sara.settings.name))  # fmt: skip
        self.calls(CONSULTANT, "answer")

    def asked_and_answered(self) -> None:
        """The consultant asks about a field, the caseworker answers."""
        mette, sara = self.town.caseworker, self.town.consultant
        self.at("2026-08-21", "09:10")
        self.tell.step(_("{name} asks about a goal.").format(name=sara.settings.name))
        replies.ask(
            sara, self.thread, path="$.goals[1].seen_by",
            question="Hvor tit skal jeg selv have set en tur til købmanden, før målet er nået?",
        )  # fmt: skip
        self.carried("question")
        self.calls(CASEWORKER, "question")
        self.at("2026-08-21", "13:30")
        self.tell.step(_("{name} answers.").format(name=mette.settings.name))
        replies.answer(mette, self.thread, text="Én tur om ugen i tre uger er nok. Resten må Bettina selv fortælle om.")
        self.carried("delivered")

    def accepted(self) -> None:
        """The consultant takes the order on."""
        sara = self.town.consultant
        self.at("2026-08-24", "08:45")
        self.tell.step(_("{name} accepts: consultant, first meeting, start.").format(name=sara.settings.name))
        start = self.examples.day("2026-09-01")
        meeting = {"day": start, "time": "10:30", "place": "Hjemme hos Bettina, Ærtevej 14"}
        replies.accept(sara, self.thread, first_meeting=meeting, start=start)
        self.carried("accepted")

    def monthly(self) -> None:
        """The report comes after its draft, and answers what was ordered."""
        sara = self.town.consultant
        self.at("2026-09-22", "14:20")
        self.tell.step(_("{name} sends the report itself.").format(
            name=sara.settings.name))  # fmt: skip
        draft = reports.correction_draft(sara, self.thread, self.report)
        drafts.save(sara, draft.id, {**draft.body, "attested": True})
        self.reported(reports.send(sara, draft.id), version=3)

    def elaborated(self) -> None:
        """The caseworker wants to know more about one goal; a second version supersedes the first."""
        mette, sara = self.town.caseworker, self.town.consultant
        self.at("2026-09-23", "09:00")
        self.tell.step(_("{name} reads it against the order, and asks for more on one goal.").format(
            name=mette.settings.name))  # fmt: skip
        first = self.report
        reviews.mark_read(mette, first)
        reviews.ask_elaboration(
            mette, first, text="Jeg mangler at se, hvad der skete på turene.", by=self.examples.day("2026-09-30"),
            items=[{"item": "M2", "text": "Hvor langt kom I, og hvad gjorde Bettina, da det blev svært?"}],
        )  # fmt: skip
        self.carried("active")
        self.calls(CONSULTANT, "elaborate")
        self.at("2026-09-24", "11:15")
        self.tell.step(_("{name} sends a later version; the first is kept and superseded.").format(
            name=sara.settings.name))  # fmt: skip
        draft = reports.correction_draft(sara, self.thread, first)
        goal = next(goal for goal in draft.body["goals"] if goal["goal"] == "M2")
        goal["done"] += " Den første gang vendte vi om ved hjørnet; den anden gang talte vi os frem til døren."
        drafts.save(sara, draft.id, {**draft.body, "attested": True})
        self.reported(reports.send(sara, draft.id), version=4)
        for person in (CASEWORKER, CONSULTANT):
            claim = _("On {name}'s desk the first version counts as superseded.").format(name=self.name(person))
            self.tell.see(self.seen_by(person).reports[first].state == "superseded", claim)

    def decided(self) -> None:
        """The caseworker decides; the consultant sees what."""
        mette, sara = self.town.caseworker, self.town.consultant
        self.at("2026-09-25", "09:40")
        self.tell.step(_("{name} approves the report and records what is done.").format(name=mette.settings.name))
        text = "Jeg ringer til lægehuset i dag og beder om den tidligste tid. Sara følger med."
        by = self.examples.day("2026-10-02")
        reviews.decide(mette, self.report, decision="medical_request", text=text, by=by)
        self.carried("active")
        seen = reading.read(sara, self.report)
        claim = _("{name}'s desk shows the report as approved, with the decision.").format(name=sara.settings.name)
        self.tell.see(seen.state == "approved" and seen.review is not None and seen.review["text"] == text, claim)
        self.tell.see(today.today(mette) == [], _("Nothing is left for {name} to do.").format(name=mette.settings.name))

    def forged(self) -> None:
        """Somebody changes one digit of the report and puts it in the caseworker's post."""
        mette = self.town.caseworker
        self.tell.step(_("Somebody changes one digit of the report and puts it in {name}'s post.").format(
            name=mette.settings.name))  # fmt: skip
        genuine = mette.archive.get(self.report)
        forged = forge(mette, self.report)
        taken = post.sync(mette, force=True)
        kept = [kept.check for kept in quarantine.listing(mette)]
        self.tell.see(
            forged != genuine and taken.refused == ("signature",) and kept == ["signature"],
            _("The desk refuses it, the signature does not fit, and keeps it in quarantine."),
        )
        self.tell.see(
            index.thread_of(mette, self.thread).reports[self.report].state == "approved"
            and mette.archive.get(self.report) == genuine,
            _("The genuine report stands as it was."),
        )

    def all_files_hold(self) -> None:
        """Every file, read from disk, by the municipality's directory alone; reports against their order."""
        self.tell.step(_("All files are read back and verified by the municipality's directory alone."))
        now, directory = self.town.clock(), self.papers.directory.read_bytes()
        paths = sorted(self.papers.documents.iterdir())
        good = [believed(path.read_bytes(), directory, now) for path in paths]
        whole = len(paths) == len(self.papers.written) and all(good)
        text = ngettext("{count} document, each genuine and by somebody who may.",
                        "{count} documents, each genuine and by somebody who may.", len(paths))  # fmt: skip
        self.tell.see(whole and bool(paths), text.format(count=len(paths)))
        forged = self.papers.written[self.report].read_bytes().replace(b'"kind":"final"', b'"kind":"draft"', 1)
        self.tell.see(not believed(forged, directory, now), _("A copy with a word changed is refused."))
