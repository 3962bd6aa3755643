"""Case files, and lists for one, that come from outside: all of it or nothing. What is there already and identical is
passed over; what is there and differs is never written over without being told to."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from orderdesk.cases.case_file import CaseFile
from orderdesk.cases.flaws import Flaw
from orderdesk.cases.joining import joined
from orderdesk.cases.problems import BrokenCase, Problem, problem
from orderdesk.cases.reading import MAX_CASE_BYTES, case_of, read_case, value_of
from orderdesk.cases.soundness import flaws
from orderdesk.cases.table_columns import KINDS, Kind
from orderdesk.cases.tables import table_of
from orderdesk.desk.casework import case_files
from orderdesk.desk.casework.changes import LISTS
from orderdesk.desk.casework.given_files import content_of
from orderdesk.desk.desk import Desk
from orderdesk.errors import InputRefused
from orderdesk.locale import N_, _
from orderdesk.locale.said import Said

Value = dict[str, Any]

_DIFFERS: Final = N_("{entry} is in the case already, with other content.")
_OTHER_CITIZEN: Final = N_("The case of that short name here is another citizen's.")
_HEAD: Final = ("number", "opened", "caseworker", "summary", "decision", "citizen")


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one file. `added` and `known` are the ids (or names of members) of what is new, and of what was
    there already; `flaws` what does not add up in the case as it is now; `read_as` how a list was read."""

    case: str
    is_new: bool
    added: tuple[str, ...]
    known: tuple[str, ...]
    flaws: tuple[Flaw, ...]
    read_as: Said | None = None


def import_cases(desk: Desk, files: Sequence[tuple[bytes, str]], *, replace: bool = False) -> list[Imported]:
    """Take in case files (content and name), all or none. A case that is here gets what it lacks; with `replace` the
    file takes its place. Raises BrokenCase where a file cannot be read, or says something else than the case here."""
    case_files.only_at_the_municipality(desk)
    read = [(read_case(data, shown), shown) for data, shown in files]
    with desk.store.transaction():
        return [_one(desk, file, shown, replace) for file, shown in read]


def import_list(desk: Desk, case: str, kind: str, data: bytes, shown: str) -> Imported:
    """Take a list (CSV) into a case: evidence, conversations, measures, requests or facts. Raises NotFound,
    InputRefused for no such list, and BrokenCase with the lines of what cannot be read, or is there with other
    content."""
    if kind not in KINDS:
        raise InputRefused("list", _("There is no such list."), _("Choose one of: {lists}.").format(
            lists=", ".join(KINDS)))  # fmt: skip
    case_files.only_at_the_municipality(desk)
    known: Kind = kind
    table = table_of(known, data, shown)
    with desk.store.transaction():
        kept = case_files.kept(desk, case)
        whole = joined(kept.file, known, table.entries, table.made)
        case_files.put(desk, whole.case, seen=kept.revision)
    found = tuple(flaws(whole.case, desk.today()))
    return Imported(case, False, whole.added, whole.known, found, table.read_as)


def given(path: Path) -> bytes:
    """What is in a file that a person names, of one that is too large no more than tells so. Raises NotFound and
    InputRefused."""
    return content_of(path, MAX_CASE_BYTES)


def _one(desk: Desk, file: CaseFile, shown: str, replace: bool) -> Imported:
    day = desk.today()
    held = desk.store.get(case_files.FILES, file.case)
    if held is None:
        case_files.put(desk, file)
        return Imported(file.case, True, tuple(_names(value_of(file))), (), tuple(flaws(file, day)))
    kept = case_files.kept(desk, file.case)
    if replace:
        case_files.put(desk, file, seen=kept.revision)
        return Imported(file.case, False, tuple(_names(value_of(file))), (), tuple(flaws(file, day)))
    value, added, known = _joined(value_of(kept.file), value_of(file), shown)
    whole = case_of(value)
    case_files.put(desk, whole, seen=kept.revision)
    return Imported(file.case, False, tuple(added), tuple(known), tuple(flaws(whole, day)))


def _joined(here: Mapping[str, Any], there: Mapping[str, Any], shown: str) -> tuple[Value, list[str], list[str]]:
    """The case here with what the other file adds. Raises BrokenCase where they contradict each other."""
    value, added, known = dict(here), [], []
    problems: list[Problem] = []
    if here["citizen"]["cpr"] != there["citizen"]["cpr"]:
        raise BrokenCase(shown, [problem(0, "$.citizen", _OTHER_CITIZEN)])
    for name in _HEAD:
        if name in there and name not in here:
            value[name] = there[name]
            added.append(name)
        elif name in there and there[name] != here[name]:
            problems.append(problem(0, f"$.{name}", _DIFFERS, entry=name))
    for name in (*LISTS, "sections", "tracks", "notes"):
        rows = list(here.get(name) or ())
        by_name = {_name(name, one): one for one in rows}
        for one in there.get(name) or ():
            entry = _name(name, one)
            if one in rows:
                known.append(entry)
            elif entry in by_name:
                problems.append(problem(0, f"$.{name}", _DIFFERS, entry=entry))
            else:
                rows.append(one)
                added.append(entry)
        if rows:
            value[name] = rows
    if problems:
        raise BrokenCase(shown, problems)
    return value, added, known


def _names(value: Mapping[str, Any]) -> Iterator[str]:
    for name in (*LISTS, "sections", "tracks", "notes"):
        yield from (_name(name, one) for one in value.get(name) or ())


def _name(name: str, one: Mapping[str, Any]) -> str:
    """What an entry goes by: its id, a section's code; a track's and a note's whole content, told apart by day."""
    if name in LISTS:
        return str(one["id"])
    if name == "sections":
        return str(one["section"])
    if name == "tracks":
        return f"{one['track']} {one['role']} {one['since']}"
    return f"{one['gap']} {one['kind']} {one['day']} {one.get('by')}"
