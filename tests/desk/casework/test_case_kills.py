"""A desk that is killed while it keeps a case: what it had told is there, whole, and nothing is half there."""

import random
import subprocess
import sys
from pathlib import Path

from casework_desks import CPR
from desk_pair import PASSPHRASE, DeskPair

from orderdesk.desk.casework import case_files
from orderdesk.desk.opening import open_desk

KILLS = 8
BUSY = """
import sys
from pathlib import Path
from orderdesk.desk.casework import case_files, entries
from orderdesk.desk.opening import open_desk

desk = open_desk(Path(sys.argv[1]), sys.argv[2])
print("ready", flush=True)
while True:
    entries.add(desk, "bodil-aeroe", "conversations", {"day": "2026-11-02", "health": "Sover dårligt. " * 40})
    print(case_files.kept(desk, "bodil-aeroe").revision, flush=True)
"""


def killed(root: Path, pause: float) -> int:
    """The last revision that a busy desk told of before it was killed."""
    child = subprocess.Popen([sys.executable, "-c", BUSY, str(root), PASSPHRASE], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    try:
        child.wait(pause)
    except subprocess.TimeoutExpired:
        child.kill()
    rest, _errors = child.communicate()
    told = [line for line in rest.splitlines(keepends=True) if line.endswith("\n")]
    return int(told[-1]) if told else 0


def test_what_was_kept_is_there_whole_after_kills(pair: DeskPair) -> None:
    case_files.new_case(pair.caseworker, "Bodil Ærø", CPR, "flex_job")
    root = pair.caseworker.folder.root
    pair.close()
    chance = random.Random(20261120)
    for _turn in range(KILLS):
        told = killed(root, chance.uniform(0.0, 0.2))
        desk = open_desk(root, PASSPHRASE, clock=pair.clock)
        kept = case_files.kept(desk, "bodil-aeroe")
        row = case_files.row(desk, "bodil-aeroe")
        desk.close()
        assert kept.revision >= told
        assert kept.revision == row["revision"]
        assert len(kept.file.conversations) == kept.revision - 1
        assert len({one.id for one in kept.file.conversations}) == kept.revision - 1
