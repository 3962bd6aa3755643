"""An order is composed by keys alone, checked as it grows, kept by itself, and sent."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from desk_pair import PASSPHRASE, DeskPair
from factories import order_body
from textual.screen import Screen
from textual.widgets import Label, Static, TextArea

from orderdesk.desk import drafts, index, local_policy
from orderdesk.desk.opening import open_desk
from orderdesk.desk.ordering import orders
from orderdesk.desk.people import colleague_notes, contacts
from orderdesk.errors import NotFound
from orderdesk.tui.dialogs import ConfirmDialog, MessageDialog, ReasonDialog
from orderdesk.tui.form.completeness import Mark
from orderdesk.tui.form.row import FieldRow
from orderdesk.tui.news import DeskChanged
from orderdesk.tui.orders.composer import ComposerScreen
from orderdesk.tui.orders.thrown_away import ThrownAwayDialog

CITIZEN = ("»Åse Ærø", "tab", "«710385-1234", "tab", "tab", "tab", "tab", "right")
VOICE = ("f8", "tab", "«Jeg får ikke luft, når jeg går på trapper.", "tab", "»2026-10-28", "tab", "right", "tab",
         "right")  # fmt: skip
PURPOSE = ("f8", "right", "right", "tab",
           "«Vi ved ikke, hvad åndenøden betyder for arbejde; det skal afklares med lægen.", "tab",
           "«En beslutning om praktik på få timer.")  # fmt: skip
GOAL = ("f8", "enter", "«Åse får åndenøden undersøgt.", "tab", "«Lægen har set hende, og næste skridt er kendt.",
        "tab", "«Har ikke været hos læge i to år.", "tab", "»2026-12-18")  # fmt: skip
COURSE = ("f8", "f8", "f8", "f8", "f8", "tab", "«LAB kapitel 26", "tab", "right", "tab",
          "tab", "tab", "»2026-11-16", "tab", "»2027-02-26", "tab", "»4")  # fmt: skip
PROVIDER = ("f8", "f8", "right", "tab", "tab", "tab", "right", "tab", "tab", "«Følger gerne med til lægen.")


def row_in_focus(screen: ComposerScreen) -> tuple[str | int, ...]:
    assert screen.focused is not None
    return next(node.path for node in screen.focused.ancestors if isinstance(node, FieldRow))


async def test_an_order_is_composed_by_keys_alone_and_sent(pair: DeskPair, shell, keys, until) -> None:
    draft = orders.new_draft(pair.caseworker)
    screen = ComposerScreen(draft.id)
    app = shell(pair.caseworker, screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await keys(pilot, *CITIZEN, *VOICE, *PURPOSE, *GOAL, *COURSE, *PROVIDER)
        await keys(pilot, "f9")
        await until(pilot, lambda: isinstance(app.screen, ConfirmDialog))
        told = " ".join(str(label.content) for label in app.screen.query(Label))
        assert "To: Sara Holt at Fjordvejen ApS, nobody else there" in told
        assert "Åse Ærø" in told
        await keys(pilot, "ctrl+s")
        await until(pilot, lambda: app.answers)
    thread = app.answers[0]
    body = index.body(pair.caseworker, index.thread_of(pair.caseworker, thread).order)
    assert body["citizen"]["name"] == "Åse Ærø"
    assert body["goals"][0]["due"] == "2026-12-18"
    assert body["course"]["weekly_minutes"] == 240
    assert (body["reporting"]["first_due"], body["reporting"]["final_due"]) == ("2026-12-07", "2027-02-12")
    assert body["provider"]["preferred_consultant"]["person"] == "sara-holt"
    assert body["provider"]["agreement"] == "Rammeaftale 2026"
    with pytest.raises(NotFound):
        drafts.load(pair.caseworker, draft.id)
    pair.deliver()
    assert index.thread_of(pair.consultant, thread).state == "delivered"
    assert app.changes == 1


async def test_what_blocks_is_said_and_f9_goes_to_the_field(pair: DeskPair, shell, keys, until) -> None:
    body = order_body()
    del body["goals"][1]["due"]
    screen = ComposerScreen(orders.new_draft(pair.caseworker, body).id)
    app = shell(pair.caseworker, screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: screen.found)
        assert ("block", "$.goals[1].due") in [(one.severity, one.path) for one in screen.found]
        await keys(pilot, "f9")
        await until(pilot, lambda: screen.form.shown == 3)
        await pilot.pause()
        assert row_in_focus(screen) == ("goals", 1, "due")
        await keys(pilot, "»2027-01-29")
        await until(pilot, lambda: not [one for one in screen.found if one.severity == "block"])
        assert screen.form.mark_of("goals") is Mark.DONE


async def test_a_new_order_is_no_wall_of_faults(pair: DeskPair, shell, keys, until) -> None:
    screen = ComposerScreen(orders.new_draft(pair.caseworker).id)
    async with shell(pair.caseworker, screen).run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: screen.found)
        assert len(screen.found) > 10
        marks = {section.id: screen.form.mark_of(section.id) for section in screen.form.sections}
        assert Mark.BLOCKED not in marks.values()
        await keys(pilot, "»Bo", "f8")
        await until(pilot, lambda: screen.form.mark_of("citizen") is Mark.BLOCKED)
        assert screen.form.mark_of("purpose") is Mark.EMPTY


async def test_undo_takes_back_what_was_typed_on_another_page(pair: DeskPair, shell, keys, until) -> None:
    screen = ComposerScreen(orders.new_draft(pair.caseworker, order_body()).id)
    async with shell(pair.caseworker, screen).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await keys(pilot, "end", "» på Øen", "f8", "f8")
        assert screen.draft.get("citizen.name") == "Rikke Sønderby på Øen"
        await keys(pilot, "ctrl+z")
        await until(pilot, lambda: screen.form.shown == 0)
        assert screen.draft.get("citizen.name") == "Rikke Sønderby"


_DIES = """
import asyncio, os, signal, sys
from pathlib import Path
from orderdesk.desk.opening import open_desk
from orderdesk.tui.news import DeskChanged
from orderdesk.tui.orders.composer import ComposerScreen
from orderdesk.tui.shell import Shell

