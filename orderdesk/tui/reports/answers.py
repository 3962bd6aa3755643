"""The parts of a report in words: a label and what stands under it, for last month's text and for the reader."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from rich.text import Text

from orderdesk.desk.reporting.adjustments import Said, Tried
from orderdesk.desk.wording import words
from orderdesk.locale import _
from orderdesk.tui.form.entry import show_date, show_minutes

Body = Mapping[str, Any]
Lines = list[tuple[str, str]]


def as_text(lines: Iterable[tuple[str, str]], nothing: str = "", between: str = "\n") -> Text:
    """The lines, labels bold and on the line of their text, `between` them; `nothing` where there are none."""
    shown = [(label, text) for label, text in lines if text]
    if not shown:
        return Text(nothing, style="italic")
    whole = Text()
    for position, (label, text) in enumerate(shown):
        whole.append(between if position else "")
        whole.append(f"{label}: " if label else "", style="bold")
        whole.append(text)
    return whole


def period_words(period: Body) -> str:
    """A period in words: "1 Nov 2026 – 30 Nov 2026"."""
    return f"{show_date(str(period.get('start', '')))} – {show_date(str(period.get('end', '')))}"


def yes_no(value: Any) -> str:
    """Yes, no, or nothing where it is not said."""
    return "" if value is None else _("yes") if value else _("no")


def step(value: Any) -> str:
    """A step: what, who and by when."""
    if not isinstance(value, Mapping) or not value.get("text"):
        return ""
    tail = ", ".join(part for part in (str(value.get("who") or ""), show_date(str(value.get("by") or ""))) if part)
    return f"{value['text']} ({tail})" if tail else str(value["text"])


def goal_ordered(goal: Body) -> Lines:
    """A goal as it was ordered."""
    return [
        (f"{goal['id']} · {goal['rank']}", str(goal["text"])),
        (_("Met when"), str(goal.get("seen_by") or "")),
        (_("At the start"), str(goal.get("baseline") or "")),
        (_("Date"), show_date(str(goal["due"])) + f" · {words('binding', goal['binding'])}"),
        (_("Steps"), "; ".join(str(sub["text"]) for sub in goal.get("sub_goals", []))),
    ]


def question_ordered(question: Body) -> Lines:
    """A question as it was asked."""
    return [(str(question["id"]), str(question["text"])), (_("Used for"), str(question.get("why") or ""))]


def documentation_ordered(item: Body) -> Lines:
    """Documentation as it was asked for."""
    return [
        (f"{item['id']} · {words('documentation_kind', item['kind'])}", str(item["text"])),
        (_("Rule"), str(item["rule"])),
        (_("Needed"), show_date(str(item["due"]))),
    ]


def goal(answer: Body) -> Lines:
    """An answer to a goal."""
    if answer.get("status") == "not_worked_on":
        return [
            (_("Not worked on"), _cause(answer.get("cause"))),
            (_("Why"), str(answer.get("reason") or "")),
            (_("Date will hold"), yes_no(answer.get("on_track"))),
            (_("Next step"), step(answer.get("next_step"))),
        ]
    figure = answer.get("attainment")
    return [
        (_("Attainment"), "" if figure is None else f"{_signed(figure)} {words('attainment', figure)}"),
        (_("Seen"), str(answer.get("observation") or "")),
        (_("Since last"), words("change", answer["change"]) if answer.get("change") else ""),
        (_("Done"), str(answer.get("done") or "")),
        (_("Changed"), str(answer.get("changed") or "")),
        (_("Date will hold"), yes_no(answer.get("on_track"))),
        (_("Why not"), str(answer.get("off_track_because") or "")),
        (_("Next step"), step(answer.get("next_step"))),
    ]


def _cause(code: Any) -> str:
    """The cause in words that are true on either side: the form's "our own capacity" is the provider's."""
    return _("the provider's capacity") if code == "provider_capacity" else words("not_worked_on_cause", code or "")


def _signed(figure: Any) -> str:
    return f"+{figure}" if isinstance(figure, int) and figure > 0 else str(figure)


def question(answer: Body) -> Lines:
    """An answer to a question."""
    if answer.get("status") == "not_yet":
        reason = str(answer.get("reason") or "")
        return [
            (_("Cannot be answered yet"), reason),
            (_("Expected"), show_date(str(answer.get("expected") or ""))),
        ]
    return [("", str(answer.get("answer") or ""))]


def documentation(answer: Body) -> Lines:
    """How far ordered documentation has come."""
    status = str(answer.get("status") or "")
    return [
        (words("documentation_status", status) if status else _("Status"), str(answer.get("text") or "–")),
        (_("Attachment"), str(answer.get("attachment") or "")),
    ]


def point(answer: Body) -> Lines:
    """A point of attention."""
    if answer.get("status") == "not_relevant":
        return [(_("Not relevant"), str(answer.get("reason") or ""))]
    change = answer.get("change")
    return [("", str(answer.get("text") or "")), (_("Since last"), words("change", change) if change else "")]


def assessment(part: Body) -> Lines:
    """The consultant's judgement."""
    since = part.get("since_last")
    return [
        (_("Since last"), words("change", since) if since else ""),
        (_("What has moved"), str(part.get("since_last_text") or "")),
        (_("Work ability"), str(part.get("work_ability") or "")),
        (_("Resources"), str(part.get("resources") or "")),
        (_("Barriers"), str(part.get("barriers") or "")),
        (_("Potential"), str(part.get("potential") or "")),
    ]


