"""`orderdesk case close`: prepare what closes a gap. A person edits it and sends it, or does not."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Final

from orderdesk.cli.cases.codes import add_code
from orderdesk.cli.cases.naming import add_case, add_desk_options, add_gap, case_meant, gap_named
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.issued import add_json, write_json
from orderdesk.cli.output import Output
from orderdesk.locale import _

if TYPE_CHECKING:
    from orderdesk.desk.casework.closing import Prepared

_HOW: Final = ("order", "medical_request", "ask_citizen", "reminder", "phone_call", "write_section", "record")


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `case close`."""
    add_case(parser)
    add_gap(parser)
    add_code(parser, "--by", [(way, way) for way in _HOW], _("another way than the rule's own"))
    add_json(parser)
    add_desk_options(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """Prepare it; what was made is on stdout, how to go on from there on stderr."""
    with case_meant(args, out) as (desk, case):
        from orderdesk.cli.cases.telling import tell_warnings, warning_object
        from orderdesk.desk.casework import closing

        gap = gap_named(desk, case, args.gap)
        made = closing.prepare(desk, case, gap, args.by or "")
    if args.json:
        write_json(out, {
            "case": case, "gap": gap, "goes": made.goes, "key": made.key, "text": made.text,
            "entry": dict(made.entry), "warnings": [warning_object(one) for one in made.warned],
        })  # fmt: skip
        return ExitCode.GOOD
    tell_warnings(out, made.warned)
    if made.text:
        out.result(made.text if made.text.endswith("\n") else f"{made.text}\n")
    elif made.entry:
        write_json(out, dict(made.entry))
    elif made.key:
        out.line(made.key)
    out.talk(_next(made))
    out.talk(_("Nothing was sent."))
    return ExitCode.GOOD


def _next(made: "Prepared") -> str:
    """How to go on from what was prepared."""
    case, key = made.case, made.key
    match made.goes:
        case "draft":
            return _("The order's draft asks for it now. Go on with `orderdesk order edit {draft}` and "
                     "`orderdesk order send {draft}`.").format(draft=key)  # fmt: skip
        case "request":
            return _("A request is prepared. Go on with `orderdesk case change requests {case} {request}` and "
                     "`orderdesk case request text {case} {request}`.").format(case=case, request=key)  # fmt: skip
        case "conversation":
            return _("Note the answer with `orderdesk case add conversations {case}`.").format(case=case)
        case "letter":
            return _("Note the reminder with `orderdesk case request reminded {case} {request}`.").format(
                case=case, request=key)  # fmt: skip
        case "call":
            return _("Note the call with `orderdesk case request called {case} {request}`.").format(
                case=case, request=key)  # fmt: skip
        case "section":
            verb = "change" if len(made.entry) > 1 else "add"  # what is written there already stays
            return _("Write it with `orderdesk case {verb} sections {case} {section} --text -`.").format(
                verb=verb, case=case, section=key)  # fmt: skip
        case "entry" if "id" in made.entry:
            return _("Note it with `orderdesk case change {list} {case} {entry}`.").format(
                list=_command_of(key), case=case, entry=made.entry["id"])  # fmt: skip
        case "entry" if key != "notes":
            return _("Note it with `orderdesk case add {list} {case}`.").format(list=_command_of(key), case=case)
    return _("Note it with `orderdesk case note {case} GAP TEXT`.").format(case=case)


def _command_of(kind: str) -> str:
    return kind.replace("_", "-")
