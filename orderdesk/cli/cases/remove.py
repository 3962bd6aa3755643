"""`orderdesk case remove`: take an entry out of a case."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from orderdesk.cli.cases.naming import add_case, add_desk_options, case_meant, there_are
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.output import Output
from orderdesk.errors import NotFound
from orderdesk.locale import _

if TYPE_CHECKING:
    from orderdesk.cases.case_file import CaseFile


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `case remove`."""
    add_case(parser)
    parser.add_argument("entry", metavar="ID",
                        help=_("the entry's id, as E3; a section's code; or the number of a note"))  # fmt: skip
    parser.add_argument("--yes", action="store_true", help=_("do not ask; it cannot be taken back"))
    add_desk_options(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """Take it out, once the person has said yes."""
    from orderdesk.cli.asking import confirmed

    with case_meant(args, out) as (desk, case):
        from orderdesk.cli.cases.telling import tell_flaws
        from orderdesk.desk.casework import case_files, entries

        kept = case_files.kept(desk, case)
        kind, wanted = _meant(kept.file, args.entry.strip())
        if not confirmed(
            _("Take {entry} out of the case? It cannot be taken back.").format(entry=wanted), yes=args.yes
        ):
            return ExitCode.FINDINGS
        entries.remove(desk, case, kind, str(int(wanted) - 1) if kind == "notes" else wanted, seen=kept.revision)
        out.talk(_("{entry} is taken out.").format(entry=wanted))
        tell_flaws(out, case_files.case_file(desk, case), desk.today())
    return ExitCode.GOOD


def _meant(file: "CaseFile", typed: str) -> tuple[str, str]:
    """The list and the entry that are meant: by its id, a section's code, or a note's number. Raises NotFound."""
    from orderdesk.cases.soundness import entry_ids

    there = {name: path.partition("[")[0].removeprefix("$.") for path, name in entry_ids(file)}
    there |= {str(one.section): "sections" for one in file.sections}
    there |= {str(number): "notes" for number, _note in enumerate(file.notes, start=1)}
    for name in (typed.upper(), typed.casefold()):
        if name in there:
            return there[name], name
    raise NotFound(_("The case has no such entry."), there_are(list(there)))
