"""`orderdesk report show`: a whole report, or a draft of one, as plain text: what it does not answer first."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from orderdesk.cli.checking import as_objects
from orderdesk.cli.desk_access import add_passphrase, opened
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.issued import add_json, write_json
from orderdesk.cli.output import Output
from orderdesk.locale import _

if TYPE_CHECKING:
    from orderdesk.cli.plain.page import Page
    from orderdesk.desk.desk import Desk
    from orderdesk.desk.reporting.reading import Reading


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `report show`."""
    parser.add_argument("what", metavar="DIGEST|DRAFT", help=_("an id or the citizen's name, or a part of either"))
    add_json(parser)
    add_passphrase(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """Show the report against the order that it answers."""
    with opened(args) as desk:
        from orderdesk.desk import naming
        from orderdesk.desk.reporting import reading

        digest, draft = naming.report_or_draft(desk, args.what)
        if draft:
            return _draft(desk, draft, args, out)
        found = reading.read(desk, digest)
    if args.json:
        write_json(out, _object(found))
    else:
        out.result(_text(found))
    return ExitCode.GOOD


def _draft(desk: "Desk", draft_id: str, args: Namespace, out: Output) -> ExitCode:
    from orderdesk.cli.plain.report_text import report_text
    from orderdesk.desk import drafts, index

    draft = drafts.load(desk, draft_id)
    if args.json:
        write_json(out, {"draft": draft.id, "thread": draft.thread, "body": draft.body})
    else:
        order = index.body(desk, index.thread_of(desk, draft.thread).order)
        out.result(report_text(draft.body, order, _("Draft {id}").format(id=draft.id[:8])))
    return ExitCode.GOOD


def _object(found: "Reading") -> dict[str, object]:
    return {
        "digest": found.digest, "thread": found.thread, "state": found.state, "since": found.since,
        "lines": [{"kind": line.kind, "id": line.id, "answered": line.answered, "changed": line.changed}
                  for line in found.lines],
        "findings": as_objects(found.findings), "review": found.review,
        "asked_before": found.asked, "answers_version": found.version.answers,
        "version_in_force": found.version.in_force, "crossed": found.version.crossed, "body": found.report,
    }  # fmt: skip


def _text(found: "Reading") -> str:
    from orderdesk.cli.plain.page import Page
    from orderdesk.cli.plain.report_text import report_text
    from orderdesk.desk.ordering.answered_version import sentence
    from orderdesk.desk.wording import words

    title = _("Report {id}: {state}").format(
        id=found.digest.removeprefix("sha256-")[:8], state=words("report_state", found.state)
    )
    text = report_text(found.report, found.order, title, sentence(found.version))
    page = Page(_("Read against the order"))
    for line in found.lines:
        if not line.answered:
            page.item("!", f"{line.id} {line.ordered.get('text', '')}", _("not answered"))
        elif line.changed:
            page.item("~", f"{line.id} {line.ordered.get('text', '')}", _("changed since last month"))
    if all(line.answered for line in found.lines):
        page.text(_("Everything that was ordered is answered."))
    for finding in found.findings:
        page.item("?", f"{finding.sentence} ({finding.code} {finding.path})")
    _answer(page, found.review)
    if found.asked and found.replaced:
        page.section(_("Asked for in version {version}").format(version=found.replaced["version"]))
        _asked(page, found.asked)
    return f"{page}\n{text}"


def _answer(page: "Page", review: dict[str, Any] | None) -> None:
    """What the caseworker has answered to this version."""
    from orderdesk.desk.wording import words

    if review is None:
        return
    match review["kind"]:
        case "decided":
            page.section(_("What was decided"))
            page.field(_("Decision"), words("decision", review["decision"]))
        case "elaboration":
            page.section(_("Elaboration asked for"))
        case "comments":
            page.section(_("Comments on the draft"))
        case "cleared":
            page.section(_("The draft is cleared"))
        case _:
            return
    _asked(page, review)


def _asked(page: "Page", review: dict[str, Any]) -> None:
    from orderdesk.cli.plain.page import labelled, when

    page.text(review.get("text"))
    for remark in (*review.get("remarks", ()), *review.get("items", ())):
        page.item("-", labelled(remark["item"], remark["text"]))
    page.text(labelled(_("by"), when(review.get("by"))))
