"""The whole life of an order: every state and ending can be reached along the road that the domain describes, every
state but an ending has a way out, nobody moves it who may not, and the order of arrival changes nothing."""

import random
from dataclasses import dataclass, field, replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orderdesk.documents.entry import Entry
from orderdesk.documents.fold import fold
from orderdesk.documents.guards import GUARDS
from orderdesk.documents.lifecycle import BACK, Table, actions_of
from orderdesk.documents.meeting_table import MEETING_ENDINGS, MEETING_STATES, MEETING_TABLE
from orderdesk.documents.order_table import ENDINGS, ORDER_STATES, ORDER_TABLE
from orderdesk.documents.report_table import REPORT_ENDINGS, REPORT_STATES, REPORT_TABLE
from orderdesk.documents.thread import Thread, meeting_refusal, report_refusal
from orderdesk.trust.authority import RIGHTS, may_issue

KOMMUNE, UDSIGTEN, STRANGER = "egelund-kommune", "udsigten", "nabokommune"
SIDES = {"C": KOMMUNE, "P": UDSIGTEN}


@dataclass
class Road:
    """A thread written document by document, each a day after the one before, building on it."""

    entries: list[Entry] = field(default_factory=list)

    def add(self, side: str, kind: str, sub: str = "", about: str = "", **more: object) -> "Road":
        seq = len(self.entries) + 1
        spoken = [entry for entry in self.entries if entry.kind != "receipt"]
        prev = (spoken[-1].digest,) if spoken and kind != "receipt" else ()
        org = SIDES.get(side, side)
        values: dict[str, object] = {}
        if kind == "order":
            values = {"version": 1, "start": "2026-09-07", "end": "2026-12-31", "provider": UDSIGTEN}
        issued = f"2026-09-{seq:02}T09:00:00Z"
        entry = Entry(f"d{seq}", kind, sub, seq, issued, about, prev=prev, org=org)
        self.entries.append(replace(entry, **(values | more)))  # type: ignore[arg-type]
        return self

    def folded(self, day: str | None = None) -> Thread:
        return fold(self.entries, date.fromisoformat(day) if day else None)


def sent() -> Road:
    return Road().add("C", "order", answer_by="2026-09-03")


def delivered() -> Road:
    return sent().add("P", "receipt", "ok", "d1")


def accepted() -> Road:
    return delivered().add("P", "reply", "accept", "d1", start="2026-09-07")


def active() -> Road:
    return accepted().add("P", "notice", "started", start="2026-09-07", end="2026-09-09", attended=True)


def final(road: Road, outcome: str = "goals_met") -> Road:
    road.add("P", "report", "final", outcome=outcome, attended=True)
    return road.add("C", "review", "decided", road.entries[-1].digest)


