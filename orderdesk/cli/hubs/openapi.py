"""`orderdesk hub openapi`: the description of the hub's API, as published."""

from argparse import ArgumentParser, Namespace
from typing import Final

from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.hubs.needing import check_extra
from orderdesk.cli.output import Output

WITHOUT_DESK: Final = True


def add_arguments(_parser: ArgumentParser) -> None:
    """`hub openapi` has no options."""


def run(_args: Namespace, out: Output) -> ExitCode:
    """Print it."""
    check_extra()
    from orderdesk.hub.published import description

    out.result(description())
    return ExitCode.GOOD
