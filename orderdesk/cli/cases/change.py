"""`orderdesk case change`: members of an entry, or of the case itself; the others stay."""

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from orderdesk.cli.cases.kinds import CHANGING, NAMED_BY_CODE
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.output import Output
from orderdesk.cli.table import Command
from orderdesk.errors import NotFound
from orderdesk.locale import _

if TYPE_CHECKING:
    from orderdesk.desk.casework.case_files import Kept
    from orderdesk.desk.desk import Desk

COMMANDS: Final[tuple[Command, ...]] = tuple(
    Command(name, "orderdesk.cli.cases.change", summary, kind) for name, (kind, summary) in CHANGING.items()
)


@dataclass(frozen=True, slots=True)
class ChangeCommand:
    """The command that changes entries of one list, or the case itself ("head")."""

    kind: str

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The case, the entry, and an option for each of its fields."""
        from orderdesk.cli.cases.add import add_section
        from orderdesk.cli.cases.entry_options import add_fields
        from orderdesk.cli.cases.naming import add_case, add_desk_options
        from orderdesk.cli.issued import add_json

        add_case(parser)
        if self.kind in NAMED_BY_CODE:
            add_section(parser)
        elif self.kind != "head":
            parser.add_argument("entry", metavar="ID", help=_("the entry's id, as E3"))
        text = _("what changes as JSON or TOML; options go first, an empty text takes away; - is stdin")
        parser.add_argument("--file", metavar="FILE", help=text)
        parser.add_argument("--seen", metavar="N", type=int,
                            help=_("refuse it if somebody has changed that since this revision"))  # fmt: skip
        add_fields(parser, self.kind)
        add_json(parser)
        add_desk_options(parser)

    def run(self, args: Namespace, out: Output) -> ExitCode:
        """Change it."""
        from orderdesk.cli.cases.naming import case_meant

        with case_meant(args, out) as (desk, case):
            return _changed(desk, case, self.kind, args, out)


def of(kind: str) -> ChangeCommand:
    """The command that changes entries of the list `kind`."""
    return ChangeCommand(kind)


def _changed(desk: "Desk", case: str, kind: str, args: Namespace, out: Output) -> ExitCode:
    from orderdesk.cli.cases.add import entry_in_file
    from orderdesk.cli.cases.entry_options import given_values
    from orderdesk.cli.cases.telling import closed_by, open_gaps, tell_closes, tell_flaws
    from orderdesk.cli.issued import write_json
    from orderdesk.cli.main import UsageError
    from orderdesk.cli.moves.values import merged
    from orderdesk.desk.casework import case_files

    given = given_values(vars(args), kind)
    given = merged(entry_in_file(args.file) if args.file else {}, given)
    if not given:
        raise UsageError(_("Nothing was given to be changed."), _("`--help` lists the options."))
    kept = case_files.kept(desk, case)
    entry = "" if kind == "head" else args.section if kind in NAMED_BY_CODE else args.entry.strip().upper()
    before = open_gaps(desk, case, kind)
    revision = (
        _head(desk, kept, given, args.seen) if kind == "head" else _put(desk, kept, kind, entry, given, args.seen)
    )
    closes = closed_by(desk, case, kind, entry, before)
    if args.json:
        write_json(out, {"case": case, "entry": entry, "revision": revision, "closes": closes})
    elif revision == kept.revision:
        out.talk(_("Nothing differs from what stands there."))
    else:
        out.talk(_("Changed."))
    tell_flaws(out, case_files.case_file(desk, case), desk.today(), entry)
    tell_closes(out, case, entry, closes)
    return ExitCode.GOOD


def _head(desk: "Desk", kept: "Kept", given: Mapping[str, Any], seen: int | None) -> int:
    from orderdesk.cases.reading import value_of
    from orderdesk.cli.main import UsageError
    from orderdesk.cli.moves.values import merged
    from orderdesk.desk.casework import entries
    from orderdesk.desk.casework.entry_drafts import HEAD

    if unknown := [name for name in given if name not in HEAD]:
        raise UsageError(_("This is no member of the case itself: {names}.").format(names=ascii(unknown[0])))
    value = value_of(kept.file)
    whole = merged({name: value[name] for name in given if name in value}, given)
    return entries.describe(desk, kept.file.case, whole, seen=kept.revision if seen is None else seen)


def _put(desk: "Desk", kept: "Kept", kind: str, entry: str, given: Mapping[str, Any], seen: int | None) -> int:
    from orderdesk.cases.reading import value_of
    from orderdesk.cli.cases.entry_options import fact_of
    from orderdesk.cli.cases.naming import there_are
    from orderdesk.cli.moves.values import merged
    from orderdesk.desk.casework import entries

    member = "section" if kind in NAMED_BY_CODE else "id"
    rows = value_of(kept.file).get(kind) or []
    found = next((one for one in rows if one[member] == entry), None)
    if found is None:
        raise NotFound(_("The case has no such entry."), there_are([one[member] for one in rows]))
    whole = merged(found, given)
    if kind == "facts":
        whole = fact_of(whole, str(whole.get("kind") or "")) if "value" in given else whole
    return entries.change(desk, kept.file.case, kind, entry, whole, seen=kept.revision if seen is None else seen)
