"""Running the command of an action: what was typed and what a file holds, checked by the form, signed and sent."""

from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from orderdesk.cli.asking import confirmed
from orderdesk.cli.days import shown
from orderdesk.cli.desk_access import opened
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.issued import handed_over
from orderdesk.cli.moves.options import MAY_OPEN
from orderdesk.cli.moves.values import Body, merged, put, values_of
from orderdesk.cli.output import Output
from orderdesk.desk.moves.model import Holds, Move
from orderdesk.errors import NotPossible
from orderdesk.locale import _

if TYPE_CHECKING:
    from orderdesk.checks.findings import Finding
    from orderdesk.desk.desk import Desk


def do(move: Move, args: Namespace, out: Output) -> ExitCode:
    """Do the action on the order that `args` name. Raises NotPossible where the life cycle does not allow it; what the
    form lacks is said line by line, and nothing is sent."""
    values = values_of(move, vars(args))
    with opened(args) as desk:
        from orderdesk.desk import naming
        from orderdesk.desk.moves import making

        thread = naming.order(desk, args.thread)
        meeting = _meeting(desk, thread, move, args, values, out)
        if why := making.refusal(desk, thread, move.action, meeting):
            raise NotPossible(why)
        _colleagues(desk, move, values)
        values = merged(_known(desk, thread, move, meeting), values)
        found = making.lacks(desk, thread, move.action, values, meeting)
        if lacking := [finding for finding in found if finding.severity == "block"]:
            return _said(move, lacking, out)
        for advice in found:
            out.talk(f"{advice.code}: {advice.sentence}")
        question = _("{what}? It cannot be taken back.").format(what=_(move.label))
        if move.grave and not confirmed(question, yes=args.yes):
            return ExitCode.FINDINGS
        issued = making.make(desk, thread, move.action, values, meeting)
        out.talk(_(move.done))
        return handed_over(desk, issued, args, out)


def _meeting(desk: "Desk", thread: str, move: Move, args: Namespace, values: Body, out: Output) -> str:
    """The meeting that is meant: by its id or its day, or the only one that fits; "" where one is opened."""
    if not (move.meeting or move.action in MAY_OPEN):
        return ""
    from orderdesk.desk.reporting import meeting_naming

    named = values.pop("meeting", None)
    said = args.meeting or str(named or "")
    if said:
        return meeting_naming.meeting(desk, thread, said, typed_day(said))
    if getattr(args, "new", False):
        return ""
    found = meeting_naming.that_fits(desk, thread, move.action)
    if found is not None and found.day:
        out.talk(_("It is about the meeting on {day}.").format(day=shown(found.day)))
    return found.id if found is not None else ""


def typed_day(text: str) -> str:
    """A typed day as ISO; "" for what is none."""
    from argparse import ArgumentTypeError

    from orderdesk.cli.days import day

    try:
        return day(text)
    except ArgumentTypeError:
        return ""


def _known(desk: "Desk", thread: str, move: Move, meeting: str) -> Body:
    """What has been said of the meeting already. A new time has to be said, and which one where several were
    proposed; nothing else is taken for granted."""
    if not meeting or not (move.action in MAY_OPEN or move.sub == "reschedule"):
        return {}
    from orderdesk.desk.reporting import meeting_reading

    one = next(one for one in meeting_reading.meetings(desk, thread) if one.id == meeting)
    opened_by = one.said[0].body
    planned: Body = next((said.body["appointment"] for said in reversed(one.said) if "appointment" in said.body), {})
    match move.sub:
        case "schedule":
            options = list(opened_by.get("options") or ())
            time = dict(options[0]) if len(options) == 1 else {}
            return {"purpose": one.purpose, "appointment": {"form": one.form, **time}}
        case "reschedule":
            return {"appointment": {name: planned[name] for name in planned if name not in ("day", "time")}}
    return {name: planned[name] for name in ("day", "form") if name in planned}


def _colleagues(desk: "Desk", move: Move, values: Body) -> None:
    """A colleague by name as well as by id."""
    for field in move.fields:
        name = values.get(field.path)
        if field.holds is Holds.COLLEAGUE and isinstance(name, str):
            from orderdesk.desk.people import contact_naming

            found = contact_naming.person(desk, name)
            if found.org != desk.settings.org:
                raise NotPossible(_("That is somebody of another organisation."))
            put(values, field.path, found.person)


def _said(move: Move, lacking: "Sequence[Finding]", out: Output) -> ExitCode:
    """Everything that the form lacks, each with the option that it is about."""
    options = {f"$.{field.path}": f"--{field.option}" for field in move.fields}
    for finding in lacking:
        path = finding.path.partition("[")[0]
        while path and path not in options:
            path = path.rpartition(".")[0]
        out.error(" ".join(part for part in (f"{options[path]}:" if path else "", finding.sentence) if part))
    out.error(_("Nothing was sent."))
    return ExitCode.FINDINGS
