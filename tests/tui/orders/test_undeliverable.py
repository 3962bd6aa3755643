"""An order that their desk did not take: each side reads why, the caseworker also what can be done."""

import pytest
from desk_pair import DeskPair
from factories import order_body
from textual.widgets import Static

from orderdesk.desk import index
from orderdesk.desk.issuing import To, issue
from orderdesk.desk.mail import post
from orderdesk.desk.ordering import orders
from orderdesk.tui.orders.order_view import OrderScreen

WHY = "Nøglen kendes ikke her."


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"check": "trust", "text": WHY}, f"Their desk did not take it: {WHY}"),
        ({"check": "trust"}, "Their desk did not take it: trust"),
        ({}, "Their desk did not take it.\n"),
    ],
    ids=["a sentence", "a check's name", "nothing"],
)
async def test_why_their_desk_did_not_take_the_order(told, sentence, pair: DeskPair, shell, until) -> None:
    sent = orders.send(pair.caseworker, orders.new_draft(pair.caseworker, order_body()).id)
    refused = {"document": sent.digest, "outcome": "fatal", **told}
    to = [To("lindholm-kommune", "mette-krogh")]
    issue(pair.consultant, "receipt", refused, to=to, thread=sent.thread, after=(sent.digest, 1))
    for desk in (pair.consultant, pair.caseworker):  # the order itself never reaches the provider
        pair.clock.forward(minutes=1)
        post.sync(desk, force=True)
    assert index.thread_of(pair.caseworker, sent.thread).state == "undeliverable"
    screen = OrderScreen(sent.thread)
    async with shell(pair.caseworker, screen).run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: screen.reading)
        standing = str(screen.query_one("#standing", Static).content)
        assert sentence in standing
        assert "Nobody there has read it. Put it right with F3" in standing


async def test_an_order_that_arrived_says_nothing_of_the_kind(pair: DeskPair, sent, shell, until) -> None:
    screen = OrderScreen(sent)
    async with shell(pair.caseworker, screen).run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: screen.reading)
        assert "did not take it" not in str(screen.query_one("#standing", Static).content)
