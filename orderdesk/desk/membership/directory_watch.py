"""Whether somebody plays with the directories: offers an older one, holds a newer one back, or shows two that differ.

The desk itself goes by the line of versions that it knows and is not misled (trust/organisation.py); a directory that
is held back can still hide a revoked key or a new colleague, until it expires. So what does not add up is said, with
the organisation's name. The signs:

- rollback: of an organisation whose directory lies in the exchange, the newest that is known here does not;
- fork: an administrator's signature stands under two versions with one number, or under one that follows another line;
- gap: a later version is there, and one between it and the newest known is not;
- behind: a document names a later version than any that has come (anybody may write such a document: it says so);
- expired: the newest known has expired.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from orderdesk.desk.desk import Desk
from orderdesk.documents.directory import DirectoryDocument
from orderdesk.documents.fields import instant_text
from orderdesk.locale import N_, _
from orderdesk.trust.result import Verification

WATCH: Final = "directory_watch"

SENTENCES: Final[dict[str, str]] = {
    "rollback": N_(
        "The exchange offers version {offered} of the directory of {name}; version {known} is known here, and counts."
        " If that stays so, tell those who run the exchange."
    ),
    "fork": N_(
        "Two directories of {name} with the number {offered} contradict each other; the one that came first counts."
        " Ring {name}: there must not be two."
    ),
    "gap": N_(
        "Version {offered} of the directory of {name} is there, and one between it and version {known} is missing."
        " Version {known} counts. If that stays so, ring {name}: somebody may be holding it back."
    ),
    "behind": N_(
        "Something has come that names version {offered} of the directory of {name}, which the exchange does not offer;"
        " version {known} is known here. If that stays so, ring {name}: somebody may be holding it back."
    ),
    "expired": N_(
        "The directory of {name} expired on {day}: what they sign is not believed. Ring {name}: any change by their"
        " administrator renews it. If they have renewed it, somebody is holding it back."
    ),
}
"""What does not add up, by kind."""

_ON_ITS_WAY: Final = timedelta(minutes=15)
"""A directory may come that much later than what was signed under it: it is looked for every five minutes."""
_FORGOTTEN_AFTER: Final = timedelta(days=7)
"""A document that named a later version has been taken by then, or was never genuine."""


@dataclass(frozen=True, slots=True)
class Concern:
    """Something about an organisation's directory that does not add up, since an instant; `sentence` is translated."""

    kind: str
    org: str
    name: str
    since: str
    sentence: str


def concerns(desk: Desk) -> list[Concern]:
    """What does not add up now, oldest first."""
    just_now = instant_text(desk.now() - _ON_ITS_WAY)
    rows = [row for _key, row in desk.store.rows(WATCH) if row["kind"] != "behind" or row["since"] <= just_now]
    found = [_told(desk, row) for row in rows]
    return sorted([*found, *_expired(desk)], key=lambda concern: (concern.since, concern.org))


def looked(desk: Desk, there: Collection[str], refused: Iterable[Verification]) -> None:
    """Note what a look into the exchange has shown: the digests of what lies `there`, and what was not taken of it."""
    rows = [*_rolled_back(desk, there), *(row for one in refused if (row := _strange(desk, one)))]
    rows += [row for _key, row in desk.store.rows(WATCH) if row["kind"] == "behind" and not _is_over(desk, row)]
    new = {_key(row): row for row in rows}
    before = dict(desk.store.rows(WATCH))
    for key in before.keys() - new.keys():
        desk.store.delete(WATCH, key)
    for key, row in new.items():
        _note(desk, row, before.get(key))


def named(desk: Desk, value: Mapping[str, Any]) -> None:
    """A well-signed document has come that names the directory that it was signed under: note where that has not."""
    org, reference = value["from"]["org"], value.get("directory")
    row = _row("behind", org, reference["version"] if reference else 0, _known(desk, org))
    if row["offered"] > row["known"] > 0:
        _note(desk, row, desk.store.get(WATCH, _key(row)))


def _rolled_back(desk: Desk, there: Collection[str]) -> Iterator[dict[str, Any]]:
    """The own directory is no matter: a desk puts up its own where it is missing."""
    for org in desk.trust.organisations():
        versions = desk.trust.versions(org)
        offered = [version.body.version for version in versions if version.digest in there]
        if org != desk.settings.org and offered and offered[-1] < versions[-1].body.version:
            yield _row("rollback", org, offered[-1], versions[-1].body.version)


def _strange(desk: Desk, refused: Verification) -> dict[str, Any] | None:
    """What a directory that was not taken shows, if one of the organisation's administrators signed it. Anybody can put
    up one that they signed themselves; that shows nothing."""
    document, parsed = refused.document, refused.parsed
    if not isinstance(document, DirectoryDocument) or parsed is None:
        return None
    body = document.body
    versions = {version.body.version: version for version in desk.trust.versions(body.org)}
    if not any(refused.signer in version.body.administrators for version in versions.values()):
        return None
    known, before = max(versions), versions.get(body.version - 1)
    if body.version in versions:
        forked = versions[body.version].digest != parsed.digest
    else:
        forked = before is not None and before.digest not in document.prev
    if forked:
        return _row("fork", body.org, body.version, known)
    return _row("gap", body.org, body.version, known) if body.version > known + 1 else None


def _expired(desk: Desk) -> Iterator[Concern]:
    for org in desk.trust.organisations():
        directory = desk.trust.organisation(org)
        if directory is not None and directory.expires <= desk.now():
            since = instant_text(directory.expires)
            sentence = SENTENCES["expired"]
            text = _(sentence).format(name=directory.name, day=since[:10])
            yield Concern("expired", org, directory.name, since, text)


def _told(desk: Desk, row: dict[str, Any]) -> Concern:
    directory = desk.trust.organisation(row["org"])
    name = directory.name if directory else row["org"]
    sentence = SENTENCES[row["kind"]]
    text = _(sentence).format(name=name, offered=row["offered"], known=row["known"])
    return Concern(row["kind"], row["org"], name, row["since"], text)


def _is_over(desk: Desk, row: dict[str, Any]) -> bool:
    too_old = str(row["since"]) < instant_text(desk.now() - _FORGOTTEN_AFTER)
    return too_old or _known(desk, row["org"]) >= int(row["offered"])


def _known(desk: Desk, org: str) -> int:
    versions = desk.trust.versions(org)
    return versions[-1].body.version if versions else 0


def _row(kind: str, org: str, offered: int, known: int) -> dict[str, Any]:
    return {"kind": kind, "org": org, "offered": offered, "known": known}


def _note(desk: Desk, row: dict[str, Any], before: dict[str, Any] | None) -> None:
    """It stands since it was first seen; nothing is written where nothing is new."""
    desk.store.put(WATCH, _key(row), {**row, "since": before["since"] if before else desk.instant()})


def _key(row: dict[str, Any]) -> str:
    return f"{row['kind']}/{row['org']}"
