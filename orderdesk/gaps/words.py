"""The words of rules for people: who can close a gap, what the program can prepare for it, and the tracks.

No model is loaded with them, so that lists and menus can have them too."""

from collections.abc import Mapping
from typing import Final

from orderdesk.locale import N_

WHO: Final[Mapping[str, str]] = {
    "caseworker": N_("the caseworker"),
    "citizen": N_("the citizen"),
    "gp": N_("the GP"),
    "specialist": N_("a specialist"),
    "clinic": N_("a clinic"),
    "provider": N_("the provider"),
    "employer": N_("the employer"),
    "health_coordinator": N_("the health coordinator"),
    "team": N_("the rehabilitation team"),
    "leader": N_("the leader"),
}
"""Who can close a gap (English msgids)."""

ACTIONS: Final[Mapping[str, str]] = {
    "order": N_("documentation wanted, put into an order"),
    "medical_request": N_("a request to a doctor"),
    "ask_citizen": N_("a question to the citizen"),
    "reminder": N_("a reminder to the doctor"),
    "phone_call": N_("a note of a telephone call"),
    "write_section": N_("a section of the preparatory part"),
    "record": N_("an entry in the case file"),
    "none": "",
}
"""What the program can prepare (English msgids): a person edits it and sends it."""

TRACKS: Final[Mapping[str, str]] = {
    "ordinary_work": N_("ordinary work"),
    "education": N_("education"),
    "ordinary_hours": N_("ordinary hours beside benefit"),
    "flex_job": N_("flex job"),
    "early_retirement_pension": N_("early retirement pension"),
    "resource_course": N_("resource course"),
    "job_clarification": N_("job clarification"),
    "not_decided": N_("not decided"),
}
"""The tracks (English msgids)."""