def citizen_view(part: Body) -> Lines:
    """What the citizen says."""
    if part.get("status") == "not_given":
        return [
            (_("Could not be had"), str(part.get("reason") or "")),
            (_("Attempts"), str(part.get("attempts", ""))),
        ]
    quote = str(part.get("quote") or "")
    how = ", ".join(
        found
        for found in (
            words("view_obtained", part["obtained"]) if part.get("obtained") else "",
            show_date(str(part.get("day") or "")),
        )
        if found
    )
    agrees = part.get("agrees")
    return [
        ("", f"»{quote}«" if quote else ""),
        (_("Said"), how),
        (_("With the report"), words("view_agrees", agrees) if agrees else ""),
        (_("Disagrees with"), str(part.get("disagreement") or "")),
    ]


def adjustment(row: Body) -> Lines:
    """An adjustment that was tried."""
    head = f"{show_date(str(row.get('day') or ''))} · {words('adjustment_kind', row.get('kind', ''))}"
    return [
        (head, f"{row.get('before', '')} → {row.get('after', '')}"),
        (_("Why"), str(row.get("reason") or "")),
        (_("Effect"), str(row.get("effect") or _("cannot be seen yet"))),
    ]


def tried(rows_of_course: Iterable[Tried]) -> Lines:
    """The adjustments of a whole course, each with the documents that tell of it."""
    lines: Lines = []
    for row in rows_of_course:
        lines += [
            (f"{show_date(row.day)} · {words('adjustment_kind', row.kind)}", f"{row.before} → {row.after}"),
            (_("Why"), row.reason),
            (_("Effect"), row.effect or _("cannot be seen yet")),
            (_("Told in"), ", ".join(told_in(said) for said in row.said_in)),
        ]
    return lines


def told_in(said: Said) -> str:
    """A document that tells of an adjustment: the order, or a month's report."""
    if said.kind == "order":
        return _("the order, version {version}").format(version=said.version)
    return _("the report to {day}").format(day=show_date(said.end))


def work_trial(part: Body) -> Lines:
    """The work trial in the period."""
    hours = [
        f"{label} {show_minutes(part[name])}"
        for name, label in (
            ("planned_minutes", _("planned")),
            ("present_minutes", _("present")),
            ("effective_minutes", _("effective")),
            ("paid_minutes", _("paid")),
        )
        if isinstance(part.get(name), int)
    ]
    return [
        (_("Employer"), str(part.get("employer") or "")),
        (_("Tasks"), str(part.get("tasks") or "")),
        (_("From"), show_date(str(part.get("start") or ""))),
        (_("Hours a week"), ", ".join(hours)),
        *_weeks(part),
        (_("Accommodations"), "; ".join(map(str, part.get("accommodations", [])))),
        (_("Prospects"), str(part.get("prospects") or "")),
        (_("Ended"), show_date(str(part.get("end") or ""))),
        (_("Because"), str(part.get("ended_because") or "")),
    ]


def _weeks(trial: Body) -> Lines:
    """Planned, present and effective, week by week: where the hours went up or down."""
    labels = (
        ("planned_minutes", _("planned")),
        ("present_minutes", _("present")),
        ("effective_minutes", _("effective")),
    )
    lines = []
    for week in trial.get("weeks") or ():
        told = ", ".join(f"{label} {show_minutes(week[name])}" for name, label in labels if week.get(name) is not None)
        lines.append((_("Week of {day}").format(day=show_date(str(week.get("start") or ""))), told))
    return lines


def followed_up(row: Body) -> Lines:
    """What became of a step."""
    status = words("followed_up_status", row["status"]) if row.get("status") else ""
    return [(status, f"{row.get('step', '')} – {row.get('text', '')}")]


def warning(row: Body) -> Lines:
    """An early warning."""
    return [(words("warning_kind", row.get("kind", "")), str(row.get("text") or ""))]


def proposal(row: Body) -> Lines:
    """A proposal to amend the order."""
    return [(str(row.get("path") or ""), str(row.get("text") or "")), (_("Why"), str(row.get("reason") or ""))]


def outcome(part: Body) -> Lines:
    """What a final report adds."""
    return [
        (_("Outcome"), words("outcome", part["outcome"]) if part.get("outcome") else ""),
        ("", str(part.get("text") or "")),
        (_("Recommendation"), str(part.get("recommendation") or "")),
        (_("Needs nobody has met yet"), "; ".join(map(str, part.get("unresolved", [])))),
    ]


def rows(values: Sequence[Body] | None, words_of: Callable[[Body], Lines]) -> Lines:
    """The lines of several rows after each other."""
    return [line for value in values or () for line in words_of(value)]


def review(value: Body | None) -> Lines:
    """What the caseworker has answered to a report."""
    if value is None:
        return []
    remarks = [(str(item["item"]), str(item["text"])) for item in value.get("remarks", value.get("items", []))]
    by = (_("By"), show_date(str(value.get("by") or "")))
    if value["kind"] == "decided":
        return [(_("Decided"), words("decision", value["decision"])), ("", str(value["text"])), by, *remarks]
    if value["kind"] == "elaboration":
        return [(_("Elaboration asked for"), str(value["text"])), by, *remarks]
    if value["kind"] == "comments":
        return [(_("Comments on the draft"), str(value.get("text") or " ")), by, *remarks]
    if value["kind"] == "cleared":
        return [(_("The draft is cleared"), str(value.get("text") or _("the report itself can be sent")))]
    return [(_("Read"), _("no decision yet"))]
