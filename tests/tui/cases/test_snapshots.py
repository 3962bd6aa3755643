"""How the board, a case and the form of an entry look. The rules are a small pack of their own, so that the pictures
stay as they are when a rule changes. `pytest --snapshot-update` takes new pictures."""

from typing import Any

import pytest
from app_desks import app_over, until
from case_files import full_case
from desk_pair import DeskPair
from textual.pilot import Pilot

from orderdesk.cases.reading import case_of
from orderdesk.desk.casework import case_files, entries, gap_reading
from orderdesk.desk.desk import Desk
from orderdesk.gaps.reading import read_pack
from orderdesk.gaps.rule_book import book_of
from orderdesk.tui import places
from orderdesk.tui.form.view import FormView

PACK = """
[pack]
id = "billeder"
version = "1"
tracks = ["any"]
title = { da = "Til billeder", en = "For pictures" }
about = { da = "Regler til billeder.", en = "Rules for pictures." }

[[rules]]
id = "BIL01"
severity = "required"
title = { da = "Funktionsniveauet er beskrevet", en = "The level of functioning is described" }
why = { da = "Beslutningen hviler på det.", en = "The decision rests on it." }
citations = [{ kind = "law", text = "LAB § 118" }]
require = { kind = "evidence", any_of = ["functioning_description"] }
closing.who = ["provider"]
closing.how = { da = "Bed leverandøren om en beskrivelse.", en = "Ask the provider for a description." }
closing.action = "order"

[[rules]]
id = "BIL02"
severity = "expected"
title = { da = "Lægen har svaret", en = "The doctor has answered" }
why = { da = "En anmodning, der ikke følges op, dør.", en = "A request that nobody follows up dies." }
citations = [{ kind = "local_policy", text = "Lindholm Kommune" }]
require = { kind = "requests_answered" }
closing.who = ["gp", "caseworker"]
closing.how = { da = "Ryk lægen.", en = "Remind the doctor." }
closing.action = "reminder"

[[rules]]
id = "BIL03"
severity = "advised"
title = { da = "Borgerens ønsker er hørt", en = "The citizen's wishes are heard" }
why = { da = "Den forberedende del skrives med borgeren.", en = "The preparatory part is written with the citizen." }
citations = [{ kind = "guidance", text = "VEJ 9876" }]
require = { kind = "citizen_heard", on = ["wishes"], fresh = { months = 12, source = "local_policy" } }
closing.who = ["caseworker", "citizen"]
closing.how = { da = "Tal med borgeren.", en = "Talk with the citizen." }
closing.action = "ask_citizen"
"""


@pytest.fixture
def desk(pair: DeskPair, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The caseworker's desk with two cases, under the rules for pictures."""
    book = book_of([read_pack(PACK.encode(), "billeder.toml")])
    monkeypatch.setattr(gap_reading, "book", lambda _desk: (book, None))
    value = full_case()
    del value["decision"]["decided"]
    case_files.put(pair.caseworker, case_of(value))
    case_files.new_case(pair.caseworker, "Åse Ødegård", "710575-1234", "flex_job")
    entries.add(pair.caseworker, "soeren-lund", "requests", {
        "form": "lae145", "to": "Læge Grøn", "questions": ["Kan han løfte?"], "requested": "2026-08-20",
    })  # fmt: skip
    return pair.caseworker


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
def test_the_board(pair: DeskPair, desk, snap_compare, size) -> None:
    async def go(pilot: Pilot[Any]) -> None:
        await until(pilot, lambda: pilot.app.desk_if_open and pilot.app.line)
        await pilot.press("ctrl+b")
        await until(pilot, lambda: getattr(pilot.app.screen, "room", "") == "cases" and pilot.app.screen._found)
        await until(pilot, lambda: "Søren" in str(pilot.app.screen.query_one("#whole").render()))

    assert snap_compare(app_over(pair), terminal_size=size, run_before=go)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
def test_a_case(desk, shell, snap_compare, size) -> None:
    async def go(pilot: Pilot[Any]) -> None:
        await until(pilot, lambda: pilot.app.screen.shown)

    assert snap_compare(shell(desk, places.case("soeren-lund")), terminal_size=size, run_before=go)


def test_the_form_of_a_paper(desk, shell, snap_compare) -> None:
    async def go(pilot: Pilot[Any]) -> None:
        await until(pilot, lambda: pilot.app.screen.query_one(FormView).shown == 0 and pilot.app.screen._timer is None)
        await pilot.press("f8")
        await until(pilot, lambda: pilot.app.screen.query_one(FormView).shown == 1)

    first = places.case_entry("soeren-lund", "evidence", "E1")
    assert snap_compare(shell(desk, first), terminal_size=(80, 24), run_before=go)
