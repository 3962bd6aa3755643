"""Whether the days of a waiver are those of whole reports: one that falls a day short of a report would waive none."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from orderdesk.checks.findings import Finding
from orderdesk.desk.reporting.periods import Period, in_force, next_period
from orderdesk.locale import N_

_PARTLY: Final = N_("The report from {start} to {end} lies only partly in these days. Waive all of its days or none.")
_NONE: Final = N_("No report is expected of these days. The next one is from {start} to {end}.")
_NO_MORE: Final = N_("No report is expected of these days, and no more of this course.")


def unfit_days(row: Mapping[str, Any], body: Mapping[str, Any]) -> Iterator[Finding]:
    """What is wrong with the days of a waiver, `body` in the shape of `documents.notice.WaiveReport`, for the order in
    the index's `row`."""
    first, last = date.fromisoformat(body["start"]), date.fromisoformat(body["end"])
    expected = list(expected_reports(row))
    touched = [period for period in expected if period[0] <= last and first <= period[1]]
    cut = [period for period in touched if period[0] < first or last < period[1]]
    if cut:
        start, end = cut[0]
        name = "start" if start < first else "end"
        yield Finding("MOVE", "block", f"$.{name}", _PARTLY, {"start": start, "end": end}, {})
    elif not touched and expected:
        start, end = expected[0]
        yield Finding("MOVE", "block", "$.start", _NONE, {"start": start, "end": end}, {})
    elif not touched:
        yield Finding("MOVE", "block", "$.start", _NO_MORE, {}, {})


def expected_reports(row: Mapping[str, Any]) -> Iterator[Period]:
    """The first and last days of the reports that have neither come nor been waived, to the end of the course of the
    order in the index's `row`."""
    start, end = (date.fromisoformat(row[name]) for name in ("start", "end"))
    waived = [(date.fromisoformat(one[0]), date.fromisoformat(one[1])) for one in row.get("waived", ())]
    done = [date.fromisoformat(report["end"]) for report in in_force(row)]
    while period := next_period(start, end, row["frequency"], done, waived):
        yield period
        done = [period[1]]
