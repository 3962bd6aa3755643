"""Throwing a draft away: the same for orders and reports."""

from argparse import ArgumentParser, Namespace
from typing import Literal

from orderdesk.cli.desk_access import add_passphrase, opened
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.output import Output
from orderdesk.locale import _


def add_discarding(parser: ArgumentParser) -> None:
    """The options of `order discard` and `report discard`."""
    parser.add_argument("draft", metavar="DRAFT", help=_("the draft's id or the citizen's name, or a part of either"))
    parser.add_argument(
        "--undo", action="store_true", help=_("take back a draft that was thrown away, by its whole id")
    )
    add_passphrase(parser)


def discard(kind: Literal["order", "report"], args: Namespace, out: Output) -> ExitCode:
    """Throw the draft away, or take it back."""
    with opened(args) as desk:
        from orderdesk.desk import drafts, naming

        if args.undo:
            out.line(drafts.restore(desk, args.draft).id)
            return ExitCode.GOOD
        draft = naming.draft(desk, args.draft, kind)
        drafts.discard(desk, draft)
        out.line(draft)
        out.talk(_("Thrown away. `--undo` with this id takes it back."))
    return ExitCode.GOOD
