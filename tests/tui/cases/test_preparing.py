"""From a gap to what closes it: prepared by one key, edited by a person, sent by nobody but a person."""

from case_files import full_case
from factories import order_body
from textual.widgets import OptionList

from orderdesk.desk import drafts, index
from orderdesk.desk.casework import case_files, entries
from orderdesk.desk.ordering import orders
from orderdesk.tui import places
from orderdesk.tui.cases.entry_screen import EntryScreen
from orderdesk.tui.cases.papers import PaperScreen
from orderdesk.tui.cases.preparing import ChaseScreen
from orderdesk.tui.dialogs import ChoiceDialog, ConfirmDialog
from orderdesk.tui.footer import DeskFooter
from orderdesk.tui.form.group import GroupRows
from orderdesk.tui.form.view import FormView
from orderdesk.tui.line_dialog import LineDialog
from orderdesk.tui.listing import RecordList
from orderdesk.tui.orders.composer import ComposerScreen

CASE = "soeren-lund"


async def at_gap(app, pilot, until, key):
    """The case's screen with the cursor on that gap."""
    screen = app.screen
    await until(pilot, lambda: screen.shown)
    assert screen.query_one("#gaps", RecordList).go_to(key)
    await until(pilot, lambda: screen.gap.key == key)
    return screen


async def test_documentation_is_wanted_in_an_order_that_nobody_has_sent(desk, shell, until) -> None:
    app = shell(desk, places.case(CASE))
    async with app.run_test(size=(80, 24)) as pilot:
        await at_gap(app, pilot, until, "fleksjob/FLX01")
        await pilot.press("f4")
        await until(pilot, lambda: isinstance(app.screen, ComposerScreen))
        composer = app.screen
        shown = composer.query_one(FormView)
        await until(pilot, lambda: shown.shown >= 0 and shown.sections[shown.shown].id == "documentation")
        assert composer.draft.get("documentation.0.rule").startswith("fleksjob/FLX01")
    (draft,) = drafts.listing(desk, "order")
    assert draft.body["citizen"]["name"] == "Søren Ærø Lund"


async def test_documentation_goes_into_the_order_that_runs_with_its_reason_and_asks_for_none(
    desk, shell, until, pair
) -> None:
    body = order_body()
    body["citizen"] |= {"name": "Søren Ærø Lund", "cpr": full_case()["citizen"]["cpr"]}
    thread = orders.send(desk, orders.new_draft(desk, body).id).thread
    pair.deliver()
    app = shell(desk, places.case(CASE))
    async with app.run_test(size=(80, 24)) as pilot:
        case = await at_gap(app, pilot, until, "fleksjob/FLX01")
        await pilot.press("f4")
        await until(pilot, lambda: isinstance(app.screen, ComposerScreen))
        composer, number = app.screen, len(body["documentation"])
        rows = composer.query_one(FormView)
        await until(pilot, lambda: rows.shown >= 0 and rows.sections[rows.shown].id == "documentation")
        group = rows.query_one(GroupRows)
        await until(pilot, lambda: group.current == number)
        assert composer.draft.get(f"documentation.{number}.rule").startswith("fleksjob/FLX01")
        await pilot.press("f9")
        await until(pilot, lambda: isinstance(app.screen, ConfirmDialog))
        await pilot.press("f2")
        await until(pilot, lambda: app.screen is case)
        assert [one["path"] for one in index.body(desk, index.thread_of(desk, thread).order)["changes"]] == [
            f"$.documentation[{number}]"
        ]
        await until(pilot, lambda: case.gap and case.gap.key == "fleksjob/FLX01")
        await pilot.press("f4")
        await until(pilot, lambda: any("asks for it already" in one.message for one in app._notifications))
        assert app.screen is case
    pair.deliver()
    wanted = index.body(pair.consultant, index.thread_of(pair.consultant, thread).order)["documentation"][number]
    assert wanted["rule"].startswith("fleksjob/FLX01")


async def test_a_request_begins_with_questions_of_this_case_and_its_text_can_be_saved(
    desk, shell, until, tmp_path
) -> None:
    app = shell(desk, places.case(CASE))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await at_gap(app, pilot, until, "fleksjob/FLX04")
        await pilot.press("f4")
        await until(pilot, lambda: isinstance(app.screen, EntryScreen))
        assert "Søren Ærø Lund" in app.screen.draft.get("questions")[0]
        await pilot.press("f9")
        await until(pilot, lambda: app.screen is screen)
        request = case_files.case_file(desk, CASE).requests[-1]
        assert (request.rule, request.requested) == ("fleksjob/FLX04", None)
        await pilot.press("f8", "f8", "f8", "f8")
        await until(pilot, lambda: screen.entry and screen.entry.entry == request.id)
        await pilot.press("ctrl+n")
        await until(pilot, lambda: isinstance(app.screen, PaperScreen) and app.screen.plain)
        assert request.questions[0] in " ".join(app.screen.plain.split())
        paper = app.screen
        await pilot.press("f9")
        await until(pilot, lambda: isinstance(app.screen, LineDialog))
        app.screen.query_one("Input").value = str(tmp_path / "anmodning.txt")
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is paper)
    assert (tmp_path / "anmodning.txt").read_text(encoding="utf-8").strip() == paper.text.strip()


