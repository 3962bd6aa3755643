"""The kinds of entries that commands add and change, by the words that name them."""

from collections.abc import Mapping
from typing import Final

from orderdesk.locale import N_

ADDING: Final[Mapping[str, tuple[str, str]]] = {
    "facts": ("facts", N_("Add a fact, or a list of them.")),
    "sections": ("sections", N_("Write a section of the preparatory part.")),
    "evidence": ("evidence", N_("Add a piece of evidence, or a list of them.")),
    "health-events": ("health_events", N_("Add a diagnosis, an admission, a treatment.")),
    "requests": ("requests", N_("Add requests to doctors that were made elsewhere.")),
    "conversations": ("conversations", N_("Add what the citizen said, or a list of it.")),
    "measures": ("measures", N_("Add a measure that was tried, or a list of them.")),
    "trials": ("trials", N_("Add a work trial.")),
}
"""The list of the case file and what the command says of itself, by the command's last word."""
CHANGING: Final[Mapping[str, tuple[str, str]]] = {
    "head": ("head", N_("Change the case itself: the citizen, the tracks, the decision.")),
    "facts": ("facts", N_("Change a fact.")),
    "sections": ("sections", N_("Change a section of the preparatory part.")),
    "evidence": ("evidence", N_("Change a piece of evidence: read, acted on, what it states.")),
    "health-events": ("health_events", N_("Change a health event.")),
    "requests": ("requests", N_("Change what a request asks, and its steps.")),
    "conversations": ("conversations", N_("Change a conversation.")),
    "measures": ("measures", N_("Change a measure.")),
    "trials": ("trials", N_("Change a work trial.")),
}
NAMED_BY_CODE: Final = ("sections",)
"""Entries without an id: a section goes by its code."""
