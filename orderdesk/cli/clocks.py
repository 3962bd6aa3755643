"""`orderdesk clocks`: how long what may take on this desk, and another length for it."""

from argparse import ArgumentParser, Namespace

from orderdesk.cli.desk_access import add_passphrase, opened
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.issued import add_json, write_json
from orderdesk.cli.main import UsageError
from orderdesk.cli.output import Output
from orderdesk.cli.plain.columns import table
from orderdesk.locale import _


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `clocks`."""
    parser.add_argument("--set", metavar="ID=N", action="append", default=[], dest="set_",
                        help=_("let a clock run for N of its units; may be repeated"))  # fmt: skip
    parser.add_argument("--reset", metavar="ID", action="append", default=[],
                        help=_("give a clock its usual length again; may be repeated"))  # fmt: skip
    add_json(parser)
    add_passphrase(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """Change what is asked for, then list all clocks. Nothing is changed where one of the changes is not possible."""
    changes = [_change(text) for text in args.set_]
    with opened(args) as desk:
        from orderdesk.desk.clocks import CLOCKS, KINDS, clocks, in_words, reset_clock, set_clock

        with desk.store.transaction():
            for name, length in changes:
                set_clock(desk, name, length)
            for name in args.reset:
                reset_clock(desk, name)
        lengths = clocks(desk)
    if args.json:
        write_json(out, [
            {"id": clock.id, "length": lengths.length(clock.id), "default": clock.default, "unit": clock.unit,
             "kind": clock.kind, "purpose": clock.purpose}
            for clock in CLOCKS
        ])  # fmt: skip
        return ExitCode.GOOD
    lines = [
        (clock.id, in_words(lengths.length(clock.id), clock.unit),
         "*" if clock.id in lengths.chosen else "", _(KINDS[clock.kind]))
        for clock in CLOCKS
    ]  # fmt: skip
    head, *rows = table((_("Id"), _("How long"), "", _("Where from")), lines, whole=(0, 1, 2)).splitlines()
    told = [line for row, clock in zip(rows, CLOCKS, strict=True) for line in (row, f"    {_(clock.purpose)}")]
    out.result("".join(f"{line}\n" for line in (head, *told)))
    if lengths.chosen:
        out.talk(_("* is not the usual length."))
    return ExitCode.GOOD


def _change(text: str) -> tuple[str, int]:
    name, _equals, number = text.partition("=")
    if not number.strip().isdecimal():
        raise UsageError(_("{text} is not ID=N, such as report_red=5.").format(text=ascii(text)))
    return name.strip(), int(number)
