"""`orderdesk case`: case files by plain commands: opened, filled entry by entry, shown, listed."""

import csv
import io
from collections.abc import Iterator, Sequence

import pytest
from command_desks import Desks, day

from orderdesk.cli.case import COMMANDS
from orderdesk.cli.main import load, run
from orderdesk.cli.table import Command

CPR = "710575-1234"


@pytest.fixture
def opened(desks: Desks) -> str:
    """Bodil's case on Mette's desk, on the way to a flex job; its short name."""
    ended = desks.mette("case", "new", "Bodil Ærø", CPR, "--track", "flex_job", "--decision", day(60))
    assert ended.code == 0, ended.err
    return ended.out.strip()


def test_a_case_is_opened_and_there_is_one_for_a_citizen(desks: Desks, opened: str) -> None:
    assert opened == "bodil-aeroe"
    again = desks.mette("case", "new", "Bodil Ærø", CPR, "--track", "flex_job")
    assert (again.code, again.out) == (1, "")
    assert "There is a case for this CPR number already" in again.err
    wrong = desks.mette("case", "new", "Åse Ørum", "7105751234", "--track", "flex_job")
    assert wrong.code == 3
    assert "Write a CPR number as 010203-1234." in wrong.err
    assert "Åse" not in again.err + wrong.err
    assert "7105751234" not in wrong.err
    made = desks.mette("case", "new", "Åse Ørum", "-", "--track", "early_retirement_pension", "--plan-b", "flex_job",
                       "--number", "27.15-4711", "--json", stdin=b"720466-2345\n")  # fmt: skip
    assert made.value == {"case": "aase-oerum", "revision": 2}


def test_a_case_is_meant_by_name_number_or_cpr(desks: Desks, opened: str) -> None:
    desks.mette("case", "new", "Bodil Ærøskov", "720466-2345", "--track", "flex_job", "--number", "27.15-4711")
    for typed, meant in (
        ("bodil-aeroe", "bodil-aeroe"), ("Bodil Ærø", "bodil-aeroe"), ("27.15-4711", "bodil-aeroeskov"),
        ("720466-2345", "bodil-aeroeskov"), ("øskov", "bodil-aeroeskov"),
    ):  # fmt: skip
        assert desks.mette("case", "show", typed, "--json").value["case"] == meant
    several = desks.mette("case", "show", "bodil")
    assert several.code == 1
    assert "2 cases go by that." in several.err
    missing = desks.mette("case", "show", "Hemmelig Person")
    assert missing.code == 1
    assert "There is no such case on this desk. 2 cases are on this desk; `orderdesk case list`" in missing.err
    assert "Hemmelig" not in missing.err


def test_a_desk_without_cases_says_how_to_get_one(desks: Desks) -> None:
    assert "`orderdesk case new` opens one" in desks.mette("case", "show", "bodil").err
    assert desks.mette("case", "list").out == ""
    assert desks.mette("case", "list", "--format", "json").value == []


@pytest.mark.parametrize(
    "words",
    [
        ("list",), ("new", "Bo Bo", CPR, "--track", "flex_job"), ("show", "x"), ("edit", "x"), ("import", "x.json"),
        ("export", "x"), ("add", "facts", "x", "--kind", "employed"), ("files", "x"), ("news", "x"),
        ("request", "list", "x"), ("close", "x", "FLX01"), ("track", "x", "flex_job"),
    ],
)  # fmt: skip
def test_a_providers_desk_has_none(desks: Desks, words: tuple[str, ...]) -> None:
    ended = desks.sara("case", *words)
    assert (ended.code, ended.out) == (1, "")
    assert "Case files are kept by the municipality alone." in ended.err


