"""The rest of the longest road: what happens to an order between its answer and its end. Each step is done at one desk
and looked at on the other."""

from typing import Any, Final

from orderdesk.demo.stage import CITIZEN, Stage
from orderdesk.demo.town import CASEWORKER, CONSULTANT
from orderdesk.desk import drafts, index, put_aside, today
from orderdesk.desk.desk import Desk
from orderdesk.desk.ordering import orders
from orderdesk.desk.reporting import reading, reports, reviews
from orderdesk.locale import _

SUCCESSOR: Final = "ahmed-yildiz"
"""The consultant who takes over on the way."""

_PLACE: Final = "Fjordvejen 8, lokale 2"


def started(stage: Stage) -> None:
    """The citizen comes to the first session, and the course has begun."""
    stage.at("2026-09-01", "15:00")
    stage.tell.step(_("{name} tells of the start.").format(name=stage.name(CONSULTANT)))
    day = "2026-09-01"
    stage.do(CONSULTANT, "start", {"first_offered": day, "first_attended": day, "text": "Bettina lukkede op."})
    stage.carried("active")


def absent(stage: Stage) -> None:
    """An absence is told the same day, as a fact with its reason."""
    stage.at("2026-09-10", "11:00")
    stage.tell.step(_("The citizen does not come. {name} tells so the same day.").format(name=stage.name(CONSULTANT)))
    why = {"reason": "illness", "text": "Meldte fra klokken 8 med hovedpine.", "notified": True, "attempts": 0}
    values = {"day": "2026-09-10", "time": "10:30", "session": "planned", "absence": why}
    stage.do(CONSULTANT, "tell_absence", values)
    stage.carried("active")
    stage.calls(CASEWORKER, "news_absence")
    mette = stage.town.caseworker
    for item in today.today(mette):
        put_aside.put_aside(mette, item.mark)
    stage.tell.see(
        today.today(mette) == [], _("{name} has seen it and puts it aside.").format(name=mette.settings.name)
    )


def looked_through(stage: Stage) -> None:
    """A draft of the month's report is commented on, sent again and found to cover what was asked."""
    mette, sara = stage.town.caseworker, stage.town.consultant
    stage.at("2026-09-21", "10:00")
    stage.tell.step(_("{name} sends a draft of the month's report.").format(name=sara.settings.name))
    draft = reports.new_draft(sara, stage.thread, "draft")
    drafts.save(sara, draft.id, {**draft.body, **stage.examples.report(CITIZEN, "2026-09"), "kind": "draft"})
    stage.reported(reports.send(sara, draft.id), version=1, state="draft_submitted")
    stage.at("2026-09-21", "13:30")
    stage.tell.step(_("{name} returns it with a comment on one goal.").format(name=mette.settings.name))
    items = [{"item": "M1", "text": "Hvad sagde lægen om prøverne?"}]
    reviews.comment(mette, stage.report, items=items, by=stage.examples.day("2026-09-23"))
    stage.carried("active")
    _report_is(stage, "comments_returned", _("Both desks say: the draft has come back with comments."))
    stage.at("2026-09-22", "09:30")
    stage.tell.step(_("{name} sends a second version of the draft.").format(name=sara.settings.name))
    draft = reports.correction_draft(sara, stage.thread, stage.report)
    goal = next(goal for goal in draft.body["goals"] if goal["goal"] == "M1")
    goal["done"] += " Lægen har bestilt en lungeprøve til."
    drafts.save(sara, draft.id, {**draft.body, "kind": "draft", "attested": True})
    stage.reported(reports.send(sara, draft.id), version=2, state="draft_submitted")
    stage.at("2026-09-22", "11:00")
    stage.tell.step(_("{name} finds that the draft covers what was asked.").format(name=mette.settings.name))
    reviews.clear(mette, stage.report)
    stage.carried("active")
    _report_is(stage, "cleared", _("Both desks say: the draft is cleared, the report itself can be sent."))


