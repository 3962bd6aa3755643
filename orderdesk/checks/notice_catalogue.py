"""The checks of a notice of absence: what each is called, why it is made, and what to do."""

from typing import Final

from orderdesk.checks.catalogue import Check
from orderdesk.locale import N_

NOTICE_CHECKS: Final[tuple[Check, ...]] = (
    Check(
        "ABS20", "advise", N_("An absence, and what it may cost"),
        N_("A notice of absence tells what happened, the same day. Nothing follows from it by itself."),
        N_("Keep to the reason, how you tried to reach the citizen, and what you do now."),
    ),
    Check(
        "ABS21", "advise", N_("Words that judge"),
        N_("An absence has a reason; a judgement takes its place."),
        N_("Write what happened, or what was said, instead of what the citizen is."),
    ),
)  # fmt: skip
