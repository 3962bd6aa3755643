"""`orderdesk reply answer`: answer the provider's open question; the order stands as it is."""

from argparse import ArgumentParser, Namespace

from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.output import Output
from orderdesk.cli.replying import add_replying, add_text, reply, text_of
from orderdesk.locale import _


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `reply answer`."""
    add_replying(parser)
    add_text(parser, _("the answer; - reads it from stdin"))


def run(args: Namespace, out: Output) -> ExitCode:
    """Sign and send it."""
    return reply(args, out, "answer", {"text": text_of(args.text)})
