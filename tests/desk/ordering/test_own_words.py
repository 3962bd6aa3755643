"""The blank-slate view: the citizen's own words and what was agreed, and nothing else."""

from dataclasses import asdict

import pytest
from desk_pair import DeskPair
from factories import order_body
from fault_desks import accept, send_report

from orderdesk.desk import drafts, index
from orderdesk.desk.moves.making import make
from orderdesk.desk.ordering import orders
from orderdesk.desk.ordering.own_words import own_words

HELD = {
    "day": "2026-11-02", "form": "in_person", "citizen": {"present": True}, "caseworker": {"present": True},
    "consultant": {"present": True}, "word_after": "Rikke virkede presset; diagnosen fylder.",
    "decisions": [
        {"text": "Rikke prøver 12 timer om ugen.", "owner": "citizen", "by": "2026-11-16"},
        {"text": "Mentor ringer til lægen.", "owner": "consultant", "owner_name": "Sara Holt", "by": "2026-11-09"},
    ],
    "citizen_remarks": {"status": "given", "words": "Jeg vil gerne, men ikke om mandagen."},
}  # fmt: skip


@pytest.fixture
def thread(pair: DeskPair) -> str:
    """An accepted order with an alignment, a meeting and a report."""
    draft = orders.new_draft(pair.caseworker, order_body())
    found = orders.send(pair.caseworker, draft.id).thread
    pair.deliver()
    accept(pair, found)
    stances = [{"item": "M1", "stance": "partly", "words": "Hvis det går stille."}, {"item": "M2", "stance": "not_now"}]
    make(pair.consultant, found, "align", {"day": "2026-11-02", "how": "meeting", "stances": stances})
    make(pair.caseworker, found, "record_meeting", HELD)
    pair.deliver()
    return found


def test_it_holds_the_citizens_words_by_day_and_the_wishes_by_rank(pair: DeskPair, thread: str) -> None:
    found = own_words(pair.caseworker, thread)
    voice = order_body()["voice"]
    assert [(quote.source, quote.words) for quote in found.quotes] == [
        ("order", voice["own_words"]), ("meeting", "Jeg vil gerne, men ikke om mandagen."),
    ]  # fmt: skip
    assert found.quotes[0].day == voice["obtained"]
    assert [wish.rank for wish in found.wishes] == sorted(wish["rank"] for wish in voice["wishes"])
    assert (found.alignment, found.declined) == (voice["alignment"], "")


def test_what_was_agreed_has_its_owner_and_its_day(pair: DeskPair, thread: str) -> None:
    found = own_words(pair.consultant, thread)
    assert [(row.owner_name or row.owner, row.by) for row in found.agreed] == [
        ("Sara Holt", "2026-11-09"), ("citizen", "2026-11-16"),
    ]  # fmt: skip


def test_a_stance_keeps_its_history(pair: DeskPair, thread: str) -> None:
    later = [{"item": "M1", "stance": "agreed", "words": "Nu kender jeg vejen."}]
    pair.clock.forward(days=14)
    make(pair.caseworker, thread, "align", {"day": "2026-11-16", "how": "phone", "stances": later})
    pair.deliver()
    for desk in (pair.caseworker, pair.consultant):
        [first] = [item for item in own_words(desk, thread).stances if item.item == "M1"]
        before = order_body()["goals"][0].get("stance", "not_asked")
        assert [(at.stance, at.words) for at in first.history] == [
            (before, ""), ("partly", "Hvis det går stille."), ("agreed", "Nu kender jeg vejen."),
        ]  # fmt: skip
        assert first.now.day == "2026-11-16"


def test_reports_add_the_quote_and_nothing_that_was_judged(pair: DeskPair, thread: str) -> None:
    digest = send_report(pair, thread)
    pair.deliver()
    found = own_words(pair.caseworker, thread)
    report, order = index.body(pair.caseworker, digest), order_body()
    view = report["citizen_view"]
    assert (view["day"], "report", view["quote"]) in [(q.day, q.source, q.words) for q in found.quotes]
    everything = str(asdict(found))
    judged = [*report["assessment"].values(), HELD["word_after"], *(fact["text"] for fact in order["citizen"]["facts"])]
    judged += [need["text"] for need in order["citizen"]["support_needs"]]
    judged += [goal.get("observation") or "-!-" for goal in report["goals"]] + [order["purpose"]["text"]]
    assert not [text for text in judged if len(str(text)) > 12 and str(text) in everything]
    assert "reason" not in everything


def test_a_citizen_who_did_not_wish_to_say_anything_is_told_as_that(pair: DeskPair) -> None:
    voice = {"status": "declined", "asked": "2026-10-20", "reason": "Rikke vil vente til mødet."}
    draft = orders.new_draft(pair.caseworker, order_body(voice=voice))
    thread = orders.send(pair.caseworker, draft.id).thread
    found = own_words(pair.caseworker, thread)
    assert (found.declined, found.quotes, found.wishes) == ("2026-10-20", (), ())


def test_words_that_a_later_version_repeats_stand_once(pair: DeskPair, thread: str) -> None:
    draft = orders.amendment_draft(pair.caseworker, thread)
    draft.body["course"]["weekly_minutes"] += 60
    draft.body["changes"] = [{"path": "$.course.weekly_minutes", "reason": "Rikke kan mere."}]
    drafts.save(pair.caseworker, draft.id, draft.body)
    pair.clock.forward(minutes=1)
    orders.send(pair.caseworker, draft.id)
    assert [quote.source for quote in own_words(pair.caseworker, thread).quotes] == ["order", "meeting"]
