"""Comparing a key by its words with somebody on the telephone, before it is believed."""

from argparse import ArgumentParser, Namespace

from orderdesk.cli.asking import confirmed
from orderdesk.cli.output import Output
from orderdesk.cli.spoken import show_words
from orderdesk.errors import InputRefused
from orderdesk.locale import _


def add_comparing(parser: ArgumentParser) -> None:
    """The options that answer beforehand."""
    parser.add_argument("--words", metavar="WORDS", help=_("the twelve words that the other read out"))
    parser.add_argument("--yes", action="store_true", help=_("the words have been compared"))


def compared(args: Namespace, out: Output, did: str) -> bool:
    """Whether the key is the one that was read out: by --words, by --yes, or asked on the terminal. Raises
    InputRefused for what is no key, UsageError where nobody can be asked."""
    from orderdesk.desk.membership.key_fingerprint import words_of
    from orderdesk.desk.membership.key_words import is_signing_key

    if not is_signing_key(did):
        raise InputRefused("key", _("No usable key is named."), _("Ask for it anew."))
    return same_words(args, out, words_of(did))


def same_words(args: Namespace, out: Output, words: str, question: str = "") -> bool:
    """Whether these are the words that were read out; `question` asks for more than that. Raises as `compared`."""
    from orderdesk.signing.words import same_words as are_same

    if args.words is not None:
        if not are_same(args.words, words):
            raise InputRefused("words", _("The words are not the same."), _("Nothing was changed. Ring again."))
        return True
    out.talk(_("The words, to be compared on the telephone:"))
    show_words(out, words)
    if confirmed(question or _("Are they the same as the other reads out?"), yes=args.yes):
        return True
    out.talk(_("Nothing was changed."))
    return False
