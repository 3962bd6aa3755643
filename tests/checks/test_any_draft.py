"""No draft makes a check raise, whatever stands in it, and none makes it slow out of proportion."""

import time
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orderdesk.checks.draft import without_empty
from orderdesk.checks.order import ActiveOrder, EarlierText, OrderContext, check_order, comparable_order
from orderdesk.checks.report import ReportContext, check_report, comparable_passages

TODAY = date(2026, 11, 22)
NAMES = [
    "placer", "caseworker", "phone", "mail", "provider", "citizen", "name", "interpreter", "needed", "facts", "text",
    "confirmed", "support_needs", "voice", "status", "own_words", "wishes", "outcome", "purpose", "leads_to",
    "to_clarify", "goals", "goal", "id", "rank", "seen_by", "due", "sub_goals", "activities", "serves", "questions",
    "question", "documentation", "course", "start", "end", "weekly_minutes", "sessions", "minutes", "reporting",
    "final_due", "disclosure", "attachments", "relation", "thread", "period", "absence", "attempts", "totals",
    "planned", "attended", "next_steps", "next_step", "by", "followed_up", "step", "points", "health", "assessment",
    "citizen_view", "quote", "work_trial", "kind", "order_version", "version", "day", "attainment", "observation",
]  # fmt: skip
TEXTS = [
    "",
    " ",
    "given",
    "worked_on",
    "absent",
    "final",
    "2026-11-22",
    "9999-12-31",
    "0001-01-01",
    "2026-13-45",
    "Afklaring",
]
PLAIN = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.sampled_from(TEXTS), st.text(max_size=30),
    st.characters(categories=["Cs"]),
)  # fmt: skip
ANYTHING = st.recursive(
    PLAIN,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=8), inner, max_size=12)
    ),
    max_leaves=60,
)
QUICK = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
EARLIER = [
    EarlierText("1", "Lærke skal tilbage til køkkenet efter to år med ondt i ryggen, og vi ved ikke hvordan.", "x")
]


def _said(findings):
    for finding in findings:
        assert finding.path.startswith("$")
        assert "{" not in finding.template or finding.message
        assert finding.sentence


@QUICK
@given(body=ANYTHING)
def test_any_value_can_be_checked_as_an_order(body):
    _said(check_order(body, OrderContext(TODAY, earlier=EARLIER, active=[ActiveOrder("t", "l")])))


@QUICK
@given(body=ANYTHING, order=ANYTHING, previous=ANYTHING)
def test_any_value_can_be_checked_as_a_report(body, order, previous):
    _said(check_report(body, order, ReportContext(TODAY, previous=previous, earlier=EARLIER)))


@QUICK
@given(places=st.lists(st.sampled_from(NAMES), min_size=1, max_size=4), value=ANYTHING, data=st.data())
def test_a_good_order_with_anything_anywhere_can_be_checked(changed, places, value, data):
    body = changed("order_da", {})
    _spoil(body, data, value)
    comparable_order(body)
    _said(check_order(body, OrderContext(TODAY, earlier=EARLIER)))


@QUICK
@given(value=ANYTHING, data=st.data())
def test_a_good_report_with_anything_anywhere_can_be_checked(changed, value, data):
    body, order = changed("report_da", {}), changed("order_da", {})
    _spoil(body, data, value)
    comparable_passages(body)
    _said(check_report(body, order, ReportContext(TODAY, previous=body, earlier=EARLIER)))


def _spoil(body, data, value):
    """Put `value` somewhere in `body`."""
    while True:
        key = data.draw(st.sampled_from(sorted(body) if isinstance(body, dict) else range(len(body))))
        if not isinstance(body[key], dict | list) or not body[key] or data.draw(st.booleans()):
            body[key] = value
            return
        body = body[key]


DEEP: list = []
for _ in range(900):
    DEEP = [DEEP]


@pytest.mark.parametrize(
    "body", [[], None, "x", 3, DEEP, {"goals": DEEP}, {"purpose": {"text": "og " * 80_000}}], ids=str
)
def test_odd_bodies_are_checked(body):
    if isinstance(body, dict) and "purpose" in body:
        body = {**body, "goals": [{"text": "at " * 80_000, "seen_by": "mere og har " * 20_000}]}
    assert check_order(body, OrderContext(TODAY))


def test_cost_follows_the_size():
    """Ten times the goals cost some ten times the time, far from a hundred."""

    def seconds(count):
        body = {"goals": [{"done": "Det går", "goal": "M1"}] * count, "questions": [{"x": 1}] * count}
        started = time.process_time()
        check_report(body, {"goals": [{"id": f"M{one}"} for one in range(count)]}, ReportContext(TODAY, previous=body))
        return time.process_time() - started

    seconds(100)
    assert seconds(5000) < 40 * seconds(500) + 0.1


def test_what_says_nothing_is_left_out():
    draft = {"plan_b": " ", "relation": {"reason": "", "x": None}, "goals": [{}, {"text": ""}], "needed": False, "n": 0}
    assert without_empty(draft) == {"goals": [{}, {}], "needed": False, "n": 0}
