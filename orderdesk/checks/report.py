"""The checks of a report against the order it answers: what blocks sending it, and what to look at again."""

from collections.abc import Mapping
from typing import Any

from orderdesk.checks.context import ReportContext
from orderdesk.checks.findings import Finding
from orderdesk.checks.likeness import EarlierText
from orderdesk.checks.order import blocked, in_form_order
from orderdesk.checks.report_answers import ANSWERS
from orderdesk.checks.report_attendance import ATTENDANCE
from orderdesk.checks.report_places import REPORT_FORM
from orderdesk.checks.report_reading import ReportReading, comparable_passages
from orderdesk.checks.report_trial import TRIAL
from orderdesk.checks.report_wording import REPORT_WORDING
from orderdesk.checks.shape import shape_findings

__all__ = ["EarlierText", "ReportContext", "check_report", "comparable_passages"]


def check_report(body: Mapping[str, Any], order: Mapping[str, Any] | None, context: ReportContext) -> list[Finding]:
    """All that the checks find in the draft `body` (in the shape of `documents.report.Report`, however half filled), in
    the order of the form, what blocks first at each place. `order` is the body of the order's version in force; without
    it, nothing is said about what was ordered.

    Never raises, whatever plain value stands anywhere in `body`, `order` or the report before.
    """
    from orderdesk.documents.report import Report

    ordered = order if isinstance(order, Mapping) else None
    report = ReportReading(body if isinstance(body, Mapping) else {}, ordered, context)
    findings = [finding for check in (*ANSWERS, *ATTENDANCE, *TRIAL, *REPORT_WORDING) for finding in check(report)]
    findings += shape_findings(body, Report, blocked(findings))
    return in_form_order(findings, REPORT_FORM)
