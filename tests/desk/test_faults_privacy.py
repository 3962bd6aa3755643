"""Nothing of a citizen is readable in anything that a desk or the exchange writes, says or logs, whatever happens."""

import logging
from pathlib import Path
from typing import Any

import pytest
from desk_pair import DeskPair
from factories import order_body
from fault_desks import (
    CASEWORKER,
    CONSULTANT,
    accept,
    acceptance,
    partner_desk,
    put,
    send_order,
    send_report,
    settle,
    signed,
)

from orderdesk.desk import drafts, index
from orderdesk.desk.desk import Desk
from orderdesk.desk.mail import outbox, post, quarantine
from orderdesk.desk.ordering import orders, replies
from orderdesk.desk.reporting import reviews
from orderdesk.errors import OrderdeskError

SECRETS = ("Rikke", "Sønderby", "710385", "7103851234", "Ærøvej", "70 10 55 21", "Åndenød", "åndenød")
FRESH = "urn:uuid:5f1d2c3a-0b4e-4c5d-8e7f-102938475601"


def forms_of(secret: str) -> set[bytes]:
    """The bytes that the secret would be written as."""
    escaped = secret.encode("ascii", "backslashreplace").replace(b"\\x", b"\\u00")
    return {secret.encode(), secret.encode("utf-16-le"), secret.encode("latin-1"), escaped}


def assert_tells_nothing(text: str) -> None:
    for secret in SECRETS:
        assert secret not in text


def a_busy_month(pair: DeskPair, bo: Desk) -> list[str]:
    """A whole life of an order, with hostile post and failed attempts in between; every error that was met."""
    thread = send_order(pair)
    accept(pair, thread)
    pair.clock.forward(days=30)
    report = send_report(pair, thread)
    pair.deliver()
    reviews.decide(pair.caseworker, report, decision="continue", text="Mette ringer til Rikkes læge.")
    order = index.thread_of(pair.caseworker, thread).order
    put(pair.caseworker, signed(bo, "reply", acceptance(bo, order), [CASEWORKER], thread, seq=2, prev=[order]))
    genuine = pair.caseworker.archive.get(order)
    for hostile in (
        genuine[:-200], genuine.replace(b"Rikke", b"Rikki"), genuine[:-1] + b',"seq":1}', genuine.replace(b"v1", b"v2"),
        signed(pair.caseworker, "order", order_body(), [("fjordvejen", "anne-lind")], FRESH),
        signed(pair.caseworker, "order", order_body(citizen={"name": "Rikke Sønderby"}), [CONSULTANT], FRESH),
        signed(pair.caseworker, "order", order_body() | {"Rikke 710385-1234": "x"}, [CONSULTANT], FRESH),
    ):  # fmt: skip
        put(pair.consultant, hostile)
    settle(pair, bo)
    attempts = (
        lambda: orders.send(pair.caseworker, orders.new_draft(pair.caseworker, order_body(goals=[])).id),
        lambda: replies.accept(pair.consultant, thread, first_meeting={}, start="2026-11-05"),
        lambda: drafts.load(pair.caseworker, "Rikke Sønderby"),
        lambda: index.document(pair.caseworker, "sha256-Rikke"),
    )
    said = []
    for attempt in attempts:
        with pytest.raises(OrderdeskError) as refused:
            attempt()
        said.append(str(refused.value))
    return said


def test_no_citizen_can_be_read_in_anything_that_was_written(
    pair: DeskPair, tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    bo = partner_desk(tmp_path, pair, pair.caseworker, "provider")
    for sentence in a_busy_month(pair, bo):
        assert_tells_nothing(sentence)
    assert len(quarantine.listing(pair.consultant)) == 7
    assert [kept.check for kept in quarantine.listing(pair.caseworker)] == ["parties"]
    for desk in (pair.caseworker, pair.consultant, bo):
        for kept in quarantine.listing(desk):
            assert_tells_nothing(kept.message)
        for row in outbox.waiting(desk):
            assert_tells_nothing(row.trouble)
        for receipt in receipts(desk):
            assert_tells_nothing(str(receipt["body"]))
    wanted = {form for secret in SECRETS for form in forms_of(secret)}
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) > 40
    for path in files:
        assert_tells_nothing(str(path.relative_to(tmp_path)))
        content = path.read_bytes()
        assert not [form for form in wanted if form in content], path.name
    assert_tells_nothing(caplog.text)
    shown = capfd.readouterr()
    assert_tells_nothing(shown.out + shown.err)
    assert post.sync(bo, force=True).trouble == ""
    bo.close()


def receipts(desk: Desk) -> list[dict[str, Any]]:
    found = [digest for digest, row in desk.store.rows(index.DOCUMENTS) if row["kind"] == "receipt"]
    return [index.document(desk, digest) for digest in found]
