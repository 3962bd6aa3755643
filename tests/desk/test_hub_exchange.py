"""Desks of two organisations and a hub process between them: the whole loop, and a line that fails at bad moments."""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from command_desks import day, order_now, report_now
from desk_pair import PASSPHRASE
from hub_town import (
    CASEWORKER,
    CONSULTANT,
    ROOT,
    HubPair,
    HubRun,
    desk_at,
    hub_pair,
    off_by,
    running_hub,
    vouch_both_ways,
)

from orderdesk.desk import drafts, index
from orderdesk.desk.desk import Desk
from orderdesk.desk.mail import moving, outbox, post, quarantine
from orderdesk.desk.membership import organisation, publishing
from orderdesk.desk.membership.organisation import Particulars
from orderdesk.desk.opening import Owner
from orderdesk.desk.ordering import orders, replies
from orderdesk.desk.reporting import reading, reports, reviews
from orderdesk.errors import ExchangeUnavailable, NotPossible
from orderdesk.hub.database import Database
from orderdesk.hub.store import epochs

Body = dict[str, Any]


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[HubRun]:
    with running_hub(tmp_path / "hub") as running:
        yield running


@pytest.fixture
def pair(tmp_path: Path, hub: HubRun) -> Iterator[HubPair]:
    desks = hub_pair(tmp_path, hub)
    yield desks
    desks.close()


def send_order(pair: HubPair) -> str:
    draft = orders.new_draft(pair.caseworker, order_now())
    return orders.send(pair.caseworker, draft.id).thread


def accept(pair: HubPair, thread: str) -> None:
    first = {"day": day(1), "time": "10:00", "place": "Fjordvejen 8"}
    replies.accept(pair.consultant, thread, first_meeting=first, start=day(0))


def send_report(pair: HubPair, thread: str) -> str:
    draft = reports.new_draft(pair.consultant, thread)
    drafts.save(pair.consultant, draft.id, {**draft.body, **report_now()})
    return reports.send(pair.consultant, draft.id).digest


def decide(pair: HubPair, report: str) -> None:
    reviews.mark_read(pair.caseworker, report)
    reviews.decide(pair.caseworker, report, decision="continue", text="Mette ringer til egen læge på mandag.")


def states(pair: HubPair, thread: str) -> tuple[str, str]:
    return tuple(index.thread_of(desk, thread).state for desk in (pair.caseworker, pair.consultant))  # type: ignore[return-value]


def held(desk: Desk, thread: str, *, out: bool) -> Counter[str]:
    """The documents of a thread that a desk has sent (but receipts), or has taken in, with how often."""
    rows = [(digest, row) for digest, row in desk.store.rows(index.DOCUMENTS) if row["thread"] == thread]
    return Counter(digest for digest, row in rows if bool(row["out"]) is out and row["kind"] != "receipt")


def check_exactly_once(pair: HubPair, thread: str) -> None:
    """What each desk has sent, the other has, once; nothing is under way, refused or left in a mailbox."""
    for sender, reader in ((pair.caseworker, pair.consultant), (pair.consultant, pair.caseworker)):
        assert held(sender, thread, out=True) == held(reader, thread, out=False)
        assert outbox.waiting(sender) == []
        assert quarantine.listing(reader) == []
        assert reader.carrier.waiting(reader.mailbox) == []


def whole_loop(pair: HubPair) -> str:
    thread = send_order(pair)
    pair.deliver()
    accept(pair, thread)
    pair.deliver()
    report = send_report(pair, thread)
    pair.deliver()
    decide(pair, report)
    pair.deliver()
    assert reading.read(pair.consultant, report).state == "approved"
    return thread


def test_the_whole_loop_through_a_hub(pair: HubPair) -> None:
    thread = whole_loop(pair)
    check_exactly_once(pair, thread)
    assert {one.trouble for one in pair.rounds} == {""}


def until_settled(pair: HubPair, turns: int = 12) -> None:
    """Rounds of the post, as they go on by themselves, until nothing is under way."""
    for _turn in range(turns):
        pair.deliver(1)
        if not outbox.waiting(pair.caseworker) and not outbox.waiting(pair.consultant):
            break
    pair.deliver(1)


def check_taken_once(pair: HubPair) -> None:
    told = Counter(digest for one in pair.rounds for digest in one.taken)
    assert set(told.values()) == {1}
    for desk in (pair.caseworker, pair.consultant):
        assert {digest for digest, row in desk.store.rows(index.DOCUMENTS) if not row["out"]} <= told.keys()


