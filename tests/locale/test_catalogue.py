"""Danish is complete: every text of the program has its Danish, with the same places to fill, compiled and current."""

import ast
import string
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po

PACKAGE = Path(__file__).parents[2] / "orderdesk"
FOLDER = PACKAGE / "locale" / "da" / "LC_MESSAGES"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}

Text = str | tuple[str, ...]


def texts_in_the_program() -> set[Text]:
    found = extract_from_dir(PACKAGE, [("**.py", "python")], keywords=KEYWORDS)
    return {message for _file, _line, message, _comments, _context in found if message}


@pytest.fixture(scope="module")
def danish() -> Catalog:
    with (FOLDER / "orderdesk.po").open("rb") as file:
        return read_po(file, locale="da")


def entries(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def both(text: Text) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def test_every_text_has_its_danish(danish: Catalog) -> None:
    known = {m.id if isinstance(m.id, str) else tuple(m.id) for m in entries(danish) if all(both(m.string))}
    assert sorted(map(str, texts_in_the_program() - known)) == []


def test_no_text_stands_where_nobody_looks_for_it() -> None:
    """Babel reads no calls within an f-string before Python 3.12: such a text would stay English unseen."""
    hidden = [
        f"{file.name}:{call.lineno}"
        for file in PACKAGE.rglob("*.py")
        for pattern in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(pattern, ast.JoinedStr)
        for call in ast.walk(pattern)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in KEYWORDS
        and isinstance(call.args[0], ast.Constant)
    ]
    assert hidden == []


def test_the_danish_holds_nothing_the_program_does_not_say(danish: Catalog) -> None:
    said = texts_in_the_program()
    assert [m.id for m in entries(danish) if (m.id if isinstance(m.id, str) else tuple(m.id)) not in said] == []


def test_nothing_is_left_for_a_person_to_look_at(danish: Catalog) -> None:
    assert [m.id for m in entries(danish) if m.fuzzy] == []


def test_the_same_places_are_filled_in_both_languages(danish: Catalog) -> None:
    def places(text: str) -> set[str]:
        return {name for _before, name, _form, _conversion in string.Formatter().parse(text) if name is not None}

    wrong = []
    for message in entries(danish):
        source = set().union(*(places(text) for text in both(message.id)))
        if any(places(text) != source for text in both(message.string)):
            wrong.append(message.id)
    assert wrong == []


def test_the_compiled_danish_is_current(danish: Catalog) -> None:
    compiled = BytesIO()
    write_mo(compiled, danish)
    compiled.seek(0)
    with (FOLDER / "orderdesk.mo").open("rb") as file:
        kept = {str(m.id): m.string for m in read_mo(file) if m.id}
    assert kept == {str(m.id): m.string for m in read_mo(compiled) if m.id}
