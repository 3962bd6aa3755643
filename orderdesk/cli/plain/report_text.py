"""A report as plain text: its answers to what was ordered, or a draft as far as it is filled in."""

from collections.abc import Mapping
from typing import Any

from orderdesk.checks.draft import entries, items, part
from orderdesk.cli.plain.order_text import adjustments_tried, contact_line
from orderdesk.cli.plain.page import Page, between, hours, joined, labelled, said, when
from orderdesk.desk.wording import words
from orderdesk.locale import _

Body = Mapping[str, Any]


def report_text(body: Body, order: Body, title: str, answers: str = "") -> str:
    """The report `body` beside the texts of the order that it answers; `answers` says which version that is."""
    page = Page(title)
    page.text(answers)
    page.field(_("Kind"), _coded("report_kind", body.get("kind")))
    page.field(_("Period"), between(part(body, "period").get("start"), part(body, "period").get("end")))
    page.field(_("Citizen"), part(order, "citizen").get("name"))
    page.field(_("Consultant"), contact_line(part(body, "consultant")))
    _goals(page, body, _texts(order, "goals"))
    _asked(page, body, order)
    _points(page, body)
    _view(page, part(body, "citizen_view"))
    _attendance(page, body)
    _tried(page, body)
    _onward(page, body)
    return str(page)


def _goals(page: Page, body: Body, texts: Mapping[str, str]) -> None:
    page.section(_("Goals"))
    for _place, answer in items(body, "goals"):
        step = part(answer, "next_step")
        late = "" if answer.get("on_track") is not False else _("the date will not hold")
        page.item(
            str(answer.get("goal") or "-"), texts.get(str(answer.get("goal")), ""),
            joined(_coded("goal_status", answer.get("status")), _coded("change", answer.get("change")),
                   _coded("attainment", answer.get("attainment")), late),
            labelled(_("because"), answer.get("off_track_because")),
            labelled(_("why"), joined(_coded("not_worked_on_cause", answer.get("cause")), answer.get("reason"))),
            labelled(_("done"), answer.get("done")), labelled(_("changed"), answer.get("changed")),
            labelled(_("seen"), answer.get("observation")),
            labelled(_("next"), joined(step.get("text"), step.get("who"), when(step.get("by")))),
        )  # fmt: skip


def _asked(page: Page, body: Body, order: Body) -> None:
    texts = _texts(order, "questions") | _texts(order, "documentation")
    if entries(body, "questions"):
        page.section(_("Questions"))
    for _place, answer in items(body, "questions"):
        given = answer.get("answer") if answer.get("status") == "answered" else joined(
            words("question_status", "not_yet"), answer.get("reason"), when(answer.get("expected")))  # fmt: skip
        page.item(str(answer.get("question") or "-"), texts.get(str(answer.get("question")), ""), said(given))
    if entries(body, "documentation"):
        page.section(_("Documentation"))
    for _place, answer in items(body, "documentation"):
        status = _coded("documentation_status", answer.get("status"))
        page.item(str(answer.get("documentation") or "-"), texts.get(str(answer.get("documentation")), ""),
                  labelled(status, answer.get("text")))  # fmt: skip


def _points(page: Page, body: Body) -> None:
    page.section(_("The five points of attention"))
    for name, point in part(body, "points").items():
        status = _coded("point_status", part(point).get("status")) if part(point).get("reason") else ""
        page.item("-", words("point", name), said(part(point).get("text")), labelled(status, part(point).get("reason")),
                  _coded("change", part(point).get("change")))  # fmt: skip
    judged = part(body, "assessment")
    page.section(_("The consultant's judgement"))
    page.field(_("Since last"), joined(_coded("change", judged.get("since_last")), judged.get("since_last_text")))
    page.field(_("Work ability"), judged.get("work_ability"))
    page.field(_("Resources"), judged.get("resources"))
    page.field(_("Barriers"), judged.get("barriers"))
    page.field(_("Potential"), judged.get("potential"))


