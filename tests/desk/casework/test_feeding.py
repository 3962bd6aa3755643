"""What the exchange brought for a citizen: proposed with the gaps it closes, in the file once a person says so."""

from typing import Any

import pytest
from casework_desks import CPR, Keep, on, reported, running
from desk_pair import DeskPair
from factories import meeting_body, order_body

from orderdesk.desk.casework import case_files, entries, feeding, gap_reading, medical_requests
from orderdesk.desk.casework.feeding import Proposal
from orderdesk.desk.desk import Desk
from orderdesk.desk.moves.making import make
from orderdesk.desk.ordering import orders
from orderdesk.desk.reporting import reviews
from orderdesk.errors import NotPossible

CASE = "bodil-aeroe"
Body = dict[str, Any]
TRIAL = {
    "employer": "Gartneriet Solbakken", "tasks": "Prikling, pakning og oprydning.", "start": "2026-12-01",
    "planned_minutes": 600, "present_minutes": 540, "effective_minutes": 300,
    "weeks": [
        {"start": "2026-12-07", "planned_minutes": 600, "present_minutes": 560, "effective_minutes": 300},
        {"start": "2026-12-14", "planned_minutes": 480, "present_minutes": 470, "effective_minutes": 290},
    ],
    "accommodations": ["Pause hver time"], "prospects": "Gartneriet kan tilbyde fire timer.",
}  # fmt: skip
ADJUSTMENT = {"day": "2026-12-09", "kind": "times", "before": "Møder kl. 8", "after": "Møder kl. 10",
              "reason": "Sover dårligt.", "effect": "Kommer hver dag."}  # fmt: skip


def by_kind(found: list[Proposal]) -> dict[str, Proposal]:
    return {one.kind: one for one in found}


def test_nothing_is_proposed_of_an_order_that_never_began(pair: DeskPair, desk: Desk, keep: Keep) -> None:
    keep()
    body = order_body()
    body["citizen"]["cpr"] = CPR
    orders.send(desk, orders.new_draft(desk, body).id)
    pair.deliver()
    assert feeding.proposals(desk, CASE) == []


def test_a_course_its_trial_and_its_report_are_proposed_and_nothing_enters_by_itself(
    pair: DeskPair, desk: Desk, keep: Keep
) -> None:
    keep()
    thread = running(pair)
    digest = reported(pair, thread, "2026-12", work_trial=TRIAL, adjustments=[ADJUSTMENT])
    found = by_kind(feeding.proposals(desk, CASE))
    assert set(found) == {"measures", "trials", "evidence"}
    course, trial, report = (found[kind].entry for kind in ("measures", "trials", "evidence"))
    assert (course["kind"], course["provider"], course["start"], course["thread"]) == (
        "mentor", "Fjordvejen ApS", "2026-11-23", thread,
    )  # fmt: skip
    assert "end" not in course
    assert (trial["employer"], len(trial["weeks"]), trial["adjustments"][-1]["effect"]) == (
        "Gartneriet Solbakken", 2, "Kommer hver dag.",
    )  # fmt: skip
    assert (report["kind"], report["document"], report["role"], report["received"]) == (
        "progress_report", digest, "provider", "2026-12-28",
    )  # fmt: skip
    file = case_files.case_file(desk, CASE)
    assert (file.measures, file.trials, file.evidence) == ([], [], [])
    assert "fleksjob/FLX03" not in found["measures"].closes


def test_what_is_confirmed_is_in_the_file_with_a_note_by_each_gap_it_closes(
    pair: DeskPair, desk: Desk, keep: Keep
) -> None:
    keep()
    thread = running(pair)
    reported(pair, thread, "2026-12")
    proposal = by_kind(feeding.proposals(desk, CASE))["evidence"]
    entry = feeding.confirm(desk, CASE, proposal, ["fleksjob/FLX01"])
    file = case_files.case_file(desk, CASE)
    note = file.notes[0]
    assert (file.evidence[0].id, note.gap, note.kind, note.entries, note.by) == (
        entry, "fleksjob/FLX01", "closed_by", [entry], "Mette Krogh",
    )  # fmt: skip
    assert "evidence" not in by_kind(feeding.proposals(desk, CASE))
    with pytest.raises(NotPossible):
        feeding.confirm(desk, CASE, proposal)
    assert len(case_files.case_file(desk, CASE).evidence) == 1


def test_ordered_documentation_of_functioning_is_what_the_report_states_once_it_is_produced(
    pair: DeskPair, desk: Desk, keep: Keep
) -> None:
    keep()
    thread = running(pair)
    reported(pair, thread, "2026-12")
    under_way = by_kind(feeding.proposals(desk, CASE))["evidence"]
    assert "functioning" not in under_way.entry["states"]
    assert "fleksjob/FLX01" not in under_way.closes
    feeding.confirm(desk, CASE, under_way)
    shows = "Klarer indkøb alene om formiddagen. Hviler efter en halv time med andre."
    produced = {"documentation": "D1", "status": "produced", "text": shows}
    reported(pair, thread, "2027-01", documentation=[produced])
    on(desk, "2027-02-01")
    found = by_kind(feeding.proposals(desk, CASE))["evidence"]
    assert found.entry["states"]["functioning"] == shows
    assert "fleksjob/FLX01" in found.closes


