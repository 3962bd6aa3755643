"""What the commands of `orderdesk review` share."""

from argparse import ArgumentParser, ArgumentTypeError

from orderdesk.cli.desk_access import add_passphrase
from orderdesk.cli.issued import add_sending
from orderdesk.locale import _


def add_reviewing(parser: ArgumentParser) -> None:
    """The report that is meant, and the options for sending."""
    parser.add_argument("digest", metavar="DIGEST", help=_("the report: its id or the citizen's name"))
    add_sending(parser)
    add_passphrase(parser)


def remark(text: str) -> dict[str, str]:
    """ "M1=Hvad sagde lægen?" as a remark on the item M1. Raises ArgumentTypeError."""
    item, equals, words = text.partition("=")
    if not equals or not item.strip() or not words.strip():
        raise ArgumentTypeError(_("not a remark such as M1=What did the doctor say?"))
    return {"item": item.strip().upper(), "text": words.strip()}
