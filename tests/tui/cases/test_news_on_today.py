"""A report that would close gaps of a case: Today says so, Enter leads to what is proposed; confirmed, it is gone."""

import pytest
from app_desks import app_over, until
from casework_desks import CPR, on, reported, running
from desk_pair import DeskPair

from orderdesk.desk.casework import case_files, feeding
from orderdesk.tui.cases.proposals import ProposalsScreen
from orderdesk.tui.listing import RecordList
from orderdesk.tui.today import TodayScreen

CASE = "bodil-aeroe"


@pytest.fixture
def told(pair: DeskPair) -> DeskPair:
    """A caseworker to whom a report has come that tells what a case lacks."""
    on(pair.caseworker, "2026-11-20")
    case_files.new_case(pair.caseworker, "Bodil Ærø", CPR, "flex_job", case=CASE)
    thread = running(pair)
    shows = {"documentation": "D1", "status": "produced", "text": "Klarer indkøb alene om formiddagen."}
    reported(pair, thread, "2026-12", documentation=[shows])
    on(pair.caseworker, "2027-01-04")
    return pair


def news(today: TodayScreen) -> str | None:
    items = today._found.items if today._found else {}
    return next((key for key, item in items.items() if item.code == "case_news"), None)


async def test_a_line_of_today_leads_to_what_is_proposed(told: DeskPair) -> None:
    app = app_over(told)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.desk_if_open and isinstance(app.screen, TodayScreen) and news(app.screen))
        today = app.screen
        assert today.query_one(RecordList).go_to(news(today))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ProposalsScreen) and app.screen.chosen)
        for one in feeding.proposals(told.caseworker, CASE):
            feeding.confirm(told.caseworker, CASE, one)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is today and news(today) is None)
    app.close_desks()
