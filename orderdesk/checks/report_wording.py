"""How a report's texts are worded: last month's text, another citizen's, phrases, judgements,
what an absence may cost. One function a check."""

from collections.abc import Iterator
from typing import Final

from orderdesk.checks.catalogue import found
from orderdesk.checks.draft import items, prose
from orderdesk.checks.findings import Finding
from orderdesk.checks.likeness import alike, nearest, normalised
from orderdesk.checks.order_wording import hard_to_read, judgements, words_not_used
from orderdesk.checks.report_reading import ReportCheck, ReportReading
from orderdesk.locale import N_

_ONE_LINE_AT_MOST: Final = 14  # words; a longer text has said something else as well
_CARRIED_ON: Final = "$.work_trial.tasks"  # a fact, which stays as it is until the tasks change
_REPEATED_FROM: Final = 4  # words; below, equal texts are no copy ("Not relevant")


def months_have_their_own_text(report: ReportReading) -> Iterator[Finding]:
    """REP21. An observation under a figure that has moved is REP20's; here it counts as any other text."""
    for passage in report.passages:
        last = report.last_months(passage.path)
        if not last or passage.path == _CARRIED_ON or len(passage.words) < _REPEATED_FROM:
            continue
        percent = 100 if normalised(passage.text) == normalised(last) else alike(passage.text, last)
        if percent >= report.context.like_percent:
            template = N_("The text is that of last month ({percent} %): write what is particular to this month.")
            yield found("REP21", passage.path, template, percent=percent)


def citizens_have_their_own_text(report: ReportReading) -> Iterator[Finding]:
    """REP22. All that is told of the other report is its day."""
    for passage in report.passages:
        if like := nearest(passage.text, report.context.earlier, report.context.like_percent, report.names):
            template = N_(
                "The text is nearly equal to one about another citizen, of {day} ({percent} %): write what this citizen"
                " did, said or managed."
            )
            yield found("REP22", passage.path, template, day=like.earlier.day, percent=like.percent)


def phrases_are_no_answer(report: ReportReading) -> Iterator[Finding]:
    """REP23."""
    for passage in report.passages:
        if spans := report.words.spans("standard_phrases", passage.tokens, report.languages):
            template = N_("{words} fits any citizen: write what this one did, and what came of it.")
            local = report.words.local_list(passage.tokens, report.languages, "standard_phrases")
            yield found("REP23", passage.path, template, local=local, words=passage.quote(spans))


def going_well_is_no_answer(report: ReportReading) -> Iterator[Finding]:
    """REP24."""
    for passage in report.passages:
        words = [token for token in passage.words if token.word not in report.names]
        short = len(words) <= _ONE_LINE_AT_MOST
        if short and report.words.covered(("going_well", "fillers"), words, report.languages):
            template = N_("{words} does not say what was seen: write it, small steps and setbacks too.")
            local = report.words.local_list(words, report.languages, "going_well")
            yield found("REP24", passage.path, template, local=local, words=passage.quote([(0, len(passage.text))]))


def words_do_not_judge(report: ReportReading) -> Iterator[Finding]:
    """REP33."""
    yield from judgements("REP33", (*report.passages, *report.of_attendance), report.words, report.languages)


def texts_can_be_read(report: ReportReading) -> Iterator[Finding]:
    """REP34."""
    yield from hard_to_read("REP34", report.passages, report.context.hardest_lix)


def absences_cost_nothing_by_themselves(report: ReportReading) -> Iterator[Finding]:
    """REP38. In what is told of the attendance, and where a goal was not worked on because the citizen was away."""
    away = {
        f"$.goals[{place}].reason"
        for place, answer in items(report.body, "goals")
        if prose(answer, "cause") == "citizen_absent"
    }
    for passage in (*report.of_attendance, *(one for one in report.passages if one.path in away)):
        if spans := report.words.spans("sanctions", passage.tokens, report.languages):
            template = N_(
                "{words}: tell what happened and how you tried to reach the citizen. What follows is not for a report."
            )
            local = report.words.local_list(passage.tokens, report.languages, "sanctions")
            yield found("REP38", passage.path, template, local=local, words=passage.quote(spans))


def local_words_are_used(report: ReportReading) -> Iterator[Finding]:
    """REP36."""
    yield from words_not_used("REP36", report.context.broken)


REPORT_WORDING: Final[tuple[ReportCheck, ...]] = (
    months_have_their_own_text,
    citizens_have_their_own_text,
    phrases_are_no_answer,
    going_well_is_no_answer,
    words_do_not_judge,
    texts_can_be_read,
    absences_cost_nothing_by_themselves,
    local_words_are_used,
)
