"""What a municipality or a unit has agreed on for itself, in a folder of its own: word lists (words/), and questions to
the one who writes an order (questions/). It is local policy and is shown as such.

The desk remembers the folder; it may lie on a share. A file that has been changed counts from the next check on.
"""

from pathlib import Path
from typing import Final

from orderdesk.checks.local_files import BrokenFile
from orderdesk.checks.wordlist_files import Changed, changes
from orderdesk.checks.wordlists import WordLists
from orderdesk.desk import questions
from orderdesk.desk.desk import Desk
from orderdesk.desk.preferences import PREFERENCES
from orderdesk.errors import InputRefused
from orderdesk.locale import _

WORDS: Final = "words"
QUESTIONS: Final = "questions"
_KEY: Final = "local"


def folder(desk: Desk) -> Path | None:
    """The folder of the local policy; None where none has been chosen."""
    named = (desk.store.get(PREFERENCES, _KEY) or {}).get("folder")
    return Path(named) if isinstance(named, str) and named else None


def choose_folder(desk: Desk, path: Path) -> None:
    """Use the local policy in `path` from now on. Raises InputRefused where it is no folder, holds nothing of the kind,
    or holds a file that cannot be read; the earlier choice stays then."""
    chosen = path.expanduser().absolute()
    if not (chosen / WORDS).is_dir() and not (chosen / QUESTIONS).is_dir():
        raise InputRefused(
            "local",
            _("There is neither a folder {words} nor a folder {questions} in {folder}.").format(
                words=WORDS, questions=QUESTIONS, folder=chosen
            ),
            _("Nothing was changed. The README beside the program's word lists shows what such a folder holds."),
        )
    word_changes(chosen)
    question_changes(chosen)
    desk.store.put(PREFERENCES, _KEY, {"folder": str(chosen)})


def forget_folder(desk: Desk) -> None:
    """Go by what comes with the program alone."""
    desk.store.delete(PREFERENCES, _KEY)


def words(desk: Desk) -> tuple[WordLists | None, BrokenFile | None]:
    """The word lists with the local policy in them, None for the program's own; and why the local ones are not used."""
    chosen = folder(desk)
    return desk.local_words.of(chosen / WORDS) if chosen else (None, None)


def asked(desk: Desk, programme: str, language: str) -> tuple[questions.Questions, BrokenFile | None]:
    """The questions to the one who orders a programme; and why the local ones are not among them."""
    chosen = folder(desk)
    own = chosen / QUESTIONS if chosen and (chosen / QUESTIONS).is_dir() else None
    try:
        return questions.of(programme, language, own), None
    except BrokenFile as broken:
        return questions.of(programme, language), broken


def word_changes(chosen: Path) -> list[Changed]:
    """What the local policy in `chosen` changes in the word lists. Raises BrokenFile."""
    return changes(chosen / WORDS) if (chosen / WORDS).is_dir() else []


def question_changes(chosen: Path) -> list[questions.Changed]:
    """What the local policy in `chosen` changes in the questions. Raises BrokenFile."""
    return questions.changes(chosen / QUESTIONS) if (chosen / QUESTIONS).is_dir() else []