ROADS: dict[str, tuple[Road, str | None, str]] = {
    "sent": (sent(), None, "sent"),
    "delivered": (delivered(), None, "delivered"),
    "no receipt in time": (sent(), "2026-09-04", "undeliverable"),
    "turned away": (sent().add("P", "receipt", "fatal", "d1"), None, "undeliverable"),
    "turned away, then amended": (
        sent().add("P", "receipt", "fatal", "d1").add("C", "order", about="d1", version=2), None, "sent",
    ),
    "asked": (delivered().add("P", "reply", "ask", "d1"), None, "question"),
    "asked and answered": (
        delivered().add("P", "reply", "ask", "d1", answer_by="2026-09-10").add("C", "reply", "answer", "d3"),
        None, "delivered",
    ),
    "asked and amended": (
        delivered().add("P", "reply", "ask", "d1", answer_by="2026-09-10").add("C", "order", about="d1", version=2),
        None, "delivered",
    ),
    "nobody answered": (delivered(), "2026-09-04", "expired"),
    "the question was not answered": (delivered().add("P", "reply", "ask", "d1"), "2026-09-04", "expired"),
    "withdrawn": (delivered().add("C", "notice", "withdraw"), None, "withdrawn"),
    "declined": (delivered().add("P", "reply", "decline", "d1"), "2026-12-01", "decline_review"),
    "declined and agreed": (
        delivered().add("P", "reply", "decline", "d1").add("C", "reply", "agree_decline", "d3"), None, "declined",
    ),
    "upheld, declined again": (
        delivered().add("P", "reply", "decline", "d1").add("C", "reply", "uphold", "d3")
        .add("P", "reply", "decline", "d1").add("C", "reply", "agree_decline", "d5"), None, "declined",
    ),
    "accepted": (accepted(), "2026-09-30", "accepted"),
    "offered a start that was not kept": (
        accepted().add("P", "notice", "started", start="2026-09-07"), "2026-09-30", "accepted",
    ),
    "started": (active(), "2026-12-31", "active"),
    "started by what a report tells": (accepted().add("P", "report", "monthly", attended=True), None, "active"),
    "a report of a month where nobody came": (accepted().add("P", "report", "monthly"), None, "accepted"),
    "period over": (active(), "2027-01-01", "awaiting_final"),
    "on hold": (active().add("P", "notice", "hold", start="2026-10-01", end="2026-10-20"), "2027-02-01", "on_hold"),
    "resumed": (active().add("C", "notice", "hold").add("P", "notice", "resume"), None, "active"),
    "held before the start, resumed": (
        accepted().add("C", "notice", "hold").add("C", "notice", "resume"), None, "accepted",
    ),
    "held before the start, came all the same": (
        accepted().add("C", "notice", "hold").add("P", "report", "monthly", attended=True).add("C", "notice", "resume"),
        None, "active",
    ),
    "asked to end": (active().add("C", "notice", "end", end="2026-10-31"), None, "end_requested"),
    "handed back": (active().add("P", "notice", "hand_back", end="2026-10-31"), None, "end_requested"),
    "handed back and taken back": (
        active().add("P", "notice", "hand_back").add("P", "notice", "retract_end", "d5"), None, "active",
    ),
    "ended while on hold, taken back": (
        active().add("C", "notice", "hold").add("C", "notice", "end").add("C", "notice", "retract_end", "d6"),
        None, "on_hold",
    ),
    "end agreed": (active().add("C", "notice", "end").add("P", "notice", "agree_end", "d5"), None, "awaiting_final"),
    "end agreed, nobody came": (
        accepted().add("P", "notice", "hand_back").add("C", "notice", "agree_end", "d4"), None, "cancelled",
    ),
    "completed": (final(active()), None, "completed"),
    "ended early": (
        final(active().add("C", "notice", "end").add("P", "notice", "agree_end", "d5"), "ended_early"),
        None, "ended_early",
    ),
    "no report": (
        active().add("C", "notice", "end").add("P", "notice", "agree_end", "d5").add("C", "notice", "waive_final"),
        None, "no_report",
    ),
    "opened again": (final(active()).add("C", "notice", "reopen", end="2027-01-31"), "2027-01-15", "active"),
    "opened again, over again": (
        final(active()).add("C", "notice", "reopen", end="2027-01-31"), "2027-02-01", "awaiting_final",
    ),
    "replaced": (active().add("C", "notice", "replaced"), None, "replaced"),
    "entered in error": (final(active()).add("C", "notice", "entered_in_error"), None, "entered_in_error"),
}  # fmt: skip


@pytest.mark.parametrize("name", ROADS)
def test_each_road_leads_where_the_domain_says(name: str) -> None:
    road, day, state = ROADS[name]
    folded = road.folded(day)
    assert (folded.state, folded.refused, folded.missing) == (state, (), ())


def test_every_state_is_on_a_road() -> None:
    assert {state for _road, _day, state in ROADS.values()} | {"draft"} == set(ORDER_STATES)


TABLES: dict[str, tuple[Table, tuple[str, ...], tuple[str, ...], set[str]]] = {
    "order": (ORDER_TABLE, ORDER_STATES, ENDINGS, {"draft"}),
    "report": (REPORT_TABLE, REPORT_STATES, REPORT_ENDINGS, {"due"}),
    "meeting": (MEETING_TABLE, MEETING_STATES, MEETING_ENDINGS, {"none"}),
}


@pytest.mark.parametrize("name", TABLES)
def test_no_state_is_unreachable_or_without_a_way_out(name: str) -> None:
    table, states, endings, first = TABLES[name]
    reached = first | {row.next for row in table if row.next not in ("", BACK)}
    left = {state for row in table for state in row.states if row.next not in ("", state)}
    assert reached == set(states)
    assert set(states) - left <= set(endings)


@pytest.mark.parametrize("name", TABLES)
def test_rows_name_known_states_and_guards_and_every_action_has_its_sentence(name: str) -> None:
    table, states, _endings, _first = TABLES[name]
    for row in table:
        assert set(row.states) <= set(states)
        assert row.next in ("", BACK, *states)
        assert row.guard in GUARDS
        assert bool(row.action) == bool(row.refusal)


