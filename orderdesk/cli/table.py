"""The commands: where each is found, and what it does in a line. Reading this table loads no command."""

from typing import Final, NamedTuple

from orderdesk.locale import N_, _


class Command(NamedTuple):
    """A command. Its module is loaded when it runs.

    The module has `add_arguments(parser)` and `run(args, out) -> ExitCode`, or, where it is a family such as `order`,
    a `COMMANDS` table of its own, whose rows name modules in the same way; its `DEFAULT`, where it has one, runs for
    words that name none of them. `WITHOUT_DESK = True` in a module leaves out the option that chooses a desk. Where a
    row has an `action`, the module makes the command: `of(action)` gives what otherwise the module has. `side` is whose
    command it is, a key of SIDES; "" says nothing of it.
    """

    name: str
    module: str
    summary: str
    action: str = ""
    side: str = ""


SIDES: Final[dict[str, tuple[str, str]]] = {
    "C": (N_("(caseworker)"), N_("It is the caseworker's to do.")),
    "P": (N_("(provider)"), N_("It is the provider's to do.")),
    "CP": (N_("(either side)"), N_("Either side can do it.")),
}
"""Whose a command is: in a list of commands, and in the command's own help."""


def in_a_line(command: Command) -> str:
    """What a command does, for a list of commands: the first sentence, and whose it is."""
    summary = _(command.summary)
    if not command.side:
        return summary
    return f"{summary.partition('. ')[0].rstrip('.')} {_(SIDES[command.side][0])}."


def in_full(command: Command) -> str:
    """What a command does, for its own help."""
    summary = _(command.summary)
    return f"{summary} {_(SIDES[command.side][1])}" if command.side else summary


COMMANDS: Final[tuple[Command, ...]] = (
    Command("demo", "orderdesk.cli.demo", N_("Try it out: two desks with invented citizens.")),
    Command("init", "orderdesk.cli.init", N_("Set up a desk.")),
    Command("order", "orderdesk.cli.order", N_("Write, check, show, list and send orders.")),
    Command("reply", "orderdesk.cli.reply", N_("Answer an order, or the reply to one.")),
    Command("report", "orderdesk.cli.report", N_("Write, check, show, list and send reports.")),
    Command("review", "orderdesk.cli.review", N_("Read a report and record what is decided.")),
    Command("sync", "orderdesk.cli.sync", N_("Send what waits and fetch what has come.")),
    Command("post", "orderdesk.cli.post", N_("List what is on its way and what is missing; send and ask again.")),
    Command("inbox", "orderdesk.cli.inbox", N_("List what has come and what needs an answer.")),
    Command("handover", "orderdesk.cli.handover", N_("Hand a case to a colleague, and read what was handed over.")),
    Command("caseload", "orderdesk.cli.caseload", N_("List every case: now, next step, what blocks, what is late.")),
    Command("case", "orderdesk.cli.case", N_("Keep case files: import, list, show, attach papers, ask doctors.")),
    Command("gaps", "orderdesk.cli.gaps", N_("Say what a case still lacks before the decision, and why.")),
    Command("hub", "orderdesk.cli.hub", N_("Run a hub, and say which organisations may use it.")),
    Command("exchange", "orderdesk.cli.exchange", N_("Show and choose the folder or hub that the post goes by.")),
    Command("clocks", "orderdesk.cli.clocks", N_("Show and set how long what may take.")),
    Command("local", "orderdesk.cli.local", N_("Show and choose the word lists and questions of your own house.")),
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
