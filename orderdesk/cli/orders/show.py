"""`orderdesk order show`: a whole order, or a draft of one, as plain text."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from orderdesk.cli.desk_access import add_passphrase, opened
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.issued import add_json, write_json
from orderdesk.cli.output import Output
from orderdesk.locale import _

if TYPE_CHECKING:
    from orderdesk.desk.desk import Desk
    from orderdesk.desk.reporting.course_reading import CourseReading


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `order show`."""
    parser.add_argument("what", metavar="THREAD|DRAFT", help=_("an id or the citizen's name, or a part of either"))
    parser.add_argument("--safety", action="store_true", help=_("show the safety note as well"))
    add_json(parser)
    add_passphrase(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """Show the version in force with what has happened to it, or the draft as it stands."""
    with opened(args) as desk:
        from orderdesk.desk import drafts, naming

        thread, draft_id = naming.order_or_draft(desk, args.what)
        if draft_id:
            draft = drafts.load(desk, draft_id)
            value: dict[str, Any] = {"draft": draft.id, "thread": draft.thread, "body": draft.body}
            if args.json:
                write_json(out, value)
            else:
                _show(out, draft.body, _("Draft {id}").format(id=draft.id[:8]), args.safety)
            return ExitCode.GOOD
        return _sent(desk, thread, args, out)


def _sent(desk: "Desk", thread: str, args: Namespace, out: Output) -> ExitCode:
    from orderdesk.cli.plain.course_text import course_text
    from orderdesk.cli.plain.happenings import happenings_text
    from orderdesk.desk.ordering.order_reading import read_order
    from orderdesk.desk.reporting.course_reading import read_course
    from orderdesk.desk.wording import words

    reading = read_order(desk, thread)
    course = read_course(desk, thread)
    if args.json:
        write_json(out, {
            "thread": thread, "state": reading.state, "since": reading.since, "version": reading.version,
            "possible": [{"action": p.action, "possible": p.possible, "why_not": p.why_not} for p in reading.possible],
            "documents": [{"digest": h.digest, "kind": h.kind, "sub": h.sub, "issued": h.issued, "from": h.org,
                           "standing": h.standing} for h in reading.happenings],
            "course": as_object(course), "body": reading.body,
        })  # fmt: skip
        return ExitCode.GOOD
    heading = _("Order {id}, version {version}: {state}").format(
        id=thread.removeprefix("urn:uuid:")[:8], version=reading.version, state=words("order_state", reading.state)
    )
    _show(out, reading.body, heading, args.safety)
    out.result(course_text(course))
    out.result(happenings_text(reading))
    return ExitCode.GOOD


def as_object(course: "CourseReading") -> dict[str, Any]:
    """How the course stands, for machine output: what was told by its digest and its body."""
    from dataclasses import asdict

    return asdict(course)


def _show(out: Output, body: dict[str, Any], heading: str, safety: bool) -> None:
    from orderdesk.cli.plain.order_text import order_text

    out.result(order_text(body, heading, safety=safety))
