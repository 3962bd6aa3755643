"""Three caseworkers' and two consultants' real desks, exchanging by folder, with an order that runs between them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desk_pair import PASSPHRASE, DeskPair
from factories import order_body

from orderdesk.desk import index
from orderdesk.desk.desk import Desk
from orderdesk.desk.mail import post
from orderdesk.desk.membership import organisation
from orderdesk.desk.membership.organisation import Particulars
from orderdesk.desk.moves.making import make
from orderdesk.desk.opening import Owner, create_desk, open_desk
from orderdesk.desk.ordering import orders, replies
from orderdesk.documents.people import Role
from orderdesk.signing.vault import LIGHT

SUMMARY = {
    "now": "Rikke møder to gange om ugen og er begyndt at tage bussen selv.",
    "next_step": "Trepartsmøde den 24. november om flere timer.",
    "promised": "Rikke er lovet, at ingen ringer til hendes mor.",
}
MEETING = {"day": "2026-11-03", "time": "10:00", "place": "Havnegade 3"}


@dataclass
class Town:
    """Mette, Jonas and Lise in the municipality, Sara and Bo at the provider, and the order's thread."""

    pair: DeskPair
    mette: Desk
    jonas: Desk
    lise: Desk
    sara: Desk
    bo: Desk
    thread: str = ""

    @property
    def desks(self) -> tuple[Desk, ...]:
        """All five."""
        return (self.mette, self.sara, self.jonas, self.lise, self.bo)

    def deliver(self, turns: int = 3) -> None:
        """Carry everything everywhere, receipts too."""
        for _turn in range(turns):
            for desk in self.desks:
                self.pair.clock.forward(seconds=30)
                post.sync(desk, force=True)

    def state(self, desk: Desk) -> str:
        """The order's state as this desk sees it today."""
        return index.thread_of(desk, self.thread).state

    def documents(self, desk: Desk) -> set[str]:
        """What this desk holds of the order, without receipts."""
        return {entry.digest for entry in index.entries_of(desk, self.thread) if entry.kind != "receipt"}

    def reopen(self, desk: Desk) -> Desk:
        """The same desk, opened anew from its folder."""
        desk.close()
        return open_desk(desk.folder.root, PASSPHRASE, clock=self.pair.clock)

    def close(self) -> None:
        """Let go of the three that the pair does not have."""
        for desk in (self.jonas, self.lise, self.bo):
            desk.close()


def make_town(folder: Path, pair: DeskPair) -> Town:
    """The five desks; everybody knows everybody."""
    jonas = colleague(folder, pair, pair.caseworker, "jonas-bach", "Jonas Bach", "caseworker")
    lise = colleague(folder, pair, pair.caseworker, "lise-friis", "Lise Friis", "caseworker")
    bo = colleague(folder, pair, pair.consultant, "bo-winther", "Bo Winther", "consultant")
    town = Town(pair, pair.caseworker, jonas, lise, pair.consultant, bo)
    town.deliver(2)
    return town


def running(town: Town) -> Town:
    """An order to Sara alone, accepted and begun."""
    body = order_body()
    body["provider"]["preferred_consultant"] = {
        "person": "sara-holt", "name": "Sara Holt", "reason": "Rikke kender hende."
    }  # fmt: skip
    draft = orders.new_draft(town.mette, body)
    town.thread = orders.send(town.mette, draft.id).thread
    town.deliver()
    replies.accept(town.sara, town.thread, start="2026-11-03", first_meeting=MEETING)
    town.deliver()
    make(town.sara, town.thread, "start", {"first_offered": "2026-11-02", "first_attended": "2026-11-02"})
    town.deliver()
    return town


def handing(**changes: Any) -> dict[str, Any]:
    """The form of a handover to Jonas for three weeks."""
    return {
        "to_person": "jonas-bach", "since": "2026-11-02", "until": "2026-11-22", "reason": "Jeg holder ferie.",
        "summary": SUMMARY, **changes,
    }  # fmt: skip


def colleague(folder: Path, pair: DeskPair, beside: Desk, person: str, name: str, role: Role) -> Desk:
    """The desk of somebody in the organisation of `beside`, whose owner is its administrator."""
    own = beside.settings
    desk = create_desk(
        folder / person, Owner(own.org, own.org_name, own.org_kind, person, name, role, root=own.root),
        passphrase=PASSPHRASE, exchange=f"folder:{pair.exchange}", clock=pair.clock, cost=LIGHT,
    )  # fmt: skip
    mail = f"{person.replace('-', '.')}@{own.org}.example"
    organisation.admit(beside, organisation.request(desk, Particulars("", "", "70 10 20 77", mail)))
    pair.clock.forward(minutes=1)
    return desk
