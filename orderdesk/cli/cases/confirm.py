"""`orderdesk case confirm`: take news into a case, or say that an entry closes what it closes. A person does it."""

import re
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from orderdesk.cli.cases.naming import add_case, add_desk_options, case_meant, gap_named
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.issued import add_json, write_json
from orderdesk.cli.main import UsageError
from orderdesk.cli.output import Output
from orderdesk.errors import NotFound
from orderdesk.locale import _

if TYPE_CHECKING:
    from orderdesk.desk.desk import Desk

_ENTRY = re.compile(r"[A-Z][0-9]{1,7}")
_SHORTEST_MARK = 8


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `case confirm`."""
    add_case(parser)
    parser.add_argument("what", metavar="N|ID", help=_("news by its number or id, or an entry of the case, as E3"))
    parser.add_argument("--closes", metavar="GAP", action="append",
                        help=_("it closes this gap; may be repeated; usually those that the rules say"))  # fmt: skip
    parser.add_argument("--closes-nothing", action="store_true", help=_("take it in; it closes no gap"))
    parser.add_argument("--put-aside", action="store_true", help=_("it does not belong in this case: leave it out"))
    add_json(parser)
    add_desk_options(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """Do it, with a note beside each gap that says who, and when."""
    if bool(args.closes) + args.closes_nothing + args.put_aside > 1:
        raise UsageError(_("Give --closes, --closes-nothing or --put-aside, one of them."))
    with case_meant(args, out) as (desk, case):
        agreed = [] if args.closes_nothing else [gap_named(desk, case, gap) for gap in args.closes or ()] or None
        typed = args.what.strip()
        if len(typed) < _SHORTEST_MARK and _ENTRY.fullmatch(typed.upper()):
            entry, closes = _entry(desk, case, typed.upper(), agreed, args)
        else:
            entry, closes = _news(desk, case, typed, agreed, args)
    if args.json:
        write_json(out, {"case": case, "entry": entry, "closes": closes})
    elif args.put_aside:
        out.talk(_("Put aside; it stays out of the case."))
    else:
        out.line(entry)
        out.talk(
            _("Noted as closed by it: {gaps}.").format(gaps=", ".join(closes)) if closes else _("It closes no gap.")
        )
    return ExitCode.GOOD


def _news(desk: "Desk", case: str, typed: str, agreed: list[str] | None, args: Namespace) -> tuple[str, list[str]]:
    from orderdesk.cli.cases.news import named
    from orderdesk.desk.casework import feeding

    one = named(feeding.proposals(desk, case), typed)
    if args.put_aside:
        feeding.decline(desk, case, one)
        return "", []
    closes = list(one.closes) if agreed is None else agreed
    return feeding.confirm(desk, case, one, closes), closes


def _entry(desk: "Desk", case: str, entry: str, agreed: list[str] | None, args: Namespace) -> tuple[str, list[str]]:
    """An entry that is in the case already: what came by a doctor's answer, or was added by hand."""
    from orderdesk.cases.soundness import entry_ids
    from orderdesk.desk.casework import case_files, feeding

    if args.put_aside:
        raise UsageError(_("Only news can be put aside; `orderdesk case remove` takes an entry out."))
    there = {name: path for path, name in entry_ids(case_files.case_file(desk, case))}
    if entry not in there:
        raise NotFound(_("The case has no such entry."), _("`orderdesk case show CASE` shows what there is."))
    kind = there[entry].partition("[")[0].removeprefix("$.")
    closes = feeding.closed_by(desk, case, kind, entry) if agreed is None else agreed
    feeding.note_closed(desk, case, closes, [entry])
    return entry, closes
