"""Where the citizen stands, and what has been tried, beside the goals of the order; typed by who writes the order."""

from typing import Any

from desk_pair import DeskPair
from factories import order_body
from fault_desks import accept, send_order

from orderdesk.cli.plain.course_text import course_text
from orderdesk.cli.plain.order_text import order_text
from orderdesk.desk.moves.making import make
from orderdesk.desk.ordering import orders
from orderdesk.desk.reporting.course_reading import read_course
from orderdesk.tui.orders.composer import ComposerScreen
from orderdesk.tui.orders.order_page import OrderPage
from orderdesk.tui.orders.order_view import OrderScreen

HALF = {"day": "2026-09-01", "kind": "hours", "before": "Hel dag", "after": "Halv dag", "reason": "Smerter i ryggen"}


def _asked(pair: DeskPair) -> str:
    body = order_body(adjustments=[HALF])
    body["goals"][0]["stance"] = "agreed"
    thread = send_order(pair, **{name: body[name] for name in ("adjustments", "goals")})
    accept(pair, thread)
    pair.clock.forward(days=1)
    stances = [{"item": "M1", "stance": "partly", "words": "Hvis det går stille."}]
    make(pair.consultant, thread, "align", {"day": "2026-11-03", "how": "phone", "stances": stances})
    pair.deliver()
    return thread


async def test_the_order_shows_where_the_citizen_stands_and_what_was_tried(pair: DeskPair, shell, until) -> None:
    screen = OrderScreen(_asked(pair))
    async with shell(pair.caseworker, screen).run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: screen.reading)
        page = screen.query_one(OrderPage)
        await until(pilot, page.plain)
        text = page.plain()
        assert "the citizen: agreed · partly agreed since 3 Nov 2026" in text
        assert "“Hvis det går stille.”" in text
        assert "1 Sep 2026 · hours: Hel dag → Halv dag" in text
        assert "Effect: cannot be seen yet" in text


def test_the_plain_text_has_the_history_newest_first(pair: DeskPair) -> None:
    thread = _asked(pair)
    course = course_text(read_course(pair.consultant, thread))
    assert course.index("partly agreed, on the phone, »Hvis det går stille.«") < course.index("2026-11-02: agreed")
    text = order_text(order_body(adjustments=[{**HALF, "effect": "Færre smerter"}]), "Order")
    assert "hours: Hel dag -> Halv dag" in text
    assert "effect: Færre smerter" in text


async def test_an_adjustment_already_tried_is_typed_on_its_page(pair: DeskPair, shell: Any, keys: Any) -> None:
    screen = ComposerScreen(orders.new_draft(pair.caseworker, order_body()).id)
    async with shell(pair.caseworker, screen).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        screen.form.jump_to("adjustments")
        await pilot.pause()
        await keys(pilot, "enter", "»2026-09-01", "tab", "h", "tab", "»Hel dag", "tab", "»Halv dag", "tab", "»Smerter")
        assert screen.draft.body["adjustments"] == [{**HALF, "reason": "Smerter"}]
