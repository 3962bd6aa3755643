"""Case files as values: the smallest that can be read, and one with every member a case file can have."""

from typing import Any

from orderdesk.cases.case_file import CaseFile
from orderdesk.cases.reading import case_of

THREAD = "urn:uuid:0b7f7f0e-6f7c-4a53-9d0a-0c6a3f0a7d11"
DIGEST = "sha256-" + "0f" * 32


def case_value(**members: Any) -> dict[str, Any]:
    """The smallest case file, with `members` beside or instead of its own."""
    citizen = {"name": "Søren Ærø Lund", "cpr": "650184-1234"}
    return {"type": "orderdesk.case.v1", "case": "soeren-lund", "citizen": citizen, **members}


def case(**members: Any) -> CaseFile:
    """The case file that `case_value` describes, read."""
    return case_of(case_value(**members))


def full_case() -> dict[str, Any]:
    """A sound case file with every member, as it is on 2026-11-20."""
    return case_value(
        number="26/004711",
        opened="2024-02-05",
        caseworker="Bodil Holm",
        summary="Angst og ryg. Har været i praktik to gange.\nØnsker fleksjob.",
        citizen={"name": "Søren Ærø Lund", "cpr": "650184-1234", "born": "1984-01-05"},
        tracks=[
            {
                "track": "ordinary_hours", "role": "main", "since": "2024-02-05", "until": "2026-03-01",
                "reason": "Kunne ikke holde til timerne.",
            },
            {"track": "flex_job", "role": "main", "since": "2026-03-01", "reason": "Arbejdsevnen er nedsat."},
            {"track": "early_retirement_pension", "role": "plan_b", "since": "2026-03-01"},
        ],
        decision={
            "planned": "2027-01-15", "team_meeting": "2026-12-10", "begun": "2026-10-01", "decided": "2026-11-19",
            "change_over": "2026-07-01", "change_over_source": "Udvalget, 3. juni 2026",
        },
        facts=[
            {"id": "F1", "kind": "self_employed", "value": False, "day": "2026-03-01", "source": "Borgeren"},
            {
                "id": "F2", "kind": "complex_problems", "value": True, "day": "2026-03-01", "until": "2026-11-01",
                "text": "Helbred, gæld og bolig på samme tid.",
            },
            {"id": "F3", "kind": "benefit_since", "value": "2020-04-01"},
            {"id": "F4", "kind": "benefit", "value": "Kontanthjælp"},
        ],
        sections=[
            {
                "section": "wishes", "text": "Vil gerne arbejde med møbler.", "updated": "2026-10-01",
                "by": [{"role": "citizen", "who": "Søren Ærø Lund", "day": "2026-10-01"}, {"role": "caseworker"}],
            }
        ],
        evidence=[
            {
                "id": "E1", "kind": "lae125", "title": "Statusattest", "author": "Læge Grøn", "role": "gp",
                "about": ["angst"], "information_date": "2026-08-20", "received": "2026-08-25", "read": "2026-08-26",
                "acted_on": "2026-08-27", "action": "Ringede til borgeren.",
                "file": {"name": "attest.pdf", "hash": DIGEST, "size": 84_213},
                "states": {
                    "diagnosis": "Panikangst", "treatment": "Psykolog", "prognosis": "Langsom bedring",
                    "functioning": "Kan gå ud", "significance": "Få timer", "accommodations": "Ro",
                    "permanence": "Varig", "citizen_view": "Er enig", "work_ability": "limited", "lasting": "lasting",
                },
                "thread": THREAD, "document": DIGEST,
            }
        ],
        health_events=[
            {
                "id": "H1", "day": "2026-08-01", "kind": "diagnosis", "about": ["angst"], "text": "Panikangst.",
                "source": "Læge Grøn",
            }
        ],
        requests=[
            {
                "id": "R1", "form": "lae125", "to": "Læge Grøn", "about": ["angst"], "questions": ["Hvad kan han nu?"],
                "why": "Sidste attest er fra 2022.", "rule": "fleksjob/FLX03", "requested": "2026-08-01",
                "citizen_contacted": "2026-08-01", "consultation": "2026-08-20", "reminders": ["2026-08-18"],
                "calls": [{"day": "2026-08-19", "text": "Kommer i morgen."}], "received": "2026-08-25",
                "evidence": ["E1"],
            },
            {
                "id": "R2", "form": "lae135", "requested": "2026-09-01", "declined": "2026-09-10",
                "declined_because": "Kender ham ikke.",
            },
            {
                "id": "R3", "form": "lae145", "requested": "2026-09-11", "withdrawn": "2026-09-12",
                "withdrawn_because": "Sendt til den forkerte.",
            },
        ],
        conversations=[
            {
                "id": "C1", "day": "2026-10-01", "how": "meeting", "health": "Sover dårligt.", "work": "Vil gerne.",
                "wishes": "Møbler.", "other": "Flytter måske.",
            }
        ],
        measures=[
            {
                "id": "M1", "kind": "work_placement", "name": "Genbrugsbutikken", "provider": "Havnegade Værksted",
                "goal": "Flere timer", "start": "2026-04-01", "end": "2026-07-01", "weekly_minutes": 600,
                "sessions_planned": 24, "sessions_attended": 20, "result": "Ti timer",
                "ended_because": "Tiden var gået",
                "own_workplace": True, "thread": THREAD,
            }
        ],
        trials=[
            {
                "id": "T1", "measure": "M1", "employer": "Genbrugsbutikken", "own_workplace": True, "tasks": "Lager",
                "start": "2026-04-01", "end": "2026-07-01", "ended_because": "Tiden var gået", "planned_minutes": 600,
                "present_minutes": 480, "effective_minutes": 240,
                "weeks": [
                    {
                        "start": "2026-04-06", "planned_minutes": 600, "present_minutes": 480, "effective_minutes": 240,
                    }
                ],
                "accommodations": ["Pauser"],
                "adjustments": [
                    {
                        "day": "2026-05-04", "kind": "hours", "before": "10", "after": "8", "reason": "Træt",
                        "effect": "Mindre fravær",
                    }
                ],
                "development": "Op og ned", "paid_minutes": 0, "prospects": "Måske", "conclusion": "Fire timer",
                "concluded_by": "Konsulent Ørum", "concluded": "2026-07-05", "thread": THREAD,
            }
        ],
        notes=[
            {
                "gap": "fleksjob/FLX03", "kind": "closed_by", "day": "2026-10-02", "by": "Bodil Holm",
                "entries": ["E1"], "text": "Attesten svarer på det.",
            }
        ],
    )  # fmt: skip
