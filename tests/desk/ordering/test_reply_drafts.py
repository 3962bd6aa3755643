"""A reply is kept while it is written, checked, and sent."""

import pytest
from desk_pair import DeskPair
from factories import order_body

from orderdesk.desk import drafts, index
from orderdesk.desk.ordering import orders, reply_drafts
from orderdesk.errors import NotPossible


@pytest.fixture
def sent(pair: DeskPair) -> str:
    thread = orders.send(pair.caseworker, orders.new_draft(pair.caseworker, order_body()).id).thread
    pair.deliver()
    return thread


ACCEPT = {"consultant": "sara-holt", "day": "2026-11-05", "time": "9", "place": "Ærøvej 4", "start": "2026-11-05"}


@pytest.mark.parametrize(
    ("typed", "read"),
    [("9", "09:00"), ("9.30", "09:30"), ("930", "09:30"), ("14:05", "14:05"), ("24:00", ""), ("kl. ni", ""), ("", "")],
)
def test_a_time_of_day_is_read_as_people_write_it(typed: str, read: str) -> None:
    assert reply_drafts.time_of_day(typed) == read


def test_an_untouched_answer_leaves_no_draft_and_knows_the_desks_owner(pair: DeskPair, sent: str) -> None:
    begun = reply_drafts.begun(pair.consultant, sent)
    assert begun["accept"] == {"consultant": "sara-holt", "start": "2026-11-02"}
    assert drafts.listing(pair.consultant) == []


def test_all_that_an_acceptance_lacks_is_said(pair: DeskPair, sent: str) -> None:
    found = reply_drafts.check(pair.consultant, sent, "accept", {"accept": {"consultant": "ukendt"}})
    assert [lack.path for lack in found if lack.severity == "block"] == [
        "$.accept.consultant", "$.accept.day", "$.accept.time", "$.accept.place", "$.accept.start",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"day": "2026-10-30"}, "$.accept.day"),
        ({"start": "2027-03-01"}, "$.accept.start"),
        ({"day": "snart"}, "$.accept.day"),
        ({"time": "25"}, "$.accept.time"),
    ],
)
def test_a_date_that_cannot_be_is_refused(pair: DeskPair, sent: str, changes: dict[str, str], path: str) -> None:
    found = reply_drafts.check(pair.consultant, sent, "accept", {"accept": ACCEPT | changes})
    assert [lack.path for lack in found if lack.severity == "block"] == [path]


def test_the_one_who_was_asked_for_gives_no_reason_why_it_is_another(pair: DeskPair, sent: str) -> None:
    part = ACCEPT | {"not_preferred_because": "Sara er på barsel."}
    issued = reply_drafts.send(pair.consultant, sent, "accept", {"accept": part})
    assert "not_preferred_because" not in index.body(pair.consultant, issued.digest)


def test_sending_takes_the_draft_with_it(pair: DeskPair, sent: str) -> None:
    body = {"accept": ACCEPT, "decline": {"text": "Vi når det ikke."}}
    reply_drafts.keep(pair.consultant, sent, body)
    assert reply_drafts.begun(pair.consultant, sent) == body
    reply_drafts.send(pair.consultant, sent, "accept", body)
    assert drafts.listing(pair.consultant) == []
    assert index.thread_of(pair.consultant, sent).accepted


def test_what_cannot_be_sent_stays_a_draft(pair: DeskPair, sent: str) -> None:
    body = {"decline": {"code": "no_capacity", "text": " "}}
    reply_drafts.keep(pair.consultant, sent, body)
    with pytest.raises(NotPossible, match="in words"):
        reply_drafts.send(pair.consultant, sent, "decline", body)
    assert reply_drafts.begun(pair.consultant, sent) == body
