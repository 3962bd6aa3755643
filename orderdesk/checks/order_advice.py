"""What should be looked at again before an order is sent, whatever its wording. One function a check."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from orderdesk.checks.catalogue import found
from orderdesk.checks.draft import day, entries, items, part, prose, whole
from orderdesk.checks.findings import Finding
from orderdesk.checks.order_reading import OrderCheck, OrderReading
from orderdesk.checks.passages import tokens_of
from orderdesk.checks.wordlists import LANGUAGES
from orderdesk.locale import N_

# The final report is read before the meeting that is held 14 days before the end.
FINAL_REPORT_LEAD: Final = timedelta(days=14)


def goals_have_baselines(order: OrderReading) -> Iterator[Finding]:
    """ORD26."""
    for place, goal in items(order.body, "goals"):
        if not prose(goal, "baseline"):
            template = N_("Goal {number}: write how things stand today.")
            yield found("ORD26", f"$.goals[{place}].baseline", template, number=place + 1)


def hours_carry_the_goals(order: OrderReading) -> Iterator[Finding]:
    """ORD27. The rule of thumb is the context's `minutes_for_goal`, one hour a week for each goal."""
    weekly = whole(order.body, "course", "weekly_minutes")
    if weekly is None:
        return
    goals = len(entries(order.body, "goals"))
    if weekly < goals * order.context.minutes_for_goal:
        template = N_("{goals} goals in {minutes} minutes a week: fewer goals, more hours, or later dates for some.")
        yield found("ORD27", "$.course.weekly_minutes", template, goals=goals, minutes=weekly)
    planned = sum(whole(session, "minutes") or 0 for _place, session in items(order.body, "course", "sessions"))
    if planned > weekly:
        template = N_("The weekly plan takes {planned} minutes and the order {minutes}: let the two agree.")
        yield found("ORD27", "$.course.sessions", template, planned=planned, minutes=weekly)


def facts_are_fresh(order: OrderReading) -> Iterator[Finding]:
    """ORD29."""
    for path, when, template, number in _confirmed(order):
        age = (order.context.today - when).days
        if age > order.context.stale_days:
            yield found("ORD29", path, template, days=age, number=number)


_STALE: Final = {
    "facts": N_(
        "Fact {number} was last confirmed {days} days ago: ask the citizen whether it still holds, and set the date."
    ),
    "support_needs": N_(
        "Support need {number} was last confirmed {days} days ago: ask the citizen whether it still holds, and set the"
        " date."
    ),
    "voice": N_(
        "The citizen's own words are {days} days old: ask the citizen whether they still hold, and set the date."
    ),
}


def _confirmed(order: OrderReading) -> Iterator[tuple[str, date, str, int]]:
    """Place, day, the sentence that says which entry it is, and the entry's number from 1."""
    citizen = part(order.body, "citizen")
    for listed in ("facts", "support_needs"):
        for place, fact in items(citizen, listed):
            if when := day(fact, "confirmed"):
                yield f"$.citizen.{listed}[{place}].confirmed", when, _STALE[listed], place + 1
    if when := day(order.body, "voice", "obtained"):
        yield "$.voice.obtained", when, _STALE["voice"], 1


def other_orders_are_accounted_for(order: OrderReading) -> Iterator[Finding]:
    """ORD33."""
    related = prose(order.body, "relation", "thread")
    for other in order.context.active:
        if other.thread != related:
            template = N_("{label} is running: say whether this order replaces it, starts it anew, or runs beside it.")
            yield found("ORD33", "$.relation", template, label=other.label)


def final_report_comes_in_time(order: OrderReading) -> Iterator[Finding]:
    """ORD34."""
    due, end = day(order.body, "reporting", "final_due"), day(order.body, "course", "end")
    if due and end and (end - due) < FINAL_REPORT_LEAD and due <= end:
        template = N_("Set the final report at the latest 14 days before the course ends ({end}).")
        yield found("ORD34", "$.reporting.final_due", template, end=end)


def activities_serve_goals(order: OrderReading) -> Iterator[Finding]:
    """ORD35."""
    goals = {prose(goal, "id") for _place, goal in items(order.body, "goals")}
    for place, activity in items(order.body, "activities"):
        served = [prose(goal) for goal in entries(activity, "serves")]
        if not any(served) or not goals.issuperset(served):
            template = N_("Activity {number}: choose the goal that it serves.")
            yield found("ORD35", f"$.activities[{place}].serves", template, number=place + 1)


def mail_is_the_caseworkers_own(order: OrderReading) -> Iterator[Finding]:
    """ORD36."""
    for who in ("caseworker", "substitute"):
        name, at, _domain = prose(order.body, "placer", who, "mail").partition("@")
        tokens = tokens_of(name.replace("_", " "))
        if at and order.words.begins("shared_mailboxes", tokens, LANGUAGES):
            template = N_("The mail address looks like a shared mailbox: give the person's own.")
            local = order.words.local_list(tokens, LANGUAGES, "shared_mailboxes")
            yield found("ORD36", f"$.placer.{who}.mail", template, local=local)


def wishes_set_aside_have_reasons(order: OrderReading) -> Iterator[Finding]:
    """ORD37."""
    for place, wish in items(order.body, "voice", "wishes"):
        if prose(wish, "outcome") in ("partly", "not_followed") and not prose(wish, "reason"):
            template = N_("Wish {number}: write why it is not, or only partly, followed.")
            yield found("ORD37", f"$.voice.wishes[{place}].reason", template, number=place + 1)


def past_dates_are_past(order: OrderReading) -> Iterator[Finding]:
    """ORD38."""
    dates = [(path, when) for path, when, *_entry in _confirmed(order)]
    if asked := day(order.body, "voice", "asked"):
        dates.append(("$.voice.asked", asked))
    for listed, name in (("disclosure", "given"), ("attachments", "information_date")):
        for place, entry in items(order.body, listed):
            if when := day(entry, name):
                dates.append((f"$.{listed}[{place}].{name}", when))
    for path, when in dates:
        if when > order.context.today:
            template = N_("{day} has not come yet: correct the date.")
            yield found("ORD38", path, template, day=when)


def disagreement_is_told(order: OrderReading) -> Iterator[Finding]:
    """ORD40."""
    voice = part(order.body, "voice")
    stances = {prose(goal, "stance") for _place, goal in items(order.body, "goals")}
    told = prose(voice, "alignment_note") or stances & {"partly", "not_agreed", "not_now"}
    if prose(voice, "alignment") in ("partly", "not_agreed") and not told:
        template = N_("Write what the citizen does not agree with, and what you have agreed to do about it.")
        yield found("ORD40", "$.voice.alignment_note", template)


ADVICE: Final[tuple[OrderCheck, ...]] = (
    goals_have_baselines,
    hours_carry_the_goals,
    facts_are_fresh,
    other_orders_are_accounted_for,
    final_report_comes_in_time,
    activities_serve_goals,
    mail_is_the_caseworkers_own,
    wishes_set_aside_have_reasons,
    past_dates_are_past,
    disagreement_is_told,
)
