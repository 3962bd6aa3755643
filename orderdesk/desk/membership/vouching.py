"""A new partner: who they say they are, by which key they would be known, and entering them once that is confirmed."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from orderdesk.desk.desk import Desk
from orderdesk.desk.membership import organisation
from orderdesk.desk.membership.key_fingerprint import words_of
from orderdesk.desk.membership.taking_directories import accept_directory
from orderdesk.desk.storage import atomic
from orderdesk.errors import InputRefused, NotFound, NotPossible
from orderdesk.locale import _
from orderdesk.signing.parsing import parse
from orderdesk.trust.directories import Trust

_LARGEST = 256 * 1024  # bytes: what a document may hold


@dataclass(frozen=True, slots=True)
class Candidate:
    """An organisation that presents itself by a directory it signed. Nothing about it is believed yet: `words` is
    what must be compared over the telephone."""

    org: str
    name: str
    kind: str
    root: str
    words: str
    people: tuple[str, ...]
    directories: tuple[bytes, ...]


def from_file(desk: Desk, path: Path) -> Candidate:
    """The organisation whose first directory lies in `path`. Raises NotFound, or InputRefused with the failed check."""
    try:
        with path.expanduser().open("rb") as file:
            data = file.read(_LARGEST + 1)
    except FileNotFoundError:
        raise NotFound(_("There is no such file."), _("Write the whole path of the directory file.")) from None
    except OSError as error:
        raise atomic.trouble(error) from None
    return _candidate(desk, [data])


def on_exchange(desk: Desk) -> list[Candidate]:
    """Organisations that have put their directory on the exchange and that nobody has vouched for, by name. Raises
    ExchangeUnavailable."""
    found: dict[str, list[bytes]] = {}
    for data in desk.carrier.directories(everyone=True):
        if org := _claimed(data):
            found.setdefault(org, []).append(data)
    known = {desk.settings.org, *_partners(desk)}
    candidates = []
    for org, directories in found.items():
        if org not in known:
            try:
                candidates.append(_candidate(desk, directories))
            except InputRefused:
                continue
    return sorted(candidates, key=lambda candidate: candidate.name.casefold())


def vouch(desk: Desk, candidate: Candidate, agreement: str = "") -> None:
    """Enter the partner in the own directory, after the words have been compared; its people are known at once.

    Raises NotPossible where this desk does not administrate its organisation."""
    if not desk.keys.has("administration"):
        raise NotPossible(
            _("This desk does not sign its organisation's directory."),
            _("Ask the administrator of your organisation to vouch for the partner."),
        )
    organisation.vouch(
        desk, org=candidate.org, name=candidate.name, kind=candidate.kind, root=candidate.root, agreement=agreement
    )
    for data in candidate.directories:
        accept_directory(desk, data)


def _candidate(desk: Desk, directories: Iterable[bytes]) -> Candidate:
    ordered = sorted(directories, key=_version)
    trust = Trust.from_files(ordered, desk.now())
    first: Any = parse(ordered[0]).value
    if first["body"]["version"] != 1:
        raise InputRefused(
            "directory",
            _("This is a later version of a directory; the key it began with cannot be read from it."),
            _("Ask the organisation for the first version of its directory."),
        )
    root = str(first["proof"]["verificationMethod"]).partition("#")[0]
    newest = trust.organisation(str(first["body"]["org"]))
    assert newest is not None  # from_files has just taken it
    people = tuple(member.name for member in newest.members)
    return Candidate(newest.org, newest.name, newest.kind, root, words_of(root), people, tuple(ordered))


def _version(data: bytes) -> int:
    body: Any = parse(data).value.get("body")
    version = body.get("version") if isinstance(body, dict) else None
    return version if type(version) is int else 0


def _claimed(data: bytes) -> str:
    """The organisation that a directory says it is of; "" for what cannot be read."""
    try:
        body: Any = parse(data).value["body"]
        return str(body["org"]) if type(body["version"]) is int else ""
    except (InputRefused, LookupError, TypeError):
        return ""


def _partners(desk: Desk) -> set[str]:
    own = desk.trust.organisation(desk.settings.org)
    return {partner.org for partner in own.partners} if own else set()
