"""The steps of a request to a doctor, a command each: it is noted on its day, and refused where it cannot be."""

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from orderdesk.cli.cases.naming import add_desk_options, case_meant
from orderdesk.cli.cases.requests import add_request, request_named
from orderdesk.cli.days import day
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.issued import add_json, write_json
from orderdesk.cli.output import Output
from orderdesk.locale import N_, _

if TYPE_CHECKING:
    from orderdesk.desk.desk import Desk

_TEXTS: Final[Mapping[str, tuple[str, bool]]] = {
    "call": (N_("what was said"), False), "decline": (N_("why the doctor declined"), True),
    "withdraw": (N_("why it is taken back"), True),
}  # fmt: skip
"""Steps that hold a text: what it is, and whether it must be given."""


@dataclass(frozen=True, slots=True)
class StepCommand:
    """The command of one step, by its name in `medical_requests.STEPS`."""

    step: str

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The request, the day, and the text where the step has one."""
        add_request(parser)
        parser.add_argument("--day", metavar="DAY", type=day, help=_("when; usually today"))
        if self.step in _TEXTS:
            text, required = _TEXTS[self.step]
            parser.add_argument("--text", metavar="TEXT", default="", required=required,
                                help=" ".join((_(text), _("(- reads it from stdin)"))))  # fmt: skip
        add_json(parser)
        add_desk_options(parser)

    def run(self, args: Namespace, out: Output) -> ExitCode:
        """Note it."""
        from orderdesk.cli.replying import text_of

        text = text_of(getattr(args, "text", ""))
        when = date.fromisoformat(args.day) if args.day else None
        with case_meant(args, out) as (desk, case):
            request = request_named(desk, case, args.request).id
            if self.step == "send":
                _warn(desk, case, request, out)
            _note(desk, case, request, self.step, when, text)
            _tell(desk, case, request, args, out)
        return ExitCode.GOOD


def of(step: str) -> StepCommand:
    """The command of the step."""
    return StepCommand(step)


def _warn(desk: "Desk", case: str, request: str, out: Output) -> None:
    from orderdesk.cli.cases.telling import tell_warnings
    from orderdesk.desk.casework import request_warnings

    one = request_named(desk, case, request)
    tell_warnings(out, request_warnings.warnings(desk, case, one.form, about=one.about, questions=one.questions,
                                                 request=one.id))  # fmt: skip


def _note(desk: "Desk", case: str, request: str, step: str, when: date | None, text: str) -> None:
    from orderdesk.desk.casework import medical_requests as requests

    match step:
        case "send":
            requests.mark_sent(desk, case, request, when)
        case "citizen_contacted":
            requests.citizen_contacted(desk, case, request, when)
        case "consultation":
            requests.consultation(desk, case, request, when)
        case "remind":
            requests.reminded(desk, case, request, when)
        case "call":
            requests.called(desk, case, request, text, when)
        case "decline":
            requests.declined(desk, case, request, text, when)
        case "withdraw":
            requests.withdrawn(desk, case, request, text, when)


def _tell(desk: "Desk", case: str, request: str, args: Namespace, out: Output) -> None:
    """What comes next, and when."""
    from orderdesk.cases.medical import chase
    from orderdesk.desk.casework import case_files, gap_reading
    from orderdesk.locale.days import in_figures

    one = next((one for one in case_files.case_file(desk, case).requests if one.id == request), None)
    found = chase(one, gap_reading.reminders(desk)) if one else None
    if args.json:
        write_json(out, {
            "case": case, "request": request, "there": one is not None,
            "due": found.due.isoformat() if found else "", "next": found.next if found else "",
            "next_by": found.next_by.isoformat() if found else "",
        })  # fmt: skip
        return
    out.talk(_("Noted.") if one else _("It was never sent: it is taken out of the case."))
    if found:
        out.talk(_("Answer due {day}. Next: {step}, {by}.").format(
            day=in_figures(found.due), step=_(found.next), by=in_figures(found.next_by)))  # fmt: skip
