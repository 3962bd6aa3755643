"""The order as text on a screen, in the order in which the provider needs it: purpose and goals first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from rich.text import Text

from orderdesk.desk.ordering.alignment import ItemStances
from orderdesk.desk.reporting.adjustments import Tried, of_order
from orderdesk.desk.wording import words
from orderdesk.locale import N_, _
from orderdesk.tui.form.entry import show_date, show_minutes
from orderdesk.tui.reports.answers import told_in

Body = Mapping[str, Any]


@dataclass
class Part:
    """A part of the order with its heading (translated) and its text."""

    title: str
    text: Text = field(default_factory=Text)

    def line(self, label: str, value: object) -> None:
        """A fact on a line of its own; nothing where there is no value. `label` is a msgid."""
        if value not in (None, ""):
            self.text.append(f"{_(label)}: ", "bold")
            self.text.append(f"{value}\n")

    def prose(self, value: object) -> None:
        """A paragraph."""
        if value not in (None, ""):
            self.text.append(f"{value}\n")

    def item(self, value: str) -> None:
        """The first line of an entry in a list."""
        self.text.append(f"{value}\n", "bold")

    def under(self, label: str, value: object) -> None:
        """A fact of an entry. `label` is a msgid."""
        if value not in (None, ""):
            self.text.append(f"   {_(label)}: {value}\n")


Stances = Mapping[str, ItemStances]


def order_parts(
    order: Body, *, show_safety: bool, today: date, stances: Sequence[ItemStances] = (), tried: Sequence[Tried] = ()
) -> list[Part]:
    """The whole order. The safety note stands in it only when it was asked for. `stances` tell where the citizen has
    stood since; `tried` are the adjustments of the whole course, in the place of the order's own."""
    since = {item.item: item for item in stances}
    parts = [
        _purpose(order), _goals(order, since), _voice(order), *_citizen(order, show_safety, today),
        _activities(order, since), _questions(order), _documentation(order), _tried(order, tried), _course(order),
        _reports(order), _people(order), _bought(order), _sharing(order),
    ]  # fmt: skip
    return [part for part in parts if part.text]


def contact_line(order: Body) -> str:
    """Whom to ring: the caseworker's name, direct phone, mail and when."""
    worker = order["placer"]["caseworker"]
    known = (worker.get("name"), worker.get("phone"), worker.get("mail"), worker.get("reachable"))
    return " · ".join(part for part in known if part)


def _purpose(order: Body) -> Part:
    part = Part(_("Purpose"))
    part.prose(order["purpose"]["text"])
    part.line(N_("Should lead to"), order["purpose"]["leads_to"])
    for question in order["purpose"].get("to_clarify", []):
        part.line(N_("To find out"), question)
    return part


def _goals(order: Body, since: Stances) -> Part:
    part = Part(_("Goals, the first comes first"))
    for goal in sorted(order["goals"], key=lambda goal: int(goal["rank"])):
        part.item(f"{goal['rank']}. {goal['text']}  [{goal['id']}]")
        part.under(N_("Met when"), goal["seen_by"])
        part.under(N_("Today"), goal.get("baseline"))
        due, binding = show_date(goal["due"]), words("binding", goal["binding"])
        part.under(N_("By"), f"{due} · {binding} · {_stance(goal, since)}")
        part.under(N_("In own words"), _own_words(goal, since))
        for step in goal.get("sub_goals", []):
            part.under(N_("Step"), step["text"] + (f" ({show_date(step['due'])})" if step.get("due") else ""))
    return part


def _stance(entry: Body, since: Stances) -> str:
    """Where the citizen stands on a goal or an activity, after where they stood before."""
    item = since.get(str(entry.get("id")))
    said = [words("stance", at.stance) for at in item.history] if item else []
    told = _("the citizen: {stance}").format(
        stance=" · ".join(said or [words("stance", entry.get("stance", "not_asked"))])
    )
    if item is None or len(said) < 2:
        return told
    since_when = _("since {day}").format(day=show_date(item.now.day))
    return f"{told} {since_when}"


def _own_words(entry: Body, since: Stances) -> str:
    item = since.get(str(entry.get("id")))
    return f"“{item.now.words}”" if item and item.history and item.now.words else ""


