"""`orderdesk contact show`: a person, with skills, keys and the desk owner's note."""

from argparse import ArgumentParser, Namespace

from orderdesk.cli.desk_access import add_passphrase, opened
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.issued import add_json, write_json
from orderdesk.cli.output import Output
from orderdesk.locale import _


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
        from orderdesk.desk import contact_naming

        person = contact_naming.person(desk, args.person)
        member = desk.trust.member(person.org, person.person)
    keys = list(member.keys) if member else []
    if args.json:
        write_json(out, {
            **{name: getattr(person, name) for name in person.__slots__},
            "keys": [{"use": key.use, "did": key.id, "since": key.since.isoformat(),
                      "until": key.until.isoformat() if key.until else None} for key in keys],
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
    page.field(_("Your own note"), person.note)
    for key in keys:
        page.item("-", f"{key.use} {key.id}",
                  between(key.since.isoformat(), key.until.isoformat() if key.until else ""))  # fmt: skip
    out.result(str(page))
    return ExitCode.GOOD
