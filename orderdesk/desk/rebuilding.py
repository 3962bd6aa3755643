"""The index held against the documents that are stored, and made anew from them."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from orderdesk.desk import index
from orderdesk.desk.casework import case_files
from orderdesk.desk.desk import Desk
from orderdesk.desk.mail import outbox
from orderdesk.desk.opening import DIRECTORIES, load_trust
from orderdesk.desk.storage.archive import Archive
from orderdesk.desk.storage.tables import Store
from orderdesk.errors import DeskUnavailable, NotFound
from orderdesk.signing.parsing import parse


@dataclass(frozen=True, slots=True)
class Condition:
    """The digests of what is `whole`, of what is stored and `damaged`, listed and `missing`, stored and `unlisted`."""

    whole: tuple[str, ...]
    damaged: tuple[str, ...]
    missing: tuple[str, ...]
    unlisted: tuple[str, ...]


def condition(desk: Desk, progress: Callable[[int], None]) -> Condition:
    """Read every document once. `progress` is told how many have been read."""
    whole: list[str] = []
    damaged: list[str] = []
    for number, digest in enumerate(desk.archive.digests(), start=1):
        try:
            desk.archive.get(digest)
        except DeskUnavailable:
            damaged.append(digest)
        else:
            whole.append(digest)
        progress(number)
    listed = {key for table in (index.DOCUMENTS, DIRECTORIES) for key, _row in desk.store.rows(table)}
    stored = {*whole, *damaged}
    missing = sorted(digest for digest in listed - stored if digest not in desk.archive)
    return Condition(tuple(whole), tuple(damaged), tuple(missing), tuple(sorted(set(whole) - listed)))


def rebuild(desk: Desk, found: Condition) -> int:
    """Make the index anew from the documents that are whole, and the rows beside the case files; returns how many
    documents there are. What no list showed of one's own, and no receipt answers for, goes out again: the list of what
    is on its way was lost with the others, and a reader who has it knows it by its hash."""
    with desk.store.transaction():
        others = [digest for digest in found.whole if not _keep_directory(desk, digest)]
        index.rebuild(desk, others)
        case_files.remake_rows(desk)
        _put_on_their_way(desk, found.unlisted)
    load_trust(desk)
    return len(found.whole)


def _put_on_their_way(desk: Desk, digests: Iterable[str]) -> None:
    """Queue those of these documents that are one's own, for whoever has not sent a receipt."""
    rows = dict(desk.store.rows(index.DOCUMENTS))
    answered = {
        (row["about"], row["org"], person)
        for row in rows.values() if row["kind"] == "receipt" and not row["out"]
        for person in (row["person"], "")  # whoever answers first answers for the organisation
    }  # fmt: skip
    for digest in digests:
        if digest in rows and rows[digest]["out"]:
            for addressee in index.document(desk, digest)["to"]:
                org, person = addressee["org"], addressee.get("person", "")
                if (digest, org, person) not in answered:
                    outbox.add(desk, digest, org, person)


def drop_unreadable_directories(store: Store, archive: Archive, folder: Path) -> int:
    """Take directories out of the list that are damaged or missing, so that the desk opens and the next round of the
    post fetches them again; returns how many. A damaged file stays in `folder`, the archive's, as `<name>.damaged`."""
    lost = [digest for digest, _row in store.rows(DIRECTORIES) if not _is_whole(archive, digest)]
    with store.transaction():
        for digest in lost:
            name = digest.removeprefix("sha256-")
            with suppress(FileNotFoundError):
                (folder / name[:2] / name).replace(folder / name[:2] / f"{name}.damaged")
            store.delete(DIRECTORIES, digest)
    return len(lost)


def _is_whole(archive: Archive, digest: str) -> bool:
    try:
        archive.get(digest)
    except (DeskUnavailable, NotFound):
        return False
    return True


def _keep_directory(desk: Desk, digest: str) -> bool:
    """Whether the document is a directory; then it is listed among them."""
    value = parse(desk.archive.get(digest)).value
    if value["type"] != "orderdesk.directory.v1":
        return False
    body = value["body"]
    if isinstance(body, dict):
        desk.store.put(DIRECTORIES, digest, {"org": body["org"], "version": body["version"]})
    return True
