"""Case files of any kind, for hypothesis: whatever the schema allows, doubtful days and unknown kinds among it."""

from datetime import date
from typing import Any

from case_files import case
from hypothesis import strategies as st

from orderdesk.cases.case_file import CaseFile
from orderdesk.cases.evidence import EVIDENCE_KINDS
from orderdesk.cases.fact_kinds import FACT_KINDS
from orderdesk.cases.medical import FORMS
from orderdesk.cases.preparatory import SECTIONS

DAYS = st.dates(date(2023, 1, 1), date(2027, 12, 31)).map(date.isoformat)
SELDOM = st.one_of(st.none(), DAYS)
TEXTS = st.sampled_from(
    [
        "Jeg har angst.",
        "Ingen angst mere.",
        "Min mor har åndenød.",
        "Ondt i ryggen.",
        "Går godt.",
        "Vil gerne arbejde med træ.",
    ]
)
MATTERS = st.lists(st.sampled_from(["angst", "anxiety", "ryg", "andet"]), max_size=2)
TRACKS = st.sampled_from(
    ["flex_job", "early_retirement_pension", "resource_course", "job_clarification", "ordinary_hours"]
)


def always(members: dict[str, st.SearchStrategy[Any]], **kept: st.SearchStrategy[Any]) -> Any:
    """`members` with those `kept` that every entry has."""
    return st.fixed_dictionaries(kept, optional=members)


STATES = st.fixed_dictionaries(
    {},
    optional={
        "diagnosis": TEXTS, "prognosis": TEXTS, "functioning": TEXTS, "significance": TEXTS, "permanence": TEXTS,
        "work_ability": st.sampled_from(["able", "limited", "unable", "unclear"]),
        "lasting": st.sampled_from(["lasting", "temporary", "unclear"]),
    },
)  # fmt: skip


def _numbered(
    prefix: str, one: st.SearchStrategy[dict[str, Any]], most: int
) -> st.SearchStrategy[list[dict[str, Any]]]:
    return st.lists(one, max_size=most).map(
        lambda found: [{"id": f"{prefix}{number}", **each} for number, each in enumerate(found, start=1)]
    )


PAPERS = _numbered("E", always(
    {"information_date": SELDOM, "received": SELDOM, "read": SELDOM, "acted_on": SELDOM, "about": MATTERS,
     "states": STATES, "role": st.sampled_from(["gp", "provider", "citizen"])},
    kind=st.sampled_from([*EVIDENCE_KINDS, "ukendt"]),
), 6)  # fmt: skip
REQUESTS = _numbered("R", always(
    {"requested": SELDOM, "consultation": SELDOM, "received": SELDOM, "declined": SELDOM, "withdrawn": SELDOM,
     "about": MATTERS, "reminders": st.lists(DAYS, max_size=3), "questions": st.lists(TEXTS, max_size=1)},
    form=st.sampled_from([*FORMS, "ukendt"]),
), 4)  # fmt: skip
FACTS = _numbered("F", always(
    {"day": SELDOM, "until": SELDOM, "source": st.just("Borgeren"), "text": TEXTS},
    kind=st.sampled_from([*FACT_KINDS, "ukendt"]), value=st.one_of(st.booleans(), st.integers(0, 9), DAYS),
), 6)  # fmt: skip
TALKS = _numbered("C", always({"health": TEXTS, "work": TEXTS, "wishes": TEXTS}, day=DAYS), 5)
EVENTS = _numbered("H", always({"about": MATTERS}, day=DAYS, kind=st.sampled_from(["diagnosis", "admission"])), 2)
MEASURES = _numbered("M", always(
    {"start": SELDOM, "end": SELDOM, "result": TEXTS, "ended_because": TEXTS, "own_workplace": st.booleans()},
    kind=st.sampled_from(["mentor", "work_placement", "treatment"]),
), 3)  # fmt: skip
WEEKS = st.lists(st.fixed_dictionaries(
    {"start": DAYS, "planned_minutes": st.integers(0, 900), "present_minutes": st.integers(0, 900)}
), max_size=3)  # fmt: skip
TRIALS = _numbered("T", always(
    {"start": SELDOM, "end": SELDOM, "concluded": SELDOM, "conclusion": TEXTS, "weeks": WEEKS,
     "employer": st.just("Genbrug")},
), 2)  # fmt: skip
ON_TRACKS = st.lists(st.fixed_dictionaries(
    {"track": TRACKS, "role": st.sampled_from(["main", "plan_b"]), "since": DAYS, "until": SELDOM}
), max_size=2)  # fmt: skip
WRITTEN = st.lists(st.fixed_dictionaries(
    {"section": st.sampled_from([*SECTIONS])}, optional={"text": TEXTS, "updated": SELDOM}
), max_size=4, unique_by=lambda one: one["section"])  # fmt: skip
DECISIONS = st.fixed_dictionaries(
    {}, optional=dict.fromkeys(("planned", "begun", "decided", "change_over"), SELDOM)
)  # fmt: skip

CASES: st.SearchStrategy[CaseFile] = st.fixed_dictionaries({
    "tracks": ON_TRACKS, "decision": DECISIONS, "facts": FACTS, "evidence": PAPERS, "requests": REQUESTS,
    "conversations": TALKS, "health_events": EVENTS, "measures": MEASURES, "trials": TRIALS, "sections": WRITTEN,
}).map(lambda members: case(**members))  # fmt: skip
