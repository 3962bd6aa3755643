"""What a new order does about another one for the same citizen, as options."""

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from orderdesk.cli.main import UsageError
from orderdesk.errors import NotPossible
from orderdesk.locale import _

if TYPE_CHECKING:
    from orderdesk.desk.desk import Desk
    from orderdesk.desk.drafts import Draft
    from orderdesk.desk.ordering.following import Kind

_KINDS: Final[tuple["Kind", ...]] = ("replaces", "restarts", "beside", "follows")


def add_relation(parser: ArgumentParser) -> None:
    """One option for each kind of relation; at most one is given."""
    helps = (
        _("it takes the place of this order, which ends when it is sent"),
        _("it takes up this order, which came to nothing"),
        _("it runs beside this order"), _("it comes after this order"),
    )  # fmt: skip
    for kind, text in zip(_KINDS, helps, strict=True):
        parser.add_argument(f"--{kind}", metavar="THREAD", default="", help=text)
    parser.add_argument("--because", metavar="TEXT", default="", help=_("why, with one of these four"))


def related(desk: "Desk", args: Namespace, body: Mapping[str, Any] | None) -> "Draft | None":
    """A draft with the relation that was given, from `body`, or else from the other order itself; None where no
    relation was given. Raises NotPossible where the other order does not allow it, UsageError for a reason alone."""
    from orderdesk.desk import drafts, naming
    from orderdesk.desk.ordering import following, orders

    given = [kind for kind in _KINDS if getattr(args, kind)]
    if len(given) > 1 or (args.because and not given):
        raise UsageError(_("Give one of --replaces, --restarts, --beside and --follows, with --because or without."))
    if not given:
        return None
    kind = given[0]
    thread = naming.order(desk, getattr(args, kind))
    reason = {"reason": args.because} if args.because else {}
    if body is None:
        draft = following.begin(desk, thread, kind)
        return drafts.save(desk, draft.id, {**draft.body, "relation": draft.body["relation"] | reason})
    if why := following.refusal(desk, thread, kind):
        raise NotPossible(why)
    return orders.new_draft(desk, {**body, "relation": {"kind": kind, "thread": thread} | reason})
