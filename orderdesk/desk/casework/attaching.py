"""Files kept with cases: certificates and reports as PDF, text or pictures, each encrypted in a file of its own, named
by its hash. The same file twice is kept once. They are part of the desk: a backup takes them along."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from orderdesk.cases.evidence import FileRef
from orderdesk.desk.bodies import pruned
from orderdesk.desk.casework import case_files, entries
from orderdesk.desk.casework.given_files import content_of
from orderdesk.desk.desk import Desk
from orderdesk.desk.storage import atomic
from orderdesk.desk.storage.archive import Archive
from orderdesk.errors import DeskUnavailable, InputRefused, NotFound, NotPossible
from orderdesk.locale import N_, _

MOST_BYTES: Final = 50_000_000
"""The largest file that is kept with a case."""
_MEBIBYTE: Final = 1_000_000
_NAME: Final = 200
_BEGINNINGS: Final = (b"%PDF-", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")
"""How a PDF and the usual pictures begin: PNG, JPEG, GIF, TIFF."""
_ASK: Final = N_("Save it as a PDF and attach that.")


def attach(desk: Desk, path: Path) -> FileRef:
    """Keep the file at `path`; what an entry says of it. Raises NotFound, InputRefused for one that is empty, too large
    or of another sort, and DeskUnavailable where it cannot be kept."""
    data = content_of(path, MOST_BYTES)
    if len(data) > MOST_BYTES:
        raise _too_large(path.stat().st_size)
    return keep(desk, path.name, data)


def keep(desk: Desk, name: str, data: bytes) -> FileRef:
    """Keep a file that is at hand under a name. Raises as `attach`."""
    case_files.only_at_the_municipality(desk)
    if not data:
        raise InputRefused("file", _("The file is empty."), _("Look whether it was saved."))
    if len(data) > MOST_BYTES:
        raise _too_large(len(data))
    if not data.startswith(_BEGINNINGS) and not _is_text(data):
        raise InputRefused("file", _("The file is neither a PDF, nor a text, nor a picture."), _(_ASK))
    digest = "sha256-" + hashlib.sha256(data).hexdigest()
    archive(desk).put(digest, data)
    return FileRef(name=(pruned(name).replace("\n", " ") or "fil")[-_NAME:], hash=digest, size=len(data))


def attach_to(desk: Desk, case: str, evidence: str, path: Path) -> FileRef:
    """Keep the file at `path` as the one of a piece of evidence. Raises as `attach`, and NotFound."""
    reference = attach(desk, path)
    entries.amend(desk, case, "evidence", evidence, {"file": reference.model_dump()})
    return reference


def content(desk: Desk, digest: str) -> bytes:
    """The file with that hash. Raises NotFound, and DeskUnavailable where the stored one is damaged."""
    try:
        return archive(desk).get(digest)
    except NotFound:
        raise NotFound(_("The file is not on this desk."), _("Restore it from a backup, or attach it again.")) from None
    except DeskUnavailable:
        raise DeskUnavailable(
            _("The stored file is damaged."), _("Restore it from a backup, or attach it again.")
        ) from None


def export(desk: Desk, digest: str, path: Path, *, replace: bool = False) -> None:
    """Write the file to `path`, unencrypted. Raises NotPossible where something is there, unless `replace`."""
    data = content(desk, digest)
    if path.exists() and not replace:
        raise NotPossible(_("There is a file of that name already; nothing was written."), _("Choose another name."))
    try:
        atomic.replace(path, data)
    except DeskUnavailable:
        raise NotPossible(
            _("The file could not be written there; nothing was written."), _("Choose another folder.")
        ) from None


def unreferred(desk: Desk) -> list[str]:
    """The hashes of files that no case names: what was attached to an entry that is gone."""
    named = {reference["hash"] for reference in references(desk)}
    return [digest for digest in archive(desk).digests() if digest not in named]


def sweep(desk: Desk) -> int:
    """Remove the files that no case names; how many. Only when somebody asks for it."""
    lost = unreferred(desk)
    for digest in lost:
        try:
            _place(desk, digest).unlink(missing_ok=True)
        except OSError as error:
            raise atomic.trouble(error) from error
    return len(lost)


def missing(desk: Desk) -> int:
    """How many files cases name that are not kept."""
    kept = archive(desk)
    return sum(digest not in kept for digest in {reference["hash"] for reference in references(desk)})


def damaged(desk: Desk) -> int:
    """How many of the files kept cannot be read again. Reads all of them."""
    return sum(not _is_whole(desk, digest) for digest in archive(desk).digests())


def references(desk: Desk) -> Iterator[dict[str, Any]]:
    """What the evidence of all cases says of its files."""
    for _case, row in desk.store.rows(case_files.FILES):
        yield from (one["file"] for one in row["file"].get("evidence", ()) if one.get("file"))


def archive(desk: Desk) -> Archive:
    """Where the files lie."""
    return Archive(desk.folder.files, desk.vault.cipher("files"))


def _place(desk: Desk, digest: str) -> Path:
    name = digest.removeprefix("sha256-")
    return desk.folder.files / name[:2] / name


def _is_whole(desk: Desk, digest: str) -> bool:
    try:
        archive(desk).get(digest)
    except (DeskUnavailable, NotFound):
        return False
    return True


def _is_text(data: bytes) -> bool:
    try:
        return "\x00" not in data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False


def _too_large(size: int) -> InputRefused:
    return InputRefused(
        "file",
        _("The file is {size} MB, and at most {most} MB are kept with a case.").format(
            size=-(-size // _MEBIBYTE), most=MOST_BYTES // _MEBIBYTE
        ),
        _("Scan it in a lower resolution, or split it."),
    )
