"""Drafts: nothing that a person typed is lost, not by a second window, not by throwing away in haste."""

import pytest
from desk_pair import PASSPHRASE, DeskPair
from factories import order_body

from orderdesk.desk import drafts, orders, today
from orderdesk.desk.desk import Desk
from orderdesk.desk.opening import open_desk
from orderdesk.errors import NotFound


def second_window(pair: DeskPair) -> Desk:
    return open_desk(pair.caseworker.folder.root, PASSPHRASE, clock=pair.clock)


def purposes(desk: Desk) -> set[str]:
    desk.store.refresh()
    return {draft.body["purpose"].get("text", "") for draft in drafts.listing(desk, "order")}


def written(body: dict[str, object], text: str) -> dict[str, object]:
    return {**body, "purpose": {"text": text}}


def test_two_windows_on_one_draft_keep_both_texts(pair: DeskPair) -> None:
    draft = orders.new_draft(pair.caseworker)
    other = second_window(pair)
    theirs = drafts.load(other, draft.id)
    drafts.save(pair.caseworker, draft.id, written(draft.body, "Skrevet i det første vindue."))
    drafts.save(other, draft.id, written(theirs.body, "Skrevet i det andet vindue."))
    assert purposes(pair.caseworker) == {"Skrevet i det første vindue.", "Skrevet i det andet vindue."}
    other.close()


def test_one_window_that_goes_on_writing_makes_no_copies(pair: DeskPair) -> None:
    draft = orders.new_draft(pair.caseworker)
    for count in range(5):
        pair.clock.forward(minutes=1)
        drafts.save(pair.caseworker, draft.id, written(draft.body, "æ" * count))
    assert len(drafts.listing(pair.caseworker)) == 1


def test_saving_what_has_not_changed_writes_nothing(pair: DeskPair) -> None:
    draft = orders.new_draft(pair.caseworker)
    pair.clock.forward(hours=1)
    assert drafts.save(pair.caseworker, draft.id, draft.body).updated == draft.updated


def test_a_draft_thrown_away_can_be_taken_back(pair: DeskPair) -> None:
    draft = orders.new_draft(pair.caseworker)
    drafts.save(pair.caseworker, draft.id, written(draft.body, "Åse skal finde ro."))
    drafts.discard(pair.caseworker, draft.id)
    with pytest.raises(NotFound):
        drafts.load(pair.caseworker, draft.id)
    assert drafts.restore(pair.caseworker, draft.id).body["purpose"]["text"] == "Åse skal finde ro."


def test_writing_on_in_a_window_brings_a_discarded_draft_back(pair: DeskPair) -> None:
    draft = orders.new_draft(pair.caseworker)
    other = second_window(pair)
    drafts.discard(other, draft.id)
    drafts.save(pair.caseworker, draft.id, written(draft.body, "Skriver stadig."))
    assert purposes(other) == {"Skriver stadig."}
    other.close()


def test_writing_on_in_a_window_keeps_the_text_of_a_draft_that_another_window_sent(pair: DeskPair) -> None:
    draft = orders.new_draft(pair.caseworker, order_body())
    other = second_window(pair)
    theirs = drafts.load(other, draft.id)
    orders.send(pair.caseworker, draft.id)
    other.store.refresh()
    assert drafts.written_elsewhere(other, draft.id) == "gone"
    drafts.save(other, draft.id, written(theirs.body, "Skriver stadig."))
    assert purposes(pair.caseworker) == {"Skriver stadig."}
    assert drafts.written_elsewhere(other, draft.id) == ""
    other.close()


def test_a_late_save_by_the_window_that_sent_brings_nothing_back(pair: DeskPair) -> None:
    draft = orders.new_draft(pair.caseworker, order_body())
    orders.send(pair.caseworker, draft.id)
    with pytest.raises(NotFound):
        drafts.save(pair.caseworker, draft.id, draft.body)
    assert drafts.listing(pair.caseworker) == []


def test_a_window_can_tell_that_another_wrote_in_its_draft(pair: DeskPair) -> None:
    draft = orders.new_draft(pair.caseworker)
    other = second_window(pair)
    theirs = drafts.load(other, draft.id)
    assert drafts.written_elsewhere(other, draft.id) == ""
    drafts.save(pair.caseworker, draft.id, written(draft.body, "Skrevet i det første vindue."))
    other.store.refresh()
    assert drafts.written_elsewhere(other, draft.id) == "changed"
    drafts.save(other, draft.id, written(theirs.body, "Skrevet i det andet vindue."))
    assert drafts.written_elsewhere(other, draft.id) == ""
    other.close()


def test_a_draft_begun_before_a_crash_is_on_today_after_it(pair: DeskPair) -> None:
    draft = orders.new_draft(pair.caseworker)
    drafts.save(pair.caseworker, draft.id, written(draft.body, "Halvt færdig."))
    again = second_window(pair)  # the first is still "running": it never closed
    assert [(item.code, item.key) for item in today.today(again)] == [("draft", draft.id)]
    again.close()
