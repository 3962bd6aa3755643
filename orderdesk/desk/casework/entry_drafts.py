"""What somebody writes in an entry of a case: kept as it grows, put into the case when the person says so.

A draft's body is {"case", "kind", "entry", "seen", "values"}: `kind` is the list ("head" for the case itself), `entry`
the id of the entry, "" for a new one, `seen` the revision of the case that it was begun on, `values` what the form
holds. A case that is not there yet has no short name: `case` is "".
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from orderdesk.cases.case_file import CASE_TYPE, CaseFile
from orderdesk.cases.fact_kinds import FACT_KINDS
from orderdesk.cases.problems import BrokenCase
from orderdesk.cases.reading import case_of, value_of
from orderdesk.cases.soundness import flaws
from orderdesk.desk import drafts
from orderdesk.desk.bodies import pruned
from orderdesk.desk.casework import case_files, entries
from orderdesk.desk.casework.changes import LISTS
from orderdesk.desk.desk import Desk
from orderdesk.errors import NotFound
from orderdesk.locale import _

EntryKind = Literal[
    "head", "facts", "sections", "evidence", "health_events", "requests", "conversations", "measures", "trials"
]
Values = dict[str, Any]

HEAD: Final = ("citizen", "number", "opened", "caseworker", "summary", "tracks", "decision")
"""The members of the case that its own form edits."""
_NEW_CASE: Final = "sag"


@dataclass(frozen=True, slots=True)
class Place:
    """Which entry it is."""

    case: str
    kind: EntryKind
    entry: str = ""

    @property
    def draft_id(self) -> str:
        """The id of its draft."""
        return "-".join(["case", self.case, self.kind, self.entry or "new"])


@dataclass(frozen=True, slots=True)
class Begun:
    """What a form begins with, and the revision of the case that it was read at (0 where there is none yet). `written`
    is whether somebody has begun to change it."""

    place: Place
    values: Values
    seen: int
    written: bool


@dataclass(frozen=True, slots=True)
class Lack:
    """What does not fit yet. `severity` is "block" or "advise"; `path` the field, as "states.diagnosis"."""

    code: str
    severity: str
    path: str
    sentence: str


def fact_value(kind: str) -> str:
    """What a fact of this kind holds: "yes_no", "number", "day" or "text"; "text" for an unknown one, "" for none."""
    if not kind:
        return ""
    return FACT_KINDS[kind].value if kind in FACT_KINDS else "text"


def begun(desk: Desk, place: Place) -> Begun:
    """What has been written so far, or the entry as the case has it. Raises NotFound."""
    row = desk.store.get(drafts.DRAFTS, place.draft_id)
    if row is not None:
        return _of_draft(row["body"])
    if not place.case:
        return Begun(place, _empty(desk, place), 0, False)
    kept = case_files.kept(desk, place.case)
    if not place.entry and place.kind != "head":
        return Begun(place, _empty(desk, place), kept.revision, False)
    return Begun(place, for_form(place.kind, _entry(value_of(kept.file), place)), kept.revision, False)


def draft_begun(desk: Desk, draft_id: str) -> Begun:
    """The draft of that id. Raises NotFound."""
    return _of_draft(drafts.load(desk, draft_id).body)


def _of_draft(body: Mapping[str, Any]) -> Begun:
    place = Place(body["case"], body["kind"], body["entry"])
    return Begun(place, body["values"], body["seen"], True)


def _empty(desk: Desk, place: Place) -> Values:
    today = desk.today().isoformat()
    match place.kind:
        case "head":
            return {"opened": today, "caseworker": desk.settings.name, "tracks": [{"role": "main", "since": today}]}
        case "conversations" | "health_events":
            return {"day": today}
        case "evidence":
            return {"received": today}
    return {}


def keep(desk: Desk, start: Begun, values: Mapping[str, Any], draft_id: str = "") -> None:
    """Keep what has been written so far. A form that holds what it began with leaves no draft behind."""
    name = draft_id or start.place.draft_id
    with desk.store.transaction():
        row = desk.store.get(drafts.DRAFTS, name)
        if not start.written and values == start.values:
            desk.store.delete(drafts.DRAFTS, name)
            return
        place = start.place
        body = {"case": place.case, "kind": place.kind, "entry": place.entry, "seen": start.seen,
                "values": dict(values)}  # fmt: skip
        if row is not None:
            drafts.save(desk, name, body)
            return
        drafts.create(desk, name, "case", body, about=place.case)
        made = desk.store.get(drafts.DRAFTS, name) or {}
        desk.store.put(drafts.DRAFTS, name, {**made, "label": _label(desk, place, values)})


def _label(desk: Desk, place: Place, values: Mapping[str, Any]) -> str:
    if place.case:
        return str(case_files.row(desk, place.case)["citizen"])
    citizen = values.get("citizen")
    return str(citizen.get("name") or "") if isinstance(citizen, Mapping) else ""


def throw_away(desk: Desk, start: Begun, draft_id: str = "") -> None:
    """Throw away what has been written; `drafts.restore` takes it back."""
    drafts.discard(desk, draft_id or start.place.draft_id)


def lacks(desk: Desk, start: Begun, values: Mapping[str, Any]) -> list[Lack]:
    """What keeps the entry from being put into the case, and what in it does not add up."""
    place = start.place
    try:
        value, prefix = _laid_in(desk, place, from_form(place.kind, values))
    except NotFound as error:
        return [Lack("CASE", "block", "", str(error))]
    try:
        file = case_of(value)
    except BrokenCase as broken:
        mine = [one for one in broken.problems if one.path.startswith(prefix)]
        found = [(_field(place.kind, one.path.removeprefix(prefix)), one.what.sentence) for one in mine]
        return [Lack("CASE", "block", path, sentence) for path, sentence in found]
    return [
        Lack(
            one.code,
            "advise",
            _field(place.kind, one.path.removeprefix(prefix)),
            one.sentence.removeprefix(f"{one.entry}: "),
        )
        for one in flaws(file, desk.today())
        if one.path.startswith(prefix) and _is_of(place.kind, one.path.removeprefix(prefix))
    ]


def store(desk: Desk, start: Begun, values: Mapping[str, Any], draft_id: str = "") -> Place:
    """Put the entry into the case and let the draft go, in one breath; where it stands now.

    Raises ChangedElsewhere where another window has changed this very entry since it was begun (the draft stays), and
    BrokenCase.
    """
    place, entry = start.place, from_form(start.place.kind, values)
    with desk.store.transaction():
        case, name = place.case, place.entry
        if not case:
            file = case_of({**_new_value(desk, entry), **entry})
            case_files.put(desk, file)
            case = file.case
        elif place.kind == "head":
            entries.describe(desk, case, {name: entry.get(name) for name in HEAD}, seen=start.seen)
        elif not place.entry:
            name = entries.add(desk, case, place.kind, entry)
        elif place.kind == "sections" and not _has_section(desk, place):
            entries.add(desk, case, "sections", {**entry, "section": place.entry})
        else:
            entries.change(desk, case, place.kind, place.entry, entry, seen=start.seen)
        drafts.sent(desk, draft_id or place.draft_id)
    return Place(case, place.kind, name)


def _has_section(desk: Desk, place: Place) -> bool:
    return any(one.section == place.entry for one in case_files.case_file(desk, place.case).sections)


def _new_value(desk: Desk, entry: Mapping[str, Any]) -> Values:
    citizen = entry.get("citizen")
    name = str(citizen.get("name") or "") if isinstance(citizen, Mapping) else ""
    return {"type": CASE_TYPE, "case": case_files.free_name(desk, name)}


def _laid_in(desk: Desk, place: Place, entry: Values) -> tuple[Values, str]:
    """The whole case as it would be with this entry, and the path of the entry in it."""
    if not place.case:
        return {"type": CASE_TYPE, "case": _NEW_CASE, **entry}, "$."
    value = value_of(case_files.case_file(desk, place.case))
    if place.kind == "head":
        return {**{name: part for name, part in value.items() if name not in HEAD}, **entry}, "$."
    rows = list(value.get(place.kind) or ())
    member = "section" if place.kind == "sections" else "id"
    at = next((at for at, one in enumerate(rows) if one[member] == place.entry), len(rows))
    name = {member: place.entry or f"{LISTS[place.kind]}0"}
    rows[at : at + 1] = [{**entry, **name}]
    return {**value, place.kind: rows}, f"$.{place.kind}[{at}]."


def entry_values(case: CaseFile, kind: EntryKind, entry: str) -> Values:
    """An entry of a case as its form holds it; nothing where there is none."""
    try:
        return for_form(kind, _entry(value_of(case), Place(case.case, kind, entry)))
    except NotFound:
        return {}


def _entry(value: Values, place: Place) -> Values:
    if place.kind == "head":
        return {name: value[name] for name in HEAD if name in value}
    member = "section" if place.kind == "sections" else "id"
    found = next((one for one in value.get(place.kind) or () if one[member] == place.entry), None)
    if found is None:
        if place.kind == "sections":
            return {}
        raise NotFound(_("The case has no such entry; it may have been removed in another window."))
    return {name: part for name, part in found.items() if name != member}


# The form's values and the entry's: a fact's value has a field for each sort, a reminder a row.

_FACT_FIELDS: Final = {
    "yes_no": "value_yes", "number": "value_number", "day": "value_day", "text": "value_text",
}  # fmt: skip


def for_form(kind: EntryKind, entry: Mapping[str, Any]) -> Values:
    """The entry as its form holds it."""
    values = dict(entry)
    if kind == "facts" and "value" in values:
        values[_FACT_FIELDS[fact_value(str(values.get("kind") or "")) or "text"]] = values.pop("value")
    if kind == "requests" and "reminders" in values:
        values["reminders"] = [{"day": day} for day in values["reminders"]]
    return values


def from_form(kind: EntryKind, values: Mapping[str, Any]) -> Values:
    """The form's values as the case has them."""
    entry: Values = pruned(dict(values)) or {}
    if kind == "facts":
        held = {name: entry.pop(name) for name in _FACT_FIELDS.values() if name in entry}
        name = _FACT_FIELDS.get(fact_value(str(entry.get("kind") or "")), "")
        if name in held:
            entry["value"] = held[name]
    if kind == "requests" and "reminders" in entry:
        entry["reminders"] = [row["day"] for row in entry["reminders"] if isinstance(row, Mapping) and "day" in row]
    return entry


def _field(kind: EntryKind, path: str) -> str:
    """Where the form holds what the case has at `path`."""
    if kind == "facts" and path == "value":
        return "value_text"
    if kind == "requests" and path.startswith("reminders["):
        return f"{path}.day"
    return path


def _is_of(kind: EntryKind, path: str) -> bool:
    return kind != "head" or path.partition(".")[0].partition("[")[0] in HEAD


def begun_on(desk: Desk, case: str) -> Iterator[tuple[Place, str]]:
    """What has been begun and not put into the case: the places with the ids of their drafts."""
    for draft in drafts.listing(desk, "case"):
        if draft.body["case"] == case:
            yield Place(case, draft.body["kind"], draft.body["entry"]), draft.id
