"""`orderdesk case files`: the papers that are kept with a case."""

from argparse import ArgumentParser, Namespace

from orderdesk.cli.cases.naming import add_case, add_desk_options, case_meant
from orderdesk.cli.days import shown
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.issued import add_json, write_json
from orderdesk.cli.output import Output
from orderdesk.cli.plain.columns import table
from orderdesk.locale import _


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `case files`."""
    add_case(parser)
    add_json(parser)
    add_desk_options(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """One paper a line. A paper that is named and not here is told."""
    with case_meant(args, out) as (desk, case):
        from orderdesk.desk.casework import attaching, case_files
        from orderdesk.desk.casework.case_words import words

        kept = attaching.archive(desk)
        found = [
            (one, one.file, one.file.hash in kept) for one in case_files.case_file(desk, case).evidence if one.file
        ]
    if args.json:
        write_json(out, [{"evidence": one.id, "kind": one.kind, "name": file.name, "hash": file.hash,
                          "size": file.size, "here": here} for one, file, here in found])  # fmt: skip
        return ExitCode.GOOD
    lines = [
        (one.id, one.title or words("evidence_kind", one.kind), shown(str(one.information_date or "")), file.name,
         str(file.size), "" if here else _("not on this desk"))
        for one, file, here in found
    ]  # fmt: skip
    heads = (_("Id"), _("Evidence"), _("Information from"), _("File"), _("Bytes"), "")
    out.result(table(heads, lines, whole=(0,)))
    return ExitCode.GOOD
