"""Title, footer, help, palette and the way back."""

import pytest
from textual.command import CommandPalette
from textual.widgets import Input, OptionList, Static

from orderdesk.tui.footer import DeskFooter
from orderdesk.tui.help import HelpScreen
from orderdesk.tui.screen import DeskScreen
from orderdesk.tui.titlebar import TitleBar

SIZES = [(80, 24), (120, 40)]


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40"])
async def test_help_lists_every_key_of_the_screen(size, shell, order_screen) -> None:
    screen = order_screen({})
    async with shell(screen).run_test(size=size) as pilot:
        await pilot.press("f1")
        assert isinstance(pilot.app.screen, HelpScreen)
        shown = str(pilot.app.screen.query_one("#help-text", Static).render())
        for action in screen.possible_actions():
            assert action.key_shown in shown
            assert action.help in shown
        active = {binding.binding.id for binding in screen.active_bindings.values() if binding.binding.id}
        assert active <= {action.id for action in screen.possible_actions()}
        assert "The provider reads it as it stands." in shown
        assert "Asks first." in shown


async def test_help_is_searched(shell, order_screen) -> None:
    async with shell(order_screen({})).run_test(size=(80, 24)) as pilot:
        await pilot.press("f1", *"provider")
        shown = str(pilot.app.screen.query_one("#help-text", Static).render())
        assert "The provider reads it" in shown
        assert "Ctrl+Z" not in shown


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40"])
async def test_the_footer_has_at_most_six_and_is_clickable(size, shell, order_screen) -> None:
    screen = order_screen({})
    screen.action_new = lambda: setattr(screen, "reason", "clicked")
    async with shell(screen).run_test(size=size) as pilot:
        footer = screen.query_one(DeskFooter)
        assert len(footer.items) <= 6
        line = footer.render().plain
        await pilot.click(DeskFooter, offset=(line.index("New") + 1, 0))
        await pilot.pause()
        assert screen.reason == "clicked"


async def test_what_is_not_possible_stands_in_brackets_and_says_why(shell, order_screen) -> None:
    screen = order_screen({})
    screen.reason = "The order has no goals."
    async with shell(screen).run_test(size=(80, 24)) as pilot:
        assert "(Send)" in screen.query_one(DeskFooter).render().plain
        await pilot.press("f9")
        await pilot.pause()
        assert [note.message for note in pilot.app._notifications] == ["The order has no goals."]


async def test_the_palette_does_what_it_says(shell, order_screen) -> None:
    screen = order_screen({"citizen": {"name": "Bo"}})
    async with shell(screen).run_test(size=(80, 24)) as pilot:
        await pilot.press("end", "!", "ctrl+p")
        assert isinstance(pilot.app.screen, CommandPalette)
        await pilot.press(*"undo")
        palette = pilot.app.screen.query_one(OptionList)
        while not palette.option_count:
            await pilot.pause(0.05)
        await pilot.press("enter")
        while pilot.app.screen is not screen or screen.draft.get("citizen.name") != "Bo":
            await pilot.pause(0.05)


async def test_back_saves_and_returns_to_the_screen_before(shell, order_screen) -> None:
    saved = []
    first = DeskScreen()
    async with shell(first).run_test(size=(80, 24)) as pilot:
        pilot.app.push_screen(order_screen({}, saved.append))
        await pilot.pause()
        await pilot.press("Å", "escape")
        while pilot.app.screen is not first:
            await pilot.pause(0.05)
        assert saved[-1] == {"citizen": {"name": "Å"}}


async def test_back_asks_when_the_text_cannot_be_saved_and_stays_by_default(shell, order_screen) -> None:
    def full(_body: object) -> None:
        raise OSError(28, "No space left on device")

    first = DeskScreen()
    screen = order_screen({}, full)
    async with shell(first).run_test(size=(80, 24)) as pilot:
        pilot.app.push_screen(screen)
        await pilot.pause()
        await pilot.press("Å", "escape")
        while pilot.app.screen is screen:
            await pilot.pause(0.05)
        await pilot.press("enter")
        await pilot.pause()
        assert pilot.app.screen is screen
        assert screen.query_one(Input).value == "Å"


async def test_quitting_saves_first(shell, order_screen) -> None:
    saved = []
    app = shell(order_screen({}, saved.append))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("Å", "ctrl+q")
        while app.is_running and not app._exit:
            await pilot.pause(0.05)
    assert saved[-1] == {"citizen": {"name": "Å"}}


async def test_the_title_is_drawn_without_the_rest_of_the_screen(shell, monkeypatch) -> None:
    screen = DeskScreen()
    app = shell(screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        whole: list[str] = []
        for drawn in (screen, app):
            name = type(drawn).__name__
            monkeypatch.setattr(drawn, "refresh", lambda *_args, name=name, **_more: whole.append(name))
        screen.heading_detail = "Åse Østergård"
        screen.save_state = "not saved yet"
        app.exchange_state = "2 waiting"
        await pilot.pause()
        title = screen.query_one(TitleBar).render().plain
        assert "Åse Østergård" in title
        assert "not saved yet" in title
        assert whole == []