def test_every_action_of_a_row_may_be_signed_by_that_side_and_by_no_other() -> None:
    """The directory's roles and the table agree: a row's document is one that its side's roles may issue."""
    holders = {"C": ("municipality", "caseworker"), "P": ("provider", "consultant")}
    for row in ORDER_TABLE + REPORT_TABLE + MEETING_TABLE:
        kind, _dot, sub = row.event.partition(".")
        if kind in ("clock", "desk", "receipt") or row.event in ("report.replaced", "report.sent"):
            continue
        document = f"orderdesk.{kind}.v1"
        body_kind = None if document in RIGHTS else {"final_approved": "decided"}.get(sub, sub)
        for side, (organisation, role) in holders.items():
            assert may_issue(document, body_kind, organisation, role) == (side in row.actors), row.event


@pytest.mark.parametrize("state", ORDER_STATES)
def test_every_action_that_is_not_possible_says_why(state: str) -> None:
    for actor in ("C", "P"):
        thread = Thread(state=state, since="2026-09-01T09:00:00Z", day="2026-11-30")
        for possible in thread.possible(actor):  # type: ignore[arg-type]
            assert possible.possible != bool(possible.why_not)


def test_what_the_two_sides_can_do_is_apart_but_for_what_both_can() -> None:
    both = set(actions_of(ORDER_TABLE, "C")) & set(actions_of(ORDER_TABLE, "P"))
    ending = {"hold", "resume", "agree_end", "retract_end"}
    assert both == ending | {"good_news", "align", "propose_meeting", "schedule_meeting"}


def test_whoever_asked_to_end_it_cannot_agree_and_the_other_cannot_take_it_back() -> None:
    asked = active().add("C", "notice", "end").folded()
    assert asked.refusal("agree_end", "C")
    assert not asked.refusal("agree_end", "P")
    assert not asked.refusal("retract_end", "C")
    assert asked.refusal("retract_end", "P")


def test_a_course_is_not_opened_again_after_the_limit() -> None:
    closed = final(active())
    assert not closed.folded("2026-10-01").refusal("reopen")
    assert closed.folded("2026-11-30").refusal("reopen")
    late = Entry("late", "notice", "reopen", 30, "2026-11-30T09:00:00Z", end="2027-01-31", org=KOMMUNE)
    assert [refused.entry.digest for refused in fold([*closed.entries, late]).refused] == ["late"]


def test_an_amendment_waits_to_be_acknowledged_and_can_be_objected_to() -> None:
    road = active().add("C", "order", about="d1", version=2)
    assert road.folded().amendment == "waiting"
    road.add("P", "reply", "object", "d5")
    assert (road.folded().amendment, road.folded().objection, road.folded().state) == ("objected", "d6", "active")
    road.add("P", "reply", "acknowledge", "d5")
    assert road.folded().amendment == "acknowledged"
    assert road.folded().refusal("object", "P") == "No amendment waits for an answer."


def test_the_first_date_offered_and_the_first_attended_are_kept() -> None:
    road = accepted().add("P", "notice", "started", start="2026-09-07")
    road.add("P", "notice", "started", start="2026-09-14", end="2026-09-14", attended=True)
    folded = road.folded()
    assert (folded.first_offered, folded.first_attended, folded.state) == ("2026-09-07", "2026-09-14", "active")


def test_consultants_form_a_chain_with_one_at_its_end() -> None:
    folded = active().add("P", "notice", "consultant").add("P", "notice", "consultant").folded()
    assert folded.consultants == ("d3", "d5", "d6")


@pytest.mark.parametrize(
    ("road", "late"),
    [
        (delivered().add("C", "notice", "withdraw"), ("P", "report", "monthly", "")),
        (accepted(), ("P", "reply", "accept", "d1")),
        (active().add("C", "order", about="d1", version=2), ("C", "order", "", "d1")),
        (final(active()), ("P", "notice", "hold", "")),
        (active(), ("P", "notice", "withdraw", "")),
        (active(), ("C", "notice", "hand_back", "")),
        (active().add("C", "notice", "end"), ("P", "notice", "retract_end", "d5")),
        (active().add("C", "notice", "end"), ("C", "notice", "agree_end", "d5")),
    ],
    ids=["report on a withdrawn order", "second acceptance", "amendment of an old version", "hold of an ended course",
         "withdrawn by the provider", "handed back by the caseworker", "taken back by the other",
         "agreed with oneself"],
)  # fmt: skip
def test_what_is_genuine_but_not_possible_is_kept_and_changes_nothing(road: Road, late: tuple[str, ...]) -> None:
    before = road.folded()
    after = Road([*road.entries]).add(late[0], late[1], late[2], late[3], version=2).folded()
    assert [refused.entry.digest for refused in after.refused] == [f"d{len(road.entries) + 1}"]
    assert replace(after, refused=(), heads=(), seq=0) == replace(before, heads=(), seq=0)


