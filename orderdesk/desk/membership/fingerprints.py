"""Keys as people compare them: twelve words read out over the telephone, and the owner's own keys in a list."""

from dataclasses import dataclass
from typing import Any

from orderdesk.desk.desk import Desk
from orderdesk.desk.membership import organisation
from orderdesk.desk.membership.key_fingerprint import words_of
from orderdesk.desk.membership.keys import Use
from orderdesk.locale import N_

USES: dict[Use, str] = {
    "signing": N_("Signing key"),
    "sealing": N_("Key for sealed post"),
    "http": N_("Key for the hub"),
    "administration": N_("Administration key"),
}


@dataclass(frozen=True, slots=True)
class KeyFacts:
    """One of the owner's keys. `use` is an English msgid; `until` is empty while the key is in use."""

    use: str
    did: str
    words: str
    since: str
    until: str


def own_keys(desk: Desk) -> list[KeyFacts]:
    """The owner's keys: those in use first, then the earlier ones, the newest first."""
    keys = [KeyFacts(USES[k.use], k.did, words_of(k.did), k.since, k.until) for k in reversed(desk.keys.keys)]
    return sorted(keys, key=lambda key: bool(key.until))


def may_administrate(desk: Desk) -> bool:
    """Whether the desk's owner signs the organisation's directory."""
    return desk.keys.has("administration")


def words_in_use(desk: Desk) -> str:
    """The twelve words of the owner's present signing key."""
    return words_of(desk.keys.current("signing").did)


def own_request(desk: Desk) -> dict[str, Any]:
    """What an administrator needs to enter the owner's keys, with what the directory says of the owner already. Holds
    no secret."""
    return organisation.request(desk, organisation.own_particulars(desk))
