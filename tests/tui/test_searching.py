"""Rows are found by words in any order, and by Danish letters written as a foreign keyboard can."""

import pytest

from orderdesk.tui.searching import has_all, searchable, words_of


@pytest.mark.parametrize(
    "query", ["søren ågård", "SØREN", "soren", "soeren", "agard", "aagaard soeren", "ørstedsvej 4"]
)
def test_it_is_found(query: str) -> None:
    assert has_all(searchable("Søren Ågård · Ørstedsvej 4"), words_of(query))


def test_accents_may_be_left_out() -> None:
    assert has_all(searchable("Renée Müller"), words_of("renee muller"))


@pytest.mark.parametrize("query", ["sören", "søren 5", "sorensen"])
def test_it_is_not_found(query: str) -> None:
    assert not has_all(searchable("Søren Ågård · Ørstedsvej 4"), words_of(query))
