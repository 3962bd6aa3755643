"""What an order cannot be sent without. One function a check; the catalogue says why each is made."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from orderdesk.checks.catalogue import found
from orderdesk.checks.draft import day, entries, items, part, prose, whole
from orderdesk.checks.findings import EXAMPLE_DAY, Finding
from orderdesk.checks.order_reading import OrderCheck, OrderReading
from orderdesk.locale import N_

_LEAST_PHONE_DIGITS: Final = 7


def purpose_given(order: OrderReading) -> Iterator[Finding]:
    """ORD01."""
    if not prose(order.body, "purpose", "text"):
        template = N_("Write the purpose: why this citizen needs this course. What to find out is a purpose too.")
        yield found("ORD01", "$.purpose.text", template)


def goal_given(order: OrderReading) -> Iterator[Finding]:
    """ORD02."""
    goals = list(items(order.body, "goals"))
    if not goals:
        yield found("ORD02", "$.goals", N_("Add at least one goal: what should be different when the course ends."))
    for place, goal in goals:
        if not prose(goal, "text"):
            template = N_("Goal {number}: write what should be different, or remove the goal.")
            yield found("ORD02", f"$.goals[{place}].text", template, number=place + 1)


def goals_have_signs(order: OrderReading) -> Iterator[Finding]:
    """ORD03."""
    for place, goal in items(order.body, "goals"):
        if not prose(goal, "seen_by"):
            template = N_("Goal {number}: write what one will see or hear when it is met.")
            yield found("ORD03", f"$.goals[{place}].seen_by", template, number=place + 1)


def goals_have_dates(order: OrderReading) -> Iterator[Finding]:
    """ORD04."""
    for place, goal in items(order.body, "goals"):
        if day(goal, "due") is None:
            template = N_("Goal {number}: give the day it should be met, as {example}.")
            yield found("ORD04", f"$.goals[{place}].due", template, number=place + 1, example=EXAMPLE_DAY)


def goals_are_ranked(order: OrderReading) -> Iterator[Finding]:
    """ORD05."""
    first_with: dict[int, int] = {}
    for place, goal in items(order.body, "goals"):
        path, rank = f"$.goals[{place}].rank", whole(goal, "rank")
        if rank is None or rank < 1:
            yield found("ORD05", path, N_("Goal {number}: give it a priority; 1 comes first."), number=place + 1)
        elif rank in first_with:
            template = N_("Goals {other} and {number} both have priority {rank}: decide which comes first.")
            yield found("ORD05", path, template, number=place + 1, other=first_with[rank] + 1, rank=rank)
        else:
            first_with[rank] = place


def dates_lie_in_the_course(order: OrderReading) -> Iterator[Finding]:
    """ORD06."""
    start, end = day(order.body, "course", "start"), day(order.body, "course", "end")
    if start and end and end < start:
        yield found("ORD06", "$.course.end", N_("The course ends before it starts: correct one of the two dates."))
        return
    for path, when, what in _dates(order):
        if start and when < start:
            template = N_("{what}: {day} is before the course starts ({limit}). Move the date or the start.")
            yield found("ORD06", path, template, {"what": what}, day=when, limit=start)
        elif end and when > end:
            template = N_("{what}: {day} is after the course ends ({limit}). Move the date or the end.")
            yield found("ORD06", path, template, {"what": what}, day=when, limit=end)


def _dates(order: OrderReading) -> Iterator[tuple[str, date, str]]:
    """The dates that must lie in the course: place, day, and what it is the day of."""
    for place, goal in items(order.body, "goals"):
        if due := day(goal, "due"):
            yield f"$.goals[{place}].due", due, N_("the goal's date")
        for step, sub_goal in items(goal, "sub_goals"):
            if due := day(sub_goal, "due"):
                yield f"$.goals[{place}].sub_goals[{step}].due", due, N_("the sub-goal's date")
    for place, wanted in items(order.body, "documentation"):
        if due := day(wanted, "due"):
            yield f"$.documentation[{place}].due", due, N_("the documentation's date")
    if due := day(order.body, "reporting", "first_due"):
        yield "$.reporting.first_due", due, N_("the first report")
    if due := day(order.body, "reporting", "final_due"):
        yield "$.reporting.final_due", due, N_("the final report")


def caseworker_can_be_reached(order: OrderReading) -> Iterator[Finding]:
    """ORD07."""
    caseworker = part(order.body, "placer", "caseworker")
    path = "$.placer.caseworker"
    if not prose(caseworker, "name"):
        yield found("ORD07", f"{path}.name", N_("Give the name of the caseworker whom the provider can ring."))
    if sum(sign.isdigit() for sign in prose(caseworker, "phone")) < _LEAST_PHONE_DIGITS:
        yield found("ORD07", f"{path}.phone", N_("Give the caseworker's direct telephone number."))
    if "@" not in prose(caseworker, "mail").strip("@"):
        yield found("ORD07", f"{path}.mail", N_("Give the caseworker's direct mail address."))


def reports_have_a_frequency(order: OrderReading) -> Iterator[Finding]:
    """ORD08."""
    if not prose(order.body, "reporting", "frequency"):
        template = N_("Choose how often you want a report; monthly is usual.")
        yield found("ORD08", "$.reporting.frequency", template)


def citizens_view_is_there(order: OrderReading) -> Iterator[Finding]:
    """ORD09."""
    status = prose(order.body, "voice", "status")
    if status not in ("given", "declined"):
        template = N_(
            "Ask the citizen: write the view in the citizen's own words, or that the citizen declined and when."
        )
        yield found("ORD09", "$.voice", template)
    elif status == "given" and not prose(order.body, "voice", "own_words"):
        yield found(
            "ORD09", "$.voice.own_words", N_("Write how the citizen puts the problem, in the citizen's own words.")
        )
    elif status == "declined" and not prose(order.body, "voice", "reason"):
        yield found("ORD09", "$.voice.reason", N_("Write why the citizen did not wish to give a view."))


def interpreter_has_a_language(order: OrderReading) -> Iterator[Finding]:
    """ORD10."""
    interpreter = part(order.body, "citizen", "interpreter")
    if interpreter.get("needed") is True and not prose(interpreter, "language"):
        template = N_("Choose the language of the interpreter, or say that none is needed.")
        yield found("ORD10", "$.citizen.interpreter.language", template)


def documentation_has_a_rule(order: OrderReading) -> Iterator[Finding]:
    """ORD11."""
    for place, wanted in items(order.body, "documentation"):
        if not prose(wanted, "rule"):
            template = N_("Documentation {number}: write the rule it is needed for, or take it out.")
            yield found("ORD11", f"$.documentation[{place}].rule", template, number=place + 1)


def attachments_have_a_basis(order: OrderReading) -> Iterator[Finding]:
    """ORD12."""
    bases = {prose(basis, "id") for basis in entries(order.body, "disclosure")} - {""}
    for place, attachment in items(order.body, "attachments"):
        path, basis = f"$.attachments[{place}].disclosure", prose(attachment, "disclosure")
        if not basis:
            template = N_("Attachment {number}: choose the consent or provision that covers it, or take it out.")
            yield found("ORD12", path, template, number=place + 1)
        elif basis not in bases:
            template = N_(
                "Attachment {number}: the basis for sharing it points to is not in the order. Choose another."
            )
            yield found("ORD12", path, template, number=place + 1)


def answer_is_possible(order: OrderReading) -> Iterator[Finding]:
    """ORD13."""
    by = day(order.body, "answer_by")
    if by is not None and by < order.context.today:
        template = N_("{day} has passed: give a day to answer by that is still to come, or leave it empty.")
        yield found("ORD13", "$.answer_by", template, day=by.isoformat())


NEEDS: Final[tuple[OrderCheck, ...]] = (
    purpose_given,
    goal_given,
    goals_have_signs,
    goals_have_dates,
    goals_are_ranked,
    dates_lie_in_the_course,
    caseworker_can_be_reached,
    reports_have_a_frequency,
    citizens_view_is_there,
    interpreter_has_a_language,
    documentation_has_a_rule,
    attachments_have_a_basis,
    answer_is_possible,
)
