"""`orderdesk case show`: a whole case file as plain text, and what in it does not add up."""

from argparse import ArgumentParser, Namespace

from orderdesk.cli.cases.naming import add_case, add_desk_options, case_meant
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.issued import add_json, write_json
from orderdesk.cli.output import Output
from orderdesk.locale import _


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `case show`."""
    add_case(parser)
    add_json(parser)
    add_desk_options(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """Show it, section by section."""
    from orderdesk.cases.reading import value_of
    from orderdesk.cases.soundness import flaws
    from orderdesk.cli.cases.telling import flaw_object

    with case_meant(args, out) as (desk, case):
        from orderdesk.desk.casework import case_files

        kept = case_files.kept(desk, case)
        found = flaws(kept.file, desk.today())
    if args.json:
        write_json(out, {"case": case, "revision": kept.revision, "changed": kept.changed,
                         "flaws": [flaw_object(one) for one in found], "file": value_of(kept.file)})  # fmt: skip
        return ExitCode.GOOD
    from orderdesk.cli.cases.whole_text import whole_text

    out.result(whole_text(kept, found))
    out.talk(_("`orderdesk gaps {case}` says what it lacks.").format(case=case))
    return ExitCode.GOOD
