"""The questions of the programmes: complete in both languages, short enough for the screen, and a house's own."""

from pathlib import Path
from typing import get_args

import pytest

from orderdesk.checks.local_files import BrokenFile
from orderdesk.desk.ordering.questions import FIELDS, LANGUAGES, PROGRAMMES, changes, of
from orderdesk.documents.order import ProgrammeType

PLACES = {f"{part}.{name}" for part, fields in FIELDS.items() for name in fields}


def test_every_programme_of_an_order_has_questions() -> None:
    assert set(PROGRAMMES) == set(get_args(ProgrammeType))


@pytest.mark.parametrize("programme", PROGRAMMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_they_ask_at_every_field_and_fit_on_the_screen(programme: str, language: str) -> None:
    asked = of(programme, language)
    assert set(asked) == PLACES
    for questions in asked.values():
        assert 1 <= len(questions) <= 2
        for question in questions:
            assert len(question) <= 75, question
            assert "?" in question


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_both_languages_ask_as_much(programme: str) -> None:
    danish, english = of(programme, "da"), of(programme, "en")
    assert {place: len(asked) for place, asked in danish.items()} == {p: len(a) for p, a in english.items()}


def test_what_is_no_programme_asks_nothing() -> None:
    assert of("", "da") == {}
    assert of("../../etc/passwd", "da") == {}


def written(folder: Path, text: str, name: str = "mentor") -> Path:
    (folder / "da").mkdir(exist_ok=True)
    (folder / "da" / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_house_adds_its_own_and_takes_some_out(tmp_path: Path) -> None:
    first = of("mentor", "da")["purpose.text"][0]
    folder = written(tmp_path, f'remove = ["{first}", "Findes ikke?"]\n[goals]\ntext = ["Hvad siger aftalen?"]')
    asked = of("mentor", "da", folder)
    assert first not in asked["purpose.text"]
    assert asked["goals.text"][0] == "Hvad siger aftalen?"
    assert of("mentor", "en", folder) == of("mentor", "en")
    (change,) = changes(folder)
    assert (change.added, change.removed, change.unknown) == (("Hvad siger aftalen?",), (first,), ("Findes ikke?",))


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        ("[goals]\ntext = [\n", "mentor", "The file da/mentor.toml is not TOML: look at line"),
        ('[goals]\ntext = "én"', "mentor", "The file da/mentor.toml, line 2: “text” must be a list of texts."),
        ('[goal]\ntext = ["én"]', "mentor", "The file da/mentor.toml, line 1: “goal” is none of these"),
        ('[goals]\nsign = ["én"]', "mentor", "The file da/mentor.toml, line 2: “sign” is none of these"),
        ('goals = ["én"]', "mentor", "The file da/mentor.toml, line 1: write [goals] and the fields under it."),
        ("", "menthor", "The file da/menthor.toml has none of these names"),
    ],
)
def test_a_broken_file_is_a_sentence_with_the_line(tmp_path: Path, text: str, name: str, said: str) -> None:
    folder = written(tmp_path, text, name)
    with pytest.raises(BrokenFile) as refused:
        of("mentor", "da", folder)
    assert refused.value.message.startswith(said)
    with pytest.raises(BrokenFile):
        changes(folder)
