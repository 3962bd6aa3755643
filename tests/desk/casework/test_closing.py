"""From a gap to what closes it: prepared, never sent, and taken up again the second time."""

import pytest
from casework_desks import CPR, Keep, running
from desk_pair import DeskPair
from factories import order_body

from orderdesk.desk import drafts, index
from orderdesk.desk.casework import case_files, closing, gap_reading
from orderdesk.desk.casework.letters_to_doctors import request_text
from orderdesk.desk.desk import Desk
from orderdesk.desk.mail import outbox
from orderdesk.desk.ordering import comparison, orders, replies
from orderdesk.errors import NotFound, NotPossible
from orderdesk.gaps.answer import Answer
from orderdesk.locale import use_language

CASE = "bodil-aeroe"
TRIAL = "fleksjob/FLX03"


def gap_by(desk: Desk, action: str) -> Answer:
    return next(one for one in gap_reading.answers(desk, CASE).open() if one.rule.closing.action == action)


def test_documentation_goes_into_a_new_order_where_none_runs(desk: Desk, keep: Keep) -> None:
    keep(number="26/1", decision={"planned": "2027-03-15"})
    prepared = closing.prepare(desk, CASE, TRIAL)
    body = drafts.load(desk, prepared.key).body
    wanted = body["documentation"][0]
    assert prepared.goes == "draft"
    assert (body["citizen"]["name"], body["citizen"]["cpr"], body["tracks"]["aims"]) == ("Bodil Ærø", CPR, ["flex_job"])
    assert (wanted["id"], wanted["kind"], wanted["due"]) == ("D1", "work_trial", "2027-03-01")
    assert wanted["rule"].startswith("fleksjob/FLX03 · LAB §")
    again = closing.prepare(desk, CASE, TRIAL)
    assert again.key == prepared.key
    assert len(drafts.load(desk, again.key).body["documentation"]) == 1
    assert index.thread_of(desk, "urn:uuid:none").state == "draft"


def test_documentation_goes_into_the_order_that_runs_as_an_amendment_with_its_reason(
    pair: DeskPair, desk: Desk, keep: Keep
) -> None:
    keep(decision={"planned": "2027-02-15"})
    body = order_body()
    body["citizen"]["cpr"] = CPR
    thread = orders.send(desk, orders.new_draft(desk, body).id).thread
    pair.deliver()
    first = {"day": "2026-11-23", "time": "12:00", "place": "Havnegade 3"}
    replies.accept(pair.consultant, thread, first_meeting=first, start="2026-11-23")
    pair.deliver()
    draft = drafts.load(desk, closing.prepare(desk, CASE, TRIAL).key)
    wanted = draft.body["documentation"][-1]
    assert draft.thread == thread
    assert wanted["rule"].startswith(TRIAL)
    assert wanted["id"] not in [one["id"] for one in order_body()["documentation"]]
    assert draft.body["course"]["start"] <= wanted["due"] <= "2027-02-01"
    in_force = index.body(desk, index.thread_of(desk, thread).order)
    places = [one.path for one in comparison.changes(in_force, draft.body)]
    assert (
        [one["path"] for one in draft.body["changes"]]
        == places
        == [f"$.documentation[{len(order_body()['documentation'])}]"]
    )
    assert [one.sentence for one in orders.check(desk, draft.body, thread=thread) if one.severity == "block"] == []
    assert drafts.load(desk, closing.prepare(desk, CASE, TRIAL, "new_order").key).thread == ""
    assert outbox.waiting(desk) == []


def test_what_the_order_that_runs_asks_for_already_is_told_and_makes_no_draft(
    pair: DeskPair, desk: Desk, keep: Keep
) -> None:
    keep()
    running(pair)
    draft = closing.prepare(desk, CASE, TRIAL).key
    orders.send(desk, draft)
    pair.deliver()
    with pytest.raises(NotPossible, match="asks for it already"):
        closing.prepare(desk, CASE, TRIAL)
    assert drafts.listing(desk, "order") == []
    assert closing.prepare(desk, CASE, TRIAL, "new_order").goes == "draft"


def test_a_health_problem_named_twice_becomes_a_request_with_the_citizens_own_words(desk: Desk, keep: Keep) -> None:
    keep(conversations=[
        {"id": "C1", "day": "2026-09-01", "health": "Jeg har angst, når jeg skal med bussen."},
        {"id": "C2", "day": "2026-10-01", "health": "Angsten fylder stadig alt, og jeg kommer ikke ud."},
    ])  # fmt: skip
    use_language("da")
    gap = next(one for one in gap_reading.answers(desk, CASE).open() if one.key.endswith(":anxiety"))
    prepared = closing.prepare(desk, CASE, gap.key, "medical_request")
    request = case_files.case_file(desk, CASE).requests[0]
    assert (prepared.goes, prepared.key, request.rule) == ("request", request.id, gap.key)
    assert request.about == ["anxiety"]
    assert any("01.09.2026, 01.10.2026" in text and "Angsten fylder stadig alt" in text for text in request.questions)
    assert closing.prepare(desk, CASE, gap.key, "medical_request").key == request.id
    assert len(case_files.case_file(desk, CASE).requests) == 1


