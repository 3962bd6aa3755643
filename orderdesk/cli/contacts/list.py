"""`orderdesk contact list`: the organisations and people that this desk knows."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from orderdesk.cli.desk_access import add_passphrase, opened
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.issued import add_json, write_json
from orderdesk.cli.output import Output
from orderdesk.cli.plain.columns import table
from orderdesk.desk.wording import words
from orderdesk.locale import _

if TYPE_CHECKING:
    from orderdesk.desk.people.contacts import Organisation

_TELEPHONE = 3  # the column: half a number cannot be rung


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `contact list`."""
    add_json(parser)
    add_passphrase(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """The organisations, the own one first, and below each a line for each of its people."""
    with opened(args) as desk:
        from orderdesk.desk.people import contacts

        found = contacts.organisations(desk)
    if args.json:
        write_json(out, [
            {"org": o.org, "name": o.name, "kind": o.kind, "root": o.root, "agreement": o.agreement,
             "believed": o.believed,
             "people": [{name: getattr(person, name) for name in person.__slots__} for person in o.people]}
            for o in found
        ])  # fmt: skip
        return ExitCode.GOOD
    out.result(_table(found))
    for organisation in found:
        if not organisation.believed:
            out.talk(_("The directory of {name} has not come yet.").format(name=organisation.name))
    return ExitCode.GOOD


def _table(found: "Sequence[Organisation]") -> str:
    rows = [
        (f"  {person.name}", person.person, ", ".join(words("role", role) for role in person.roles), person.phone,
         "*" if person.note else "")
        for organisation in found
        for person in organisation.people
    ]  # fmt: skip
    heads = (_("Name"), _("Id"), _("Role"), _("Telephone"), _("Note"))
    head, *lines = table(heads, rows, whole=(_TELEPHONE,)).splitlines() or [""]
    told, left = [head], iter(lines)
    for organisation in found:
        told += [organisation.name, *(next(left) for _person in organisation.people)] if organisation.people else []
    return "".join(f"{line}\n" for line in told if line)
