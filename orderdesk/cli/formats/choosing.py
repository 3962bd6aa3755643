"""Which reporter a name stands for."""

from importlib import import_module
from typing import Any, Final, cast

from orderdesk.cli.findings import Reporter

FORMATS: Final = ("text", "json", "jsonl", "junit", "sarif")


def reporter_of(name: str, *, quiet: bool, codes: dict[str, tuple[str, str]]) -> Reporter:
    """The reporter of a format. `codes` say what each code asks and what to do; `quiet` leaves out what is good."""
    module: Any = import_module(f"orderdesk.cli.formats.{name}")
    return cast(Reporter, module.reporter(quiet, codes))
