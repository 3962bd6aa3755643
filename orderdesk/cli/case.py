"""`orderdesk case`: the case files of a municipality's desk. They are kept here and never sent."""

from typing import Final

from orderdesk.cli.table import Command
from orderdesk.locale import N_

COMMANDS: Final[tuple[Command, ...]] = (
    Command("list", "orderdesk.cli.cases.list", N_("List all cases: what is open, overdue, and who is waited for.")),
    Command("new", "orderdesk.cli.cases.new", N_("Open a case for a citizen.")),
    Command("show", "orderdesk.cli.cases.show", N_("Show a whole case file, and what in it does not add up.")),
    Command("edit", "orderdesk.cli.cases.edit", N_("Write on a whole case file in your editor.")),
    Command("add", "orderdesk.cli.cases.add", N_("Add an entry to a case, or a list of them.")),
    Command("change", "orderdesk.cli.cases.change", N_("Change an entry of a case, or the case itself.")),
    Command("remove", "orderdesk.cli.cases.remove", N_("Take an entry out of a case.")),
    Command("import", "orderdesk.cli.cases.bring_in", N_("Take in case files that were written elsewhere.")),
    Command("export", "orderdesk.cli.cases.export", N_("Write a case file as JSON.")),
    Command("attach", "orderdesk.cli.cases.attach", N_("Keep a paper with a piece of evidence.")),
    Command("read", "orderdesk.cli.cases.read", N_("Note that a paper was read, and what was done about it.")),
    Command("files", "orderdesk.cli.cases.files", N_("List the papers that are kept with a case.")),
    Command("save-file", "orderdesk.cli.cases.save_file", N_("Write a paper that is kept with a case to a file.")),
    Command("request", "orderdesk.cli.cases.request", N_("Ask doctors, and note each step of the way.")),
    Command("close", "orderdesk.cli.cases.close", N_("Prepare what closes a gap. Nothing is sent.")),
    Command("news", "orderdesk.cli.cases.news", N_("List what orders and reports have brought for a case.")),
    Command("confirm", "orderdesk.cli.cases.confirm", N_("Take news into the case, or say what an entry closes.")),
    Command("note", "orderdesk.cli.cases.note", N_("Write a remark beside a gap.")),
    Command("track", "orderdesk.cli.cases.track", N_("Say what another track would reuse and ask anew.")),
)
