"""`orderdesk case request list`: the requests of a case, where each stands, and what comes next."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from orderdesk.cli.cases.naming import add_case, add_desk_options, case_meant
from orderdesk.cli.days import shown
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.issued import add_json, write_json
from orderdesk.cli.output import Output
from orderdesk.cli.plain.columns import table
from orderdesk.cli.plain.page import joined
from orderdesk.locale import N_, _

if TYPE_CHECKING:
    from orderdesk.cases.medical import MedicalRequest, ReminderClock

_STATES = {
    "prepared": N_("being prepared"), "open": N_("awaited"), "received": N_("received"), "declined": N_("declined"),
    "withdrawn": N_("taken back"),
}  # fmt: skip


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `case request list`."""
    add_case(parser)
    add_json(parser)
    add_desk_options(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """One request a line."""
    with case_meant(args, out) as (desk, case):
        from orderdesk.desk.casework import case_files, gap_reading, medical_requests

        reminders = gap_reading.reminders(desk)
        rows = []
        for one in case_files.case_file(desk, case).requests:
            steps = [step for step in medical_requests.STEPS if not medical_requests.refusal(desk, case, one.id, step)]
            rows.append(_as_object(one, reminders) | {"possible": steps})
    if args.json:
        write_json(out, rows)
        return ExitCode.GOOD
    from orderdesk.desk.casework.case_words import form_name

    lines = []
    for row in rows:
        state, step = _STATES[row["state"]], row["next"]
        lines.append((
            row["request"], form_name(row["form"]), row["to"], _(state), shown(row["requested"]), shown(row["due"]),
            joined(_(step) if step else "", shown(row["next_by"])),
        ))  # fmt: skip
    heads = (_("Id"), _("Form"), _("Doctor"), _("State"), _("Sent"), _("Due"), _("Next"))
    out.result(table(heads, lines, whole=(0, 4, 5)))
    return ExitCode.GOOD


def _as_object(one: "MedicalRequest", reminders: "ReminderClock") -> dict[str, Any]:
    from orderdesk.cases.medical import chase, reply_due

    found, due = chase(one, reminders), reply_due(one)
    return {
        "request": one.id, "form": one.form, "to": one.to or "", "about": one.about, "state": _state(one),
        "requested": one.requested.isoformat() if one.requested else "", "due": due.isoformat() if due else "",
        "reminders": len(one.reminders), "next": found.next if found else "",
        "next_by": found.next_by.isoformat() if found else "",
    }  # fmt: skip


def _state(one: "MedicalRequest") -> str:
    for state in ("received", "declined", "withdrawn"):
        if getattr(one, state) is not None:
            return state
    return "open" if one.requested else "prepared"
