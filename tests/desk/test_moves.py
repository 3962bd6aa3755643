"""Every action of the life cycle that has a form: done on a real desk, it arrives and moves the order on both."""

from typing import Any

import pytest
from desk_pair import DeskPair
from factories import order_body

from orderdesk.desk import drafts, index, today
from orderdesk.desk.desk import Desk
from orderdesk.desk.moves import making
from orderdesk.desk.moves.making import MOVES, lacks, make, offered, refusal
from orderdesk.desk.moves.model import Holds, MoveField
from orderdesk.desk.ordering import orders, replies
from orderdesk.desk.wording import WORDS
from orderdesk.documents.lifecycle import actions_of
from orderdesk.documents.meeting_table import MEETING_TABLE
from orderdesk.documents.order_table import ORDER_TABLE
from orderdesk.errors import NotPossible

ELSEWHERE = {
    "send", "amend", "ask", "answer", "accept", "decline", "agree_decline", "uphold", "order_again",
    "replace", "report", "report_draft", "final_report",
}  # fmt: skip
"""Actions that have screens and commands of their own."""


def test_every_action_of_the_tables_has_its_form_or_a_place_of_its_own() -> None:
    actions = {
        action for actor in ("C", "P") for table in (ORDER_TABLE, MEETING_TABLE) for action in actions_of(table, actor)
    }
    assert actions == set(MOVES) | ELSEWHERE


def fields_of(action: str) -> list[MoveField]:
    fields = list(MOVES[action].fields)
    return fields + [inner for field in fields for inner in field.fields]


@pytest.mark.parametrize("action", MOVES)
def test_a_form_offers_only_codes_that_have_words_and_begins_lacking_what_is_required(action: str) -> None:
    for field in fields_of(action):
        assert (field.holds in (Holds.CHOICE, Holds.CHOICES)) == bool(field.words)
        assert not field.words or field.words in WORDS
        assert (field.holds is Holds.ROWS) == bool(field.fields)


@pytest.fixture
def running(pair: DeskPair) -> tuple[DeskPair, str]:
    """An order that has been accepted and has begun."""
    draft = orders.new_draft(pair.caseworker, order_body())
    thread = orders.send(pair.caseworker, draft.id).thread
    pair.deliver()
    replies.accept(
        pair.consultant, thread, start="2026-11-03",
        first_meeting={"day": "2026-11-03", "time": "10:00", "place": "Havnegade 3"},
    )  # fmt: skip
    pair.deliver()
    make(pair.consultant, thread, "start", {"first_offered": "2026-11-02", "first_attended": "2026-11-02"})
    pair.deliver()
    return pair, thread


def states(pair: DeskPair, thread: str) -> set[str]:
    return {index.thread_of(desk, thread).state for desk in (pair.caseworker, pair.consultant)}


END = {
    "group": "citizen",
    "code": "treatment_first",
    "reason": "Rikke begynder i behandling.",
    "last_day": "2026-11-30",
}


def test_the_course_is_held_resumed_and_ended_with_both_sides_of_one_mind(running: tuple[DeskPair, str]) -> None:
    pair, thread = running
    assert states(pair, thread) == {"active"}
    hold = {"code": "illness", "reason": "Rikke er indlagt.", "since": "2026-11-02", "expected_resume": "2026-11-16"}
    make(pair.consultant, thread, "hold", hold)
    pair.deliver()
    assert states(pair, thread) == {"on_hold"}
    make(pair.caseworker, thread, "resume", {"day": "2026-11-02"})
    pair.deliver()
    make(pair.caseworker, thread, "end", END)
    pair.deliver()
    assert states(pair, thread) == {"end_requested"}
    assert refusal(pair.caseworker, thread, "agree_end")
    make(pair.consultant, thread, "agree_end", {})
    pair.deliver()
    assert states(pair, thread) == {"awaiting_final"}
    make(pair.caseworker, thread, "waive_final", {"reason": "Rikke er flyttet; rapporten fra oktober dækker."})
    pair.deliver()
    assert states(pair, thread) == {"no_report"}


def test_a_hand_back_needs_its_note_and_a_meeting_its_time(running: tuple[DeskPair, str]) -> None:
    pair, thread = running
    lacking = [finding.path for finding in lacks(pair.consultant, thread, "hand_back", END)]
    assert lacking == ["$.hand_over.reached", "$.hand_over.open"]
    with pytest.raises(NotPossible, match="Reached"):
        make(pair.consultant, thread, "hand_back", END)
    late = {"purpose": "Timetal", "appointment": {"day": "2026-10-01", "time": "10:00", "minutes": 60,
                                                  "form": "in_person", "place": "Rådhuset"}}  # fmt: skip
    assert [finding.path for finding in lacks(pair.caseworker, thread, "schedule_meeting", late)] == [
        "$.appointment.day"
    ]
    assert states(pair, thread) == {"active"}


