"""What the exchange brought is proposed to the case; a person confirms it, or leaves it out."""

import pytest
from desk_pair import DeskPair
from factories import order_body

from orderdesk.desk.casework import case_files, feeding
from orderdesk.desk.desk import Desk
from orderdesk.desk.moves.making import make
from orderdesk.desk.ordering import orders, replies
from orderdesk.tui import places
from orderdesk.tui.cases.proposals import ProposalsScreen
from orderdesk.tui.dialogs import ConfirmDialog

CASE, CPR = "rikke-soenderby", "710575-1234"


@pytest.fixture
def fed(pair: DeskPair) -> Desk:
    """The caseworker's desk with a case whose citizen has begun a course."""
    desk, body = pair.caseworker, order_body()
    body["citizen"] |= {"name": "Rikke Sønderby", "cpr": CPR}
    thread = orders.send(desk, orders.new_draft(desk, body).id).thread
    pair.deliver()
    first = {"day": "2026-11-23", "time": "12:00", "place": "Havnegade 3"}
    replies.accept(pair.consultant, thread, first_meeting=first, start="2026-11-23")
    pair.deliver()
    pair.clock.forward(days=22)
    make(pair.consultant, thread, "start", {"first_offered": "2026-11-23", "first_attended": "2026-11-23"})
    pair.deliver()
    case_files.new_case(desk, "Rikke Sønderby", CPR, "flex_job")
    return desk


async def test_a_course_is_confirmed_into_the_case(fed, shell, until) -> None:
    app = shell(fed, places.case(CASE))
    async with app.run_test(size=(80, 24)) as pilot:
        case = app.screen
        await until(pilot, lambda: case.shown)
        assert "F9:" in str(case.query_one("#about").render())
        await pilot.press("f9")
        await until(pilot, lambda: isinstance(app.screen, ProposalsScreen) and app.screen.chosen)
        screen = app.screen
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ConfirmDialog))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen is screen and screen.chosen is None)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is case and len(case.shown.case.measures) == 1)


async def test_what_does_not_belong_is_left_out_and_not_shown_again(fed, shell, until) -> None:
    app = shell(fed, ProposalsScreen(CASE))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        await until(pilot, lambda: screen.chosen)
        await pilot.press("delete")
        await until(pilot, lambda: isinstance(app.screen, ConfirmDialog))
        await pilot.press("f10")
        await until(pilot, lambda: app.screen is screen and screen.chosen is None)
    assert feeding.proposals(fed, CASE) == []
    assert case_files.case_file(fed, CASE).measures == []
