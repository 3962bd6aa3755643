"""The page of files in the writer: a file goes with a report as its name, size and fingerprint."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from desk_pair import DeskPair
from textual.events import Paste
from textual.pilot import Pilot

from orderdesk.desk import drafts, index
from orderdesk.desk.reporting import reports
from orderdesk.tui.form.group import RowList
from orderdesk.tui.line_dialog import LineDialog
from orderdesk.tui.reports.writer import WriterScreen


async def until(pilot: Pilot[Any], condition: Callable[[], object]) -> None:
    for _turn in range(300):
        await pilot.pause(0.02)
        if condition():
            return
    raise AssertionError("it did not come")


async def named(pilot: Pilot[Any], path: Path) -> None:
    """F3, and the file's path pasted."""
    await pilot.press("f3")
    await until(pilot, lambda: isinstance(pilot.app.screen, LineDialog))
    assert pilot.app.screen.focused is not None
    pilot.app.screen.focused.post_message(Paste(str(path)))
    await pilot.pause()
    await pilot.press("enter")


async def test_a_file_is_named_by_its_fingerprint_and_goes_with_the_report(
    course: Any, pair: DeskPair, shell: Callable[..., Any], tmp_path: Path
) -> None:
    written = "Rikke mødte alle fire dage.".encode()
    (tmp_path / "praktik åse.txt").write_bytes(written)
    draft = course.begin(**course.filled("2026-11"))
    screen = WriterScreen(draft)
    async with shell(pair.consultant, screen).run_test(size=(80, 24)) as pilot:
        await named(pilot, tmp_path / "praktik åse.txt")
        await until(pilot, lambda: screen.form.sections[screen.form.shown].id == "attachments")
        await until(pilot, lambda: getattr(screen.focused.parent, "path", ())[-1:] == ("kind",))
        await pilot.press("right", "tab", *"Butikken", "tab", *"2026-11-20")
        assert await screen.save_now()
    (row,) = drafts.load(pair.consultant, draft).body["attachments"]
    assert row == {
        "id": "B1", "name": "praktik åse.txt", "size": len(written), "kind": "plan", "author": "Butikken",
        "hash": f"sha256-{hashlib.sha256(written).hexdigest()}", "information_date": "2026-11-20",
    }  # fmt: skip
    sent = reports.send(pair.consultant, draft)
    pair.deliver()
    assert index.body(pair.caseworker, sent.digest)["attachments"] == [row]


async def test_a_file_that_is_not_there_is_said_and_a_second_one_has_the_next_number(
    course: Any, pair: DeskPair, shell: Callable[..., Any], tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_bytes(b"a")
    screen = WriterScreen(course.begin())
    app = shell(pair.consultant, screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await named(pilot, tmp_path / "findes ikke.txt")
        await until(pilot, lambda: list(app._notifications))
        assert not screen.draft.get("attachments")
        for count in (1, 2):
            await named(pilot, tmp_path / "a.txt")
            await until(pilot, lambda count=count: len(screen.draft.get("attachments") or ()) == count)
        assert [row["id"] for row in screen.draft.get("attachments")] == ["B1", "B2"]
        await until(pilot, lambda: screen.query(RowList))
        assert screen.query_one(RowList).option_count == 2
