"""The registry, and what is made from it."""

import pytest

from orderdesk.tui.actions import EVERYWHERE, Action, actions_for, bindings_for, in_scope, key_name, register
from orderdesk.tui.footer import FooterItem, footer_words
from orderdesk.tui.titlebar import title_line


@pytest.mark.parametrize(
    "key", ["ctrl+m", "ctrl+i", "ctrl+h", "ctrl+j", "ctrl+enter", "f11", "alt+x", "ctrl+shift+a", "@"]
)
def test_a_key_that_some_terminal_does_not_send_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match="terminal"):
        register(Action("refused.key", key, "X", "X.", "refused"))


def test_a_key_has_one_meaning_in_a_scope() -> None:
    register(Action("once.a", "f2", "A", "A.", "once"))
    with pytest.raises(ValueError, match=r"once\.a"):
        register(Action("once.b", "f2", "B", "B.", "once"))
    register(Action("once.a", "f2", "A", "A.", "once"))  # a module read twice is no clash


def test_bindings_carry_id_and_tooltip() -> None:
    for scope in (EVERYWHERE, "form", "rows", "list", "choice", "findings"):
        for action, binding in zip(in_scope(scope), bindings_for(scope), strict=True):
            assert (binding.id, binding.tooltip, binding.key) == (action.id, action.help, action.key)


def test_no_screen_widget_takes_a_key_from_everywhere() -> None:
    everywhere = {action.key for action in in_scope(EVERYWHERE)}
    assert not everywhere & {key for action in actions_for(["form", "rows", "list"]) for key in action.key.split(",")}


def test_keys_have_the_names_that_stand_on_a_keyboard() -> None:
    assert [key_name(key) for key in ("escape", "ctrl+f", "f10", "slash", "shift+tab")] == [
        "Esc",
        "Ctrl+F",
        "F10",
        "/",
        "Shift+Tab",
    ]


def test_six_long_labels_fit_eighty_columns() -> None:
    items = [FooterItem(Action(f"x.a{n}", "ctrl+g", "Godkend rapporten", "X.", "x"), True) for n in range(6)]
    words = footer_words(items, 80)
    assert sum(len(key) + len(label) + 4 for key, label in words) <= 80
    assert len(words) == 6


@pytest.mark.parametrize("width", [20, 40, 80, 120])
def test_the_title_is_one_row_and_keeps_the_save_mark(width: int) -> None:
    line = title_line(width, "Bestilling · Åse Ørsted, afklaring og mentor", "gemt 09:31", "2 venter", "Aarhus · Mette")
    assert len(line) == width
    assert "gemt" in line or width < 24
    assert "2 venter" in line or width < 40


def test_the_desk_is_named_whole_or_not_at_all() -> None:
    desk = "Lindholm Kommune · Mette Krogh"
    for count in range(30):
        line = title_line(80, "Post", "", "!" * count + " offline siden 13:35 · 1 skal sendes", desk)
        assert desk in line or "Mette" not in line


def test_on_eighty_columns_every_screen_says_how_the_line_is() -> None:
    offline = "! offline siden 12. nov. 09:31 · 12 skal sendes"
    for heading in ("I dag", "Bestilling · Åse Ørsted-Kjærgård, afklaring og mentor, virksomhedspraktik"):
        line = title_line(80, heading, "gemt 09:31", offline, "Lindholm Kommune · Mette Krogh")
        assert len(line) == 80
        assert offline in line
        assert "gemt 09:31" in line
        assert line.startswith(f" {heading[:10].rstrip()}")
