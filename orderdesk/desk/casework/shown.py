"""An answer of the gap checker as people read it: a line for a list, and its four parts in full.

What is missing; why, with the rule and what it rests on; what closes it and who can; what was considered and why it did
not count. The words say what was not found, never what was not done, and nothing of what will be decided.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from orderdesk.cases.case_file import CaseFile
from orderdesk.desk.casework import case_words
from orderdesk.gaps.answer import NEEDING_SOMEBODY as NEEDING_SOMEBODY
from orderdesk.gaps.answer import SEVERITIES, Answer, CaseAnswers
from orderdesk.gaps.answer import STATES as STATES
from orderdesk.gaps.explanation import Passage as Passage
from orderdesk.gaps.explanation import Style, changed_here, explained
from orderdesk.gaps.explanation import passages_as_text as passages_as_text
from orderdesk.gaps.outcome import KINDS
from orderdesk.locale import _
from orderdesk.locale.days import in_words

_DIGEST_SHOWN: Final = 19
"""Characters of a pack's hash: sha256- and twelve digits tell packs apart."""
_SEVERITY_SIGNS: Final = {"required": "!", "expected": "?", "advised": "·"}


@dataclass(frozen=True, slots=True)
class GapLine:
    """An answer as a list shows it, all words translated. `sign` stands for the severity. `clock` is the day that
    something is due, None for none; `late` is whether it has passed. `action` is what the program can prepare,
    "none" for nothing. `order` is its place in the list of all answers."""

    key: str
    state: str
    state_words: str
    kind_words: str
    severity: str
    severity_words: str
    sign: str
    what: str
    title: str
    clock: date | None
    late: bool
    whom: str
    local: bool
    action: str
    order: int

    @property
    def is_open(self) -> bool:
        """Whether it needs somebody, or will by the day of decision."""
        return self.state in NEEDING_SOMEBODY

    @property
    def headline(self) -> str:
        """What a narrow list has room for: what the rule asks, or what was found where it has several answers."""
        return self.what if ":" in self.key else self.title


def gap_line(answer: Answer, answers: CaseAnswers, order: int) -> GapLine:
    """The answer as a list shows it."""
    waiting = answer.waiting
    clock = (waiting.next_by or waiting.due) if waiting else None
    closing = answer.rule.closing
    return GapLine(
        answer.key, answer.state, _(STATES[answer.state]), _(KINDS[answer.kind]) if answer.kind else "",
        answer.severity, _(SEVERITIES[answer.severity]), _SEVERITY_SIGNS[answer.severity],
        answer.what.told(in_words), answer.rule.title.both.in_use, clock,
        bool(answer.is_open and clock is not None and clock < answers.as_of),
        waiting.whom if waiting else "", bool(answer.changed) or answer.pack.local,
        closing.action if answer.is_open else "none", order,
    )  # fmt: skip


def explanation(answer: Answer, answers: CaseAnswers, case: CaseFile) -> tuple[Passage, ...]:
    """The four parts of an answer, and what people have noted on it. What did not count is named besides its id: E3
    LÆ 125 status certificate. What was used is named in its own sentence."""
    names = case_words.entry_names(case)

    def named(entry: str) -> str:
        return f"{entry} {names[entry]}" if entry in names else case_words.member_name(entry)

    return explained(answer, answers, Style(in_words, case_words.member_name, named, lambda one: one[:_DIGEST_SHOWN]))


def frame(answers: CaseAnswers) -> list[str]:
    """Under which rules the whole was asked: the day, the day of decision, the regime and its notice."""
    how = answers.because.told(in_words) if answers.because is not None else in_words(answers.decision)
    decision = _("Decision: {how}").format(how=how.rstrip("."))
    lines = [_("As of {day}").format(day=in_words(answers.as_of)), decision, answers.regime.title.in_use]
    if answers.regime.notice is not None:
        lines.append(answers.regime.notice.in_use)
    return [*lines, *changed_here(answers)]


def narrow_frame(answers: CaseAnswers, today: date) -> list[str]:
    """The frame where there is room for two lines: what local policy has changed first; the day of the question where
    it is another than `today`."""
    day = [_("As of {day}").format(day=in_words(answers.as_of))] if answers.as_of != today else []
    how = frame(answers)[1] if answers.planned else _("No day of decision is planned")
    changed = [line.rstrip(".") for line in changed_here(answers)]
    return [*changed, *day, how, answers.regime.title.in_use]