async def test_what_is_on_file_is_shown_before_a_request_and_leaving_it_makes_none(desk, shell, until) -> None:
    entries.add(desk, CASE, "evidence", {
        "kind": "lae135", "author": "Læge Grøn", "information_date": "2026-10-20", "received": "2026-10-25",
        "states": {"diagnosis": "Panikangst"},
    })  # fmt: skip
    count = len(case_files.case_file(desk, CASE).requests)
    app = shell(desk, places.case(CASE))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await at_gap(app, pilot, until, "fleksjob/FLX04")
        await pilot.press("f4")
        await until(pilot, lambda: isinstance(app.screen, ConfirmDialog))
        assert "LÆ 135" in str(app.screen.query("Label").first().render())
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is screen)
        await until(pilot, lambda: len(case_files.case_file(desk, CASE).requests) == count)


async def chosen(app, pilot, until, what):
    """Choose a line of the dialog that comes."""
    await until(pilot, lambda: isinstance(app.screen, ChoiceDialog))
    options = app.screen.query_one(OptionList)
    options.highlighted = options.get_option_index(what)
    options.focus()
    await pilot.press("enter")


async def test_the_steps_of_a_request_are_noted_one_by_one_with_their_days(desk, shell, until) -> None:
    request = entries.add(
        desk, CASE, "requests", {"form": "lae145", "to": "Læge Grøn", "questions": ["Kan hun løfte?"]}
    )
    app = shell(desk, places.case(CASE, "requests", request))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        await until(pilot, lambda: screen.shown and screen.entry and screen.entry.entry == request)
        for step, day in (("send", "2026-10-01"), ("citizen_contacted", "2026-10-02"), ("remind", "2026-11-01")):
            await pilot.press("f10")
            await chosen(app, pilot, until, step)
            await until(pilot, lambda: isinstance(app.screen, LineDialog | ConfirmDialog))
            if isinstance(app.screen, ConfirmDialog):
                await pilot.press("f9")
                await until(pilot, lambda: isinstance(app.screen, LineDialog))
            app.screen.query_one("Input").value = day
            await pilot.press("enter")
            await until(pilot, lambda: app.screen is screen)
        one = case_files.case_file(desk, CASE).requests[-1]
        assert [str(day) for day in (one.requested, one.citizen_contacted, *one.reminders)] == [
            "2026-10-01", "2026-10-02", "2026-11-01",
        ]  # fmt: skip
        await pilot.press("f10")
        await chosen(app, pilot, until, "receive")
        await until(pilot, lambda: isinstance(app.screen, LineDialog))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, EntryScreen))
        assert app.screen.draft.get("kind") == "lae145"
    assert case_files.case_file(desk, CASE).requests[-1].evidence == ["E2"]


async def test_what_a_request_lacks_before_it_can_be_sent_is_told_among_its_steps(desk, shell, until) -> None:
    request = entries.add(desk, CASE, "requests", {"form": "lae145", "questions": ["Kan hun løfte?"]})
    app = shell(desk, places.case(CASE, "requests", request))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        await until(pilot, lambda: screen.shown and screen.entry and screen.entry.entry == request)
        await pilot.press("f10")
        await until(pilot, lambda: isinstance(app.screen, ChoiceDialog))
        first = str(app.screen.query_one(OptionList).get_option_at_index(0).prompt)
        assert first == "It has been sent: Write which doctor the request is for."
        await chosen(app, pilot, until, "send")
        await until(pilot, lambda: isinstance(app.screen, EntryScreen))
        assert app.screen.start.place.entry == request


async def test_a_reminder_letter_is_read_and_noted_from_the_gap(desk, shell, until) -> None:
    entries.add(desk, CASE, "requests", {
        "form": "lae145", "to": "Læge Grøn", "questions": ["Kan hun løfte?"], "requested": "2026-09-01",
    })  # fmt: skip
    app = shell(desk, places.case(CASE))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        await until(pilot, lambda: screen.shown)
        key = next(one.key for one in screen.shown.gaps if one.key.startswith("laegeanmodninger/ANM01:R") and one.late)
        await at_gap(app, pilot, until, key)
        await pilot.press("f4")
        await until(pilot, lambda: isinstance(app.screen, ChaseScreen) and app.screen.plain)
        assert "Læge Grøn" in app.screen.plain
        assert "Ctrl+K" in str(app.screen.query_one(DeskFooter).render())
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(app.screen, LineDialog))
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is screen)
    assert [str(day) for day in case_files.case_file(desk, CASE).requests[-1].reminders] == ["2026-11-02"]
