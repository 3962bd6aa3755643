"""`orderdesk reply agree`: agree to the provider's decline: the order ends."""

from argparse import ArgumentParser, Namespace

from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.output import Output
from orderdesk.cli.replying import add_replying, add_text, reply, text_of
from orderdesk.locale import _


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `reply agree`."""
    add_replying(parser)
    add_text(parser, _("a word to the provider; - reads it from stdin"), required=False)


def run(args: Namespace, out: Output) -> ExitCode:
    """Sign and send it."""
    return reply(args, out, "agree_decline", {"text": text_of(args.text)})
