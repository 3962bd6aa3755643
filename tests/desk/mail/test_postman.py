"""The post that goes by itself: by listening at a hub process, by the clock through a folder, and over broken lines."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from time import sleep

import pytest
from command_desks import order_now
from desk_pair import PASSPHRASE, DeskPair
from factories import order_body
from hub_town import HubPair, HubRun, hub_pair, running_hub

from orderdesk.desk import index
from orderdesk.desk.desk import Desk
from orderdesk.desk.mail import moving, outbox, post, quarantine
from orderdesk.desk.mail.line_state import LineState
from orderdesk.desk.mail.postman import Postman
from orderdesk.desk.opening import open_desk
from orderdesk.desk.ordering import orders

PATIENCE = 60.0
"""Seconds until a test gives up; what it waits for comes within two."""
NEVER = 3600.0


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[HubRun]:
    with running_hub(tmp_path / "hub") as running:
        yield running


@pytest.fixture
def pair(tmp_path: Path, hub: HubRun) -> Iterator[HubPair]:
    desks = hub_pair(tmp_path, hub)
    yield desks
    desks.close()


class Told:
    """What a postman reported, and waiting for it."""

    def __init__(self) -> None:
        self.states: list[LineState] = []
        self._news = threading.Condition()

    def __call__(self, state: LineState) -> None:
        with self._news:
            self.states.append(state)
            self._news.notify_all()

    def until(self, condition: Callable[[LineState], object], after: int = 0) -> LineState:
        """The first state for which it holds, of those told from number `after` on."""
        with self._news:
            assert self._news.wait_for(lambda: any(map(condition, self.states[after:])), PATIENCE), self.states
            return next(state for state in self.states[after:] if condition(state))


@contextmanager
def at_work(desk: Desk, seconds: float = NEVER) -> Iterator[tuple[Postman, Told]]:
    """A postman that looks by itself hardly ever, until the block ends."""
    told = Told()
    postman = Postman(desk, lambda: seconds, told)
    postman.start()
    try:
        told.until(lambda state: not state.receiving[1])
        yield postman, told
    finally:
        postman.end()


def send_order(desk: Desk) -> str:
    return orders.send(desk, orders.new_draft(desk, order_now()).id).thread


def test_what_one_desk_sends_shows_at_the_other_that_only_listens(pair: HubPair) -> None:
    with at_work(pair.consultant) as (_postman, told), at_work(pair.caseworker) as (mettes, hers):
        thread = send_order(pair.caseworker)
        mettes.wake()
        told.until(lambda state: state.taken == 1)
        assert index.thread_of(pair.consultant, thread).state == "delivered"
        hers.until(lambda state: state.taken == 1)  # the receipt, by listening too
        assert index.thread_of(pair.caseworker, thread).state == "delivered"
        assert outbox.waiting(pair.caseworker) == []


def test_a_hub_that_is_killed_is_told_and_what_waited_goes_when_it_is_back(pair: HubPair) -> None:
    with at_work(pair.consultant) as (_postman, told), at_work(pair.caseworker) as (mettes, hers):
        pair.hub.kill()
        gone = told.until(lambda state: state.standing == "offline")
        assert gone.since
        assert gone.next_try is not None
        assert gone.failures >= 1
        send_order(pair.caseworker)
        mettes.wake()
        assert hers.until(lambda state: state.standing == "offline" and state.waiting == 1).last
        seen = len(told.states)
        pair.hub.start()
        told.until(lambda state: state.taken == 1, after=seen)
        again = told.until(lambda state: state.standing == "in_touch", after=seen)
        assert (again.since, again.failures, again.next_try) == ("", 0, None)


def test_two_windows_of_one_desk_take_a_document_once_and_send_one_receipt(pair: HubPair) -> None:
    with closing(open_desk(pair.consultant.folder.root, PASSPHRASE)) as other:
        with at_work(pair.consultant) as (_one, told), at_work(other) as (_two, others):
            thread = send_order(pair.caseworker)
            post.sync(pair.caseworker, force=True)
            while not any(state.taken for state in (*told.states, *others.states)):
                sleep(0.01)  # either of them has it
            assert not any(state.refused or state.fault for state in (*told.states, *others.states))
        for desk in (pair.consultant, other):
            desk.store.refresh()
            assert index.thread_of(desk, thread).state == "delivered"
            assert quarantine.listing(desk) == []
    post.sync(pair.consultant, force=True)
    found = post.sync(pair.caseworker, force=True)
    receipts = [row for _digest, row in pair.caseworker.store.rows(index.DOCUMENTS) if row["kind"] == "receipt"]
    assert len(receipts) == 1
    assert found.doubled == 0


def test_a_desk_that_moves_listens_at_the_new_exchange(pair: HubPair, tmp_path: Path) -> None:
    folder = tmp_path / "udveksling"
    folder.mkdir()
    with at_work(pair.consultant, 0.05) as (saras, told), at_work(pair.caseworker, 0.05) as (mettes, hers):
        for address in (f"folder:{folder}", pair.hub.url):
            thread = send_order(pair.caseworker)
            moving.move(pair.caseworker, address)
            mettes.wake()
            seen = len(told.states)
            moving.move(pair.consultant, address)
            saras.wake()
            told.until(lambda _state, id=thread: id in dict(pair.consultant.store.rows(index.THREADS)), after=seen)
        assert hers.states[-1].fault is None
    assert not any(state.fault for state in told.states)


def test_a_window_goes_along_when_another_has_moved_the_desk(pair: HubPair, tmp_path: Path) -> None:
    """What it handed over the old way in the meantime goes once more, by the new one."""
    folder = tmp_path / "udveksling"
    folder.mkdir()
    with closing(open_desk(pair.caseworker.folder.root, PASSPHRASE)) as window:
        moving.move(pair.caseworker, f"folder:{folder}")
        moving.move(pair.consultant, f"folder:{folder}")
        thread = send_order(window)
        assert outbox.flush(window) == 1  # to the hub, where nobody looks any more
        with at_work(window, 0.05), at_work(pair.consultant, 0.05) as (_postman, told):
            told.until(lambda _state: thread in dict(pair.consultant.store.rows(index.THREADS)))
        assert window.settings.exchange == f"folder:{folder}"


def test_it_ends_at_once_while_it_listens(pair: HubPair) -> None:
    with at_work(pair.consultant) as (postman, told):
        postman.end(patience=PATIENCE)
        assert not postman._thread.is_alive()
        reports = len(told.states)
        pair.consultant.close()
    assert len(told.states) == reports
    pair.consultant = open_desk(pair.consultant.folder.root, PASSPHRASE)


@contextmanager
def doorman(answer: bytes) -> Iterator[tuple[str, list[bytes]]]:
    """Something that turns everybody away with the same words, and remembers who came."""
    listener, came = socket.create_server(("127.0.0.1", 0)), list[bytes]()

    def serve() -> None:
        while True:
            try:
                caller, _address = listener.accept()
            except OSError:
                return
            with closing(caller), suppress(OSError):
                came.append(caller.recv(65536))
                caller.sendall(answer)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}", came
    finally:
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(timeout=10)


def test_as_long_as_the_exchange_asks_only_a_person_makes_it_try(pair: HubPair) -> None:
    busy = b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 900\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    with doorman(busy) as (url, came):
        moving.move(pair.consultant, url)
        with at_work(pair.consultant) as (postman, told):
            rounds = len(came)
            first = told.until(lambda state: state.standing == "offline")
            assert first.next_try is not None
            assert 900 <= (first.next_try - first.at).total_seconds() <= 1025
            for _document in range(5):
                postman.wake()
            postman.wake(force=True)
            told.until(lambda state: state.failures == 2)
            assert len(came) == 2 * rounds


def test_through_a_folder_it_looks_by_the_clock(tmp_path: Path) -> None:
    from desk_pair import make_pair

    folder: DeskPair = make_pair(tmp_path)
    with at_work(folder.consultant, 0.05) as (_postman, told):
        orders.send(folder.caseworker, orders.new_draft(folder.caseworker, order_body()).id)
        post.sync(folder.caseworker, force=True)
        told.until(lambda state: state.taken == 1)
    folder.close()


def test_a_large_backlog_tells_how_far_it_has_come(pair: HubPair, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("orderdesk.desk.mail.postman._TOLD_EVERY", 0.0)
    for _order in range(6):
        send_order(pair.caseworker)
    post.sync(pair.caseworker, force=True)
    with at_work(pair.consultant) as (_postman, told):
        last = told.until(lambda state: state.taken == 6)
    assert [state.receiving for state in told.states[: told.states.index(last)]] == [(n, 6) for n in range(6)]
    assert last.receiving == (0, 0)
