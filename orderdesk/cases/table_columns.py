"""The columns that lists for a case file may have: their headings in Danish, and what stands in their cells.

A heading is the member's name as in the schema (information_date; diagnosis for states.diagnosis), or one of the Danish
ones. Case, underscores and blanks do not matter.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

Kind = Literal["evidence", "conversations", "measures", "requests", "facts"]
KINDS: Final[tuple[Kind, ...]] = ("evidence", "conversations", "measures", "requests", "facts")

Sort = Literal["text", "code", "kind", "texts", "day", "days", "calls", "minutes", "hours", "number", "yes_no", "value"]


@dataclass(frozen=True, slots=True)
class Column:
    """`member` is the entry's, "states.diagnosis" for one within; `headings` are the Danish ones; `words` are Danish
    words for its codes. A "code" is of a closed set, a "kind" of an open one."""

    member: str
    sort: Sort
    headings: tuple[str, ...]
    words: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The English heading."""
        return self.member.rpartition(".")[2]


_ROLES: Final = {
    "egen læge": "gp", "praktiserende læge": "gp", "læge": "gp", "speciallæge": "specialist",
    "klinisk funktion": "clinic", "klinik": "clinic", "sygehus": "hospital", "hospital": "hospital",
    "sundhedskoordinator": "health_coordinator",
    "leverandør": "provider", "arbejdsgiver": "employer", "sagsbehandler": "caseworker", "borger": "citizen",
    "borgeren": "citizen", "andre": "other", "andet": "other",
}  # fmt: skip
_HOW: Final = {
    "møde": "meeting", "telefon": "phone", "skriftligt": "written", "brev": "written", "mail": "written",
    "hjemmebesøg": "home_visit", "trepartsmøde": "three_party_meeting",
}  # fmt: skip
_MEASURES: Final = {
    "afklaring": "clarification", "virksomhedspraktik": "work_placement", "praktik": "work_placement",
    "træning": "training", "opkvalificering": "upskilling", "arbejdsprøvning": "work_trial",
    "løntilskud": "wage_subsidy", "vejledning": "guidance", "sundhedsforløb": "health_course", "andet": "other",
    "behandling": "treatment", "fastholdelse": "retention", "uddannelse": "education", "ansættelse": "employment",
}  # fmt: skip
_PAPERS: Final = {
    "journaludskrift": "lae115", "statusattest": "lae125", "specifik helbredsattest": "lae135",
    "generel helbredsattest": "lae145", "speciallægeattest": "lae155", "psykolograpport": "psychological_report",
    "progressionsrapport": "progress_report", "slutrapport": "final_report",
    "rehabiliteringsplan": "rehabilitation_plan", "referat": "meeting_record", "andet": "other",
}  # fmt: skip
_FACTS: Final = {
    "selvstændig": "self_employed", "ansat": "employed", "ydelse": "benefit", "på ydelsen siden": "benefit_since",
    "komplekse problemer": "complex_problems", "oplagt sag": "obvious_case", "bevilget": "granted",
    "forløbet slutter": "course_ends", "tidligere hjælp": "prior_support",
}  # fmt: skip
_ABILITY: Final = {
    "kan arbejde": "able", "kan med skånehensyn": "able_with_accommodations", "nedsat": "limited",
    "kan ikke arbejde": "unable", "uklart": "unclear",
}  # fmt: skip
_LASTING: Final = {
    "varig": "lasting", "varigt": "lasting", "kan bedres": "may_improve", "midlertidig": "temporary",
    "midlertidigt": "temporary", "uklart": "unclear",
}  # fmt: skip

_ID: Final = Column("id", "text", ("nr", "nummer"))
_ABOUT: Final = Column("about", "texts", ("om", "vedrører", "helbredsproblem"))
_THREAD: Final = Column("thread", "text", ("tråd",))

