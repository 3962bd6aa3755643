"""`orderdesk key admit`: enter the person of a request in the directory, after the words were compared."""

from argparse import ArgumentParser, Namespace

from orderdesk.cli.asking import asked_for
from orderdesk.cli.comparing import add_comparing, same_words
from orderdesk.cli.desk_access import add_passphrase, opened
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.output import Output
from orderdesk.locale import _


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `key admit`."""
    parser.add_argument(
        "file", metavar="FILE", nargs="?", help=_("the request, as `orderdesk key request` wrote it; - is stdin")
    )
    add_comparing(parser)
    add_passphrase(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """Sign and publish a directory with the person in it."""
    from orderdesk.cli.body_file import read_body_file
    from orderdesk.cli.keys.guiding import tell

    asked = read_body_file(asked_for(args.file, "FILE", _("The file with the request")))
    with opened(args) as desk:
        from orderdesk.desk.membership import directory_changes, organisation, what_follows
        from orderdesk.desk.membership.requests import asking, check, request_words

        directory_changes.only_an_administrator(desk)
        check(desk, asked)
        person = asking(desk, asked)
        tell(out, person.told)
        if not same_words(args, out, request_words(asked)):
            return ExitCode.FINDINGS
        changed = directory_changes.make(desk, lambda: organisation.admit(desk, asked))
        done = _("{name} is entered.") if person.new else _("The new keys of {name} are entered.")
        tell(
            out, [done.format(name=person.name), changed.told(), *what_follows.of_entering(person.name, new=person.new)]
        )
    return ExitCode.GOOD
