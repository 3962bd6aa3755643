"""`orderdesk order list`: the orders and drafts on this desk."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Final

from orderdesk.cli.days import shown
from orderdesk.cli.desk_access import add_passphrase, opened
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.issued import add_json, write_json
from orderdesk.cli.output import Output
from orderdesk.cli.plain.columns import table
from orderdesk.desk.wording import WORDS, words
from orderdesk.documents.order_table import CLOSED, COURSE, ENDINGS, ORDER_STATES, UNPLACED
from orderdesk.locale import _

if TYPE_CHECKING:
    from orderdesk.desk.listing import OrderRow

GROUPS: Final = {
    "waiting": ("sent", "delivered", "undeliverable", "question", "decline_review"),
    "course": COURSE,
    "unplaced": UNPLACED,
    "closed": CLOSED,
    "live": tuple(state for state in ORDER_STATES if state not in (*ENDINGS, "draft")),
    "ended": ENDINGS,
}
"""Names for several states at once: not taken on yet, taken on and going on, come to nothing, ended after it was taken
on; and all that goes on, all that is over."""


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `order list`."""
    states, groups = tuple(WORDS["order_state"]), tuple(GROUPS)
    parser.add_argument(
        "--state", metavar="STATE", action="append", choices=(*states, *groups),
        help=_("only orders in this state; may be repeated: {states}; or in one of several: {groups}").format(
            states=", ".join(states), groups=", ".join(groups)),
    )  # fmt: skip
    add_json(parser)
    add_passphrase(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """One line for each order, drafts first, then what was touched last."""
    with opened(args) as desk:
        from orderdesk.desk import listing

        wanted = {state for said in args.state or () for state in GROUPS.get(said, (said,))}
        rows = [row for row in listing.orders(desk) if not wanted or row.state in wanted]
    if args.json:
        write_json(out, [{name: getattr(row, name) for name in row.__slots__} for row in rows])
        return ExitCode.GOOD
    lines = [
        (_short(row.thread or row.draft), row.citizen, _state(row), row.provider, shown(row.end),
         str(row.unread or ""))
        for row in rows
    ]  # fmt: skip
    heads = (_("Id"), _("Citizen"), _("State"), _("Provider"), _("Ends"), _("Unread"))
    out.result(table(heads, lines, whole=(0, 2)))
    return ExitCode.GOOD


def _state(row: "OrderRow") -> str:
    """The state, and who has the case where it has been handed over."""
    state = words("order_state", row.state)
    if not row.holder:
        return state
    if row.holder_until:
        return _("{state}, with {name} until {day}").format(state=state, name=row.holder, day=shown(row.holder_until))
    return _("{state}, with {name}").format(state=state, name=row.holder)


def _short(identity: str) -> str:
    return identity.removeprefix("urn:uuid:")[:8]
