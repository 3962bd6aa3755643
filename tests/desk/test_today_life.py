"""Today along a real course: what each document brings onto it, on whose side, and takes off again."""

from datetime import UTC, datetime
from typing import Any

import pytest
from desk_pair import DeskPair
from factories import order_body, report_body

from orderdesk.desk import drafts, index, put_aside, today
from orderdesk.desk.desk import Desk
from orderdesk.desk.moves import making
from orderdesk.desk.moves.making import make
from orderdesk.desk.needs.line import Item
from orderdesk.desk.ordering import orders, replies
from orderdesk.desk.reporting import reports, reviews
from orderdesk.errors import NotPossible


@pytest.fixture
def course(pair: DeskPair) -> "Course":
    """A course that began on Monday 2 November."""
    draft = orders.new_draft(pair.caseworker, order_body())
    thread = orders.send(pair.caseworker, draft.id).thread
    pair.deliver()
    first = {"day": "2026-11-02", "time": "12:00", "place": "Havnegade 3"}
    replies.accept(pair.consultant, thread, first_meeting=first, start="2026-11-02")
    pair.deliver()
    running = Course(pair, thread)
    running.done("P", "start", {"first_offered": "2026-11-02", "first_attended": "2026-11-02"})
    return running


class Course:
    """Two desks and their order; what is done is delivered at once."""

    def __init__(self, pair: DeskPair, thread: str) -> None:
        self.pair, self.thread = pair, thread

    def desk(self, side: str) -> Desk:
        return self.pair.caseworker if side == "C" else self.pair.consultant

    def on(self, day: str) -> None:
        self.pair.clock.moment = datetime.fromisoformat(day).replace(hour=10, tzinfo=UTC)

    def done(self, side: str, action: str, values: dict[str, Any], meeting: str = "") -> str:
        digest = make(self.desk(side), self.thread, action, values, meeting).digest
        self.pair.deliver()
        return digest

    def lines(self, side: str) -> dict[str, Item]:
        return {item.code: item for item in today.today(self.desk(side))}

    def codes(self, side: str) -> set[str]:
        return set(self.lines(side))

    def reported(self, month: str, kind: str = "monthly", replaces: str = "") -> str:
        """The consultant's report on a month, delivered; its digest."""
        desk = self.pair.consultant
        draft = (
            reports.correction_draft(desk, self.thread, replaces) if replaces
            else reports.new_draft(desk, self.thread, "draft" if kind == "draft" else "monthly")
        )  # fmt: skip
        order = index.thread_of(desk, self.thread).order
        body = {**draft.body, **report_body(index.body(desk, order), order, month), "kind": kind}
        if replaces:
            body["underway"] = "Rikke har ringet til Kiwi og Netto."
        drafts.save(desk, draft.id, body | ({"replaces": replaces} if replaces else {}))
        digest = reports.send(desk, draft.id).digest
        self.pair.deliver()
        return digest


def test_a_hold_is_news_and_needs_both_on_its_day(course: Course) -> None:
    hold = {"code": "illness", "reason": "Indlagt.", "since": "2026-11-02", "expected_resume": "2026-11-16"}
    notice = course.done("P", "hold", hold)
    assert (course.codes("C"), course.codes("P")) == ({"news_hold"}, set())
    put_aside.put_aside(course.pair.caseworker, notice)
    assert course.codes("C") == set()
    course.on("2026-11-16")
    assert (course.codes("C"), course.codes("P")) == ({"hold_over"}, {"hold_over"})
    assert course.lines("P")["hold_over"].action == "resume"
    course.done("P", "resume", {"day": "2026-11-16"})
    assert (course.codes("C"), course.codes("P")) == ({"news_resume"}, set())


