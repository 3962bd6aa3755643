"""`orderdesk demo --play` in a process of its own, and what other programs then make of the files it wrote."""

import json
import os
import re
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from orderdesk.demo.play import play
from orderdesk.demo.telling import StepFailed, Telling


def orderdesk(*words: str | Path, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command as a script does: no terminal anywhere."""
    command = [sys.executable, "-m", "orderdesk", *map(str, words)]
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    return subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", cwd=cwd,
        env=clean | {"LC_ALL": "C.UTF-8", **environment}, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    folder = tmp_path_factory.mktemp("demo") / "kept"
    done = orderdesk("demo", "--play", "--dir", folder)
    assert done.returncode == 0, done.stderr
    return folder, done.stdout


def one(folder: Path, pattern: str) -> Path:
    return next(iter(sorted((folder / "documents").glob(pattern))))


def test_it_names_every_file_that_it_wrote(played: tuple[Path, str]) -> None:
    folder, told = played
    named = {Path(line.split("wrote:")[1].strip()) for line in told.splitlines() if "wrote:" in line}
    assert named == {*(folder / "documents").iterdir(), folder / "directory.json"}
    kinds = {json.loads(path.read_bytes())["type"].split(".")[1] for path in (folder / "documents").iterdir()}
    assert kinds == {"order", "receipt", "reply", "report", "review", "notice", "meeting", "handover"}


def test_file_names_sort_by_time_and_tell_nothing_of_the_citizen(played: tuple[Path, str]) -> None:
    folder, _told = played
    paths = sorted((folder / "documents").iterdir())
    issued = [json.loads(path.read_bytes())["issued"] for path in paths]
    assert issued == sorted(issued)
    assert all(re.fullmatch(r"\d\d-[a-z-]+-[0-9a-f]{8}\.json", path.name) for path in paths)


def test_validate_believes_all_files_by_the_directory_alone(played: tuple[Path, str]) -> None:
    folder, _told = played
    done = orderdesk("validate", folder / "documents", "--trust", folder / "directory.json")
    assert done.returncode == 0, done.stdout + done.stderr


def test_validate_holds_each_version_of_the_report_against_its_order(played: tuple[Path, str]) -> None:
    folder, _told = played
    reports = sorted((folder / "documents").glob("*-report-*"))
    orders = sorted((folder / "documents").glob("*-order-*"))
    assert (len(reports), len(orders)) == (5, 3)
    for order, answered in ((orders[0], reports[:4]), (orders[2], reports[4:])):
        done = orderdesk("validate", *answered, "--trust", folder / "directory.json", "--order", order)
        assert done.returncode == 0, done.stdout + done.stderr


ONE_OF_EACH = (
    "order", "reply-accept", "report-monthly", "review-decided", "receipt-ok", "notice-started", "meeting-held",
    "handover",
)  # fmt: skip


@pytest.mark.parametrize("kind", ONE_OF_EACH)
def test_one_changed_byte_in_any_kind_of_file_is_refused(played: tuple[Path, str], tmp_path: Path, kind: str) -> None:
    folder, _told = played
    data = bytearray(one(folder, f"*-{kind}-*").read_bytes())
    place = data.index(b'"issued":"2') + len(b'"issued":"2')
    data[place] ^= 1
    changed = tmp_path / "changed.json"
    changed.write_bytes(data)
    assert orderdesk("validate", changed, "--trust", folder / "directory.json").returncode == 1


def test_it_walks_the_longest_road_to_its_end(played: tuple[Path, str]) -> None:
    folder, told = played
    names = [path.name for path in sorted((folder / "documents").iterdir())]
    said = [re.sub(r"^\d\d-|-[0-9a-f]{8}\.json$", "", name) for name in names]
    assert [one for one in said if one != "receipt-ok"] == [
        "order", "reply-ask", "reply-answer", "reply-accept", "notice-started", "notice-absence",
        "report-draft", "review-comments", "report-draft", "review-cleared", "report-monthly", "review-read",
        "review-elaboration", "report-monthly", "review-decided", "order", "reply-object", "order", "reply-acknowledge",
        "meeting-propose", "meeting-schedule", "meeting-held", "notice-hold", "notice-resume", "notice-consultant",
        "handover", "notice-end", "notice-agree-end", "report-final", "review-decided",
    ]  # fmt: skip
    assert "Both desks say: completed." in told


def test_a_kept_folder_is_not_played_over(played: tuple[Path, str]) -> None:
    folder, _told = played
    before = sorted(folder.rglob("*"))
    done = orderdesk("demo", "--play", "--dir", folder)
    assert done.returncode == 1
    assert "not empty" in done.stderr
    assert sorted(folder.rglob("*")) == before


def test_without_a_terminal_it_plays_says_so_and_leaves_nothing_behind(tmp_path: Path) -> None:
    done = orderdesk("demo", TMPDIR=str(tmp_path), TEMP=str(tmp_path), TMP=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert "no terminal" in done.stderr
    assert "Sara Holt accepts" in done.stdout
    assert list(tmp_path.iterdir()) == []


# A Saturday, the two ends of daylight saving time, a leap day, New Year, and Christmas.
@pytest.mark.parametrize("day", ["2026-11-28", "2027-03-28", "2026-10-25", "2028-02-29", "2027-01-01", "2026-12-24"])
def test_the_loop_holds_on_whatever_day_it_is_played(tmp_path: Path, day: str) -> None:
    told: list[str] = []
    papers = play(tmp_path / "kept", Telling(told.append), day=date.fromisoformat(day), language="da")
    documents = [json.loads(path.read_bytes()) for path in papers.written.values()]
    assert all(document["issued"] < day for document in documents)
    order = next(document for document in documents if document["type"] == "orderdesk.order.v1")
    starts = date.fromisoformat(order["body"]["course"]["start"])
    assert starts.isoweekday() == date(2026, 9, 1).isoweekday()
    assert timedelta(days=82) <= date.fromisoformat(day) - starts <= timedelta(days=88)


def test_a_step_that_leads_to_nothing_ends_the_play(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("orderdesk.demo.play.replies.answer", lambda *_args, **_named: None)
    told: list[str] = []
    with pytest.raises(StepFailed, match="Both desks say: delivered"):
        play(tmp_path / "kept", Telling(told.append), day=date(2026, 11, 22), language="en")
    assert not any("Both desks say: accepted" in line for line in told)


def test_a_file_in_the_place_of_the_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "demo").write_text("mælk", encoding="utf-8")
    done = orderdesk("demo", "--play", "--dir", tmp_path / "demo")
    assert done.returncode == 1
    assert (tmp_path / "demo").read_text(encoding="utf-8") == "mælk"


def test_a_claim_that_does_not_hold_ends_the_play() -> None:
    telling = Telling(lambda _line: None)
    telling.step("Sara accepts.")
    with pytest.raises(StepFailed, match="Step 1 failed; it should have been so: Both desks say: accepted"):
        telling.see(False, "Both desks say: accepted.")
