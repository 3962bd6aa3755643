"""`orderdesk case list`: the board over all case files."""

import csv
import io
import textwrap
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from orderdesk.cli.cases.naming import add_desk_options, municipality
from orderdesk.cli.days import day, shown
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.issued import write_json
from orderdesk.cli.moves.typed import number
from orderdesk.cli.output import Output
from orderdesk.cli.plain.columns import table
from orderdesk.cli.plain.page import joined
from orderdesk.locale import _, ngettext

if TYPE_CHECKING:
    from orderdesk.desk.casework.board import BoardRow

_WIDTH: Final = 80
_WEEKS: Final = 8
"""Weeks within which a decision is near, unless the person says otherwise."""
_SORT: Final[Mapping[str, Callable[["BoardRow"], Any]]] = {
    "pressing": lambda _row: 0,  # as the board has them
    "citizen": lambda row: (row.citizen.casefold(), row.case),
    "decision": lambda row: (bool(row.decided), not row.planned, row.decision),
    "open": lambda row: (-row.required, -row.all_open),
    "overdue": lambda row: -row.overdue,
}
_COLUMNS: Final = (
    "case", "citizen", "number", "tracks", "plan_b", "decision", "planned", "decided", "required", "open",
    "prospective", "undetermined", "overdue", "waiting_for", "next", "next_by", "next_gap",
)  # fmt: skip


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `case list`."""
    parser.add_argument("--only", choices=("overdue", "decision"),
                        help=_("only what is overdue, or what is decided within --weeks"))  # fmt: skip
    parser.add_argument("--weeks", metavar="N", type=number, default=_WEEKS,
                        help=_("with --only decision: within so many weeks; usually 8"))  # fmt: skip
    parser.add_argument("--sort", choices=tuple(_SORT), default="pressing",
                        help=_("what comes first; usually what presses most"))  # fmt: skip
    parser.add_argument("--as-of", metavar="DAY", type=day, help=_("as of this day; usually today"))
    parser.add_argument("--format", choices=("text", "json", "csv"), default="text",
                        help=_("text to read, json or csv for a script or a spreadsheet"))  # fmt: skip
    add_desk_options(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """One case a row, and under it the next step."""
    with municipality(args, out) as desk:
        from orderdesk.desk.casework.board import board

        as_of = date.fromisoformat(args.as_of) if args.as_of else desk.today()
        found = [row for row in board(desk, as_of) if _is_wanted(row, args, as_of)]
    found.sort(key=_SORT[args.sort])
    if args.format == "json":
        write_json(out, [as_object(row) for row in found])
    elif args.format == "csv":
        out.result(_csv(found))
    else:
        out.result(_text(found))
        out.talk(ngettext("{count} case.", "{count} cases.", len(found)).format(count=len(found)))
        if found:
            out.talk(_("Open means: not found in the file. It may have been done all the same."))
    return ExitCode.GOOD


def _is_wanted(row: "BoardRow", args: Namespace, as_of: date) -> bool:
    if args.only == "overdue":
        return row.overdue > 0
    if args.only == "decision":
        return row.planned and not row.decided and row.decision <= as_of + timedelta(weeks=args.weeks)
    return True


def as_object(row: "BoardRow") -> dict[str, Any]:
    """A case for machine output: the same in every language."""
    return {
        "case": row.case, "citizen": row.citizen, "number": row.number, "tracks": list(row.tracks),
        "plan_b": list(row.plan_b), "decision": row.decision.isoformat(), "planned": row.planned,
        "decided": row.decided, "required": row.required, "open": row.all_open, "by_severity": dict(row.open),
        "prospective": row.prospective, "undetermined": row.undetermined, "overdue": row.overdue,
        "waiting": [
            {"entry": one.entry, "form": one.form, "whom": one.whom, "since": _iso(one.since),
             "until": _iso(one.until), "next": one.next, "next_by": _iso(one.next_by), "late": one.late}
            for one in row.waiting
        ],
        "next": row.next.message if row.next else "", "next_by": _iso(row.next_by), "next_gap": row.next_gap,
    }  # fmt: skip


def _iso(found: date | None) -> str:
    return found.isoformat() if found else ""


def _csv(found: "Sequence[BoardRow]") -> str:
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for row in found:
        cells = {**as_object(row), "waiting_for": "; ".join(_whom(row))}
        writer.writerow([_cell(cells[name]) for name in _COLUMNS])
    return written.getvalue()


def _cell(value: object) -> object:
    """What a spreadsheet takes for a text: what begins as a formula does gets an apostrophe."""
    if isinstance(value, list):
        return " ".join(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@") else value


def _text(found: "Sequence[BoardRow]") -> str:
    from orderdesk.desk.casework.case_words import words

    heads = (_("Late"), _("Citizen"), _("Track"), _("Decision"), _("Gaps"), _("Waiting for"))
    lines = [
        (f"! {row.overdue}" if row.overdue else "", row.citizen, joined(*(words("track", one) for one in row.tracks)),
         _decision(row), str(row.all_open or ""), joined(*_whom(row)))
        for row in found
    ]  # fmt: skip
    head, *told = table(heads, lines, whole=(0, 3, 4)).splitlines() or [""]
    cases = [line for row, text in zip(found, told, strict=True) for line in (text, *_beside(row))]
    return "".join(f"{line}\n" for line in (head, *cases) if line)


def _decision(row: "BoardRow") -> str:
    """The day on which it was, or is to be, decided; nothing where none is planned."""
    return shown(row.decided or (row.decision.isoformat() if row.planned else ""))


def _whom(row: "BoardRow") -> list[str]:
    return list(dict.fromkeys(one.whom or one.entry for one in row.waiting))


def _beside(row: "BoardRow") -> Iterator[str]:
    first = row.next.sentence.partition(". ")[0] if row.next else ""  # `gaps` says the rest
    step = " · ".join(part for part in (first.removesuffix("."), shown(_iso(row.next_by))) if part)
    following = _("Next: {step}").format(step=step) if step else ""
    note = ": ".join(part for part in (row.case, following) if part)
    yield from textwrap.wrap(note, _WIDTH, initial_indent=" " * 6, subsequent_indent=" " * 8)