def test_a_request_to_end_needs_the_other_side(course: Course) -> None:
    end = {"group": "citizen", "code": "treatment_first", "reason": "Behandling.", "last_day": "2026-11-30"}
    course.done("C", "end", end)
    assert (course.codes("C"), course.codes("P")) == (set(), {"end_asked"})
    course.done("C", "retract_end", {"reason": "Behandlingen er udsat."})
    assert (course.codes("C"), course.codes("P")) == (set(), {"news_retract_end"})


def test_an_amendment_needs_the_provider_and_an_objection_the_caseworker(course: Course) -> None:
    mette = course.pair.caseworker
    draft = orders.amendment_draft(mette, course.thread)
    draft.body["course"]["weekly_minutes"] += 60
    drafts.save(mette, draft.id, draft.body | {"changes": [{"path": "$.course.weekly_minutes", "reason": "Op i tid."}]})
    orders.send(mette, draft.id)
    course.pair.deliver()
    assert (course.codes("C"), course.codes("P")) == (set(), {"amendment"})
    course.done("P", "object", {"paths": [], "text": "Først i december."})
    assert (course.codes("C"), course.codes("P")) == ({"objected"}, set())
    course.done("P", "acknowledge", {})
    assert (course.codes("C"), course.codes("P")) == (set(), set())


def test_a_meeting_goes_from_a_proposal_to_what_was_agreed(course: Course) -> None:
    options = [{"day": "2026-11-10", "time": "10:00"}]
    meeting = course.done("P", "propose_meeting", {"purpose": "Timetal", "form": "in_person", "options": options})
    assert (course.codes("C"), course.codes("P")) == ({"meeting_proposed"}, set())
    body = making.begin(course.pair.caseworker, course.thread, "schedule_meeting", meeting)
    body["appointment"]["place"] = "Rådhuset, lokale 3"
    course.done("C", "schedule_meeting", body, meeting)
    course.on("2026-11-05")
    assert (course.codes("C"), course.codes("P")) == ({"meeting_ahead"}, {"meeting_ahead"})
    course.on("2026-11-11")
    assert (course.codes("C"), course.codes("P")) == ({"meeting_record"}, {"meeting_record"})
    held = making.begin(course.pair.consultant, course.thread, "record_meeting", meeting) | {"day": "2026-11-10"}
    held["citizen_remarks"] = {"status": "given", "words": "Jeg vil gerne op i tid."}
    held["decisions"] = [{"text": "Ringer til lægehuset", "owner": "caseworker", "by": "2026-11-16"}]
    course.done("P", "record_meeting", held, meeting)
    assert (course.codes("C"), course.codes("P")) == ({"agreed"}, set())
    put_aside.put_aside(course.pair.caseworker, course.lines("C")["agreed"].mark)
    assert course.codes("C") == set()
    row = course.pair.caseworker.store.get(index.THREADS, course.thread)
    assert row is not None
    assert row["seen"] == "2026-11-10", "the citizen was there"


def test_nobody_is_asked_to_set_a_time_on_an_order_that_has_ended(course: Course) -> None:
    options = [{"day": "2026-11-10", "time": "10:00"}]
    course.done("P", "propose_meeting", {"purpose": "Timetal", "form": "in_person", "options": options})
    assert "meeting_proposed" in course.codes("C")
    course.done("C", "enter_error", {"reason": "Sendt på en forkert borger."})
    assert "meeting_proposed" not in course.codes("C")


