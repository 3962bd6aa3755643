"""Today and the caseload of a caseworker with 220 cases and 5,000 documents. `python tests/benchmarks/bench_today.py`
prints it.

The cases are rows as the index writes them, made from one real course: every fourth needs something (a report that lies
unread, a meeting to record, a hold that was to end), the rest run in good order. The ended ones are there too: they are
read and passed over. Each case has a file of some 6 KB beside it: every fourth waits for a doctor, every eighth is
decided within the month. Every sixth has had a report that lies unconfirmed. "First" is with nothing reckoned yet, as
when the desk has just been opened; what waits to be confirmed is reckoned once in the life of a desk, and told apart.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
for _place in (str(ROOT), str(ROOT / "tests")):
    if _place not in sys.path:
        sys.path.insert(0, _place)

CASES = 220
DOCUMENTS = 5_000
EACH = 7  # documents a thread
CALLS = 41
Row = dict[str, Any]

REPORT = {
    "digest": "sha256-r", "state": "approved", "since": "2026-12-03T09:00:00Z", "kind": "monthly", "version": 1,
    "issued": "2026-12-03T09:00:00Z", "start": "2026-11-02", "end": "2026-11-30", "by": "",
    "decision": {"review": "sha256-v", "code": "continue", "text": "Jeg ringer til lægehuset i dag. " * 4, "by": "",
                 "since": "2026-12-03T10:00:00Z", "puts_off": False, "followed": False},
}  # fmt: skip
MEETING = {
    "digest": "sha256-m", "state": "held", "since": "2026-12-01T09:00:00Z", "day": "2026-12-01", "org": "fjordvejen",
    "record": "sha256-m", "next_by": "", "decisions": [
        {"text": "Fire timer fra næste uge", "owner": "consultant", "by": "2026-12-15"},
        {"text": "Ringer til lægehuset", "owner": "caseworker", "by": "2026-12-30"},
    ],
}  # fmt: skip
NEEDING: tuple[Row, ...] = (
    {"reports": [REPORT | {"state": "submitted", "decision": None}]},
    {"state": "on_hold", "since": "2026-12-01T09:00:00Z", "resume_by": "2026-12-08"},
    {"meetings": [MEETING | {"state": "scheduled", "day": "2026-12-07"}]},
    {"told": [{"digest": "n", "kind": "warning", "since": "2026-12-09T09:00:00Z", "org": "fjordvejen", "day": ""}]},
)


@contextmanager
def filled(folder: Path) -> Iterator[Any]:
    """The caseworker's desk of a pair, with all the cases in its index."""
    from desk_pair import make_pair
    from factories import order_body

    from orderdesk.desk import index
    from orderdesk.desk.moves.making import make
    from orderdesk.desk.ordering import orders, replies

    pair = make_pair(folder)
    thread = orders.send(pair.caseworker, orders.new_draft(pair.caseworker, order_body()).id).thread
    pair.deliver()
    first = {"day": "2026-11-02", "time": "12:00", "place": "Havnegade 3"}
    replies.accept(pair.consultant, thread, first_meeting=first, start="2026-11-02")
    make(pair.consultant, thread, "start", {"first_offered": "2026-11-02", "first_attended": "2026-11-02"})
    pair.deliver()
    desk = pair.caseworker
    model = desk.store.get(index.THREADS, thread) or {}
    document = desk.store.get(index.DOCUMENTS, model["order"]) or {}
    with desk.store.transaction():
        for number in range(DOCUMENTS // EACH):
            digests = [f"sha256-{number:032x}{part:032x}" for part in range(EACH)]
            desk.store.put(index.THREADS, f"urn:uuid:{number:012x}", _row(model, number) | {"documents": digests})
            for digest in digests:
                desk.store.put(index.DOCUMENTS, digest, document)
    pair.clock.moment = datetime(2026, 12, 10, 9, 0, tzinfo=UTC)
    _keep_files(desk)
    yield desk
    pair.close()


def _keep_files(desk: Any) -> None:
    from case_files import full_case

    from orderdesk.cases.reading import case_of
    from orderdesk.desk.casework import case_files

    with desk.store.transaction():
        for number in range(CASES):
            value = full_case()
            talk = value["conversations"][0]
            value |= {
                "case": f"sag-{number}", "decision": {"planned": "2026-12-28" if number % 8 == 0 else "2027-06-01"},
                "citizen": {"name": f"Åse Østergård nr. {number}", "cpr": _cpr(number)},
                "conversations": [talk | {"id": f"C{part}", "day": f"2026-0{part}-03"} for part in range(1, 9)],
            }  # fmt: skip
            if number % 4 == 0:
                value["requests"][0] |= {"id": "R9", "form": "lae135"}
                value["requests"][0].pop("received")
                value["requests"][0].pop("evidence")
            case_files.put(desk, case_of(value))


def _cpr(number: int) -> str:
    return f"{61 + number % 30}0180-{1000 + number}"


def _row(model: Row, number: int) -> Row:
    row = {**model, "citizen": f"Åse Østergård nr. {number}", "reports": [REPORT], "meetings": [MEETING],
           "seen": "2026-12-01", "cpr": _cpr(number) if number < CASES and number % 6 == 0 else ""}  # fmt: skip
    if number >= CASES - 1:  # the course itself is one of them
        return row | {"state": "completed"}
    return row | (NEEDING[number // 4 % len(NEEDING)] if number % 4 == 0 else {})


def milliseconds(call: Callable[[], object]) -> float:
    """The median of some calls."""
    call()
    times = []
    for _turn in range(CALLS):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1e3


def first(desk: Any, call: Callable[[], object]) -> float:
    """A call with nothing that was reckoned before at hand: the rules are read, the answers are not there."""
    from orderdesk.desk.casework.remembered import Remembered

    desk.remembered = Remembered()
    start = time.perf_counter()
    call()
    return (time.perf_counter() - start) * 1e3


def table() -> list[tuple[str, str, str]]:
    """Rows of what was measured, the figure, and the bound it is held to."""
    from orderdesk.desk.casework.arrived import arrived
    from orderdesk.desk.casework.board import board
    from orderdesk.desk.casework.gap_reading import book
    from orderdesk.desk.people.caseload import caseload
    from orderdesk.desk.today import today

    folder = tempfile.TemporaryDirectory(dir=os.environ.get("ORDERDESK_BENCH_DIR"))
    with folder as temporary, filled(Path(temporary)) as desk:
        book(desk)
        waiting = first(desk, lambda: list(arrived(desk)))
        cold = first(desk, lambda: today(desk))
        cold_board = first(desk, lambda: board(desk))
        warm_board = milliseconds(lambda: board(desk))
        lines, cases = len(today(desk)), len(caseload(desk))
        ours, sheet = milliseconds(lambda: today(desk)), milliseconds(lambda: caseload(desk))
    size = f"{CASES} cases, {DOCUMENTS:,} documents"
    return [
        (f"today: {lines} lines, {size}", f"{ours:.0f} ms", "100 ms"),
        (f"today: what came to {len(range(0, CASES, 6))} cases, reckoned", f"{waiting:.0f} ms", ""),
        (f"today: the first time, {CASES} case files", f"{cold:.0f} ms", "200 ms"),
        (f"today: caseload of {cases}, {size}", f"{sheet:.0f} ms", "100 ms"),
        (f"today: board of {CASES} case files, the first time", f"{cold_board:.0f} ms", "1 s"),
        (f"today: board of {CASES} case files", f"{warm_board:.0f} ms", "100 ms"),
    ]


if __name__ == "__main__":
    for what, measured, bound in table():
        print(f"{what:<52} {measured:<58} {'at most ' + bound if bound else ''}".rstrip())
