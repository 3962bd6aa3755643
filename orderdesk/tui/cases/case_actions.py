"""What can be done on the screen of a case, and why not where it is not possible."""

from typing import Final

from orderdesk.desk.casework.case_page import CasePage, EntryLine, SectionName
from orderdesk.desk.casework.shown import GapLine
from orderdesk.locale import N_, _
from orderdesk.tui.actions import Action, register

register(
    Action("case.open", "enter", N_("Open"), N_("The gap in full, or the form of the entry."), "case"),
    Action("case.add", "f2", N_("Add"), N_("Add an entry: evidence, a conversation, a request, a fact."), "case", True),
    Action("case.as-of", "f3", N_("As of"), N_("Look at the case as it was, or will be, on another day."), "case",
           True),
    Action("case.prepare", "f4", N_("Prepare"), N_("Prepare what closes the gap. Nothing is sent by itself."), "case",
           True),
    Action("case.if-track", "f5", N_("If track"), N_("What would be reused and what asked anew on another track."),
           "case"),
    Action("case.remark", "f6", N_("Remark"), N_("Write a remark on the gap."), "case"),
    Action("case.previous", "f7", N_("Previous"), N_("Go to the page before this one."), "case"),
    Action("case.next", "f8", N_("Next"), N_("Go to the page after this one."), "case"),
    Action("case.proposals", "f9", N_("Proposals"), N_("What came from orders and reports, to confirm or leave."),
           "case", True),
    Action("case.step", "f10", N_("Next step"), N_("Note a step of the request: sent, reminded, rung, received."),
           "case"),
    Action("case.paper", "ctrl+n", N_("Printed text"),
           N_("The request as text, to copy or to save; of a paper, the file that is attached to it."), "case"),
    Action("case.remove", "delete", N_("Remove"), N_("Take the entry out of the case."), "case", confirm=True),
    Action("case.copy", "ctrl+k", N_("Copy"), N_("Copy the explanation, or the entry."), "case"),
)  # fmt: skip

_NOT_ADDED: Final = ("gaps", "notes", "preparatory")
PREPARED: Final = ("order", "medical_request", "ask_citizen", "reminder", "phone_call", "write_section", "record")


def why_not(
    action_id: str, shown: CasePage | None, page: SectionName, gap: GapLine | None, entry: EntryLine | None
) -> str:
    """Why the action is not possible now, as a translated sentence; "" when it is."""
    if shown is None:
        return "" if action_id in ("case.next", "case.previous") else _("The case is being read.")
    match action_id:
        case "case.prepare":
            return _why_not_prepare(page, gap, entry)
        case "case.remark":
            return "" if page == "gaps" and gap is not None else _("A remark is written on a gap: choose one first.")
        case "case.paper" if entry is not None and entry.kind == "evidence":
            return "" if file_of(shown, entry) else _("No file is attached to this paper; its form attaches one.")
        case "case.step" | "case.paper":
            there = entry is not None and entry.kind == "requests"
            return "" if there else _("That is for a request to a doctor: choose one first.")
        case "case.remove":
            return _why_not_remove(entry)
        case "case.open" | "case.copy":
            return "" if gap or entry else _("There is nothing to open.")
    return ""


def file_of(shown: CasePage, entry: EntryLine) -> tuple[str, str] | None:
    """The name and the hash of the file that is attached to a paper; None where there is none."""
    file = next((one.file for one in shown.case.evidence if one.id == entry.entry), None)
    return (file.name, file.hash) if file else None


def _why_not_prepare(page: SectionName, gap: GapLine | None, entry: EntryLine | None) -> str:
    if page == "gaps":
        if gap is None:
            return _("Choose a gap first.")
        return "" if gap.action in PREPARED else _("There is nothing to prepare for this one.")
    return "" if entry is not None and entry.kind == "requests" else _("Choose a gap, or a request to a doctor, first.")


def _why_not_remove(entry: EntryLine | None) -> str:
    if entry is None or entry.kind == "head" or not entry.entry:
        return _("There is no entry under the cursor that could be removed.")
    return ""
