"""A draft goes to and fro on two real desks: comments, a second draft, cleared, the report itself, approved. The text
is the consultant's all the way."""

from dataclasses import dataclass
from typing import Any

import pytest
from desk_pair import DeskPair
from factories import order_body, report_body

from orderdesk.desk import drafts, index, listing
from orderdesk.desk.ordering import orders, replies
from orderdesk.desk.ordering.answered_version import in_a_column, sentence
from orderdesk.desk.reporting import reading, report_basis, reports, review_drafts, reviews
from orderdesk.errors import NotPossible

Body = dict[str, Any]
WHICH_SHOPS = {"item": "M2", "text": "Hvilke butikker spurgte I, og hvad svarede de?"}


@dataclass
class Loop:
    """A running order; the clock stands at the beginning of December, November is to be reported."""

    pair: DeskPair
    thread: str

    def state(self, report: str) -> str:
        return index.thread_of(self.pair.caseworker, self.thread).reports[report].state

    def drafted(self, **changes: Any) -> str:
        """November's draft, sent and delivered."""
        sara = self.pair.consultant
        order = index.thread_of(sara, self.thread).order
        draft = reports.new_draft(sara, self.thread, "draft")
        whole = report_body(index.body(sara, order), order, "2026-11") | {"kind": "draft"}
        drafts.save(sara, draft.id, {**draft.body, **whole, **changes})
        return self.sent(draft.id)

    def later(self, report: str, kind: Any = None, **changes: Any) -> str:
        """The version after `report`, sent and delivered."""
        draft = reports.correction_draft(self.pair.consultant, self.thread, report, kind)
        drafts.save(self.pair.consultant, draft.id, {**draft.body, "attested": True, **changes})
        return self.sent(draft.id)

    def sent(self, draft: str) -> str:
        digest = reports.send(self.pair.consultant, draft).digest
        self.pair.deliver()
        return digest

    def commented(self, report: str, **changes: Any) -> str:
        digest = reviews.comment(self.pair.caseworker, report, **{"items": [WHICH_SHOPS], **changes}).digest
        self.pair.deliver()
        return digest

    def cleared(self, report: str) -> None:
        reviews.clear(self.pair.caseworker, report, text="Tak, nu er det dækket.")
        self.pair.deliver()

    def body(self, report: str) -> Body:
        return index.body(self.pair.caseworker, report)


@pytest.fixture
def loop(pair: DeskPair) -> Loop:
    return running(pair, wanted=True)


def running(pair: DeskPair, *, wanted: bool) -> Loop:
    order = order_body()
    order["reporting"] |= {"draft_wanted": wanted}
    thread = orders.send(pair.caseworker, orders.new_draft(pair.caseworker, order).id).thread
    pair.deliver()
    first = {"day": "2026-11-03", "time": "10:00", "place": "Fjordvejen 8"}
    replies.accept(pair.consultant, thread, first_meeting=first, start="2026-11-01")
    pair.deliver()
    pair.clock.forward(days=31)
    return Loop(pair, thread)


def test_from_the_draft_to_the_approved_report(loop: Loop) -> None:
    first = loop.drafted()
    review_drafts.keep(loop.pair.caseworker, first, {"mode": "comment", "remarks": {"M2": {"text": "Hvilke"}}})
    comments = loop.commented(first, text="Ellers fint.", by="2026-12-08")
    assert loop.state(first) == "comments_returned"
    assert review_drafts.begun(loop.pair.caseworker, first) == {}, "what was begun went with what was sent"

    goals = loop.body(first)["goals"]
    goals[1] = {**goals[1], "done": "Vi ringede til Kiwi og Netto; Netto har en plads fra januar."}
    second = loop.later(first, goals=goals)
    body = loop.body(second)
    assert (body["kind"], body["version"], body["replaces"], body["elaborates"]) == ("draft", 2, first, comments)
    assert (loop.state(first), loop.state(second)) == ("superseded", "draft_submitted")
    read = reading.read(loop.pair.caseworker, second)
    assert read.asked is not None
    assert read.replaced is not None
    assert (read.asked["items"], read.replaced["version"]) == ([WHICH_SHOPS], 1)

    loop.cleared(second)
    report = loop.later(second)
    sent = loop.body(report)
    assert (sent["kind"], sent["version"], loop.state(report)) == ("monthly", 3, "submitted")
    filled = ("kind", "version", "replaces", "elaborates")
    assert {k: v for k, v in sent.items() if k not in filled} == {k: v for k, v in body.items() if k not in filled}
    assert "elaborates" not in sent, "nothing was left to answer"

    reviews.decide(loop.pair.caseworker, report, decision="continue", text="Forløbet fortsætter som bestilt.")
    loop.pair.deliver()
    assert loop.state(report) == "approved"


def test_the_report_may_be_sent_without_clearance(loop: Loop) -> None:
    first = loop.drafted()
    loop.commented(first)
    report = loop.later(first, "monthly")
    assert (loop.body(report)["kind"], loop.state(report)) == ("monthly", "submitted")
    read = reading.read(loop.pair.caseworker, report)
    assert read.asked is not None, "what was asked still stands beside it"
    assert read.asked["items"] == [WHICH_SHOPS]


def test_a_version_in_between_does_not_take_the_comments_away(loop: Loop) -> None:
    first = loop.drafted()
    loop.commented(first)
    third = loop.later(loop.later(first, underway="Rikke er flyttet."), underway="Rikke er flyttet hjemmefra.")
    read = reading.read(loop.pair.caseworker, third)
    assert read.asked is not None
    assert read.replaced is not None
    assert (read.asked["items"], read.replaced["version"]) == ([WHICH_SHOPS], 1)


