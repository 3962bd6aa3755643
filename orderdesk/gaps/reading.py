"""Reading rule packs: what is wrong in one is said with its line and key, and nothing of it is used."""

import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import cache, partial
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from orderdesk.errors import InputRefused
from orderdesk.gaps.answer import PackName
from orderdesk.gaps.pack import Pack
from orderdesk.gaps.pack_places import expected, line_of_place, place_in, too_deep, unfit_texts
from orderdesk.gaps.rule_book import ReadPack, RuleBook, book_of
from orderdesk.locale import N_, _

_OWN: Final = Path(__file__).parent / "packs"
MOST_BYTES: Final = 1_000_000
_MOST_PROBLEMS: Final = 20
_EXAMPLE: Final = re.compile(r"^\[\[rules\.examples\]\]\n(?:(?!\[).+\n|\n)*", re.MULTILINE)
_LINE: Final = re.compile(r"at line (\d+)")


@dataclass(frozen=True, slots=True)
class PackProblem:
    """What is wrong in a pack: the line, the key, and what was expected there (English; `template` is a msgid)."""

    line: int
    key: str
    template: str
    values: Mapping[str, str]

    @property
    def message(self) -> str:
        """In English."""
        return self.template.format(**self.values)

    @property
    def sentence(self) -> str:
        """In the language in use."""
        return _(self.template).format(**self.values)


class BrokenPack(InputRefused):
    """A pack that cannot be used. `problems` are all that were found, at most 20."""

    def __init__(self, shown: str, problems: Sequence[PackProblem]) -> None:
        first = problems[0]
        sentence = _("The rule pack {file}, line {line}, {key}: {problem}").format(
            file=shown, line=first.line, key=first.key or "–", problem=first.sentence
        )
        super().__init__(
            "pack",
            sentence,
            _("Nothing of it is used. The README beside the program's packs says how a pack is written."),
        )
        self.shown = shown
        self.problems = tuple(problems)


def own_book() -> RuleBook:
    """The rules that come with the program."""
    return book_of(own_rules())


@cache
def own_packs() -> tuple[ReadPack, ...]:
    """The packs that come with the program, by name, whole."""
    return tuple(read_pack(path.read_bytes(), path.name) for path in own_files())


@cache
def own_rules() -> tuple[ReadPack, ...]:
    """The packs that come with the program, by name, without their examples: no case is asked by these, they are
    three quarters of the text, and the program's own tests run them."""
    return tuple(read_pack(path.read_bytes(), path.name, examples=False) for path in own_files())


def own_files() -> Sequence[Path]:
    """Their files."""
    return sorted(_OWN.glob("*.toml"))


def local_packs(folder: Path) -> tuple[ReadPack, ...]:
    """The packs of a municipality in `folder`, by name. Raises BrokenPack, and InputRefused where it is no folder."""
    if not folder.is_dir():
        raise InputRefused("pack", _("The folder {folder} is not there.").format(folder=folder))
    packs = []
    for path in sorted(folder.glob("*.toml")):
        try:
            packs.append(read_pack(path.read_bytes(), path.name, local=True))
        except OSError:
            raise BrokenPack(path.name, [PackProblem(1, "", N_("It cannot be read."), {})]) from None
    return tuple(packs)


def read_pack(data: bytes, shown: str, *, local: bool | None = None, examples: bool = True) -> ReadPack:
    """The pack in `data`. `shown` is its name in sentences; `local` is what it must be, either where None. With
    `examples` false these are left out, unread; that is for the program's own packs alone. Raises BrokenPack with
    every problem; nothing half-read comes back."""
    text = _text(data, shown) if examples else _without_examples(_text(data, shown))
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = int(found[0]) if (found := _LINE.findall(str(error))) else text.count("\n") + 1
        raise BrokenPack(shown, [PackProblem(line, "", N_("This is not TOML."), {})]) from None
    except ValueError:  # a number of thousands of digits
        raise BrokenPack(shown, [PackProblem(1, "", N_("It holds a number that is too long."), {})]) from None
    except RecursionError:
        raise BrokenPack(shown, [PackProblem(1, "", N_("It is nested too deeply."), {})]) from None
    if too_deep(content):
        raise BrokenPack(shown, [PackProblem(1, "", N_("It is nested too deeply."), {})])
    value = days_as_text(content)
    try:
        pack = Pack.model_validate(value)
    except ValidationError as error:
        found = [_problem(one, value, text) for one in error.errors(include_url=False)]
        by_key = {one.key: one for one in reversed(found)}  # one of several sorts: each refuses, the first speaks
        problems = sorted(by_key.values(), key=lambda one: one.line)
        raise BrokenPack(shown, problems[:_MOST_PROBLEMS]) from None
    if unsound := list(_inconsistent(pack, value, text, local)):
        raise BrokenPack(shown, unsound[:_MOST_PROBLEMS])
    digest = "sha256-" + hashlib.sha256(data).hexdigest()
    head = pack.pack
    return ReadPack(pack, PackName(head.id, head.version, head.title.both, digest, head.local))


