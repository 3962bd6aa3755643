"""The commands: where each is found, and what it does in a line. Reading this table loads no command."""

from typing import Final, NamedTuple

from orderdesk.locale import N_


class Command(NamedTuple):
    """A command. Its module is loaded when it runs.

    The module has `add_arguments(parser)` and `run(args, out) -> ExitCode`, or, where it is a family such as `order`,
    a `COMMANDS` table of its own, whose rows name modules in the same way. `WITHOUT_DESK = True` in a module leaves out
    the option that chooses a desk.
    """

    name: str
    module: str
    summary: str


COMMANDS: Final[tuple[Command, ...]] = (
    Command("demo", "orderdesk.cli.demo", N_("Try it out: two desks with invented citizens.")),
    Command("init", "orderdesk.cli.init", N_("Set up a desk.")),
    Command("order", "orderdesk.cli.order", N_("Write, check, show, list and send orders.")),
    Command("reply", "orderdesk.cli.reply", N_("Answer an order, or the reply to one.")),
    Command("report", "orderdesk.cli.report", N_("Write, check, show, list and send reports.")),
    Command("review", "orderdesk.cli.review", N_("Read a report and record what is decided.")),
    Command("sync", "orderdesk.cli.sync", N_("Send what waits and fetch what has come.")),
    Command("inbox", "orderdesk.cli.inbox", N_("List what has come and what needs an answer.")),
    Command("validate", "orderdesk.cli.validate", N_("Check signed files, one or thousands.")),
    Command("sign", "orderdesk.cli.sign", N_("Sign a document that a script composed.")),
    Command("schema", "orderdesk.cli.schema", N_("Print the published schema of a kind of document.")),
    Command("key", "orderdesk.cli.key", N_("Show and change keys and the passphrase.")),
    Command("contact", "orderdesk.cli.contact", N_("Look up and note contacts.")),
    Command("backup", "orderdesk.cli.backup", N_("Save a desk in one file.")),
    Command("restore", "orderdesk.cli.restore", N_("Bring back a desk from its backup.")),
    Command("doctor", "orderdesk.cli.doctor", N_("See whether a desk is well.")),
    Command("completion", "orderdesk.cli.completion", N_("Print what makes a shell complete the commands.")),
)
OPEN: Final = Command("", "orderdesk.cli.open", N_("Open the desk."))
"""What happens without a command."""
