"""`orderdesk order check`: what an order still lacks, in a file (no desk is needed) or in a draft."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from orderdesk.cli.checking import add_format, explained, left_to_the_desk, local_words, report_findings
from orderdesk.cli.desk_access import add_passphrase, opened
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.output import Output
from orderdesk.cli.putting_aside import add_putting_aside, refuse_for_a_file, sorted_findings
from orderdesk.locale import _


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `order check`."""
    parser.add_argument(
        "what",
        metavar="FILE|DRAFT",
        nargs="?",
        default="",
        help=_("a file with a body or a whole order, -, or a draft"),
    )
    add_format(parser)
    add_putting_aside(parser)
    add_passphrase(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """Report the findings; FINDINGS where one of them blocks sending."""
    if explained(args, out, "order"):
        return ExitCode.GOOD
    if args.what == "-" or Path(args.what).is_file():
        return _file(args, out)
    with opened(args) as desk:
        from orderdesk.desk import drafts, naming
        from orderdesk.desk.ordering import orders

        draft = drafts.load(desk, naming.draft(desk, args.what, "order"))
        findings = orders.check(desk, draft.body, thread=draft.thread, words=local_words(args))
        standing, aside = sorted_findings(desk, draft, findings, args)
        return report_findings(args, out, "order", draft.id, standing, aside=aside)


def _file(args: Namespace, out: Output) -> ExitCode:
    from orderdesk.checks.order import OrderContext, check_order
    from orderdesk.cli.body_file import inner_body, read_body_file
    from orderdesk.desk.bodies import pruned
    from orderdesk.desk.clock import day_in_denmark, system_clock

    refuse_for_a_file(args)
    body, place = inner_body(read_body_file(args.what), "order")
    context = OrderContext(today=day_in_denmark(system_clock()), words=local_words(args))
    findings = check_order(pruned(body), context)
    return report_findings(args, out, "order", args.what, left_to_the_desk(findings, body, "placer"), place)
