"""Long text in another program: a private file that is gone afterwards, whatever happened."""

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from orderdesk.errors import NotPossible
from orderdesk.tui import editor


@pytest.fixture
def place(tmp_path: Path, monkeypatch) -> Path:
    """Where the private files come to lie."""
    folder = tmp_path / "private"
    folder.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    return folder


def python(code: str) -> list[str]:
    """An editor that runs `code` with the file's path in sys.argv[1]."""
    return [sys.executable, "-c", f"import sys, pathlib, os, signal; p = pathlib.Path(sys.argv[1]); {code}"]


def test_the_edited_text_comes_back_composed_with_plain_line_ends(place: Path) -> None:
    command = python(r"p.write_bytes(p.read_bytes() + 'A\u030ase\r\nØrsted\r\n'.encode())")
    assert editor.edit_file(command, "Borger: ") == "Borger: Åse\nØrsted"
    assert list(place.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="modes of files are POSIX")
def test_nobody_else_can_read_the_file(place: Path) -> None:
    text = editor.edit_file(python("p.write_text(oct(p.stat().st_mode) + ' ' + oct(p.parent.stat().st_mode))"), "æ")
    assert [stat.S_IMODE(int(mode, 8)) for mode in text.split()] == [0o600, 0o700]


@pytest.mark.parametrize(
    "code",
    [
        "sys.exit(3)",
        "p.write_bytes(b'\\xff\\xfe\\xfa')",
        "p.unlink()",
        "pathlib.Path(str(p) + '~').write_text('backup'); sys.exit(1)",
    ],
    ids=["editor fails", "not UTF-8", "file removed", "backup file left"],
)
def test_the_file_is_removed_when_the_editor_fails(code: str, place: Path) -> None:
    with pytest.raises(NotPossible):
        editor.edit_file(python(code), "Åses helbred")
    assert list(place.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_the_file_is_removed_when_the_editor_is_killed(place: Path) -> None:
    with pytest.raises(NotPossible, match="ended with an error"):
        editor.edit_file(python("os.kill(os.getpid(), signal.SIGKILL)"), "Åses helbred")
    assert list(place.iterdir()) == []


def test_an_editor_that_is_not_there_is_a_sentence(place: Path) -> None:
    with pytest.raises(NotPossible) as caught:
        editor.edit_file(["/no/such/editor"], "Åses helbred")
    assert "Åse" not in str(caught.value)
    assert list(place.iterdir()) == []


def test_what_a_killed_process_left_is_removed_later(place: Path) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    left = place / f"orderdesk-edit-{dead.pid}-abc"
    left.mkdir()
    (left / "text.txt").write_text("Åses helbred")
    editor.remove_leftovers()
    assert left.exists() is (sys.platform == "win32")


def test_visual_comes_before_editor_and_may_have_arguments(monkeypatch) -> None:
    monkeypatch.setenv("EDITOR", "nano")
    monkeypatch.setenv("VISUAL", "code --wait")
    assert editor.editor_command() == ["code", "--wait"]


async def test_f4_on_a_short_field_and_a_failing_editor_lose_nothing(shell, order_screen, place, monkeypatch) -> None:
    monkeypatch.setenv("VISUAL", "/no/such/editor")
    screen = order_screen({"purpose": "Afklaring af skånehensyn"})
    async with shell(screen).run_test(size=(80, 24)) as pilot:
        await pilot.press("f4", "f8", "f4")
        await pilot.pause()
        assert screen.draft.body == {"purpose": "Afklaring af skånehensyn"}
        assert len(pilot.app._notifications) == 2
    assert list(place.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_the_app_lends_its_terminal_and_gets_it_back(place: Path, tmp_path: Path, in_terminal) -> None:
    script = tmp_path / "append.py"
    script.write_text("import sys, pathlib; p = pathlib.Path(sys.argv[1]); p.write_text(p.read_text() + ' og økonomi')")
    out = tmp_path / "out.json"
    in_terminal(
        f"""
        import json, os, pathlib
        os.environ["VISUAL"] = {sys.executable + " " + str(script)!r}
        class Editing(OrderScreen):
            async def on_key(self, event):
                if event.key == "f3":
                    pathlib.Path({str(out)!r}).write_text(json.dumps(self.draft.body))
                    self.app.exit(return_code=0)
        run(Editing({{"purpose": "Helbred"}}))
        """,
        [("Help", b"\x1b[19~"), ("elbred", b"\x1bOS"), ("konomi", b"\x1bOR")],
    )
    assert "økonomi" in out.read_text().encode().decode("unicode_escape")
    assert list(place.iterdir()) == []
