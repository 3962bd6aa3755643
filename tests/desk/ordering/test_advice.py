"""Advice is put aside for a reason that stays on the desk, for as long as the text is the same."""

import json
from typing import Any

import pytest
from desk_pair import DeskPair
from factories import order_body

from orderdesk.checks.findings import Finding
from orderdesk.desk import drafts, index
from orderdesk.desk.ordering import advice, orders
from orderdesk.errors import InputRefused, NotPossible

Body = dict[str, Any]
REASON = "Aftalt med Åse, at ordet er hendes eget."
VAGUE = "Åse har fået mere struktur på dagen."


def order_with(seen_by: str) -> Body:
    body = order_body()
    body["goals"][0]["seen_by"] = seen_by
    return body


def found(pair: DeskPair, body: Body, code: str) -> Finding:
    return next(one for one in orders.check(pair.caseworker, body) if one.code == code)


def codes(pair: DeskPair, draft_id: str, body: Body) -> tuple[set[str], set[str]]:
    standing, aside = advice.sorted_out(pair.caseworker, draft_id, body, orders.check(pair.caseworker, body))
    return {one.code for one in standing}, {one.finding.code for one in aside}


@pytest.fixture
def draft(pair: DeskPair) -> drafts.Draft:
    return orders.new_draft(pair.caseworker, order_with(VAGUE))


def put_aside(pair: DeskPair, draft: drafts.Draft) -> Body:
    body = draft.body
    advice.put_aside(pair.caseworker, draft.id, body, found(pair, body, "ORD22"), REASON)
    return body


def test_it_is_listed_with_its_reason_and_taken_back(pair: DeskPair, draft: drafts.Draft) -> None:
    body = put_aside(pair, draft)
    standing, (aside,) = advice.sorted_out(pair.caseworker, draft.id, body, orders.check(pair.caseworker, body))
    assert "ORD22" not in {one.code for one in standing}
    assert (aside.finding.code, aside.finding.path, aside.reason) == ("ORD22", "$.goals[0].seen_by", REASON)
    advice.take_back(pair.caseworker, draft.id, body, aside.finding)
    assert "ORD22" in codes(pair, draft.id, body)[0]


def test_it_comes_back_when_the_text_changes_and_goes_again_with_the_old_one(
    pair: DeskPair, draft: drafts.Draft
) -> None:
    body = put_aside(pair, draft)
    changed = json.loads(json.dumps(body))
    changed["goals"][0]["seen_by"] = "Åse har fået mere overblik over dagen."
    assert "ORD22" in codes(pair, draft.id, changed)[0]
    assert "ORD22" in codes(pair, draft.id, body)[1]


def test_another_text_of_the_same_draft_is_still_advised(pair: DeskPair, draft: drafts.Draft) -> None:
    body = put_aside(pair, draft)
    body["goals"][1]["seen_by"] = VAGUE
    standing, aside = advice.sorted_out(pair.caseworker, draft.id, body, orders.check(pair.caseworker, body))
    assert [one.path for one in standing if one.code == "ORD22"] == ["$.goals[1].seen_by"]
    assert [one.finding.path for one in aside] == ["$.goals[0].seen_by"]


def test_it_follows_a_goal_that_is_moved(pair: DeskPair, draft: drafts.Draft) -> None:
    body = put_aside(pair, draft)
    body["goals"].reverse()
    for rank, goal in enumerate(body["goals"]):
        goal["rank"] = rank + 1
    assert "ORD22" in codes(pair, draft.id, body)[1]


def test_the_age_of_a_fact_does_not_bring_it_back(pair: DeskPair) -> None:
    body = order_body()
    body["citizen"]["facts"][0]["confirmed"] = "2026-01-01"
    draft = orders.new_draft(pair.caseworker, body)
    old = next(one for one in orders.check(pair.caseworker, draft.body) if one.path.startswith("$.citizen.facts[0]"))
    advice.put_aside(pair.caseworker, draft.id, draft.body, old, REASON)
    pair.clock.forward(days=1)
    standing, aside = advice.sorted_out(
        pair.caseworker, draft.id, draft.body, orders.check(pair.caseworker, draft.body)
    )
    assert old.path not in {one.path for one in standing}
    assert [one.finding.path for one in aside] == [old.path]


def test_another_running_order_is_another_finding(pair: DeskPair, draft: drafts.Draft) -> None:
    body = put_aside(pair, draft)
    first = Finding("ORD33", "advise", "$.relation", "{label} is running.", {"label": "Fjordvejen"})
    second = Finding("ORD33", "advise", "$.relation", "{label} is running.", {"label": "Havnen"})
    advice.put_aside(pair.caseworker, draft.id, body, first, REASON)
    assert advice.sorted_out(pair.caseworker, draft.id, body, [first, second])[0] == [second]


def test_what_blocks_cannot_be_put_aside(pair: DeskPair) -> None:
    body = order_with("")
    draft = orders.new_draft(pair.caseworker, body)
    with pytest.raises(NotPossible):
        advice.put_aside(pair.caseworker, draft.id, draft.body, found(pair, draft.body, "ORD03"), REASON)


def test_a_reason_is_needed(pair: DeskPair, draft: drafts.Draft) -> None:
    with pytest.raises(InputRefused):
        advice.put_aside(pair.caseworker, draft.id, draft.body, found(pair, draft.body, "ORD22"), "  ")


def test_it_survives_saving_closing_and_throwing_away(pair: DeskPair, draft: drafts.Draft) -> None:
    body = put_aside(pair, draft)
    drafts.save(pair.caseworker, draft.id, {**body, "case_number": "2026-1"})
    pair.caseworker = pair.reopen(pair.caseworker)
    drafts.discard(pair.caseworker, draft.id)
    drafts.restore(pair.caseworker, draft.id)
    assert "ORD22" in codes(pair, draft.id, drafts.load(pair.caseworker, draft.id).body)[1]


def test_it_is_sent_to_nobody_and_gone_with_the_draft(pair: DeskPair, draft: drafts.Draft) -> None:
    put_aside(pair, draft)
    thread = orders.send(pair.caseworker, draft.id).thread
    pair.deliver()
    for desk in (pair.caseworker, pair.consultant):
        sent = index.document(desk, index.thread_of(desk, thread).order)
        assert REASON not in json.dumps(sent, ensure_ascii=False)
        kept = [(table, row) for table in desk.store.db.tables() for _key, row in desk.store.rows(table)]
        assert REASON not in json.dumps(kept, ensure_ascii=False, default=str)
