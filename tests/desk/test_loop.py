"""The main job, from end to end: an order goes out signed, a report comes back signed, a decision is recorded."""

from typing import Any

import pytest
from desk_pair import DeskPair
from factories import order_body, report_body

from orderdesk.desk import drafts, index, listing, today
from orderdesk.desk.mail import outbox
from orderdesk.desk.ordering import orders, replies
from orderdesk.desk.reporting import reading, reports, reviews
from orderdesk.errors import NotPossible

Body = dict[str, Any]


def send_order(pair: DeskPair, **changes: Any) -> str:
    draft = orders.new_draft(pair.caseworker, order_body(**changes))
    return orders.send(pair.caseworker, draft.id).thread


def accept(pair: DeskPair, thread: str) -> None:
    pair.deliver()
    first = {"day": "2026-11-05", "time": "10:00", "place": "Fjordvejen 8"}
    replies.accept(pair.consultant, thread, first_meeting=first, start="2026-11-05")
    pair.deliver()


def write_report(pair: DeskPair, thread: str, **changes: Any) -> str:
    draft = reports.new_draft(pair.consultant, thread)
    folded = index.thread_of(pair.consultant, thread)
    filled = report_body(index.body(pair.consultant, folded.order), folded.order)
    drafts.save(pair.consultant, draft.id, {**draft.body, **filled, **changes})
    return draft.id


def state(pair: DeskPair, thread: str) -> tuple[str, str]:
    return (
        index.thread_of(pair.caseworker, thread).state,
        index.thread_of(pair.consultant, thread).state,
    )


def test_an_order_reaches_the_provider_and_its_receipt_comes_back(pair: DeskPair) -> None:
    thread = send_order(pair)
    assert index.thread_of(pair.caseworker, thread).state == "sent"
    pair.deliver()
    assert state(pair, thread) == ("delivered", "delivered")
    assert outbox.waiting(pair.caseworker) == []
    assert [item.code for item in today.today(pair.consultant)] == ["answer"]


def test_the_whole_loop_ends_in_a_recorded_decision(pair: DeskPair) -> None:
    thread = send_order(pair)
    accept(pair, thread)
    pair.clock.forward(days=30)
    report = reports.send(pair.consultant, write_report(pair, thread)).digest
    pair.deliver()
    assert [item.code for item in today.today(pair.caseworker)] == ["unread"]
    assert reading.read(pair.caseworker, report).state == "submitted"
    reviews.mark_read(pair.caseworker, report)
    reviews.decide(pair.caseworker, report, decision="continue", text="Mette ringer til egen læge 3. december.")
    pair.deliver()
    seen_by_provider = reading.read(pair.consultant, report)
    assert seen_by_provider.state == "approved"
    assert seen_by_provider.review is not None
    assert seen_by_provider.review["text"] == "Mette ringer til egen læge 3. december."
    assert today.today(pair.caseworker) == []


def test_a_question_is_answered_and_the_order_waits_for_its_answer_again(pair: DeskPair) -> None:
    thread = send_order(pair)
    pair.deliver()
    replies.ask(pair.consultant, thread, path="$.goals[0].seen_by", question="Hvem skal se, at hun møder frem?")
    pair.deliver()
    assert state(pair, thread) == ("question", "question")
    replies.answer(pair.caseworker, thread, text="Du skal; skriv det i rapporten.")
    pair.deliver()
    assert state(pair, thread) == ("delivered", "delivered")


def test_a_declined_order_can_be_upheld_only_once(pair: DeskPair) -> None:
    thread = send_order(pair)
    pair.deliver()
    replies.decline(pair.consultant, thread, code="no_capacity", text="Vi har ingen ledige mentorer før januar.")
    pair.deliver()
    replies.uphold(pair.caseworker, thread, text="Kan I nå det, hvis vi venter to uger?")
    pair.deliver()
    replies.decline(pair.consultant, thread, code="no_capacity", text="Nej, heller ikke da.")
    pair.deliver()
    with pytest.raises(NotPossible, match="upheld once"):
        replies.uphold(pair.caseworker, thread, text="Jo.")
    replies.agree_decline(pair.caseworker, thread)
    pair.deliver()
    assert state(pair, thread) == ("declined", "declined")


def test_elaboration_leads_to_a_later_version_and_the_first_is_kept(pair: DeskPair) -> None:
    thread = send_order(pair)
    accept(pair, thread)
    pair.clock.forward(days=30)
    first = reports.send(pair.consultant, write_report(pair, thread)).digest
    pair.deliver()
    reviews.ask_elaboration(
        pair.caseworker, first, text="Der mangler noget.", by="2026-12-10",
        items=[{"item": "M1", "text": "Hvad sagde lægen om åndenøden?"}],
    )  # fmt: skip
    pair.deliver()
    assert [item.code for item in today.today(pair.consultant)].count("elaborate") == 1
    draft = reports.correction_draft(pair.consultant, thread, first)
    drafts.save(pair.consultant, draft.id, {**draft.body, "attested": True})
    with pytest.raises(NotPossible, match="Nothing has been rewritten"):
        reports.send(pair.consultant, draft.id)
    draft.body["goals"][0]["observation"] += " Lægen lyttede til lungerne og bestilte en prøve."
    drafts.save(pair.consultant, draft.id, {**draft.body, "attested": True})
    second = reports.send(pair.consultant, draft.id).digest
    pair.deliver()
    states = {digest: report.state for digest, report in index.thread_of(pair.caseworker, thread).reports.items()}
    assert states == {first: "superseded", second: "submitted"}
    assert index.body(pair.caseworker, first)["version"] == 1
    assert index.body(pair.caseworker, second)["version"] == 2


