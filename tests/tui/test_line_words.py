"""The line in words: what the title row and the post room say."""

from datetime import UTC, date, datetime

import pytest

from orderdesk.desk.mail.line_state import LineState
from orderdesk.tui.line_words import title_words, whole_words

NOW = datetime(2026, 11, 12, 9, 31, tzinfo=UTC)
TODAY = date(2026, 11, 12)
SINCE, LAST = "2026-11-12T09:30:00Z", "2026-11-11T15:02:00Z"

STATES = {
    "in touch 10:30": LineState(NOW, last=SINCE),
    "in touch · 2 to send": LineState(NOW, last=SINCE, waiting=2, handed_over=3),
    "in touch · 3 without receipt": LineState(NOW, last=SINCE, handed_over=3),
    "! offline since 10:30": LineState(NOW, "offline", since=SINCE, handed_over=3),
    "! offline since 11 Nov 16:02 · 2 to send": LineState(NOW, "offline", since=LAST, waiting=2),
    "! not let in · 1 to send": LineState(NOW, "turned_away", since=LAST, waiting=1),
    "receiving 120 of 5000": LineState(NOW, receiving=(120, 5000), waiting=2),
}


@pytest.mark.parametrize("words", STATES)
def test_the_title_says_how_the_line_is(words: str) -> None:
    assert title_words(STATES[words], TODAY) == words
    assert len(words) <= 52


def test_the_post_room_says_since_when_why_and_what_happens_next() -> None:
    later = datetime(2026, 11, 12, 9, 32, 7, tzinfo=UTC)
    state = LineState(
        NOW, "offline", LAST, SINCE, 2, 1, trouble="The hub cannot be reached.", next_try=later, failures=3
    )
    assert whole_words(state, TODAY) == (
        "offline since 10:30 · last in touch 11 Nov 16:02 · 2 to send · 1 without receipt · tried 3 times, next at"
        " 10:32:07 · ! The hub cannot be reached."
    )


def test_a_desk_that_never_was_in_touch_says_so() -> None:
    words = whole_words(LineState(NOW, "turned_away", since=SINCE, trouble="Not registered."), TODAY)
    assert words == "not let in since 10:30 · not in touch before · ! Not registered."
