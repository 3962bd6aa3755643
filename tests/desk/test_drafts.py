"""Drafts: nothing that a person typed is lost, not by a second window, not by throwing away in haste."""

import pytest
from desk_pair import PASSPHRASE, DeskPair
from factories import order_body

from orderdesk.desk import drafts, today
from orderdesk.desk.desk import Desk
from orderdesk.desk.opening import open_desk
from orderdesk.desk.ordering import advice, orders
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


def test_a_draft_that_was_opened_by_mistake_is_let_go(pair: DeskPair) -> None:
    desk = pair.caseworker
    draft = drafts.load(desk, orders.new_draft(desk).id)
    drafts.save(desk, draft.id, draft.body)
    assert drafts.let_go(desk, draft.id)
    assert drafts.listing(desk) == []
    assert not drafts.let_go(desk, draft.id)


def test_a_draft_with_a_single_letter_is_never_let_go(pair: DeskPair) -> None:
    desk = pair.caseworker
    draft = orders.new_draft(desk)
    drafts.save(desk, draft.id, written(draft.body, "Å"))
    assert not drafts.let_go(desk, draft.id)
    drafts.save(desk, draft.id, draft.body)
    assert drafts.let_go(desk, draft.id), "it says again what it began with"


def test_a_draft_that_another_window_or_a_command_began_is_not_let_go(pair: DeskPair) -> None:
    other = second_window(pair)
    draft = orders.new_draft(other, order_body())
    pair.caseworker.store.refresh()
    drafts.load(pair.caseworker, draft.id)
    assert not drafts.let_go(pair.caseworker, draft.id)
    other.close()


def test_what_another_window_wrote_keeps_the_draft_and_what_it_writes_later_brings_it_back(pair: DeskPair) -> None:
    desk, other = pair.caseworker, second_window(pair)
    first, second = orders.new_draft(desk), orders.new_draft(desk)
    other.store.refresh()
    theirs = drafts.load(other, first.id)
    drafts.save(other, first.id, written(theirs.body, "Skrevet i det andet vindue."))
    assert not drafts.let_go(desk, first.id)
    late = drafts.load(other, second.id)
    assert drafts.let_go(desk, second.id)
    other.store.refresh()
    assert drafts.written_elsewhere(other, second.id) == "gone"
    drafts.save(other, second.id, written(late.body, "Skrevet bagefter."))
    assert purposes(desk) == {"Skrevet i det andet vindue.", "Skrevet bagefter."}
    other.close()


def test_a_late_save_brings_a_draft_back_that_was_let_go(pair: DeskPair) -> None:
    desk = pair.caseworker
    draft = orders.new_draft(desk)
    assert drafts.let_go(desk, draft.id)
    drafts.save(desk, draft.id, written(draft.body, "Tastet i samme øjeblik."))
    assert purposes(desk) == {"Tastet i samme øjeblik."}
    assert not drafts.let_go(desk, draft.id)


def test_a_draft_that_was_taken_back_is_not_let_go(pair: DeskPair) -> None:
    desk = pair.caseworker
    draft = orders.new_draft(desk)
    drafts.discard(desk, draft.id)
    drafts.restore(desk, draft.id)
    assert not drafts.let_go(desk, draft.id)


def test_a_draft_with_advice_that_was_put_aside_is_not_let_go(pair: DeskPair) -> None:
    desk = pair.caseworker
    draft = orders.new_draft(
        desk, {**order_body(), "purpose": {"text": "Afklaring af evt. støtte.", "to_clarify": ["Timer"]}}
    )
    found = next(one for one in orders.check(desk, draft.body) if one.severity == "advise")
    advice.put_aside(desk, draft.id, draft.body, found, "Det er aftalt sådan.")
    assert not drafts.let_go(desk, draft.id)
