"""What the directory says about a person besides keys and roles, as options."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from orderdesk.locale import _

if TYPE_CHECKING:
    from orderdesk.desk.membership.organisation import Particulars


def add_particulars(parser: ArgumentParser) -> None:
    """Title, unit, telephone, mail and skills."""
    parser.add_argument("--title", help=_("the person's title"))
    parser.add_argument("--unit", help=_("the unit in the organisation"))
    parser.add_argument("--phone", help=_("direct telephone, no switchboard"))
    parser.add_argument("--mail", help=_("mail address"))
    parser.add_argument("--skill", action="append", default=[], metavar="TEXT",
                        help=_("what a consultant is good at; may be repeated"))  # fmt: skip


def particulars_of(args: Namespace) -> "Particulars":
    """The particulars that were given."""
    from orderdesk.desk.membership.organisation import Particulars

    return Particulars(args.title or "", args.unit or "", args.phone or "", args.mail or "", tuple(args.skill))
