"""Case files and lists from outside: all or nothing, what is there is passed over, what contradicts it is refused."""

import json

import pytest
from case_files import full_case
from casework_desks import Keep

from orderdesk.cases.problems import BrokenCase
from orderdesk.desk.casework import case_files, importing
from orderdesk.desk.desk import Desk
from orderdesk.errors import InputRefused, NotPossible

CASE = "bodil-aeroe"


def data(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def test_a_case_comes_in_whole_and_the_second_time_nothing_is_new(desk: Desk) -> None:
    (first,) = importing.import_cases(desk, [(data(full_case()), "soeren.json")])
    (second,) = importing.import_cases(desk, [(data(full_case()), "soeren.json")])
    assert (first.is_new, "E1" in first.added, first.known) == (True, True, ())
    assert (second.is_new, second.added, "E1" in second.known) == (False, (), True)
    assert case_files.kept(desk, "soeren-lund").revision == 1


def test_one_file_that_cannot_be_read_keeps_all_out(desk: Desk) -> None:
    broken = full_case() | {"case": "bo", "evidence": [{"id": "E1"}]}
    with pytest.raises(BrokenCase):
        importing.import_cases(desk, [(data(full_case()), "soeren.json"), (data(broken), "bo.json")])
    assert case_files.listing(desk) == []


def test_a_second_case_for_one_citizen_keeps_all_out(desk: Desk) -> None:
    with pytest.raises(NotPossible):
        importing.import_cases(desk, [(data(full_case()), "a.json"), (data(full_case() | {"case": "bo"}), "b.json")])
    assert case_files.listing(desk) == []


def test_what_the_case_here_lacks_is_added_and_the_rest_stays(desk: Desk, keep: Keep) -> None:
    file = keep(facts=[{"id": "F1", "kind": "employed", "value": False}])
    value = {
        "type": "orderdesk.case.v1", "case": CASE, "citizen": {"name": "Bodil Ærø", "cpr": "710575-1234"},
        "summary": "Angst.", "tracks": [{"track": "flex_job", "role": "main", "since": "2026-01-05"}],
        "facts": [{"id": "F1", "kind": "employed", "value": False}, {"id": "F2", "kind": "retention", "value": True}],
    }  # fmt: skip
    (told,) = importing.import_cases(desk, [(data(value), "bodil.json")])
    after = case_files.case_file(desk, CASE)
    assert told.added == ("summary", "F2")
    assert told.known == ("F1", "flex_job main 2026-01-05")
    assert (after.summary, [one.id for one in after.facts]) == ("Angst.", ["F1", "F2"])
    assert after.tracks == file.tracks


def test_what_contradicts_the_case_here_is_refused_and_named_unless_it_is_to_be_replaced(desk: Desk) -> None:
    importing.import_cases(desk, [(data(full_case()), "soeren.json")])
    other = full_case()
    other["evidence"][0]["author"] = "Læge Birk"
    with pytest.raises(BrokenCase) as refused:
        importing.import_cases(desk, [(data(other), "soeren.json")])
    assert [one.expected for one in refused.value.problems] == ["E1 is in the case already, with other content."]
    importing.import_cases(desk, [(data(other), "soeren.json")], replace=True)
    assert case_files.case_file(desk, "soeren-lund").evidence[0].author == "Læge Birk"


def test_another_citizen_under_the_same_short_name_is_refused_without_personal_data(desk: Desk) -> None:
    importing.import_cases(desk, [(data(full_case()), "a.json")])
    other = full_case() | {"citizen": {"name": "Søren Lund", "cpr": "620101-1234"}}
    with pytest.raises(BrokenCase) as refused:
        importing.import_cases(desk, [(data(other), "a.json")])
    assert "620101" not in str(refused.value)
    assert "Søren" not in str(refused.value)


def test_a_list_goes_into_a_case_and_the_second_time_nothing_is_new(desk: Desk, keep: Keep) -> None:
    keep()
    rows = "day;health\n2026-10-01;Angsten fylder.\n2026-10-20;Sover dårligt.\n".encode()
    first = importing.import_list(desk, CASE, "conversations", rows, "samtaler.csv")
    second = importing.import_list(desk, CASE, "conversations", rows, "samtaler.csv")
    assert (first.added, first.known) == (("C1", "C2"), ())
    assert (second.added, second.known) == ((), ("C1", "C2"))
    assert first.read_as is not None
    assert "UTF-8" in first.read_as.message


def test_a_list_with_one_broken_row_changes_nothing(desk: Desk, keep: Keep) -> None:
    keep()
    rows = "day;health\n2026-10-01;Angsten fylder.\n32-10-2026;Sover dårligt.\n".encode()
    with pytest.raises(BrokenCase):
        importing.import_list(desk, CASE, "conversations", rows, "samtaler.csv")
    assert case_files.kept(desk, CASE).revision == 1


def test_a_list_of_no_known_kind_is_refused(desk: Desk, keep: Keep) -> None:
    keep()
    with pytest.raises(InputRefused):
        importing.import_list(desk, CASE, "tracks", b"", "spor.csv")


def test_what_does_not_add_up_is_told_and_kept(desk: Desk) -> None:
    value = full_case()
    value["evidence"][0] |= {"received": "2027-08-25", "kind": "lae999"}
    (told,) = importing.import_cases(desk, [(data(value), "soeren.json")])
    assert {one.entry for one in told.flaws} >= {"E1"}
    assert case_files.case_file(desk, "soeren-lund").evidence[0].kind == "lae999"
