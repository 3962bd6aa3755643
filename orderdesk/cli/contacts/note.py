"""`orderdesk contact note`: a private note about a person; it never leaves the desk."""

from argparse import ArgumentParser, Namespace

from orderdesk.cli.contacts.show import add_person
from orderdesk.cli.desk_access import add_passphrase, opened
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.output import Output
from orderdesk.cli.replying import text_of
from orderdesk.locale import _


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `contact note`."""
    add_person(parser)
    parser.add_argument("text", metavar="TEXT", help=_("the note; an empty one takes it away; - reads it from stdin"))
    add_passphrase(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """Keep the note in place of an earlier one."""
    text = text_of(args.text)
    with opened(args) as desk:
        from orderdesk.desk import contact_naming, contacts

        person = contact_naming.person(desk, args.person)
        contacts.note(desk, person.org, person.person, text)
    out.talk(_("Kept on this desk.") if text.strip() else _("The note is taken away."))
    return ExitCode.GOOD
