"""What was begun of an action is there again, stands on Today, and is gone when it has been sent."""

import pytest
from desk_pair import DeskPair
from factories import order_body

from orderdesk.desk import drafts, index, today
from orderdesk.desk.moves import drafting, making
from orderdesk.desk.ordering import orders
from orderdesk.errors import NotPossible

WHY = {"reason": "Rikke er blevet indlagt."}


@pytest.fixture
def thread(pair: DeskPair) -> str:
    found = orders.send(pair.caseworker, orders.new_draft(pair.caseworker, order_body()).id).thread
    pair.deliver()
    return found


def test_what_was_begun_is_kept_shown_on_today_and_gone_when_sent(pair: DeskPair, thread: str) -> None:
    desk = pair.caseworker
    assert drafting.begun(desk, thread, "withdraw") == {}
    drafting.keep(desk, thread, "withdraw", WHY)
    assert drafting.begun(desk, thread, "withdraw") == WHY
    (draft,) = drafts.listing(desk, "move")
    assert (draft.label, draft.thread, draft.body["action"]) == ("Rikke Sønderby", thread, "withdraw")
    assert draft.id in {item.key for item in today.today(desk) if item.opens == "draft"}
    drafting.send(desk, thread, "withdraw", WHY)
    assert drafts.listing(desk, "move") == []
    assert index.thread_of(desk, thread).state == "withdrawn"


def test_each_action_has_a_draft_of_its_own_and_an_untouched_form_leaves_none(pair: DeskPair, thread: str) -> None:
    desk = pair.caseworker
    drafting.keep(desk, thread, "withdraw", WHY)
    drafting.keep(desk, thread, "enter_error", {"reason": "Forkert borger."})
    assert drafting.begun(desk, thread, "withdraw") == WHY
    drafting.keep(desk, thread, "withdraw", {})
    drafting.keep(desk, thread, "hold", making.begin(desk, thread, "hold"))
    assert [draft.body["action"] for draft in drafts.listing(desk, "move")] == ["enter_error"]


def test_what_is_thrown_away_can_be_taken_back_and_a_refused_sending_keeps_it(pair: DeskPair, thread: str) -> None:
    desk = pair.caseworker
    drafting.keep(desk, thread, "withdraw", WHY)
    drafting.throw_away(desk, thread, "withdraw")
    assert drafting.begun(desk, thread, "withdraw") == {}
    drafts.restore(desk, drafting.draft_id(thread, "withdraw"))
    with pytest.raises(NotPossible):
        drafting.send(desk, thread, "withdraw", {})
    assert drafting.begun(desk, thread, "withdraw") == WHY
