"""A whole desk in one file, and back: all or nothing both ways.

The file is a ZIP without compression (encrypted files do not shrink) whose last entry, `orderdesk-backup.json`, names
every other one with its size and SHA-256. What lies in a desk's folder is encrypted already, so the backup is as well;
the manifest tells damage from completeness, it does not prove who made the backup.
"""

import hashlib
import json
import os
import secrets
import shutil
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import IO, Any

from orderdesk import durable
from orderdesk.desk.storage import atomic
from orderdesk.desk.storage.journal import LOCK_NAME
from orderdesk.desk.storage.locking import LOCK_SUFFIX, DeskLock
from orderdesk.errors import InputRefused, NotFound, NotPossible
from orderdesk.locale import _

FORMAT = "orderdesk.backup.v1"
_MANIFEST = "orderdesk-backup.json"
_MANIFEST_LIMIT = 256 << 20  # bytes; a million files need about 130 MB
_FILE_LIMIT = 1_000_000
_CHUNK = 1 << 20
_NO_DATE = (1980, 1, 1, 0, 0, 0)  # a backup says nothing about when its files were written


Progress = Callable[[int, int], bool]
"""Told how many files of how many are done; False asks to stop."""


def _go_on(_done: int, _of: int) -> bool:
    return True


def write_backup(desk_folder: Path, target: Path, *, lock_timeout: float = 10.0, progress: Progress = _go_on) -> int:
    """Write everything in `desk_folder` but locks and unfinished files to `target`; the number of files.

    The desk's locks are held meanwhile, so the journal in it is of one moment; documents that come in the meantime may
    be in it. Raises NotFound (no desk there), NotPossible (a link in it, `target` inside it, or `progress` said stop),
    DeskUnavailable; then `target` is as it was.
    """
    if not desk_folder.is_dir():
        raise NotFound(_("There is no desk in this folder."))
    if target.resolve().is_relative_to(desk_folder.resolve()):
        raise NotPossible(
            _("The backup would lie inside the desk itself."), _("Choose another folder, best another disk.")
        )
    with ExitStack() as held:
        try:
            for lock in sorted(desk_folder.rglob(LOCK_NAME)):
                held.enter_context(DeskLock(lock, lock_timeout).held())
            with atomic.replacing(target) as file:
                return _write(desk_folder, file, progress)
        except OSError as error:
            raise atomic.trouble(error) from error


def restore_backup(source: Path, desk_folder: Path, adding: Mapping[str, bytes] = MappingProxyType({})) -> int:
    """Make `desk_folder`, which is empty or does not exist, the desk that `source` holds; the number of files. `adding`
    are files that come into it in the same moment, by name.

    Everything is unpacked beside it and compared with the manifest first; only then the folder takes its name. Raises
    NotFound (no backup there), NotPossible (the folder is not empty), InputRefused (damaged, incomplete, or a name
    that would lead out of the folder), DeskUnavailable (disk full, read-only). Then nothing has been put in place.
    """
    if not source.is_file():
        raise NotFound(_("There is no backup file with this name."))
    try:
        if desk_folder.is_symlink() or (
            desk_folder.exists() and (not desk_folder.is_dir() or any(desk_folder.iterdir()))
        ):
            raise NotPossible(_("The folder for the restored desk is not empty."), _("Choose a new folder."))
        desk_folder.parent.mkdir(parents=True, exist_ok=True)
        beside = desk_folder.with_name(f".{desk_folder.name}.{secrets.token_hex(6)}.restoring")
        try:
            with zipfile.ZipFile(source) as archive:
                files = _checked_manifest(archive, source.stat().st_size)
                _unpack(archive, files, beside)
            for name, data in adding.items():
                atomic.replace(beside / name, data)
            if desk_folder.exists():
                desk_folder.rmdir()
            beside.rename(desk_folder)
            durable.settle(desk_folder.parent)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    except OSError as error:
        raise atomic.trouble(error) from error
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, RuntimeError) as error:
        raise _refused(_("it is damaged or not a backup")) from error
    return len(files)


