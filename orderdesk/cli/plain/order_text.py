"""An order as plain text: what was asked, in the order of the form. A half-filled draft shows what there is."""

from collections.abc import Mapping, Sequence
from typing import Any

from orderdesk.checks.draft import entries, items, member, part
from orderdesk.cli.plain.page import Page, between, hours, joined, labelled, when
from orderdesk.desk.wording import words
from orderdesk.locale import _

Body = Mapping[str, Any]


def order_text(body: Body, title: str, *, safety: bool = False) -> str:
    """The order that `body` holds. The safety note is shown only where `safety` asks for it."""
    page = Page(title)
    _parties(page, body)
    _citizen(page, part(body, "citizen"), safety)
    _voice(page, part(body, "voice"))
    _purpose(page, body)
    _goals(page, body)
    _wanted(page, body)
    _course(page, body)
    _shared(page, body)
    return str(page)


def _parties(page: Page, body: Body) -> None:
    placer, provider, programme = part(body, "placer"), part(body, "provider"), part(body, "programme")
    preferred = part(provider, "preferred_consultant")
    page.section(_("Order"))
    page.field(_("Case number"), body.get("case_number"))
    page.field(_("Placed by"), joined(placer.get("municipality"), placer.get("unit")))
    page.field(_("Caseworker"), contact_line(part(placer, "caseworker")))
    page.field(_("Substitute"), contact_line(part(placer, "substitute")))
    page.field(_("Provider"), joined(provider.get("name"), provider.get("sub_provider"), provider.get("agreement")))
    page.field(_("Consultant asked for"), preferred.get("name"))
    page.field(_("because"), preferred.get("reason"))
    page.field(_("Programme"), joined(_coded("programme", programme.get("type")), programme.get("other"),
                                      programme.get("package")))  # fmt: skip
    page.field(_("Legal basis"), programme.get("legal_basis"))
    page.field(_("Track"), joined(*(_coded("track", aim) for aim in entries(body, "tracks", "aims"))))
    page.field(_("Plan B"), member(body, "tracks", "plan_b"))
    relation = part(body, "relation")
    page.field(_("Other order"), joined(_coded("relation", relation.get("kind")), relation.get("reason")))


def _citizen(page: Page, citizen: Body, safety: bool) -> None:
    interpreter = part(citizen, "interpreter")
    page.section(_("The citizen"))
    page.field(_("Name"), citizen.get("name"))
    page.field(_("CPR number"), citizen.get("cpr"))
    page.field(_("Contact"), joined(citizen.get("phone"), citizen.get("mail"), citizen.get("address")))
    page.field(_("Prefers"), _coded("channel", citizen.get("preferred_channel")))
    if interpreter.get("needed"):
        page.field(_("Interpreter"), joined(interpreter.get("language") or _("yes"), interpreter.get("note")))
    for _place, fact in items(citizen, "facts"):
        note = joined(labelled(_("confirmed"), when(fact.get("confirmed"))), fact.get("source"))
        page.item("-", f"{_coded('fact_kind', fact.get('kind'))}: {fact.get('text') or ''}", note)
    for _place, need in items(citizen, "support_needs"):
        page.item("!", f"{_coded('support_kind', need.get('kind'))}: {need.get('text') or ''}")
    if citizen.get("safety_note"):
        page.field(_("Safety note"), citizen["safety_note"] if safety else _("there is one; --safety shows it"))


def _voice(page: Page, voice: Body) -> None:
    page.section(_("The citizen's own voice"))
    if voice.get("status") == "declined":
        page.field(_("Asked"), joined(when(voice.get("asked")), words("voice_status", "declined")))
        page.field(_("Reason"), voice.get("reason"))
        return
    page.field(_("Own words"), voice.get("own_words"))
    page.field(_("Said"), joined(when(voice.get("obtained")), _coded("voice_how", voice.get("how"))))
    for _place, wish in sorted(items(voice, "wishes"), key=lambda item: _rank(item[1])):
        bound = "" if wish.get("negotiable") is not False else _("not negotiable")
        outcome = joined(_coded("wish_outcome", wish.get("outcome")), bound)
        page.item(f"{wish.get('rank', '-')}.", wish.get("text"), outcome, labelled(_("because"), wish.get("reason")))
    page.field(_("Expectations"), _coded("stance", voice.get("alignment")))
    page.field(_("on what"), voice.get("alignment_note"))


def _purpose(page: Page, body: Body) -> None:
    page.section(_("Purpose"))
    page.text(member(body, "purpose", "text"))
    page.field(_("Leads to"), member(body, "purpose", "leads_to"))
    for text in entries(body, "purpose", "to_clarify"):
        page.item("?", text)


