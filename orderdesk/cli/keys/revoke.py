"""`orderdesk key revoke`: say in the directory that a person's keys, or one key, no longer count."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from orderdesk.cli.asking import confirmed
from orderdesk.cli.desk_access import add_passphrase, on_terminal, opened
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.keys.guiding import add_since, colleague, reason_of, since_of, tell
from orderdesk.cli.output import Output
from orderdesk.errors import NotFound
from orderdesk.locale import _

if TYPE_CHECKING:
    from orderdesk.desk.desk import Desk

_REASONS = ("left", "replaced", "lost", "compromised")


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `key revoke`."""
    parser.add_argument("person", metavar="PERSON|DID", nargs="?", help=_("whose keys, or one key as did:key:..."))
    parser.add_argument("--reason", choices=_REASONS, help=_("why"))
    add_since(parser)
    parser.add_argument("--yes", action="store_true", help=_("do not ask; it cannot be taken back"))
    add_passphrase(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """Sign and publish a directory with the revocation in it. Raises NotFound for a key that the directory lacks."""
    with opened(args) as desk:
        from orderdesk.desk.membership import directory_changes, organisation, what_follows
        from orderdesk.desk.people import contacts

        directory_changes.only_an_administrator(desk)
        key = args.person if (args.person or "").startswith("did:") else ""
        person = _owner(desk, key) if key else colleague(args, desk, _("Whose keys"))
        name = contacts.person(desk, desk.settings.org, person).name
        reason = reason_of(args.reason, _REASONS)
        since = since_of(args, desk, _("From which day on do they not count (empty: from now on)"))
        question = _("Revoke the key? It cannot be taken back.") if key else _(
            "Revoke all keys of {name}? It cannot be taken back.").format(name=name)  # fmt: skip
        if on_terminal() and not key:
            tell(out, [_("{name} can send nothing and fetch nothing from then on. Hand their cases over first.").format(
                name=name)])  # fmt: skip
        if not confirmed(question, yes=args.yes):
            out.talk(_("Nothing was changed."))
            return ExitCode.FINDINGS
        changed = directory_changes.make(desk, lambda: (
            organisation.revoke(desk, key, reason, since) if key
            else organisation.revoke_person(desk, person, reason, since)))  # fmt: skip
        told = [_("Revoked."), changed.told()]
        if reason in ("lost", "compromised"):
            told += what_follows.of_a_loss(desk, name, new_keys=bool(key), published=not changed.trouble)[:1]
        tell(out, told)
    return ExitCode.GOOD


def _owner(desk: "Desk", did: str) -> str:
    directory = desk.trust.organisation(desk.settings.org)
    for member in directory.members if directory else ():
        if did in {key.id for key in member.keys}:
            return member.person
    raise NotFound(_("The directory names no such key."), _("`orderdesk contact show` gives a person's keys."))
