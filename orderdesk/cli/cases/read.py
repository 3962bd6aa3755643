"""`orderdesk case read`: note that a paper was read, and with --done what was done about it."""

from argparse import ArgumentParser, Namespace
from datetime import date

from orderdesk.cli.cases.naming import add_case, add_desk_options, case_meant, paper_named
from orderdesk.cli.days import day
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.issued import add_json, write_json
from orderdesk.cli.output import Output
from orderdesk.cli.replying import text_of
from orderdesk.locale import _


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `case read`."""
    add_case(parser)
    parser.add_argument("evidence", metavar="EVIDENCE", help=_("the evidence by its id, as E3"))
    parser.add_argument("--done", metavar="TEXT", default=None, help=_("what was done about it; - reads it from stdin"))
    parser.add_argument("--day", metavar="DAY", type=day, default=None, help=_("on which day; usually today"))
    add_json(parser)
    add_desk_options(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """Note it. Raises NotPossible for a day that cannot be, and for a text that only puts it off."""
    when = date.fromisoformat(args.day) if args.day else None
    with case_meant(args, out) as (desk, case):
        from orderdesk.desk.casework import evidence_steps

        paper = paper_named(desk, case, args.evidence)
        if args.done is None:
            evidence_steps.mark_read(desk, case, paper.id, when)
        else:
            evidence_steps.act_on(desk, case, paper.id, text_of(args.done), when)
    if args.json:
        write_json(out, {"case": case, "evidence": paper.id})
    elif args.done is None:
        out.talk(_("{entry} is read. It stays on Today until you have noted what was done.").format(entry=paper.id))
    else:
        out.talk(_("{entry} is read and acted on.").format(entry=paper.id))
    return ExitCode.GOOD
