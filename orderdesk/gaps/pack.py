"""Rule packs (regelpakker): what a decision needs, as data that a lawyer can read and test. packs/README.md documents
the format; there is no code in a pack."""

from typing import Annotated, Any, Literal

from pydantic import Field

from orderdesk.documents.fields import NAME_PATTERN, Day, Line, Part, Text
from orderdesk.documents.order import TrackCode
from orderdesk.gaps.conditions import Condition
from orderdesk.gaps.requirements import Freshness, Requirement
from orderdesk.locale.said import Both

Severity = Literal["required", "expected", "advised"]
"""What the decision cannot be taken without; what a careful authority does; what is a good habit or local policy."""
RuleId = Annotated[str, Field(pattern=r"^[A-ZÆØÅ]{2,5}[0-9]{2,3}$", description="As FLX03.")]
Track = TrackCode | Literal["any"]


class Words(Part):
    """A text in both languages."""

    da: Annotated[Text, Field(description="Danish.")]
    en: Annotated[Text, Field(description="English.")]

    @property
    def both(self) -> Both:
        """As sentences take it."""
        return Both(self.da, self.en)


class Title(Part):
    """A name in both languages: a line, so that lists hold it."""

    da: Annotated[Line, Field(description="Danish.")]
    en: Annotated[Line, Field(description="English.")]

    @property
    def both(self) -> Both:
        """As sentences take it."""
        return Both(self.da, self.en)


class Citation(Part):
    """Where a rule stands. Local policy is called local policy."""

    kind: Annotated[
        Literal["law", "order", "principle", "guidance", "local_policy"],
        Field(description="Law, executive order (bekendtgørelse), principle decision, guidance, or local policy."),
    ]
    text: Annotated[Line, Field(description="The provision, as LAB § 118, stk. 1.")]
    note: Annotated[Line | None, Field(description="What must be known of it.")] = None


class Verified(Part):
    """A person who has held the rule against its source."""

    by: Annotated[Line, Field(description="Who.")]
    day: Annotated[Day, Field(description="When.")]


class Validity(Part):
    """For decisions from and to which day (both included), or for tracks begun then."""

    from_: Annotated[Day | None, Field(alias="from", description="The first day.")] = None
    to: Annotated[Day | None, Field(description="The last day.")] = None
    by: Annotated[
        Literal["decision", "granted"], Field(description="Which day of the case counts: decision, or grant.")
    ] = "decision"


class Exemption(Part):
    """When the rule is not asked, and why."""

    when: Annotated[list[Condition], Field(min_length=1, max_length=100, description="All of these hold.")]
    because: Annotated[Words, Field(description="The reason, as the answer gives it.")]
    citation: Annotated[Line | None, Field(description="Where that stands.")] = None


class Closing(Part):
    """What would close the gap, and who can."""

    who: Annotated[
        list[Literal["caseworker", "citizen", "gp", "specialist", "clinic", "provider", "employer",
                     "health_coordinator", "team", "leader"]],
        Field(min_length=1, description="Who can."),
    ]  # fmt: skip
    how: Annotated[Words, Field(description="What to do.")]
    action: Annotated[
        Literal["order", "medical_request", "ask_citizen", "reminder", "phone_call", "write_section", "record", "none"],
        Field(description="What the program can prepare for it."),
    ] = "record"
    form: Annotated[Line | None, Field(description="The form to ask for, as lae135.")] = None
    documentation: Annotated[
        Literal["work_trial", "functioning", "work_ability", "adjustments", "health", "attendance", "other"] | None,
        Field(description="What a course would have to document, as orders name it."),
    ] = None
    wanted: Annotated[Words | None, Field(description="What is wanted, as an order or a request would put it.")] = None


class Expected(Part):
    """What an example's answer must be."""

    state: Annotated[
        Literal["open", "closed", "prospective", "not_applicable", "undetermined", "no_answer"],
        Field(description="The state; no_answer where the rule does not speak."),
    ]
    kind: Annotated[Line | None, Field(description="The kind of gap.")] = None
    about: Annotated[
        Line | None, Field(description="The part of the key after the colon, where there are several.")
    ] = None
    considered: Annotated[
        list[Line] | None, Field(description="The entries that were looked at and did not count.")
    ] = None


class Example(Part):
    """Facts in, answer out. `case` is laid over the pack's sample case: lists and members take the place of its own."""

    name: Annotated[Line, Field(description="What it shows.")]
    as_of: Annotated[Day | None, Field(description="The day of the question; else the pack's.")] = None
    case: Annotated[dict[str, Any], Field(description="What differs from the pack's sample case.")] = {}
    expect: Annotated[Expected, Field(description="The answer.")]


class Rule(Part):
    """One rule."""

    id: RuleId
    version: Annotated[int, Field(ge=1, description="One higher with each change of content.")] = 1
    title: Annotated[Title, Field(description="What must be there, in a few words.")]
    why: Annotated[Words, Field(description="Why, explained in plain words; no quotation.")]
    severity: Annotated[Severity, Field(description="How much hangs on it.")]
    citations: Annotated[list[Citation], Field(min_length=1, max_length=20, description="Where it stands.")]
    verified: Annotated[Verified | None, Field(description="Who has verified it; left out: nobody.")] = None
    valid: Annotated[Validity, Field(description="For which decisions.")] = Validity.model_validate({})
    applies: Annotated[
        list[Condition], Field(max_length=100, description="All of these hold; none named: always.")
    ] = []
    exempt: Annotated[list[Exemption], Field(max_length=50, description="When it is not asked.")] = []
    require: Annotated[Requirement, Field(description="What is asked.")]
    closing: Annotated[Closing, Field(description="What would close the gap.")]
    examples: Annotated[list[Example], Field(max_length=500, description="Its examples.")] = []


class RuleChange(Part):
    """What a local pack changes in a rule of another pack: visible in every answer."""

    rule: Annotated[Line, Field(description="The rule, as fleksjob/FLX03.")]
    off: Annotated[bool, Field(description="Not asked here.")] = False
    severity: Annotated[Severity | None, Field(description="Another severity.")] = None
    fresh: Annotated[Freshness | None, Field(description="Another length.")] = None
    because: Annotated[Words, Field(description="Why.")]
    decided_by: Annotated[Line, Field(description="Who has decided it.")]
    decided: Annotated[Day, Field(description="When.")]


class PackHead(Part):
    """What a pack is."""

    id: Annotated[str, Field(pattern=NAME_PATTERN, description="Its lasting short name.")]
    version: Annotated[Line, Field(description="Its version.")]
    title: Annotated[Title, Field(description="Its name.")]
    about: Annotated[Words, Field(description="What it is about, and what it leaves out.")]
    tracks: Annotated[list[Track], Field(min_length=1, description="The tracks it is for; any for every case.")]
    local: Annotated[bool, Field(description="Whether it is a municipality's own.")] = False


class Sample(Part):
    """The case that the pack's examples start from."""

    as_of: Annotated[Day, Field(description="The day of the question.")]
    case: Annotated[dict[str, Any], Field(description="Members of a case file.")]


class Pack(Part):
    """A pack."""

    pack: PackHead
    sample: Annotated[Sample | None, Field(description="The case that the examples start from.")] = None
    rules: Annotated[list[Rule], Field(max_length=200, description="The rules.")] = []
    changes: Annotated[list[RuleChange], Field(max_length=200, description="What it changes in other packs.")] = []