def test_where_no_paper_tells_what_to_ask_about_the_citizens_own_words_do(desk: Desk, keep: Keep) -> None:
    keep(
        tracks=[{"track": "ordinary_hours", "role": "main", "since": "2026-01-05"},
                {"track": "flex_job", "role": "plan_b", "since": "2026-01-05"}],
        conversations=[
            {"id": "C1", "day": "2026-09-01", "health": "Jeg har angst, når jeg skal med bussen. Min søn har astma."},
            {"id": "C2", "day": "2026-10-01", "health": "Angsten fylder stadig alt, og jeg kommer ikke ud."},
            {"id": "C3", "day": "2026-10-15", "health": "Ondt i ryggen siden i går."},
        ],
    )  # fmt: skip
    use_language("da")
    prepared = closing.prepare(desk, CASE, "fleksjob/FLX04")
    request = case_files.case_file(desk, CASE).requests[0]
    assert request.about == ["anxiety"]
    assert any("Angsten fylder stadig alt" in text for text in request.questions)
    assert "Sagen forberedes til en afgørelse (fleksjob)." in request_text(desk, CASE, prepared.key)


def test_a_section_opens_with_what_it_says_already(desk: Desk, keep: Keep) -> None:
    keep(sections=[{"section": "wishes", "text": "Dyr."}])
    gap = next(one for one in gap_reading.answers(desk, CASE).open()
               if getattr(one.rule.require, "section", "") == "wishes")  # fmt: skip
    prepared = closing.prepare(desk, CASE, gap.key, "write_section")
    assert (prepared.goes, prepared.key, prepared.entry["text"]) == ("section", "wishes", "Dyr.")


def test_the_citizen_is_asked_in_words_and_a_conversation_opens(desk: Desk, keep: Keep) -> None:
    keep()
    prepared = closing.prepare(desk, CASE, TRIAL, "ask_citizen")
    assert (prepared.goes, prepared.key) == ("conversation", "conversations")
    assert "Ask Bodil Ærø\n1. " in prepared.text


def test_an_awaited_answer_is_chased_by_letter_and_then_by_telephone(desk: Desk, keep: Keep) -> None:
    request = {"id": "R1", "form": "lae135", "to": "Læge Ravn", "requested": "2026-09-01", "questions": ["Hvad?"]}
    keep(requests=[request])
    gap = next(one for one in gap_reading.answers(desk, CASE).open() if one.waiting is not None)
    assert closing.prepare(desk, CASE, gap.key, "reminder").goes == "letter"
    kept = case_files.kept(desk, CASE)
    reminders = ["2026-10-05", "2026-10-12", "2026-10-19"]
    from orderdesk.cases.reading import case_of, value_of

    value = value_of(kept.file) | {"requests": [{**request, "reminders": reminders}]}
    case_files.put(desk, case_of(value), seen=kept.revision)
    prepared = closing.prepare(desk, CASE, gap.key, "reminder")
    assert (prepared.goes, prepared.key) == ("call", "R1")
    assert "Reminded: 2026-10-05" in prepared.text


def test_a_gap_that_is_not_there_and_an_action_that_is_none_are_refused(desk: Desk, keep: Keep) -> None:
    keep()
    with pytest.raises(NotFound):
        closing.prepare(desk, CASE, "fleksjob/XXX99")
    with pytest.raises(NotPossible):
        closing.prepare(desk, CASE, TRIAL, "none")


def test_every_open_gap_of_a_case_can_be_prepared_in_its_own_way(desk: Desk, keep: Keep) -> None:
    keep(
        tracks=[{"track": "flex_job", "role": "main", "since": "2026-01-05"},
                {"track": "early_retirement_pension", "role": "plan_b", "since": "2026-01-05"}],
        decision={"planned": "2027-03-01", "begun": "2026-11-01"},
    )  # fmt: skip
    for gap in gap_reading.answers(desk, CASE).open():
        if gap.rule.closing.action in ("none", "reminder", "phone_call"):
            continue
        assert closing.prepare(desk, CASE, gap.key).key
    assert [one.requested for one in case_files.case_file(desk, CASE).requests if one.requested] == []


def test_a_request_names_the_health_problem_in_words_and_what_the_papers_do_not_say(desk: Desk, keep: Keep) -> None:
    states = {"diagnosis": "Panikangst", "treatment": "Psykolog"}
    paper = {"id": "E1", "kind": "lae145", "about": ["anxiety"], "author": "Læge Ravn", "role": "gp",
             "information_date": "2026-09-01", "received": "2026-09-04", "states": states}  # fmt: skip
    keep(evidence=[paper])
    use_language("da")
    gaps = gap_reading.answers(desk, CASE).open()
    gap = next(one for one in gaps if one.rule.closing.action == "medical_request" and one.considered)
    prepared = closing.prepare(desk, CASE, gap.key)
    request = case_files.case_file(desk, CASE).requests[0]
    text = request_text(desk, CASE, prepared.key)
    assert request.to == "Læge Ravn"
    assert request.questions
    assert not any("{" in one or "anxiety" in one for one in request.questions)
    assert not any("Er angst undersøgt" in one or "behandling af angst" in one for one in request.questions)
    assert "Sagen forberedes til en afgørelse (fleksjob)." in text
    assert "- LÆ 145" in text


def test_what_the_case_file_holds_does_not_reach_the_provider(pair: DeskPair, desk: Desk, keep: Keep) -> None:
    keep(evidence=[{"id": "E1", "kind": "work_trial_report", "author": "Konsulent Ørum", "received": "2025-01-04",
                    "information_date": "2025-01-02"}])  # fmt: skip
    body = order_body()
    body["citizen"]["cpr"] = CPR
    orders.send(desk, orders.new_draft(desk, body).id)
    pair.deliver()
    for gap in gap_reading.answers(desk, CASE).open():
        if gap.rule.closing.action == "order":
            draft = drafts.load(desk, closing.prepare(desk, CASE, gap.key).key)
            added = [*draft.body["documentation"], *draft.body.get("changes", ())]
            assert not any(gap.what.message in str(one) or "Ørum" in str(one) for one in added)