def test_a_draft_gets_comments_then_clearance_and_is_replaced_by_the_report() -> None:
    road = active().add("P", "report", "draft", attended=True).add("C", "review", "comments", "d5")
    assert road.folded().reports["d5"].state == "comments_returned"
    road.add("P", "report", "draft", "d5", version=2).add("C", "review", "cleared", "d7")
    assert [report.state for report in road.folded().reports.values()] == ["superseded", "cleared"]
    road.add("P", "report", "monthly", "d7", version=3)
    assert road.folded().reports["d9"].state == "submitted"
    assert report_refusal(road.folded().reports["d9"], "comment")


def test_a_meeting_is_proposed_scheduled_moved_and_held() -> None:
    road = active().add("P", "meeting", "propose").add("C", "meeting", "schedule", "d5", start="2026-10-01")
    road.add("P", "meeting", "reschedule", "d5", start="2026-10-08")
    meetings = road.folded().meetings
    assert [(one.state, one.day, one.moved_from) for one in meetings.values()] == [
        ("rescheduled", "2026-10-01", ""), ("scheduled", "2026-10-08", "d5"),
    ]  # fmt: skip
    held = road.add("C", "meeting", "held", "d7", start="2026-10-08").folded().meetings["d7"]
    assert (held.state, held.day) == ("held", "2026-10-08")
    assert meeting_refusal(held, "cancel_meeting")


REVIEWS = ("read", "decided", "comments", "cleared", "elaboration")
EVENTS = sorted({row.event for row in ORDER_TABLE if row.document} | {f"review.{sub}" for sub in REVIEWS})


def walk(chance: random.Random, steps: int) -> Road:
    """A thread in which anybody says anything: what is possible, what is not, about what is there or is not."""
    road = sent()
    for _turn in range(steps):
        kind, _dot, sub = chance.choice(EVENTS).partition(".")
        sub = "" if kind == "order" else sub
        thread = road.folded()
        abouts = ["", thread.order, thread.question, thread.decline, thread.ending, *thread.reports, *thread.meetings]
        side = chance.choice(["C", "P", "C", "P", STRANGER])
        end = chance.choice(["", "2026-12-31", "2026-09-20"])
        more: dict[str, object] = {"attended": chance.random() < 0.3, "end": end}
        more |= {"version": thread.version + chance.choice([0, 1])} if kind == "order" else {}
        road.add(side, kind, sub, chance.choice(abouts), **more)
    return road


@settings(max_examples=150, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 25), st.integers(0, 5))
def test_any_arrival_and_doubling_folds_to_the_same(chance: random.Random, steps: int, doubled: int) -> None:
    entries = walk(chance, steps).entries
    shuffled = entries + [chance.choice(entries) for _turn in range(doubled)]
    chance.shuffle(shuffled)
    assert fold(shuffled, date(2026, 11, 1)) == fold(entries, date(2026, 11, 1))


@settings(max_examples=150, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(2, 25))
def test_what_was_lost_and_comes_late_heals(chance: random.Random, steps: int) -> None:
    entries = walk(chance, steps).entries
    lost = set(chance.sample(range(len(entries)), k=chance.randint(1, len(entries) - 1)))
    held = [entry for place, entry in enumerate(entries) if place not in lost]
    fold(held)  # whatever is there can be folded
    assert fold([*held, *(entries[place] for place in sorted(lost, reverse=True))]) == fold(entries)


@settings(max_examples=150, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 25))
def test_nobody_moves_an_order_who_may_not(chance: random.Random, steps: int) -> None:
    """Whenever a document changes the order's state, the table gives its sender's side that event."""
    entries = walk(chance, steps).entries
    for upto in range(1, len(entries)):
        before, after, entry = fold(entries[:upto]), fold(entries[: upto + 1]), entries[upto]
        if before.state == after.state or entry.kind == "receipt":
            continue
        side = {KOMMUNE: "C", UDSIGTEN: "P"}[entry.org]
        events = {f"{entry.kind}.{entry.sub}", "order.amended", "review.final_approved", "review.final_approved_early"}
        told_of_a_session = side == "P" and entry.attended
        by_the_clock = fold(entries[:upto], date.fromisoformat(entry.issued[:10])).state == after.state
        allowed = any(row.event in events and side in row.actors for row in ORDER_TABLE)
        assert allowed or told_of_a_session or by_the_clock
