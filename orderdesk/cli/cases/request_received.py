"""`orderdesk case request received`: the answer of a doctor, put among the evidence."""

from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path

from orderdesk.cli.cases.naming import add_desk_options, case_meant
from orderdesk.cli.cases.requests import add_request, request_named
from orderdesk.cli.days import day
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.issued import add_json, write_json
from orderdesk.cli.output import Output
from orderdesk.locale import _


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `case request received`."""
    from orderdesk.cli.cases.entry_options import add_fields

    add_request(parser)
    parser.add_argument("--day", metavar="DAY", type=day, help=_("when; usually today"))
    parser.add_argument("--attach", metavar="FILE", help=_("the paper itself: a PDF, a text or a picture"))
    parser.add_argument("--file", metavar="FILE", help=_("the entry as JSON or TOML; options go first; - is stdin"))
    add_fields(parser, "evidence", leaving=("received",))
    add_json(parser)
    add_desk_options(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """Note it, print the id of the evidence, and say which gaps it closes."""
    from orderdesk.cli.cases.add import entry_in_file
    from orderdesk.cli.cases.entry_options import given_values
    from orderdesk.cli.moves.values import merged

    given = given_values(vars(args), "evidence")
    entry = merged(entry_in_file(args.file) if args.file else {}, given)
    with case_meant(args, out) as (desk, case):
        from orderdesk.cli.cases.telling import closed_by, open_gaps, tell_closes, tell_flaws
        from orderdesk.desk.casework import attaching, case_files, medical_requests

        request = request_named(desk, case, args.request).id
        if why := medical_requests.refusal(desk, case, request, "receive"):
            from orderdesk.errors import NotPossible

            raise NotPossible(why)
        if args.attach:
            entry["file"] = attaching.attach(desk, Path(args.attach)).model_dump()
        before = open_gaps(desk, case, "evidence")
        when = date.fromisoformat(args.day) if args.day else None
        added = medical_requests.received(desk, case, request, entry, when)
        closes = closed_by(desk, case, "evidence", added, before)
        file = case_files.case_file(desk, case)
        if args.json:
            write_json(out, {"case": case, "request": request, "evidence": added, "closes": closes})
        else:
            out.line(added)
        tell_flaws(out, file, desk.today(), added)
        tell_closes(out, case, added, closes)
    return ExitCode.GOOD
