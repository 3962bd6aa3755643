"""`orderdesk reply uphold`: ask the provider to look again, once."""

from argparse import ArgumentParser, Namespace

from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.output import Output
from orderdesk.cli.replying import add_replying, add_text, reply, text_of
from orderdesk.locale import _


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `reply uphold`."""
    add_replying(parser)
    add_text(parser, _("why the order stands; - reads it from stdin"))


def run(args: Namespace, out: Output) -> ExitCode:
    """Sign and send it."""
    return reply(args, out, "uphold", {"text": text_of(args.text)})
