"""The questions that the form of an order asks for a programme: data in programmes/, one folder a language, which a
municipality can extend. They prompt; nothing is filled in for the one who writes.

programmes/README.md documents the format.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from orderdesk.checks.local_files import BrokenFile, known_names, line_of, only_known, read_toml, texts_of
from orderdesk.locale import N_

LANGUAGES: Final = ("da", "en")
PROGRAMMES: Final = (
    "clarification", "mentor", "work_placement", "training", "upskilling", "work_trial", "wage_subsidy", "guidance",
    "health_course", "other",
)  # fmt: skip
FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "purpose": ("text", "leads_to", "to_clarify"),
    "goals": ("text", "seen_by", "baseline"),
    "questions": ("text",),
    "documentation": ("text",),
}
"""The parts of an order that questions belong to, and their fields."""

_OWN: Final = Path(__file__).parent / "programmes"

Questions = Mapping[str, tuple[str, ...]]
"""The questions to each field, as "goals.seen_by"."""


@dataclass(frozen=True, slots=True)
class Changed:
    """What a folder changes in the questions of one programme. `unknown` it takes out, and they are not there."""

    language: str
    programme: str
    added: tuple[str, ...]
    removed: tuple[str, ...]
    unknown: tuple[str, ...]


def of(programme: str, language: str, local: Path | None = None) -> Questions:
    """The questions to the one who orders `programme`, with what the folder `local` adds and without what it takes
    out; none for what is no programme. Raises BrokenFile."""
    if programme not in PROGRAMMES:
        return {}
    found, _removed = _read(_OWN, language, programme)
    if local is None:
        return found
    known_names(local, LANGUAGES, PROGRAMMES)
    added, removed = _read(local, language, programme)
    # Its own first: below a field there is room for two.
    together = {place: (*added.get(place, ()), *found.get(place, ())) for place in {**found, **added}}
    return {place: kept for place in together if (kept := tuple(q for q in together[place] if q not in removed))}


def changes(folder: Path) -> list[Changed]:
    """What `folder` changes, programme by programme. Raises BrokenFile."""
    known_names(folder, LANGUAGES, PROGRAMMES)
    found = []
    for language in LANGUAGES:
        for programme in PROGRAMMES:
            added, removed = _read(folder, language, programme)
            own = {question for asked in _read(_OWN, language, programme)[0].values() for question in asked}
            if added or removed:
                new = tuple(question for asked in added.values() for question in asked)
                gone = tuple(question for question in removed if question in own)
                unknown = tuple(question for question in removed if question not in own)
                found.append(Changed(language, programme, new, gone, unknown))
    return found


def _read(folder: Path, language: str, programme: str) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    """The questions in the programme's file, and those it takes out. Raises BrokenFile."""
    shown = f"{language}/{programme}.toml"
    content, text = read_toml(folder / language / f"{programme}.toml", shown)
    only_known(content, ("about", "remove", *FIELDS), text, shown)
    found = {}
    for part, fields in FIELDS.items():
        asked = _table(content, part, text, shown)
        only_known(asked, fields, text, shown)
        for name in fields:
            if questions := texts_of(asked, name, text, shown):
                found[f"{part}.{name}"] = tuple(questions)
    return found, tuple(texts_of(content, "remove", text, shown))


def _table(content: Mapping[str, Any], part: str, text: str, shown: str) -> Mapping[str, Any]:
    asked = content.get(part, {})
    if not isinstance(asked, Mapping):
        template = N_("The file {file}, line {line}: write [{entry}] and the fields under it.")
        raise BrokenFile(template, file=shown, line=line_of(part, text), entry=part)
    return asked
