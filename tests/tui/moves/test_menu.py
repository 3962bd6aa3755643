"""All that a side can do, from the tables, and where it leads."""

import pytest
from desk_pair import DeskPair
from handover_desks import Town, handing
from textual.widgets import Label, Static

from orderdesk.desk import drafts, index
from orderdesk.desk.moves import drafting
from orderdesk.desk.moves.making import MOVES, make
from orderdesk.desk.ordering import orders, replies
from orderdesk.desk.ordering.order_reading import read_order
from orderdesk.tui.dialogs import ChoiceDialog, ConfirmDialog
from orderdesk.tui.listing import RecordList
from orderdesk.tui.moves.menu import OWN, ActionsScreen, choices
from orderdesk.tui.moves.screen import MoveScreen
from orderdesk.tui.orders.answer import AnswerScreen
from orderdesk.tui.orders.composer import ComposerScreen
from orderdesk.tui.orders.order_view import OrderScreen
from orderdesk.tui.reports.writer import WriterScreen

ELSEWHERE = {"send", "change_caseworker"}
"""A draft is sent from the composer, a case handed over from a screen of its own."""


@pytest.mark.parametrize("side", ["caseworker", "consultant"])
def test_every_action_of_the_side_is_listed_the_possible_first(pair: DeskPair, running: str, side: str) -> None:
    desk = getattr(pair, side)
    reading = read_order(desk, running)
    found = choices(desk, reading)
    assert {one.action for one in reading.possible} - {one.action for one in found} <= ELSEWHERE
    possible = [not one.why_not for one in found]
    assert possible == sorted(possible, reverse=True)
    by_action = {one.action: one for one in found}
    assert by_action["hold"].why_not == ""
    assert by_action["resume"].why_not == "The order is not on hold."
    for one in found:
        assert (one.label, one.help) != ("", "")
        assert one.action in (*MOVES, *OWN, "beside", "follows")


async def test_the_list_says_why_not_and_gives_back_what_is_chosen(pair: DeskPair, running, shell, keys, until) -> None:
    screen = ActionsScreen(running)
    app = shell(pair.consultant, screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: screen.choices)
        await keys(pilot, "»Resume")
        await until(pilot, lambda: screen.chosen and screen.chosen.action == "resume")
        assert screen.why_not("actions.choose") == "The order is not on hold."
        await keys(pilot, "enter", "enter")
        await pilot.pause()
        assert app.screen is screen, "what is not possible is not opened"
        await keys(pilot, "escape")
        await keys(pilot, "»early")
        await until(pilot, lambda: screen.query_one(RecordList).shown == ["warn"])
        await keys(pilot, "enter", "enter")
        await until(pilot, lambda: app.answers == ["warn"])


async def choose(app, pilot, keys, until, screen, action: str) -> None:
    """Choose an action from the order's list by keys."""
    await until(pilot, lambda: app.screen is screen and screen.reading)
    await keys(pilot, "f9")
    await until(pilot, lambda: isinstance(app.screen, ActionsScreen) and app.screen.choices)
    menu = app.screen
    at = list(menu.choices).index(action)
    await keys(pilot, "home", *["down"] * at)
    await until(pilot, lambda: menu.chosen and menu.chosen.action == action)
    await keys(pilot, "enter")


