"""What is printed for a request to a doctor: the text for the form, the reminder, the note for a telephone call."""

from argparse import ArgumentParser, Namespace
from dataclasses import dataclass

from orderdesk.cli.cases.naming import add_desk_options, case_meant
from orderdesk.cli.cases.requests import add_request, request_named
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.output import Output
from orderdesk.locale import _


@dataclass(frozen=True, slots=True)
class PaperCommand:
    """The command that prints one of them: "text", "letter" or "call"."""

    paper: str

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The request."""
        add_request(parser)
        add_desk_options(parser)

    def run(self, args: Namespace, out: Output) -> ExitCode:
        """Print it, in the language of the desk."""
        with case_meant(args, out) as (desk, case):
            from orderdesk.desk.casework import letters_to_doctors as letters

            request = request_named(desk, case, args.request).id
            make = {"text": letters.request_text, "letter": letters.reminder_text, "call": letters.phone_note}
            out.result(make[self.paper](desk, case, request))
        after = {"text": "sent", "letter": "reminded", "call": "called"}[self.paper]
        told = _("Nothing was sent or noted. Once it is done: `orderdesk case request {step} {case} {request}`.")
        out.talk(told.format(step=after, case=case, request=request))
        return ExitCode.GOOD


def of(paper: str) -> PaperCommand:
    """The command that prints it."""
    return PaperCommand(paper)
