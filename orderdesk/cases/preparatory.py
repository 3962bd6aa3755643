"""The preparatory part of the rehabilitation plan (rehabiliteringsplanens forberedende del), section by section.

It is written with the citizen, and describes; it does not assess future measures.
"""

from collections.abc import Mapping
from typing import Annotated, Final, Literal

from pydantic import Field

from orderdesk.documents.fields import Day, Line, Part, Text
from orderdesk.locale import N_

SectionCode = Literal[
    "goals", "experience", "network", "challenges", "wishes", "health", "health_significance", "support", "measures",
    "gp_assessment", "business",
]  # fmt: skip
Role = Literal[
    "citizen", "caseworker", "provider", "gp", "specialist", "health_coordinator", "relative", "employer", "other"
]

SECTIONS: Final[Mapping[SectionCode, str]] = {
    "goals": N_("Education and job goals"),
    "experience": N_("Experience and resources, with the CV"),
    "network": N_("Personal resources, family and network"),
    "challenges": N_("Challenges in work and social life"),
    "wishes": N_("Wishes for job and education"),
    "health": N_("Health, treatment and its documentation"),
    "health_significance": N_("What health means for job and education, with the citizen's own view"),
    "support": N_("Support received so far"),
    "measures": N_("Measures tried, with experience and documentation"),
    "gp_assessment": N_("The GP's assessment"),
    "business": N_("Tasks and hours in the citizen's own business"),
}
"""The sections with their names (English msgids); the last one is for the self-employed."""


class Contribution(Part):
    """Who had a hand in a section, and when."""

    role: Annotated[Role, Field(description="As what.")]
    who: Annotated[Line | None, Field(description="Who.")] = None
    day: Annotated[Day | None, Field(description="When.")] = None


class Section(Part):
    """One section of the preparatory part."""

    section: Annotated[SectionCode, Field(description="Which.")]
    text: Annotated[Text | None, Field(description="What it says.")] = None
    updated: Annotated[Day | None, Field(description="When it was last worked on.")] = None
    by: Annotated[list[Contribution], Field(max_length=40, description="Who contributed.")] = []
