"""What all storms of a process share: two desks that know each other, a hub's tables, and a process that forks."""

import time
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from certificates import certificate_in
from hub_town import CASEWORKER, CONSULTANT, desk_at, off_by, vouch_both_ways

from orderdesk.desk.mail import post
from orderdesk.desk.membership import organisation
from orderdesk.desk.membership.organisation import Particulars
from orderdesk.hub.database import Database
from orderdesk.hub.migrating import migrate
from orderdesk.hub.registering import fingerprint_of
from orderdesk.hub.store import organisations
from tests.faults.databases import Postgres
from tests.faults.nursery import Nursery

PEOPLE: Final = (CASEWORKER.person, CONSULTANT.person)
TEMPLATE: Final = "storm-template"
"""The database on PostgreSQL that each storm's is a copy of."""


@dataclass
class Ground:
    """What all storms of a process share: two founded desks to copy, a process that forks, and databases."""

    folder: Path
    nursery: Nursery
    postgres: Postgres | None
    certificate: tuple[Path, Path]

    @classmethod
    def laid(cls, folder: Path, stack: ExitStack, postgres: Postgres | None) -> "Ground":
        """Lay it in `folder`; `stack` takes it up again."""
        folder.mkdir(parents=True, exist_ok=True)
        pem, key = certificate_in(folder)
        nursery = stack.enter_context(closing(Nursery({"SSL_CERT_FILE": str(pem)})))
        ground = cls(folder, nursery, postgres, (pem, key))
        roots = _found(folder)
        _tables(str(folder / "hub.sqlite3"), roots)
        if postgres:
            _tables(postgres.database(TEMPLATE), roots)
        return ground


def _found(folder: Path) -> dict[str, str]:
    """Both desks, founded half an hour ago, so that a clock that is behind has keys that count; root keys by org."""
    past = off_by(minutes=-30)
    (folder / "nowhere").mkdir()
    address = f"folder:{folder / 'nowhere'}"
    pair = [desk_at(folder, owner, address, past) for owner in (CASEWORKER, CONSULTANT)]
    for desk, phone in zip(pair, ("70 10 20 31", "70 10 20 52"), strict=True):
        mail = f"{desk.settings.person}@{desk.settings.org}.example"
        organisation.found(desk, Particulars("Medarbejder", "Jobcenter Lindholm", phone, mail))
        desk.clock = off_by(minutes=-29)
    vouch_both_ways(*pair)
    for desk in (*pair, *pair):
        post.sync(desk, force=True)
    roots = {desk.settings.org: desk.settings.root for desk in pair}
    for desk in pair:
        desk.close()
    return roots


def _tables(address: str, roots: dict[str, str]) -> None:
    """A hub's tables, with both organisations registered and nothing else."""
    database = Database(address)
    migrate(database)
    with database.writing() as connection:
        for org, root in roots.items():
            assert organisations.register(connection, org, fingerprint_of(root), int(time.time()) - 1800)
    database.close()
