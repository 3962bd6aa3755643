"""A demo's folder that people work in: filled once, kept or thrown away, and opened again as it was left."""

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final, Literal, NamedTuple

from orderdesk import durable
from orderdesk.demo.examples import Examples
from orderdesk.demo.filling import fill
from orderdesk.demo.papers import Papers
from orderdesk.demo.town import CASEWORKER, CONSULTANT, FOUNDED, DemoClock, desk_folder, found_town
from orderdesk.desk.folder import DeskFolder, load_settings
from orderdesk.desk.wording import words
from orderdesk.errors import NotPossible
from orderdesk.locale import _

Progress = Callable[[int, int], None]

_MARK: Final = "demo.json"
"""Written last: a folder without it was not filled to the end."""

_VERSION: Final = 3
"""Of what a demo's folder holds. One more whenever demos that were kept would no longer open as they were left: the
threads of version 1 had ids that their orders do not fit; version 2 knew no notices and no meetings."""


class Door(NamedTuple):
    """One of the two desks: what a menu calls it, and where it lies."""

    label: str
    root: Path


def is_ready(folder: Path) -> bool:
    """Whether a demo lies in `folder`. Raises NotPossible where something else does, or a demo of another version."""
    if (folder / _MARK).is_file():
        if _version(folder / _MARK) != _VERSION:
            raise NotPossible(
                _("The demo in {folder} was made by another version of this program.").format(folder=folder),
                _("Choose another folder, or delete this one and let it be made anew."),
            )
        return True
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise NotPossible(
            _("{folder} is not empty, and holds no demo; nothing was changed.").format(folder=folder),
            _("Choose an empty folder, or one that a demo was kept in."),
        )
    return False


def _version(mark: Path) -> object:
    try:
        said = json.loads(mark.read_bytes())
    except (OSError, ValueError):
        return None
    return said.get("version") if isinstance(said, dict) else None


def prepare(folder: Path, *, day: date, language: Literal["da", "en"], progress: Progress) -> None:
    """Fill `folder` as if its last day were `day`, or leave it empty where that fails. `progress` hears how many
    acts of how many have been done."""
    examples = Examples.as_of(day)
    clock = DemoClock(examples.moment(FOUNDED, "09:00"))
    folder.mkdir(parents=True, exist_ok=True)
    try:
        town = found_town(folder, examples, language=language, clock=clock)
        try:
            fill(town, examples, progress)
            papers = Papers(folder, digits=3)
            papers.write_directory(town.caseworker)
            papers.write_new(town)
        finally:
            town.close()
        durable.replace(folder / _MARK, json.dumps({"version": _VERSION, "filled": day.isoformat()}).encode())
    except BaseException:  # Ctrl+C too: half a demo is of no use, and the folder was empty before
        _clear(folder)
        raise


def _clear(folder: Path) -> None:
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def doors(folder: Path) -> list[Door]:
    """The two desks that the demo opens."""
    found = []
    for person in (CASEWORKER, CONSULTANT):
        root = desk_folder(folder, person)
        settings = load_settings(DeskFolder(root))
        label = f"{settings.name}, {words('role', settings.role)}, {settings.org_name}"
        found.append(Door(label, root))
    return found
