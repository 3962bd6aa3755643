"""Case files in the store: whole, by short name, and never written over by a second window."""

from pathlib import Path

import pytest
from case_files import full_case
from casework_desks import CPR, Keep
from desk_pair import PASSPHRASE, DeskPair
from factories import order_body

from orderdesk.cases.problems import BrokenCase
from orderdesk.cases.reading import case_of
from orderdesk.desk import index
from orderdesk.desk.casework import case_files, entries
from orderdesk.desk.casework.case_files import ChangedElsewhere
from orderdesk.desk.casework.threads import threads_of
from orderdesk.desk.desk import Desk
from orderdesk.desk.opening import open_desk
from orderdesk.desk.ordering import orders
from orderdesk.errors import NotFound, NotPossible


def test_a_whole_case_comes_back_as_it_was_put(desk: Desk) -> None:
    file = case_of(full_case())
    assert case_files.put(desk, file) == 1
    assert case_files.kept(desk, file.case).revision == 1
    assert case_files.case_file(desk, file.case) == file


def test_a_new_case_has_a_short_name_and_a_main_track_since_today(desk: Desk) -> None:
    first = case_files.new_case(desk, "Åse Lykke Ærø", "610190-1234", "flex_job")
    second = case_files.new_case(desk, "Åse Lykke Ærø", "620190-1234", "early_retirement_pension", since="2026-02-01")
    assert (first.case, second.case) == ("aase-lykke-aeroe", "aase-lykke-aeroe-2")
    assert [(one.case, one.tracks) for one in case_files.listing(desk)] == [
        ("aase-lykke-aeroe", ("flex_job",)), ("aase-lykke-aeroe-2", ("early_retirement_pension",)),
    ]  # fmt: skip
    assert str(first.tracks[0].since) == "2026-11-20"


def test_a_citizen_has_one_case_and_the_refusal_tells_nobody_who(desk: Desk, keep: Keep) -> None:
    keep()
    with pytest.raises(NotPossible) as refused:
        case_files.new_case(desk, "Bodil Ærø", CPR, "flex_job")
    assert CPR not in str(refused.value)
    assert "Bodil" not in str(refused.value)
    assert "bodil" not in str(refused.value)


def test_what_a_second_window_has_written_is_never_written_over(pair: DeskPair, desk: Desk, keep: Keep) -> None:
    file = keep()
    other = open_desk(desk.folder.root, PASSPHRASE, clock=pair.clock)
    try:
        theirs = case_files.kept(other, file.case)
        case_files.put(other, theirs.file.model_copy(update={"summary": "Set til møde."}), seen=theirs.revision)
        with pytest.raises(ChangedElsewhere):
            case_files.put(desk, file.model_copy(update={"summary": "Ringer i morgen."}), seen=1)
        desk.store.refresh()
        assert case_files.case_file(desk, file.case).summary == "Set til møde."
    finally:
        other.close()


def test_two_windows_add_entries_and_neither_is_lost(pair: DeskPair, desk: Desk, keep: Keep) -> None:
    file = keep()
    other = open_desk(desk.folder.root, PASSPHRASE, clock=pair.clock)
    try:
        mine = entries.add(desk, file.case, "conversations", {"day": "2026-11-20", "health": "Sover dårligt."})
        theirs = entries.add(other, file.case, "conversations", {"day": "2026-11-19", "health": "Har ondt i ryggen."})
        desk.store.refresh()
        assert (mine, theirs) == ("C1", "C2")
        assert [one.id for one in case_files.case_file(desk, file.case).conversations] == ["C1", "C2"]
    finally:
        other.close()


def test_an_entry_that_a_second_window_changed_is_refused_and_another_one_is_not(desk: Desk, keep: Keep) -> None:
    file = keep(facts=[{"id": "F1", "kind": "employed", "value": False},
                       {"id": "F2", "kind": "benefit", "value": "Kontanthjælp"}])  # fmt: skip
    seen = case_files.kept(desk, file.case).revision
    entries.change(desk, file.case, "facts", "F1", {"kind": "employed", "value": True}, seen=seen)
    with pytest.raises(ChangedElsewhere):
        entries.change(desk, file.case, "facts", "F1", {"kind": "employed", "value": False}, seen=seen)
    entries.change(desk, file.case, "facts", "F2", {"kind": "benefit", "value": "Sygedagpenge"}, seen=seen)
    values = {one.id: one.value for one in case_files.case_file(desk, file.case).facts}
    assert values == {"F1": True, "F2": "Sygedagpenge"}


