"""One person's open desk: what every use case works on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from typing import Any

from orderdesk.desk.casework.remembered import Remembered
from orderdesk.desk.clock import Clock, day_in_denmark
from orderdesk.desk.folder import DeskFolder, Settings
from orderdesk.desk.local_rules import LocalRules
from orderdesk.desk.local_words import LocalWords
from orderdesk.desk.membership.keys import KeySet
from orderdesk.desk.ordering.earlier import EarlierTexts
from orderdesk.desk.storage.archive import Archive
from orderdesk.desk.storage.tables import Store
from orderdesk.desk.storage.windows import Window
from orderdesk.documents.fields import instant_text
from orderdesk.documents.lifecycle import Actor
from orderdesk.exchange.carrier import Carrier, Mailbox
from orderdesk.signing.vault import Vault
from orderdesk.trust.directories import Trust


@dataclass(slots=True)
class Desk:
    """An open desk. `keys`, `trust` and `settings` are replaced as a whole when they change."""

    folder: DeskFolder
    settings: Settings
    vault: Vault
    store: Store
    archive: Archive
    keys: KeySet
    trust: Trust
    carrier: Carrier
    clock: Clock
    window: Window | None = None
    """What tells other programs that the desk is open here."""
    earlier: EarlierTexts = field(default_factory=EarlierTexts)
    local_words: LocalWords = field(default_factory=LocalWords)
    local_rules: LocalRules = field(default_factory=LocalRules)
    remembered: Remembered = field(default_factory=Remembered)
    """What the rules said of the cases, as long as nothing that they rest on has changed."""
    directories_read: frozenset[str] = frozenset()
    """The digests of the kept directories that `trust` was made of; another window may keep more."""
    drafts_seen: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    """Each draft, without its text, as this window last read or wrote it."""

    def now(self) -> datetime:
        """The present moment by the desk's clock."""
        return self.clock()

    def instant(self) -> str:
        """The present moment as documents write it."""
        return instant_text(self.clock())

    def today(self) -> date:
        """Today in Denmark by the desk's clock."""
        return day_in_denmark(self.clock())

    def keep(self, digest: str, data: bytes) -> None:
        """Keep a document in the transaction that lists it: both are there afterwards, or neither, whatever cuts it off
        (see `cut_off`). Readable at once. Raises as `Archive.put`."""
        self.archive.prepare(digest, data)
        self.store.after_commit(partial(self.archive.finish, digest))

    @property
    def mailbox(self) -> Mailbox:
        """Where sealed documents for this person arrive."""
        return Mailbox(self.settings.org, self.settings.person)

    @property
    def actor(self) -> Actor:
        """Which side of an order this desk is on: C for the municipality's, P for the provider's."""
        return "C" if self.settings.org_kind == "municipality" else "P"

    def close(self) -> None:
        """Let go of the store, and of the line to the exchange."""
        self.carrier.close()
        self.store.close()
        if self.window is not None:
            self.window.close()
