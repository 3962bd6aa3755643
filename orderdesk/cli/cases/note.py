"""`orderdesk case note`: a remark beside a gap, which stays as it is; or the reason why a person has settled it."""

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
    settles = _("it settles the gap: papers explained, a problem looked into, a request that asks for more")
    parser.add_argument("--settles", action="store_true", help=settles)
    add_json(parser)
    add_desk_options(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """Write it with the day and one's name."""
    text = text_of(args.text).strip()
    if not text:
        raise UsageError(_("The remark is empty."))
    with case_meant(args, out) as (desk, case):
        from orderdesk.desk.casework import feeding, settling

        gap = gap_named(desk, case, args.gap)
        (settling.settle if args.settles else feeding.remark)(desk, case, gap, text)
    if args.json:
        write_json(out, {"case": case, "gap": gap})
    elif args.settles:
        out.talk(_("Noted: {gap} is settled.").format(gap=gap))
    else:
        out.talk(_("Noted beside {gap}. The gap stays as it is.").format(gap=gap))
    return ExitCode.GOOD
