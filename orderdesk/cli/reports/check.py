"""`orderdesk report check`: what a report still lacks, in a file (no desk is needed) or in a draft."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from orderdesk.cli.checking import add_format, explained, left_to_the_desk, local_words, report_findings
from orderdesk.cli.desk_access import add_passphrase, opened
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.main import UsageError
from orderdesk.cli.output import Output
from orderdesk.cli.putting_aside import add_putting_aside, refuse_for_a_file, sorted_findings
from orderdesk.locale import _


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `report check`."""
    parser.add_argument(
        "what",
        metavar="FILE|DRAFT",
        nargs="?",
        default="",
        help=_("a file with a body or a whole report, -, or a draft"),
    )
    parser.add_argument("--order", metavar="FILE", help=_("the order that a report in a file answers, body or whole"))
    parser.add_argument("--previous", metavar="FILE", help=_("last month's report, body or whole"))
    add_format(parser)
    add_putting_aside(parser)
    add_passphrase(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """Report the findings; FINDINGS where one of them blocks sending."""
    if explained(args, out, "report"):
        return ExitCode.GOOD
    if args.what == "-" or Path(args.what).is_file():
        return _file(args, out)
    if args.order or args.previous:
        raise UsageError(
            _("There is no such file."), _("--order and --previous go with a report in a file; a draft knows its own.")
        )
    with opened(args) as desk:
        from orderdesk.desk import drafts, naming
        from orderdesk.desk.reporting import reports

        draft = drafts.load(desk, naming.draft(desk, args.what, "report"))
        findings = reports.check(desk, draft.body, draft.thread, local_words(args))
        standing, aside = sorted_findings(desk, draft, findings, args)
        return report_findings(args, out, "report", draft.id, standing, aside=aside)


def _file(args: Namespace, out: Output) -> ExitCode:
    from orderdesk.checks.context import ReportContext
    from orderdesk.checks.report import check_report
    from orderdesk.cli.body_file import inner_body, read_body_file
    from orderdesk.desk.bodies import pruned
    from orderdesk.desk.clock import day_in_denmark, system_clock
    from orderdesk.desk.reporting.report_form import chosen

    refuse_for_a_file(args)
    body, place = inner_body(read_body_file(args.what), "report")
    order = inner_body(read_body_file(args.order), "order")[0] if args.order else None
    previous = inner_body(read_body_file(args.previous), "report")[0] if args.previous else None
    context = ReportContext(today=day_in_denmark(system_clock()), previous=previous, words=local_words(args))
    findings = check_report(pruned(chosen(body)), order, context)
    if order is None and not args.quiet:
        out.talk(_("Without --order nothing is said about what was ordered."))
    return report_findings(args, out, "report", args.what, left_to_the_desk(findings, body, "consultant"), place)
