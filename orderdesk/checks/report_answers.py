"""Whether a report answers its order: goals, questions, documentation, steps, period. One function a check."""

import itertools
from collections import Counter
from collections.abc import Iterator
from typing import Final

from orderdesk.checks.catalogue import found
from orderdesk.checks.draft import day, entries, items, member, part, prose, whole
from orderdesk.checks.findings import Finding
from orderdesk.checks.likeness import alike, normalised
from orderdesk.checks.report_reading import ReportCheck, ReportReading
from orderdesk.locale import N_

_SAME_STEP_PERCENT: Final = 90
_STEPS_COMPARED: Final = 40  # as many as a report may hold


def goals_are_answered(report: ReportReading) -> Iterator[Finding]:
    """REP01."""
    answered = {prose(answer, "goal") for _place, answer in items(report.body, "goals")}
    for number, goal in report.ordered("goals"):
        if goal not in answered:
            template = N_("Answer goal {number} ({id}); that it was not worked on is an answer, with the reason.")
            yield found("REP01", "$.goals", template, number=number, id=goal)


def questions_are_answered(report: ReportReading) -> Iterator[Finding]:
    """REP02."""
    answers = {prose(answer, "question"): (place, answer) for place, answer in items(report.body, "questions")}
    for number, question in report.ordered("questions"):
        template = N_("Answer question {number} ({id}), or write why it cannot be answered yet.")
        if question not in answers:
            yield found("REP02", "$.questions", template, number=number, id=question)
            continue
        place, answer = answers[question]
        name = "reason" if prose(answer, "status") == "not_yet" else "answer"
        if not prose(answer, name):
            yield found("REP02", f"$.questions[{place}].{name}", template, number=number, id=question)


def documentation_is_answered(report: ReportReading) -> Iterator[Finding]:
    """REP03."""
    answers = {prose(one, "documentation"): (place, one) for place, one in items(report.body, "documentation")}
    for number, wanted in report.ordered("documentation"):
        template = N_("Documentation {number} ({id}): say whether it is produced, under way or not started, and why.")
        if wanted not in answers:
            yield found("REP03", "$.documentation", template, number=number, id=wanted)
            continue
        place, answer = answers[wanted]
        for name in ("status", "text"):
            if not prose(answer, name):
                yield found("REP03", f"$.documentation[{place}].{name}", template, number=number, id=wanted)
                break


def worked_on_is_said(report: ReportReading) -> Iterator[Finding]:
    """REP04."""
    for place, answer in items(report.body, "goals"):
        status = prose(answer, "status")
        if status not in ("worked_on", "not_worked_on"):
            template = N_("Goal {number}: say whether it was worked on in the period; if not, why.")
            yield found("REP04", f"$.goals[{place}].status", template, number=place + 1)
        elif status == "not_worked_on" and not prose(answer, "reason"):
            template = N_("Goal {number}: write why it was not worked on.")
            yield found("REP04", f"$.goals[{place}].reason", template, number=place + 1)


def figures_rest_on_observations(report: ReportReading) -> Iterator[Finding]:
    """REP05."""
    for place, answer in items(report.body, "goals"):
        if prose(answer, "status") == "worked_on" and not prose(answer, "observation"):
            template = N_("Goal {number}: write what was seen or heard that the figure rests on.")
            yield found("REP05", f"$.goals[{place}].observation", template, number=place + 1)


def new_figures_have_new_observations(report: ReportReading) -> Iterator[Finding]:
    """REP20."""
    before = {prose(answer, "goal"): answer for _place, answer in items(report.previous, "goals")}
    for place, answer in items(report.body, "goals"):
        last = before.get(prose(answer, "goal"))
        if last is None:
            continue
        figure, last_figure = whole(answer, "attainment"), whole(last, "attainment")
        if figure is None or last_figure is None or figure == last_figure:
            continue
        now, then = prose(answer, "observation"), prose(last, "observation")
        if now and (normalised(now) == normalised(then) or alike(now, then) >= report.context.like_percent):
            template = N_("Goal {number}: the figure has moved from {before} to {now}: write what was seen this month.")
            path = f"$.goals[{place}].observation"
            yield found("REP20", path, template, number=place + 1, before=last_figure, now=figure)


def citizens_view_is_there(report: ReportReading) -> Iterator[Finding]:
    """REP09."""
    view = part(report.body, "citizen_view")
    status = prose(view, "status")
    if status not in ("given", "not_given"):
        template = N_("Quote the citizen and say how it was obtained, or write why it could not be had.")
        yield found("REP09", "$.citizen_view", template)
    elif status == "given" and not prose(view, "quote"):
        yield found("REP09", "$.citizen_view.quote", N_("Write what the citizen says, in the citizen's own words."))
    elif status == "not_given" and not prose(view, "reason"):
        yield found(
            "REP09", "$.citizen_view.reason", N_("Write why the citizen's view could not be had, and what was tried.")
        )