def test_an_amendment_is_a_new_version_and_the_next_report_answers_it(pair: DeskPair) -> None:
    thread = send_order(pair)
    accept(pair, thread)
    draft = orders.amendment_draft(pair.caseworker, thread)
    body = draft.body
    body["course"]["weekly_minutes"] += 60
    drafts.save(pair.caseworker, draft.id, body)
    orders.send(pair.caseworker, draft.id)
    pair.deliver()
    folded = index.thread_of(pair.consultant, thread)
    assert (folded.version, folded.state, len(folded.earlier)) == (2, "accepted", 1)
    pair.clock.forward(days=30)
    report = reports.send(pair.consultant, write_report(pair, thread)).digest
    assert index.body(pair.consultant, report)["order_version"] == 2


def test_an_amendment_that_changes_nothing_is_refused_and_the_draft_is_kept(pair: DeskPair) -> None:
    thread = send_order(pair)
    draft = orders.amendment_draft(pair.caseworker, thread)
    with pytest.raises(NotPossible, match="Nothing has been changed"):
        orders.send(pair.caseworker, draft.id)
    assert drafts.load(pair.caseworker, draft.id).thread == thread


def test_an_order_with_something_missing_stays_a_draft_and_says_what(pair: DeskPair) -> None:
    draft = orders.new_draft(pair.caseworker, order_body(goals=[]))
    with pytest.raises(NotPossible, match="was not sent"):
        orders.send(pair.caseworker, draft.id)
    assert drafts.load(pair.caseworker, draft.id).body["goals"] == []
    assert listing.orders(pair.caseworker)[0].state == "draft"


def test_a_provider_cannot_send_an_order(pair: DeskPair) -> None:
    draft = orders.new_draft(pair.consultant, order_body())
    with pytest.raises(NotPossible):
        orders.send(pair.consultant, draft.id)


def test_every_document_a_desk_holds_survives_reopening(pair: DeskPair) -> None:
    thread = send_order(pair)
    accept(pair, thread)
    pair.consultant = pair.reopen(pair.consultant)
    pair.caseworker = pair.reopen(pair.caseworker)
    assert state(pair, thread) == ("accepted", "accepted")
    assert index.body(pair.consultant, index.thread_of(pair.consultant, thread).order)["citizen"]["name"]


def test_the_index_can_be_made_anew_from_the_documents_alone(pair: DeskPair) -> None:
    thread = send_order(pair)
    accept(pair, thread)
    before = listing.orders(pair.caseworker)
    documents = [digest for digest, row in pair.caseworker.store.rows("documents")]
    assert index.rebuild(pair.caseworker, documents) == len(documents)
    assert listing.orders(pair.caseworker) == before


def test_a_third_version_carries_nothing_of_the_second_ones_history(pair: DeskPair) -> None:
    thread = send_order(pair)
    pair.deliver()
    replies.ask(pair.consultant, thread, path="$", question="Hvor mange timer?")
    pair.deliver()
    for minutes in (60, 120):
        draft = orders.amendment_draft(pair.caseworker, thread)
        draft.body["course"]["weekly_minutes"] += minutes
        body = {**draft.body, "changes": [{"path": "$.course.weekly_minutes", "reason": "Flere timer."}]}
        drafts.save(pair.caseworker, draft.id, body)
        orders.send(pair.caseworker, draft.id)
    third = index.body(pair.caseworker, index.thread_of(pair.caseworker, thread).order)
    assert (third["version"], third.get("answers_question")) == (3, None)
    assert orders.amendment_draft(pair.caseworker, thread).body.get("changes") is None


def test_an_order_sealed_to_one_cannot_be_accepted_for_a_colleague(pair: DeskPair) -> None:
    thread = send_order(pair)
    pair.deliver()
    first = {"day": "2026-11-05", "time": "10:00", "place": "Fjordvejen 8"}
    ahmed = {**replies.own_contact(pair.consultant), "person": "ahmed-yildiz", "name": "Ahmed Yildiz"}
    with pytest.raises(NotPossible, match="could not read it"):
        replies.accept(pair.consultant, thread, first_meeting=first, start="2026-11-05", consultant=ahmed)


def test_a_provider_with_one_consultant_has_no_colleagues_who_wait_for_a_copy(pair: DeskPair) -> None:
    provider = {name: value for name, value in order_body()["provider"].items() if name != "preferred_consultant"}
    thread = send_order(pair, provider=provider)
    pair.deliver()
    assert [addressee.get("person") for addressee in order_of(pair, thread)["to"]] == [None]
    replies.decline(pair.consultant, thread, code="no_capacity", text="Ingen ledige før jul.")
    pair.deliver()
    assert outbox.waiting(pair.consultant) == []
    assert state(pair, thread) == ("decline_review", "decline_review")


def order_of(pair: DeskPair, thread: str) -> Body:
    return index.document(pair.caseworker, index.thread_of(pair.caseworker, thread).order)
