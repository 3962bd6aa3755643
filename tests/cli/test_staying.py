"""`orderdesk sync` on a hub: staying on the line, the bar on a terminal, and Ctrl+C."""

import json
import os
import pty
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from command_desks import order_now
from desk_pair import PASSPHRASE
from hub_town import ROOT, HubPair, hub_pair, running_hub

from orderdesk.desk import index
from orderdesk.desk.mail import outbox, post
from orderdesk.desk.ordering import orders

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="interrupted by signals")


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[HubPair]:
    with running_hub(tmp_path / "hub") as hub:
        desks = hub_pair(tmp_path, hub)
        yield desks
        desks.close()


def send_orders(pair: HubPair, count: int = 1) -> str:
    threads = [
        orders.send(pair.caseworker, orders.new_draft(pair.caseworker, order_now()).id).thread for _ in range(count)
    ]
    assert post.sync(pair.caseworker, force=True).handed_over == count
    return threads[-1]


def started(pair: HubPair, *words: str, stderr: int = subprocess.PIPE) -> subprocess.Popen[str]:
    """The consultant's command, as a process."""
    environment = {**os.environ, "ORDERDESK_PASSPHRASE": PASSPHRASE, "ORDERDESK_LANG": "en", "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, "-m", "orderdesk", "--desk", str(pair.consultant.folder.root), "sync", *words],
        stdout=subprocess.PIPE, stderr=stderr, text=True, env=environment,
    )  # fmt: skip


def until_said(process: subprocess.Popen[str], words: str) -> str:
    """What it said up to the line that holds `words`."""
    assert process.stderr is not None
    said = ""
    for line in process.stderr:
        said += line
        if words in line:
            return said
    raise AssertionError(said)


def test_without_an_end_it_tells_what_comes_and_ctrl_c_ends_it_with_nothing_lost(pair: HubPair) -> None:
    process = started(pair, "--wait")
    until_said(process, "In touch with the exchange.")
    thread = send_orders(pair)
    assert "1 document came." in until_said(process, "document came")
    pair.hub.kill()
    assert "Last in touch" in until_said(process, "Offline since")
    pair.hub.start()
    until_said(process, "In touch with the exchange.")
    process.send_signal(signal.SIGINT)
    _out, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert said.strip().endswith("Stopped.")
    assert "Traceback" not in said
    pair.consultant.store.refresh()
    assert index.thread_of(pair.consultant, thread).state == "delivered"
    assert outbox.waiting(pair.consultant) == []


def test_for_scripts_it_ends_when_something_has_come(pair: HubPair) -> None:
    process = started(pair, "--wait", "600", "--json")
    thread = send_orders(pair)
    out, _said = process.communicate(timeout=120)
    assert process.returncode == 0
    told = json.loads(out)
    assert [(one["kind"], one["thread"]) for one in told["taken"]] == [("order", thread)]
    assert told["line"]["standing"] == "in_touch"


def test_where_nothing_comes_it_ends_by_the_clock(pair: HubPair) -> None:
    process = started(pair, "--wait", "1")
    _out, said = process.communicate(timeout=60)
    assert process.returncode == 0
    assert "In touch with the exchange." in said


def test_what_was_sent_is_waited_for_until_its_receipt_has_come(pair: HubPair) -> None:
    send_orders(pair)
    pair.consultant, pair.caseworker = pair.caseworker, pair.consultant
    process = started(pair, "--wait", "600", "--json")
    pair.consultant, pair.caseworker = pair.caseworker, pair.consultant
    assert len(post.sync(pair.consultant, force=True).taken) == 1
    out, _said = process.communicate(timeout=120)
    assert json.loads(out)["waiting"] == []


def test_on_a_terminal_a_backlog_is_a_bar_and_a_kill_in_the_middle_loses_nothing(pair: HubPair) -> None:
    send_orders(pair, 40)
    ours, theirs = pty.openpty()
    process = started(pair, stderr=theirs)
    os.close(theirs)
    said = ""
    while "] 5 of 40" not in said:
        said += os.read(ours, 4096).decode()
    process.kill()
    process.communicate(timeout=60)
    os.close(ours)
    assert "[#####..." in said
    left = len(pair.consultant.carrier.waiting(pair.consultant.mailbox))
    assert 0 < left <= 35
    found = post.sync(pair.consultant)
    assert len(found.taken) + found.doubled == left
    assert found.doubled <= 1  # the one that was kept and not yet acknowledged
    taken = [row for _digest, row in pair.consultant.store.rows(index.DOCUMENTS) if row["kind"] == "order"]
    assert len(taken) == 40


def test_offline_is_told_with_its_beginning_and_is_not_an_end(pair: HubPair) -> None:
    pair.hub.kill()
    process = started(pair)
    _out, said = process.communicate(timeout=60)
    assert process.returncode == 3
    assert "Offline since 20" in said
    assert "Last in touch 20" in said
    pair.hub.start()
