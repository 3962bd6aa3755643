"""`orderdesk hub remove`: take an organisation out, after saying what goes with it, by its words."""

from argparse import ArgumentParser, Namespace
from typing import Final

from orderdesk.cli.asking import chosen
from orderdesk.cli.comparing import add_comparing, same_words
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.hubs.needing import add_database, database
from orderdesk.cli.keys.guiding import tell
from orderdesk.cli.output import Output
from orderdesk.errors import NotFound
from orderdesk.locale import _, ngettext

WITHOUT_DESK: Final = True


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `hub remove`. What is not given is asked for on a terminal."""
    parser.add_argument("org", metavar="ORG", nargs="?", help=_("the organisation's short name, as fjordvejen"))
    add_comparing(parser)
    add_database(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """Remove it with its directories, its mailboxes and what waits there. What it has sent to others stays, and so does
    the access log."""
    with database(args) as store:
        from orderdesk.hub.store import mailboxes, organisations

        with store.reading() as connection:
            there = organisations.all_of_them(connection)
        if not there:
            raise NotFound(_("No organisation is registered."))
        org = chosen(args.org, "ORG", _("Which organisation"), [(one.org, one.org) for one in there])
        found = next((one for one in there if one.org == org), None)
        if found is None:
            raise NotFound(_("No organisation of that name is registered."))
        with store.reading() as connection:
            tell(out, _consequences(mailboxes.load(connection, org)[0]))
        if not same_words(args, out, found.fingerprint, _("Are these its words, and is it to be removed?")):
            return ExitCode.FINDINGS
        with store.writing() as connection:
            organisations.remove(connection, org)
    tell(out, [
        _("Removed. From now on its desks are refused."),
        _("Its desks keep every document that they have. They go on through a folder or another hub with `orderdesk"
          " exchange`; what was under way is then sent once more."),
    ])  # fmt: skip
    return ExitCode.GOOD


def _consequences(waiting: int) -> list[str]:
    """What becomes of the mail that lies there."""
    if waiting:
        gone = ngettext(
            "{count} envelope waits there and would be gone.",
            "{count} envelopes wait there and would be gone.",
            waiting,
        ).format(count=waiting)
        gone += " " + _("Let its desks run `orderdesk sync` first. Who sent them is not told; their desks have them"
                        " still, and see that no receipt comes.")  # fmt: skip
    else:
        gone = _("No mail waits there.")
    return [
        gone,
        _("What it has sent to others, and they have not fetched, stays and is delivered. Its directories and mailboxes"
          " go; the access log stays."),
    ]  # fmt: skip
