"""The letters of both languages: the same texts with the same places, and none asks by macro."""

import re
import tomllib
from importlib.resources import files
from typing import Any

import pytest

from orderdesk.cases.evidence import HEALTH_STATEMENTS

PLACES = re.compile(r"\{(\w+)\}")


def letters(language: str) -> dict[str, Any]:
    place = files("orderdesk.desk.casework.letters") / language / "letters.toml"
    return tomllib.loads(place.read_text(encoding="utf-8"))


def places(texts: dict[str, Any]) -> dict[str, Any]:
    return {
        name: places(text) if isinstance(text, dict) else sorted(set(PLACES.findall(text)))
        for name, text in texts.items()
    }


def test_both_languages_have_the_same_texts_and_places() -> None:
    assert places(letters("da")) == places(letters("en"))


@pytest.mark.parametrize("language", ["da", "en"])
def test_there_is_a_question_for_each_thing_that_evidence_states(language: str) -> None:
    questions = letters(language)["questions"]
    assert set(HEALTH_STATEMENTS) <= set(questions)
    assert all("{about}" in questions[name] for name in HEALTH_STATEMENTS)


@pytest.mark.parametrize("language", ["da", "en"])
def test_no_letter_speaks_of_a_sanction_or_of_what_was_not_done(language: str) -> None:
    text = str(letters(language)).casefold()
    for word in ("sanktion", "trækkes i", "partshøring", "ikke gjort", "sanction", "not done"):
        assert word not in text