def _voice(order: Body) -> Part:
    voice = order["voice"]
    part = Part(_("The citizen's own voice"))
    if voice["status"] == "declined":
        part.line(N_("Asked, did not wish to give a view"), f"{show_date(voice['asked'])}. {voice['reason']}")
        return part
    part.prose(f"“{voice['own_words']}”")
    part.line(N_("Said"), f"{show_date(voice['obtained'])}, {words('voice_how', voice['how'])}")
    part.line(N_("Agrees with the order"), words("stance", voice["alignment"]))
    part.prose(voice.get("alignment_note"))
    for wish in sorted(voice.get("wishes", []), key=lambda wish: int(wish["rank"])):
        part.item(_("Wish {number}: {text}").format(number=wish["rank"], text=wish["text"]))
        part.under(N_("Negotiable"), _("yes") if wish["negotiable"] else _("no"))
        part.under(N_("Outcome"), words("wish_outcome", wish["outcome"]))
        part.under(N_("Because"), wish.get("reason"))
    return part


def _citizen(order: Body, show_safety: bool, today: date) -> Iterable[Part]:
    citizen = order["citizen"]
    part = Part(_("The citizen"))
    part.line(N_("Name"), f"{citizen['name']}, {citizen['cpr']}")
    part.line(N_("Phone"), citizen.get("phone"))
    part.line(N_("E-mail"), citizen.get("mail"))
    part.line(N_("Address"), citizen.get("address"))
    part.line(N_("Prefers"), words("channel", citizen["preferred_channel"]))
    interpreter = citizen["interpreter"]
    if interpreter["needed"]:
        known = (interpreter.get("language"), interpreter.get("note"))
        part.line(N_("Interpreter"), ", ".join(text for text in known if text))
    for fact in citizen.get("facts", []):
        part.item(words("fact_kind", fact["kind"]))
        part.prose("   " + fact["text"])
        part.under(N_("Confirmed"), _confirmed(fact, today))
    yield part
    support = Part(_("Support needs"))
    for need in citizen.get("support_needs", []):
        confirmed = f" ({show_date(need['confirmed'])})" if need.get("confirmed") else ""
        support.line(words("support_kind", need["kind"]), need["text"] + confirmed)
    yield support
    if citizen.get("safety_note"):
        safety = Part(_("Safety"))
        safety.prose(citizen["safety_note"] if show_safety else _("There is a safety note. F6 shows it."))
        yield safety


def _confirmed(fact: Body, today: date) -> str:
    days = (today - date.fromisoformat(fact["confirmed"])).days
    old = " · " + _("{days} days ago").format(days=days) if days > 0 else ""
    return show_date(fact["confirmed"]) + (f", {fact['source']}" if fact.get("source") else "") + old


def _activities(order: Body, since: Stances) -> Part:
    part = Part(_("Activities"))
    for activity in order.get("activities", []):
        part.item(f"{activity['text']}  [{activity['id']}]")
        who = activity.get("done_by_name") or words("done_by", activity["done_by"])
        goals = _("for {goals}").format(goals=", ".join(activity["serves"]))
        part.under(N_("By"), f"{who} · {goals} · {_stance(activity, since)}")
        part.under(N_("In own words"), _own_words(activity, since))
    return part


def _questions(order: Body) -> Part:
    part = Part(_("Questions that each report answers"))
    for question in order.get("questions", []):
        part.item(f"{question['text']}  [{question['id']}]")
        part.under(N_("Used for"), question.get("why"))
    return part


def _documentation(order: Body) -> Part:
    part = Part(_("Documentation the course must produce"))
    for wanted in order.get("documentation", []):
        part.item(f"{words('documentation_kind', wanted['kind'])}: {wanted['text']}  [{wanted['id']}]")
        part.under(N_("For"), f"{wanted['rule']} · {show_date(wanted['due'])}")
    if trial := order.get("work_trial"):
        part.item(_("Work trial: {field}, {hours} a week at the start").format(
            field=trial["field"], hours=show_minutes(trial["start_minutes"])))  # fmt: skip
        for adjustment in trial.get("try_out", []):
            part.under(N_("Try"), adjustment)
    return part


