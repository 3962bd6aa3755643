"""Lists from a municipality's own system: read whole or not at all, and put into a case once."""

from datetime import date
from typing import Any

import pytest
from case_files import case, full_case
from hypothesis import given, settings
from hypothesis import strategies as st

from orderdesk.cases.evidence import Evidence
from orderdesk.cases.history import Measure
from orderdesk.cases.joining import joined
from orderdesk.cases.problems import BrokenCase
from orderdesk.cases.reading import case_bytes, case_of, value_of
from orderdesk.cases.table_columns import COLUMNS, KINDS, Kind, heading_key
from orderdesk.cases.tables import Table, table_of
from orderdesk.locale import use_language

DANISH = """Nr;Slags;Om;Rolle;Oplysningernes dato;Modtaget;Læst;Handlet på;Diagnose;Arbejdsevne
E7;LÆ 125;angst|ryg;Egen læge;01-03-2026;05.03.2026;2026-03-06;;Panikangst;Nedsat
;Speciallægeattest;ryg;speciallæge;1.4.2026;;;;"Slidgigt; ""svær""
i lænden";kan ikke arbejde
"""

NOT_SHOWN = "This text holds a character that cannot be shown: a tab, another control or a mark of direction."


def entries(kind: Kind, text: str) -> list[dict[str, Any]]:
    table = table_of(kind, text.encode(), "liste.csv")
    return [entry.model_dump(mode="json", exclude_defaults=True) for entry in table.entries]


def broken(kind: Kind, data: str | bytes) -> list[tuple[int, str, str]]:
    with pytest.raises(BrokenCase) as refused:
        table_of(kind, data.encode() if isinstance(data, str) else data, "liste.csv")
    return [(problem.line, problem.path, problem.expected) for problem in refused.value.problems]


def papers(*rows: str) -> Table:
    return table_of("evidence", "\n".join(("id,kind,received", *rows)).encode(), "liste.csv")


def test_a_danish_list_of_evidence() -> None:
    assert entries("evidence", DANISH) == [
        {
            "id": "E7", "kind": "lae125", "about": ["angst", "ryg"], "role": "gp", "information_date": "2026-03-01",
            "received": "2026-03-05", "read": "2026-03-06",
            "states": {"diagnosis": "Panikangst", "work_ability": "limited"},
        },
        {
            "id": "E1", "kind": "lae155", "about": ["ryg"], "role": "specialist", "information_date": "2026-04-01",
            "states": {"diagnosis": "Slidgigt; \"svær\"\ni lænden", "work_ability": "unable"},
        },
    ]  # fmt: skip


def test_a_list_of_each_other_kind() -> None:
    assert entries("conversations", "day,how,health\n2026-03-01,home_visit,Sover dårligt\n") == [
        {"id": "C1", "day": "2026-03-01", "how": "home_visit", "health": "Sover dårligt"}
    ]
    measures = "Slags;Fra;Til;Timer om ugen;Egen arbejdsplads\nPraktik;01-03-2026;01-06-2026;12,5;ja\n"
    assert entries("measures", measures) == [
        {
            "id": "M1", "kind": "work_placement", "start": "2026-03-01", "end": "2026-06-01", "weekly_minutes": 750,
            "own_workplace": True,
        }
    ]  # fmt: skip
    requests = "form,about,questions,requested,reminders,calls,evidence\nLÆ 135,ryg,Hvad?|Hvornår?,2026-03-01,"
    assert entries("requests", requests + "2026-04-01|08.04.2026,2026-04-20,E1|E2\n") == [
        {
            "id": "R1", "form": "lae135", "about": ["ryg"], "questions": ["Hvad?", "Hvornår?"],
            "requested": "2026-03-01", "reminders": ["2026-04-01", "2026-04-08"], "calls": [{"day": "2026-04-20"}],
            "evidence": ["E1", "E2"],
        }
    ]  # fmt: skip
    facts = "Oplysning;Værdi;Siden;Kilde\nAnsat;nej;01-03-2026;Borgeren\nydelse;Kontanthjælp;;\n"
    assert entries("facts", facts + "granted;1.2.2026;;\nhund;ja;;\n") == [
        {"id": "F1", "kind": "employed", "value": False, "day": "2026-03-01", "source": "Borgeren"},
        {"id": "F2", "kind": "benefit", "value": "Kontanthjælp"},
        {"id": "F3", "kind": "granted", "value": "2026-02-01"},
        {"id": "F4", "kind": "hund", "value": "ja"},
    ]


def test_the_value_of_a_fact_is_read_by_its_kind_wherever_the_column_stands() -> None:
    assert entries("facts", "value,kind\nja,employed\n")[0]["value"] is True


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_separators_encodings_and_line_ends(separator: str, encoding: str, end: str) -> None:
    rows = ["Slags;Læst;Borgerens syn", 'cv;01.03.2026;"Enig – næsten"', ""]
    table = table_of("evidence", end.join(rows).replace(";", separator).encode(encoding), "liste.csv")
    assert table.separator == separator
    assert table.encoding == ("Windows-1252" if encoding == "cp1252" else "UTF-8")
    assert isinstance(table.entries[0], Evidence)
    assert table.entries[0].states.citizen_view == "Enig – næsten"
    assert table.made == {"E1"}