class Dying(Shell):
    def on_mount(self):
        self.push_screen(ComposerScreen(sys.argv[2]))

async def main():
    app = Dying(Path(sys.argv[1]) / "crashes")
    app.desk = open_desk(Path(sys.argv[1]), sys.argv[3])
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press(*"Åse", "space", *"Øst")
        while not app.screen.save_state.startswith("saved"):
            await pilot.pause(0.05)
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))

asyncio.run(main())
"""


async def test_what_was_typed_is_there_after_the_program_was_killed(pair: DeskPair, shell, tmp_path: Path) -> None:
    draft = orders.new_draft(pair.caseworker)
    root = pair.caseworker.folder.root
    pair.caseworker.close()
    arguments = [sys.executable, "-c", _DIES, str(root), draft.id, PASSPHRASE]
    ended = subprocess.run(arguments, capture_output=True, timeout=60, check=False, cwd=Path(__file__).parents[3])
    assert ended.returncode not in (0, 1), ended.stderr.decode()
    pair.caseworker = open_desk(root, PASSPHRASE, clock=pair.clock)
    screen = ComposerScreen(draft.id)
    async with shell(pair.caseworker, screen).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert screen.draft.get("citizen.name") == "Åse Øst"
        assert screen.heading_detail == "Åse Øst"


async def test_a_draft_thrown_away_can_be_taken_back(pair: DeskPair, shell, keys, until) -> None:
    draft = orders.new_draft(pair.caseworker, order_body())
    screen = ComposerScreen(draft.id)
    app = shell(pair.caseworker, screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await keys(pilot, "f10", "f10", "enter")
        assert drafts.load(pair.caseworker, draft.id).id == draft.id, "a key held down throws nothing away"
        await keys(pilot, "f10", "delete")
        await until(pilot, lambda: isinstance(app.screen, ThrownAwayDialog))
        assert drafts.listing(pair.caseworker, "order") == []
        await keys(pilot, "f2")
        await until(pilot, lambda: drafts.listing(pair.caseworker, "order"))
        await keys(pilot, "f10", "delete")
        await until(pilot, lambda: isinstance(app.screen, ThrownAwayDialog))
        await keys(pilot, "escape")
        await until(pilot, lambda: app.answers == [None])
    assert drafts.listing(pair.caseworker, "order") == []


async def test_the_consultant_is_chosen_with_skills_and_ones_own_note(pair: DeskPair, shell, keys) -> None:
    contacts.note(pair.caseworker, "fjordvejen", "sara-holt", "god til unge")
    body = order_body()
    del body["provider"]["preferred_consultant"]
    screen = ComposerScreen(orders.new_draft(pair.caseworker, body).id)
    async with shell(pair.caseworker, screen).run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await screen.form.show_section(10)
        field = next(row for row in screen.query(FieldRow) if row.path[-1] == "person")
        assert field.field.choices_in(screen.draft) == [("sara-holt", "Sara Holt · angst, lægebesøg · “god til unge”")]
        field.focus_control()
        await keys(pilot, "right")
        await pilot.pause()
        assert screen.draft.get("provider.preferred_consultant.name") == "Sara Holt"
        await keys(pilot, "tab", "end", "» Hansen")
        await pilot.pause()
        assert screen.draft.get("provider.preferred_consultant") == {"name": "Sara Holt Hansen"}


async def test_what_colleagues_say_stands_beside_the_consultant(pair: DeskPair, shell) -> None:
    colleague_notes.share(pair.caseworker, "fjordvejen", "sara-holt", "Går med til lægen.", ["tolk", "unge"])
    screen = ComposerScreen(orders.new_draft(pair.caseworker, order_body()).id)
    async with shell(pair.caseworker, screen).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await screen.form.show_section(10)
        field = next(row for row in screen.query(FieldRow) if row.path[-1] == "person")
        [(_person, label)] = field.field.choices_in(screen.draft)
        assert label == "Sara Holt · angst, lægebesøg · colleagues: good at tolk, unge"


async def test_an_amendment_asks_why_and_goes_out_as_the_next_version(pair: DeskPair, sent, shell, keys, until) -> None:
    draft = orders.amendment_draft(pair.caseworker, sent)
    screen = ComposerScreen(draft.id)
    app = shell(pair.caseworker, screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await keys(pilot, "f9")
        await pilot.pause()
        assert app.screen is screen, "an amendment that changes nothing is not sent"
        screen.draft.set("course.weekly_minutes", 300)
        await keys(pilot, "f9")
        await until(pilot, lambda: isinstance(app.screen, ReasonDialog) and app.screen.query(TextArea))
        await keys(pilot, "»Lægen råder til flere timer.", "ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ConfirmDialog))
        await keys(pilot, "ctrl+s")
        assert isinstance(app.screen, ConfirmDialog), "the key that answered why does not sign"
        await keys(pilot, "f2")
        await until(pilot, lambda: app.answers)
    folded = index.thread_of(pair.caseworker, sent)
    body: dict[str, Any] = index.body(pair.caseworker, folded.order)
    assert (folded.version, body["course"]["weekly_minutes"]) == (2, 300)
    assert body["changes"] == [{"path": "$.course.weekly_minutes", "reason": "Lægen råder til flere timer."}]


async def test_each_changed_field_has_its_own_reason_and_the_last_one_is_offered(
    pair: DeskPair, sent, shell, keys, until
) -> None:
    draft = orders.amendment_draft(pair.caseworker, sent)
    screen = ComposerScreen(draft.id)
    app = shell(pair.caseworker, screen)

    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        screen.draft.set("course.weekly_minutes", 300)
        screen.draft.set("purpose.text", "Rikke skal finde en arbejdsplads hvor hun kan spise i fred.")
        screen.draft.set("goals.0.baseline", "Tager bussen med sin bror.")
        places = screen.offers.changed_places(screen.draft)
        assert len(places) == 3
        await keys(pilot, "f9")
        asked = []
        for number, typed in enumerate(("»Lægen råder til flere timer.", "", "»Mere tid."), 1):
            await until(pilot, lambda n=number: f"({n} of 3)" in _question(app.screen))
            asked.append((app.screen.query_one(TextArea).text, _question(app.screen)))
            await keys(pilot, *([typed] if typed else []), "ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ConfirmDialog))
        await keys(pilot, "f2")
        await until(pilot, lambda: app.answers)
    assert [text for text, _of in asked] == ["", "Lægen råder til flere timer.", "Lægen råder til flere timer."]
    body = index.body(pair.caseworker, index.thread_of(pair.caseworker, sent).order)
    reasons = ["Lægen råder til flere timer.", "Lægen råder til flere timer.", "Mere tid."]
    assert body["changes"] == [{"path": path, "reason": why} for path, why in zip(places, reasons, strict=True)]


def _question(screen: Any) -> str:
    """What a question for a reason is about; "" while none stands there."""
    if not isinstance(screen, ReasonDialog) or not screen.query(TextArea):
        return ""
    return str(screen.query(Label).first().content)


async def test_a_file_is_named_by_its_fingerprint(pair: DeskPair, shell, keys, until, tmp_path: Path) -> None:
    (tmp_path / "cv åse.txt").write_text("Butik i seks år", encoding="utf-8")
    screen = ComposerScreen(orders.new_draft(pair.caseworker, order_body()).id)
    async with shell(pair.caseworker, screen).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await keys(pilot, "f5")
        await pilot.pause()
        await keys(pilot, f"«{tmp_path / 'cv åse.txt'}", "enter")
        await until(pilot, lambda: screen.draft.get("attachments"))
        row = screen.draft.get("attachments")[0]
        assert (row["id"], row["name"], row["size"], row["disclosure"]) == ("B1", "cv åse.txt", 16, "V1")
        assert row["hash"].startswith("sha256-")


async def test_a_draft_that_is_gone_says_so(pair: DeskPair, shell, keys, until) -> None:
    app = shell(pair.caseworker, ComposerScreen("ukendt"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await keys(pilot, "escape")
        await until(pilot, lambda: app.answers == [None])


async def test_who_writes_is_told_that_another_window_wrote_in_the_same_draft(pair, shell, keys, until) -> None:
    draft = orders.new_draft(pair.caseworker, order_body())
    screen = ComposerScreen(draft.id)
    app = shell(pair.caseworker, screen)
    other = open_desk(pair.caseworker.folder.root, PASSPHRASE, clock=pair.clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: screen.found)
        theirs = drafts.load(other, draft.id)
        drafts.save(other, draft.id, {**theirs.body, "purpose": {"text": "Skrevet i det andet vindue."}})
        pair.caseworker.store.refresh()
        screen.post_message(DeskChanged())
        await until(pilot, lambda: app._notifications)
        assert "Another window has written in this draft." in next(iter(app._notifications)).message
        await keys(pilot, "end", "» Skov")
        assert await screen.save_now()
    kept = drafts.listing(pair.caseworker, "order")
    assert {one.body["purpose"]["text"] for one in kept} == {
        "Skrevet i det andet vindue.", order_body()["purpose"]["text"],
    }  # fmt: skip
    other.close()


async def test_in_a_very_small_terminal_there_is_room_to_write(pair: DeskPair, shell, keys, until) -> None:
    draft = orders.new_draft(pair.caseworker)
    screen = ComposerScreen(draft.id)
    async with shell(pair.caseworker, screen).run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: screen.found)
        await keys(pilot, "»Åse")
        await pilot.resize_terminal(40, 10)
        await until(pilot, lambda: screen.form.query_one("#fields").size.height >= 4)
        await keys(pilot, "» Øst")
        assert screen.draft.get("citizen.name") == "Åse Øst"
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: screen.form_desk.findings.outer_size.height == 5)
        assert row_in_focus(screen) == ("citizen", "name")


async def test_what_the_checks_find_while_the_screen_goes_away_stops_nothing(pair: DeskPair, shell, until) -> None:
    screen = ComposerScreen(orders.new_draft(pair.caseworker).id)
    async with shell(pair.caseworker, screen).run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: screen.found)
        await screen.form.remove_children()
        screen.show_found(screen.found)


async def test_advice_is_put_aside_with_a_reason_and_comes_back_when_the_text_changes(
    pair: DeskPair, shell, keys, until
) -> None:
    body = order_body()
    body["goals"][0]["seen_by"] = "Åse har fået mere struktur på dagen."
    screen = ComposerScreen(orders.new_draft(pair.caseworker, body).id)
    app = shell(pair.caseworker, screen)

    def vague() -> list[str]:
        return [one.severity for one in screen.found if (one.code, one.path) == ("ORD22", "$.goals[0].seen_by")]

    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: vague() == ["advise"])
        panel = screen.form_desk.findings
        await keys(pilot, "f6")
        panel.highlighted = [one.code for one in panel._shown].index("ORD22")
        await keys(pilot, "delete")
        await until(pilot, lambda: isinstance(app.screen, ReasonDialog))
        await keys(pilot, "»Det er Åses eget ord.", "ctrl+s")
        await until(pilot, lambda: vague() == ["aside"])
        said = str(panel.get_option_at_index(panel.option_count - 1).prompt)
        assert said.startswith("– put aside (Det er Åses eget ord.): “mere”")
        assert "1 put aside" in str(panel.border_title)
        screen.draft.set("goals.0.seen_by", "Åse har fået mere overblik over dagen.")
        await until(pilot, lambda: vague() == ["advise"])
        screen.draft.set("goals.0.seen_by", "Åse har fået mere struktur på dagen.")
        await until(pilot, lambda: vague() == ["aside"])
        panel.highlighted = panel.option_count - 1
        await keys(pilot, "insert")
        await until(pilot, lambda: vague() == ["advise"])


async def test_what_blocks_stays_where_it_is(pair: DeskPair, shell, keys, until) -> None:
    body = order_body()
    del body["goals"][1]["due"]
    screen = ComposerScreen(orders.new_draft(pair.caseworker, body).id)
    app = shell(pair.caseworker, screen)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: screen.found)
        await keys(pilot, "f6", "home", "delete")
        assert app.screen is screen
        assert [note.message for note in app._notifications] == [
            "What keeps the document from being sent cannot be put aside."
        ]


async def test_the_questions_of_the_programme_stand_at_the_fields_and_fill_in_nothing(
    pair: DeskPair, shell, keys, until
) -> None:
    draft = orders.new_draft(pair.caseworker)
    screen = ComposerScreen(draft.id)
    app = shell(pair.caseworker, screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await keys(pilot, "f2")
        assert "Choose the programme first; its questions follow it." in [note.message for note in app._notifications]
        await keys(pilot, "f8", "f8", "right", "right", "tab")
        assert row_in_focus(screen) == ("purpose", "text")
        assert str(screen.query_one("#field-help", Static).content).splitlines() == [
            "What can the citizen not get started with alone today?",
            "Why is a mentor the answer, and not something else?",
        ]
        await keys(pilot, "f8", "enter", "tab")
        assert row_in_focus(screen) == ("goals", 0, "seen_by")
        assert "without the mentor" in str(screen.query_one("#field-help", Static).content)
        screen.draft.set("programme.type", "work_trial")
        await keys(pilot, "shift+tab", "tab")
        assert "effective hours" in str(screen.query_one("#field-help", Static).content)
        await keys(pilot, "f2")
        await until(pilot, lambda: isinstance(app.screen, MessageDialog))
        told = " ".join(str(label.content) for label in app.screen.query(Label))
        assert "Which adjustment was tried, from what to what, and did it help?" in told
        await keys(pilot, "escape")
        body = screen.draft.snapshot()
        assert "text" not in body["purpose"]
        assert not {"text", "seen_by", "baseline"} & set(body["goals"][0])


async def test_the_municipalitys_own_questions_are_asked_too(pair: DeskPair, shell, keys, tmp_path: Path) -> None:
    folder = tmp_path / "lindholm"
    (folder / "questions" / "en").mkdir(parents=True)
    (folder / "questions" / "en" / "mentor.toml").write_text(
        '[purpose]\ntext = ["What said the team?"]\n', encoding="utf-8"
    )
    local_policy.choose_folder(pair.caseworker, folder)
    screen = ComposerScreen(orders.new_draft(pair.caseworker, {"programme": {"type": "mentor"}}).id)
    app = shell(pair.caseworker, screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await keys(pilot, "f8", "f8", "tab")
        assert str(screen.query_one("#field-help", Static).content).splitlines() == [
            "What said the team?", "What can the citizen not get started with alone today?",
        ]  # fmt: skip


async def test_a_broken_file_of_questions_is_said_where_the_questions_are(
    pair: DeskPair, shell, keys, until, tmp_path: Path
) -> None:
    folder = tmp_path / "lindholm"
    (folder / "questions" / "en").mkdir(parents=True)
    file = folder / "questions" / "en" / "mentor.toml"
    file.write_text('[purpose]\ntext = ["What said the team?"]\n', encoding="utf-8")
    local_policy.choose_folder(pair.caseworker, folder)
    file.write_text('[purpose]\ntekst = ["What said the team?"]\n', encoding="utf-8")
    screen = ComposerScreen(orders.new_draft(pair.caseworker, {"programme": {"type": "mentor"}}).id)
    app = shell(pair.caseworker, screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await keys(pilot, "f2")
        await until(pilot, lambda: isinstance(app.screen, MessageDialog) and app.screen.query(Label))
        said = str(app.screen.query(Label).first().content)
        assert said.startswith("! The file en/mentor.toml, line 2: “tekst” is none of these: text")
        assert "Why is a mentor the answer" in said, "the program's own are asked"


async def test_facts_of_an_earlier_order_wait_until_they_are_confirmed(pair: DeskPair, shell, keys, until) -> None:
    body = order_body()
    for fact, day in zip(body["citizen"]["facts"], ("2026-01-05", "2026-10-20"), strict=False):
        fact["confirmed"] = day
    body["citizen"]["support_needs"][0]["confirmed"] = "2026-02-02"
    body["voice"]["obtained"] = "2026-10-28"
    screen = ComposerScreen(orders.new_draft(pair.caseworker, body).id)
    app = shell(pair.caseworker, screen)

    def waiting() -> list[str]:
        return [one.path for one in screen.found if one.code == "ORD29"]

    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: len(waiting()) == 2)
        await until(pilot, lambda: [note for note in app._notifications if "press F3 at each" in note.message])
        assert screen.draft.get("citizen.facts.0.confirmed") == "2026-01-05"
        await keys(pilot, "f3")
        await until(pilot, lambda: screen.form.path_in_focus()[:3] == ("citizen", "facts", 0))
        rows = screen.query("GroupRows RowList").first()
        assert str(rows.get_option_at_index(0).prompt).startswith("?1.")
        await keys(pilot, "f3")
        assert screen.draft.get("citizen.facts.0.confirmed") == "2026-11-02"
        await until(pilot, lambda: waiting() == ["$.citizen.support_needs[0].confirmed"])
        assert str(rows.get_option_at_index(0).prompt).startswith(" 1.")
        await keys(pilot, "f3")
        await until(pilot, lambda: screen.form.path_in_focus()[:3] == ("citizen", "support_needs", 0))
        await keys(pilot, "f3")
        await until(pilot, lambda: not waiting())
        await keys(pilot, "f3")
        assert "Nothing waits to be confirmed." in [note.message for note in app._notifications]
        await keys(pilot, "ctrl+z")
        assert screen.draft.get("citizen.support_needs.0.confirmed") == "2026-02-02"


async def test_an_order_begun_by_mistake_is_gone_when_it_is_left_untouched(pair: DeskPair, shell, keys, until) -> None:
    screen = ComposerScreen(orders.new_draft(pair.caseworker).id)
    app = shell(pair.caseworker, first := Screen[None]())
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(screen)
        await until(pilot, lambda: screen.found)
        await keys(pilot, "f8", "tab", "f7", "escape")
        await until(pilot, lambda: app.screen is first)
        assert drafts.listing(pair.caseworker) == []


async def test_an_order_with_one_letter_stays_when_it_is_left(pair: DeskPair, shell, keys, until) -> None:
    screen = ComposerScreen(orders.new_draft(pair.caseworker).id)
    app = shell(pair.caseworker, first := Screen[None]())
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(screen)
        await until(pilot, lambda: screen.found)
        await keys(pilot, "»Å", "escape")
        await until(pilot, lambda: app.screen is first)
        assert [draft.label for draft in drafts.listing(pair.caseworker)] == ["Å"]
