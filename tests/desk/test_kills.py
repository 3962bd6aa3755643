"""Both desks are killed in the midst of sending and taking in: what was acknowledged is there, each exactly once."""

import json
import random
import subprocess
import sys
from pathlib import Path

from desk_pair import DeskPair
from factories import order_body

from orderdesk.desk import index
from orderdesk.desk.mail import outbox

KILLS = 24
BUSY = Path(__file__).with_name("busy_desk.py")


def killed_at_work(what: str, root: Path, body: Path, pause: float) -> list[str]:
    """What a busy desk had acknowledged when it was killed `pause` seconds after it had opened."""
    child = subprocess.Popen([sys.executable, str(BUSY), what, str(root), str(body)], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    try:
        child.wait(pause)
    except subprocess.TimeoutExpired:
        child.kill()
    rest, _errors = child.communicate()
    return [line for line in rest.splitlines(keepends=True) if line.endswith("\n")]


def test_nothing_acknowledged_is_lost_when_desks_are_killed(pair: DeskPair, tmp_path: Path) -> None:
    body = tmp_path / "order.json"
    body.write_text(json.dumps(order_body()), encoding="utf-8")
    pair.close()
    chance = random.Random(20261102)
    sent: list[str] = []
    taken: list[str] = []
    for turn in range(KILLS):
        what, desk, told = ("send", pair.caseworker, sent) if turn % 2 else ("take", pair.consultant, taken)
        told += [line.strip() for line in killed_at_work(what, desk.folder.root, body, chance.uniform(0.0, 0.25))]
    pair.clock.forward(days=1)
    pair.caseworker, pair.consultant = pair.reopen(pair.caseworker), pair.reopen(pair.consultant)
    pair.deliver()
    assert sent
    for digest in sent:
        assert index.body(pair.caseworker, digest)["citizen"]["name"]
        thread = index.document(pair.consultant, digest)["thread"]
        assert index.thread_of(pair.caseworker, thread).state == "delivered"
    for digest in taken:
        assert index.document(pair.consultant, digest)
    held = [row for _digest, row in pair.consultant.store.rows(index.DOCUMENTS) if row["kind"] == "order"]
    assert len(held) == len({row["thread"] for row in held})
    assert outbox.waiting(pair.caseworker) == []
