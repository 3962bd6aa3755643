"""The filled town: every state is there, by real causes; both desks have work; nobody in it can exist."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from orderdesk.demo import house
from orderdesk.demo.papers import Papers
from orderdesk.demo.telling import believed
from orderdesk.demo.town import CASEWORKER, CONSULTANT, PASSPHRASE, desk_folder
from orderdesk.desk import drafts, index, listing, today
from orderdesk.desk.casework import case_files, feeding
from orderdesk.desk.clock import system_clock
from orderdesk.desk.desk import Desk
from orderdesk.desk.mail import outbox, post, quarantine
from orderdesk.desk.opening import open_desk
from orderdesk.desk.ordering import orders
from orderdesk.desk.people import colleague_notes
from orderdesk.desk.reporting import reports
from orderdesk.documents.meeting_table import MEETING_STATES
from orderdesk.documents.order_table import ORDER_STATES
from orderdesk.documents.report_table import REPORT_STATES
from orderdesk.errors import NotPossible

DAY = system_clock().date()


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "kept"
    told: list[tuple[int, int]] = []
    house.prepare(folder, day=DAY, language="da", progress=lambda done, of: told.append((done, of)))
    assert [done for done, _of in told] == list(range(1, len(told) + 1))
    assert {of for _done, of in told} == {len(told)}
    return folder


def opened(folder: Path, person: str) -> Iterator[Desk]:
    desk = open_desk(desk_folder(folder, person), PASSPHRASE)
    yield desk
    desk.close()


@pytest.fixture
def mette(filled: Path) -> Iterator[Desk]:
    yield from opened(filled, CASEWORKER)


@pytest.fixture
def sara(filled: Path) -> Iterator[Desk]:
    yield from opened(filled, CONSULTANT)


def bodies(folder: Path, kind: str) -> list[dict[str, Any]]:
    documents = [json.loads(path.read_bytes()) for path in sorted((folder / "documents").iterdir())]
    return [document["body"] for document in documents if document["type"] == f"orderdesk.{kind}.v1"]


def bodies_of_kind(desk: Desk, kind: str, sub: str) -> list[dict[str, Any]]:
    rows = desk.store.rows(index.DOCUMENTS)
    return [index.body(desk, digest) for digest, row in rows if row["kind"] == kind and sub in ("", row["sub"])]


def test_the_caseworker_has_an_order_in_every_state_there_is(mette: Desk) -> None:
    states = Counter(row.state for row in listing.orders(mette))
    assert states.keys() == set(ORDER_STATES)


def test_reports_are_in_every_state_there_is(mette: Desk) -> None:
    threads = [row["reports"] for _thread, row in mette.store.rows(index.THREADS)]
    without_document = {"due", "overdue", "waived"}
    assert {report["state"] for reports_ in threads for report in reports_} == set(REPORT_STATES) - without_document
    assert bodies_of_kind(mette, "notice", "waive_report")


def test_meetings_are_in_every_state_there_is(mette: Desk) -> None:
    meetings = [meeting for _thread, row in mette.store.rows(index.THREADS) for meeting in row["meetings"]]
    assert {meeting["state"] for meeting in meetings} == set(MEETING_STATES) - {"none"}
    with_decisions = [body for body in bodies_of_kind(mette, "meeting", "held") if len(body["decisions"]) > 1]
    assert all(
        {"citizen", "consultant", "caseworker"} <= {d["owner"] for d in body["decisions"]} for body in with_decisions
    )
    assert with_decisions


def test_amendments_wait_are_acknowledged_and_objected_to(mette: Desk) -> None:
    rows = [row for _thread, row in mette.store.rows(index.THREADS)]
    assert {row["amendment"] for row in rows} == {"", "waiting", "acknowledged", "objected"}


def test_an_order_is_opened_again_and_others_take_the_place_of_one(mette: Desk) -> None:
    assert bodies_of_kind(mette, "notice", "reopen")
    kinds = {body["relation"]["kind"] for body in bodies_of_kind(mette, "order", "") if "relation" in body}
    assert kinds == {"follows", "restarts", "replaces"}


def test_a_case_has_come_from_a_colleague_with_its_summary_on_both_sides(mette: Desk, sara: Desk) -> None:
    for desk, citizen in ((mette, "Linnea Toft Pedersen"), (sara, "Ruth Damgaard")):
        assert [body["citizen"] for body in bodies_of_kind(desk, "handover", "")] == [citizen]
        assert "handed_over" in {item.code for item in today.today(desk)}


def test_nothing_in_the_demo_came_where_it_could_not_be(mette: Desk, sara: Desk) -> None:
    for desk in (mette, sara):
        for thread, row in desk.store.rows(index.THREADS):
            if row["order"]:
                assert index.thread_of(desk, thread).refused == (), row["citizen"]


def test_there_are_ten_citizens_at_least_and_three_months_of_reports_for_some(mette: Desk) -> None:
    assert len({row.citizen for row in listing.orders(mette)}) >= 10
    months = Counter(row.citizen for row in listing.reports(mette))
    assert sum(count == 3 for count in months.values()) >= 4


def test_the_same_names_stand_there_each_time(mette: Desk, sara: Desk) -> None:
    assert sorted((row.citizen, row.state) for row in listing.orders(sara)) == [
        ("Bettina Ravn", "active"),
        ("Dennis Krarup", "declined"),
        ("Gitte Overgaard", "awaiting_final"),
        ("Hanne Birkelund", "delivered"),
        ("Jytte Mikkelsen", "active"),
        ("Linnea Toft Pedersen", "accepted"),
        ("Ruth Damgaard", "on_hold"),
    ]
    assert [(row.citizen, row.state) for row in listing.orders(mette)][:3] == [
        ("Lars Møller-Juhl", "draft"),
        ("Nadia El-Masri", "sent"),
        ("Nadia El-Masri", "undeliverable"),
    ]


def test_both_desks_have_work_waiting_and_drafts_half_written(mette: Desk, sara: Desk) -> None:
    assert {item.code for item in today.today(mette)} >= {
        "unread", "look_through", "decide", "question", "declined", "draft", "quarantine", "objected", "end_asked",
        "meeting_proposed", "handed_over",
    }  # fmt: skip
    assert {item.code for item in today.today(sara)} >= {"answer", "draft", "quarantine", "amendment", "handed_over"}
    assert {draft.kind for draft in drafts.listing(mette)} == {"order", "review"}
    assert {draft.kind for draft in drafts.listing(sara)} == {"report", "reply"}


def test_the_half_written_is_stopped_by_the_checks(mette: Desk, sara: Desk) -> None:
    order = drafts.listing(mette, "order")[0]
    assert any(finding.severity == "block" for finding in orders.check(mette, order.body))
    for draft in drafts.listing(sara, "report"):
        assert any(finding.severity == "block" for finding in reports.check(sara, draft.body, draft.thread))


def test_colleagues_notes_are_there_and_the_provider_has_none(mette: Desk, sara: Desk) -> None:
    told = colleague_notes.notes_about(mette, "fjordvejen", CONSULTANT)
    assert [(note.author, note.own) for note in told] == [(CASEWORKER, True), ("jonas-bach", False)]
    assert {note.author for notes in colleague_notes.everything(mette).values() for note in notes} == {
        CASEWORKER, "jonas-bach", "inger-dahl"
    }  # fmt: skip
    assert colleague_notes.everything(sara) == {}
    kinds = {row["kind"] for _digest, row in sara.store.rows(index.DOCUMENTS)}
    assert "note" not in kinds


def test_what_could_not_be_believed_lies_in_quarantine_with_its_reason(mette: Desk, sara: Desk) -> None:
    assert [kept.check for kept in quarantine.listing(mette)] == ["signature"]
    assert [kept.check for kept in quarantine.listing(sara)] == ["addressed"]


def test_the_desks_go_on_by_the_real_clock(mette: Desk, sara: Desk) -> None:
    for desk in (mette, sara, mette):
        assert post.sync(desk, force=True).trouble == ""
    assert [row.trouble for row in outbox.waiting(mette) if row.trouble] == []
    latest = max(row["issued"] for _digest, row in mette.store.rows(index.DOCUMENTS))
    assert latest <= mette.instant()


def test_nobody_in_it_can_exist(filled: Path) -> None:
    cprs = {body["citizen"]["cpr"] for body in bodies(filled, "order")}
    assert len(cprs) >= 10
    assert all(re.fullmatch(r"(6[1-9]|[78][0-9]|9[01])(0[1-9]|1[0-2])\d\d-\d{4}", cpr) for cpr in cprs)


def test_no_file_name_tells_of_a_citizen(filled: Path) -> None:
    names = {body["citizen"]["name"].split()[0].lower() for body in bodies(filled, "order")}
    numbers = {body["citizen"]["cpr"] for body in bodies(filled, "order")}
    for path in filled.rglob("*"):
        assert not names & set(re.split(r"[^a-zæøåé]+", path.name.lower())), path.name
        assert not any(number in path.name or number.replace("-", "") in path.name for number in numbers), path.name


def test_every_signed_document_lies_there_as_a_file_that_the_directory_alone_vouches_for(filled: Path) -> None:
    papers = Papers(filled)
    directory = papers.directory.read_bytes()
    paths = sorted(papers.documents.iterdir())
    assert len(paths) > 100
    assert all(believed(path.read_bytes(), directory, system_clock()) for path in paths)


def test_an_order_given_to_another_consultant_names_the_former_one_nowhere(filled: Path) -> None:
    for body in bodies(filled, "order"):
        if body["provider"]["org"] == "fjordvejen":
            assert not re.search("Lone|Udsigt|Havnegade|Peter", json.dumps(body, ensure_ascii=False))
    saras = [body for body in bodies(filled, "report") if body["consultant"]["person"] == CONSULTANT]
    assert {body["consultant"]["name"] for body in saras} == {"Sara Holt"}
    assert not any("Ahmed" in json.dumps(body) for body in saras)


def test_a_kept_demo_is_known_again_and_another_folder_is_left_alone(filled: Path, tmp_path: Path) -> None:
    assert house.is_ready(filled)
    assert not house.is_ready(tmp_path)
    assert not house.is_ready(tmp_path / "new")
    (tmp_path / "indkøb.txt").write_text("mælk", encoding="utf-8")
    with pytest.raises(NotPossible, match="holds no demo"):
        house.is_ready(tmp_path)


def test_a_filling_that_is_stopped_leaves_the_folder_empty(tmp_path: Path) -> None:
    def stop(done: int, _of: int) -> None:
        if done == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        house.prepare(tmp_path, day=DAY, language="da", progress=stop)
    assert list(tmp_path.iterdir()) == []


def test_the_two_doors_lead_to_desks_that_the_shown_passphrase_opens(filled: Path) -> None:
    doors = house.doors(filled)
    assert [door.label for door in doors] == [
        "Mette Krogh, caseworker, Lindholm Kommune",
        "Sara Holt, consultant, Fjordvejen ApS",
    ]
    for door in doors:
        open_desk(door.root, PASSPHRASE).close()


def test_a_folder_that_was_moved_opens_all_the_same(filled: Path, tmp_path: Path) -> None:
    import shutil

    moved = tmp_path / "flyttet"
    shutil.copytree(filled, moved)
    (filled / "exchange").rename(filled / "away")
    try:
        desk = open_desk(desk_folder(moved, CASEWORKER), PASSPHRASE)
        assert post.sync(desk, force=True).trouble == ""
        desk.close()
    finally:
        (filled / "away").rename(filled / "exchange")


# A Saturday, when the files' today is six days past, and a leap day.
@pytest.mark.parametrize("day", ["2026-11-28", "2028-02-29"])
def test_every_state_is_there_on_whatever_day_it_is_filled(tmp_path: Path, day: str) -> None:
    at = date.fromisoformat(day)
    house.prepare(tmp_path, day=at, language="en", progress=lambda _done, _of: None)
    clock = system_clock().replace(year=at.year, month=at.month, day=at.day)
    desk = open_desk(desk_folder(tmp_path, CASEWORKER), PASSPHRASE, clock=lambda: clock)
    try:
        assert {row.state for row in listing.orders(desk)} == set(ORDER_STATES)
    finally:
        desk.close()


def test_what_the_case_files_tell_of_orders_and_reports_is_not_proposed_a_second_time(mette: Desk) -> None:
    proposed = [one for row in case_files.listing(mette) for one in feeding.proposals(mette, row.case)]
    assert {one.kind for one in proposed if not one.changes} == {"evidence", "conversations"}
    assert {one.entry["kind"] for one in proposed if one.kind == "evidence"} == {"progress_report"}