@pytest.mark.parametrize("method", ["PUT", "POST", "GET"])
def test_answers_that_are_lost_after_the_hub_did_it_cost_a_repetition(pair: HubPair, method: str) -> None:
    lost = pair.hub.wire.lost

    def lose(count: int) -> None:
        pair.hub.wire.cut[method.encode()] = count

    thread = send_order(pair)
    lose(2)
    until_settled(pair)
    lose(3)
    accept(pair, thread)
    until_settled(pair)
    lose(2)
    report = send_report(pair, thread)
    until_settled(pair)
    lose(1)
    decide(pair, report)
    until_settled(pair)
    assert pair.hub.wire.lost - lost >= 4
    check_exactly_once(pair, thread)
    check_taken_once(pair)
    assert reading.read(pair.consultant, report).state == "approved"
    troubles = {one.trouble for one in pair.rounds if one.trouble}
    assert troubles
    assert all("the line broke" in trouble for trouble in troubles)


@pytest.mark.parametrize("seed", range(2))
def test_whatever_breaks_each_document_is_at_its_reader_once(pair: HubPair, seed: int) -> None:
    rng = random.Random(seed)
    thread = send_order(pair)
    pair.storm(rng, 6)
    until_settled(pair)
    accept(pair, thread)
    pair.storm(rng, 6)
    until_settled(pair)
    report = send_report(pair, thread)
    pair.storm(rng, 6)
    until_settled(pair)
    decide(pair, report)
    pair.storm(rng, 6)
    until_settled(pair)
    check_exactly_once(pair, thread)
    check_taken_once(pair)
    assert reading.read(pair.consultant, report).state == "approved"


def test_a_hub_that_is_killed_and_comes_back_has_lost_nothing(pair: HubPair) -> None:
    thread = send_order(pair)
    assert post.sync(pair.caseworker, force=True).handed_over == 1
    pair.hub.kill()
    found = post.sync(pair.consultant, force=True)
    assert "cannot be reached" in found.trouble
    assert not any(name in found.trouble for name in ("sara-holt", "mette-krogh"))
    with pytest.raises(ExchangeUnavailable):
        pair.consultant.carrier.waiting(pair.consultant.mailbox)
    assert "cannot be reached now" in pair.consultant.carrier.describe()
    second = send_order(pair)
    assert post.sync(pair.caseworker, force=True).trouble
    assert Counter(row.state for row in outbox.waiting(pair.caseworker)) == {"handed_over": 1, "waiting": 1}
    pair.hub.start()
    until_settled(pair)
    for each in (thread, second):
        assert states(pair, each) == ("delivered", "delivered")
        check_exactly_once(pair, each)
    assert "it can be reached" in pair.consultant.carrier.describe()


def test_organisations_founded_and_keys_changed_while_the_hub_was_away_are_published_later(
    tmp_path: Path, hub: HubRun
) -> None:
    hub.stop()
    caseworker, consultant = (desk_at(tmp_path, owner, hub.url) for owner in (CASEWORKER, CONSULTANT))
    pair = HubPair(hub, caseworker, consultant)
    for desk in (caseworker, consultant):
        with pytest.raises(ExchangeUnavailable):
            organisation.found(desk, Particulars("Medarbejder", "Jobcenter", "70 10 20 31", "post@fjordvejen.example"))
    vouch_both_ways(caseworker, consultant)
    with pytest.raises(ExchangeUnavailable):
        organisation.rotate(consultant)
    hub.start()
    told = post.sync(caseworker, force=True).trouble
    assert "not registered" in told
    for desk in (caseworker, consultant):
        hub.register(desk.settings.org, desk.settings.root)
    pair.deliver()
    assert len(publishing.on_exchange(caseworker)) == 5  # two versions and three
    thread = send_order(pair)
    pair.deliver()
    check_exactly_once(pair, thread)
    assert states(pair, thread) == ("delivered", "delivered")
    pair.close()


def test_a_colleague_is_let_in_once_the_directory_names_them(pair: HubPair, tmp_path: Path) -> None:
    own = pair.caseworker.settings
    jonas = Owner(own.org, own.org_name, own.org_kind, "jonas-bach", "Jonas Bach", "caseworker", root=own.root)
    with closing(desk_at(tmp_path, jonas, pair.hub.url)) as desk:
        told = post.sync(desk, force=True).trouble
        assert "does not know this desk's key" in told
        assert "jonas" not in told.casefold()
        organisation.admit(pair.caseworker, organisation.request(desk, Particulars("Sagsbehandler")))
        assert post.sync(desk, force=True).trouble == ""
        assert desk.trust.member(own.org, "jonas-bach") is not None
        # New keys: until the administrator has entered them the hub knows the earlier one, and lets them in by it.
        asked = organisation.rotate(desk)
        assert asked is not None
        assert post.sync(desk, force=True).trouble == ""
        organisation.admit(pair.caseworker, asked)
        assert post.sync(desk, force=True).trouble == ""
        assert post.sync(desk, force=True).trouble == ""
        revoked = desk.keys.current("http").did
        organisation.revoke(pair.caseworker, revoked, "lost")
        assert "has been revoked" in post.sync(desk, force=True).trouble


