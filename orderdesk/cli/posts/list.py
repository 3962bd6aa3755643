"""`orderdesk post list`: what is on its way to whom, and which documents from whom are missing here."""

import textwrap
from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from typing import TYPE_CHECKING

from orderdesk.cli.days import shown
from orderdesk.cli.desk_access import add_passphrase, opened
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.issued import add_json, write_json
from orderdesk.cli.output import Output
from orderdesk.cli.plain.columns import WIDTH
from orderdesk.cli.plain.page import joined
from orderdesk.locale import _

if TYPE_CHECKING:
    from orderdesk.desk.mail.hole_reading import Missing
    from orderdesk.desk.mail.postroom import Outgoing

_SHORT = 8  # characters of an id, enough to type


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `post list`."""
    add_json(parser)
    add_passphrase(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """List both, each with its sentence below it."""
    with opened(args) as desk:
        from orderdesk.desk.mail import hole_reading, postroom

        outgoing, missing = postroom.outgoing(desk), hole_reading.missing(desk)
    if args.json:
        write_json(out, {"outgoing": [asdict(one) for one in outgoing], "missing": [asdict(one) for one in missing]})
        return ExitCode.GOOD
    for one in outgoing:
        out.result(_outgoing(one))
    for gap in missing:
        out.result(_missing(gap))
    if not outgoing and not missing:
        out.talk(_("Nothing is on its way, and nothing is missing."))
    return ExitCode.GOOD


def _outgoing(one: "Outgoing") -> str:
    from orderdesk.desk.wording import words

    line = (_short(one.digest), _(one.kind), words("outbox_state", one.state), shown(one.since))
    return _row(line, joined(one.citizen, one.to), one.trouble or one.silence)


def _missing(one: "Missing") -> str:
    return _row((_short(one.digest), one.what, one.state, shown(one.since)), joined(one.citizen, one.who), one.told,
                one.standing)  # fmt: skip


def _row(line: tuple[str, ...], *notes: str) -> str:
    head = "  ".join(part for part in line if part)
    below = (textwrap.wrap(note, WIDTH, initial_indent="    ", subsequent_indent="    ") for note in notes)
    return "".join(f"{text}\n" for text in (head, *(text for part in below for text in part)))


def _short(digest: str) -> str:
    return digest.removeprefix("sha256-")[:_SHORT]