def final_report_has_an_outcome(report: ReportReading) -> Iterator[Finding]:
    """REP10."""
    if report.body.get("kind") == "final" and not prose(report.body, "outcome", "outcome"):
        template = N_("This is the final report: write the outcome, a recommendation and the needs nobody has met yet.")
        yield found("REP10", "$.outcome", template)


def last_months_steps_are_followed_up(report: ReportReading) -> Iterator[Finding]:
    """REP25."""
    followed = [prose(one, "step") for _place, one in items(report.body, "followed_up")][:_STEPS_COMPARED]
    for place, step in itertools.islice(items(report.previous, "next_steps"), _STEPS_COMPARED):
        text = prose(step, "text")
        if text and not any(_same_step(text, one) for one in followed):
            template = N_("Step {number} of last month's report: say what became of it.")
            yield found("REP25", "$.followed_up", template, number=place + 1)


def _same_step(step: str, other: str) -> bool:
    return normalised(step) == normalised(other) or alike(step, other) >= _SAME_STEP_PERCENT


def version_in_force_is_answered(report: ReportReading) -> Iterator[Finding]:
    """REP28."""
    answered, current = whole(report.body, "order_version"), whole(report.order, "version")
    if answered is not None and current is not None and answered != current:
        template = N_(
            "The report answers version {answered} of the order, and version {current} is in force: look at it."
        )
        yield found("REP28", "$.order_version", template, answered=answered, current=current)


def only_what_was_ordered_is_answered(report: ReportReading) -> Iterator[Finding]:
    """REP29."""
    for listed, name in (("goals", "goal"), ("questions", "question"), ("documentation", "documentation")):
        ordered = {wanted for _number, wanted in report.ordered(listed)}
        seen: Counter[str] = Counter()
        for place, answer in items(report.body, listed):
            wanted, path = prose(answer, name), f"$.{listed}[{place}].{name}"
            seen[wanted] += 1
            if report.order is not None and wanted and wanted not in ordered:
                yield found(
                    "REP29", path, N_("{id} is not in the order: remove the answer or correct the id."), id=wanted
                )
            elif wanted and seen[wanted] == 2:
                yield found("REP29", path, N_("{id} is answered twice: keep one answer."), id=wanted)


def days_lie_in_the_period(report: ReportReading) -> Iterator[Finding]:
    """REP30."""
    start, end = day(report.body, "period", "start"), day(report.body, "period", "end")
    if not start or not end:
        return
    if end < start:
        yield found("REP30", "$.period.end", N_("The period ends before it starts: correct one of the two days."))
        return
    first, last = day(report.order, "course", "start"), day(report.order, "course", "end")
    if (first and end < first) or (last and start > last):
        yield found("REP30", "$.period.start", N_("The period lies outside the course of the order: correct its days."))
    for place, session in items(report.body, "sessions"):
        when = day(session, "day")
        if when and not start <= when <= end:
            template = N_("Session {number}: {day} lies outside the period. Correct the day, or leave the session out.")
            yield found("REP30", f"$.sessions[{place}].day", template, number=place + 1, day=when)


def off_track_has_a_reason(report: ReportReading) -> Iterator[Finding]:
    """REP31."""
    for place, answer in items(report.body, "goals"):
        off = prose(answer, "status") == "worked_on" and answer.get("on_track") is False
        if off and not prose(answer, "off_track_because"):
            template = N_("Goal {number} is off track: write what stands in the way, and what would help.")
            yield found("REP31", f"$.goals[{place}].off_track_because", template, number=place + 1)


def next_steps_are_ahead(report: ReportReading) -> Iterator[Finding]:
    """REP32."""
    end = day(report.body, "period", "end")
    steps = [(f"$.goals[{place}].next_step", one.get("next_step")) for place, one in items(report.body, "goals")]
    steps += [(f"$.next_steps[{place}]", step) for place, step in items(report.body, "next_steps")]
    for path, step in steps:
        by = day(step, "by")
        if end and by and by <= end:
            yield found(
                "REP32",
                f"{path}.by",
                N_("{day} is not after the period: give the step a day to come."),
                day=by,
            )


def work_trial_is_described(report: ReportReading) -> Iterator[Finding]:
    """REP35."""
    kinds = {prose(wanted, "kind") for wanted in entries(report.order, "documentation")}
    ordered = bool(part(report.order, "work_trial")) or "work_trial" in kinds
    if ordered and not prose(member(report.body, "work_trial"), "tasks"):
        template = N_("A work trial is ordered: describe tasks, hours and adjustments, or why it has not begun.")
        yield found("REP35", "$.work_trial", template)


ANSWERS: Final[tuple[ReportCheck, ...]] = (
    goals_are_answered,
    questions_are_answered,
    documentation_is_answered,
    worked_on_is_said,
    figures_rest_on_observations,
    new_figures_have_new_observations,
    citizens_view_is_there,
    final_report_has_an_outcome,
    last_months_steps_are_followed_up,
    version_in_force_is_answered,
    only_what_was_ordered_is_answered,
    days_lie_in_the_period,
    off_track_has_a_reason,
    next_steps_are_ahead,
    work_trial_is_described,
)