def test_a_later_version_with_nothing_rewritten_is_refused_and_stays_a_draft(loop: Loop) -> None:
    first = loop.drafted()
    loop.commented(first)
    with pytest.raises(NotPossible, match="Nothing has been rewritten"):
        loop.later(first)
    assert [draft.body["replaces"] for draft in drafts.listing(loop.pair.consultant, "report")] == [first]
    assert loop.state(first) == "comments_returned"


def test_a_version_that_answers_an_amended_order_may_keep_its_words(loop: Loop) -> None:
    first = loop.drafted()
    amended(loop)
    loop.pair.deliver()
    assert loop.body(loop.later(first))["order_version"] == 2


def test_what_the_writer_has_beside_him(loop: Loop) -> None:
    sara, first = loop.pair.consultant, loop.drafted()
    loop.commented(first)
    against = report_basis.against(sara, reports.correction_draft(sara, loop.thread, first))
    assert against.asked_about("M2") == WHICH_SHOPS["text"]
    assert (against.asked_about("M1"), against.cleared) == ("", False)
    loop.cleared(first)
    draft = reports.correction_draft(sara, loop.thread, first, "monthly")
    against = report_basis.against(sara, draft)
    assert (against.asked, against.cleared, draft.body["kind"]) == (None, True, "monthly")


@pytest.mark.parametrize(
    ("wanted", "cleared", "kind"), [(True, False, "draft"), (True, True, "monthly"), (False, False, "monthly")]
)
def test_what_comes_after_a_draft(pair: DeskPair, wanted: bool, cleared: bool, kind: str) -> None:
    loop = running(pair, wanted=wanted)
    first = loop.drafted()
    if cleared:
        loop.cleared(first)
    else:
        loop.commented(first)
    draft = reports.correction_draft(pair.consultant, loop.thread, first)
    assert draft.body["kind"] == kind
    again = reports.correction_draft(pair.consultant, loop.thread, first, "draft")
    assert (again.id, again.body["kind"]) == (draft.id, "draft"), "the consultant chooses"


def test_a_draft_of_the_last_days_becomes_the_final_report(loop: Loop) -> None:
    last = loop.body(index.thread_of(loop.pair.caseworker, loop.thread).order)["course"]["end"]
    first = loop.drafted(period={"start": "2026-11-01", "end": last})
    loop.cleared(first)
    assert reports.correction_draft(loop.pair.consultant, loop.thread, first).body["kind"] == "final"


def test_what_is_not_possible_says_why(loop: Loop) -> None:
    mette, first = loop.pair.caseworker, loop.drafted()
    for action in ("read", "decide", "elaborate"):
        assert reviews.state_refusal(mette, first, action).startswith("A draft gets comments, or it is cleared.")
    with pytest.raises(NotPossible, match="A draft gets comments"):
        reviews.mark_read(mette, first)
    with pytest.raises(NotPossible, match="what is not covered there"):
        reviews.comment(mette, first, items=[{"item": "M2", "text": "  "}])
    with pytest.raises(NotPossible, match="nothing that goes by M9"):
        reviews.comment(mette, first, items=[{"item": "M9", "text": "Hvad er det?"}])
    with pytest.raises(NotPossible, match="decided on by the caseworker"):
        reviews.clear(loop.pair.consultant, first)
    loop.commented(first)
    with pytest.raises(NotPossible, match="once for each version"):
        reviews.comment(mette, first, items=[WHICH_SHOPS])
    loop.cleared(first)
    with pytest.raises(NotPossible, match="is cleared, once"):
        reviews.clear(mette, first)
    report = loop.later(first)
    with pytest.raises(NotPossible, match="Comments are given on a draft"):
        reviews.comment(mette, report, items=[WHICH_SHOPS])


# Which version of the order is answered


def amended(loop: Loop) -> None:
    """Version 2 of the order, sent; it has not been delivered."""
    mette = loop.pair.caseworker
    draft = orders.amendment_draft(mette, loop.thread)
    draft.body["course"]["weekly_minutes"] += 60
    drafts.save(mette, draft.id, draft.body | {"changes": [{"path": "$.course.weekly_minutes", "reason": "Op i tid."}]})
    orders.send(mette, draft.id)
    loop.pair.clock.forward(minutes=1)


def said(loop: Loop, report: str) -> tuple[str, str]:
    version = reading.read(loop.pair.caseworker, report).version
    (row,) = [row for row in listing.reports(loop.pair.caseworker) if row.digest == report]
    assert (row.answers, row.in_force, row.crossed) == (version.answers, version.in_force, version.crossed)
    return in_a_column(version), sentence(version)


def test_a_report_says_which_version_it_answers(loop: Loop) -> None:
    report = loop.drafted()
    assert said(loop, report) == ("1", "It answers version 1 of the order, the one in force.")
    amended(loop)
    loop.pair.deliver()
    assert said(loop, report) == (
        "1 (now 2)", "It answers version 1 of the order; version 2 came later and is in force."
    )  # fmt: skip
    assert said(loop, loop.later(report))[0] == "2"


def test_a_report_that_crossed_with_an_amendment_says_so(loop: Loop) -> None:
    amended(loop)
    report = loop.drafted()  # Sara has not seen version 2
    column, told = said(loop, report)
    assert column == "1 (now 2)"
    assert told == (
        "It answers version 1 of the order, though a later one had been sent: they crossed. Version 2 is in force."
    )
