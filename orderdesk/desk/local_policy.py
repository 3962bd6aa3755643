"""What a municipality or a unit has agreed on for itself, in a folder of its own: word lists (words/), questions to the
one who writes an order (questions/), and rule packs for the gap checker (rules/). It is local policy and is shown as
such.

The folder is a setting of the desk; it may lie on a share. A file that has been changed counts from the next check on.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from orderdesk.checks.local_files import BrokenFile
from orderdesk.checks.wordlist_files import Changed, changes
from orderdesk.checks.wordlists import WordLists
from orderdesk.desk.desk import Desk
from orderdesk.desk.local_rules import stamp_of
from orderdesk.desk.opening import change_settings
from orderdesk.desk.ordering import questions
from orderdesk.errors import InputRefused
from orderdesk.locale import _

if TYPE_CHECKING:
    from orderdesk.gaps.rule_book import ReadPack, RuleBook

WORDS: Final = "words"
QUESTIONS: Final = "questions"
RULES: Final = "rules"


def folder(desk: Desk) -> Path | None:
    """The folder of the local policy; None where none has been chosen."""
    return Path(desk.settings.local) if desk.settings.local else None


def choose_folder(desk: Desk, path: Path) -> None:
    """Use the local policy in `path` from now on. Raises InputRefused where it is no folder, holds nothing of the kind,
    or holds a file that cannot be read; the earlier choice stays then."""
    chosen = path.expanduser().absolute()
    if not any((chosen / name).is_dir() for name in (WORDS, QUESTIONS, RULES)):
        raise InputRefused(
            "local",
            _("There is no folder {words}, {questions} or {rules} in {folder}.").format(
                words=WORDS, questions=QUESTIONS, rules=RULES, folder=chosen
            ),
            _("Nothing was changed. The README beside the program's word lists shows what such a folder holds."),
        )
    word_changes(chosen)
    question_changes(chosen)
    rule_packs(chosen)
    change_settings(desk, local=str(chosen))


def forget_folder(desk: Desk) -> None:
    """Go by what comes with the program alone."""
    change_settings(desk, local="")


def words(desk: Desk) -> tuple[WordLists | None, BrokenFile | None]:
    """The word lists with the local policy in them, None for the program's own; and why the local ones are not used."""
    chosen = folder(desk)
    return desk.local_words.of(chosen / WORDS) if chosen else (None, None)


def rules(desk: Desk) -> "tuple[RuleBook, InputRefused | None]":
    """The rules of the gap checker with the local packs in them; and why these are not used, where one is broken: the
    program's own stand alone then."""
    chosen = folder(desk)
    return desk.local_rules.of(chosen / RULES if chosen else None)


def rules_as_of(desk: Desk) -> str:
    """A short word for the local packs as they are now, without reading them."""
    chosen = folder(desk)
    return repr(stamp_of(chosen / RULES)) if chosen else ""


def rule_packs(chosen: Path) -> "tuple[ReadPack, ...]":
    """The rule packs of the local policy in `chosen`. Raises InputRefused with the line of what is wrong."""
    if not (chosen / RULES).is_dir():
        return ()
    from orderdesk.gaps.reading import local_packs

    return local_packs(chosen / RULES)


def asked(local: str, programme: str, language: str) -> tuple[questions.Questions, BrokenFile | None]:
    """The questions to the one who orders a programme, with those in the folder `local` ("" for none); and why the
    local ones are not among them."""
    chosen = Path(local) if local else None
    own = chosen / QUESTIONS if chosen and (chosen / QUESTIONS).is_dir() else None
    try:
        return questions.of(programme, language, own), None
    except BrokenFile as broken:
        return questions.of(programme, language), broken


@dataclass(frozen=True, slots=True)
class Row:
    """What one file of the local policy changes; `file` is its place in the folder. `unknown` is taken out, but is not
    there."""

    file: str
    added: tuple[str, ...]
    removed: tuple[str, ...]
    unknown: tuple[str, ...]


def in_rows(chosen: Path) -> list[Row]:
    """What the local policy in `chosen` changes, file by file. Raises BrokenFile."""
    words = [
        Row(f"{WORDS}/{one.language}/{one.name}.toml", one.added, one.removed, one.unknown)
        for one in word_changes(chosen)
    ]
    asked = [
        Row(f"{QUESTIONS}/{one.language}/{one.programme}.toml", one.added, one.removed, one.unknown)
        for one in question_changes(chosen)
    ]
    return [*words, *asked, *_rules_in_rows(chosen)]


def _rules_in_rows(chosen: Path) -> list[Row]:
    """What each pack adds and changes, what it switches off, and the changes of rules that there are none of."""
    if not (packs := rule_packs(chosen)):
        return []
    from orderdesk.gaps.reading import own_rules
    from orderdesk.gaps.rule_book import book_of

    unknown = {one.rule for one in book_of([*own_rules(), *packs]).unknown}
    rows = []
    for read in packs:
        changes = [one for one in read.pack.changes if one.rule not in unknown]
        added = (*(one.id for one in read.pack.rules), *(one.rule for one in changes if not one.off))
        off = tuple(one.rule for one in changes if one.off)
        lost = tuple(one.rule for one in read.pack.changes if one.rule in unknown)
        rows.append(Row(f"{RULES}/{read.name.id}", added, off, lost))
    return rows


def word_changes(chosen: Path) -> list[Changed]:
    """What the local policy in `chosen` changes in the word lists. Raises BrokenFile."""
    return changes(chosen / WORDS) if (chosen / WORDS).is_dir() else []


def question_changes(chosen: Path) -> list[questions.Changed]:
    """What the local policy in `chosen` changes in the questions. Raises BrokenFile."""
    return questions.changes(chosen / QUESTIONS) if (chosen / QUESTIONS).is_dir() else []