def test_how_a_list_was_read_is_told() -> None:
    table = table_of("evidence", "Slags;Læst\ncv;01.03.2026\n".encode("cp1252"), "liste.csv")
    assert table.read_as.message == "1 entries, read as Windows-1252 with “;” between the columns."
    use_language("da")
    assert table.read_as.sentence == "1 punkter, læst som Windows-1252 med “;” mellem kolonnerne."


@pytest.mark.parametrize(
    ("heading", "cell", "minutes"),
    [
        ("weekly_hours", "12:30", 750),
        ("weekly_hours", '"12,5"', 750),
        ("Timer om ugen", "12.25", 735),
        ("weekly hours", "12", 720),
        ("weekly_minutes", "750", 750),
        ("weekly_minutes", "12:30", 750),
        ("weekly_minutes", "0", 0),
    ],
)
def test_hours_are_whole_minutes(heading: str, cell: str, minutes: int) -> None:
    measure = table_of("measures", f"kind,{heading}\nmentor,{cell}\n".encode(), "liste.csv").entries[0]
    assert isinstance(measure, Measure)
    assert measure.weekly_minutes == minutes


def test_all_that_is_wrong_is_told_with_line_and_column() -> None:
    text = """Nr;Slags;Rolle;Modtaget;Tråd
E1;cv;nabo;31-02-2026;
E2;cv;;1/3-2026;ingen tråd
e3;;;i går;

E1;cv;;;;for meget
"""
    roles = (
        "Choose one of: gp, specialist, clinic, hospital, health_coordinator, provider, employer, caseworker, citizen, "
        "other."
    )
    a_day = "Write a day as 2026-03-01 or 01-03-2026."
    assert broken("evidence", text) == [
        (2, "Modtaget", "There is no such day in the calendar."),
        (2, "Rolle", roles),
        (3, "Modtaget", a_day),
        (3, "Tråd", "Write a thread as urn:uuid: and the UUID in small letters."),
        (4, "Modtaget", a_day),
        (4, "Nr", "Write an id as E3: a capital letter, then at most seven capital letters and digits."),
        (4, "Slags", "This must be given."),
        (6, "", "The row has more cells than the first row has names."),
        (6, "Nr", "This id is in the list twice."),
    ]


FOR_TALKS = "id (nr), day (dag), how (hvordan), health (helbred), work (arbejde), wishes (ønsker), other (andet)"


@pytest.mark.parametrize(
    ("kind", "text", "problem"),
    [
        ("evidence", "", (1, "", "The list is empty: its first row must name the columns.")),
        ("conversations", "day,farve\n2026-03-01,blå\n",
         (1, "farve", f"No column has this name in such a list. Its columns are: {FOR_TALKS}.")),
        ("evidence", "kind,slags\ncv,cv\n", (1, "slags", "Two columns are of the same name.")),
        ("measures", "kind,weekly_hours,weekly_minutes\n", (1, "weekly_minutes", "Two columns are of the same name.")),
        ("conversations", "health\nSover dårligt\n", (1, "", "The column “day” is missing.")),
        ("measures", "kind,weekly_hours\nmentor,12:60\n",
         (2, "weekly_hours", "Write hours as 12:30 or 12,5, in whole minutes.")),
        ("measures", 'kind,weekly_hours\nmentor,"0,33"\n',
         (2, "weekly_hours", "Write hours as 12:30 or 12,5, in whole minutes.")),
        ("measures", 'kind,weekly_minutes\nmentor,"12,5"\n',
         (2, "weekly_minutes", "Write whole minutes, or hours as 12:30.")),
        ("measures", "kind,sessions_planned\nmentor,fire\n", (2, "sessions_planned", "Write a whole number.")),
        ("measures", "kind,sessions_planned\nmentor,-1\n", (2, "sessions_planned", "This must be 0 or more.")),
        ("measures", "kind,own_workplace\nmentor,måske\n", (2, "own_workplace", "Write yes or no.")),
        ("facts", "kind,value\nemployed,måske\n", (2, "value", "Write yes or no.")),
        ("facts", "kind,value\ngranted,i går\n", (2, "value", "Write a day as 2026-03-01 or 01-03-2026.")),
        ("facts", "kind,value\nemployed,\n", (2, "value", "This must be given.")),
        ("evidence", 'kind,title\ncv,"uden slutning\n', (2, "", "The quotation marks in this row do not match.")),
        ("evidence", "kind,title\ncv,\x1b[31mrød\n",
         (2, "title", NOT_SHOWN)),
    ],
)  # fmt: skip
def test_what_is_wanted_is_said_in_plain_words(kind: Kind, text: str, problem: tuple[int, str, str]) -> None:
    assert problem in broken(kind, text)


