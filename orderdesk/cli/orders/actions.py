"""`orderdesk order actions`: what this side can do with an order now, and why the rest is not possible."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from orderdesk.cli.days import shown
from orderdesk.cli.desk_access import add_passphrase, opened
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.issued import write_json
from orderdesk.cli.output import Output
from orderdesk.desk.wording import words
from orderdesk.locale import _, ngettext, use_language

if TYPE_CHECKING:
    from orderdesk.desk.desk import Desk
    from orderdesk.documents.lifecycle import Actor
    from orderdesk.documents.thread import Possible, Thread

SCHEMA_VERSION: Final = 1
_SHORT: Final = 8  # characters of an id
_OF_EXPECTED: Final = ("waive", "send_draft", "send")
"""Actions on a report that is expected and has not come: on the order they have names of their own."""


@dataclass(frozen=True, slots=True)
class _About:
    """A report or a meeting of the order, and the actions on it."""

    kind: str
    id: str
    state: str
    day: str
    actions: "Sequence[Possible]"


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `order actions`."""
    parser.add_argument("thread", metavar="THREAD", help=_("the order: its id or the citizen's name"))
    parser.add_argument("--format", choices=("text", "json"), default="text", help=_("how to write the results"))
    add_passphrase(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """Say it, for the order and for each of its reports and meetings."""
    with opened(args) as desk:
        from orderdesk.desk import index, naming

        thread = naming.order(desk, args.thread)
        if args.format == "json":
            use_language("en")  # a script reads the same sentence wherever it runs
        folded = index.thread_of(desk, thread)
        possible = _on_the_order(desk, thread, folded)
        parts = [*_reports(folded, desk.actor), *_meetings(desk, thread, folded)]
    if args.format == "json":
        write_json(out, {
            "schema_version": SCHEMA_VERSION, "thread": thread, "state": folded.state, "side": desk.actor,
            "actions": _objects(possible),
            "about": [{"kind": one.kind, "id": one.id, "state": one.state, "day": one.day,
                       "actions": _objects(one.actions)} for one in parts],
        })  # fmt: skip
    else:
        out.result(_text(thread, folded, possible, parts))
    return ExitCode.GOOD


def _reports(folded: "Thread", actor: "Actor") -> list[_About]:
    from orderdesk.documents.lifecycle import actions_of
    from orderdesk.documents.report_table import REPORT_TABLE
    from orderdesk.documents.thread import report_refusal

    names = [action for action in actions_of(REPORT_TABLE, actor) if action not in _OF_EXPECTED]
    return [
        _About(
            "report", digest, report.state, report.entry.end, _each(names, [report_refusal(report, n) for n in names])
        )
        for digest, report in folded.reports.items()
        if report.state != "superseded"
    ]


def _on_the_order(desk: "Desk", thread: str, folded: "Thread") -> "list[Possible]":
    """What the life cycle says, and of an action with a form what the desk says besides."""
    from orderdesk.desk.moves import making

    forms = {one.move.action: one.why_not for one in making.offered(desk, thread)}
    known = folded.possible(desk.actor)
    return _each([one.action for one in known], [forms.get(one.action, one.why_not) for one in known])


def _meetings(desk: "Desk", thread: str, folded: "Thread") -> list[_About]:
    from orderdesk.desk.moves import making

    found = []
    for digest, one in folded.meetings.items():
        if one.state != "rescheduled":
            offered = making.offered_on_meeting(desk, thread, digest)
            actions = _each([each.move.action for each in offered], [each.why_not for each in offered])
            found.append(_About("meeting", digest, one.state, one.day, actions))
    return found


def _each(names: Sequence[str], refusals: Sequence[str]) -> "list[Possible]":
    """The actions with the translated sentence why not; "" where one is possible."""
    from orderdesk.documents.thread import Possible

    pairs = zip(names, refusals, strict=True)
    return [Possible(name, not why, _(why) if why else "") for name, why in pairs]


def _objects(actions: "Sequence[Possible]") -> list[dict[str, Any]]:
    """The actions for machine output: the sentences in English wherever it runs."""
    from orderdesk.cli.moves.commands_of import COMMAND_OF

    return [
        {"action": one.action, "command": COMMAND_OF.get(one.action, ""), "possible": one.possible,
         "why_not": one.why_not}
        for one in actions
    ]  # fmt: skip


def _text(thread: str, folded: "Thread", possible: "Sequence[Possible]", parts: Sequence[_About]) -> str:
    from orderdesk.cli.moves.commands_of import COMMAND_OF, summary_of
    from orderdesk.cli.plain.page import Page

    page = Page(
        _("Order {id}: {state}").format(id=thread.removeprefix("urn:uuid:")[:_SHORT],
                                        state=words("order_state", folded.state))
    )  # fmt: skip
    page.section(_("What can be done now"))
    known = [one for one in possible if one.action in COMMAND_OF]
    for one in known:
        if one.possible:
            page.item("-", COMMAND_OF[one.action], summary_of(COMMAND_OF[one.action]))
    if not any(one.possible for one in known):
        page.text(_("Nothing on this side of the order."))
    for part in parts:
        if can := [one.action for one in part.actions if one.possible and one.action in COMMAND_OF]:
            page.section(_heading(part))
            for action in can:
                page.item("-", COMMAND_OF[action], summary_of(COMMAND_OF[action]))
    page.section(_("Not possible now"))
    for one in known:
        if not one.possible:
            page.item("x", COMMAND_OF[one.action], one.why_not)
    for (action, why), where in _impossible(parts).items():
        page.item("x", COMMAND_OF[action], why, where)
    return str(page)


def _impossible(parts: Sequence[_About]) -> dict[tuple[str, str], str]:
    """Each action on reports and meetings with its reason, once, and the days of those that it is about."""
    from orderdesk.cli.moves.commands_of import COMMAND_OF

    found: dict[tuple[str, str], list[_About]] = {}
    for part in parts:
        for one in part.actions:
            if not one.possible and one.action in COMMAND_OF:
                found.setdefault((one.action, one.why_not), []).append(part)
    return {key: _which(about) for key, about in found.items()}


def _which(about: Sequence[_About]) -> str:
    days = ", ".join(shown(one.day) or "-" for one in sorted(about, key=lambda one: one.day))
    if about[0].kind == "report":
        return ngettext("The report to {days}.", "The reports to {days}.", len(about)).format(days=days)
    return ngettext("The meeting on {days}.", "The meetings on {days}.", len(about)).format(days=days)


def _heading(part: _About) -> str:
    state = words(f"{part.kind}_state", part.state)
    name = part.id.removeprefix("sha256-")[:_SHORT]
    pattern = _("Report {id}, to {day}: {state}") if part.kind == "report" else _("Meeting {id}, {day}: {state}")
    return pattern.format(id=name, day=shown(part.day) or "-", state=state)