def amended(stage: Stage) -> None:
    """The order is amended, objected to, amended again and acknowledged."""
    mette, sara = stage.name(CASEWORKER), stage.name(CONSULTANT)
    stage.at("2026-09-28", "09:00")
    stage.tell.step(_("{name} amends the order.").format(name=mette))
    _amend(stage, "Ring hver gang, Bettina udebliver.")
    stage.carried("active")
    _amendment_is(stage, "waiting", _("Both desks say: amended, not acknowledged yet."))
    stage.calls(CONSULTANT, "amendment")
    stage.at("2026-09-29", "09:00")
    stage.tell.step(_("{name} objects, and says what could be done instead.").format(name=sara))
    why = "Bettina bliver bange, når hun hører, at vi ringer til jer hver gang."
    values = {"paths": ["$.follow_up.ring_when"], "text": why, "alternative": "Vi sender en meddelelse samme dag."}
    stage.do(CONSULTANT, "object", values)
    stage.carried("active")
    _amendment_is(stage, "objected", _("Both desks say: objection to the amendment."))
    stage.calls(CASEWORKER, "objected")
    stage.at("2026-09-30", "09:00")
    stage.tell.step(_("{name} amends it again, as was proposed.").format(name=mette))
    _amend(stage, "Send en meddelelse samme dag, og ring, hvis Bettina udebliver to gange i træk.")
    stage.carried("active")
    stage.at("2026-09-30", "13:00")
    stage.tell.step(_("{name} acknowledges the amendment.").format(name=sara))
    stage.do(CONSULTANT, "acknowledge", {"text": "Det gør vi."})
    stage.carried("active")
    _amendment_is(stage, "acknowledged", _("Both desks say: the third version is acknowledged."), version=3)


def met_all_three(stage: Stage) -> None:
    """A three-party meeting is proposed, gets its time and is recorded with what was decided."""
    mette, sara = stage.name(CASEWORKER), stage.name(CONSULTANT)
    purpose = "Finde ud af, hvad der skal til, for at Bettina kan gå ud alene."
    stage.at("2026-10-02", "10:00")
    stage.tell.step(_("{name} proposes a three-party meeting at one of two times.").format(name=sara))
    times = [{"day": "2026-10-13", "time": "13:00"}, {"day": "2026-10-14", "time": "13:00"}]
    values: dict[str, Any] = {"purpose": purpose, "form": "in_person", "options": times}
    meeting = stage.do(CONSULTANT, "propose_meeting", values).digest
    stage.carried("active")
    stage.calls(CASEWORKER, "meeting_proposed")
    stage.at("2026-10-05", "09:00")
    stage.tell.step(_("{name} sets its time.").format(name=mette))
    appointment = {**times[0], "minutes": 60, "form": "in_person", "place": _PLACE}
    stage.do(CASEWORKER, "schedule_meeting", {"purpose": purpose, "appointment": appointment}, meeting)
    stage.carried("active")
    _meeting_is(stage, meeting, "scheduled", _("Both desks say: the meeting has its time."))
    stage.at("2026-10-13", "15:00")
    stage.tell.step(
        _("{name} records it: who was there, what was decided, the citizen's own words.").format(name=mette)
    )
    decided = [
        {"text": "Går selv til købmanden én gang om ugen.", "owner": "citizen", "by": "2026-11-13"},
        {"text": "Venter ved døren de første gange.", "owner": "consultant", "by": "2026-10-20"},
    ]
    there = {party: {"present": True} for party in ("citizen", "caseworker", "consultant")}
    said = {"status": "given", "words": "Det hjælper, at I ikke går hjem, mens jeg er derinde."}
    held = {"day": "2026-10-13", "form": "in_person", "decisions": decided, "citizen_remarks": said, **there}
    stage.do(CASEWORKER, "record_meeting", held, meeting)
    stage.carried("active")
    _meeting_is(stage, meeting, "held", _("Both desks say: held, with what was decided."))


def held_up(stage: Stage) -> None:
    """The course is put on hold, and goes on from where it was."""
    sara = stage.name(CONSULTANT)
    stage.at("2026-10-21", "09:00")
    stage.tell.step(_("{name} puts the course on hold.").format(name=sara))
    values = {"code": "illness", "since": "2026-10-21", "expected_resume": "2026-10-28"}
    stage.do(CONSULTANT, "hold", {**values, "reason": "Bettina har lungebetændelse."})
    stage.carried("on_hold")
    stage.at("2026-10-28", "09:00")
    stage.tell.step(_("{name} resumes it.").format(name=sara))
    stage.do(CONSULTANT, "resume", {"day": "2026-10-28"})
    stage.carried("active")


