"""`orderdesk case news`: what orders and reports have brought for the citizen of a case, and is not in its file yet."""

import hashlib
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from orderdesk.cli.cases.naming import add_case, add_desk_options, case_meant
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.issued import add_json, write_json
from orderdesk.cli.output import Output
from orderdesk.errors import NotFound
from orderdesk.locale import _, ngettext

if TYPE_CHECKING:
    from orderdesk.desk.casework.feeding import Proposal

_MARK = 8  # hexadecimal digits: enough for the news of one case


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `case news`."""
    add_case(parser)
    add_json(parser)
    add_desk_options(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """Each with its number, its id that stays, and the gaps it would close."""
    from orderdesk.cli.plain.page import Page

    with case_meant(args, out) as (desk, case):
        from orderdesk.desk.casework import feeding

        found = feeding.proposals(desk, case)
    if args.json:
        write_json(out, [as_object(number, one) for number, one in enumerate(found, start=1)])
        return ExitCode.GOOD
    if found:
        page = Page(_("News for {case}").format(case=case))
        for number, one in enumerate(found, start=1):
            changes = _("completes {entry}").format(entry=one.changes) if one.changes else ""
            closes = _("would close {gaps}").format(gaps=", ".join(one.closes)) if one.closes else ""
            page.item(f"{number}.", f"{one.what.sentence} [{mark_of(one)}]", changes, closes)
        out.result(str(page))
    out.talk(ngettext("{count} thing has come.", "{count} things have come.", len(found)).format(count=len(found)))
    if found:
        out.talk(_("Nothing enters by itself: `orderdesk case confirm {case} N` takes one in.").format(case=case))
    return ExitCode.GOOD


def as_object(number: int, one: "Proposal") -> dict[str, Any]:
    """A proposal for machine output."""
    return {
        "n": number, "id": mark_of(one), "list": one.kind, "changes": one.changes, "since": one.since,
        "what": one.what.message, "closes": list(one.closes), "thread": one.thread, "entry": dict(one.entry),
    }  # fmt: skip


def mark_of(one: "Proposal") -> str:
    """A short id of a proposal; it stays the same while others come and go."""
    return hashlib.sha256(one.id.encode()).hexdigest()[:_MARK]


def named(found: "Sequence[Proposal]", typed: str) -> "Proposal":
    """The proposal of that number or id. Raises NotFound."""
    wanted = typed.strip().casefold()
    for number, one in enumerate(found, start=1):
        if wanted in (str(number), mark_of(one)):
            return one
    raise NotFound(_("There is no such news for this case."), _("`orderdesk case news CASE` lists what there is."))
