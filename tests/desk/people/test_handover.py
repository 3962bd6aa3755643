"""Handing a case over, between three caseworkers' and two consultants' real desks."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_pair import DeskPair
from handover_desks import SUMMARY, Town, handing, make_town, running

from orderdesk.desk import drafts, index, listing, marks, today
from orderdesk.desk.desk import Desk
from orderdesk.desk.mail import forwarding, outbox, post, quarantine
from orderdesk.desk.moves.making import make, refusal
from orderdesk.desk.ordering import orders
from orderdesk.desk.people import handover_reading, responsible, standing_handovers
from orderdesk.errors import NotPossible


@pytest.fixture
def town(tmp_path: Path, pair: DeskPair) -> Iterator[Town]:
    """The five desks with an order that runs."""
    found = running(make_town(tmp_path, pair))
    yield found
    found.close()


def codes(desk: Desk) -> set[str]:
    return {item.code for item in today.today(desk)}


def mine(desk: Desk) -> frozenset[str]:
    return marks.marks(desk).mine


def fatal(desk: Desk) -> list[str]:
    return [
        digest for digest, row in desk.store.rows(index.DOCUMENTS) if (row["kind"], row["sub"]) == ("receipt", "fatal")
    ]


def test_the_colleague_gets_the_whole_case_and_everybodys_today_follows(town: Town) -> None:
    make(town.mette, town.thread, "change_caseworker", handing(told="Ring til Jonas i ferien."))
    town.deliver()
    assert town.documents(town.jonas) == town.documents(town.mette)
    assert {town.state(desk) for desk in (town.mette, town.jonas, town.sara)} == {"active"}
    assert index.thread_of(town.jonas, town.thread).missing == ()
    [line] = [item for item in today.today(town.jonas) if item.code == "handed_over"]
    assert (line.who, line.detail, line.opens) == ("Rikke Sønderby", "Mette Krogh", "handover")
    assert town.thread in mine(town.jonas)
    assert town.thread not in mine(town.mette)
    [row] = [row for row in listing.orders(town.mette) if row.thread == town.thread]
    assert (row.holder, row.holder_until) == ("Jonas Bach", "2026-11-22")
    assert "news_caseworker" in codes(town.sara)
    [seen] = [row for row in listing.orders(town.sara) if row.thread == town.thread]
    assert seen.person == "Jonas Bach"
    assert all(not outbox.waiting(desk) for desk in town.desks)
    assert not any(quarantine.listing(desk) for desk in town.desks)
    assert town.documents(town.lise) == set()


def test_the_page_holds_the_summary_and_looking_at_it_is_all_that_today_asks(town: Town) -> None:
    make(town.mette, town.thread, "change_caseworker", handing())
    town.deliver()
    [page] = handover_reading.handovers(town.jonas)
    assert dict(page.summary) == SUMMARY
    assert (page.giver, page.given, page.missing, page.whole, page.until) == (
        "Mette Krogh",
        False,
        0,
        True,
        "2026-11-22",
    )
    [own] = handover_reading.handovers(town.mette)
    assert (own.taker, own.given, own.whole) == ("Jonas Bach", True, True)
    assert handover_reading.find(town.jonas, "Rikke").digest == page.digest
    handover_reading.mark_read(town.jonas, page.digest)
    assert "handed_over" not in codes(town.jonas)
    assert handover_reading.handovers(town.sara) == []


def test_when_the_substitutes_weeks_are_over_the_case_is_back_with_all_that_happened(town: Town) -> None:
    make(town.mette, town.thread, "change_caseworker", handing())
    town.deliver()
    make(town.jonas, town.thread, "good_news", {"text": "Rikke fik ros af værkstedet."})
    make(town.sara, town.thread, "warn", {"about": "health_worse", "text": "Rikke sover dårligt."})
    town.deliver()
    assert town.documents(town.mette) == town.documents(town.jonas)
    assert "news_warning" in codes(town.jonas)
    assert "news_warning" not in codes(town.mette)
    town.pair.clock.forward(days=21)
    assert "news_warning" in codes(town.mette)
    assert "news_warning" not in codes(town.jonas)
    assert (town.thread in mine(town.mette), town.thread in mine(town.jonas)) == (True, False)
    assert index.body(town.jonas, index.thread_of(town.jonas, town.thread).order)["citizen"]["name"] == "Rikke Sønderby"
    assert (
        refusal(town.jonas, town.thread, "change_caseworker") == "Mette Krogh has this case now and can hand it over."
    )


def test_a_case_goes_over_and_back_and_on_to_a_third(town: Town) -> None:
    make(town.mette, town.thread, "change_caseworker", handing(until=""))
    town.deliver()
    assert refusal(town.mette, town.thread, "change_caseworker")
    make(town.jonas, town.thread, "good_news", {"text": "Rikke har fundet en praktikplads."})
    make(town.jonas, town.thread, "change_caseworker", handing(to_person="mette-krogh", until=""))
    town.deliver()
    assert town.thread in mine(town.mette)
    assert town.documents(town.mette) == town.documents(town.jonas)
    make(town.mette, town.thread, "change_caseworker", handing(to_person="lise-friis", until=""))
    town.deliver()
    assert town.documents(town.lise) == town.documents(town.mette)
    row = town.sara.store.get(index.THREADS, town.thread) or {}
    assert responsible.caseworker(row, "2026-11-02")["name"] == "Lise Friis"
    assert {len(row["caseworkers"])} == {4}
    assert all(not outbox.waiting(desk) for desk in town.desks)


def test_a_new_consultant_can_read_the_order_that_was_sealed_to_another(town: Town) -> None:
    assert town.documents(town.bo) == set()
    form = {"consultant": "bo-winther", "since": "2026-11-02", "reason": "Sara skifter job.", "citizen_told": True,
            "note": "Rikke vil helst mødes udenfor."}  # fmt: skip
    make(town.sara, town.thread, "change_consultant", form)
    town.deliver()
    assert town.documents(town.bo) == town.documents(town.sara)
    assert {town.state(desk) for desk in (town.mette, town.sara, town.bo)} == {"active"}
    assert index.body(town.bo, index.thread_of(town.bo, town.thread).order)["purpose"]
    [page] = handover_reading.handovers(town.bo)
    assert (page.note, page.reason, dict(page.summary)) == ("Rikke vil helst mødes udenfor.", "Sara skifter job.", {})
    assert "note" not in str(index.body(town.mette, index.thread_of(town.mette, town.thread).consultants[-1]))
    make(town.bo, town.thread, "warn", {"about": "other", "text": "Ny mødetid ønskes."})
    make(town.mette, town.thread, "good_news", {"text": "Rikke glæder sig til at møde dig."})
    town.deliver()
    assert {"news_warning", "news_consultant"} <= codes(town.mette)
    assert "news_good_news" in codes(town.bo)
    assert "news_good_news" not in codes(town.sara)
    assert town.thread in mine(town.bo)
    [row] = [row for row in listing.orders(town.sara) if row.thread == town.thread]
    assert row.holder == "Bo Winther"


def test_what_crossed_the_handover_on_its_way_is_carried_on(town: Town) -> None:
    make(town.sara, town.thread, "warn", {"about": "other", "text": "Rikke er flyttet til sin søster."})
    post.sync(town.sara, force=True)
    make(town.mette, town.thread, "change_caseworker", handing(to_person="lise-friis", until=""))
    town.deliver()
    assert town.documents(town.lise) == town.documents(town.mette)
    [page] = handover_reading.handovers(town.lise)
    assert (page.missing, page.documents, page.whole) == (0, 5, True)
    assert len([item for item in today.today(town.lise) if item.code == "handed_over"]) == 1
    assert len(list(standing_handovers.all_of_them(town.lise.store))) == 2
    assert forwarding.follow_up(town.mette) == 0
    assert all(not outbox.waiting(desk) for desk in town.desks)


def test_an_order_that_nobody_has_answered_keeps_its_state_on_the_new_desk(town: Town) -> None:
    from factories import order_body

    thread = orders.send(town.mette, orders.new_draft(town.mette, order_body()).id).thread
    town.deliver()
    make(town.mette, thread, "change_caseworker", handing(until=""))
    town.deliver()
    assert {index.thread_of(desk, thread).state for desk in (town.mette, town.jonas)} == {"delivered"}


def test_only_who_has_the_case_hands_it_over_and_only_to_somebody_who_can_take_it(town: Town) -> None:
    with pytest.raises(NotPossible, match="yourself"):
        make(town.mette, town.thread, "change_caseworker", handing(to_person="mette-krogh"))
    with pytest.raises(NotPossible, match="ends before"):
        make(town.mette, town.thread, "change_caseworker", handing(since="2026-11-30"))
    with pytest.raises(NotPossible, match="How it stands"):
        make(town.mette, town.thread, "change_caseworker", handing(summary={"next_step": "Møde"}))
    assert outbox.waiting(town.mette) == []
    assert handover_reading.handovers(town.mette) == []
    assert refusal(town.sara, town.thread, "change_caseworker")


def test_a_kill_in_the_midst_of_handing_over_leaves_all_or_nothing(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    from orderdesk.desk.people import handover

    def dies(*_args: object, **_named: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(handover, "_tell", dies)
        with pytest.raises(KeyboardInterrupt):
            make(town.mette, town.thread, "change_caseworker", handing())
    town.mette = town.pair.caseworker = town.reopen(town.mette)
    assert outbox.waiting(town.mette) == []
    assert handover_reading.handovers(town.mette) == []
    make(town.mette, town.thread, "change_caseworker", handing())
    town.mette = town.pair.caseworker = town.reopen(town.mette)
    town.deliver()
    assert town.documents(town.jonas) == town.documents(town.mette)


def test_an_index_made_anew_knows_the_handovers_again(town: Town) -> None:
    make(town.mette, town.thread, "change_caseworker", handing())
    town.deliver()
    for desk in (town.mette, town.jonas):
        before = handover_reading.handovers(desk)
        index.rebuild(desk, [digest for digest in desk.archive.digests() if desk.store.get(index.DOCUMENTS, digest)])
        assert handover_reading.handovers(desk) == before
    town.deliver()
    assert {town.state(desk) for desk in (town.mette, town.jonas)} == {"active"}
    assert not any(outbox.waiting(desk) for desk in town.desks)
    assert fatal(town.jonas) == []


def amended(desk: Desk, thread: str) -> None:
    draft = orders.amendment_draft(desk, thread)
    draft.body["course"]["weekly_minutes"] += 60
    draft.body["changes"] = [{"path": "$.course.weekly_minutes", "reason": "Rikke kan mere."}]
    drafts.save(desk, draft.id, draft.body)
    orders.send(desk, draft.id)


def test_an_amendment_reaches_whoever_has_the_case_on_both_sides(town: Town) -> None:
    form = {"consultant": "bo-winther", "since": "2026-11-02", "reason": "Sara skifter job.", "citizen_told": True}
    make(town.sara, town.thread, "change_consultant", form)
    make(town.mette, town.thread, "change_caseworker", handing(to_person="lise-friis"))
    town.deliver()
    amended(town.lise, town.thread)
    town.deliver()
    versions = {index.thread_of(desk, town.thread).version for desk in (town.mette, town.lise, town.bo)}
    assert versions == {2}
    assert all(not index.thread_of(desk, town.thread).missing for desk in (town.mette, town.lise, town.bo))
    assert refusal(town.bo, town.thread, "acknowledge") == ""
