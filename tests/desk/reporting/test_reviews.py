"""Decisions: what is none is refused, what was begun is kept."""

import pytest

from orderdesk.desk.reporting import reviews
from orderdesk.desk.reporting.postponement import decides_nothing


@pytest.mark.parametrize(
    "text",
    [
        "Tages op næste gang",
        "Drøftes ved næste møde.",
        "Vi tager den næste gang!",
        "tages op til næste samtale med borgeren",
        "Afventer næste rapport",
        "Vi ser på det senere",
        "Følges op ved næste opfølgningssamtale",
        "discuss next time",
        "We'll discuss it at the next meeting.",
        "To be taken up later",
    ],
)
def test_putting_it_off_is_no_decision(text: str) -> None:
    assert decides_nothing(text)
    assert reviews.decision_refusal("continue", text).startswith("To take it up next time is no decision")


@pytest.mark.parametrize(
    "text",
    [
        "Jeg ringer til Sara i dag om de to mål.",
        "Drøftes på trepartsmødet 3. december; Sara tager butikken med.",
        "Næste gang mødes vi hos lægen.",
        "Forløbet fortsætter som bestilt.",
        "LÆ 125 bestilles i dag.",
        "Ok, fortsæt.",
        "I ring the doctor tomorrow and take it up next time.",
    ],
)
def test_what_says_what_is_done_is_a_decision(text: str) -> None:
    assert not decides_nothing(text)
    assert reviews.decision_refusal("continue", text) == ""


def test_what_lacks_is_said_one_thing_at_a_time() -> None:
    assert reviews.decision_refusal("", "") == "Choose what is decided."
    assert reviews.decision_refusal("continue", "  ") == "Write what is done, and by whom."
    items = [{"item": "M2", "text": "Hvilke butikker?"}]
    assert reviews.elaboration_refusal("", items, "2026-12-08") == "Write what is missing on the whole."
    assert reviews.elaboration_refusal("M2", [], "2026-12-08").startswith("Write at one goal")
    assert reviews.elaboration_refusal("M2", items, "") == "Write by when you need it."
    assert reviews.elaboration_refusal("M2", items, "2026-12-08") == ""
