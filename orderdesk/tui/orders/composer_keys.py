"""The keys of the composer."""

from orderdesk.locale import N_
from orderdesk.tui.actions import Action, register

register(
    Action(
        "composer.send", "f9", N_("Send"), N_("Show who gets what, then sign the order and send it."), "composer",
        footer=True, confirm=True,
    ),
    Action("composer.questions", "f2", N_("Questions"), N_("Show all the questions of the programme."), "composer"),
    Action(
        "composer.confirm", "f3", N_("Confirmed"),
        N_("Say that the fact, support need or view was confirmed today; elsewhere, go to the next that waits."),
        "composer",
    ),
    Action("composer.attach", "f5", N_("Add file"), N_("Name a file that goes with the order."), "composer"),
    Action(
        "composer.discard", "f10", N_("Discard"), N_("Throw the draft away. It can be taken back."), "composer",
        footer=True, confirm=True,
    ),
)  # fmt: skip

FOOTER = ("composer.send", "form.next-section", "form.findings", "composer.discard")
