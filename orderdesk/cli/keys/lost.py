"""`orderdesk key lost`: a colleague's computer is lost; none of its keys count any more."""

from argparse import ArgumentParser, Namespace

from orderdesk.cli.asking import ask, confirmed
from orderdesk.cli.comparing import same_words
from orderdesk.cli.desk_access import add_passphrase, on_terminal, opened
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.keys.guiding import add_since, colleague, reason_of, since_of, tell
from orderdesk.cli.output import Output
from orderdesk.locale import _

_REASONS = ("lost", "compromised")


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `key lost`."""
    parser.add_argument("person", metavar="PERSON", nargs="?", help=_("whose computer it is"))
    parser.add_argument("--reason", choices=_REASONS, help=_("lost, or known to others as well"))
    add_since(parser)
    parser.add_argument("--request", metavar="FILE", help=_("their request for new keys, where it has come already"))
    parser.add_argument("--words", metavar="WORDS", help=_("the twelve words of the request, as read out"))
    parser.add_argument("--yes", action="store_true", help=_("do not ask; it cannot be taken back"))
    add_passphrase(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """Revoke all keys of the person, and enter those of a request in their place."""
    from orderdesk.cli.body_file import read_body_file

    with opened(args) as desk:
        from orderdesk.desk.membership import directory_changes, organisation, what_follows
        from orderdesk.desk.membership.requests import check, request_words
        from orderdesk.desk.people import contacts

        directory_changes.only_an_administrator(desk)
        person = colleague(args, desk, _("Whose computer is it"))
        name = contacts.person(desk, desk.settings.org, person).name
        reason = reason_of(args.reason or (None if on_terminal() else "lost"), _REASONS)
        since = since_of(args, desk, _("From which day on may others have had it (empty: from now on)"))
        file = args.request
        if file is None and on_terminal() and not args.yes:
            file = ask(_("Their request for new keys, if it has come (a file; empty: it comes later)")) or None
        asked = read_body_file(file) if file else None
        if asked is not None:
            check(desk, asked)
            if not same_words(args, out, request_words(asked)):
                return ExitCode.FINDINGS
        question = _("Revoke all keys of {name}? It cannot be taken back.").format(name=name)
        if not confirmed(question, yes=args.yes):
            out.talk(_("Nothing was changed."))
            return ExitCode.FINDINGS
        changed = directory_changes.make(desk, lambda: organisation.revoke_person(desk, person, reason, since, asked))
        done = _("The keys of {name} no longer count.").format(name=name)
        published = not changed.trouble
        told = what_follows.of_a_loss(desk, name, new_keys=asked is not None, published=published)
        tell(out, [done, changed.told(), *told])
    return ExitCode.GOOD
