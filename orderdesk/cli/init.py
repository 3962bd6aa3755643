"""`orderdesk init`: set up a desk. It founds an organisation, or joins one whose root key was read out."""

import os
import re
import unicodedata
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from orderdesk.cli.asking import ask, asked_for, say
from orderdesk.cli.comparing import add_comparing, compared
from orderdesk.cli.desk_access import add_passphrase, folder_of, new_passphrase, on_terminal, speak
from orderdesk.cli.exchange import as_address
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.keys.guiding import tell
from orderdesk.cli.main import UsageError
from orderdesk.cli.output import Output
from orderdesk.cli.particulars import add_particulars, particulars_of
from orderdesk.locale import _, language_of

if TYPE_CHECKING:
    from orderdesk.desk.desk import Desk
    from orderdesk.desk.opening import Owner
    from orderdesk.documents.people import Role

OrganisationKind = Literal["municipality", "provider"]
_KINDS: Final[Mapping[str, OrganisationKind]] = {
    "municipality": "municipality",
    "kommune": "municipality",
    "provider": "provider",
    "leverandør": "provider",
    "leverandoer": "provider",
}
"""What people type for the kind of an organisation, in either language."""
Language = Literal["da", "en"]
_ROLES = ("caseworker", "leader", "consultant")
_DANISH_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `init`. What is not given is asked for on a terminal."""
    parser.add_argument("--org-name", metavar="NAME", help=_("the organisation's name"))
    parser.add_argument("--org", metavar="ID", help=_("its short name, a-z, digits and hyphens; made from the name"))
    parser.add_argument(
        "--kind", type=_kind_word, choices=("municipality", "provider"), help=_("what the organisation is")
    )
    parser.add_argument("--name", help=_("your full name"))
    parser.add_argument("--person", metavar="ID", help=_("your short name; made from your name"))
    parser.add_argument("--role", choices=_ROLES, help=_("what you sign as; by the kind of organisation otherwise"))
    add_particulars(parser)
    exchange = parser.add_mutually_exclusive_group()
    exchange.add_argument("--exchange", metavar="FOLDER", help=_("the folder through which desks exchange documents"))
    exchange.add_argument("--hub", metavar="URL", help=_("the hub through which they exchange them, as https://..."))
    parser.add_argument("--language", choices=("da", "en"), help=_("the desk's language; otherwise the locale's"))
    parser.add_argument(
        "--invitation",
        metavar="FILE",
        help=_("join the organisation that this file invites to (`orderdesk key invite`)"),
    )
    parser.add_argument("--join", metavar="DID", help=_("join the organisation with this root key instead of founding"))
    parser.add_argument("--request", metavar="FILE", help=_("on joining: a file for the request; otherwise stdout"))
    add_comparing(parser)
    parser.add_argument("--remember", action="store_true", help=_("keep the passphrase in the system's keyring"))
    add_passphrase(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """Make the desk, and say which words are read out to others."""
    from orderdesk.cli.requesting import choose_target
    from orderdesk.desk.setting_up import set_up

    language: Language = "da" if (args.language or language_of(dict(os.environ))) == "da" else "en"
    speak(language)
    if args.invitation is not None and not _accepted(args, out):
        return ExitCode.FINDINGS
    owner = _owner(args)
    folder = folder_of(args)
    exchange = _exchange(args)
    _ask_how_to_be_reached(args, owner.role)
    particulars = particulars_of(args)
    if args.join is not None:
        args.request = choose_target(args.request, owner.person)
    passphrase = new_passphrase(args.passphrase_file, "ORDERDESK_PASSPHRASE")
    desk, trouble = set_up(
        folder, owner, particulars, passphrase=passphrase, exchange=exchange, language=language
    )  # fmt: skip
    try:
        out.talk(_("The desk is in {folder}.").format(folder=folder))
        if trouble:
            out.talk(f"{trouble} " + _("The directory goes out with the next `orderdesk sync`."))
        _tell(desk, args, out)
    finally:
        desk.close()
    if args.remember:
        _remember(folder, passphrase, out)
    return ExitCode.GOOD


def _accepted(args: Namespace, out: Output) -> bool:
    """Take from the invitation what it says, once its words were compared. Raises UsageError for options that say it
    too."""
    from orderdesk.desk.membership import inviting

    if args.join is not None or args.org_name is not None or args.org is not None or args.kind is not None:
        raise UsageError(_("The invitation says which organisation it is; leave out what else says so."))
    one = inviting.read(Path(args.invitation))
    out.talk(_("An invitation to {org}.").format(org=one.org_name))
    if not compared(args, out, one.root):
        return False
    args.join, args.org, args.org_name, args.kind = one.root, one.org, one.org_name, one.kind
    if args.hub is None and args.exchange is None:
        args.exchange = one.exchange
    return True


def _owner(args: Namespace) -> "Owner":
    from orderdesk.desk.membership.key_words import is_signing_key
    from orderdesk.desk.opening import Owner

    if args.join is not None and not is_signing_key(args.join):
        raise UsageError(_("--join does not name a root key."), _("It is as did:key:z6Mk..., from your administrator."))
    org_name = asked_for(args.org_name, "--org-name", _("The organisation's name"))
    org = args.org or short_name(org_name)
    kind = args.kind or _asked_kind()
    name = asked_for(args.name, "--name", _("Your full name"))
    role: Role = args.role or ("caseworker" if kind == "municipality" else "consultant")
    if (role == "consultant") != (kind == "provider"):
        raise UsageError(_("Consultants belong to providers; caseworkers and leaders to municipalities."))
    return Owner(
        org, org_name, kind, args.person or short_name(name), name,
        role, args.join or "",
    )  # fmt: skip


def _ask_how_to_be_reached(args: Namespace, role: str) -> None:
    """Ask a person for what an order cannot be sent without; an empty answer leaves it out."""
    if not on_terminal():
        return
    questions = [("phone", _("Your direct telephone number")), ("mail", _("Your mail address"))]
    if role != "consultant":
        questions.append(("unit", _("Your unit or team")))
    if all(getattr(args, name) is None for name, _question in questions):
        say(_("Orders and replies say how you are reached. Enter alone leaves it for the settings (F8)."))
    for name, question in questions:
        if getattr(args, name) is None:
            setattr(args, name, ask(question) or None)


def _kind_word(typed: str) -> str:
    """The kind that a word of either language means; any other word as it is."""
    return _KINDS.get(unicodedata.normalize("NFC", typed).strip().casefold(), typed)


def _asked_kind() -> OrganisationKind:
    """Ask until it is one of the two."""
    while True:
        typed = asked_for(None, "--kind", _("Is it a municipality or a provider"))
        if kind := _KINDS.get(_kind_word(typed)):
            return kind


def short_name(name: str) -> str:
    """A name as an id: "Åse Ø. Kjær" gives "aase-oe-kjaer"."""
    folded = unicodedata.normalize("NFKD", name.casefold().translate(_DANISH_LETTERS)).encode("ascii", "ignore")
    return re.sub(r"[^a-z0-9]+", "-", folded.decode()).strip("-")[:63].strip("-")


def _exchange(args: Namespace) -> str:
    """The address of the exchange that was chosen; a hub's is looked at, and not whether it can be reached."""
    if args.hub is None:
        return as_address(asked_for(args.exchange, "--exchange", _("The folder of the exchange, or a hub's address")))
    from orderdesk.desk.mail.moving import checked_hub

    return checked_hub(args.hub)


def _tell(desk: "Desk", args: Namespace, out: Output) -> None:
    from orderdesk.exchange.hub_address import is_hub

    if args.join is None:
        from orderdesk.desk.membership.key_fingerprint import words_of

        out.line(desk.settings.root)
        out.line(words_of(desk.settings.root))
        out.talk(_("This is your organisation's root key, and its words. Read the words out to those who join or work"
                   " with you."))  # fmt: skip
        if is_hub(desk.settings.exchange):
            told = _("Those who run the hub let you in as {org}, by the same words, with `orderdesk hub register`. Then"
                     " run `orderdesk sync`.")  # fmt: skip
            tell(out, [told.format(org=desk.settings.org)])
        out.talk(_("Colleagues join with an invitation: `orderdesk key invite`."))
        return
    from orderdesk.cli.requesting import write_request
    from orderdesk.desk.membership import organisation

    write_request(organisation.request(desk, particulars_of(args)), args.request, out)
    out.talk(_("When they have entered you, run `orderdesk sync`."))


def _remember(folder: Path, passphrase: str, out: Output) -> None:
    from orderdesk.desk.passphrase import remember

    if not remember(folder, passphrase):
        out.talk(_("This system has no keyring that keeps it."))
