"""Comparing a key by its words with somebody on the telephone, before it is believed."""

from argparse import ArgumentParser, Namespace

from orderdesk.cli.asking import confirmed
from orderdesk.cli.output import Output
from orderdesk.errors import InputRefused
from orderdesk.locale import _


def add_comparing(parser: ArgumentParser) -> None:
    """The options that answer beforehand."""
    parser.add_argument("--words", metavar="WORDS", help=_("the twelve words that the other read out"))
    parser.add_argument("--yes", action="store_true", help=_("the words have been compared"))


def compared(args: Namespace, out: Output, did: str) -> bool:
    """Whether the key is the one that was read out: by --words, by --yes, or asked on the terminal. Raises
    InputRefused for what is no key, UsageError where nobody can be asked."""
    from orderdesk.desk.fingerprints import words_of
    from orderdesk.desk.key_words import are_words_of, is_signing_key

    if not is_signing_key(did):
        raise InputRefused("key", _("No usable key is named."), _("Ask for it anew."))
    if args.words is not None:
        if not are_words_of(args.words, did):
            raise InputRefused(
                "words", _("The words do not belong to this key."), _("Nothing was changed. Ring again.")
            )
        return True
    out.talk(_("The words of the key, to be compared on the telephone:"))
    out.talk(f"  {words_of(did)}")
    if confirmed(_("Are they the same as the other reads out?"), yes=args.yes):
        return True
    out.talk(_("Nothing was changed."))
    return False
