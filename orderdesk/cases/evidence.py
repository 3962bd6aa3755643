"""Evidence: a certificate, a report, a statement on file; what it states, from when, and what was done with it."""

from collections.abc import Mapping
from typing import Annotated, Final, Literal

from pydantic import Field

from orderdesk.documents.fields import Day, Digest, ItemId, Line, Part, Text, Urn
from orderdesk.locale import N_

AuthorRole = Literal[
    "gp",
    "specialist",
    "clinic",
    "hospital",
    "health_coordinator",
    "provider",
    "employer",
    "caseworker",
    "citizen",
    "other",
]
WorkAbility = Literal["able", "able_with_accommodations", "limited", "unable", "unclear"]
Lasting = Literal["lasting", "may_improve", "temporary", "unclear"]
HEALTH_STATEMENTS: Final = (
    "diagnosis", "treatment", "prognosis", "functioning", "significance", "accommodations", "permanence",
    "citizen_view",
)  # fmt: skip

EVIDENCE_KINDS: Final[Mapping[str, str]] = {
    "lae115": N_("LÆ 115 journal extract"),
    "lae125": N_("LÆ 125 status certificate"),
    "lae135": N_("LÆ 135 specific health certificate"),
    "lae145": N_("LÆ 145 general health certificate"),
    "lae155": N_("LÆ 155 specialist's certificate"),
    "lae225": N_("LÆ 225 certificate on a chronic illness"),
    "lae265": N_("LÆ 265 certificate for the rehabilitation team"),
    "lae275": N_("LÆ 275 statement of the clinical function"),
    "lae285": N_("LÆ 285 certificate on sick pay"),
    "specialist_letter": N_("Specialist's letter"),
    "hospital_letter": N_("Hospital letter"),
    "treatment_summary": N_("Summary of a treatment"),
    "psychological_report": N_("Psychologist's report"),
    "functioning_description": N_("Description of functioning"),
    "total_description": N_("Total description of the citizen's situation"),
    "coordinator_advice": N_("Advice of the health coordinator"),
    "work_trial_report": N_("Report of a work trial"),
    "progress_report": N_("Progress report"),
    "final_report": N_("Final report of a course"),
    "employer_statement": N_("Employer's statement"),
    "retention_agreement": N_("Agreement on special terms at the workplace"),
    "meeting_record": N_("Record of a meeting"),
    "rehabilitation_plan": N_("Rehabilitation plan"),
    "cv": N_("CV"),
    "education_papers": N_("Education papers"),
    "business_accounts": N_("Accounts of the business"),
    "business_description": N_("Tasks and hours in the business"),
    "citizen_statement": N_("The citizen's own statement"),
    "need_note": N_("Reasoned note on the need for an interdisciplinary effort"),
    "other": N_("Something else"),
}
"""The kinds of evidence that rules know, with their names (English msgids). Other kinds are kept and reported."""


class FileRef(Part):
    """A file kept with the case, named by its hash."""

    name: Annotated[Line, Field(description="The file's name.")]
    hash: Annotated[Digest, Field(description="SHA-256 of the file, in hexadecimal.")]
    size: Annotated[int, Field(ge=1, le=50_000_000, description="Bytes.")]


class Stated(Part):
    """What the evidence states. What it says nothing about is left out. The two judgements at the end are the reader's,
    so that two papers can be held against each other."""

    diagnosis: Annotated[Text | None, Field(description="Diagnosis.")] = None
    treatment: Annotated[Text | None, Field(description="Treatment: done, under way, possible.")] = None
    prognosis: Annotated[Text | None, Field(description="Prognosis.")] = None
    functioning: Annotated[Text | None, Field(description="Level of functioning (funktionsniveau).")] = None
    significance: Annotated[Text | None, Field(description="Significance for work ability.")] = None
    accommodations: Annotated[Text | None, Field(description="Accommodations (skånehensyn).")] = None
    permanence: Annotated[Text | None, Field(description="Whether it will last, and why.")] = None
    citizen_view: Annotated[Text | None, Field(description="The citizen's own perspective, or a comment on it.")] = None
    work_ability: Annotated[
        WorkAbility | None, Field(description="As the reader understands it: what it says of the ability to work.")
    ] = None
    lasting: Annotated[
        Lasting | None, Field(description="As the reader understands it: whether what it says of will last.")
    ] = None


class Evidence(Part):
    """One piece of evidence. The day of the information, the day it came, the day it was read and the day somebody
    acted on it are four days."""

    id: ItemId
    kind: Annotated[Line, Field(description="The kind, as lae125 or work_trial_report; an unknown one is kept.")]
    title: Annotated[Line | None, Field(description="What it is, where the kind does not say enough.")] = None
    author: Annotated[Line | None, Field(description="Who wrote it.")] = None
    role: Annotated[AuthorRole | None, Field(description="What the author is.")] = None
    about: Annotated[
        list[Line], Field(max_length=20, description="What health problem or matter it is about, as anxiety or back.")
    ] = []
    information_date: Annotated[Day | None, Field(description="The day of the information.")] = None
    received: Annotated[Day | None, Field(description="When it came.")] = None
    read: Annotated[Day | None, Field(description="When it was read.")] = None
    acted_on: Annotated[Day | None, Field(description="When somebody acted on it.")] = None
    action: Annotated[Text | None, Field(description="What was done.")] = None
    file: Annotated[FileRef | None, Field(description="The file.")] = None
    states: Annotated[Stated, Field(description="What it states.")] = Stated()
    thread: Annotated[Urn | None, Field(description="The order's thread that it came by.")] = None
    document: Annotated[Digest | None, Field(description="The document of the exchange that it is.")] = None


class HealthEvent(Part):
    """A diagnosis, an admission, a treatment: after it, what was written before may no longer hold."""

    id: ItemId
    day: Annotated[Day, Field(description="When.")]
    kind: Annotated[
        Literal["diagnosis", "admission", "treatment_begun", "treatment_ended", "operation", "other"],
        Field(description="What happened."),
    ]
    about: Annotated[list[Line], Field(max_length=20, description="What health problem it is about.")] = []
    text: Annotated[Text | None, Field(description="In words.")] = None
    source: Annotated[Line | None, Field(description="Who says so.")] = None
