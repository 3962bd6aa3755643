"""A report read against its order, as pages: what matters at a glance, what was not answered, and then the rest."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rich.text import Text

from orderdesk.desk.ordering.answered_version import sentence
from orderdesk.desk.reporting.reading import Line, Reading
from orderdesk.desk.wording import WORDS, words
from orderdesk.locale import _
from orderdesk.locale.days import in_words
from orderdesk.tui.reports import answers, attendance_words
from orderdesk.tui.reports.reworked import answer_in, asked_at, reworked
from orderdesk.tui.reports.told import told_lines

Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Page:
    """One thing to read. `item` is the id of what was ordered, where the page is about that; `earlier` is None where
    last month has no place beside it; `before` is what the version before said, where it read otherwise."""

    title: str
    sign: str
    ordered: Text
    now: Text
    earlier: Text | None = None
    item: str = ""
    before: Text | None = None


def pages_of(reading: Reading) -> list[Page]:
    """All pages, in the order in which they should be read."""
    report, previous = reading.report, reading.previous or {}
    before = reading.replaced or {}
    made = [_at_a_glance(reading), *(_line(line, reading) for line in reading.lines)]
    made.append(_told(reading))
    made.append(_checks(reading))
    made.append(_both(_("The citizen's view"), report, previous, "citizen_view", answers.citizen_view, before))
    made.append(_attendance(report, previous))
    for name, label in WORDS["point"].items():
        points, earlier = previous.get("points", {}), before.get("points", {})
        made.append(_both(_(label), report["points"], points, name, answers.point, earlier))
    made.append(_both(_("Assessment"), report, previous, "assessment", answers.assessment, before))
    if report.get("outcome"):
        made.append(_both(_("Outcome"), report, previous, "outcome", answers.outcome, before))
    if report.get("work_trial") or previous.get("work_trial"):
        made.append(_both(_("Work trial"), report, previous, "work_trial", answers.work_trial, before))
    made.append(_adjustments(reading))
    made.append(_steps(report))
    if report.get("proposals"):
        made.append(_rows(_("Proposals"), report["proposals"], answers.proposal))
    return [page for page in made if page.now.plain or page.earlier]


def sign_of(line: Line) -> str:
    """`!` not answered, `~` changed since last month, `√` answered."""
    return "!" if not line.answered else "~" if line.changed else "√"


def unanswered(reading: Reading) -> str:
    """What to ring about: "M2 not worked on; S1 cannot be answered yet"; empty where all is answered."""
    return "; ".join(_unanswered(line) for line in reading.lines if not line.answered)


def _unanswered(line: Line) -> str:
    status = (line.answer or {}).get("status")
    said = {
        "not_worked_on": _("not worked on"),
        "not_yet": _("cannot be answered yet"),
        "not_started": _("not started"),
    }.get(str(status), _("not answered"))
    return f"{line.id} {said}"


def _at_a_glance(reading: Reading) -> Page:
    report = reading.report
    lines = answers.review(reading.review)
    if reading.replaced is not None:
        rewritten = _("Rewritten since version {number}").format(number=reading.replaced["version"])
        lines.append((rewritten, ", ".join(reworked(reading.report, reading.replaced)) or _("nothing")))
    if reading.asked is not None:
        asked = [str(reading.asked.get("text") or ""), _at_items(reading.asked)]
        lines.append((_("Asked for before this version"), "; ".join(part for part in asked if part)))
    lines += [("! " + label, text) for label, text in answers.rows(report.get("warnings"), answers.warning)]
    lines += [(_("! Has to come first"), str(report.get("not_ready_yet") or ""))]
    lines += [(_("Not answered"), unanswered(reading) or _("nothing; all that was ordered is answered"))]
    lines += [(_("The citizen"), answers.as_text(answers.citizen_view(report["citizen_view"])).plain)]
    lines += [(_("Attendance"), " ".join(attendance_words.summary(report["sessions"])))]
    lines += [(_("What changed the direction"), str(report.get("underway") or ""))]
    lines += [(_("Outcome"), words("outcome", report["outcome"]["outcome"]) if report.get("outcome") else "")]
    if changed := ", ".join(line.id for line in reading.lines if line.changed):
        lines.append((_("Changed since last month"), changed))
    sign = "!" if report.get("warnings") or report.get("not_ready_yet") else " "
    return Page(_("At a glance"), sign, Text(), answers.as_text(lines, between="\n\n"))


def _at_items(review: Body) -> str:
    """Where comments on a draft stand: they need no word on the whole."""
    return "" if review.get("text") else ", ".join(str(one["item"]) for one in review["items"])


_ORDERED = {
    "goal": (answers.goal_ordered, answers.goal),
    "question": (answers.question_ordered, answers.question),
    "documentation": (answers.documentation_ordered, answers.documentation),
}


def _line(line: Line, reading: Reading) -> Page:
    ordered, words_of = _ORDERED[line.kind]
    now = answers.as_text(words_of(line.answer) if line.answer else [], _("The report does not answer this."))
    earlier = answers.as_text(words_of(line.earlier) if line.earlier else [], _("Not answered last month."))
    title = f"{line.id} {line.ordered['text']}"
    asked = (_("Asked for before this version"), asked_at(reading, line.id))
    about = answers.as_text([*ordered(line.ordered), asked])
    before = None
    if reading.replaced is not None and (then := answer_in(reading.replaced, line.kind, line.id)) != line.answer:
        before = answers.as_text(words_of(then) if then else [], _("The report does not answer this."))
    return Page(title, sign_of(line), about, now, earlier if reading.previous is not None else None, line.id, before)


def _checks(reading: Reading) -> Page:
    found = sorted(reading.findings, key=lambda finding: finding.severity != "block")
    signs = {"block": "!", "advise": "?"}
    text = "\n".join(f"{signs[finding.severity]} {finding.said(in_words)}" for finding in found)
    sign = "!" if any(finding.severity == "block" for finding in found) else "?" if found else "√"
    return Page(_("What is missing"), sign, Text(), Text(text or _("The checks found nothing.")))


def _told(reading: Reading) -> Page:
    """The short notices of the month, beside those of last month."""
    nothing = _("Nothing was told between the reports.") if reading.told_before else ""
    now = answers.as_text(told_lines(reading.told, reading.order), nothing)
    before = answers.as_text(told_lines(reading.told_before, reading.order)) if reading.told_before else None
    sign = "!" if any(one.kind in ("warning", "not_ready") for one in reading.told) else " "
    return Page(_("Told on the way"), sign, Text(), now, before)


def _adjustments(reading: Reading) -> Page:
    """Those of the month, and below them those of the whole course."""
    lines = answers.rows(reading.report.get("adjustments"), answers.adjustment)
    if any(said.digest != reading.digest for row in reading.tried for said in row.said_in):
        lines += [(_("The whole course"), " "), *answers.tried(reading.tried)]
    return Page(_("Adjustments"), " ", Text(), answers.as_text(lines))


def _both(title: str, report: Body, previous: Body, member: str, words_of: Any, before: Body) -> Page:
    now, then, old = report.get(member), previous.get(member), before.get(member)
    earlier = answers.as_text(words_of(then)) if then else None
    rewritten = answers.as_text(words_of(old)) if old and old != now else None
    told = answers.as_text(words_of(now) if now else [], _("Nothing was written."))
    return Page(title, " ", Text(), told, earlier, before=rewritten)


def _rows(title: str, values: Any, words_of: Any) -> Page:
    return Page(title, " ", Text(), answers.as_text(answers.rows(values, words_of)))


def _attendance(report: Body, previous: Body) -> Page:
    def told(sessions: Any) -> Text:
        sums = [("", sentence) for sentence in attendance_words.summary(sessions)]
        return answers.as_text(sums + attendance_words.particulars(sessions))

    earlier = told(previous["sessions"]) if previous.get("sessions") else None
    return Page(_("Attendance"), " ", Text(), told(report["sessions"]), earlier)


def _steps(report: Body) -> Page:
    followed = answers.rows(report.get("followed_up"), answers.followed_up)
    lines = [(_("Last month's steps"), " ")] if followed else []
    lines += followed
    lines += [(_("Next month"), " ")]
    lines += [("", "· " + answers.step(step)) for step in report["next_steps"]]
    return Page(_("Steps"), " ", Text(), answers.as_text(lines))


def header_of(reading: Reading, own: bool = False) -> Text:
    """Which report, how to reach the other side (the consultant; the caseworker where the report is one's `own`), and
    what to ring about."""
    report = reading.report
    person = reading.order["placer"]["caseworker"] if own else report["consultant"]
    state = words("report_state", reading.state)
    version = _("version {number}").format(number=report["version"]) if report["version"] > 1 else ""
    what = [words("report_kind", report["kind"]), answers.period_words(report["period"]), version]
    head = Text(" · ".join(part for part in what if part) + " · ")
    head.append(state, style="bold")
    head.append("\n" + " · ".join(str(person[name]) for name in ("name", "phone", "mail") if person.get(name)))
    head.append("\n" + sentence(reading.version), style="bold" if reading.version.crossed else "")
    if gaps := unanswered(reading):
        said = _("Not answered: {gaps}") if own or report["kind"] == "draft" else _("Ring: {gaps}")
        head.append("\n" + said.format(gaps=gaps), style="bold")
    return head
