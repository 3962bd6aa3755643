"""What the commands of `orderdesk reply` share: which order, and a text that may come from standard input."""

import sys
from argparse import ArgumentParser, Namespace
from typing import Any

from orderdesk.cli.desk_access import add_passphrase, opened
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.issued import add_sending, handed_over
from orderdesk.cli.output import Output
from orderdesk.errors import InputRefused, NotPossible
from orderdesk.locale import N_, _

_LONGEST = 100_000  # characters; a field of a document holds 8000
_OTHER_SIDE = N_("That is for the other side of the order to do.")


def add_replying(parser: ArgumentParser) -> None:
    """The order that is meant, and the options for sending."""
    parser.add_argument("thread", metavar="THREAD", help=_("the order: its id or the citizen's name"))
    add_sending(parser)
    add_passphrase(parser)


def add_text(parser: ArgumentParser, help_text: str, *, required: bool = True) -> None:
    """The option for a text; "-" reads it from standard input."""
    parser.add_argument("--text", metavar="TEXT", required=required, default="", help=help_text)


def text_of(given: str) -> str:
    """A text as given, or from standard input for "-". Raises InputRefused."""
    if given != "-":
        return given
    try:
        return sys.stdin.buffer.read(_LONGEST).decode("utf-8-sig").strip()
    except UnicodeDecodeError as error:
        raise InputRefused("utf8", _("Standard input is not UTF-8 text.")) from error


def reply(args: Namespace, out: Output, answer: str, part: dict[str, Any]) -> ExitCode:
    """Check, sign and send `answer` with what `part` says of it."""
    with opened(args) as desk:
        from orderdesk.desk import index, naming
        from orderdesk.desk.ordering import reply_drafts

        thread = naming.order(desk, args.thread)
        possible = {found.action: found.why_not for found in index.thread_of(desk, thread).possible(desk.actor)}
        if refusal := possible.get(answer, _OTHER_SIDE):
            raise NotPossible(_(refusal))
        if answer == "accept" and not part["consultant"]:
            part = part | {"consultant": desk.settings.person}
        return handed_over(desk, reply_drafts.send(desk, thread, answer, {answer: part}), args, out)
