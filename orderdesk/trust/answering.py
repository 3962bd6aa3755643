"""Does a report answer its order: the same thread and version, every goal, question and piece of documentation once and
nothing that was not asked, a period within the course, sums that follow from the sessions."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from orderdesk.documents.attendance import totals_of
from orderdesk.documents.order import OrderDocument
from orderdesk.documents.report import ReportDocument
from orderdesk.errors import InputRefused
from orderdesk.locale import N_, _
from orderdesk.trust.result import AnswerCheck, Check, Finding, Verification

_SENTENCES: Final = {
    AnswerCheck.THREAD: N_("The report belongs to another order."),
    AnswerCheck.VERSION: N_("The report answers another version of the order."),
    AnswerCheck.GOALS: N_("The report does not answer each goal of the order exactly once."),
    AnswerCheck.QUESTIONS: N_("The report does not answer each question of the order exactly once."),
    AnswerCheck.DOCUMENTATION: N_("The report does not account for each piece of documentation exactly once."),
    AnswerCheck.PERIOD: N_("The report's period does not fit the course."),
    AnswerCheck.TOTALS: N_("The report's totals do not follow from its sessions."),
    AnswerCheck.OUTCOME: N_("A final report has an outcome, and no other report has one."),
}
_ALL_GOOD: Final = tuple(Check(str(name), "passed") for name in AnswerCheck)
NOT_A_REPORT: Final = tuple(
    Check(str(name), "not_checked", N_("Asked of a report only, and of one that was verified.")) for name in AnswerCheck
)
"""The checks of what is no report."""


class OrderToAnswer(NamedTuple):
    """What a report is held against, read from an order once."""

    thread: str
    digest: str
    version: int
    goals: tuple[str, ...]
    questions: tuple[str, ...]
    documentation: tuple[str, ...]
    start: date
    end: date


def order_to_answer(verified: Verification) -> OrderToAnswer:
    """The order that `verified` holds. Raises InputRefused when it did not verify, or is no order."""
    if (failure := verified.failure) is not None:
        raise InputRefused(failure.name, failure.message, failure.advice)
    document = verified.document
    if not isinstance(document, OrderDocument) or verified.parsed is None:
        raise InputRefused("schema", _("The document is not an order."))
    body = document.body
    return OrderToAnswer(
        document.thread,
        verified.parsed.digest,
        body.version,
        tuple(goal.id for goal in body.goals),
        tuple(question.id for question in body.questions),
        tuple(wanted.id for wanted in body.documentation),
        body.course.start,
        body.course.end,
    )


def check_answer(
    verified: Verification, order: OrderToAnswer, today: date
) -> tuple[tuple[Check, ...], tuple[Finding, ...]]:
    """Hold a verified report against its order: the checks by name, and the places that they object to.

    `today` is a day in UTC by which the period must have ended; a day of grace bridges time zones.
    """
    document = verified.document
    if not verified or not isinstance(document, ReportDocument) or verified.parsed is None:
        return NOT_A_REPORT, ()
    findings = tuple(_findings(document, order, today))
    if not findings:
        return _ALL_GOOD, ()
    failed = {finding.check for finding in findings}
    checks = tuple(
        Check(str(name), "failed", _(_SENTENCES[name])) if name in failed else Check(str(name), "passed")
        for name in AnswerCheck
    )
    return checks, findings


def _findings(document: ReportDocument, order: OrderToAnswer, today: date) -> Iterator[Finding]:
    body = document.body
    if document.thread != order.thread:
        yield Finding(AnswerCheck.THREAD, "$.thread", _("This is not the order's thread."))
    if body.order != order.digest:
        yield Finding(AnswerCheck.VERSION, "$.body.order", _("This is not the digest of the order."))
    if body.order_version != order.version:
        yield Finding(AnswerCheck.VERSION, "$.body.order_version", _("This is not the version of the order."))
    goals = [answer.goal for answer in body.goals]
    yield from _one_to_one(AnswerCheck.GOALS, "$.body.goals", "goal", goals, order.goals)
    questions = [answer.question for answer in body.questions]
    yield from _one_to_one(AnswerCheck.QUESTIONS, "$.body.questions", "question", questions, order.questions)
    produced = [answer.documentation for answer in body.documentation]
    place = "$.body.documentation"
    yield from _one_to_one(AnswerCheck.DOCUMENTATION, place, "documentation", produced, order.documentation)
    yield from _period(document, order, today)
    yield from _totals(document)
    if (body.kind == "final") != (body.outcome is not None):
        yield Finding(AnswerCheck.OUTCOME, "$.body.outcome", _(_SENTENCES[AnswerCheck.OUTCOME]))


def _one_to_one(
    check: AnswerCheck, path: str, member: str, given: list[str], wanted: Iterable[str]
) -> Iterator[Finding]:
    unanswered = dict.fromkeys(wanted)
    asked = set(unanswered)
    for index, item in enumerate(given):
        if item not in asked:
            yield Finding(check, f"{path}[{index}].{member}", _("{item} is not in the order.").format(item=item))
        elif item not in unanswered:
            yield Finding(check, f"{path}[{index}].{member}", _("{item} is answered twice.").format(item=item))
        else:
            del unanswered[item]
    for item in unanswered:
        yield Finding(check, path, _("{item} is not answered.").format(item=item))


def _period(document: ReportDocument, order: OrderToAnswer, today: date) -> Iterator[Finding]:
    period = document.body.period
    if period.end < period.start:
        yield Finding(AnswerCheck.PERIOD, "$.body.period.end", _("The period ends before it starts."))
    if period.start < order.start:
        yield Finding(AnswerCheck.PERIOD, "$.body.period.start", _("The period starts before the course."))
    if period.end > order.end:
        yield Finding(AnswerCheck.PERIOD, "$.body.period.end", _("The period ends after the course."))
    if period.end > today + timedelta(days=1):
        yield Finding(AnswerCheck.PERIOD, "$.body.period.end", _("The period has not ended yet."))


def _totals(document: ReportDocument) -> Iterator[Finding]:
    body = document.body
    sessions = [
        {
            "kind": session.kind,
            "outcome": session.outcome,
            "planned_minutes": session.planned_minutes,
            "attended_minutes": session.attended_minutes,
        }
        for session in body.sessions
    ]
    stated = body.totals.model_dump()
    for name, total in totals_of(sessions).items():
        if stated[name] != total:
            yield Finding(
                AnswerCheck.TOTALS,
                f"$.body.totals.{name}",
                _("The sessions add up to {total}.").format(total=total),
            )