def test_what_a_person_has_written_of_a_course_is_completed_and_never_written_over(
    pair: DeskPair, desk: Desk, keep: Keep
) -> None:
    keep()
    thread = running(pair)
    feeding.confirm(desk, CASE, by_kind(feeding.proposals(desk, CASE))["measures"])
    entries.amend(desk, CASE, "measures", "M1", {"provider": "Fjordvejen, afd. Syd", "goal": ""})
    found = by_kind(feeding.proposals(desk, CASE))["measures"]
    assert (found.changes, set(found.entry)) == ("M1", {"goal"})
    feeding.confirm(desk, CASE, found)
    measure = case_files.case_file(desk, CASE).measures[0]
    assert (measure.provider, bool(measure.goal), measure.thread) == ("Fjordvejen, afd. Syd", True, thread)
    assert feeding.proposals(desk, CASE) == []


def test_next_months_weeks_are_proposed_for_the_trial_that_is_there(pair: DeskPair, desk: Desk, keep: Keep) -> None:
    keep()
    thread = running(pair)
    reported(pair, thread, "2026-12", work_trial=TRIAL)
    feeding.confirm(desk, CASE, by_kind(feeding.proposals(desk, CASE))["trials"])
    week = {"start": "2027-01-04", "planned_minutes": 660, "present_minutes": 600, "effective_minutes": 320}
    reported(pair, thread, "2027-01", work_trial={**TRIAL, "weeks": [week]})
    found = by_kind(feeding.proposals(desk, CASE))["trials"]
    assert (found.changes, "weeks" in found.entry, "employer" in found.entry) == ("T1", True, False)
    feeding.confirm(desk, CASE, found)
    assert [str(one.start) for one in case_files.case_file(desk, CASE).trials[0].weeks] == [
        "2026-12-07", "2026-12-14", "2027-01-04",
    ]  # fmt: skip


def test_a_decision_on_the_report_goes_along_with_it(pair: DeskPair, desk: Desk, keep: Keep) -> None:
    keep()
    thread = running(pair)
    digest = reported(pair, thread, "2026-12")
    reviews.mark_read(desk, digest)
    reviews.decide(desk, digest, decision="continue", text="Mette ringer til egen læge i morgen.")
    entry = by_kind(feeding.proposals(desk, CASE))["evidence"].entry
    assert (entry["acted_on"], entry["action"]) == ("2026-12-28", "Mette ringer til egen læge i morgen.")


def test_what_the_citizen_said_at_a_meeting_is_a_conversation(pair: DeskPair, desk: Desk, keep: Keep) -> None:
    keep()
    thread = running(pair)
    on(desk, "2026-12-16")
    held = {name: part for name, part in meeting_body("held", None, day="2026-12-15").items()
            if name not in ("kind", "meeting")}  # fmt: skip
    make(desk, thread, "record_meeting", held)
    found = by_kind(feeding.proposals(desk, CASE))["conversations"]
    assert (found.entry["day"], found.entry["how"]) == ("2026-12-15", "three_party_meeting")
    assert found.entry["other"] == held["citizen_remarks"]["words"]


def test_a_proposal_that_is_put_aside_does_not_come_again(pair: DeskPair, desk: Desk, keep: Keep) -> None:
    keep()
    running(pair)
    (course,) = feeding.proposals(desk, CASE)
    feeding.decline(desk, CASE, course)
    assert feeding.proposals(desk, CASE) == []


def test_another_citizens_course_is_not_proposed(pair: DeskPair, desk: Desk, keep: Keep) -> None:
    keep()
    running(pair, "610101-1234")
    assert feeding.proposals(desk, CASE) == []


def test_a_certificate_that_is_registered_tells_which_gaps_it_closes(desk: Desk, keep: Keep) -> None:
    keep(facts=[{"id": "F1", "kind": "self_employed", "value": False, "source": "Borgeren"}])
    gap = next(
        one for one in gap_reading.answers(desk, CASE).open() if "lae135" in getattr(one.rule.require, "any_of", ())
    )
    request = medical_requests.prepare(desk, CASE, "lae135", to="Læge Ravn", questions=["Hvad kan hun?"], rule=gap.key)
    medical_requests.mark_sent(desk, CASE, request)
    everything = dict.fromkeys(
        ("diagnosis", "treatment", "prognosis", "functioning", "significance", "accommodations", "permanence"),
        "Beskrevet udførligt.",
    )
    paper = medical_requests.received(
        desk, CASE, request,
        {"information_date": "2026-11-18", "role": "gp", "states": everything, "read": "2026-11-20",
         "acted_on": "2026-11-20"},
    )  # fmt: skip
    closed = feeding.closed_by(desk, CASE, "evidence", paper)
    assert gap.key in closed
    feeding.note_closed(desk, CASE, closed, [paper])
    assert feeding.closed_by(desk, CASE, "evidence", paper) == []
