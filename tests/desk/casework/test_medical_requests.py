"""Requests to doctors: each step on its own day, what cannot be is refused, and the letters speak of this case."""

from datetime import date

import pytest
from casework_desks import Keep, on

from orderdesk.desk.casework import case_files, medical_requests, request_warnings
from orderdesk.desk.casework.letters_to_doctors import phone_note, reminder_text, request_text
from orderdesk.desk.desk import Desk
from orderdesk.errors import InputRefused, NotFound, NotPossible
from orderdesk.locale import use_language

CASE = "bodil-aeroe"
QUESTION = "Hvad kan Bodil Ærø nå i hverdagen med angsten, og hvad gør den værre?"


def prepared(desk: Desk, form: str = "lae135") -> str:
    return medical_requests.prepare(
        desk, CASE, form, to="Læge Jens Ravn, Ærø Lægehus", about=["anxiety"], questions=[QUESTION],
        why="Sagen mangler oplysninger om funktionsniveauet.", rule="laegeanmodninger/LAE01",
    )  # fmt: skip


def sent(desk: Desk, day: str = "2026-11-02", form: str = "lae135") -> str:
    request = prepared(desk, form)
    medical_requests.mark_sent(desk, CASE, request, date.fromisoformat(day))
    return request


def test_a_request_goes_all_the_way_to_evidence(desk: Desk, keep: Keep) -> None:
    keep()
    request = sent(desk)
    medical_requests.citizen_contacted(desk, CASE, request, date(2026, 11, 3))
    medical_requests.consultation(desk, CASE, request, date(2026, 11, 12))
    medical_requests.reminded(desk, CASE, request, date(2026, 11, 18))
    medical_requests.called(desk, CASE, request, "Kommer i morgen.", date(2026, 11, 19))
    evidence = medical_requests.received(
        desk, CASE, request, {"information_date": "2026-11-19", "states": {"functioning": "Kan gå ud en time."}}
    )
    file = case_files.case_file(desk, CASE)
    asked, paper = file.requests[0], file.evidence[0]
    assert (asked.received, asked.evidence, str(asked.reminders[0]), asked.calls[0].text) == (
        date(2026, 11, 20), [evidence], "2026-11-18", "Kommer i morgen.",
    )  # fmt: skip
    assert (paper.kind, paper.author, paper.about, paper.received) == (
        "lae135", "Læge Jens Ravn, Ærø Lægehus", ["anxiety"], date(2026, 11, 20),
    )  # fmt: skip
    assert paper.role is None


@pytest.mark.parametrize(("form", "role"), [("lae155", "specialist"), ("lae265", "gp"), ("lae275", "clinic")])
def test_on_a_form_that_only_some_answer_on_the_paper_says_who_they_are(desk: Desk, keep: Keep, form, role) -> None:
    keep()
    request = sent(desk, form=form)
    medical_requests.received(desk, CASE, request)
    assert case_files.case_file(desk, CASE).evidence[0].role == role


@pytest.mark.parametrize(
    ("step", "sentence"),
    [
        ("remind", "The request has not been sent yet."),
        ("receive", "The request has not been sent yet."),
        ("send", ""),
    ],
)
def test_what_is_being_prepared_is_sent_first(desk: Desk, keep: Keep, step: str, sentence: str) -> None:
    keep()
    assert medical_requests.refusal(desk, CASE, prepared(desk), step) == sentence


def test_an_answer_comes_once_and_leaves_no_second_paper(desk: Desk, keep: Keep) -> None:
    keep()
    request = sent(desk)
    medical_requests.received(desk, CASE, request)
    with pytest.raises(NotPossible) as refused:
        medical_requests.received(desk, CASE, request)
    assert refused.value.message == "The answer has come already."
    assert len(case_files.case_file(desk, CASE).evidence) == 1


def test_a_day_ahead_and_a_day_before_the_request_are_refused(desk: Desk, keep: Keep) -> None:
    keep()
    request = sent(desk, "2026-11-10")
    for day in (date(2026, 11, 21), date(2026, 11, 9)):
        with pytest.raises(NotPossible):
            medical_requests.reminded(desk, CASE, request, day)
    medical_requests.consultation(desk, CASE, request, date(2026, 11, 27))  # an appointment lies ahead
    assert case_files.case_file(desk, CASE).requests[0].reminders == []


