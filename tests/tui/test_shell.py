"""Themes, language, clipboard, and the end of the line."""

import sys

import pytest
from textual.widgets._toast import Toast

from orderdesk.tui.clipboard import copy_text
from orderdesk.tui.screen import DeskScreen
from orderdesk.tui.themes import THEMES
from orderdesk.tui.titlebar import TitleBar


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
async def test_every_theme_draws_a_form(theme: str, shell, order_screen) -> None:
    app = shell(order_screen({"citizen": {"name": "Åse"}}))
    async with app.run_test(size=(80, 24)) as pilot:
        app.theme = theme
        await pilot.pause()
        assert app.current_theme.name == theme


def _contrast(one: str, other: str) -> float:
    """WCAG 2.1 contrast ratio of two #rrggbb colours."""

    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_text_can_be_read_in_every_theme(theme) -> None:
    for ground in (theme.background, theme.surface, theme.panel):
        for text in (theme.foreground, theme.error, theme.success, theme.warning):
            assert _contrast(text, ground) >= 4.5, (text, ground)


async def test_the_title_follows_the_exchange(shell) -> None:
    app = shell(DeskScreen())
    async with app.run_test(size=(80, 24)) as pilot:
        app.exchange_state = "2 waiting"
        await pilot.pause()
        line = app.screen.query_one(TitleBar).render().plain
        assert "2 waiting" in line
        assert "Mette Holm" in line


def test_what_a_screen_has_loaded_is_left_out_of_garbage_collection(in_terminal) -> None:
    exit_code, _terminal = in_terminal(
        """
        import gc
        class Typing(OrderScreen):
            def on_mount(self):
                self.set_interval(0.05, lambda: gc.get_freeze_count() and self.app.exit(return_code=7))
        run(Typing({}))
        """,
        [],
    )
    assert exit_code == 7


async def test_only_the_first_screen_of_its_kind_is_left_out_of_garbage_collection(shell, monkeypatch) -> None:
    app = shell(DeskScreen())
    times = []
    monkeypatch.setattr(app, "settle_memory", lambda: times.append(1))
    for _screen in range(3):
        app.settle_screen(DeskScreen)
    assert len(times) == 1


async def test_copying_never_fails(shell, monkeypatch) -> None:
    monkeypatch.setenv("DISPLAY", ":99")
    monkeypatch.delenv("SSH_CONNECTION", raising=False)
    monkeypatch.setenv("PATH", "")
    app = shell(DeskScreen())
    async with app.run_test(size=(80, 24)) as pilot:
        copy_text(app, "Åses mål")
        await pilot.pause(0.1)
        assert app.clipboard == "Åses mål"


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_without_colour_the_marks_are_still_there(in_terminal, monkeypatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    exit_code, terminal = in_terminal("run(OrderScreen({}))", [("Citizen", b"\x11")])
    assert exit_code == 0
    assert "· Citizen" in terminal


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("signal_name", ["SIGTERM", "SIGHUP"])
def test_a_broken_line_loses_nothing(signal_name: str, tmp_path, in_terminal) -> None:
    saved = tmp_path / "saved.txt"
    exit_code, _terminal = in_terminal(
        f"""
        import os, signal, orderdesk.tui.autosave
        orderdesk.tui.autosave.DELAY = 3600
        class Typing(OrderScreen):
            def action_new(self):
                os.kill(os.getpid(), signal.{signal_name})
        run(Typing({{}}, lambda body: Path({str(saved)!r}).write_text(body["citizen"]["name"], encoding="utf-8")))
        """,
        [("Help", "Åse".encode()), ("not saved yet", b"\x1bOQ")],
    )
    assert exit_code > 128
    assert saved.read_text(encoding="utf-8") == "Åse"


async def test_ctrl_c_says_in_our_words_how_to_leave(shell) -> None:
    app = shell(DeskScreen())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+c")
        assert [notice.message for notice in app._notifications] == ["Ctrl+Q leaves orderdesk. What you wrote is kept."]


async def test_a_sentence_said_again_stands_on_the_screen_once(shell) -> None:
    app = shell(DeskScreen())
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        for _time in range(3):
            app.notify("Nothing is missing.")
        app.notify("Saved.")
        app.notify("Nothing is missing.", severity="warning")
        for _turn in range(100):
            await pilot.pause(0.02)
            if len(app.screen.query(Toast)) == 3:
                break
        said = [(one.message, one.severity) for one in app._notifications]
        assert said == [
            ("Nothing is missing.", "information"), ("Saved.", "information"), ("Nothing is missing.", "warning"),
        ]  # fmt: skip
        assert len(app.screen.query(Toast)) == 3