@pytest.mark.parametrize(("minutes", "length"), [(3600, "60:00"), (780, "13:00"), (2, "0:02"), (0, "0:00")])
def test_a_meeting_whose_length_nobody_means_is_refused_with_what_was_understood(
    running: tuple[DeskPair, str], minutes: int, length: str
) -> None:
    pair, thread = running
    time = {"day": "2026-11-10", "time": "10:00", "minutes": minutes, "form": "in_person", "place": "Rådhuset"}
    values = {"purpose": "Timetal", "appointment": time}
    (lack,) = lacks(pair.caseworker, thread, "schedule_meeting", values)
    assert (lack.severity, lack.path) == ("block", "$.appointment.minutes")
    assert lack.message == f"This is understood as {length} in hours and minutes. Write 1:00 for an hour."
    with pytest.raises(NotPossible, match=length):
        make(pair.caseworker, thread, "schedule_meeting", values)
    for usual in (5, 60, 240):
        assert not lacks(
            pair.caseworker, thread, "schedule_meeting", {**values, "appointment": {**time, "minutes": usual}}
        )


def test_a_meeting_is_proposed_by_one_and_scheduled_moved_and_recorded_by_the_other(
    running: tuple[DeskPair, str],
) -> None:
    pair, thread = running
    options = [{"day": "2026-11-10", "time": "10:00"}, {"day": "2026-11-11", "time": "13:00"}]
    make(pair.consultant, thread, "propose_meeting", {"purpose": "Timetal", "form": "in_person", "options": options})
    pair.deliver()
    (meeting,) = index.thread_of(pair.caseworker, thread).meetings
    begun = making.begin(pair.caseworker, thread, "schedule_meeting", meeting)
    assert begun["appointment"] == {"day": "2026-11-10", "time": "10:00", "minutes": 60, "form": "in_person"}
    begun["appointment"]["place"] = "Rådhuset, lokale 3"
    make(pair.caseworker, thread, "schedule_meeting", begun, meeting)
    pair.deliver()
    assert "when its day has come" in refusal(pair.consultant, thread, "record_meeting", meeting)
    pair.clock.forward(days=8)
    held = making.begin(pair.consultant, thread, "record_meeting", meeting)
    held["citizen_remarks"] = {"status": "given", "words": "Jeg vil gerne op i tid, men ikke om mandagen."}
    held["decisions"] = [{"text": "Fire timer fra næste uge", "owner": "consultant", "by": "2026-11-16"}]
    make(pair.consultant, thread, "record_meeting", held, meeting)
    pair.deliver()
    assert [one.state for one in index.thread_of(pair.caseworker, thread).meetings.values()] == ["held"]


def test_an_amendment_is_objected_to_and_then_acknowledged(running: tuple[DeskPair, str]) -> None:
    pair, thread = running
    draft = orders.amendment_draft(pair.caseworker, thread)
    body = draft.body
    body["course"]["weekly_minutes"] += 60
    body["changes"] = [{"path": "$.course.weekly_minutes", "reason": "Rikke vil gerne op i tid."}]
    drafts.save(pair.caseworker, draft.id, body)
    orders.send(pair.caseworker, draft.id)
    pair.deliver()
    objection = {"paths": ["$.course.weekly_minutes"], "text": "Butikken kan først give flere timer i december."}
    make(pair.consultant, thread, "object", objection)
    pair.deliver()
    assert index.thread_of(pair.caseworker, thread).amendment == "objected"
    make(pair.consultant, thread, "acknowledge", {"text": "Butikken kan alligevel."})
    pair.deliver()
    assert index.thread_of(pair.caseworker, thread).amendment == "acknowledged"


@pytest.mark.parametrize(
    ("side", "action", "values"),
    [
        ("consultant", "tell_absence", {"day": "2026-11-02", "session": "planned", "absence": {
            "reason": "illness", "notified": False, "attempts": 2}}),
        ("consultant", "warn", {"about": "health_worse", "text": "Flere anfald i denne uge."}),
        ("consultant", "not_ready", {"needs": "assessment", "text": "Hun sover tre timer om natten."}),
        ("consultant", "good_news", {"text": "Rikke tog bussen alene i går.", "goal": "M1"}),
        ("caseworker", "align", {"day": "2026-11-02", "how": "phone", "stances": [{"item": "M1", "stance": "partly"}]}),
        ("caseworker", "waive_report", {"start": "2026-11-01", "end": "2026-11-30", "reason": "Rikke er på højskole."}),
    ],
)  # fmt: skip
def test_what_is_told_arrives_and_changes_no_state(
    running: tuple[DeskPair, str], side: str, action: str, values: dict[str, Any]
) -> None:
    pair, thread = running
    sender: Desk = getattr(pair, side)
    issued = make(sender, thread, action, values)
    pair.deliver()
    for desk in (pair.caseworker, pair.consultant):
        folded = index.thread_of(desk, thread)
        assert issued.digest in folded.told or folded.waived
        assert (folded.state, folded.refused) == ("active", ())


