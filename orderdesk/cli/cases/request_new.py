"""`orderdesk case request new`: prepare a request to a doctor, after what is on file has been told."""

from argparse import ArgumentParser, Namespace

from orderdesk.cli.cases.codes import add_code
from orderdesk.cli.cases.naming import add_case, add_desk_options, case_meant, gap_named
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.issued import add_json, write_json
from orderdesk.cli.output import Output
from orderdesk.locale import _


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `case request new`."""
    from orderdesk.desk.casework.case_words import form_choices

    add_case(parser)
    add_code(parser, "--form", form_choices(), _("the form of the reply"), required=True)
    parser.add_argument("--to", metavar="TEXT", default="", help=_("the doctor"))
    parser.add_argument("--about", metavar="TEXT", action="append", default=[],
                        help=_("which health problem, as anxiety or back; may be repeated"))  # fmt: skip
    parser.add_argument("--question", metavar="TEXT", action="append", default=[],
                        help=_("what this case needs to know; may be repeated"))  # fmt: skip
    parser.add_argument("--why", metavar="TEXT", default="", help=_("why this case needs it (- reads it from stdin)"))
    parser.add_argument("--gap", metavar="GAP", default="", help=_("the gap that it is to close"))
    parser.add_argument("--check", action="store_true", help=_("only tell what speaks against it; make nothing"))
    add_json(parser)
    add_desk_options(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """Tell what speaks against it, prepare it, and print its id."""
    from orderdesk.cli.replying import text_of

    why = text_of(args.why)
    with case_meant(args, out) as (desk, case):
        from orderdesk.cli.cases.telling import tell_warnings, warning_object
        from orderdesk.desk.casework import medical_requests, request_warnings

        rule = gap_named(desk, case, args.gap) if args.gap else ""
        warned = request_warnings.warnings(desk, case, args.form, about=args.about, questions=args.question)
        made = "" if args.check else medical_requests.prepare(
            desk, case, args.form, to=args.to, about=args.about, questions=args.question, why=why, rule=rule
        )  # fmt: skip
        if args.json:
            write_json(out, {"case": case, "request": made, "warnings": [warning_object(one) for one in warned]})
        else:
            tell_warnings(out, warned)
            if made:
                out.line(made)
    if args.check:
        return ExitCode.FINDINGS if warned else ExitCode.GOOD
    told = _("Prepared, not sent. `orderdesk case request text {case} {request}` prints the text for the form.")
    out.talk(told.format(case=case, request=made))
    return ExitCode.GOOD
