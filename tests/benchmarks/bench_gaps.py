"""What holding the rules against cases costs: one full case, a caseload, and ten thousand.

The cases are full ones: 30 papers, 40 conversations, 8 requests, 3 trials, on three tracks in turn. Each has texts of
its own, so that what is remembered of one text helps no other case. What a text names is read once in a process; both
are measured, the first time and every other.
"""

import itertools
import json
import random
import sys
import time
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from case_files import case

from orderdesk.cases.case_file import CaseFile
from orderdesk.cases.evidence import EVIDENCE_KINDS
from orderdesk.cases.medical import FORMS
from orderdesk.cases.preparatory import SECTIONS
from orderdesk.cases.reading import case_of
from orderdesk.gaps.checker import check
from orderdesk.gaps.reading import own_book

EXAMPLES = Path(__file__).parents[2] / "examples" / "cases"
AS_OF = date(2026, 11, 20)
TRACKS = ("flex_job", "early_retirement_pension", "job_clarification")
SAID = (
    "Jeg sover dårligt og er træt hele dagen.", "Angsten er der, når jeg skal ud blandt mange mennesker.",
    "Har ikke ondt i ryggen mere, men knæet driller.", "Min mor er syg, og det fylder meget for tiden.",
    "Jeg får åndenød på trappen op til tredje sal.", "Det går bedre, siden jeg begyndte hos psykologen.",
    "Medicinen gør mig tung, men jeg kan klare fire timer.", "Har været til kontrol hos lægen i sidste uge.",
    "Venter på svar fra sygehuset om den nye undersøgelse.", "Spiser bedre og kommer ud at gå hver dag.",
)  # fmt: skip
WORK = (
    "Vi talte om timerne: seks er fint, otte er for meget.", "Vil gerne prøve noget med møbler eller træ.",
    "Har talt med virksomhedskonsulenten om en ny plads.", "Kan lide opgaverne på lageret og kollegerne der.",
    "Er bekymret for at miste sin bolig.", "Ønsker en arbejdsplads tæt på hjemmet, helst uden skiftehold.",
)  # fmt: skip
STATED = ("diagnosis", "treatment", "prognosis", "functioning", "significance", "permanence")


def told(chance: random.Random, sentences: int, said: Sequence[str] = SAID) -> str:
    """A text of its own."""
    return " ".join(f"{chance.choice(said)} ({chance.randrange(10**6)})" for _ in range(sentences))


def back(chance: random.Random, most: int) -> str:
    """A day within the last `most` days."""
    return (AS_OF - timedelta(days=chance.randrange(1, most))).isoformat()


def paper(number: int, chance: random.Random) -> dict[str, Any]:
    """A paper on file, as long as a short attest is."""
    day = back(chance, 1500)
    return {
        "id": f"E{number}", "kind": chance.choice([*EVIDENCE_KINDS]), "role": chance.choice(["gp", "provider"]),
        "about": [chance.choice(["angst", "ryg", "søvn"])], "information_date": day, "received": day, "read": day,
        "acted_on": day, "states": {name: told(chance, 2) for name in chance.sample(STATED, 3)},
    }  # fmt: skip


def trial(number: int, chance: random.Random) -> dict[str, Any]:
    """A work trial of 13 weeks."""
    start = AS_OF - timedelta(days=300 * number)
    weeks = [
        {"start": (start + timedelta(days=7 * week)).isoformat(), "planned_minutes": chance.randrange(300, 900),
         "present_minutes": 300}
        for week in range(13)
    ]  # fmt: skip
    return {
        "id": f"T{number}", "employer": "Genbrugsbutikken", "tasks": told(chance, 1), "start": start.isoformat(),
        "end": (start + timedelta(days=91)).isoformat(), "ended_because": "Perioden var slut", "present_minutes": 480,
        "effective_minutes": 240, "weeks": weeks, "accommodations": ["Pauser"], "conclusion": told(chance, 4),
    }  # fmt: skip


def full(number: int) -> CaseFile:
    """A full case of its own."""
    chance = random.Random(number)
    talks = [
        {"id": f"C{one}", "day": back(chance, 1500), "health": told(chance, 2), "work": told(chance, 2, WORK)}
        for one in range(1, 41)
    ]
    requests = [
        {"id": f"R{one}", "form": chance.choice([*FORMS]), "requested": back(chance, 200), "about": ["angst"],
         "questions": [told(chance, 1)]}
        for one in range(1, 9)
    ]  # fmt: skip
    sections = [{"section": one, "text": told(chance, 4), "updated": back(chance, 300)} for one in SECTIONS]
    return case(
        case=f"sag-{number}", tracks=[{"track": TRACKS[number % 3], "role": "main", "since": "2024-01-01"}],
        decision={"planned": "2027-01-15", "begun": "2026-10-01", "change_over": "2026-07-01"}, sections=sections,
        evidence=[paper(one, chance) for one in range(1, 31)], conversations=talks, requests=requests,
        trials=[trial(one, chance) for one in range(1, 4)],
        facts=[{"id": "F1", "kind": "self_employed", "value": False, "source": "Borgeren"}],
    )  # fmt: skip


def like_the_examples(count: int) -> list[CaseFile]:
    """Cases as they are in examples/, each with texts of its own."""
    numbers = itertools.count()

    def own(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: own(part) for name, part in value.items()}
        if isinstance(value, list):
            return [own(part) for part in value]
        return f"{value} ({next(numbers)})" if isinstance(value, str) and " " in value and len(value) > 25 else value

    files = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(EXAMPLES.glob("*.json"))]
    return [
        case_of({**own(value), "case": f"sag-{number}"}) for number, value in enumerate(islice(cycle(files), count))
    ]


def seconds(cases: Sequence[CaseFile]) -> float:
    """What the processor spends on all of them, one after the other."""
    book = own_book()
    start = time.process_time()
    for one in cases:
        check(one, book, AS_OF)
    return time.process_time() - start


def table() -> list[tuple[str, str, str]]:
    """The rows (what, measured, bound)."""
    seconds([full(-1)])  # the packs, the words and the models are read once
    first = median(seconds([full(number)]) for number in range(100, 115)) * 1000
    again = full(99)
    known = median(seconds([again]) for _round in range(15)) * 1000
    caseload = [full(number) for number in range(1000, 1220)]
    unread = seconds(caseload) * 1000
    read = median(seconds(caseload) for _round in range(5)) * 1000
    hundred, thousand, all_ = (seconds([*islice(cycle(caseload), count)]) for count in (100, 1_000, 10_000))
    as_examples = seconds(like_the_examples(220)) * 1000
    rules, answers = len(own_book().rules), len(check(again, own_book(), AS_OF).answers)
    return [
        ("rules in the book, answers to a full case", f"{rules}, {answers}", ""),
        ("a full case whose texts were never read", f"{first:.1f} ms", "under 5 ms"),
        ("a full case", f"{known:.1f} ms", "under 5 ms"),
        ("220 cases like the examples, never read", f"{as_examples:.0f} ms", "under 300 ms"),
        ("220 full cases, never read", f"{unread:.0f} ms", ""),
        ("220 full cases", f"{read:.0f} ms", "under 300 ms"),
        ("10,000 full cases, a case", f"{all_ / 10:.2f} ms", ""),
        ("a case among 1,000 to one among 100", f"{thousand / hundred / 10:.2f}", "linear: about 1"),
        ("a case among 10,000 to one among 1,000", f"{all_ / thousand / 10:.2f}", "linear: about 1"),
    ]


if __name__ == "__main__":
    for row in table():
        print(*row, sep="  ")
