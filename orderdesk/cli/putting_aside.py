"""Putting the advice on a draft aside, and taking it back, before the draft's findings are written."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from orderdesk.cli.main import UsageError
from orderdesk.errors import NotFound
from orderdesk.locale import _

if TYPE_CHECKING:
    from orderdesk.checks.findings import Finding
    from orderdesk.desk.desk import Desk
    from orderdesk.desk.drafts import Draft
    from orderdesk.desk.ordering.advice import Aside


def add_putting_aside(parser: ArgumentParser) -> None:
    """The options, for drafts alone."""
    parser.add_argument("--put-aside", metavar="CODE", default="",
                        help=_("put this advice on the draft aside, with --reason; it stays on this desk"))  # fmt: skip
    parser.add_argument("--reason", metavar="TEXT", default="", help=_("why it is put aside"))
    parser.add_argument("--take-back", metavar="CODE", default="", help=_("let advice that was put aside stand again"))
    parser.add_argument("--at", metavar="PLACE", default="",
                        help=_("only the advice at this place, such as $.goals[0].text"))  # fmt: skip


def refuse_for_a_file(args: Namespace) -> None:
    """What is put aside is kept with a draft. Raises UsageError where a file is checked."""
    if args.put_aside or args.take_back:
        raise UsageError(_("Only advice on a draft of a desk can be put aside, not on a file."))


def sorted_findings(
    desk: "Desk", draft: "Draft", findings: Sequence["Finding"], args: Namespace
) -> "tuple[list[Finding], list[Aside]]":
    """`findings` on the draft that stand and those that are put aside, after what `args` ask for is done.

    Raises NotFound where nothing has that code (at that place), NotPossible for what blocks, UsageError without a
    reason.
    """
    from orderdesk.desk.ordering import advice

    if bool(args.put_aside) != bool(args.reason) or (args.put_aside and args.take_back):
        raise UsageError(_("Give --put-aside CODE with --reason TEXT, or --take-back CODE."))
    standing, aside = advice.sorted_out(desk, draft.id, draft.body, findings)
    if args.put_aside:
        for finding in _meant(standing, args.put_aside, args.at):
            advice.put_aside(desk, draft.id, draft.body, finding, args.reason)
    elif args.take_back:
        for finding in _meant([one.finding for one in aside], args.take_back, args.at):
            advice.take_back(desk, draft.id, draft.body, finding)
    else:
        return standing, aside
    return advice.sorted_out(desk, draft.id, draft.body, findings)


def _meant(findings: Sequence["Finding"], code: str, place: str) -> list["Finding"]:
    """Those of `findings` with that code, and at that place where one is given."""
    wanted = code.strip().upper()
    found = [one for one in findings if one.code == wanted and place in ("", one.path)]
    if not found:
        text = _("There is no finding {code} on this draft.") if not place else _("There is no finding {code} there.")
        raise NotFound(text.format(code=ascii(wanted)), _("The same command without this option lists what was found."))
    return found
