"""Long text in another program, from a form."""

import sys
from pathlib import Path

import pytest


@pytest.fixture
def place(tmp_path: Path, monkeypatch) -> Path:
    """Where the private files come to lie."""
    folder = tmp_path / "private"
    folder.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    return folder


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
