"""`orderdesk contact show`: a person, with skills, keys, the desk owner's note and those that colleagues share."""

from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from typing import TYPE_CHECKING

from orderdesk.cli.desk_access import add_passphrase, opened
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.issued import add_json, write_json
from orderdesk.cli.output import Output
from orderdesk.locale import _

if TYPE_CHECKING:
    from orderdesk.cli.plain.page import Page
    from orderdesk.desk.people.colleague_notes import SharedNote


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `contact show`."""
    add_person(parser)
    add_json(parser)
    add_passphrase(parser)


def add_person(parser: ArgumentParser) -> None:
    """The person that is meant."""
    parser.add_argument("person", metavar="PERSON", help=_("a name or an id, as sara-holt or fjordvejen/sara-holt"))


def run(args: Namespace, out: Output) -> ExitCode:
    """Show the person."""
    from orderdesk.cli.plain.page import Page, between, joined
    from orderdesk.desk.wording import words

    with opened(args) as desk:
        from orderdesk.desk.people import colleague_notes, contact_naming

        person = contact_naming.person(desk, args.person)
        shared = colleague_notes.notes_about(desk, person.org, person.person)
        of_all = colleague_notes.notes_about(desk, person.org)
        own_org = desk.settings.org_name
        member = desk.trust.member(person.org, person.person)
    keys = list(member.keys) if member else []
    if args.json:
        write_json(out, {
            **{name: getattr(person, name) for name in person.__slots__},
            "keys": [{"use": key.use, "did": key.id, "since": key.since.isoformat(),
                      "until": key.until.isoformat() if key.until else None} for key in keys],
            "shared_notes": [asdict(note) for note in shared],
            "shared_notes_on_provider": [asdict(note) for note in of_all],
        })  # fmt: skip
        return ExitCode.GOOD
    page = Page(person.name)
    page.field(_("Id"), f"{person.org}/{person.person}")
    page.field(_("Organisation"), joined(person.org_name, words("organisation_kind", person.org_kind)))
    page.field(_("Title"), person.title)
    page.field(_("Role"), joined(*(words("role", role) for role in person.roles)))
    page.field(_("Telephone"), person.phone)
    page.field(_("Mail"), person.mail)
    page.field(_("Good at"), joined(*person.skills))
    page.field(_("Only you see this"), person.note)
    for key in keys:
        page.item("-", f"{key.use} {key.id}",
                  between(key.since.isoformat(), key.until.isoformat() if key.until else ""))  # fmt: skip
    if shared or of_all:
        page.section(_("Shared with colleagues"))
        page.text(_("Your colleagues at {org} see this; the provider never does.").format(org=own_org))
        for note in (*shared, *of_all):
            _add(page, note, person.org_name)
    out.result(str(page))
    return ExitCode.GOOD


def _add(page: "Page", note: "SharedNote", org_name: str) -> None:
    from orderdesk.cli.plain.page import joined, labelled, when

    author = _("you") if note.own else note.author_name
    about = "" if note.person else _("about {org} as a whole").format(org=org_name)
    good_at = labelled(_("Good at"), joined(*note.good_at))
    page.item("-", joined(author, when(note.day), about), good_at, *note.text.split("\n"))
