"""`orderdesk case add`: an entry by options or from a JSON file, or a list from a CSV file."""

from argparse import ArgumentParser, Namespace
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from orderdesk.cli.cases.kinds import ADDING, NAMED_BY_CODE
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.output import Output
from orderdesk.cli.table import Command
from orderdesk.errors import NotPossible
from orderdesk.locale import _

if TYPE_CHECKING:
    from orderdesk.desk.desk import Desk

COMMANDS: Final[tuple[Command, ...]] = tuple(
    Command(name, "orderdesk.cli.cases.add", summary, kind) for name, (kind, summary) in ADDING.items()
)


@dataclass(frozen=True, slots=True)
class AddCommand:
    """The command that adds to one list of a case."""

    kind: str

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The case, where the entry comes from, and an option for each of its fields."""
        from orderdesk.cases.table_columns import KINDS
        from orderdesk.cli.cases.entry_options import add_fields
        from orderdesk.cli.cases.naming import add_case, add_desk_options
        from orderdesk.cli.issued import add_json

        add_case(parser)
        if self.kind in NAMED_BY_CODE:
            add_section(parser)
        if self.kind in KINDS:
            parser.add_argument("--from", metavar="FILE", dest="table",
                                help=_("a list (CSV), all of it or nothing; - is stdin"))  # fmt: skip
        parser.add_argument("--file", metavar="FILE", help=_("the entry as JSON or TOML; options go first; - is stdin"))
        add_fields(parser, self.kind)
        add_json(parser)
        add_desk_options(parser)

    def run(self, args: Namespace, out: Output) -> ExitCode:
        """Add it, and print the new id."""
        from orderdesk.cli.cases.naming import case_meant

        with case_meant(args, out) as (desk, case):
            if getattr(args, "table", None):
                return _list(desk, case, self.kind, args, out)
            return _entry(desk, case, self.kind, args, out)


def of(kind: str) -> AddCommand:
    """The command that adds to the list `kind`."""
    return AddCommand(kind)


def add_section(parser: ArgumentParser) -> None:
    """The section that is meant."""
    from orderdesk.cli.cases.codes import add_code, with_words

    add_code(parser, "section", with_words("section"), _("the section of the preparatory part"))


def entry_in_file(path: str) -> dict[str, Any]:
    """The entry in a JSON or TOML file, as it stands. Raises InputRefused, OrderdeskError."""
    from orderdesk.cli.body_file import read_body_file

    return read_body_file(path)


def _entry(desk: "Desk", case: str, kind: str, args: Namespace, out: Output) -> ExitCode:
    from orderdesk.cli.cases.entry_options import fact_of, given_values
    from orderdesk.cli.cases.telling import closed_by, open_gaps, tell_closes, tell_flaws
    from orderdesk.cli.issued import write_json
    from orderdesk.cli.main import UsageError
    from orderdesk.cli.moves.values import merged
    from orderdesk.desk.casework import case_files, entries

    given = given_values(vars(args), kind)
    entry = merged(entry_in_file(args.file) if args.file else {}, given)
    entry.pop("id", None)
    if not entry:
        raise UsageError(_("Nothing was given to be added."), _("`--help` lists the options."))
    if kind in NAMED_BY_CODE:
        _refuse_written(desk, case, args.section)
        entry["section"] = args.section
    if kind == "facts":
        entry = fact_of(entry, str(entry.get("kind") or ""))
    before = open_gaps(desk, case, kind)
    added = entries.add(desk, case, kind, entry)
    file, closes = case_files.case_file(desk, case), closed_by(desk, case, kind, added, before)
    if args.json:
        write_json(out, {"case": case, "added": [added], "known": [], "closes": closes})
    else:
        out.line(added)
    tell_flaws(out, file, desk.today(), added)
    tell_closes(out, case, added, closes)
    return ExitCode.GOOD


def _refuse_written(desk: "Desk", case: str, section: str) -> None:
    """A section that is there would be gone with all who contributed to it. Raises NotPossible."""
    from orderdesk.desk.casework import case_files

    if any(one.section == section for one in case_files.case_file(desk, case).sections):
        raise NotPossible(_("The section is written already."), _("`orderdesk case change sections` changes it."))


def _list(desk: "Desk", case: str, kind: str, args: Namespace, out: Output) -> ExitCode:
    from orderdesk.cli.cases.bring_in import content_of
    from orderdesk.cli.cases.entry_options import given_values
    from orderdesk.cli.issued import write_json
    from orderdesk.cli.main import UsageError
    from orderdesk.desk.casework import importing

    if args.file or given_values(vars(args), kind):
        raise UsageError(_("Give a list, or one entry, not both."))
    done = importing.import_list(desk, case, kind, *content_of(args.table))
    if args.json:
        write_json(out, {"case": case, "added": list(done.added), "known": list(done.known)})
    else:
        for added in done.added:
            out.line(added)
    if done.read_as is not None:
        out.talk(done.read_as.sentence)
    if done.known:
        out.talk(_("Already in the case: {ids}.").format(ids=", ".join(done.known)))
    for flaw in done.flaws:
        if flaw.entry in done.added:
            out.talk(f"{flaw.code}: {flaw.sentence}")
    return ExitCode.GOOD