def _view(page: Page, view: Body) -> None:
    page.section(_("The citizen's own view"))
    if view.get("status") == "not_given":
        attempts = labelled(_("attempts"), view.get("attempts"))
        page.text(joined(words("view_status", "not_given"), view.get("reason"), attempts))
        return
    page.text(view.get("quote"))
    page.field(_("Said"), joined(when(view.get("day")), _coded("view_obtained", view.get("obtained"))))
    page.field(_("With the report"), joined(_coded("view_agrees", view.get("agrees")), view.get("disagreement")))


def _attendance(page: Page, body: Body) -> None:
    page.section(_("Attendance"))
    totals = part(body, "totals")
    if totals:
        page.text(
            _("{attended} of {planned} planned sessions attended, {absent} missed, {moved} moved, {cancelled} cancelled"
              " by the provider; {hours} hours.")
            .format(attended=totals.get("attended"), planned=totals.get("planned"), absent=totals.get("absent"),
                    moved=totals.get("moved"), cancelled=totals.get("provider_cancelled"),
                    hours=hours(totals.get("attended_minutes")))
        )  # fmt: skip
    for _place, session in items(body, "sessions"):
        absence, moved = part(session, "absence"), part(session, "moved")
        page.item("-", joined(
            when(session.get("day")), session.get("time"), _coded("session_kind", session.get("kind")),
            _coded("session_outcome", session.get("outcome")), hours(session.get("attended_minutes")),
            _coded("absence_reason", absence.get("reason")), absence.get("text"),
            _coded("moved_by", moved.get("by")), moved.get("reason"), when(moved.get("to")), session.get("note"),
        ))  # fmt: skip


def _tried(page: Page, body: Body) -> None:
    adjustments_tried(page, body)
    trial = part(body, "work_trial")
    if trial:
        page.section(_("Work trial"))
        page.field(_("Employer"), trial.get("employer"))
        page.field(_("Tasks"), trial.get("tasks"))
        page.field(_("From"), when(trial.get("start")))
        for label, name in ((_("Hours planned"), "planned"), (_("Hours present"), "present"),
                            (_("Hours effective"), "effective"), (_("Hours paid"), "paid")):  # fmt: skip
            page.field(label, hours(trial.get(f"{name}_minutes")))
        for _place, week in items(trial, "weeks"):
            page.item("-", joined(_("week of {day}").format(day=when(week.get("start"))), *(
                labelled(label, hours(week.get(f"{name}_minutes")))
                for label, name in ((_("planned"), "planned"), (_("present"), "present"), (_("effective"), "effective"))
            )))  # fmt: skip
        for text in entries(trial, "accommodations"):
            page.item("!", text)
        page.field(_("Prospects"), trial.get("prospects"))
        page.field(_("Ended"), when(trial.get("end")))
        page.field(_("Why it ended"), trial.get("ended_because"))


def _onward(page: Page, body: Body) -> None:
    page.section(_("Onward"))
    page.field(_("Underway"), body.get("underway"))
    for _place, done in items(body, "followed_up"):
        page.item("-", done.get("step"), labelled(_coded("followed_up_status", done.get("status")), done.get("text")))
    for _place, warning in items(body, "warnings"):
        page.item("!", joined(_coded("warning_kind", warning.get("kind")), warning.get("text")))
    page.field(_("Not ready yet"), body.get("not_ready_yet"))
    for _place, proposal in items(body, "proposals"):
        page.item("*", joined(proposal.get("path"), proposal.get("text")), labelled(_("why"), proposal.get("reason")))
    for _place, step in items(body, "next_steps"):
        page.item(">", joined(step.get("text"), step.get("who"), when(step.get("by"))))
    outcome = part(body, "outcome")
    if outcome:
        page.section(_("Outcome"))
        page.field(_("Outcome"), joined(_coded("outcome", outcome.get("outcome")), outcome.get("text")))
        page.field(_("Recommendation"), outcome.get("recommendation"))
        for text in entries(outcome, "unresolved"):
            page.item("?", text)


def _texts(order: Body, member: str) -> dict[str, str]:
    return {str(item.get("id")): str(item.get("text") or "") for _place, item in items(order, member)}


def _coded(field: str, code: Any) -> str:
    return words(field, code) if code not in (None, "") else ""
