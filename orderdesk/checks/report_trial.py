"""Whether a report's work trial can be read as a whole: hours that can be right, weeks that lie in it, why it ended."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from orderdesk.checks.catalogue import found
from orderdesk.checks.draft import day, items, part, prose, whole
from orderdesk.checks.findings import Finding
from orderdesk.checks.report_places import REPORT_FORM
from orderdesk.checks.report_reading import ReportCheck, ReportReading
from orderdesk.locale import N_


def hours_can_be_right(report: ReportReading) -> Iterator[Finding]:
    """REP06. Work done at ordinary speed takes no longer than the citizen was there."""
    trial = part(report.body, "work_trial")
    present, effective = whole(trial, "present_minutes"), whole(trial, "effective_minutes")
    if present is not None and effective is not None and effective > present:
        template = N_(
            "The effective minutes ({effective}) cannot be more than the minutes present ({present}): correct them."
        )
        yield found("REP06", "$.work_trial.effective_minutes", template, effective=effective, present=present)
    for place, week in items(trial, "weeks"):
        present, effective = whole(week, "present_minutes"), whole(week, "effective_minutes")
        if present is not None and effective is not None and effective > present:
            template = N_(
                "Week {number}: the effective minutes ({effective}) are more than the minutes present ({present}):"
                " correct them."
            )
            path = f"$.work_trial.weeks[{place}].effective_minutes"
            yield found("REP06", path, template, number=place + 1, effective=effective, present=present)


def an_end_has_its_reason(report: ReportReading) -> Iterator[Finding]:
    """REP11."""
    trial = part(report.body, "work_trial")
    if trial.get("end") and not prose(trial, "ended_because"):
        template = N_("{what}: the work trial has a last day. Write why it ended.")
        path = "$.work_trial.ended_because"
        yield found("REP11", path, template, {"what": REPORT_FORM.label(path)})


def weeks_lie_in_the_trial(report: ReportReading) -> Iterator[Finding]:
    """REP37. A week counts from its Monday; the first and the last may lie partly outside."""
    trial = part(report.body, "work_trial")
    start, end = day(trial, "start"), day(trial, "end")
    if start and end and end < start:
        template = N_("The work trial ends on {end}, before it begins on {start}: correct the days.")
        yield found("REP37", "$.work_trial.end", template, end=end, start=start)
        return
    seen = set()
    for place, week in items(trial, "weeks"):
        monday, path = day(week, "start"), f"$.work_trial.weeks[{place}].start"
        if monday is None:
            continue
        if monday.isoweekday() != 1:
            yield found("REP37", path, N_("Week {number}: {day} is no Monday. Write the week's Monday."),
                        number=place + 1, day=monday)  # fmt: skip
        elif monday in seen:
            yield found("REP37", path, N_("Week {number}: the week of {day} stands here twice. Keep one."),
                        number=place + 1, day=monday)  # fmt: skip
        elif (start and monday + timedelta(days=6) < start) or (end and monday > end):
            template = N_("Week {number}: the week of {day} lies outside the work trial. Correct it, or take it away.")
            yield found("REP37", path, template, number=place + 1, day=monday)
        seen.add(monday)


TRIAL: Final[tuple[ReportCheck, ...]] = (hours_can_be_right, an_end_has_its_reason, weeks_lie_in_the_trial)
