"""Putting entries that came from elsewhere into a case file: each once, and none over another."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from orderdesk.cases.case_file import CaseFile
from orderdesk.cases.problems import BrokenCase, Problem, problem
from orderdesk.cases.reading import case_of, value_of
from orderdesk.cases.soundness import entry_ids
from orderdesk.cases.table_columns import Kind
from orderdesk.cases.tables import PREFIXES, Entry
from orderdesk.locale import N_

_TAKEN = N_("The id {entry} is in the case already, with other content.")


@dataclass(frozen=True, slots=True)
class Joined:
    """A case file with what was put in. `added` are the ids of what is new, `known` of what was there already."""

    case: CaseFile
    added: tuple[str, ...]
    known: tuple[str, ...]


def joined(case: CaseFile, kind: Kind, entries: Iterable[Entry], made: Collection[str] = ()) -> Joined:
    """`case` with `entries` in its list `kind`. What is there already is passed over.

    An id that was `made` (see `Table`) means nothing: such an entry is known by its content, and numbered anew where
    its id is taken. Raises BrokenCase, with the case as it was, for an id that is taken by other content, in whatever
    list, and where the list gets too long.
    """
    present: list[Entry] = list(getattr(case, kind))
    by_id, contents = {entry.id: entry for entry in present}, {_content(entry): entry.id for entry in present}
    taken = {name for _path, name in entry_ids(case)}
    added: list[Entry] = []
    known: list[str] = []
    problems: list[Problem] = []
    for entry in entries:
        if entry.id in made and _content(entry) in contents:
            known.append(contents[_content(entry)])
        elif by_id.get(entry.id) == entry:
            known.append(entry.id)
        elif entry.id in taken and entry.id not in made:
            problems.append(problem(0, f"$.{kind}", _TAKEN, entry=entry.id))
        else:
            new = entry if entry.id not in taken else _numbered_anew(entry, PREFIXES[kind], taken)
            by_id[new.id] = new
            taken.add(new.id)
            added.append(new)
    if problems:
        raise BrokenCase("", problems)
    # The case is read anew: a list has a longest length.
    whole = case_of(value_of(case.model_copy(update={kind: [*present, *added]})))
    return Joined(whole, tuple(entry.id for entry in added), tuple(known))


def _content(entry: Entry) -> str:
    return entry.model_dump_json(exclude={"id"})


def _numbered_anew(entry: Entry, prefix: str, taken: Collection[str]) -> Entry:
    number = 1
    while f"{prefix}{number}" in taken:
        number += 1
    return entry.model_copy(update={"id": f"{prefix}{number}"})