def _without_examples(text: str) -> str:
    """The text of one of the program's own packs, in which each example begins with its heading and ends with the
    next; a test holds what is left to the whole pack."""
    return _EXAMPLE.sub("", text)


def _text(data: bytes, shown: str) -> str:
    if len(data) > MOST_BYTES:
        raise BrokenPack(
            shown, [PackProblem(1, "", N_("It is larger than {limit} KB."), {"limit": str(MOST_BYTES // 1000)})]
        )
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BrokenPack(shown, [PackProblem(line, "", N_("This is not UTF-8 text."), {})]) from None


def days_as_text(value: Any) -> Any:
    """TOML has days of its own; the models read days as text."""
    if isinstance(value, dict):
        return {key: days_as_text(member) for key, member in value.items()}
    if isinstance(value, list):
        return [days_as_text(member) for member in value]
    return value.isoformat() if isinstance(value, date | time) else value


def _problem(error: ErrorDetails, value: Any, text: str) -> PackProblem:
    template, values = expected(error)
    place = place_in(value, error["loc"])
    return PackProblem(line_of_place(place, text), _key_of(place), template, values)


def _key_of(place: Sequence[str | int]) -> str:
    """The place as rules[2].require.section."""
    key = ""
    for part in place:
        key += f"[{part}]" if isinstance(part, int) else f".{part}"
    return key.removeprefix(".")


def _inconsistent(pack: Pack, value: Any, text: str, local: bool | None) -> Iterator[PackProblem]:
    """What each member allows and the whole does not."""
    if local is not None and pack.pack.local is not local:
        yield PackProblem(1, "pack.local", N_("A municipality's pack says local = true, and no other does."), {})
    for place in unfit_texts(value):
        unfit = N_("This text holds a character that cannot be shown.")
        yield PackProblem(line_of_place(place, text), _key_of(place), unfit, {})
    if pack.changes and not pack.pack.local:
        yield PackProblem(1, "changes", N_("Only a municipality's pack changes other packs' rules."), {})
    for place in _broken_lines(pack):
        line = line_of_place(place, text)
        yield PackProblem(line, _key_of(place), N_("This must be one line."), {})
    yield from _changes_of_nothing(pack, text)
    seen: set[str] = set()
    for number, rule in enumerate(pack.rules):
        at = partial(line_of_place, ("rules", number), text)  # looks through the whole text: only where it is needed
        if rule.id in seen:
            yield PackProblem(at(), f"rules[{number}].id", N_("There are two rules {id}."), {"id": rule.id})
        seen.add(rule.id)
        valid = rule.valid
        fresh = getattr(rule.require, "fresh", None)
        if fresh is not None and fresh.months is not None and fresh.days is not None:
            yield PackProblem(at(), f"rules[{number}].require.fresh", N_("Give months or days, not both."), {})
        if valid.from_ and valid.to and valid.to < valid.from_:
            yield PackProblem(at(), f"rules[{number}].valid", N_("It ends before it begins."), {})
        if rule.examples and pack.sample is None:
            yield PackProblem(at(), "sample", N_("Examples need a sample case in the pack."), {})
        if pack.pack.local and any(one.kind != "local_policy" for one in rule.citations) and rule.verified is None:
            yield PackProblem(at(), f"rules[{number}].citations", N_(
                "A municipality's own rule is local policy, or names the person who verified it."
            ), {})  # fmt: skip
        if pack.pack.local and fresh is not None and fresh.source != "local_policy" and rule.verified is None:
            yield PackProblem(at(), f"rules[{number}].require.fresh.source", _OWN_LENGTH, {})


def _broken_lines(pack: Pack) -> Iterator[tuple[str | int, ...]]:
    """The places of names and citations with a line feed: in a list, what follows it would pass for a line of ours."""
    lines: list[tuple[tuple[str | int, ...], str]] = [(("pack", "version"), pack.pack.version)]
    lines += [(("pack", "title", name), getattr(pack.pack.title, name)) for name in ("da", "en")]
    for number, rule in enumerate(pack.rules):
        lines += [(("rules", number, "title", name), getattr(rule.title, name)) for name in ("da", "en")]
        lines += [(("rules", number, "citations", each), one.text) for each, one in enumerate(rule.citations)]
    lines += [(("changes", number, "decided_by"), one.decided_by) for number, one in enumerate(pack.changes)]
    yield from (place for place, value in lines if "\n" in value)


_OWN_LENGTH: Final = N_("A length that a municipality sets is local policy.")


def _changes_of_nothing(pack: Pack, text: str) -> Iterator[PackProblem]:
    """Changes that change nothing, or that call a municipality's own length something else."""
    for number, change in enumerate(pack.changes):
        line, key = line_of_place(("changes", number), text), f"changes[{number}]"
        if not change.off and change.severity is None and change.fresh is None:
            yield PackProblem(line, key, N_("It changes nothing: give off, severity or fresh."), {})
        if change.fresh is None:
            continue
        if change.fresh.months is not None and change.fresh.days is not None:
            yield PackProblem(line, f"{key}.fresh", N_("Give months or days, not both."), {})
        if change.fresh.source != "local_policy":
            yield PackProblem(line, f"{key}.fresh.source", _OWN_LENGTH, {})