@pytest.mark.parametrize(
    ("action", "leads_to"),
    [("hold", MoveScreen), ("final_report", WriterScreen), ("hand_back", MoveScreen), ("record_meeting", MoveScreen)],
)
async def test_an_action_of_the_provider_leads_to_its_form(
    pair: DeskPair, running, shell, keys, until, action, leads_to
) -> None:
    screen = OrderScreen(running)
    app = shell(pair.consultant, screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await choose(app, pilot, keys, until, screen, action)
        await until(pilot, lambda: isinstance(app.screen, leads_to))


async def test_a_form_that_was_chosen_opens_at_its_first_line(pair: DeskPair, running, shell, keys, until) -> None:
    screen = OrderScreen(running)
    app = shell(pair.caseworker, screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await choose(app, pilot, keys, until, screen, "schedule_meeting")
        await until(pilot, lambda: isinstance(app.screen, MoveScreen) and app.screen.found and app.screen.focused)
        await pilot.pause()
        fields = app.screen.query_one("#fields")
        assert fields.scroll_offset.y == 0
        assert fields.region.contains_region(fields.query("Label").first().region)


@pytest.mark.parametrize(("action", "kind"), [("replace", "replaces"), ("beside", "beside"), ("follows", "follows")])
async def test_a_new_order_keeps_the_link(pair: DeskPair, running, shell, keys, until, action, kind) -> None:
    screen = OrderScreen(running)
    app = shell(pair.caseworker, screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await choose(app, pilot, keys, until, screen, action)
        await until(pilot, lambda: isinstance(app.screen, ComposerScreen))
        assert app.screen.draft.get("relation") == {"kind": kind, "thread": running}


async def test_the_order_that_is_replaced_is_named_before_it_ends(pair: DeskPair, running, shell, keys, until) -> None:
    draft = orders.amendment_draft(pair.caseworker, running)
    drafts.save(pair.caseworker, draft.id, {**draft.body, "case_number": "2026-00999"})
    orders.send(pair.caseworker, draft.id)
    pair.deliver()
    screen = OrderScreen(running)
    app = shell(pair.caseworker, screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: screen.reading)
        assert "Version 2: amended, not acknowledged" in str(screen.query_one("#standing", Static).content)
        await choose(app, pilot, keys, until, screen, "replace")
        await until(pilot, lambda: isinstance(app.screen, ComposerScreen) and app.screen.found)
        await keys(pilot, "f9")
        await until(pilot, lambda: isinstance(app.screen, ConfirmDialog) and app.screen.focused)
        assert "The order with Fjordvejen ApS ends with it." in str(app.screen.query_one(Label).content)
        await keys(pilot, "ctrl+s")
        await until(pilot, lambda: index.thread_of(pair.caseworker, running).state == "replaced")
        await until(pilot, lambda: app.screen is screen and screen.reading.state == "replaced")
        assert "Version 2" not in str(screen.query_one("#standing", Static).content), "nobody answers it any more"


async def test_an_order_that_came_to_nothing_is_placed_again(pair: DeskPair, sent, shell, keys, until) -> None:
    make(pair.caseworker, sent, "withdraw", {"reason": "Rikke er indlagt."})
    screen = OrderScreen(sent)
    app = shell(pair.caseworker, screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await choose(app, pilot, keys, until, screen, "order_again")
        await until(pilot, lambda: isinstance(app.screen, ComposerScreen))
        assert app.screen.draft.get("relation.kind") == "restarts"


async def test_an_answer_opens_on_its_own_page(pair: DeskPair, sent, shell, keys, until) -> None:
    screen = OrderScreen(sent)
    app = shell(pair.consultant, screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await choose(app, pilot, keys, until, screen, "decline")
        await until(pilot, lambda: isinstance(app.screen, AnswerScreen) and app.screen.answer == "decline")


async def test_a_meeting_has_its_own_actions(pair: DeskPair, running, shell, keys, until) -> None:
    options = [{"day": "2026-11-10", "time": "10:00"}]
    make(pair.consultant, running, "propose_meeting", {"purpose": "Timetal", "form": "phone", "options": options})
    pair.deliver()
    (meeting,) = index.thread_of(pair.caseworker, running).meetings
    screen = OrderScreen(running)
    app = shell(pair.caseworker, screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: screen.reading)
        await keys(pilot, "f10")
        await until(pilot, lambda: screen.page == "meetings")
        await keys(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, ActionsScreen) and app.screen.choices)
        possible = {one.action for one in app.screen.choices.values() if not one.why_not}
        assert possible == {"schedule_meeting", "cancel_meeting"}
        await keys(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, MoveScreen))
        assert app.screen.meeting == meeting
        assert app.screen.draft.get("appointment.day") == "2026-11-10"


def test_before_the_answer_a_meeting_cannot_be_recorded(pair: DeskPair) -> None:
    from factories import order_body

    thread = orders.send(pair.caseworker, orders.new_draft(pair.caseworker, order_body()).id).thread
    pair.deliver()
    replies.ask(pair.consultant, thread, path="$", question="Hvornår?")
    by_action = {one.action: one for one in choices(pair.consultant, read_order(pair.consultant, thread))}
    assert "accepted" in by_action["record_meeting"].why_not


async def test_f2_leads_to_the_answer_to_an_amendment_and_to_an_end(
    pair: DeskPair, running, shell, keys, until
) -> None:
    draft = orders.amendment_draft(pair.caseworker, running)
    drafts.save(pair.caseworker, draft.id, {**draft.body, "case_number": "2026-00999"})
    orders.send(pair.caseworker, draft.id)
    pair.deliver()
    screen = OrderScreen(running)
    app = shell(pair.consultant, screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: screen.reading)
        assert screen.why_not("order.answer") == ""
        await keys(pilot, "f2")
        await until(pilot, lambda: isinstance(app.screen, ChoiceDialog))
        await keys(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, MoveScreen))
        assert app.screen.move.action == "acknowledge"
    make(pair.consultant, running, "acknowledge", {})
    end = {"group": "provider", "code": "no_capacity", "reason": "Vi lukker.", "last_day": "2026-11-30",
           "hand_over": {"reached": "Lægebesøg.", "open": "Praktikken."}}  # fmt: skip
    make(pair.consultant, running, "hand_back", end)
    pair.deliver()
    screen = OrderScreen(running)
    app = shell(pair.caseworker, screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: screen.reading)
        await keys(pilot, "f2")
        await until(pilot, lambda: isinstance(app.screen, MoveScreen))
        assert app.screen.move.action == "agree_end"


def test_what_has_been_begun_is_marked(pair: DeskPair, running: str) -> None:
    drafting.keep(pair.consultant, running, "warn", {"text": "Flere anfald."})
    found = choices(pair.consultant, read_order(pair.consultant, running))
    assert [one.action for one in found if one.begun] == ["warn"]


def test_a_case_that_somebody_else_has_now_is_not_handed_over_from_here(town: Town) -> None:
    make(town.mette, town.thread, "change_caseworker", handing())
    town.deliver()
    menu = {one.action: one for one in choices(town.mette, read_order(town.mette, town.thread))}
    assert menu["change_caseworker"].why_not == "", "it is hers again when the weeks are over"
    make(town.jonas, town.thread, "change_caseworker", handing(to_person="lise-friis", until=""))
    town.deliver()
    menu = {one.action: one for one in choices(town.mette, read_order(town.mette, town.thread))}
    assert menu["change_caseworker"].why_not == "Lise Friis has this case now and can hand it over."


def test_what_answers_a_request_that_waits_stands_first(pair: DeskPair, running: str) -> None:
    end = {"group": "citizen", "code": "treatment_first", "reason": "Rikke begynder i behandling.",
           "last_day": "2026-11-30"}  # fmt: skip
    make(pair.caseworker, running, "end", end)
    pair.deliver()
    assert choices(pair.consultant, read_order(pair.consultant, running))[0].action == "agree_end"
    assert "agree_end" not in [
        one.action for one in choices(pair.caseworker, read_order(pair.caseworker, running)) if not one.why_not
    ]


def test_an_amendment_that_waits_is_answered_before_all_else(pair: DeskPair, running: str) -> None:
    draft = orders.amendment_draft(pair.caseworker, running)
    drafts.save(pair.caseworker, draft.id, {**draft.body, "case_number": "2026-00999"})
    orders.send(pair.caseworker, draft.id)
    pair.deliver()
    found = choices(pair.consultant, read_order(pair.consultant, running))
    assert [one.action for one in found[:2]] == ["acknowledge", "object"]


def test_a_meeting_that_is_still_to_come_is_not_recorded_yet(pair: DeskPair, running: str) -> None:
    time = {"day": "2026-11-10", "time": "10:00", "minutes": 60, "form": "in_person", "place": "Rådhuset"}
    meeting = make(pair.caseworker, running, "schedule_meeting", {"purpose": "Timetal", "appointment": time}).digest

    def menu() -> dict[str, str]:
        found = choices(pair.caseworker, read_order(pair.caseworker, running), meeting)
        return {one.action: one.why_not for one in found}

    assert menu()["record_meeting"].startswith("The meeting is on 10 Nov 2026. That is told when its day has come")
    assert menu()["record_no_show"] == menu()["record_meeting"]
    assert menu()["move_meeting"] == ""
    pair.clock.forward(days=8)
    assert menu()["record_meeting"] == ""
