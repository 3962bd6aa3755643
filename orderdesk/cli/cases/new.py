"""`orderdesk case new`: open a case for a citizen."""

from argparse import ArgumentParser, Namespace

from orderdesk.cli.cases.codes import add_code, with_words
from orderdesk.cli.cases.naming import add_desk_options, municipality
from orderdesk.cli.days import day
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.issued import add_json, write_json
from orderdesk.cli.output import Output
from orderdesk.locale import _


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `case new`."""
    parser.add_argument("name", metavar="NAME", help=_("the citizen's full name"))
    parser.add_argument("cpr", metavar="CPR", help=_("the CPR number, as 010203-1234; - reads it from stdin"))
    add_code(parser, "--track", with_words("track"), _("where the case is heading"), required=True)
    parser.add_argument("--since", metavar="DAY", type=day, help=_("since when; usually today"))
    add_code(parser, "--plan-b", with_words("track"), _("what is done if it fails"))
    parser.add_argument("--decision", metavar="DAY", type=day, help=_("the planned day of decision"))
    parser.add_argument("--number", metavar="TEXT", default="", help=_("the municipality's own case number"))
    parser.add_argument("--case", metavar="NAME", dest="short", default="",
                        help=_("the short name; usually made of the citizen's"))  # fmt: skip
    add_json(parser)
    add_desk_options(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """Open it and print its short name."""
    from orderdesk.cli.replying import text_of

    cpr = text_of(args.cpr).strip()
    with municipality(args, out) as desk:
        from orderdesk.cli.cases.telling import tell_flaws
        from orderdesk.desk.casework import case_files, entries

        with desk.store.transaction():
            made = case_files.new_case(desk, args.name.strip(), cpr, args.track, since=args.since or "",
                                       number=args.number, case=args.short)  # fmt: skip
            if args.plan_b:
                since = args.since or desk.today().isoformat()
                entries.add(desk, made.case, "tracks", {"track": args.plan_b, "role": "plan_b", "since": since})
            if args.decision:
                entries.describe(desk, made.case, {"decision": {"planned": args.decision}})
        kept = case_files.kept(desk, made.case)
        if args.json:
            write_json(out, {"case": made.case, "revision": kept.revision})
        else:
            out.line(made.case)
        tell_flaws(out, kept.file, desk.today())
    return ExitCode.GOOD