def test_the_other_sides_actions_are_not_offered_and_are_refused(running: tuple[DeskPair, str]) -> None:
    pair, thread = running
    assert "hand_back" not in {one.move.action for one in offered(pair.caseworker, thread)}
    with pytest.raises(NotPossible, match="other side"):
        make(pair.caseworker, thread, "hand_back", END)


def test_what_crosses_with_the_end_is_kept_and_answered_with_a_receipt_that_says_so(
    running: tuple[DeskPair, str],
) -> None:
    """The caseworker marks the order as entered in error while the consultant puts it on hold."""
    pair, thread = running
    pair.clock.forward(minutes=1)
    make(pair.caseworker, thread, "enter_error", {"reason": "Sendt på en forkert borger."})
    pair.clock.forward(minutes=1)
    hold = {"code": "illness", "reason": "Rikke er syg.", "since": "2026-11-02", "expected_resume": "2026-11-16"}
    sent = make(pair.consultant, thread, "hold", hold)
    pair.deliver()
    assert states(pair, thread) == {"entered_in_error"}
    for desk in (pair.caseworker, pair.consultant):
        folded = index.thread_of(desk, thread)
        assert [refused.entry.digest for refused in folded.refused] == [sent.digest]
    answers = [entry for entry in index.entries_of(pair.consultant, thread)
               if (entry.kind, entry.about) == ("receipt", sent.digest)]  # fmt: skip
    body = index.body(pair.consultant, answers[0].digest)
    assert (body["outcome"], body["check"]) == ("ok", "state")
    assert "state that the order was in" in body["text"]
    assert "turned_away" in {item.code for item in today.today(pair.consultant)}


def test_an_absence_notice_that_speaks_of_what_it_may_cost_is_advised_and_goes_all_the_same(
    running: tuple[DeskPair, str],
) -> None:
    pair, thread = running
    values = {
        "day": "2026-11-02", "session": "planned", "plan": "Vi foreslår partshøring og en sanktion.",
        "absence": {"reason": "unknown", "notified": False, "attempts": 2, "text": "Kom ikke."},
    }  # fmt: skip
    (found,) = lacks(pair.consultant, thread, "tell_absence", values)
    assert (found.code, found.severity, found.path) == ("ABS20", "advise", "$.plan")
    kinder = {**values, "plan": "Vi ringer igen i morgen."}
    assert lacks(pair.consultant, thread, "tell_absence", kinder) == []
    assert make(pair.consultant, thread, "tell_absence", values).digest


def test_a_meeting_that_was_missed_is_moved_from_the_time_it_had(running: tuple[DeskPair, str]) -> None:
    pair, thread = running
    time = {"day": "2026-11-02", "time": "10:00", "minutes": 45, "form": "phone", "place": "70 10 20 31"}
    meeting = make(pair.caseworker, thread, "schedule_meeting", {"purpose": "Timetal", "appointment": time}).digest
    make(pair.caseworker, thread, "record_no_show", {"absent": ["citizen"], "text": "Syg i dag."}, meeting)
    assert making.begin(pair.caseworker, thread, "move_meeting", meeting)["appointment"] == time


def test_an_order_that_takes_no_meeting_says_so_before_anything_is_signed(running: tuple[DeskPair, str]) -> None:
    pair, thread = running
    options = [{"day": "2026-11-10", "time": "10:00"}]
    proposal = {"purpose": "Timetal", "form": "in_person", "options": options}
    meeting = make(pair.consultant, thread, "propose_meeting", proposal).digest
    pair.deliver()
    make(pair.caseworker, thread, "enter_error", {"reason": "Sendt på en forkert borger."})
    for action in ("schedule_meeting", "cancel_meeting"):
        assert refusal(pair.caseworker, thread, action, meeting)
    assert all(one.why_not for one in making.offered_on_meeting(pair.caseworker, thread, meeting))


@pytest.mark.parametrize(
    ("changes", "path", "sentence"),
    [
        ({"citizen_remarks": {"status": "given"}}, "$.citizen_remarks.words", "Fill in the field In own words."),
        ({"citizen_remarks": {"status": "none"}}, "$.citizen_remarks.reason", "Fill in the field Why none."),
        ({"next_by": "snart"}, "$.next_by", "Write Meet again by as 2026-11-30."),
        (
            {"decisions": [{"text": "Ringe.", "owner": "citizen", "by": "snart"}]}, "$.decisions[0].by",
            "Decided 1: write By when as 2026-11-30.",
        ),
    ],
)  # fmt: skip
def test_what_a_form_lacks_is_named_as_the_form_names_it(
    running: tuple[DeskPair, str], changes: dict[str, Any], path: str, sentence: str
) -> None:
    pair, thread = running
    values = making.begin(pair.caseworker, thread, "record_meeting")
    values["citizen_remarks"] = {"status": "given", "words": "Jeg vil gerne op i tid."}
    found = lacks(pair.caseworker, thread, "record_meeting", values | changes)
    assert [(finding.path, finding.message) for finding in found] == [(path, sentence)]
