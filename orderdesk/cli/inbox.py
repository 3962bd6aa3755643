"""`orderdesk inbox`: what has come, what needs an answer, and what was refused."""

import textwrap
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from orderdesk.cli.days import shown
from orderdesk.cli.desk_access import add_passphrase, opened
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.issued import add_json, write_json
from orderdesk.cli.main import UsageError
from orderdesk.cli.output import Output
from orderdesk.cli.plain.columns import WIDTH, table
from orderdesk.cli.plain.page import Page, joined
from orderdesk.errors import NotFound
from orderdesk.locale import _

if TYPE_CHECKING:
    from orderdesk.desk.desk import Desk
    from orderdesk.desk.mail.quarantine import Kept
    from orderdesk.desk.today import Item

_SHORT = 8  # characters of an id, enough to type


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `inbox`."""
    parser.usage = _("%(prog)s [options] [quarantine [show NAME]]")
    parser.add_argument("words", metavar="quarantine [show NAME]", nargs="*",
                        help=_("list what was refused, or show one of it"))  # fmt: skip
    parser.add_argument("--aside", metavar="ID", action="append", default=[],
                        help=_("put a line aside that has been seen to; may be repeated"))  # fmt: skip
    parser.add_argument("--output", metavar="FILE", help=_("with show: save it as it came, unencrypted"))
    add_json(parser)
    add_passphrase(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """List what needs the desk's owner, late things first, or what is in quarantine."""
    words = args.words
    if words and (words[0] != "quarantine" or len(words) not in (1, 3) or (len(words) == 3 and words[1] != "show")):
        raise UsageError(_("That is not `inbox`, `inbox quarantine` or `inbox quarantine show NAME`."))
    with opened(args) as desk:
        from orderdesk.desk.mail import quarantine

        kept = quarantine.listing(desk)
        if len(words) == 3:
            return _show(desk, kept, words[2], args, out)
        if words:
            return _quarantine(kept, args, out)
        return _inbox(desk, kept, args, out)


def _inbox(desk: "Desk", kept: list["Kept"], args: Namespace, out: Output) -> ExitCode:
    from orderdesk.desk.today import today

    for typed in args.aside:
        _put_aside(desk, today(desk), typed)
    items = [item for item in today(desk) if item.code not in ("draft", "quarantine")]
    if args.json:
        names = ("code", "who", "detail", "since", "until", "late", "opens", "key", "action", "about", "thread")
        write_json(out, {
            "items": [{name: getattr(item, name) for name in names} | {"aside": _aside(item)} for item in items],
            "quarantine": [_kept(one) for one in kept],
        })  # fmt: skip
        return ExitCode.GOOD
    out.result(_table(items))
    if not items:
        out.talk(_("Nothing needs you."))
    if kept:
        out.talk(_("In quarantine: {count}. `orderdesk inbox quarantine` lists it.").format(count=len(kept)))
    return ExitCode.GOOD


def _table(items: list["Item"]) -> str:
    """Two lines each: what is to be done, by when and where; below it for whom."""
    late = _("late") if any(item.late for item in items) else ""
    lines = [(late if item.late else "", _(item.what), shown(item.until), _short(item.key)) for item in items]
    notes = [joined(item.who, _days_in(item.detail), _to_put_aside(item)) for item in items]
    return _with_notes(table(("", _("What"), _("By"), _("Id")), lines), notes, len(late) + 4)


def _to_put_aside(item: "Item") -> str:
    return f"--aside {_aside(item)}" if item.mark else ""


def _aside(item: "Item") -> str:
    """What to type to put the line aside; empty where it stays until it is done."""
    from orderdesk.desk.put_aside import short_of

    return short_of(item.mark) if item.mark else ""


def _put_aside(desk: "Desk", items: list["Item"], typed: str) -> None:
    from orderdesk.desk.put_aside import put_aside

    item = next((item for item in items if item.mark and _aside(item) == typed), None)
    if item is None:
        raise NotFound(_("No line that can be put aside has that id."), _("`orderdesk inbox` shows the ids."))
    put_aside(desk, item.mark)


def _with_notes(rows: str, notes: list[str], indent: int) -> str:
    """The rows of a table, each with its note below it, wrapped."""
    head, *lines = rows.splitlines() or [""]
    margin = " " * indent
    below = (textwrap.wrap(note, WIDTH, initial_indent=margin, subsequent_indent=margin) for note in notes)
    told = (line for row, note in zip(lines, below, strict=True) for line in (row, *note))
    return "".join(f"{line}\n" for line in (head, *told)) if lines else ""


def _quarantine(kept: list["Kept"], args: Namespace, out: Output) -> ExitCode:
    if args.json:
        write_json(out, [_kept(one) for one in kept])
        return ExitCode.GOOD
    if not kept:
        out.talk(_("Nothing is in quarantine."))
        return ExitCode.GOOD
    lines = [(_short(one.name), shown(one.since), str(one.size)) for one in kept]
    heads = (_("Id"), _("Came"), _("Bytes"))
    out.result(_with_notes(table(heads, lines), [_(one.message) for one in kept], 4))
    return ExitCode.GOOD


def _show(desk: "Desk", kept: list["Kept"], typed: str, args: Namespace, out: Output) -> ExitCode:
    from orderdesk.desk import naming
    from orderdesk.desk.mail import refused_copy

    name = naming.in_quarantine(kept, typed)
    one = next(found for found in kept if found.name == name)
    if args.output:
        out.line(str(refused_copy.save(desk, name, Path(args.output))))
        return ExitCode.GOOD
    if args.json:
        write_json(out, _kept(one))
        return ExitCode.GOOD
    page = Page(_("In quarantine since {day}").format(day=shown(one.since)))
    page.field(_("Id"), one.name)
    page.field(_("Why"), _(one.message))
    page.field(_("Bytes"), one.size)
    page.text(_("--output saves it as it came, to show its sender."))
    out.result(str(page))
    return ExitCode.GOOD


def _kept(one: "Kept") -> dict[str, object]:
    return {"name": one.name, "check": one.check, "since": one.since, "size": one.size}


def _short(identity: str) -> str:
    return identity.removeprefix("urn:uuid:").removeprefix("sha256-")[:_SHORT]


def _days_in(detail: str) -> str:
    """A period as people read it; any other detail as it is."""
    return " – ".join(shown(part) for part in detail.split(" – "))
