"""A thread folds to the same state whatever order its documents arrive in, and refuses what is not possible."""

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orderdesk.documents.entry import Entry
from orderdesk.documents.fold import fold
from orderdesk.documents.order_table import ORDER_STATES
from orderdesk.documents.thread import Thread, report_refusal


def entry(digest: str, kind: str, sub: str, seq: int, about: str = "", *, version: int = 0, outcome: str = "") -> Entry:
    """A document of a thread, issued `seq` hours into 1 September; it builds on the one before."""
    prev = (f"d{seq - 1}",) if seq > 1 and kind != "receipt" else ()
    start, end = ("2026-09-03", "2026-12-31") if kind in ("order", "reply") else ("2026-09-01", "2026-09-30")
    issued = f"2026-09-01T{seq:02}:00:00Z"
    return Entry(digest, kind, sub, seq, issued, about, version, start, end, outcome, prev)


ROADS: dict[str, tuple[list[Entry], str]] = {
    "sent": ([entry("d1", "order", "", 1, version=1)], "sent"),
    "delivered": ([entry("d1", "order", "", 1, version=1), entry("r1", "receipt", "ok", 2, "d1")], "delivered"),
    "undeliverable": (
        [entry("d1", "order", "", 1, version=1), entry("r1", "receipt", "fatal", 2, "d1")],
        "undeliverable",
    ),
    "question": ([entry("d1", "order", "", 1, version=1), entry("d2", "reply", "ask", 2, "d1")], "question"),
    "answered": (
        [
            entry("d1", "order", "", 1, version=1),
            entry("d2", "reply", "ask", 2, "d1"),
            entry("d3", "reply", "answer", 3, "d2"),
        ],
        "delivered",
    ),
    "amended while asked": (
        [
            entry("d1", "order", "", 1, version=1),
            entry("d2", "reply", "ask", 2, "d1"),
            entry("d3", "order", "", 3, "d1", version=2),
        ],
        "delivered",
    ),
    "declined": (
        [
            entry("d1", "order", "", 1, version=1),
            entry("d2", "reply", "decline", 2, "d1"),
            entry("d3", "reply", "uphold", 3, "d2"),
            entry("d4", "reply", "decline", 4, "d1"),
            entry("d5", "reply", "agree_decline", 5, "d4"),
        ],
        "declined",
    ),
    "completed": (
        [
            entry("d1", "order", "", 1, version=1),
            entry("d2", "reply", "accept", 2, "d1"),
            entry("d3", "report", "monthly", 3),
            entry("d4", "review", "elaboration", 4, "d3"),
            entry("d5", "report", "monthly", 5, "d3", version=2),
            entry("d6", "review", "read", 6, "d5"),
            entry("d7", "review", "decided", 7, "d5"),
            entry("d8", "report", "final", 8),
            entry("d9", "review", "decided", 9, "d8"),
        ],
        "completed",
    ),
    "ended early": (
        [
            entry("d1", "order", "", 1, version=1),
            entry("d2", "reply", "accept", 2, "d1"),
            entry("d3", "report", "final", 3, outcome="ended_early"),
            entry("d4", "review", "decided", 4, "d3"),
        ],
        "ended_early",
    ),
}


@pytest.mark.parametrize("road", ROADS)
def test_each_road_ends_where_the_table_says(road: str) -> None:
    entries, state = ROADS[road]
    folded = fold(entries)
    assert (folded.state, folded.refused, folded.missing) == (state, (), ())


@given(st.sampled_from(sorted(ROADS)), st.randoms(use_true_random=False), st.integers(0, 4))
def test_arrival_order_and_doubling_change_nothing(road: str, chance: random.Random, doubled: int) -> None:
    entries, _state = ROADS[road]
    shuffled = entries + [chance.choice(entries) for _turn in range(doubled)]
    chance.shuffle(shuffled)
    assert fold(shuffled, date(2026, 10, 1)) == fold(entries, date(2026, 10, 1))


@given(st.sampled_from(sorted(ROADS)), st.randoms(use_true_random=False))
def test_what_was_lost_shows_and_heals_when_it_comes(road: str, chance: random.Random) -> None:
    entries, _state = ROADS[road]
    lost = chance.choice(entries)
    held = [e for e in entries if e is not lost]
    named = {digest for e in held for digest in e.prev}
    assert (lost.digest in fold(held).missing) == (lost.digest in named)
    assert fold([*held, lost]) == fold(entries)


def test_a_second_acceptance_is_kept_and_changes_nothing() -> None:
    first, second = entry("d2", "reply", "accept", 2, "d1"), entry("e3", "reply", "accept", 3, "d1")
    folded = fold([entry("d1", "order", "", 1, version=1), first, second])
    assert folded.accepted == "d2"
    assert [refused.entry.digest for refused in folded.refused] == ["e3"]


def test_an_amendment_of_an_old_version_is_refused() -> None:
    order, amended = entry("d1", "order", "", 1, version=1), entry("d2", "order", "", 2, "d1", version=2)
    late = entry("e3", "order", "", 3, "d1", version=2)
    folded = fold([order, amended, late])
    assert (folded.order, folded.version, len(folded.refused)) == ("d2", 2, 1)


def test_every_action_that_is_not_possible_says_why() -> None:
    for state in ORDER_STATES:
        for actor in ("C", "P"):
            for possible in Thread(state=state).possible(actor):  # type: ignore[arg-type]
                assert possible.possible != bool(possible.why_not)


def test_a_superseded_report_cannot_be_decided_on() -> None:
    entries, _state = ROADS["completed"]
    reports = fold(entries).reports
    assert report_refusal(reports["d3"], "decide")
    assert reports["d3"].state == "superseded"