def test_text_of_other_encodings_is_refused() -> None:
    neither = "This is neither UTF-8 nor Windows-1252 text: save the list as UTF-8."
    assert broken("evidence", "kind\ncv\n".encode("utf-16-le")) == [(1, "", neither)]
    assert broken("evidence", b"kind\n\x81\n") == [(2, "", neither)]
    assert broken("evidence", b"x" * (4 * 1024 * 1024 + 1)) == [(0, "", "The file is larger than 4 MiB.")]


def test_a_list_longer_than_any_in_a_case_file_is_refused() -> None:
    assert len(table_of("conversations", b"day\n" + b"2026-03-01\n" * 1000, "liste.csv").entries) == 1000
    assert broken("conversations", b"day\n" + b"x\n" * 1001) == [(1002, "", "Keep at most 1000 of these.")]


def test_a_refused_list_points_to_where_lists_are_explained() -> None:
    with pytest.raises(BrokenCase) as refused:
        table_of("evidence", b"", "liste.csv")
    assert refused.value.message.startswith("liste.csv cannot be read. Line 1: ")
    assert "first row names the columns" in refused.value.advice


def test_a_heading_names_one_column_and_every_member_has_one() -> None:
    for kind in KINDS:
        headings = [name for column in COLUMNS[kind] for name in (heading_key(column.name), *column.headings)]
        assert sorted(set(headings)) == sorted(headings), kind
    members = {column.member.partition(".")[0] for column in COLUMNS["evidence"]}
    assert members == set(Evidence.model_fields) - {"file"}
    assert {column.member for column in COLUMNS["measures"]} - {"weekly_hours"} == set(Measure.model_fields)


def test_entries_are_put_into_a_case_once() -> None:
    table = papers("E5,cv,2026-03-01", ",lae125,2026-03-02")
    first = joined(case_of(full_case()), "evidence", table.entries, table.made)
    assert (first.added, first.known) == (("E5", "E2"), ())  # E1 is taken
    again = joined(first.case, "evidence", table.entries, table.made)
    assert (again.added, again.known) == ((), ("E5", "E2"))
    assert again.case == first.case
    assert case_of(value_of(again.case)) == again.case


def test_an_id_with_other_content_is_refused() -> None:
    whole = case_of(full_case())
    table = papers("E1,cv,2026-03-01", "M1,cv,", "E9,cv,")
    with pytest.raises(BrokenCase) as refused:
        joined(whole, "evidence", table.entries)
    assert [problem.expected for problem in refused.value.problems] == [
        "The id E1 is in the case already, with other content.",
        "The id M1 is in the case already, with other content.",
    ]
    assert whole == case_of(full_case())


def test_a_list_that_gets_too_long_is_refused() -> None:
    table = papers(*(["E,cv,"] + [f"E{number},cv," for number in range(500)])[:501])
    most = joined(case(), "evidence", table.entries[:500]).case
    assert len(most.evidence) == 500
    with pytest.raises(BrokenCase, match="Keep at most 500 of these"):
        joined(most, "evidence", table.entries[500:])


def test_a_list_read_is_the_same_as_a_file_read() -> None:
    whole = joined(case(), "evidence", table_of("evidence", DANISH.encode(), "liste.csv").entries).case
    assert [entry.received for entry in whole.evidence] == [date(2026, 3, 5), None]
    assert case_bytes(whole).count(b"lae125") == 1


CELLS = st.sampled_from(["", "E1", "cv", "ja", "2026-03-01", "31-02-2026", "12:30", "a|b", '"', "æ", "\x1b"]) | st.text(
    max_size=6
)


@settings(deadline=None)
@given(st.sampled_from(KINDS), st.data())
def test_any_list_is_read_or_refused(kind: Kind, data: st.DataObject) -> None:
    names = st.sampled_from([column.name for column in COLUMNS[kind]]) | st.text(max_size=4)
    rows = [data.draw(st.lists(names, max_size=5)), *data.draw(st.lists(st.lists(CELLS, max_size=6), max_size=4))]
    text = "\n".join(";".join(row) for row in rows)
    assert_read_or_refused(kind, text.encode("utf-8", "replace"))


@settings(deadline=None)
@given(st.sampled_from(KINDS), st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(kind: Kind, data: bytes) -> None:
    assert_read_or_refused(kind, data)


def assert_read_or_refused(kind: Kind, data: bytes) -> None:
    try:
        table = table_of(kind, data, "liste.csv")
    except BrokenCase as error:
        problems = error.problems
    else:
        problems = ()
        whole = joined(case(), kind, table.entries, table.made).case
        assert case_of(value_of(whole)) == whole
    assert all(problem.expected for problem in problems)
