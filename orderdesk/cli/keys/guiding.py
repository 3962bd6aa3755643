"""What the guided commands around keys share: why and since when, and the words that are read out."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from typing import TYPE_CHECKING

from orderdesk.cli.asking import asked_until, chosen
from orderdesk.cli.days import day
from orderdesk.cli.output import Output
from orderdesk.locale import _

if TYPE_CHECKING:
    from orderdesk.desk.desk import Desk

_WIDTH = 80
_HARD = "\u00a0"
"""A space at which no line is broken."""


def add_since(parser: ArgumentParser) -> None:
    """The option that says from when on."""
    parser.add_argument(
        "--since", metavar="DAY", type=day, help=_("the day from which others may have had it; else now")
    )


def since_of(args: Namespace, desk: "Desk", question: str) -> str:
    """The instant from which keys do not count: the beginning of --since or of the day that is answered, or now."""
    from orderdesk.desk.membership.withdrawals import since_day

    return since_day(asked_until(args.since, question, day), desk.now())


def reason_of(given: str | None, reasons: Iterable[str]) -> str:
    """Why, as the directory has it."""
    from orderdesk.desk.membership.withdrawals import REASONS

    return chosen(given, "--reason", _("Why"), [(reason, _(REASONS[reason])) for reason in reasons])


def colleague(args: Namespace, desk: "Desk", question: str) -> str:
    """The id of a person of the own organisation, by what was typed, or chosen from a list. Raises NotFound."""
    from orderdesk.desk.people import contact_naming, contacts

    own = next(iter(contacts.organisations(desk)), None)
    people = [(one.person, one.name) for one in (own.people if own else ()) if one.person != desk.settings.person]
    typed = chosen(args.person, "PERSON", question, people)
    return contact_naming.colleague(desk, typed).person


def tell(out: Output, sentences: Iterable[str]) -> None:
    """Each in a paragraph, 80 columns wide; a command is never broken in two."""
    import re
    import textwrap

    for sentence in sentences:
        joined = re.sub("`[^`]*`", lambda command: command[0].replace(" ", _HARD), sentence)
        lines = textwrap.wrap(joined, _WIDTH, break_long_words=False, break_on_hyphens=False)
        out.talk("\n".join(lines).replace(_HARD, " "))
