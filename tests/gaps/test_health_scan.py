"""The first look at a text misses nothing that the lists would find word by word, and tells the same language."""

from hypothesis import given, settings
from hypothesis import strategies as st

from orderdesk.checks.passages import Passage
from orderdesk.checks.wordlists import LANGUAGES, own_words
from orderdesk.gaps.health_scan import beginnings, languages_of, sentences_of, words_at
from orderdesk.gaps.health_words import terms

LISTED = sorted({
    word for language in LANGUAGES for lexicon in (terms(language).words, terms(language).body)
    for entry in lexicon.beginnings() for word, _whole in entry
})  # fmt: skip
WORDS = st.one_of(
    st.sampled_from(LISTED), st.sampled_from(LISTED).map(str.capitalize),
    st.sampled_from(LISTED).map(lambda one: one + "e"),
    st.sampled_from(["jeg", "har", "ikke", "the", "and", "F43", "İ", "pga.", "mor", "kl.", "9.30"]),
)  # fmt: skip
TEXTS = st.lists(st.tuples(WORDS, st.sampled_from([" ", ", ", ". ", "\n", ": ", "? ", "-", "  "])), max_size=12).map(
    lambda parts: "".join(word + mark for word, mark in parts)
)


@given(TEXTS)
@settings(max_examples=400, deadline=None)
def test_wherever_a_list_has_an_entry_the_first_look_sees_one(text: str) -> None:
    seen = beginnings(text)
    for sentence in Passage("$", text).sentences:
        for language in LANGUAGES:
            for lexicon in (terms(language).words, terms(language).body):
                for at, token in enumerate(sentence):
                    if lexicon.at(sentence, at)[0]:
                        assert token.start in seen, (token, language)


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_sentences_and_language_are_those_of_the_checks(text: str) -> None:
    passage = Passage("$", text)
    assert tuple(words_at(text, one) for one in sentences_of(text)) == passage.sentences
    assert tuple(languages_of(text)) == own_words().language_of([passage])


def test_most_sentences_need_no_second_look() -> None:
    assert not beginnings("Vil gerne arbejde med møbler og træ, helst om formiddagen.")
    assert beginnings("Jeg har angst.") == {8}


def test_an_entry_that_begins_within_another_is_seen_too() -> None:
    """ "a pain in the neck" is a saying, and "a pain" its beginning; "pain" stands for itself."""
    assert beginnings("It was a pain, she says.") >= {9}
