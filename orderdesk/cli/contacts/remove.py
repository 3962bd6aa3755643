"""`orderdesk contact remove`: an organisation is no partner any longer."""

from argparse import ArgumentParser, Namespace

from orderdesk.cli.asking import chosen
from orderdesk.cli.comparing import add_comparing, same_words
from orderdesk.cli.desk_access import add_passphrase, opened
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.keys.guiding import tell
from orderdesk.cli.output import Output
from orderdesk.errors import NotFound
from orderdesk.locale import _


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `contact remove`."""
    parser.add_argument("org", metavar="ORG", nargs="?", help=_("the organisation's short name, as fjordvejen"))
    add_comparing(parser)
    add_passphrase(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """Sign and publish a directory without the partner."""
    with opened(args) as desk:
        from orderdesk.desk.membership import directory_changes, organisation, what_follows
        from orderdesk.desk.membership.key_fingerprint import words_of
        from orderdesk.desk.people import contacts

        directory_changes.only_an_administrator(desk)
        partners = [one for one in contacts.organisations(desk) if one.org != desk.settings.org]
        if not partners:
            raise NotFound(_("Your organisation has no partners."))
        org = chosen(args.org, "ORG", _("Which organisation"), [(one.org, one.name) for one in partners])
        found = next((one for one in partners if one.org == org), None)
        if found is None:
            raise NotFound(_("Your organisation has no partner of that name."))
        tell(out, [what_follows.before_ending(found.name)])
        if not same_words(args, out, words_of(found.root), _("Are these the words of {org}, and is it to end?").format(
                org=found.name)):  # fmt: skip
            return ExitCode.FINDINGS
        changed = directory_changes.make(desk, lambda: organisation.end_partnership(desk, org))
        tell(out, [_("{org} is a partner no longer.").format(org=found.name), changed.told()])
    return ExitCode.GOOD
