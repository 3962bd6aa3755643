"""`orderdesk contact list`: the organisations and people that this desk knows."""

from argparse import ArgumentParser, Namespace

from orderdesk.cli.desk_access import add_passphrase, opened
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.issued import add_json, write_json
from orderdesk.cli.output import Output
from orderdesk.cli.plain.columns import table
from orderdesk.desk.wording import words
from orderdesk.locale import _

_TELEPHONE = 4  # the column: half a number cannot be rung


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `contact list`."""
    add_json(parser)
    add_passphrase(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """One line for each person, own organisation first."""
    with opened(args) as desk:
        from orderdesk.desk import contacts

        found = contacts.organisations(desk)
    if args.json:
        write_json(out, [
            {"org": o.org, "name": o.name, "kind": o.kind, "root": o.root, "agreement": o.agreement,
             "believed": o.believed,
             "people": [{name: getattr(person, name) for name in person.__slots__} for person in o.people]}
            for o in found
        ])  # fmt: skip
        return ExitCode.GOOD
    lines = [
        (organisation.name, person.name, person.person, ", ".join(words("role", role) for role in person.roles),
         person.phone, "*" if person.note else "")
        for organisation in found
        for person in organisation.people
    ]  # fmt: skip
    out.result(
        table((_("Organisation"), _("Name"), _("Id"), _("Role"), _("Telephone"), _("Note")), lines, whole=(_TELEPHONE,))
    )
    for organisation in found:
        if not organisation.believed:
            out.talk(_("The directory of {name} has not come yet.").format(name=organisation.name))
    return ExitCode.GOOD
