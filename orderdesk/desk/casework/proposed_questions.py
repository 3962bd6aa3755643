"""Questions that a gap of this case asks for: from what the papers on file do not say, what the citizen has told, and
what was seen in a work trial. They are proposed; the caseworker edits them."""

from collections.abc import Iterator, Sequence
from datetime import date

from orderdesk.cases.case_file import CaseFile
from orderdesk.cases.evidence import HEALTH_STATEMENTS, Evidence
from orderdesk.desk.casework.letter_texts import phrase, question
from orderdesk.desk.casework.letters_to_doctors import matter
from orderdesk.desk.ordering.words_of_orders import ORDER_WORDS
from orderdesk.gaps.answer import Answer
from orderdesk.gaps.health_terms import mentions
from orderdesk.gaps.kinds.evidence import STATEMENTS, on_file
from orderdesk.gaps.requirements import EvidenceHeld, HealthActedOn
from orderdesk.locale import _
from orderdesk.locale.days import in_figures

_QUOTES = 3
_SHORT = 160
_MATTERS = 3
"""Health problems that one request asks about: a doctor answers a short form."""


def matters_of(file: CaseFile, answer: Answer) -> list[str]:
    """The health problems that a gap is about, by their codes."""
    require = answer.rule.require
    if isinstance(require, HealthActedOn):
        return [answer.key.partition(":")[2]]
    if isinstance(require, EvidenceHeld) and require.about:
        return list(require.about)
    papers = _papers(file, answer)
    found = list(dict.fromkeys(name for paper in papers for name in paper.about))
    asks_of_health = set(getattr(require, "states", ())) & set(HEALTH_STATEMENTS)
    return found if found or not asks_of_health else _named_again(file)


def _named_again(file: CaseFile) -> list[str]:
    """The health problems that the citizen has named on more than one day, the one named most first: where no paper
    tells what to ask about, they do."""
    days: dict[str, set[date]] = {}
    for one in file.conversations:
        for text in (one.health, one.work, one.other):
            for mention in mentions(text) if text else ():
                if mention.reading == "named":
                    days.setdefault(mention.topic, set()).add(one.day)
    again = [topic for topic in days if len(days[topic]) > 1]
    return sorted(again, key=lambda topic: (-len(days[topic]), topic))[:_MATTERS]


def proposed(file: CaseFile, answer: Answer) -> list[str]:
    """Questions to a doctor that would close the gap, in the language in use; empty where the file gives no reason to
    ask anything in particular."""
    about = matters_of(file, answer)
    found = [*_lacking(file, answer, about), *_told(file, about), *_trial(file, answer)]
    if not found and answer.rule.closing.wanted is not None:
        found = [answer.rule.closing.wanted.both.in_use]
    return found


def for_the_doctor(file: CaseFile, answer: Answer) -> str:
    """Why the case needs it, in words for a doctor: where it is heading, and not which answer would be wanted. Where
    the gap is asked for a plan B alone, it is that."""
    in_use = (one for one in file.tracks if one.until is None)
    tracks = list(answer.tracks) or sorted(in_use, key=lambda one: one.role != "main")
    heading = _(ORDER_WORDS["track"][tracks[0].track]) if tracks else ""
    return phrase("because" if heading else "because_alone", track=heading)


def why(answer: Answer) -> str:
    """Why the case needs it, as the gap says it, in the language in use: for whoever has the case."""
    return f"{answer.what.sentence} {answer.rule.why.both.in_use}"


def _papers(file: CaseFile, answer: Answer) -> list[Evidence]:
    ids = {one.entry for one in answer.considered}
    return [paper for paper in file.evidence if paper.id in ids]


def _lacking(file: CaseFile, answer: Answer, about: Sequence[str]) -> Iterator[str]:
    require = answer.rule.require
    wanted = [name for name in getattr(require, "states", ()) if name in HEALTH_STATEMENTS]
    named = " + ".join(matter(name) for name in about) or question("health")
    said: set[str] = set()
    for paper in _papers(file, answer):
        lacks = [name for name in wanted if not getattr(paper.states, name)]
        said.update(name for name in wanted if name not in lacks)
        if lacks and len(lacks) < len(wanted):
            listed = ", ".join(_(STATEMENTS[name]) for name in lacks)
            yield question("lacking", paper=on_file(paper).sentence, list=listed)
    for name in wanted:
        if name not in said:
            yield question(name, about=named, citizen=file.citizen.name)


def _told(file: CaseFile, about: Sequence[str]) -> Iterator[str]:
    for topic in about:
        told = [
            (one.day, mention.quote)
            for one in file.conversations for text in (one.health, one.work, one.other) if text
            for mention in mentions(text) if mention.topic == topic and mention.reading == "named"
        ]  # fmt: skip
        if told:
            told.sort()
            days = ", ".join(in_figures(day) for day in dict.fromkeys(day for day, _quote in told[-_QUOTES:]))
            quote = told[-1][1]
            yield question(
                "told", days=days, citizen=file.citizen.name, about=matter(topic),
                quote=quote if len(quote) <= _SHORT else quote[: _SHORT - 1] + "…",
            )  # fmt: skip


def _trial(file: CaseFile, answer: Answer) -> Iterator[str]:
    asks = getattr(answer.rule.require, "states", ())
    trials = [one for one in file.trials if one.effective_minutes and one.employer]
    if trials and ("significance" in asks or "functioning" in asks or "work_ability" in asks):
        last = max(trials, key=lambda one: str(one.end or one.start or ""))
        hours, minutes = divmod(last.effective_minutes or 0, 60)
        yield question("trial", employer=last.employer or "", hours=f"{hours}:{minutes:02d}")
