"""A text in another program: a private file that is gone afterwards, whatever happened."""

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from orderdesk.desk import editor
from orderdesk.errors import NotPossible


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