def test_a_request_without_doctor_or_question_is_not_sent(desk: Desk, keep: Keep) -> None:
    keep()
    nobody = medical_requests.prepare(desk, CASE, "lae135", questions=[QUESTION])
    nothing = medical_requests.prepare(desk, CASE, "lae135", to="Læge Ravn")
    extract = medical_requests.prepare(desk, CASE, "lae115", to="Læge Ravn")
    sentences = [medical_requests.refusal(desk, CASE, one, "send") for one in (nobody, nothing, extract)]
    assert sentences == [
        "Write which doctor the request is for.", "Write the questions that this case needs answered.", "",
    ]  # fmt: skip


def test_what_was_never_sent_is_taken_out_where_it_is_taken_back(desk: Desk, keep: Keep) -> None:
    keep()
    first = sent(desk)
    second = prepared(desk)
    medical_requests.withdrawn(desk, CASE, second, "Ikke nødvendig.")
    assert [one.id for one in case_files.case_file(desk, CASE).requests] == [first]


def test_a_doctor_may_decline_and_a_request_may_be_taken_back(desk: Desk, keep: Keep) -> None:
    keep()
    first, second = sent(desk), sent(desk)
    medical_requests.declined(desk, CASE, first, "Kender hende ikke.")
    medical_requests.withdrawn(desk, CASE, second, "Sendt til den forkerte.")
    assert medical_requests.refusal(desk, CASE, first, "remind") == "The doctor has declined; prepare another request."
    assert medical_requests.refusal(desk, CASE, second, "receive").startswith("The request has been taken back")


def test_an_unknown_form_and_an_unknown_request_are_refused(desk: Desk, keep: Keep) -> None:
    keep()
    with pytest.raises(InputRefused):
        medical_requests.prepare(desk, CASE, "lae999")
    with pytest.raises(NotFound):
        medical_requests.mark_sent(desk, CASE, "R7")


def test_a_paper_on_file_and_a_form_without_questions_are_warned_of(desk: Desk, keep: Keep) -> None:
    keep(evidence=[{"id": "E1", "kind": "lae125", "about": ["anxiety"], "information_date": "2026-09-01",
                    "received": "2026-09-05", "author": "Læge Ravn"}])  # fmt: skip
    found = request_warnings.warnings(desk, CASE, "lae125", about=["anxiety"], questions=[QUESTION])
    by_code = {one.code: one for one in found}
    assert by_code["on_file"].entries == ("E1",)
    assert "2026-09-01" in by_code["on_file"].what.message
    assert "lae135" in by_code["form_without_questions"].instead
    assert "LÆ 135" in by_code["form_without_questions"].what.message


def test_a_request_that_is_awaited_is_not_asked_again_unwarned(desk: Desk, keep: Keep) -> None:
    keep()
    request = sent(desk)
    codes = [one.code for one in request_warnings.warnings(desk, CASE, "lae135", about=["anxiety"])]
    assert "asked_already" in codes
    again = request_warnings.warnings(desk, CASE, "lae135", about=["back"], request=request)
    assert "asked_already" not in [one.code for one in again]


def test_the_text_for_the_form_holds_this_cases_questions_in_danish(desk: Desk, keep: Keep) -> None:
    keep(number="26/004711")
    request = prepared(desk)
    use_language("da")
    text = request_text(desk, CASE, request)
    assert text.startswith("LÆ 131")
    for part in (f"1. {QUESTION}", "angst", "Bodil Ærø", "710575-1234", "26/004711", "70 10 20 31", "Mette Krogh",
                 "Dato: 20.11.2026", "Sagen mangler oplysninger"):  # fmt: skip
        assert part in text
    assert "{" not in text
    assert "Det har vi allerede" not in text


def test_what_the_file_lacks_leaves_no_empty_line_in_a_letter(desk: Desk, keep: Keep) -> None:
    keep()
    request = medical_requests.prepare(desk, CASE, "lae115", to="Læge Ravn")
    text = request_text(desk, CASE, request)
    assert "Questions" not in text
    assert "Case number" not in text
    assert "\n\n\n" not in text


def test_the_reminder_counts_and_the_phone_note_tells_of_the_reminders(desk: Desk, keep: Keep) -> None:
    keep()
    request = sent(desk, "2026-10-01")
    use_language("da")
    assert "Rykker\n" in reminder_text(desk, CASE, request)
    on(desk, "2026-11-25")
    medical_requests.reminded(desk, CASE, request, date(2026, 11, 4))
    medical_requests.reminded(desk, CASE, request, date(2026, 11, 11))
    letter, note = reminder_text(desk, CASE, request), phone_note(desk, CASE, request)
    assert "Rykker nr. 3" in letter
    assert "Svarfristen var 02.11.2026" in letter  # 30 days end on Saturday 31 October
    assert "Rykket: 04.11.2026, 11.11.2026" in note
    assert f"1. {QUESTION}" in note