def test_entries_of_every_kind_are_added_changed_shown_and_taken_out(desks: Desks, opened: str) -> None:
    case = ("case", "add")
    for words, entry in (
        (("evidence", opened, "--kind", "lae125", "--author", "Dr. Æbelø", "--about", "angst", "--about", "ryg",
          "--information-date", day(-40), "--received", day(-30), "--diagnosis", "Angst. Åndenød ved anstrengelse.",
          "--work-ability", "limited"), "E1"),
        (("facts", opened, "--kind", "employed", "--value", "nej", "--day", day(-9)), "F1"),
        (("facts", opened, "--kind", "benefit_since", "--value", "1/3-2024"), "F2"),
        (("facts", opened, "--kind", "benefit", "--value", "Kontanthjælp"), "F3"),
        (("conversations", opened, "--day", day(-5), "--how", "phone", "--health", "-"), "C1"),
        (("measures", opened, "--kind", "work_placement", "--start", day(-90), "--weekly-minutes", "7,5",
          "--sessions-planned", "12", "--own-workplace", "no"), "M1"),
        (("health-events", opened, "--kind", "diagnosis", "--day", day(-45), "--about", "angst"), "H1"),
        (("requests", opened, "--form", "lae135", "--to", "Dr. Æbelø",
          "--questions", "Hvad kan hun holde til?", "--requested", day(-10), "--reminders", day(-3)), "R1"),
        (("trials", opened, "--employer", "Møllegården", "--start", day(-60), "--weeks", f"{day(-60)}|5|4:30|3",
          "--adjustments", f"{day(-50)}|hours|10 timer|12 timer|Hun ville prøve mere|Træt om aftenen"), "T1"),
        (("sections", opened, "wishes", "--text", "Hun vil gerne arbejde med dyr.", "--by", "citizen"), "wishes"),
    ):  # fmt: skip
        ended = desks.mette(*case, *words, stdin="Hun får ikke luft på trappen.\n".encode())
        assert (ended.code, ended.out.strip()) == (0, entry), ended.err
    file = desks.mette("case", "show", opened, "--json").value["file"]
    assert [one["value"] for one in file["facts"]] == [False, "2024-03-01", "Kontanthjælp"]
    assert file["conversations"][0]["health"] == "Hun får ikke luft på trappen."
    assert file["measures"][0]["weekly_minutes"] == 450
    assert file["trials"][0]["weeks"][0]["present_minutes"] == 270
    assert file["requests"][0]["reminders"] == [day(-3)]
    assert file["evidence"][0]["states"] == {"diagnosis": "Angst. Åndenød ved anstrengelse.", "work_ability": "limited"}
    text = desks.mette("case", "show", opened).out
    assert max(map(len, text.splitlines())) <= 80
    for said in ("Dr. Æbelø", "Hun vil gerne arbejde med dyr.", "Møllegården", "4:30", "Træt om aftenen", "E1",
                 "Hun får ikke luft på trappen.", "angst, ryg", "Employed", "LÆ 135 specific health"):  # fmt: skip
        assert said in text
    ended = desks.mette("case", "change", "evidence", opened, "e1", "--read", day(-1), "--author", "")
    assert ended.code == 0, ended.err
    twice = desks.mette("case", "add", "sections", opened, "wishes", "--text", "Intet.")
    assert (twice.code, "`orderdesk case change sections`" in twice.err) == (1, True)
    assert desks.mette("case", "change", "sections", opened, "wishes", "--text", "Intet.").code == 0
    assert desks.mette("case", "change", "facts", opened, "F1", "--value", "yes").code == 0
    file = desks.mette("case", "show", opened, "--json").value["file"]
    assert file["evidence"][0]["read"] == day(-1)
    assert "author" not in file["evidence"][0]
    assert file["evidence"][0]["states"]["diagnosis"]
    assert file["facts"][0]["value"] is True
    assert (file["sections"][0]["text"], file["sections"][0]["by"]) == ("Intet.", [{"role": "citizen"}])
    assert desks.mette("case", "remove", opened, "wishes", "--yes").code == 0
    assert desks.mette("case", "remove", opened, "C1").code == 2
    assert desks.mette("case", "remove", opened, "C1", "--yes").code == 0
    assert "conversations" not in desks.mette("case", "show", opened, "--json").value["file"]