def test_a_draft_goes_to_and_fro_until_the_report_is_decided_on(course: Course) -> None:
    mette = course.pair.caseworker
    course.on("2026-12-01")
    draft = course.reported("2026-11", "draft")
    assert (course.codes("C"), course.codes("P")) == ({"look_through"}, set())
    comments = {"kind": "comments", "report": draft, "items": [{"item": "M2", "text": "Hvilke butikker?"}]}
    reviews._review(mette, draft, "comment", comments)
    course.pair.deliver()
    assert (course.codes("C"), course.codes("P")) == (set(), {"comments"})
    again = course.reported("2026-11", "draft", replaces=draft)
    reviews._review(mette, again, "clear", {"kind": "cleared", "report": again})
    course.pair.deliver()
    assert (course.codes("C"), course.codes("P")) == (set(), {"cleared"})
    report = course.reported("2026-11", replaces=again)
    assert (course.codes("C"), course.codes("P")) == ({"unread"}, set())
    reviews.mark_read(mette, report)
    assert course.codes("C") == {"decide"}
    reviews.decide(mette, report, decision="ring_provider", text="Jeg ringer til Sara om timerne.", by="2026-12-03")
    assert course.codes("C") == set()
    course.on("2026-12-04")
    assert course.lines("C")["decision_due"].detail == "Jeg ringer til Sara om timerne."
    course.done("C", "good_news", {"text": "Lægen kan allerede på mandag."})
    assert "decision_due" not in course.codes("C")


def test_a_report_that_is_being_written_keeps_its_day(course: Course) -> None:
    course.on("2026-12-09")
    assert course.lines("P")["report_due"].late
    reports.new_draft(course.pair.consultant, course.thread)
    lines = course.lines("P")
    assert "report_due" not in lines
    assert (lines["draft"].until, lines["draft"].late) == ("2026-12-07", True)


def test_a_waived_report_is_asked_of_nobody(course: Course) -> None:
    course.done("C", "waive_report", {"start": "2026-11-01", "end": "2026-11-30", "reason": "Rikke er på højskole."})
    course.on("2026-12-09")
    assert "report_late" not in course.codes("C")
    assert "report_due" not in course.codes("P")
    draft = reports.new_draft(course.pair.consultant, course.thread)
    assert draft.body["period"] == {"start": "2026-12-01", "end": "2026-12-31"}


@pytest.mark.parametrize(
    ("start", "end", "at", "said"),
    [
        ("2026-11-01", "2026-11-29", "end", "The report from 2026-11-02 to 2026-11-30 lies only partly in these days."),
        ("2026-11-03", "2026-11-30", "start", "The report from 2026-11-02 to 2026-11-30 lies only partly"),
        ("2026-11-02", "2026-12-30", "end", "The report from 2026-12-01 to 2026-12-31 lies only partly"),
        ("2026-10-01", "2026-10-31", "start", "No report is expected of these days. The next one is from 2026-11-02"),
    ],
    ids=["a day short", "a day late", "the second one cut", "before the course"],
)
def test_a_waiver_that_would_waive_nothing_is_refused_and_names_the_report(
    course: Course, start: str, end: str, at: str, said: str
) -> None:
    values = {"start": start, "end": end, "reason": "Rikke er på højskole."}
    (lack,) = making.lacks(course.desk("C"), course.thread, "waive_report", values)
    assert (lack.severity, lack.path) == ("block", f"$.{at}")
    assert lack.message.startswith(said)
    with pytest.raises(NotPossible):
        make(course.desk("C"), course.thread, "waive_report", values)
    assert index.thread_of(course.desk("C"), course.thread).waived == ()


def test_a_report_is_waived_once_and_not_after_it_has_come(course: Course) -> None:
    november = {"start": "2026-11-02", "end": "2026-11-30", "reason": "Rikke er på højskole."}
    course.done("C", "waive_report", november)
    (lack,) = making.lacks(course.desk("C"), course.thread, "waive_report", november)
    assert lack.message.startswith("No report is expected of these days. The next one is from 2026-12-01 to 2026-12-31")
    begun = making.begin(course.desk("C"), course.thread, "waive_report")
    assert (begun["start"], begun["end"]) == ("2026-12-01", "2026-12-31")
    course.done("C", "waive_report", {**november, "start": "2026-12-01", "end": "2027-01-31"})
    assert index.thread_of(course.desk("P"), course.thread).waived[-1] == ("2026-12-01", "2027-01-31")


