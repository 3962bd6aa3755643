"""What a municipality adds to the word lists, takes out of them, and gets told about its files."""

from datetime import date

import pytest

from orderdesk.checks.local_files import BrokenFile
from orderdesk.checks.order import OrderContext, check_order
from orderdesk.checks.report import ReportContext, check_report
from orderdesk.checks.wordlist_files import changes, read_words
from orderdesk.checks.wordlists import LANGUAGES, LISTS, own_words

TODAY = date(2026, 11, 22)


@pytest.fixture
def words(tmp_path):
    """Writes a list into the folder; returns the folder."""

    def write(name, text, language="da"):
        folder = tmp_path / language
        folder.mkdir(exist_ok=True)
        data = text if isinstance(text, bytes) else text.encode()
        (folder / f"{name}.toml").write_bytes(data)
        return tmp_path

    return write


def _codes(found, code):
    return [(one.path, one.message) for one in found if one.code == code]


def test_a_local_word_is_found_and_said_to_be_local(changed, words):
    folder = words("vague", 'about = "Aftalt i Lindholm."\nwords = ["på forkant"]\n')
    body = changed("order_da", {"$.goals[0].seen_by": "Lærke er på forkant."})
    assert _codes(check_order(body, OrderContext(TODAY)), "ORD22") == []
    found = check_order(body, OrderContext(TODAY, words=read_words([folder])))
    assert _codes(found, "ORD22") == [(
        "$.goals[0].seen_by",
        "“på forkant”: write how much, how often, or compared with what. (Local policy: the list da/vague.)",
    )]  # fmt: skip


def test_a_word_of_the_program_is_not_said_to_be_local(changed, words):
    folder = words("vague", 'words = ["på forkant"]')
    body = changed("order_da", {"$.goals[0].seen_by": "Lærke har fået mere struktur."})
    (found,) = _codes(check_order(body, OrderContext(TODAY, words=read_words([folder]))), "ORD22")
    assert "Local policy" not in found[1]


def test_an_entry_can_be_switched_off(changed, words):
    folder = words("judgemental", 'remove = ["doven(t)"]')
    body = changed("order_da", {"$.citizen.facts[0].text": "Lærke siger om sig selv, at hun er doven."})
    assert _codes(check_order(body, OrderContext(TODAY)), "ORD31")
    assert not _codes(check_order(body, OrderContext(TODAY, words=read_words([folder]))), "ORD31")


def test_reports_go_by_the_local_lists_too(changed, words):
    folder = words("standard_phrases", 'words = ["følger skabelonen"]')
    body = changed("report_da", {"$.goals[0].done": "Lærke følger skabelonen for alle i køkkenet."})
    found = check_report(body, None, ReportContext(TODAY, words=read_words([folder])))
    assert [path for path, said in _codes(found, "REP23") if "(Local policy: the list da/standard_phrases.)" in said]


def test_what_a_folder_changes_can_be_shown(words):
    folder = words("vague", 'words = ["på forkant"]\nremove = ["mere", "findes ikke"]')
    (change,) = changes(folder)
    assert (change.language, change.name) == ("da", "vague")
    assert (change.added, change.removed, change.unknown) == (("på forkant",), ("mere",), ("findes ikke",))


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("vague", 'words = [\n  "god",\n  "på forkant"\n  "x",\n]', "The file da/vague.toml is not TOML: look at line 4."),
        ("vague", 'words = ["god",', "The file da/vague.toml is not TOML: look at line 1."),
        ("vague", b'about = "x"\nwords = ["p\xe5"]', "The file da/vague.toml is not UTF-8 text: look at line 2."),
        ("vague", 'words = [\n"god",\n"??",\n]', "The file da/vague.toml, line 3: “??” is no entry of a word list."),
        ("vague", 'words = [\n"ab*"]', "The file da/vague.toml, line 2: “ab*” is no entry of a word list."),
        ("vague", 'about = "x"\nwords = "god"', "The file da/vague.toml, line 2: “words” must be a list of texts."),
        ("vague", "words = [\n1]", "The file da/vague.toml, line 1: “words” must be a list of texts."),
        ("vague", '\nord = ["god"]', "The file da/vague.toml, line 2: “ord” is none of these: about, words, remove."),
        ("vauge", 'words = ["god"]', f"The file da/vauge.toml has none of these names: {', '.join(LISTS)}."),
    ],
)  # fmt: skip
def test_a_broken_file_is_a_sentence_with_the_line(words, name, text, said):
    folder = words(name, text)
    with pytest.raises(BrokenFile) as refused:
        read_words([folder])
    assert refused.value.message == said
    assert refused.value.advice
    with pytest.raises(BrokenFile):
        changes(folder)


def test_a_file_beside_the_folders_is_not_passed_over(tmp_path):
    (tmp_path / "vague.toml").write_text('words = ["god"]', encoding="utf-8")
    with pytest.raises(BrokenFile, match=r"vague.toml lies in no folder of a language \(da, en\)"):
        read_words([tmp_path])


def test_a_folder_that_is_not_there_is_said(tmp_path):
    with pytest.raises(BrokenFile, match="is not there"):
        read_words([tmp_path / "delt-drev"])


def test_every_list_of_the_program_is_there_in_both_languages():
    lists = own_words()
    assert set(lists.lists) == {(language, name) for language in LANGUAGES for name in LISTS}
    assert not lists.local
