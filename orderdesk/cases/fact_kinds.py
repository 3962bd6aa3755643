"""The kinds of facts that rules ask about: what a value of each must be, and its name."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from orderdesk.locale import N_


@dataclass(frozen=True, slots=True)
class FactKind:
    """`value` is what the fact holds: yes or no, a number of whole units, a day, or a text. `name` is an English msgid.
    `reasoned` is whether the fact means nothing without its reasons."""

    value: Literal["yes_no", "number", "day", "text"]
    name: str
    reasoned: bool = False


FACT_KINDS: Final[Mapping[str, FactKind]] = {
    "self_employed": FactKind("yes_no", N_("Self-employed")),
    "employed": FactKind("yes_no", N_("Employed")),
    "retention": FactKind("yes_no", N_("A flex job at the citizen's own workplace is wanted")),
    "special_terms_since": FactKind("day", N_("Employed on special terms since")),
    "seriously_ill": FactKind("yes_no", N_("Acute injury or serious illness")),
    "complex_problems": FactKind("yes_no", N_("Complex problems beyond unemployment"), reasoned=True),
    "development_possible": FactKind("yes_no", N_("Work ability can be developed"), reasoned=True),
    "measures_pointless": FactKind("yes_no", N_("Further measures are quite obviously pointless"), reasoned=True),
    "specialist_needed": FactKind("yes_no", N_("A specialist's assessment is needed"), reasoned=True),
    "obvious_case": FactKind("yes_no", N_("Obvious case of early retirement pension"), reasoned=True),
    "citizen_applied": FactKind("yes_no", N_("The citizen has applied on the papers there are")),
    "declined_treatment": FactKind("yes_no", N_("The citizen has declined a treatment")),
    "needs_interdisciplinary": FactKind("yes_no", N_("An interdisciplinary effort is needed"), reasoned=True),
    "benefit": FactKind("text", N_("Benefit")),
    "benefit_since": FactKind("day", N_("On benefit since")),
    "granted": FactKind("day", N_("The course was granted on")),
    "course_ends": FactKind("day", N_("The granted course ends on")),
    "prior_support": FactKind("text", N_("Support received earlier")),
}
"""Other kinds are kept and reported."""
