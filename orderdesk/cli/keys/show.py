"""`orderdesk key show`: this desk's keys, when they count, and the words of its organisation's root."""

from argparse import ArgumentParser, Namespace

from orderdesk.cli.days import shown
from orderdesk.cli.desk_access import add_passphrase, opened
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.issued import add_json, write_json
from orderdesk.cli.output import Output
from orderdesk.locale import N_, _

_USES = {"signing": N_("signing"), "sealing": N_("sealing"), "http": N_("exchange"),
         "administration": N_("administration")}  # fmt: skip


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `key show`."""
    add_json(parser)
    add_passphrase(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """Show them; no private key is ever shown."""
    from orderdesk.cli.plain.page import Page, between

    with opened(args) as desk:
        from orderdesk.desk.membership.key_fingerprint import words_of

        settings, keys = desk.settings, desk.keys.keys
        directory = desk.trust.organisation(settings.org)
        member = desk.trust.member(settings.org, settings.person)
    known = {key.id for key in member.keys} if member else set()
    if args.json:
        write_json(out, {
            "org": settings.org, "person": settings.person, "role": settings.role, "root": settings.root,
            "root_words": words_of(settings.root), "directory": directory.version if directory else None,
            "keys": [{"use": key.use, "did": key.did, "words": words_of(key.did), "since": key.since,
                      "until": key.until or None, "in_directory": key.did in known} for key in keys],
        })  # fmt: skip
        return ExitCode.GOOD
    page = Page(f"{settings.name}, {settings.org_name}")
    page.field(_("Organisation"), settings.org)
    page.field(_("Its root key"), settings.root)
    page.field(_("in words"), words_of(settings.root))
    if directory:
        number, until = directory.version, shown(directory.expires.isoformat())
        page.field(_("Directory"), _("version {number}, until {day}").format(number=number, day=until))
    else:
        page.field(_("Directory"), _("has not come yet"))
    page.section(_("Keys"))
    for key in keys:
        entered = _("in the directory") if key.did in known else _("not in the directory")
        words = "" if key.until else words_of(key.did)
        page.item("-", _(_USES[key.use]), key.did, words, between(key.since, key.until),
                  "" if key.use == "administration" else entered)  # fmt: skip
    out.result(str(page))
    return ExitCode.GOOD
