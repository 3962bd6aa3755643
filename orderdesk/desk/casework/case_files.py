"""Case files as this desk keeps them: whole, in the store, each with a number that grows with every change.

Only the municipality's desk has case files. Two windows on one case are told apart by that number: what one of them
has changed meanwhile is never written over by the other.
"""

import re
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

from pydantic import ValidationError

from orderdesk.cases.case_file import CASE_TYPE, CaseFile
from orderdesk.cases.reading import case_of, value_of
from orderdesk.desk.casework.case_rows import row_of
from orderdesk.desk.casework.changes import changed_entries
from orderdesk.desk.casework.listed_rows import CASES as CASES
from orderdesk.desk.casework.listed_rows import FILES as FILES
from orderdesk.desk.casework.listed_rows import NEWS, not_found, tracks_on
from orderdesk.desk.casework.listed_rows import row as row
from orderdesk.desk.casework.listed_rows import rows as rows
from orderdesk.desk.desk import Desk
from orderdesk.errors import DeskUnavailable, NotPossible
from orderdesk.locale import _

Row = dict[str, Any]


class ChangedElsewhere(NotPossible):
    """The case, or the entry, has been changed in another window since it was read here. Nothing was written."""

    def __init__(self) -> None:
        super().__init__(
            _("The case has been changed in another window since you opened it here; nothing was written over."),
            _("What you wrote is still here: open the case anew, compare, and save it again."),
        )


@dataclass(frozen=True, slots=True)
class Kept:
    """A case file as it is kept. `revision` is what a change says that it has seen; `changed` an instant."""

    file: CaseFile
    revision: int
    changed: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A case in a list. `tracks` are the codes on the desk's day, the main one first; `plan_b` those of them that are
    plan B. `planned` and `decided` are ISO days, "" for none; `changed` is an instant."""

    case: str
    citizen: str
    number: str
    tracks: tuple[str, ...]
    plan_b: tuple[str, ...]
    planned: str
    decided: str
    revision: int
    changed: str


def listing(desk: Desk) -> list[Listed]:
    """All cases, by the citizen's name."""
    day = desk.today().isoformat()
    found = [_listed(case, row, day) for case, row in rows(desk)]
    return sorted(found, key=lambda one: (one.citizen.casefold(), one.case))


def kept(desk: Desk, case: str) -> Kept:
    """The case with its revision. Raises NotFound, and DeskUnavailable where another version of the program wrote what
    this one cannot read."""
    held = desk.store.get(FILES, case)
    if held is None:
        raise not_found()
    try:
        # What `put` has checked needs no second look at its texts: half the time of 220 cases.
        return Kept(CaseFile.model_validate(held["file"]), held["revision"], held["changed"])
    except ValidationError:
        raise DeskUnavailable(
            _("A case file on this desk cannot be read."),
            _("A newer version of the program may have written it; nothing was changed."),
        ) from None


def case_file(desk: Desk, case: str) -> CaseFile:
    """The case file. Raises NotFound."""
    return kept(desk, case).file


def of_citizen(desk: Desk, cpr: str) -> str | None:
    """The short name of the case of the citizen with that CPR number; None where there is none."""
    return next((case for case, row in desk.store.rows(CASES) if row["cpr"] == cpr), None)


def put(desk: Desk, case: CaseFile, *, seen: int = 0) -> int:
    """Keep the whole case; `seen` is the revision that it was made from, 0 for a case that is new. Returns the new
    revision; where nothing differs, the one that stands.

    Raises ChangedElsewhere where another window has changed it since (nothing is written), NotPossible at a provider's
    desk, and BrokenCase for what could not be read again.
    """
    only_at_the_municipality(desk)
    value = value_of(case)
    case_of(value)
    with desk.store.transaction():
        held = desk.store.get(FILES, case.case)
        if (held["revision"] if held else 0) != seen:
            raise ChangedElsewhere
        if held is None:
            _refuse_double(desk, case.citizen.cpr)
        elif held["file"] == value:
            return seen
        return write(desk, case, value, held)


