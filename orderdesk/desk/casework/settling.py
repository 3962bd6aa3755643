"""A gap that only a person can settle: a contradiction that was explained, a request that asks for more, a health
problem that was looked into. What is said of it is kept, with the papers and conversations that it is about."""

from orderdesk.cases.reading import case_of, value_of
from orderdesk.desk.casework import case_files, entries, gap_reading
from orderdesk.desk.desk import Desk
from orderdesk.errors import NotFound, NotPossible
from orderdesk.gaps.answer import Answer
from orderdesk.locale import _

_MOST = 40  # entries that a note can name


def settle(desk: Desk, case: str, gap: str, text: str) -> None:
    """Note with its reason that a person has settled the gap. Raises NotFound where it is not open, and NotPossible
    where no word settles it, because something must come into the file."""
    file = case_files.case_file(desk, case)
    answer = next((one for one in gap_reading.answers(desk, case).answers if one.key == gap and one.is_open), None)
    if answer is None:
        raise NotFound(_("This gap is not open in the case."))
    value = value_of(file)
    note = {
        "gap": gap, "kind": "closed_by", "day": desk.today().isoformat(), "by": desk.settings.name,
        "entries": _about(answer, value), "text": text,
    }  # fmt: skip
    after = gap_reading.reckoned(desk, case_of({**value, "notes": [*value.get("notes", ()), note]}))
    if any(one.key == gap and one.is_open for one in after.answers):
        sentence = _("This gap is not settled by a word: something must come into the file.")
        raise NotPossible(sentence, answer.rule.closing.how.both.in_use)
    entries.add(desk, case, "notes", note)


def _about(answer: Answer, value: dict[str, object]) -> list[str]:
    """The entries of the file that the answer rests on or is about."""
    there = {one.get("id") for rows in value.values() if isinstance(rows, list) for one in rows}
    named = [*(one.entry for one in answer.used), *answer.key.partition(":")[2].split("+")]
    return [entry for entry in dict.fromkeys(named) if entry in there][:_MOST]