def test_a_warning_is_news_until_it_is_looked_at_here_alone(course: Course) -> None:
    notice = course.done("P", "warn", {"about": "health_worse", "text": "Flere anfald i denne uge."})
    line = course.lines("C")["news_warning"]
    assert (line.mark, line.about, line.seen, line.opens) == (notice, notice, True, "order")
    put_aside.put_aside(course.pair.caseworker, line.mark)
    assert course.codes("C") == set()
    put_aside.take_back(course.pair.caseworker, line.mark)
    assert course.codes("C") == {"news_warning"}
    assert course.codes("P") == set()


def test_what_has_been_handed_to_a_colleague_needs_the_colleague(course: Course) -> None:
    """By the row alone: the chain says who has it on which day."""
    mette = course.pair.caseworker
    course.done("P", "warn", {"about": "health_worse", "text": "Flere anfald i denne uge."})
    row = mette.store.get(index.THREADS, course.thread)
    assert row is not None
    stands_in = {**row["caseworkers"][0], "person": "jonas-bach", "since": "2026-11-09", "until": "2026-11-22"}
    mette.store.put(index.THREADS, course.thread, {**row, "caseworkers": [*row["caseworkers"], stands_in]})
    for day, codes in (("2026-11-08", {"news_warning"}), ("2026-11-09", set()), ("2026-11-22", set()),
                       ("2026-11-23", {"news_warning"})):  # fmt: skip
        course.on(day)
        assert course.codes("C") == codes


def test_the_index_made_anew_gives_the_same_rows(course: Course) -> None:
    course.on("2026-12-01")
    report = course.reported("2026-11")
    reviews.decide(course.pair.caseworker, report, decision="continue", text="Vi går videre.", by="2026-12-03")
    course.done("P", "warn", {"about": "health_worse", "text": "Flere anfald i denne uge."})
    held = making.begin(course.pair.consultant, course.thread, "record_meeting") | {"day": "2026-12-01"}
    held |= {"citizen_remarks": {"status": "given", "words": "Ja."}, "next_by": "2027-01-15"}
    held["decisions"] = [{"text": "Ringer til lægehuset", "owner": "caseworker", "by": "2026-12-16"}]
    course.done("P", "record_meeting", held)
    for desk in (course.pair.caseworker, course.pair.consultant):
        before, lines = desk.store.get(index.THREADS, course.thread), today.today(desk)
        documents = [digest for digest, _row in desk.store.rows(index.DOCUMENTS)]
        for order in (documents, documents[::-1]):
            index.rebuild(desk, order)
            after = desk.store.get(index.THREADS, course.thread)
            assert before is not None
            assert after is not None
            assert comparable(after) == comparable(before)
            assert today.today(desk) == lines


def comparable(row: dict[str, Any]) -> dict[str, Any]:
    """A row without what says when it was touched and in which order its documents came."""
    return {**row, "touched": "", "documents": sorted(row["documents"])}


def test_today_never_opens_the_archive(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    course.on("2026-12-09")
    course.reported("2026-11")
    for desk in (course.pair.caseworker, course.pair.consultant):
        found = today.today(desk)
        for file in desk.folder.documents.rglob("*"):
            if file.is_file():
                file.unlink()
        assert today.today(desk) == found


def test_a_row_from_an_earlier_program_still_says_whose_it_is(course: Course) -> None:
    course.on("2026-12-09")
    kept = ("caseworkers", "consultants", "told", "meetings", "seen", "resumed", "first_offered", "resume_by",
            "ending_by", "amended", "amendment", "waived", "meeting_weeks", "takes_over_from")  # fmt: skip
    for side in ("C", "P"):
        desk = course.desk(side)
        row = desk.store.get(index.THREADS, course.thread)
        assert row is not None
        desk.store.put(index.THREADS, course.thread, {name: row[name] for name in row if name not in kept})
    assert "report_late" in course.codes("C")
    assert "report_due" in course.codes("P")
