"""The pauses after failures: within bounds, never none, and short again after a success."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orderdesk.exchange.backoff import FIRST, LONGEST, LONGEST_ASKED, SHORTEST, BackOff

ASKED = st.floats(min_value=-1e9, max_value=1e12)


@given(seed=st.integers(), asked=st.lists(ASKED, min_size=1, max_size=60))
def test_every_pause_is_within_its_bounds_and_never_none(seed: int, asked: list[float]) -> None:
    line = BackOff(random.Random(seed).uniform)
    for turn, wish in enumerate(asked, 1):
        floor = min(max(wish, 0.0), LONGEST_ASKED)
        pause = line.failed(wish)
        assert floor + SHORTEST <= pause <= floor + min(LONGEST, FIRST * 2 ** (turn - 1))
        assert line.failures == turn


@given(seed=st.integers(), before=st.integers(0, 5000))
def test_a_success_makes_the_next_failure_a_first_one(seed: int, before: int) -> None:
    line = BackOff(random.Random(seed).uniform)
    for _failure in range(before):
        line.failed()
    line.succeeded()
    assert line.failures == 0
    assert SHORTEST <= line.failed() <= FIRST


@given(asked=st.floats(min_value=0, max_value=LONGEST_ASKED))
def test_what_the_other_end_asks_for_is_waited_for_in_full(asked: float) -> None:
    assert BackOff(lambda low, _high: low).failed(asked) >= asked


def test_desks_that_fell_off_together_do_not_come_back_together() -> None:
    lines = [BackOff(random.Random(seed).uniform) for seed in range(500)]
    for _failure in range(9):
        pauses = sorted(line.failed() for line in lines)
    assert pauses[-1] - pauses[0] > 0.9 * LONGEST
    busiest = max(sum(1 for pause in pauses if second <= pause < second + 1) for second in range(int(LONGEST)))
    assert busiest < 500 / 20


def test_the_pauses_grow_to_the_longest_and_no_further() -> None:
    line = BackOff(lambda _low, high: high)
    assert [line.failed() for _failure in range(9)] == pytest.approx([2, 4, 8, 16, 32, 64, 120, 120, 120])
