"""The caseload for the monthly talk: now, the next step, what blocks, what is overdue."""

from datetime import UTC, datetime

import pytest
from desk_pair import DeskPair
from factories import order_body

from orderdesk.desk import index
from orderdesk.desk.moves.making import make
from orderdesk.desk.ordering import orders, replies
from orderdesk.desk.people.caseload import Load, caseload


def sent(pair: DeskPair, name: str) -> str:
    body = order_body()
    body["citizen"]["name"] = name
    thread = orders.send(pair.caseworker, orders.new_draft(pair.caseworker, body).id).thread
    pair.deliver()
    return thread


def running(pair: DeskPair, name: str) -> str:
    thread = sent(pair, name)
    first = {"day": "2026-11-02", "time": "12:00", "place": "Havnegade 3"}
    replies.accept(pair.consultant, thread, first_meeting=first, start="2026-11-02")
    make(pair.consultant, thread, "start", {"first_offered": "2026-11-02", "first_attended": "2026-11-02"})
    pair.deliver()
    return thread


def on(pair: DeskPair, day: str) -> None:
    pair.clock.moment = datetime.fromisoformat(day).replace(hour=8, tzinfo=UTC)


def of(pair: DeskPair, side: str = "C") -> dict[str, Load]:
    return {load.citizen: load for load in caseload(pair.caseworker if side == "C" else pair.consultant)}


def test_each_case_has_now_next_step_and_what_blocks(pair: DeskPair) -> None:
    running(pair, "Åse Ørum")
    held = running(pair, "Bo Æbelø")
    hold = {"code": "illness", "reason": "Indlagt.", "since": "2026-11-02", "expected_resume": "2026-11-16"}
    make(pair.caseworker, held, "hold", hold)
    sent(pair, "Liv Åkær")
    found = of(pair)
    assert {name: (one.state, one.next, one.next_by, one.blocks) for name, one in found.items()} == {
        "Åse Ørum": ("active", "The report is to come", "2026-12-07", ""),
        "Bo Æbelø": ("on_hold", "The hold is to end", "2026-11-16", "The course is on hold"),
        "Liv Åkær": ("delivered", "The order is to be answered", "2026-11-04", "The order waits for an answer"),
    }
    assert {one.person for one in found.values()} == {"Sara Holt"}
    assert found["Åse Ørum"].overdue == 0


def test_what_has_been_overdue_longest_stands_first(pair: DeskPair) -> None:
    running(pair, "Åse Ørum")
    sent(pair, "Liv Åkær")
    on(pair, "2026-12-09")
    found = caseload(pair.caseworker)
    assert [(one.citizen, one.next, one.overdue) for one in found] == [
        ("Liv Åkær", "The order expired unanswered", 35),
        ("Åse Ørum", "No contact is known here since", 9),
    ]
    assert found[0].state == "expired"
    assert found[1].late == 2, "the report has not come either"


def test_not_ready_blocks_until_something_is_decided(pair: DeskPair) -> None:
    thread = running(pair, "Åse Ørum")
    make(pair.consultant, thread, "not_ready", {"needs": "assessment", "text": "Hun sover tre timer om natten."})
    pair.deliver()
    assert of(pair)["Åse Ørum"].blocks == "Not ready: something comes first"


def test_the_last_decision_is_there(pair: DeskPair) -> None:
    thread = running(pair, "Åse Ørum")
    row = pair.caseworker.store.get(index.THREADS, thread)
    assert row is not None
    decision = {"review": "d", "code": "continue", "text": "Jeg ringer til lægen.", "by": "2026-12-11",
                "since": "2026-12-01T09:00:00Z", "puts_off": False, "followed": False}  # fmt: skip
    report = {"digest": "r", "state": "approved", "since": "2026-12-01T09:00:00Z", "kind": "monthly", "version": 1,
              "issued": "2026-12-01T08:00:00Z", "start": "2026-11-02", "end": "2026-11-30"}  # fmt: skip
    pair.caseworker.store.put(index.THREADS, thread, {**row, "reports": [report | {"decision": decision}]})
    found = of(pair)["Åse Ørum"]
    assert (found.decision, found.decision_by) == ("Jeg ringer til lægen.", "2026-12-11")


def test_a_case_that_ended_or_is_a_colleagues_is_not_there(pair: DeskPair) -> None:
    thread = running(pair, "Åse Ørum")
    assert set(of(pair, "P")) == {"Åse Ørum"}
    row = pair.caseworker.store.get(index.THREADS, thread)
    assert row is not None
    colleague = {**row["caseworkers"][0], "person": "jonas-bach", "since": "2026-11-02"}
    pair.caseworker.store.put(index.THREADS, thread, {**row, "caseworkers": [*row["caseworkers"], colleague]})
    assert of(pair) == {}
    make(pair.caseworker, thread, "enter_error", {"reason": "Forkert borger."})
    pair.deliver()
    assert of(pair, "P") == {}


@pytest.mark.parametrize("side", ["C", "P"])
def test_both_sides_have_their_own(pair: DeskPair, side: str) -> None:
    running(pair, "Åse Ørum")
    load = of(pair, side)["Åse Ørum"]
    assert load.other == ("Fjordvejen ApS" if side == "C" else "Mette Krogh")
