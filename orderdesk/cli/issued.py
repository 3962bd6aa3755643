"""After something has been signed: hand it over at once, and say what became of it."""

import json
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.output import Output
from orderdesk.errors import ExchangeUnavailable
from orderdesk.locale import _

if TYPE_CHECKING:
    from orderdesk.desk.desk import Desk
    from orderdesk.desk.issuing import Issued


def add_sending(parser: ArgumentParser) -> None:
    """The options of a command that sends."""
    parser.add_argument("--later", action="store_true", help=_("only sign; `orderdesk sync` hands it over"))
    add_json(parser)


def add_json(parser: ArgumentParser) -> None:
    """The option for machine output."""
    parser.add_argument("--json", action="store_true", help=_("write JSON for scripts"))


def write_json(out: Output, value: Any) -> None:
    """One JSON value on stdout, indented, the same in every locale."""
    out.line(json.dumps(value, ensure_ascii=False, indent=2))


def handed_over(desk: "Desk", issued: "Issued", args: Namespace, out: Output) -> ExitCode:
    """Try to hand over what was signed. Not getting through is no error: it waits in the outbox and goes later.

    On stdout stands the thread, or with --json an object with thread, digest and state.
    """
    from orderdesk.desk.mail import outbox

    broken = ""
    if not args.later:
        try:
            outbox.flush(desk)
        except ExchangeUnavailable as error:
            broken = error.message
    rows = [row for row in outbox.waiting(desk) if row.digest == issued.digest]
    waiting = [row for row in rows if row.state == "waiting"]
    if args.json:
        state = "waiting" if waiting else "handed_over"
        write_json(out, {"thread": issued.thread, "digest": issued.digest, "state": state})
    else:
        out.line(issued.thread)
    if not waiting:
        out.talk(_("Signed and handed over; the receipt comes with the next `orderdesk sync`."))
    else:
        trouble = broken or next((row.trouble for row in waiting if row.trouble), "")
        out.talk(" ".join(part for part in (_("Signed; it waits in the outbox."), trouble) if part))
    return ExitCode.GOOD