COLUMNS: Final[Mapping[Kind, tuple[Column, ...]]] = {
    "evidence": (
        _ID,
        Column("kind", "kind", ("slags", "art", "type"), _PAPERS),
        Column("title", "text", ("titel",)),
        Column("author", "text", ("forfatter", "udsteder", "skrevet af")),
        Column("role", "code", ("rolle", "forfatterens rolle"), _ROLES),
        _ABOUT,
        Column("information_date", "day", ("oplysningernes dato",)),
        Column("received", "day", ("modtaget",)),
        Column("read", "day", ("læst",)),
        Column("acted_on", "day", ("handlet på", "handlet")),
        Column("action", "text", ("handling",)),
        Column("states.diagnosis", "text", ("diagnose",)),
        Column("states.treatment", "text", ("behandling",)),
        Column("states.prognosis", "text", ("prognose",)),
        Column("states.functioning", "text", ("funktionsniveau",)),
        Column("states.significance", "text", ("betydning for arbejdsevnen", "betydning")),
        Column("states.accommodations", "text", ("skånehensyn",)),
        Column("states.permanence", "text", ("varighed",)),
        Column("states.citizen_view", "text", ("borgerens syn",)),
        Column("states.work_ability", "code", ("arbejdsevne",), _ABILITY),
        Column("states.lasting", "code", ("varig",), _LASTING),
        _THREAD,
        Column("document", "text", ("dokument",)),
    ),
    "conversations": (
        _ID,
        Column("day", "day", ("dag", "dato")),
        Column("how", "code", ("hvordan", "form"), _HOW),
        Column("health", "text", ("helbred",)),
        Column("work", "text", ("arbejde", "job")),
        Column("wishes", "text", ("ønsker",)),
        Column("other", "text", ("andet",)),
    ),
    "measures": (
        _ID,
        Column("kind", "code", ("slags", "art", "type", "indsats"), _MEASURES),
        Column("name", "text", ("navn",)),
        Column("provider", "text", ("leverandør",)),
        Column("goal", "text", ("mål", "formål")),
        Column("start", "day", ("fra", "begyndt")),
        Column("end", "day", ("til", "slut", "sluttet")),
        Column("weekly_minutes", "minutes", ("minutter om ugen",)),
        Column("weekly_hours", "hours", ("timer om ugen", "ugentlige timer")),
        Column("sessions_planned", "number", ("planlagte mødegange",)),
        Column("sessions_attended", "number", ("mødegange med fremmøde", "fremmødt")),
        Column("result", "text", ("resultat",)),
        Column("ended_because", "text", ("sluttet fordi", "afslutningsårsag")),
        Column("own_workplace", "yes_no", ("egen arbejdsplads",)),
        _THREAD,
    ),
    "requests": (
        _ID,
        Column("form", "kind", ("blanket", "attest", "slags", "type"), _PAPERS),
        Column("to", "text", ("til", "læge")),
        _ABOUT,
        Column("questions", "texts", ("spørgsmål",)),
        Column("why", "text", ("hvorfor", "begrundelse")),
        Column("rule", "text", ("regel",)),
        Column("requested", "day", ("anmodet", "sendt")),
        Column("citizen_contacted", "day", ("borger kontaktet", "borgeren kontaktet")),
        Column("consultation", "day", ("konsultation",)),
        Column("reminders", "days", ("rykkere", "rykket")),
        Column("calls", "calls", ("opringninger", "ringet")),
        Column("received", "day", ("modtaget",)),
        Column("evidence", "texts", ("dokumentation",)),
        Column("declined", "day", ("afslået",)),
        Column("declined_because", "text", ("afslået fordi",)),
        Column("withdrawn", "day", ("tilbagekaldt",)),
        Column("withdrawn_because", "text", ("tilbagekaldt fordi",)),
    ),
    "facts": (
        _ID,
        Column("kind", "kind", ("slags", "art", "type", "oplysning"), _FACTS),
        Column("value", "value", ("værdi",)),
        Column("day", "day", ("dag", "dato", "siden")),
        Column("until", "day", ("indtil", "til")),
        Column("source", "text", ("kilde",)),
        Column("text", "text", ("begrundelse", "tekst")),
    ),
}


def heading_key(heading: str) -> str:
    """A heading without what does not matter in it."""
    return " ".join(heading.replace("_", " ").lower().split())


def column_of(kind: Kind, heading: str) -> Column | None:
    """The column that a heading names; None where the list has none such."""
    key = heading_key(heading)
    return next((one for one in COLUMNS[kind] if key == heading_key(one.name) or key in one.headings), None)