def _tried(order: Body, tried: Sequence[Tried]) -> Part:
    part = Part(_("Adjustments tried"))
    for row in tried or of_order(order):
        part.item(f"{show_date(row.day)} · {words('adjustment_kind', row.kind)}: {row.before} → {row.after}")
        part.under(N_("Why"), row.reason)
        part.under(N_("Effect"), row.effect or _("cannot be seen yet"))
        if any(said.kind == "report" for said in row.said_in):
            part.under(N_("Told in"), ", ".join(map(told_in, row.said_in)))
    return part


def _course(order: Body) -> Part:
    course = order["course"]
    part = Part(_("Course and hours"))
    part.line(N_("From"), f"{show_date(course['start'])} – {show_date(course['end'])}")
    part.line(N_("Hours a week"), show_minutes(course["weekly_minutes"]))
    part.line(N_("Sessions in all"), order.get("planned_sessions"))
    for session in course.get("sessions", []):
        known = (session.get("start"), show_minutes(session["minutes"]), session.get("place"))
        part.line(words("weekday", session["weekday"]), " · ".join(text for text in known if text))
    return part


def _reports(order: Body) -> Part:
    reporting, follow_up = order["reporting"], order["follow_up"]
    part = Part(_("Reports and contact"))
    part.line(N_("Reports"), words("frequency", reporting["frequency"]))
    part.line(N_("First report"), show_date(reporting["first_due"]))
    part.line(N_("Final report"), show_date(reporting["final_due"]))
    part.line(N_("Draft wanted first"), _("yes") if reporting["draft_wanted"] else _("no"))
    part.line(N_("Weeks between three-party meetings"), follow_up["meeting_weeks"])
    part.line(N_("We speak"), words("closeness", follow_up["closeness"]))
    part.line(N_("Ring at once when"), follow_up.get("ring_when"))
    return part


def _people(order: Body) -> Part:
    placer, provider = order["placer"], order["provider"]
    part = Part(_("Who"))
    part.line(N_("Placed by"), f"{placer['municipality']}, {placer['unit']}")
    part.line(N_("Caseworker"), contact_line(order))
    if substitute := placer.get("substitute"):
        known = (substitute["name"], substitute["phone"], substitute["mail"])
        part.line(N_("When away"), " · ".join(known))
    part.line(N_("Case number"), order.get("case_number"))
    part.line(N_("Provider"), provider["name"])
    part.line(N_("Sub-provider"), provider.get("sub_provider"))
    if preferred := provider.get("preferred_consultant"):
        part.line(N_("Consultant asked for"), f"{preferred['name']}: {preferred['reason']}")
    return part


def _bought(order: Body) -> Part:
    programme, tracks, provider = order["programme"], order["tracks"], order["provider"]
    part = Part(_("What is bought, and where it heads"))
    part.line(N_("Programme"), programme.get("other") or words("programme", programme["type"]))
    part.line(N_("Package"), programme.get("package"))
    part.line(N_("Legal basis"), programme["legal_basis"])
    part.line(N_("Agreement"), provider.get("agreement"))
    part.line(N_("Heading for"), ", ".join(words("track", aim) for aim in tracks["aims"]))
    part.line(N_("Plan B"), tracks.get("plan_b"))
    if relation := order.get("relation"):
        part.line(words("relation", relation["kind"]), relation.get("reason") or "√")
    return part


def _sharing(order: Body) -> Part:
    part = Part(_("Sharing and files"))
    for basis in order.get("disclosure", []):
        until = f" – {show_date(basis['until'])}" if basis.get("until") else ""
        part.item(f"{words('disclosure_basis', basis['basis'])}: {basis['covers']}  [{basis['id']}]")
        part.under(N_("Since"), f"{show_date(basis['given'])}{until}")
        part.under(N_("Provision"), basis.get("provision"))
    for file in order.get("attachments", []):
        part.item(f"{file['name']}  [{file['id']}]")
        part.under(N_("What"), words("attachment_kind", file["kind"]))
        part.under(N_("Written by"), f"{file['author']}, {show_date(file['information_date'])}")
        part.under(N_("Fingerprint"), file["hash"])
    return part
