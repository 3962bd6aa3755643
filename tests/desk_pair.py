"""Two real desks in a folder: a caseworker's and a consultant's, each its own organisation, exchanging by folder."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from orderdesk.desk.desk import Desk
from orderdesk.desk.mail import post
from orderdesk.desk.mail.post import Round
from orderdesk.desk.membership import organisation
from orderdesk.desk.membership.organisation import Particulars
from orderdesk.desk.opening import Owner, create_desk, open_desk
from orderdesk.documents.people import Role
from orderdesk.signing.vault import LIGHT

PASSPHRASE = "blå kaffekop på skrivebordet"


@dataclass
class TestClock:
    """A clock that stands still until it is moved."""

    __test__ = False
    moment: datetime = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def forward(self, **by: float) -> None:
        """Move on, by days, hours or minutes."""
        self.moment += timedelta(**by)


@dataclass
class DeskPair:
    """The caseworker's desk, the consultant's desk, the exchange between them, and one clock for all."""

    caseworker: Desk
    consultant: Desk
    exchange: Path
    clock: TestClock = field(default_factory=TestClock)

    def deliver(self) -> list[Round]:
        """Carry everything both ways, receipts too."""
        rounds = []
        for _turn in range(3):
            for desk in (self.caseworker, self.consultant):
                self.clock.forward(minutes=1)
                rounds.append(post.sync(desk, force=True))
        return rounds

    def reopen(self, desk: Desk) -> Desk:
        """The same desk, opened anew from its folder."""
        desk.close()
        return open_desk(desk.folder.root, PASSPHRASE, clock=self.clock)

    def close(self) -> None:
        """Let go of both desks."""
        self.caseworker.close()
        self.consultant.close()


def make_pair(folder: Path, start: datetime | None = None) -> DeskPair:
    """Found Lindholm Kommune and Fjordvejen ApS in `folder`, let each vouch for the other, and exchange directories."""
    clock = TestClock(start) if start else TestClock()
    exchange = folder / "exchange"
    exchange.mkdir(parents=True)
    address = f"folder:{exchange}"
    caseworker = create_desk(
        folder / "mette",
        Owner("lindholm-kommune", "Lindholm Kommune", "municipality", "mette-krogh", "Mette Krogh", "caseworker"),
        passphrase=PASSPHRASE, exchange=address, clock=clock, cost=LIGHT,
    )  # fmt: skip
    consultant = create_desk(
        folder / "sara",
        Owner("fjordvejen", "Fjordvejen ApS", "provider", "sara-holt", "Sara Holt", "consultant"),
        passphrase=PASSPHRASE, exchange=address, clock=clock, cost=LIGHT,
    )  # fmt: skip
    mail = "mette.krogh@lindholm.example"
    mine = Particulars("Sagsbehandler", "Jobcenter Lindholm", "70 10 20 31", mail)
    theirs = Particulars("Mentor", "", "70 10 20 52", "sara.holt@fjordvejen.example", ("angst", "lægebesøg"))
    organisation.found(caseworker, mine)
    organisation.found(consultant, theirs)
    clock.forward(minutes=1)
    organisation.vouch(
        caseworker, org="fjordvejen", name="Fjordvejen ApS", kind="provider", root=consultant.settings.root,
        agreement="Rammeaftale 2026",
    )  # fmt: skip
    organisation.vouch(
        consultant, org="lindholm-kommune", name="Lindholm Kommune", kind="municipality", root=caseworker.settings.root
    )
    pair = DeskPair(caseworker, consultant, exchange, clock)
    pair.deliver()
    return pair


def colleague_desk(
    folder: Path, pair: DeskPair, person: str = "jonas-bach", name: str = "Jonas Bach", role: Role = "caseworker"
) -> Desk:
    """A colleague of the caseworker's, with a desk in `folder` and a place in the directory; everybody knows it."""
    own = pair.caseworker.settings
    desk = create_desk(
        folder / person, Owner(own.org, own.org_name, own.org_kind, person, name, role, root=own.root),
        passphrase=PASSPHRASE, exchange=f"folder:{pair.exchange}", clock=pair.clock, cost=LIGHT,
    )  # fmt: skip
    organisation.admit(pair.caseworker, organisation.request(desk, Particulars("Sagsbehandler")))
    for _turn in range(2):
        pair.clock.forward(minutes=1)
        post.sync(desk, force=True)
        pair.deliver()
    return desk