def _goals(page: Page, body: Body) -> None:
    page.section(_("Goals, the first priority first"))
    for _place, goal in sorted(items(body, "goals"), key=lambda item: _rank(item[1])):
        page.item(
            str(goal.get("id") or "-"), goal.get("text"),
            labelled(_("seen by"), goal.get("seen_by")), labelled(_("at the start"), goal.get("baseline")),
            joined(labelled(_("by"), when(goal.get("due"))), _coded("binding", goal.get("binding")),
                   labelled(_("the citizen"), _coded("stance", goal.get("stance")))),
            *(f"{sub.get('id') or '-'} {sub.get('text') or ''} {when(sub.get('due'))}".rstrip()
              for _at, sub in items(goal, "sub_goals")),
        )  # fmt: skip
    if entries(body, "activities"):
        page.section(_("Activities"))
    for _place, activity in items(body, "activities"):
        serves = labelled(_("serves"), joined(*entries(activity, "serves")))
        by = labelled(_("done by"), activity.get("done_by_name") or _coded("done_by", activity.get("done_by")))
        page.item(str(activity.get("id") or "-"), activity.get("text"), joined(serves, by))


def _wanted(page: Page, body: Body) -> None:
    if entries(body, "questions"):
        page.section(_("Questions that each report answers"))
    for _place, question in items(body, "questions"):
        page.item(str(question.get("id") or "-"), question.get("text"), labelled(_("used for"), question.get("why")))
    if entries(body, "documentation"):
        page.section(_("Documentation that the course produces"))
    for _place, wanted in items(body, "documentation"):
        page.item(
            str(wanted.get("id") or "-"), wanted.get("text"), _coded("documentation_kind", wanted.get("kind")),
            joined(labelled(_("rule"), wanted.get("rule")), labelled(_("by"), when(wanted.get("due")))),
        )  # fmt: skip
    trial = part(body, "work_trial")
    if trial:
        page.section(_("Work trial"))
        page.field(_("Kind of work"), trial.get("field"))
        page.field(_("Hours a week at first"), hours(trial.get("start_minutes")))
        for text in entries(trial, "try_out"):
            page.item("-", text)
    adjustments_tried(page, body)


def adjustments_tried(page: Page, body: Body) -> None:
    """The adjustments that an order or a report tells of."""
    if entries(body, "adjustments"):
        page.section(_("Adjustments tried"))
    for _place, tried in items(body, "adjustments"):
        kind = _coded("adjustment_kind", tried.get("kind"))
        page.item("-", f"{when(tried.get('day'))} {kind}: {tried.get('before') or ''} -> {tried.get('after') or ''}",
                  labelled(_("why"), tried.get("reason")), labelled(_("effect"), tried.get("effect")))  # fmt: skip


def _course(page: Page, body: Body) -> None:
    course, reporting, follow_up = part(body, "course"), part(body, "reporting"), part(body, "follow_up")
    page.section(_("Course, reports and contact"))
    page.field(_("Course"), between(course.get("start"), course.get("end")))
    page.field(_("Hours a week"), hours(course.get("weekly_minutes")))
    for _place, session in items(course, "sessions"):
        day = _coded("weekday", session.get("weekday"))
        page.item("-", joined(day, session.get("start"), hours(session.get("minutes")), session.get("place")))
    page.field(_("Reports"), _coded("frequency", reporting.get("frequency")))
    page.field(_("First report"), when(reporting.get("first_due")))
    page.field(_("Final report"), when(reporting.get("final_due")))
    page.field(_("Draft first"), reporting.get("draft_wanted"))
    page.field(_("Meetings"), _meetings(follow_up.get("meeting_weeks")))
    page.field(_("Contact"), _coded("closeness", follow_up.get("closeness")))
    page.field(_("Ring when"), follow_up.get("ring_when"))


def _shared(page: Page, body: Body) -> None:
    if entries(body, "disclosure") or entries(body, "attachments"):
        page.section(_("What is shared, and on what basis"))
    for _place, basis in items(body, "disclosure"):
        head = joined(_coded("disclosure_basis", basis.get("basis")), basis.get("provision"))
        page.item(
            str(basis.get("id") or "-"), basis.get("covers"), head, between(basis.get("given"), basis.get("until"))
        )
    for _place, file in items(body, "attachments"):
        kind = _coded("attachment_kind", file.get("kind"))
        page.item(str(file.get("id") or "-"), file.get("name"), joined(kind, file.get("author"),
                  when(file.get("information_date")), labelled(_("shared under"), file.get("disclosure"))))  # fmt: skip
    changes: Sequence[tuple[int, Body]] = list(items(body, "changes"))
    if changes:
        page.section(_("What this version changes"))
    for _place, change in changes:
        page.item("-", change.get("path"), str(change.get("reason") or ""))


def contact_line(contact: Body) -> str:
    """A contact on a line."""
    return joined(*(contact.get(name) for name in ("name", "title", "phone", "mail", "reachable")))


def _meetings(weeks: Any) -> str:
    return _("a three-party meeting every {weeks} weeks").format(weeks=weeks) if isinstance(weeks, int) else ""


def _coded(field: str, code: Any) -> str:
    return words(field, code) if code not in (None, "") else ""


def _rank(entry: Body) -> int:
    rank = entry.get("rank")
    return rank if isinstance(rank, int) else 99
