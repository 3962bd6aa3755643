"""Whether a report's attendance is complete and fair. Nothing here weighs what an absence may lead to."""

from collections.abc import Iterator
from typing import Any, Final

from orderdesk.checks.catalogue import found
from orderdesk.checks.draft import items, part, prose, whole
from orderdesk.checks.findings import Finding
from orderdesk.checks.passages import tokens_of
from orderdesk.checks.report_places import REPORT_FORM
from orderdesk.checks.report_reading import ReportCheck, ReportReading
from orderdesk.checks.wordlists import LANGUAGES
from orderdesk.locale import N_


def sums_add_up(report: ReportReading) -> Iterator[Finding]:
    """REP06. The sums are those of `documents.attendance.totals_of`, which leaves out what the provider cancelled."""
    typed = part(report.body, "totals")
    for name, sum_ in _sums(report).items():
        path, given = f"$.totals.{name}", whole(typed, name)
        if given is not None and given != sum_:
            template = N_("{what}: the sessions give {sum}, the report says {given}. Make the sums anew.")
            yield found("REP06", path, template, {"what": REPORT_FORM.label(path)}, sum=sum_, given=given)


def _sums(report: ReportReading) -> dict[str, int]:
    from orderdesk.documents.attendance import totals_of

    sessions: list[dict[str, Any]] = [
        {
            "outcome": prose(session, "outcome"),
            "kind": prose(session, "kind"),
            "planned_minutes": whole(session, "planned_minutes"),
            "attended_minutes": whole(session, "attended_minutes"),
        }
        for _place, session in items(report.body, "sessions")
    ]
    return totals_of(sessions)


def cancellations_are_the_providers(report: ReportReading) -> Iterator[Finding]:
    """REP07."""
    for place, session in items(report.body, "sessions"):
        if prose(session, "outcome") == "cancelled_by_provider" and part(session, "absence"):
            template = N_("Session {number} was cancelled by the provider: take the absence off it.")
            yield found("REP07", f"$.sessions[{place}].absence", template, number=place + 1)


def absences_have_reasons(report: ReportReading) -> Iterator[Finding]:
    """REP08."""
    for place, session in items(report.body, "sessions"):
        if prose(session, "outcome") != "absent":
            continue
        reason, path = prose(session, "absence", "reason"), f"$.sessions[{place}].absence"
        if not reason:
            template = N_("Session {number}: choose the reason of the absence; that it is not known is one too.")
            yield found("REP08", f"{path}.reason", template, number=place + 1)
        elif reason == "other" and not prose(session, "absence", "text"):
            yield found(
                "REP08", f"{path}.text", N_("Session {number}: write which other reason it was."), number=place + 1
            )


def causes_stand_where_they_belong(report: ReportReading) -> Iterator[Finding]:
    """REP26."""
    outcomes = set()
    for place, session in items(report.body, "sessions"):
        outcome = prose(session, "outcome")
        outcomes.add(outcome)
        tokens = tokens_of(prose(session, "absence", "text") + "\n" + prose(session, "note"))
        if outcome == "absent" and report.words.spans("provider_caused", tokens, LANGUAGES):
            template = N_("Session {number}: if the provider or the employer cancelled, it is no absence; mark it so.")
            local = report.words.local_list(tokens, LANGUAGES, "provider_caused")
            yield found("REP26", f"$.sessions[{place}].outcome", template, local=local, number=place + 1)
    for place, answer in items(report.body, "goals"):
        blamed = prose(answer, "status") == "not_worked_on" and prose(answer, "cause") == "citizen_absent"
        if blamed and "cancelled_by_provider" in outcomes and "absent" not in outcomes:
            template = N_(
                "Goal {number}: the citizen was never absent, and the provider cancelled: choose another cause."
            )
            yield found("REP26", f"$.goals[{place}].cause", template, number=place + 1)


def absent_citizens_are_looked_for(report: ReportReading) -> Iterator[Finding]:
    """REP27."""
    for place, session in items(report.body, "sessions"):
        absence = part(session, "absence")
        unexplained = prose(session, "outcome") == "absent" and prose(absence, "reason") == "unknown"
        if unexplained and not whole(absence, "attempts") and absence.get("notified") is not True:
            template = N_("Session {number}: write how many times you tried to reach the citizen.")
            yield found("REP27", f"$.sessions[{place}].absence.attempts", template, number=place + 1)


ATTENDANCE: Final[tuple[ReportCheck, ...]] = (
    sums_add_up,
    cancellations_are_the_providers,
    absences_have_reasons,
    causes_stand_where_they_belong,
    absent_citizens_are_looked_for,
)