def test_the_case_itself_is_changed_and_two_writers_are_told_apart(desks: Desks, opened: str) -> None:
    seen = desks.mette("case", "show", opened, "--json").value["revision"]
    assert desks.mette("case", "change", "head", opened, "--planned", day(30), "--number", "27.15-4711").code == 0
    head = desks.mette("case", "show", opened, "--json").value["file"]
    assert (head["decision"], head["number"]) == ({"planned": day(30)}, "27.15-4711")
    late = desks.mette("case", "change", "head", opened, "--planned", day(40), "--seen", str(seen))
    assert late.code == 1
    assert "changed in another window" in late.err
    same = desks.mette("case", "change", "head", opened, "--planned", day(30))
    assert "Nothing differs" in same.err


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("add", "evidence", "CASE"), 2, "Nothing was given to be added."),
        (("add", "evidence", "CASE", "--author", "Dr. Hemmelig"), 3, "$.evidence[0].kind: This must be given."),
        (("add", "evidence", "CASE", "--kind", "attest"), 2, "not one of lae115"),
        (("add", "evidence", "CASE", "--kind", "lae125", "--received", "32/1-2026"), 2, "not a day such as"),
        (("add", "facts", "CASE", "--kind", "employed", "--value", "måske"), 2, "--value: not yes or no."),
        (("add", "measures", "CASE", "--kind", "training", "--weekly-minutes", "mange"), 2, "not hours such as"),
        (("add", "facts", "CASE", "--file", "-", "--text", "-"), 2, "read for one thing only"),
        (("change", "evidence", "CASE", "E9", "--author", "Dr. Hemmelig"), 1, "There is none of that kind yet."),
        (("change", "evidence", "CASE", "E9"), 2, "Nothing was given to be changed."),
        (("change", "head", "CASE", "--file", "-"), 3, "not UTF-8"),
        (("add", "conversations", "CASE", "--health", "-", "--work", "-"), 2, "read for one thing only"),
        (("remove", "CASE", "E9", "--yes"), 1, "The case has no such entry."),
        (("note", "CASE", "ZZZ99", "Bemærkning"), 1, "The rules say nothing of that kind"),
    ],
)  # fmt: skip
def test_what_does_not_fit_changes_nothing(
    desks: Desks, opened: str, words: tuple[str, ...], code: int, says: str
) -> None:
    before = desks.mette("case", "show", opened, "--json").value
    ended = desks.mette("case", *(opened if word == "CASE" else word for word in words), stdin=b"\xff\xfe")
    assert (ended.code, ended.out) == (code, "")
    assert says in ended.err
    assert "Hemmelig" not in ended.err
    assert desks.mette("case", "show", opened, "--json").value == before


def test_an_entry_from_a_file_and_all_that_is_wrong_with_one(desks: Desks, opened: str) -> None:
    entry = {"kind": "lae125", "information_date": "01.03.2026", "about": ["ryg"], "states": {"prognosis": "Uvis"}}
    ended = desks.mette(
        "case", "add", "evidence", opened, "--file", desks.file("e.json", entry), "--read", day(0), "--json"
    )
    assert ended.value == {"case": opened, "added": ["E1"], "known": [], "closes": []}
    wrong = desks.file("wrong.json", {"kind": 7, "read": "i går", "farve": "blå"})
    ended = desks.mette("case", "add", "evidence", opened, "--file", wrong)
    assert ended.code == 3
    assert ended.err.count("$.evidence[1]") == 3
    assert ended.err.rstrip().splitlines()[-1].startswith("orderdesk: Nothing was changed.")


def test_a_list_comes_in_whole_or_not_at_all(desks: Desks, opened: str) -> None:
    table = desks.folder / "liste.csv"
    table.write_bytes(
        "slags;oplysningernes dato;forfatter\nLÆ 125;01-03-2026;Æbelø\nLÆ 115;02-03-2026;Ørum\n".encode("cp1252")
    )
    ended = desks.mette("case", "add", "evidence", opened, "--from", str(table))
    assert (ended.code, ended.out.split()) == (0, ["E1", "E2"])
    assert "Windows-1252" in ended.err
    again = desks.mette("case", "add", "evidence", opened, "--from", str(table), "--json")
    assert again.value == {"case": opened, "added": [], "known": ["E1", "E2"]}
    table.write_text("slags;modtaget\nLÆ 125;i går\nLÆ 125;32-01-2026\n", encoding="utf-8")
    broken = desks.mette("case", "add", "evidence", opened, "--from", str(table))
    assert (broken.code, broken.out) == (3, "")
    assert "Line 2" in broken.err
    assert "Line 3" in broken.err
    both = desks.mette("case", "add", "evidence", opened, "--from", str(table), "--kind", "lae125")
    assert both.code == 2
    assert desks.mette("case", "add", "measures", opened, "--from", "er her ikke.csv").code == 1