def test_an_id_that_something_still_names_is_not_given_again(desk: Desk, keep: Keep) -> None:
    note = {"gap": "fleksjob/FLX03", "kind": "closed_by", "day": "2026-11-01", "by": "Mette Krogh", "entries": ["E4"]}
    file = keep(notes=[note])
    assert entries.add(desk, file.case, "evidence", {"kind": "cv"}) == "E5"


def test_a_section_takes_the_place_of_the_one_that_is_there(desk: Desk, keep: Keep) -> None:
    file = keep(sections=[{"section": "wishes", "text": "Vil arbejde med dyr."}])
    entries.add(desk, file.case, "sections", {"section": "wishes", "text": "Vil arbejde med heste."})
    assert [one.text for one in case_files.case_file(desk, file.case).sections] == ["Vil arbejde med heste."]


def test_an_entry_that_lacks_something_is_refused_whole(desk: Desk, keep: Keep) -> None:
    file = keep()
    with pytest.raises(BrokenCase):
        entries.add(desk, file.case, "conversations", {"health": "Angst."})
    assert case_files.kept(desk, file.case).revision == 1


def test_what_changes_nothing_writes_nothing(desk: Desk, keep: Keep) -> None:
    file = keep(number="26/1")
    assert entries.describe(desk, file.case, {"number": "26/1"}) == 1
    assert entries.describe(desk, file.case, {"number": "26/2", "summary": ""}) == 2


def test_a_provider_has_no_case_files(pair: DeskPair) -> None:
    with pytest.raises(NotPossible):
        case_files.new_case(pair.consultant, "Bodil Ærø", CPR, "flex_job")
    assert case_files.listing(pair.consultant) == []


def test_a_case_that_is_not_here_is_said_without_its_name(desk: Desk) -> None:
    with pytest.raises(NotFound) as refused:
        case_files.case_file(desk, "bodil-aeroe")
    assert "bodil" not in str(refused.value)


def test_orders_are_found_by_the_cpr_number_and_not_by_the_name(desk: Desk, keep: Keep) -> None:
    body = order_body()
    body["citizen"] |= {"name": "Bodil Aerø", "cpr": CPR}
    mine = orders.send(desk, orders.new_draft(desk, body).id).thread
    body["citizen"] |= {"name": "Bodil Ærø", "cpr": "610101-1234"}
    orders.send(desk, orders.new_draft(desk, body).id)
    keep()
    assert threads_of(desk, "bodil-aeroe") == [mine]


def test_an_order_that_an_earlier_version_indexed_is_found_too(desk: Desk, keep: Keep) -> None:
    body = order_body()
    body["citizen"]["cpr"] = CPR
    thread = orders.send(desk, orders.new_draft(desk, body).id).thread
    row = desk.store.get(index.THREADS, thread) or {}
    row.pop("cpr")
    desk.store.put(index.THREADS, thread, row)
    keep()
    assert threads_of(desk, "bodil-aeroe") == [thread]
    index.rebuild(desk, [name for name in desk.archive.digests() if desk.store.get(index.DOCUMENTS, name)])
    assert (desk.store.get(index.THREADS, thread) or {})["cpr"] == CPR


def test_the_provider_keeps_no_cpr_number_in_its_index(pair: DeskPair) -> None:
    thread = orders.send(pair.caseworker, orders.new_draft(pair.caseworker, order_body()).id).thread
    pair.deliver()
    assert "cpr" not in (pair.consultant.store.get(index.THREADS, thread) or {})


def test_a_case_is_there_after_the_desk_was_opened_again(pair: DeskPair, keep: Keep, tmp_path: Path) -> None:
    file = keep(summary="Angst og ryg.")
    pair.caseworker = pair.reopen(pair.caseworker)
    assert case_files.case_file(pair.caseworker, file.case) == file


def test_a_case_is_taken_away_only_by_who_has_seen_it_as_it_is(desk: Desk, keep: Keep) -> None:
    file = keep()
    entries.describe(desk, file.case, {"summary": "Nyt."})
    with pytest.raises(ChangedElsewhere):
        case_files.delete(desk, file.case, seen=1)
    case_files.delete(desk, file.case, seen=2)
    assert case_files.listing(desk) == []
