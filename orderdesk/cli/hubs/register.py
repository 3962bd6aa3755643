"""`orderdesk hub register`: let an organisation in, by the words of its root key."""

from argparse import ArgumentParser, Namespace
from typing import Final

from orderdesk.cli.asking import asked_for, say
from orderdesk.cli.desk_access import on_terminal
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.hubs.needing import add_database, database, now
from orderdesk.cli.keys.guiding import tell
from orderdesk.cli.output import Output
from orderdesk.errors import InputRefused, NotPossible
from orderdesk.locale import _

WITHOUT_DESK: Final = True


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `hub register`. What is not given is asked for on a terminal."""
    parser.add_argument("org", metavar="ORG", nargs="?", help=_("the organisation's short name, as fjordvejen"))
    parser.add_argument("fingerprint", metavar="WORDS", nargs="*",
                        help=_("the twelve words of its root key, as read out, or the key itself"))  # fmt: skip
    add_database(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """Register. Its desks can join as soon as they publish their directory."""
    with database(args) as store:
        from orderdesk.hub import registering
        from orderdesk.hub.store import organisations

        org = registering.check_org(asked_for(args.org, "ORG", _("The organisation's short name, as they say it")))
        fingerprint = _fingerprint(args)
        with store.writing() as connection:
            if not organisations.register(connection, org, fingerprint, now()):
                raise NotPossible(
                    _("That organisation is registered already."),
                    _("`orderdesk hub remove` takes it out, with all that the hub keeps of it."),
                )
    out.line(f"{org}  {fingerprint}")
    tell(out, [
        _("Registered. Its desks can join as soon as one of them publishes the directory."),
        _("Tell its administrator the hub's address. There, `orderdesk init --hub URL` sets up a desk, and `orderdesk"
          " exchange --hub URL` moves one that they have; then `orderdesk sync`."),
        _("A key with other words is not let in. `orderdesk hub organisations` shows version 0 until the directory has"
          " come."),
    ])  # fmt: skip
    return ExitCode.GOOD


def _fingerprint(args: Namespace) -> str:
    """The words as given; on a terminal asked for until they can be such."""
    from orderdesk.hub.registering import fingerprint_of

    if args.fingerprint or not on_terminal():
        return fingerprint_of(asked_for(" ".join(args.fingerprint) or None, "WORDS", ""))
    out_of_it = _("The twelve words of its root key, as its administrator reads them out")
    while True:
        try:
            return fingerprint_of(asked_for(None, "WORDS", out_of_it))
        except InputRefused as refusal:
            say(str(refusal))