def test_the_board_is_read_sorted_and_filtered(desks: Desks, opened: str) -> None:
    desks.mette("case", "new", "=Åse Ørum", "720466-2345", "--track", "early_retirement_pension")
    desks.mette("case", "add", "requests", opened, "--form", "lae125", "--to", "Dr. Æbelø", "--requested", day(-60))
    said = desks.mette("case", "list")
    assert said.code == 0
    assert max(map(len, said.out.splitlines())) <= 80
    for word in ("Bodil Ærø", "=Åse Ørum", "flex job", "Dr. Æbelø", "! 1", "Next: ", "bodil-aeroe"):
        assert word in said.out
    assert said.err.startswith("2 cases.\nOpen means: not found in the file.")
    rows = desks.mette("case", "list", "--format", "json", "--sort", "citizen").value
    assert [row["case"] for row in rows] == ["aase-oerum", "bodil-aeroe"]
    first = rows[1]
    assert (first["tracks"], first["decision"], first["planned"], first["overdue"]) == (["flex_job"], day(60), True, 1)
    assert (first["waiting"][0]["whom"], first["waiting"][0]["late"]) == ("Dr. Æbelø", True)
    assert first["open"] >= first["required"] > 0
    for words, found in (
        (("--only", "overdue"), ["bodil-aeroe"]), (("--only", "decision"), []),
        (("--only", "decision", "--weeks", "9"), ["bodil-aeroe"]),
    ):  # fmt: skip
        assert [row["case"] for row in desks.mette("case", "list", "--format", "json", *words).value] == found


def test_the_board_as_csv_is_the_same_in_every_language_and_holds_no_formula(
    desks: Desks, opened: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    desks.mette("case", "new", "=Åse Ørum", "720466-2345", "--track", "early_retirement_pension")
    english = desks.mette("case", "list", "--format", "csv", "--sort", "citizen").out
    monkeypatch.setenv("ORDERDESK_LANG", "da")
    assert desks.mette("case", "list", "--format", "csv", "--sort", "citizen").out == english
    head, case, _other = csv.reader(io.StringIO(english))
    assert head[:4] == ["case", "citizen", "number", "tracks"]
    assert case[1] == "'=Åse Ørum"


def test_what_does_not_add_up_is_told(desks: Desks, opened: str) -> None:
    ended = desks.mette("case", "add", "evidence", opened, "--kind", "lae125", "--information-date", day(3),
                        "--received", day(1))  # fmt: skip
    assert ended.code == 0
    assert "CAS01: " in ended.err
    shown = desks.mette("case", "show", opened)
    assert "What does not add up" in shown.out
    found = desks.mette("case", "show", opened, "--json").value["flaws"]
    assert {one["code"] for one in found} >= {"CAS01", "CAS03"}
    assert found[0]["entry"] == "E1"
    assert found[0]["path"].startswith("$.evidence[0]")


def _commands(table: Sequence[Command], words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for row in table:
        yield (*words, row.name)
        yield from _commands(getattr(load(row), "COMMANDS", ()), (*words, row.name))


def test_all_help_in_danish_stays_within_80_columns(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ORDERDESK_LANG", "da")
    monkeypatch.setenv("LANGUAGE", "")
    monkeypatch.setenv("COLUMNS", "80")
    every = [("case",), *_commands(COMMANDS, ("case",))]
    assert len(every) > 45
    for words in every:
        assert run([*words, "--help"]) == 0
        told = capsys.readouterr().out
        assert max(map(len, told.splitlines())) <= 80, words
        assert " FILE" not in told
