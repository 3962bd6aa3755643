"""What a new month's report begins with: the planned sessions with the absences that were told meanwhile, and the work
trial that goes on. Facts only; what has to be judged anew is left empty."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

from orderdesk.desk.reporting.short_notices import ShortNotice

Body = dict[str, Any]
Period = tuple[date, date]

MOST_SESSIONS: Final = 150
"""Rows that a report takes (documents/report.py)."""
_WEEK: Final = timedelta(days=7)
_STAYS: Final = ("employer", "tasks", "start", "planned_minutes", "accommodations", "paid_minutes")


def sessions(order: Mapping[str, Any], period: Period, told: Iterable[ShortNotice] = ()) -> list[Body]:
    """The weekly plan laid out over the period: a grid that only needs what happened. What was told as an absence is in
    it with its reason and the day it was told; one outside the plan is a row of its own."""
    rows = _laid_out(order, period)
    for notice in _last_word(told):
        _put(rows, notice)
    rows.sort(key=lambda row: (row["day"], row.get("time") or ""))
    return rows[:MOST_SESSIONS]


def _laid_out(order: Mapping[str, Any], period: Period) -> list[Body]:
    planned: list[Body] = []
    for offset in range((period[1] - period[0]).days + 1):
        day = period[0] + timedelta(days=offset)
        for session in order["course"].get("sessions", []):
            if session["weekday"] == day.isoweekday():
                row = {"day": day.isoformat(), "kind": "planned", "planned_minutes": session["minutes"]}
                row |= {"time": session["start"]} if session.get("start") else {}
                planned.append(row | ({"place": session["place"]} if session.get("place") else {}))
    return planned


def _last_word(told: Iterable[ShortNotice]) -> list[ShortNotice]:
    """The absences. Of two notices about the same session the later one counts, which knows more."""
    by_session = {}
    for notice in sorted(told, key=lambda one: one.told):
        if notice.kind == "absence":
            by_session[notice.day, notice.body.get("time"), notice.body["session"]] = notice
    return list(by_session.values())


def _put(rows: list[Body], notice: ShortNotice) -> None:
    absence = {**notice.body["absence"], "reported": notice.told}
    kind, time = notice.body["session"], notice.body.get("time")
    open_then = [row for row in rows if kind == "planned" == row["kind"] and row["day"] == notice.day
                 and "outcome" not in row]  # fmt: skip
    # The hour as it was told may differ a little from the plan's; the day has that session all the same.
    meant = next((row for row in open_then if row.get("time") == time), open_then[0] if open_then else None)
    if meant is None:
        meant = {"day": notice.day, "kind": kind, "planned_minutes": 0} | ({"time": time} if time else {})
        rows.append(meant)
    meant |= {"outcome": "absent", "absence": absence}


def work_trial(reports: Sequence[Mapping[str, Any]], period: Period, *, final: bool = False) -> Body | None:
    """The work trial that the next report begins with, from the bodies of the `reports` so far, oldest first.

    One that goes on keeps its facts, and has a row for each week of the new period with the hours planned; what the
    citizen managed, and what it may lead to, is written anew. One that has ended stays in the report that told of it.
    The final report begins with the whole of it, ended or not, all weeks included: the team reads it there.
    """
    trials = [report["work_trial"] for report in reports if report.get("work_trial")]
    if not trials or (trials[-1].get("end") and not final):
        return None
    last = trials[-1]
    if last.get("end"):
        return {**last, "weeks": _all_weeks(trials)}
    new = _weeks(last, period)
    known = {week["start"] for week in new}
    earlier = [week for week in _all_weeks(trials) if week["start"] not in known] if final else []
    return {name: last[name] for name in _STAYS if name in last} | {"weeks": [*earlier, *new]}


def next_week(trial: Mapping[str, Any], period: Mapping[str, Any]) -> Body:
    """The row of the week after the last one; the first week of the period, or of the trial, where there is none."""
    mondays = [day for week in trial.get("weeks") or () if isinstance(week, dict) and (day := _day(week.get("start")))]
    begins = [day for day in (_day(period.get("start")), _day(trial.get("start"))) if day]
    monday = max(mondays) + _WEEK if mondays else _monday(max(begins)) if begins else None
    planned = trial.get("planned_minutes")
    return ({"start": monday.isoformat()} if monday else {}) | (
        {"planned_minutes": planned} if isinstance(planned, int) else {}
    )


def _all_weeks(trials: Iterable[Mapping[str, Any]]) -> list[Body]:
    """The weeks of the last trial as all reports tell of it; a later report corrects an earlier one."""
    told = list(trials)
    begun = told[-1].get("start")
    same = [trial for trial in told if trial["employer"] == told[-1]["employer"] and trial.get("start") == begun]
    weeks = {week["start"]: week for trial in same for week in trial.get("weeks") or ()}
    return [weeks[start] for start in sorted(weeks)]


def _weeks(trial: Mapping[str, Any], period: Period) -> list[Body]:
    """A row for each week whose Monday lies in the period; the trial's first week belongs to the month it began in."""
    first = _monday(period[0] + timedelta(days=6))
    mondays = (first + _WEEK * number for number in range((period[1] - first).days // 7 + 1))
    return [{"start": monday.isoformat(), "planned_minutes": trial["planned_minutes"]} for monday in mondays]


def _monday(day: date) -> date:
    return day - timedelta(days=day.isoweekday() - 1)


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None
