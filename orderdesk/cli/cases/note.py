"""`orderdesk case note`: a remark beside a gap. The gap stays as it is."""

from argparse import ArgumentParser, Namespace

from orderdesk.cli.cases.naming import add_case, add_desk_options, add_gap, case_meant, gap_named
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.issued import add_json, write_json
from orderdesk.cli.main import UsageError
from orderdesk.cli.output import Output
from orderdesk.cli.replying import text_of
from orderdesk.locale import _


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `case note`."""
    add_case(parser)
    add_gap(parser)
    parser.add_argument("text", metavar="TEXT", help=_("the remark; - reads it from stdin"))
    add_json(parser)
    add_desk_options(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """Write it with the day and one's name."""
    text = text_of(args.text).strip()
    if not text:
        raise UsageError(_("The remark is empty."))
    with case_meant(args, out) as (desk, case):
        from orderdesk.desk.casework import feeding

        gap = gap_named(desk, case, args.gap)
        feeding.remark(desk, case, gap, text)
    if args.json:
        write_json(out, {"case": case, "gap": gap})
    else:
        out.talk(_("Noted beside {gap}. The gap stays as it is.").format(gap=gap))
    return ExitCode.GOOD
