"""`orderdesk case request`: requests to doctors, and each step of the way. Nothing is sent from here."""

from typing import Final

from orderdesk.cli.table import Command
from orderdesk.locale import N_

_STEP: Final = "orderdesk.cli.cases.request_steps"
_PAPER: Final = "orderdesk.cli.cases.request_papers"

COMMANDS: Final[tuple[Command, ...]] = (
    Command("list", "orderdesk.cli.cases.request_list", N_("List the requests of a case with their clocks.")),
    Command("new", "orderdesk.cli.cases.request_new", N_("Prepare a request; first what is on file is told.")),
    Command("text", _PAPER, N_("Print the text for the form."), "text"),
    Command("sent", _STEP, N_("Note that it went to the doctor: its clock begins."), "send"),
    Command("contacted", _STEP, N_("Note that the citizen was told of it."), "citizen_contacted"),
    Command("consultation", _STEP, N_("Note when the doctor saw, or will see, the citizen."), "consultation"),
    Command("letter", _PAPER, N_("Print the next reminder as a letter."), "letter"),
    Command("reminded", _STEP, N_("Note that a reminder was sent."), "remind"),
    Command("call-note", _PAPER, N_("Print what to have at hand when ringing the doctor."), "call"),
    Command("called", _STEP, N_("Note a telephone call, and what was said."), "call"),
    Command("received", "orderdesk.cli.cases.request_received", N_("Note that the answer came, and what it states.")),
    Command("declined", _STEP, N_("Note that the doctor declined, and why."), "decline"),
    Command("withdrawn", _STEP, N_("Take a request back, with the reason."), "withdraw"),
)
