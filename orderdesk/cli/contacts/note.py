"""`orderdesk contact note`: a note about a person, private to the desk or shared with colleagues."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from orderdesk.cli.contacts.show import add_person
from orderdesk.cli.desk_access import add_passphrase, opened
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.issued import add_sending, handed_over
from orderdesk.cli.main import UsageError
from orderdesk.cli.output import Output
from orderdesk.cli.replying import text_of
from orderdesk.locale import _

if TYPE_CHECKING:
    from orderdesk.desk.desk import Desk


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `contact note`."""
    add_person(parser)
    parser.add_argument(
        "text", metavar="TEXT", nargs="?", help=_("the note; an empty one takes it away; - reads it from stdin")
    )
    parser.add_argument(
        "--share", action="store_true",
        help=_("share it with your colleagues; the provider never sees it. PERSON may be a provider's id alone"),
    )  # fmt: skip
    parser.add_argument(
        "--good-at", metavar="TEXT", action="append", default=[],
        help=_("with --share: what the person is good at; may be repeated"),
    )  # fmt: skip
    parser.add_argument("--withdraw", action="store_true", help=_("take back the note that you share"))
    add_sending(parser)
    add_passphrase(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """Keep or share the note in place of an earlier one, or take back the shared one."""
    if args.withdraw and (args.share or args.good_at or args.text is not None):
        raise UsageError(_("--withdraw takes no note."))
    if not args.withdraw and args.text is None:
        raise UsageError(_("The note is missing."))
    if not args.share and (args.good_at or (not args.withdraw and (args.later or args.json))):
        raise UsageError(_("--good-at, --later and --json go with --share."))
    text = "" if args.withdraw else text_of(args.text)
    with opened(args) as desk:
        return _shared(desk, args, text, out) if args.share or args.withdraw else _private(desk, args, text, out)


def _private(desk: "Desk", args: Namespace, text: str, out: Output) -> ExitCode:
    from orderdesk.desk.people import contact_naming, contacts

    person = contact_naming.person(desk, args.person)
    contacts.note(desk, person.org, person.person, text)
    out.talk(_("Kept on this desk; only you see it.") if text.strip() else _("The note is taken away."))
    return ExitCode.GOOD


def _shared(desk: "Desk", args: Namespace, text: str, out: Output) -> ExitCode:
    from orderdesk.desk.people import colleague_notes, contact_naming

    org, person = contact_naming.person_or_provider(desk, args.person)
    if args.withdraw:
        issued = colleague_notes.withdraw(desk, org, person)
    else:
        issued = colleague_notes.share(desk, org, person, text, args.good_at)
        told = _("Your colleagues at {org} see this; the provider never does.")
        out.talk(told.format(org=desk.settings.org_name))
    return handed_over(desk, issued, args, out)
