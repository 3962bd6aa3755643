"""`orderdesk caseload`: every case with now, the next step, what blocks and what is overdue."""

import csv
import io
import textwrap
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from orderdesk.cli.days import shown
from orderdesk.cli.desk_access import add_passphrase, opened
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.issued import write_json
from orderdesk.cli.output import Output
from orderdesk.cli.plain.columns import table
from orderdesk.cli.plain.page import joined
from orderdesk.desk.wording import words
from orderdesk.locale import _, ngettext

if TYPE_CHECKING:
    from orderdesk.desk.people.caseload import Load

_WIDTH: Final = 80
_ONLY: Final[Mapping[str, Callable[["Load"], bool]]] = {
    "overdue": lambda load: load.late > 0,
    "blocked": lambda load: bool(load.blocks),
}
_SORT: Final[Mapping[str, Callable[["Load"], Any]]] = {
    "citizen": lambda load: load.citizen.casefold(),
    "since": lambda load: load.since,
    "next": lambda load: load.next_by or "9",
    "end": lambda load: load.end or "9",
    "overdue": lambda load: -load.overdue,
}


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `caseload`."""
    parser.add_argument("--only", choices=tuple(_ONLY), help=_("only what is overdue, or what something blocks"))
    parser.add_argument("--sort", choices=tuple(_SORT), default="overdue",
                        help=_("what comes first; usually what has been overdue longest"))  # fmt: skip
    parser.add_argument("--format", choices=("text", "json", "csv"), default="text",
                        help=_("text to read, json or csv for a script or a spreadsheet"))  # fmt: skip
    add_passphrase(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """The caseload on stdout."""
    with opened(args) as desk:
        from orderdesk.desk.people.caseload import caseload

        found = [load for load in caseload(desk) if not args.only or _ONLY[args.only](load)]
    found.sort(key=_SORT[args.sort])
    if args.format == "json":
        write_json(out, [{name: getattr(load, name) for name in load.__slots__} for load in found])
    elif args.format == "csv":
        out.result(_csv(found))
    else:
        out.result(_text(found))
        out.talk(ngettext("{count} case.", "{count} cases.", len(found)).format(count=len(found)))
    return ExitCode.GOOD


def _csv(found: "Sequence[Load]") -> str:
    from orderdesk.desk.people.caseload import Load

    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(Load.__slots__)
    writer.writerows([_cell(getattr(load, name)) for name in Load.__slots__] for load in found)
    return written.getvalue()


def _cell(value: object) -> object:
    """A text as a spreadsheet takes it for a text: what begins as a formula does gets an apostrophe."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@") else value


def _text(found: "Sequence[Load]") -> str:
    """A row a case, and under it the next step, what blocks and the last decision, in full."""
    lines = [
        (_days(load.overdue), load.citizen, words("order_state", load.state), shown(load.since),
         joined(load.other, load.person if load.person != load.other else ""))
        for load in found
    ]  # fmt: skip
    rows = table((_("Late"), _("Citizen"), _("Now"), _("Since"), _("Other side")), lines, whole=(0, 3))
    head, *told = rows.splitlines() or [""]
    cases = [line for row, load in zip(told, found, strict=True) for line in (row, *_beside(load))]
    return "".join(f"{line}\n" for line in (head, *cases) if line)


def _beside(load: "Load") -> Iterator[str]:
    step = " · ".join(part for part in (_(load.next) if load.next else "", shown(load.next_by)) if part)
    notes = (
        _("Next: {step}").format(step=step) if step else "",
        _("blocked: {reason}").format(reason=_(load.blocks)) if load.blocks else "",
        _("Decided: {text}").format(text=load.decision) if load.decision else "",
    )
    for note in notes:
        yield from textwrap.wrap(note, _WIDTH, initial_indent=" " * 6, subsequent_indent=" " * 8)


def _days(days: int) -> str:
    return _("{count} d.").format(count=days) if days else ""
