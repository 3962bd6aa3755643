"""A report is held against its order, place by place."""

import copy
from collections.abc import Callable
from datetime import date, datetime

import pytest

from orderdesk.errors import InputRefused
from orderdesk.signing.canonical import canonical_bytes
from orderdesk.trust.answering import NOT_A_REPORT, OrderToAnswer, check_answer, order_to_answer
from orderdesk.trust.directories import Trust
from orderdesk.trust.verification import verify
from tests.factories import Body, Town

TODAY = date(2026, 11, 3)


@pytest.fixture
def order(loop: list[Body], trust: Trust, now: datetime) -> OrderToAnswer:
    return order_to_answer(verify(canonical_bytes(loop[0]), trust, now=now))


@pytest.fixture
def signed(town: Town, loop: list[Body]) -> Callable[..., bytes]:
    """The report on October with its body changed, signed."""

    def sign(change: Callable[[Body], object], thread: str = loop[0]["thread"]) -> bytes:
        body = copy.deepcopy(loop[2]["body"])
        change(body)
        return canonical_bytes(town.sign("report", body, "sara-holt", thread=thread, issued=loop[2]["issued"]))

    return sign


def test_a_report_that_answers(order: OrderToAnswer, loop: list[Body], trust: Trust, now: datetime) -> None:
    checks, findings = check_answer(verify(canonical_bytes(loop[2]), trust, now=now), order, TODAY)
    assert {check.status for check in checks} == {"passed"}
    assert findings == ()


@pytest.mark.parametrize(
    ("change", "check", "path"),
    [
        (lambda b: b.update(order="sha256-" + "0" * 64), "order-version", "$.body.order"),
        (lambda b: b.update(order_version=2), "order-version", "$.body.order_version"),
        (lambda b: b["goals"].pop(), "order-goals", "$.body.goals"),
        (lambda b: b["goals"].append(b["goals"][0]), "order-goals", "$.body.goals[2].goal"),
        (lambda b: b["goals"][1].update(goal="M9"), "order-goals", "$.body.goals[1].goal"),
        (lambda b: b["questions"].pop(0), "order-questions", "$.body.questions"),
        (lambda b: b["questions"][0].update(question="S7"), "order-questions", "$.body.questions[0].question"),
        (lambda b: b["documentation"].clear(), "order-documentation", "$.body.documentation"),
        (lambda b: b["period"].update(start="2026-09-01"), "order-period", "$.body.period.start"),
        (lambda b: b["period"].update(end="2027-03-01"), "order-period", "$.body.period.end"),
        (lambda b: b["period"].update(end="2026-09-30"), "order-period", "$.body.period.end"),
        (lambda b: b["period"].update(end="2026-11-05"), "order-period", "$.body.period.end"),
        (lambda b: b["totals"].update(absent=0), "order-totals", "$.body.totals.absent"),
        (lambda b: b["totals"].update(attended_minutes=9), "order-totals", "$.body.totals.attended_minutes"),
        (lambda b: b.update(kind="final"), "order-outcome", "$.body.outcome"),
    ],
)
def test_what_does_not_answer(
    change: Callable[[Body], object],
    check: str,
    path: str,
    order: OrderToAnswer,
    signed: Callable[..., bytes],
    trust: Trust,
    now: datetime,
) -> None:
    verified = verify(signed(change), trust, now=now)
    assert verified, verified.failure
    checks, findings = check_answer(verified, order, TODAY)
    assert (check, path) in [(finding.check, finding.path) for finding in findings]
    assert [c.name for c in checks if c.status == "failed"] == [check]


def test_another_thread(order: OrderToAnswer, signed: Callable[..., bytes], trust: Trust, now: datetime) -> None:
    verified = verify(signed(len, thread="urn:uuid:" + "0" * 8 + "-0000-4000-8000-" + "0" * 12), trust, now=now)
    checks, findings = check_answer(verified, order, TODAY)
    assert [finding.path for finding in findings] == ["$.thread"]
    assert next(check for check in checks if check.name == "order-thread").status == "failed"


def test_only_reports_that_verified_are_asked(
    order: OrderToAnswer, loop: list[Body], trust: Trust, now: datetime
) -> None:
    for data in (canonical_bytes(loop[3]), b"{}"):
        assert check_answer(verify(data, trust, now=now), order, TODAY) == (NOT_A_REPORT, ())


def test_an_order_that_is_none(loop: list[Body], trust: Trust, now: datetime) -> None:
    for data in (canonical_bytes(loop[2]), b"{}"):
        with pytest.raises(InputRefused):
            order_to_answer(verify(data, trust, now=now))