def changed_hands(stage: Stage) -> None:
    """Another consultant takes over, with all that belongs to the order."""
    old, new = stage.name(CONSULTANT), stage.town.desks[SUCCESSOR]
    stage.at("2026-10-29", "10:00")
    stage.tell.step(_("{name} hands the order to {colleague}.").format(name=old, colleague=new.settings.name))
    values = {"since": "2026-10-29", "reason": "Sara går på orlov.", "citizen_told": True}
    note = "Vent udenfor, når hun handler."
    stage.do(CONSULTANT, "change_consultant", {"consultant": SUCCESSOR, "note": note, **values})
    stage.consultant = SUCCESSOR
    stage.town.carry(CONSULTANT)
    stage.carried("active")
    stage.tell.see(
        {d for d, row in _documents(stage.town.caseworker, stage) if row["kind"] != "receipt"}
        == {d for d, row in _documents(new, stage) if row["kind"] != "receipt"},
        _("{name} has every document of the case.").format(name=new.settings.name),
    )
    stage.calls(SUCCESSOR, "handed_over")


def ended(stage: Stage) -> None:
    """The caseworker asks to end the course, the provider agrees and reports for the last time."""
    mette, ahmed = stage.town.caseworker, stage.town.desks[SUCCESSOR]
    stage.at("2026-11-02", "09:00")
    stage.tell.step(_("{name} asks to end the course before its time.").format(name=mette.settings.name))
    values = {"group": "citizen", "code": "treatment_first", "last_day": "2026-11-04"}
    stage.do(CASEWORKER, "end", {**values, "reason": "Bettina begynder til behandling på sygehuset."})
    stage.carried("end_requested")
    stage.calls(SUCCESSOR, "end_asked")
    stage.at("2026-11-03", "09:00")
    stage.tell.step(_("{name} agrees.").format(name=ahmed.settings.name))
    stage.do(SUCCESSOR, "agree_end", {"text": "Det er den rigtige rækkefølge."})
    stage.carried("awaiting_final")
    stage.at("2026-11-05", "14:00")
    stage.tell.step(_("{name} sends the final report.").format(name=ahmed.settings.name))
    draft = reports.new_draft(ahmed, stage.thread, "final")
    outcome = {
        "outcome": "goals_partly_met",
        "text": "Åndenøden er undersøgt, og Bettina går til købmanden med følge.",
        "recommendation": "Begynd igen, når behandlingen er i gang, med de samme ture.",
        "unresolved": ["En tid til samtaler hos lægen."],
    }
    written = {**draft.body, **stage.examples.report(CITIZEN, "2026-10"), "kind": "final", "outcome": outcome}
    drafts.save(ahmed, draft.id, written)
    stage.reported(reports.send(ahmed, draft.id), version=1, then="awaiting_final")
    stage.at("2026-11-06", "09:00")
    stage.tell.step(_("{name} approves it.").format(name=mette.settings.name))
    text = "Sagen lukkes her. Jeg ringer til Bettina, når sygehuset har skrevet."
    reviews.decide(mette, stage.report, decision="continue", text=text, by=stage.examples.day("2026-12-04"))
    stage.carried("completed")
    seen = reading.read(ahmed, stage.report)
    claim = _("{name}'s desk shows the report as approved, with the decision.").format(name=ahmed.settings.name)
    stage.tell.see(seen.state == "approved" and seen.review is not None and seen.review["text"] == text, claim)


def _amend(stage: Stage, text: str) -> None:
    mette = stage.town.caseworker
    draft = orders.amendment_draft(mette, stage.thread)
    change = {"path": "$.follow_up.ring_when", "reason": "Vi vil vide det tidligt, når Bettina bliver hjemme."}
    follow_up = {**draft.body["follow_up"], "ring_when": text}
    drafts.save(mette, draft.id, {**draft.body, "follow_up": follow_up, "changes": [change]})
    stage.order = orders.send(mette, draft.id).digest


def _amendment_is(stage: Stage, amendment: str, claim: str, *, version: int = 2) -> None:
    stage.both(claim, lambda thread: (thread.amendment, thread.version) == (amendment, version))


def _report_is(stage: Stage, state: str, claim: str) -> None:
    stage.both(claim, lambda thread: thread.reports[stage.report].state == state)


def _meeting_is(stage: Stage, meeting: str, state: str, claim: str) -> None:
    stage.both(claim, lambda thread: thread.meetings[meeting].state == state)


def _documents(desk: Desk, stage: Stage) -> list[tuple[str, Any]]:
    rows = desk.store.rows(index.DOCUMENTS)
    return [(digest, row) for digest, row in rows if row["thread"] == stage.thread]
