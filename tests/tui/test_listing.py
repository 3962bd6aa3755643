"""The list with 5,000 rows."""

import pytest

from orderdesk.tui.listing import Column, Filter, RecordList, Row, SearchLine
from orderdesk.tui.rows import RowsView, fit_columns
from orderdesk.tui.screen import DeskScreen

NAMES = ("Åse Ørsted", "Bo Æbelø", "Carl Dam")
COLUMNS = (Column("name", "Citizen"), Column("place", "Provider", drop=1), Column("due", "Due", width=10))


def rows(count: int = 5000) -> list[Row]:
    return [
        Row(
            f"k{n}",
            (f"{NAMES[n % 3]} {n}", "Udsyn", f"{n % 28 + 1}/12"),
            sort={"due": n % 28},
            tags=frozenset({"sent"} if n % 2 else ()),
        )
        for n in range(count)
    ]


class ListScreen(DeskScreen):
    scope = "tryout-list"

    def __init__(self, count: int = 5000) -> None:
        super().__init__()
        self.listing = RecordList(COLUMNS, [Filter("sent", "sent", lambda row: "sent" in row.tags)])
        self.count = count
        self.opened: list[str] = []

    def body(self):
        return [self.listing]

    def on_mount(self) -> None:
        self.listing.set_rows(rows(self.count))

    def on_record_list_selected(self, event: RecordList.Selected) -> None:
        self.opened.append(event.key)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
async def test_search_finds_one_of_5000_and_opens_it(size, shell) -> None:
    screen = ListScreen()
    async with shell(screen).run_test(size=size) as pilot:
        await pilot.press("slash", *"æbelø 4000", "enter", "enter")
        await pilot.pause()
        assert screen.listing.shown == ["k4000"]
        assert screen.opened == ["k4000"]
        await pilot.press("slash", "escape")
        assert len(screen.listing.shown) == 5000
        assert screen.listing.current == "k4000"


async def test_letters_typed_in_the_rows_search(shell) -> None:
    screen = ListScreen(30)
    async with shell(screen).run_test(size=(80, 24)) as pilot:
        await pilot.press(*"carl")
        await pilot.pause()
        assert screen.listing.query_text == "carl"
        assert len(screen.listing.shown) == 10


async def test_what_begins_as_it_was_typed_stands_before_what_only_holds_it(shell) -> None:
    screen = ListScreen(0)
    async with shell(screen).run_test(size=(80, 24)) as pilot:
        people = ("Nadia El-Masri", "Foreningen Udsigten"), ("Inge-Lise Bak", "Havnegade"), ("Kim Inger Dal", "Udsyn")
        screen.listing.set_rows([Row(name, (name, place, "")) for name, place in people])
        await pilot.press(*"inge")
        await pilot.pause()
        assert screen.listing.shown == ["Inge-Lise Bak", "Kim Inger Dal", "Nadia El-Masri"]
        assert screen.listing.current == "Inge-Lise Bak"


async def test_letters_after_a_search_was_left_begin_another(shell) -> None:
    screen = ListScreen(30)
    async with shell(screen).run_test(size=(80, 24)) as pilot:
        await pilot.press(*"carl", "enter", *"bo")
        await pilot.pause()
        assert screen.listing.query_text == "bo"


async def test_escape_in_the_rows_ends_the_search_before_it_goes_back(shell) -> None:
    screen = ListScreen(30)
    async with shell(screen).run_test(size=(80, 24)) as pilot:
        await pilot.press(*"carl", "enter", "escape")
        await pilot.pause()
        assert (screen.listing.query_text, len(screen.listing.shown)) == ("", 30)
        assert not screen.listing.query_one(SearchLine).display
        assert screen.is_current


async def test_an_empty_list_says_what_was_looked_for(shell) -> None:
    screen = ListScreen(30)
    async with shell(screen).run_test(size=(80, 24)) as pilot:
        await pilot.press(*"xyz")
        await pilot.pause()
        assert screen.listing.query_one(RowsView).empty == "Nothing holds these words. Esc ends the search."
        await pilot.press("escape")
        screen.listing.set_rows([Row("k", ("Åse", "", ""))])
        screen.listing.show_filter("sent")
        assert screen.listing.query_one(RowsView).empty == "None of this kind. Ctrl+T shows the next."
        screen.listing.set_rows([])
        assert screen.listing.query_one(RowsView).empty == "Nothing here."


async def test_the_cursor_stays_on_its_record_when_the_rows_are_renewed(shell) -> None:
    screen = ListScreen()
    async with shell(screen).run_test(size=(80, 24)) as pilot:
        await pilot.press("end", "up", "up")
        assert screen.listing.current == "k4997"
        screen.listing.set_rows([Row("new", ("Ny borger", "", "")), *rows()])
        assert screen.listing.current == "k4997"
        screen.listing.set_rows(rows(10))
        assert screen.listing.current == "k9"


async def test_filter_and_sort(shell) -> None:
    screen = ListScreen(6)
    async with shell(screen).run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+t")
        assert screen.listing.shown == ["k1", "k3", "k5"]
        await pilot.press("ctrl+t", "ctrl+o")
        assert screen.listing.shown == ["k1", "k4", "k2", "k5", "k0", "k3"], "Danish: Å after Z"
        await pilot.press("ctrl+o", "ctrl+o", "ctrl+o")
        assert screen.listing.shown == ["k0", "k1", "k2", "k3", "k4", "k5"]


async def test_only_what_is_seen_is_drawn(shell, monkeypatch) -> None:
    drawn = []
    draw = RowsView.render_line
    monkeypatch.setattr(RowsView, "render_line", lambda self, y: drawn.append(y) or draw(self, y))
    screen = ListScreen()
    async with shell(screen).run_test(size=(80, 24)) as pilot:
        drawn.clear()
        await pilot.press("down")
        await pilot.pause()
        assert 0 < len(drawn) <= 4, "two rows change when the cursor moves"
        drawn.clear()
        await pilot.press("pagedown")
        await pilot.pause()
        assert len(drawn) <= 3 * 24


async def test_a_click_moves_and_a_second_click_opens(shell) -> None:
    screen = ListScreen(30)
    async with shell(screen).run_test(size=(80, 24)) as pilot:
        await pilot.click(RowsView, offset=(5, 4))
        assert (screen.listing.current, screen.opened) == ("k3", [])
        await pilot.click(RowsView, offset=(5, 4))
        await pilot.pause()
        assert screen.opened == ["k3"]


def test_columns_fit_and_the_least_wanted_goes_first() -> None:
    assert sum(width for _at, width in fit_columns(COLUMNS, 60)) == 60 - 2
    assert [at for at, _width in fit_columns(COLUMNS, 30)] == [0, 2]


async def test_markup_in_a_name_is_shown_as_it_is(shell) -> None:
    screen = ListScreen(1)
    async with shell(screen).run_test(size=(80, 24)):
        screen.listing.set_rows([Row("k", ("[red]Åse[/]", "", ""))])
        line = screen.listing.query_one(RowsView).render_line(1)
        assert line.text.startswith(">[red]Åse[/]")
