"""`orderdesk report discard`: throw a draft away, or take it back."""

from argparse import ArgumentParser, Namespace

from orderdesk.cli.discarding import add_discarding, discard
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.output import Output


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `report discard`."""
    add_discarding(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """Throw the draft away."""
    return discard("report", args, out)