def test_an_administrators_new_keys_count_at_once(pair: HubPair) -> None:
    before = pair.consultant.keys.current("http").did
    assert organisation.rotate(pair.consultant) is None
    assert pair.consultant.keys.current("http").did != before
    thread = send_order(pair)
    pair.deliver()
    assert states(pair, thread) == ("delivered", "delivered")
    assert pair.rounds[-1].trouble == ""


@pytest.mark.parametrize(("minutes", "says"), [(9, "min ahead of the hub's"), (-9, "min behind the hub's")])
def test_a_clock_that_is_wrong_is_said_to_the_person(pair: HubPair, minutes: int, says: str) -> None:
    thread = send_order(pair)
    right, pair.caseworker.clock = pair.caseworker.clock, off_by(minutes=minutes)
    told = post.sync(pair.caseworker, force=True).trouble
    assert says in told
    assert "9 min" in told
    pair.caseworker.clock = right
    pair.deliver()
    check_exactly_once(pair, thread)


def test_desks_move_from_folder_to_hub_and_back_without_loss(tmp_path: Path, hub: HubRun) -> None:
    """Each change comes at the worst moment: handed over to the old exchange and not taken from it."""
    folder = tmp_path / "udveksling"
    folder.mkdir()
    pair = hub_pair(tmp_path, hub)
    back = f"folder:{folder}"
    orders_sent: list[str] = []

    def hand_over(desk: Desk) -> None:
        orders_sent.append(send_order(pair))
        assert post.sync(desk, force=True).handed_over == 1

    hand_over(pair.caseworker)
    assert moving.move(pair.caseworker, back) == 1
    post.sync(pair.caseworker, force=True)
    moving.move(pair.consultant, back)
    until_settled(pair)
    hand_over(pair.caseworker)
    for desk in (pair.consultant, pair.caseworker):
        moving.move(desk, hub.url.replace("http://", "HTTP://") + "/")
        assert desk.settings.exchange == hub.url
    until_settled(pair)
    for thread in orders_sent:
        assert states(pair, thread) == ("delivered", "delivered")
        assert held(pair.caseworker, thread, out=True) == held(pair.consultant, thread, out=False)
    assert outbox.waiting(pair.caseworker) == []
    pair.close()


def test_what_a_hub_forgot_that_was_restored_from_a_backup_is_handed_over_once_more(pair: HubPair) -> None:
    pair.deliver()
    backup = f"{pair.hub.database}.kopi"
    with closing(sqlite3.connect(pair.hub.database)) as here, closing(sqlite3.connect(backup)) as copy:
        here.backup(copy)
    thread = send_order(pair)
    assert post.sync(pair.caseworker, force=True).handed_over == 1
    pair.hub.stop()
    for part in ("", "-wal", "-shm"):
        Path(f"{pair.hub.database}{part}").unlink(missing_ok=True)
    shutil.copy(backup, pair.hub.database)
    with closing(Database(pair.hub.database)) as database, database.writing() as connection:
        epochs.renew(connection)  # as it does itself where the copy is older than three minutes
    pair.hub.start()
    post.sync(pair.consultant, force=True)
    assert held(pair.consultant, thread, out=False) == Counter()
    pair.rounds.append(post.sync(pair.caseworker))
    assert pair.rounds[-1].handed_over == 1
    until_settled(pair)
    check_exactly_once(pair, thread)
    assert post.sync(pair.caseworker).handed_over == 0


def test_an_address_that_is_none_changes_nothing(pair: HubPair) -> None:
    for address in ("http://hub.example", "https://", "ftp://hub.example"):
        with pytest.raises(NotPossible):
            moving.move(pair.caseworker, address)
    assert pair.caseworker.settings.exchange == pair.hub.url
    assert post.sync(pair.caseworker, force=True).trouble == ""


def command(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own, as somebody types it."""
    environment = {**os.environ, "ORDERDESK_PASSPHRASE": PASSPHRASE, "ORDERDESK_LANG": "en", "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-m", "orderdesk", "--desk", str(folder), *words],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_a_desk_is_set_up_at_a_hub_by_one_command(tmp_path: Path, hub: HubRun) -> None:
    words = ("init", "--org-name", "Åby Kommune", "--kind", "municipality", "--name", "Søren Kjær")
    refused = command(tmp_path / "none", *words, "--hub", "http://hub.example")
    assert refused.returncode == 1
    assert "by https alone" in refused.stderr
    assert not (tmp_path / "none").exists()
    made = command(tmp_path / "desk", *words, "--hub", f"{hub.url}/")
    assert made.returncode == 0, made.stderr
    assert "not registered at the hub" in made.stderr
    hub.register("aaby-kommune", made.stdout.splitlines()[0])
    synced = command(tmp_path / "desk", "sync")
    assert (synced.returncode, "Traceback" in synced.stderr) == (0, False), synced.stderr
    assert command(tmp_path / "desk", "doctor").returncode == 0
