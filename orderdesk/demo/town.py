"""The invented town: each person with a desk of their own, each organisation with its directory, and the folder through
which they exchange. Keys are made anew each time; nothing here is canned."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final, Literal

from orderdesk.demo.examples import Examples
from orderdesk.desk.desk import Desk
from orderdesk.desk.mail import post
from orderdesk.desk.membership import organisation
from orderdesk.desk.membership.organisation import Particulars
from orderdesk.desk.opening import Owner, create_desk
from orderdesk.signing.vault import LIGHT

Body = dict[str, Any]
Progress = Callable[[str], None]

PASSPHRASE: Final = "demo"
"""What opens every desk of the demo. It is shown to whoever starts one: there is nothing to protect."""

MUNICIPALITY: Final = "lindholm-kommune"
CASEWORKER: Final = "mette-krogh"
CONSULTANT: Final = "sara-holt"

FOUNDED: Final = "2026-05-18"
"""When the organisations found their directories, before the first order; a day of the files."""


@dataclass
class DemoClock:
    """The time at every desk of the town while it is filled: stands until it is moved, and never goes back."""

    moment: datetime

    def __call__(self) -> datetime:
        return self.moment

    def to(self, moment: datetime) -> None:
        """Go to `moment`, or stay where that has passed."""
        self.moment = max(self.moment, moment)

    def forward(self, **by: float) -> None:
        """Move on, by days, minutes or seconds."""
        self.moment += timedelta(**by)


@dataclass
class Town:
    """The desks by their owners' ids, all with the same clock."""

    folder: Path
    clock: DemoClock
    desks: dict[str, Desk] = field(default_factory=dict)

    @property
    def caseworker(self) -> Desk:
        """Mette Krogh's desk."""
        return self.desks[CASEWORKER]

    @property
    def consultant(self) -> Desk:
        """Sara Holt's desk."""
        return self.desks[CONSULTANT]

    def carry(self, *people: str, rounds: int = 1) -> None:
        """Let these people's desks fetch and send, one after the other, in rounds of a minute each."""
        for _round in range(rounds):
            self.clock.forward(minutes=1)
            for person in people:
                post.sync(self.desks[person], force=True)

    def close(self) -> None:
        """Let go of every desk."""
        for desk in self.desks.values():
            desk.close()


def desk_folder(folder: Path, person: str) -> Path:
    """Where a person's desk lies in a demo's folder."""
    return folder / "desks" / person


def found_town(
    folder: Path, examples: Examples, *, language: Literal["da", "en"], clock: DemoClock,
    people: Collection[str] = (), progress: Progress = lambda _text: None,
) -> Town:  # fmt: skip
    """Give everybody in the examples (or only `people`; an administrator for each organisation must be among them) a
    desk, found the organisations and let the municipality and the providers vouch for each other."""
    (folder / "exchange").mkdir(parents=True)
    town = Town(folder, clock)
    organisations = [_only(org, people) for org in examples.organisations()]
    organisations = [org for org in organisations if org["members"]]
    for org in organisations:
        for member, administrator in _administrator_first(org):
            progress(member["name"])
            _settle(town, org, member, administrator, language)
    _vouch(town, organisations)
    # Two rounds: a desk believes a partner's directory once its own organisation's has come.
    town.carry(*town.desks, rounds=2)
    return town


def _only(org: Body, people: Collection[str]) -> Body:
    return {**org, "members": [member for member in org["members"] if not people or member["person"] in people]}


def _administrator_first(org: Body) -> Iterator[tuple[Body, str]]:
    """The members, the one who founds the directory first, each with the founder's id."""
    members = sorted(org["members"], key=lambda member: "administrator" not in member["roles"])
    for member in members:
        yield member, members[0]["person"]


def _settle(town: Town, org: Body, member: Body, administrator: str, language: Literal["da", "en"]) -> None:
    """Make the member's desk and enter the member in the directory."""
    founder = town.desks.get(administrator)
    owner = Owner(
        org["org"], org["name"], org["kind"], member["person"], member["name"], member["roles"][0],
        root=founder.settings.root if founder else "",
    )  # fmt: skip
    desk = create_desk(
        desk_folder(town.folder, member["person"]), owner, passphrase=PASSPHRASE, exchange="folder:../../exchange",
        language=language, clock=town.clock, cost=LIGHT,
    )  # fmt: skip
    town.desks[member["person"]] = desk
    particulars = Particulars(
        member["title"], member.get("unit", ""), member["phone"], member["mail"], tuple(member["skills"])
    )
    if founder is None:
        organisation.found(desk, particulars)
    else:
        organisation.admit(founder, organisation.request(desk, particulars))


def _vouch(town: Town, organisations: list[Body]) -> None:
    """Providers vouch for the municipality; it vouches for them and carries their directories along, so that its own
    is all that a script needs to know whom to believe."""
    administrators = {org["org"]: town.desks[next(_administrator_first(org))[1]] for org in organisations}
    centre = administrators[MUNICIPALITY]
    town.clock.forward(minutes=1)
    for org in organisations:
        if org["org"] == MUNICIPALITY:
            continue
        provider = administrators[org["org"]]
        organisation.vouch(
            provider, org=MUNICIPALITY, name=centre.settings.org_name, kind="municipality", root=centre.settings.root
        )
        organisation.vouch(
            centre, org=org["org"], name=org["name"], kind=org["kind"], root=provider.settings.root,
            agreement=org["agreement"], directory=organisation.current_directory(provider),
        )  # fmt: skip