def _write(desk_folder: Path, file: IO[bytes], progress: Progress) -> int:
    listed: list[dict[str, Any]] = []
    paths = list(_files(desk_folder))
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for done, path in enumerate(paths):
            if not progress(done, len(paths)):
                raise NotPossible(_("Stopped. No backup was written."))
            name = path.relative_to(desk_folder).as_posix()
            if not _is_safe(name) or name == _MANIFEST:
                raise NotPossible(_("The desk's folder holds a file whose name a backup cannot carry to every system."))
            digest, size = hashlib.sha256(), 0
            with path.open("rb") as source, archive.open(_entry(name), "w", force_zip64=True) as entry:
                while chunk := source.read(_CHUNK):
                    digest.update(chunk)
                    size += entry.write(chunk)
            listed.append({"path": name, "size": size, "sha256": digest.hexdigest()})
        manifest = {"format": FORMAT, "files": listed}
        archive.writestr(_entry(_MANIFEST), json.dumps(manifest, indent=0).encode())
    return len(listed)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _NO_DATE)
    entry.external_attr = 0o600 << 16
    return entry


def _files(folder: Path) -> Iterator[Path]:
    with os.scandir(folder) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    for entry in found:
        if entry.is_symlink():
            raise NotPossible(_("The desk's folder holds a link, which a backup would not contain."))
        if entry.is_dir():
            yield from _files(Path(entry.path))
        elif not entry.name.endswith(LOCK_SUFFIX) and not atomic.is_temporary(entry.name):
            yield Path(entry.path)


def _checked_manifest(archive: zipfile.ZipFile, limit: int) -> dict[str, tuple[int, str]]:
    """Size and hash by name, after the list of entries has been compared with them."""
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    if _MANIFEST not in names or len(entries) > _FILE_LIMIT:
        raise _refused(_("it has no manifest"))
    if archive.getinfo(_MANIFEST).file_size > _MANIFEST_LIMIT:
        raise _refused(_("its manifest is too large"))
    files = _parse_manifest(archive.read(_MANIFEST))
    if sorted(names) != sorted([*files, _MANIFEST]) or len({name.casefold() for name in names}) != len(names):
        raise _refused(_("it does not hold the files that its manifest names"))
    for entry in entries:
        kind = entry.external_attr >> 16 & 0o170000
        if kind not in (0, 0o100000) or entry.compress_type != zipfile.ZIP_STORED or entry.is_dir():
            raise _refused(_("it holds something other than plain files"))
        if entry.filename != _MANIFEST and not _is_safe(entry.filename):
            raise _refused(_("a name in it leads out of the desk's folder"))
        if entry.filename != _MANIFEST and entry.file_size != files[entry.filename][0]:
            raise _refused(_("a file in it has another size than its manifest says"))
    if sum(entry.file_size for entry in entries) > limit:  # overlapping entries: small to carry, huge to unpack
        raise _refused(_("its files are larger than the backup itself"))
    return files


def _parse_manifest(data: bytes) -> dict[str, tuple[int, str]]:
    try:
        manifest = json.loads(data)
        if manifest["format"] != FORMAT:
            raise _refused(_("it was written by another version of the program"))
        files = {str(file["path"]): (int(file["size"]), str(file["sha256"])) for file in manifest["files"]}
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise _refused(_("its manifest cannot be read")) from error
    return files


def _is_safe(name: str) -> bool:
    """Whether `name` stays inside the folder on every system: no drive, no backslash, no `..`, no control character."""
    parts = PurePosixPath(name).parts
    return (
        bool(parts)
        and name == "/".join(parts)
        and not name.startswith("/")
        and ".." not in parts
        and not any(char in '\\:*?"<>|' or ord(char) < 32 for char in name)
        and not any(part.endswith((" ", ".")) for part in parts)
    )


def _unpack(archive: zipfile.ZipFile, files: dict[str, tuple[int, str]], folder: Path) -> None:
    folder.mkdir(mode=0o700)
    folders = {folder}
    for name, (size, expected) in files.items():
        path = folder.joinpath(*name.split("/"))
        if path.parent not in folders:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            folders.update(parent for parent in path.parents if parent.is_relative_to(folder))
        digest, written = hashlib.sha256(), 0
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with archive.open(name) as entry, os.fdopen(descriptor, "wb") as file:
            while chunk := entry.read(_CHUNK):
                digest.update(chunk)
                written += file.write(chunk)
            file.flush()
            durable.to_disk(file.fileno())
        if written != size or digest.hexdigest() != expected:
            raise _refused(_("a file in it is not the one its manifest names"))
    for made in folders:
        durable.settle(made)


def _refused(reason: str) -> InputRefused:
    text = _("The backup was not restored: {reason}.").format(reason=reason)
    return InputRefused("backup", text, _("Nothing has been put in place. Try another backup."))