def write(desk: Desk, case: CaseFile, value: Row, held: Row | None) -> int:
    """Put file and row in place, in the caller's transaction; the new revision."""
    revision = (held["revision"] if held else 0) + 1
    touched = dict(held["touched"]) if held else {}
    touched |= dict.fromkeys(changed_entries(held["file"] if held else {}, value), revision)
    changed = desk.instant()
    desk.store.put(FILES, case.case, {"file": value, "revision": revision, "changed": changed, "touched": touched})
    desk.store.put(CASES, case.case, {**row_of(case), "revision": revision, "changed": changed})
    return revision


def remake_rows(desk: Desk) -> None:
    """Make the rows that lists take anew from the case files, in the caller's transaction. One that cannot be read
    keeps the row it has."""
    for case, held in list(desk.store.rows(FILES)):
        with suppress(DeskUnavailable):
            facts = {"revision": held["revision"], "changed": held["changed"]}
            desk.store.put(CASES, case, {**row_of(case_file(desk, case)), **facts})


def delete(desk: Desk, case: str, *, seen: int) -> None:
    """Take a case away. Its files stay until `attaching.sweep`. Raises NotFound and ChangedElsewhere."""
    with desk.store.transaction():
        held = desk.store.get(FILES, case)
        if held is None:
            raise not_found()
        if held["revision"] != seen:
            raise ChangedElsewhere
        for table in (FILES, CASES, NEWS):
            desk.store.delete(table, case)


def new_case(
    desk: Desk, name: str, cpr: str, track: str, *, since: str = "", number: str = "", case: str = ""
) -> CaseFile:
    """Open a case for a citizen, on one main track since a day (ISO; today where none is given). Its short name is made
    from the citizen's unless `case` gives one. Raises NotPossible where there is one for this CPR number already, and
    InputRefused for what a case cannot hold."""
    only_at_the_municipality(desk)
    with desk.store.transaction():
        short = case or free_name(desk, name)
        if desk.store.get(FILES, short) is not None:
            raise NotPossible(_("There is a case of that short name already."), _("Choose another short name."))
        today = desk.today().isoformat()
        value: Row = {
            "type": CASE_TYPE, "case": short, "citizen": {"name": name, "cpr": cpr}, "opened": today,
            "caseworker": desk.settings.name, "tracks": [{"track": track, "role": "main", "since": since or today}],
            **({"number": number} if number else {}),
        }  # fmt: skip
        file = case_of(value)
        put(desk, file)
    return file


_LETTERS: Final = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "é": "e", "è": "e", "ü": "u", "ö": "o", "ä": "a"})


def free_name(desk: Desk, name: str) -> str:
    """A short name for a case, made of a person's name, that no case has yet."""
    plain = re.sub(r"[^a-z0-9]+", "-", name.casefold().translate(_LETTERS)).strip("-")[:50].strip("-") or "sag"
    short, number = plain, 1
    while desk.store.get(FILES, short) is not None:
        number += 1
        short = f"{plain}-{number}"
    return short


def only_at_the_municipality(desk: Desk) -> None:
    """Raises NotPossible at a provider's desk."""
    if desk.actor != "C":
        raise NotPossible(_("Case files are kept by the municipality alone."))


def _refuse_double(desk: Desk, cpr: str) -> None:
    if of_citizen(desk, cpr) is not None:
        raise NotPossible(_("There is a case for this CPR number already."), _("Look for it in the list of cases."))


def _listed(case: str, row: Row, day: str) -> Listed:
    tracks = tracks_on(row, day)
    return Listed(
        case, row["citizen"], row["number"], tuple(one["track"] for one in tracks),
        tuple(one["track"] for one in tracks if one["role"] == "plan_b"), row["planned"], row["decided"],
        row["revision"], row["changed"],
    )  # fmt: skip
