"""An order as both sides see it: the whole of it, what happened, what changed, and what may be done."""

import pytest
from desk_pair import DeskPair
from factories import order_body
from textual.command import CommandList
from textual.widgets import Static

from orderdesk.desk import drafts, index
from orderdesk.desk.moves.making import make
from orderdesk.desk.ordering import orders, replies
from orderdesk.tui.actions import action_named
from orderdesk.tui.footer import DeskFooter
from orderdesk.tui.listing import RecordList
from orderdesk.tui.moves.screen import MoveScreen
from orderdesk.tui.orders.answer import AnswerScreen
from orderdesk.tui.orders.composer import ComposerScreen
from orderdesk.tui.orders.happenings import receipt
from orderdesk.tui.orders.history_page import HistoryPage
from orderdesk.tui.orders.order_view import OrderScreen
from orderdesk.tui.orders.whole_text import WholeTextScreen
from orderdesk.tui.reports.writer import WriterScreen

SIZES = [(80, 24), (120, 40)]
FIRST = {"day": "2026-11-05", "time": "10:00", "place": "Fjordvejen 8"}


def shown(screen: OrderScreen, place: str) -> str:
    return "\n".join(str(widget.content) for widget in screen.query(f"{place} Static").results(Static))


def head(screen: OrderScreen) -> str:
    return str(screen.query_one("#contact", Static).content) + "\n" + str(screen.query_one("#standing", Static).content)


def footer(screen: OrderScreen) -> dict[str, bool]:
    return {item.action.id: item.possible for item in screen.query_one(DeskFooter).items}


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40"])
async def test_the_provider_reads_purpose_and_goals_first_and_whom_to_ring(size, pair, sent, shell, until) -> None:
    screen = OrderScreen(sent)
    async with shell(pair.consultant, screen).run_test(size=size) as pilot:
        await until(pilot, lambda: screen.reading)
        text = shown(screen, "#order-text")
        places = [
            text.index(words) for words in ("Purpose", "Goals, the first", "The citizen's own voice", "The citiz")
        ]
        assert places[:3] == sorted(places[:3])
        assert "70 10 20 31" in head(screen)
        assert "mette.krogh@lindholm.example" in head(screen)
        contact = screen.query_one("#contact")
        assert contact.region.height >= 1
        assert screen.region.contains_region(contact.region)
        for words in ("Rikke Sønderby, 710385-1234", "Der har været en konsultation", "LAB § 116", "4:00",
                      "At nogen går med mig til lægen.", "Retssikkerhedsloven § 11 a", "Undgå trapper"):  # fmt: skip
            assert words in text


async def test_the_safety_note_is_hidden_until_it_is_asked_for(pair: DeskPair, shell, keys, until) -> None:
    body = order_body()
    body["citizen"]["safety_note"] = "Mød aldrig op alene på adressen."
    thread = orders.send(pair.caseworker, orders.new_draft(pair.caseworker, body).id).thread
    pair.deliver()
    screen = OrderScreen(thread)
    async with shell(pair.consultant, screen).run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: screen.reading)
        assert "There is a safety note" in shown(screen, "#order-text")
        assert "aldrig op alene" not in shown(screen, "#order-text")
        await keys(pilot, "f6")
        await until(pilot, lambda: "aldrig op alene" in shown(screen, "#order-text"))
        await keys(pilot, "f6")
        await until(pilot, lambda: "aldrig op alene" not in shown(screen, "#order-text"))


async def test_the_palette_finds_what_can_be_done_with_the_order(pair: DeskPair, sent, shell, keys, until) -> None:
    replies.accept(pair.consultant, sent, first_meeting=FIRST, start="2026-11-05")
    pair.deliver()
    screen = OrderScreen(sent)
    app = shell(pair.caseworker, screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: screen.reading)
        await keys(pilot, "ctrl+p", "»hand the case")
        await until(pilot, lambda: "Hand the case over" in palette(app))
        assert "Resume" not in palette(app), "the order is not on hold"
        await keys(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, MoveScreen))
        assert app.screen.move.action == "change_caseworker"


def palette(app) -> str:
    found = app.screen.query(CommandList)
    return "\n".join(str(option.prompt) for option in found.first().options) if found else ""


async def test_what_is_not_possible_says_why(pair: DeskPair, sent, shell, keys, until) -> None:
    screen = OrderScreen(sent)
    app = shell(pair.consultant, screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: screen.reading and footer(screen).get("order.answer"))
        assert footer(screen)["order.report"] is False
        assert "order.amend" not in footer(screen)
        assert "has been accepted" in screen.why_not("order.report")
        await keys(pilot, "f4")
        assert app.screen is screen
        assert screen.why_not("order.safety") == "The order has no safety note."


async def test_the_caseworker_sees_what_happened_with_receipts(pair: DeskPair, sent, shell, keys, until) -> None:
    replies.ask(pair.consultant, sent, path="$.goals[0].seen_by", question="Hvem skal se, at hun møder frem?")
    pair.deliver()
    screen = OrderScreen(sent)
    async with shell(pair.caseworker, screen).run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: screen.reading)
        assert "question from provider" in head(screen)
        assert "Hvem skal se, at hun møder frem?" in head(screen)
        assert "Goals 1: How one sees it is met" in head(screen)
        await keys(pilot, "f5")
        lines = [(one.who, one.sub or one.kind) for one in reversed(screen.reading.happenings)]
        assert lines == [("Sara Holt", "ask"), ("Mette Krogh", "order")]
        assert screen.query_one(RecordList).current == screen.reading.happenings[-1].digest
        await keys(pilot, "down")
        await pilot.pause()
        told = str(screen.query_one("#happening-text", Static).content)
        assert "Sara Holt: received" in told


async def test_a_later_version_shows_what_was_changed_and_why(pair: DeskPair, sent, shell, keys, until) -> None:
    draft = orders.amendment_draft(pair.caseworker, sent)
    draft.body["course"]["weekly_minutes"] = 300
    draft.body["goals"][0]["due"] = "2026-12-11"
    draft.body["changes"] = [{"path": "$.goals[0].due", "reason": "Lægen har først tid i december."}]
    drafts.save(pair.caseworker, draft.id, draft.body)
    orders.send(pair.caseworker, draft.id)
    pair.deliver()
    screen = OrderScreen(sent)
    async with shell(pair.consultant, screen).run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: screen.reading)
        assert "version 2" in screen.heading_detail
        await keys(pilot, "f5", "f5")
        text = shown(screen, "#versions")
        for words in ("Goals 1: By when", "before: 13 Nov 2026", "now: 11 Dec 2026", "Lægen har først tid i december.",
                      "Course and hours: Hours a week", "before: 4:00", "now: 5:00"):  # fmt: skip
            assert words in text


async def test_an_order_that_is_not_on_this_desk_says_so(pair: DeskPair, shell, until) -> None:
    screen = OrderScreen("urn:uuid:11111111-1111-4111-8111-111111111111")
    app = shell(pair.consultant, screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.screen is not screen)
        await pilot.press("escape")
        await until(pilot, lambda: app.answers == [None])


async def test_a_document_that_has_not_come_is_told(pair: DeskPair, sent, shell, until) -> None:
    asked = replies.ask(pair.consultant, sent, path="$", question="Hvem ringer til lægen?").digest
    pair.deliver()
    replies.answer(pair.caseworker, sent, text="Det gør du.")
    pair.deliver()
    row = pair.consultant.store.get("threads", sent)
    assert row is not None
    left = [digest for digest in row["documents"] if digest != asked]
    pair.consultant.store.delete("documents", asked)
    pair.consultant.store.put("threads", sent, row | {"documents": left, "missing": [asked]})
    screen = OrderScreen(sent)
    async with shell(pair.consultant, screen).run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: screen.reading)
        assert "A reply is missing: Mette Krogh, Lindholm Kommune had seen it on" in head(screen)
        assert "It may only be late." in head(screen)
        assert "2 Nov 2026" in head(screen)
        await pilot.press("ctrl+r")
        await until(pilot, lambda: screen.reading and screen.reading.missing[0].state == "asked for")


async def test_a_document_that_came_too_late_stands_as_what_it_is(pair: DeskPair, sent, shell, until) -> None:
    replies.decline(pair.consultant, sent, code="no_capacity", text="Ingen ledige før jul.")
    draft = orders.amendment_draft(pair.caseworker, sent)
    drafts.save(pair.caseworker, draft.id, {**draft.body, "case_number": "2026-00418"})
    orders.send(pair.caseworker, draft.id)
    pair.deliver()
    screen = OrderScreen(sent)
    async with shell(pair.caseworker, screen).run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: screen.reading)
        late = [one for one in screen.reading.happenings if one.standing == "refused"]
        assert len(late) == 1
        assert receipt(late[0]) == "not possible when it came, no effect"


async def test_keys_lead_to_answering_amending_and_reporting(pair: DeskPair, sent, shell, keys, until) -> None:
    screen = OrderScreen(sent)
    app = shell(pair.consultant, screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: screen.reading)
        await keys(pilot, "f2")
        await until(pilot, lambda: isinstance(app.screen, AnswerScreen))
        await keys(pilot, "escape")
        await until(pilot, lambda: app.screen is screen)
        replies.accept(pair.consultant, sent, first_meeting=FIRST, start="2026-11-05")
        screen.on_desk_changed()
        await until(pilot, lambda: footer(screen)["order.report"])
        assert "accepted since" in head(screen)
        assert "5 Nov 2026 · 10:00 · Fjordvejen 8" in head(screen)
        await keys(pilot, "f4", "enter")
        await until(pilot, lambda: isinstance(app.screen, WriterScreen))


async def test_the_caseworker_amends_and_begins_anew_from_an_order(pair: DeskPair, sent, shell, keys, until) -> None:
    screen = OrderScreen(sent)
    app = shell(pair.caseworker, screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: screen.reading)
        assert action_named("order.report") not in screen.possible_actions()
        await keys(pilot, "f3")
        await until(pilot, lambda: isinstance(app.screen, ComposerScreen))
        assert app.screen.thread == sent
        await keys(pilot, "escape")
        await until(pilot, lambda: app.screen is screen)
        await keys(pilot, "ctrl+n")
        await until(pilot, lambda: isinstance(app.screen, ComposerScreen))
        assert app.screen.thread == ""
        assert app.screen.draft.get("relation") == {"kind": "follows", "thread": sent}


async def test_each_side_is_told_whom_to_ring_at_the_other(pair: DeskPair, sent, shell, until) -> None:
    for desk, other in ((pair.caseworker, "Sara Holt · 70 10 20 52"), (pair.consultant, "Mette Krogh · 70 10 20 31")):
        screen = OrderScreen(sent)
        async with shell(desk, screen).run_test(size=(120, 40)) as pilot:
            await until(pilot, lambda screen=screen: screen.reading)
            await pilot.pause()
            assert other in str(screen.query_one("#contact").content)


def accept(pair: DeskPair, thread: str) -> None:
    replies.accept(pair.consultant, thread, first_meeting=FIRST, start="2026-11-05")
    pair.deliver()


def start(pair: DeskPair, thread: str) -> None:
    accept(pair, thread)
    make(pair.consultant, thread, "start", {"first_offered": "2026-11-01", "first_attended": "2026-11-02"})
    pair.deliver()


HOLD = {"code": "illness", "reason": "Rikke er indlagt.", "since": "2026-11-02", "expected_resume": "2026-11-16"}
END = {"group": "citizen", "code": "treatment_first", "reason": "Rikke begynder i behandling.",
       "last_day": "2026-11-30"}  # fmt: skip


async def test_an_order_that_waits_says_until_when(pair: DeskPair, sent, shell, until) -> None:
    screen = OrderScreen(sent)
    async with shell(pair.consultant, screen).run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: screen.reading)
        assert "answer by 4 Nov 2026" in head(screen)


@pytest.mark.parametrize("side", ["caseworker", "consultant"])
async def test_a_course_that_runs_shows_who_has_it_and_when_it_began(
    pair: DeskPair, sent, shell, until, side: str
) -> None:
    start(pair, sent)
    screen = OrderScreen(sent)
    async with shell(getattr(pair, side), screen).run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: screen.reading)
        assert "running since" in head(screen)
        assert "First meeting" not in head(screen), "the agreement on the first meeting has done its work"
        for words in ("How it stands", "Caseworker now: Mette Krogh · 70 10 20 31", "Consultant now: Sara Holt",
                      "First offered: 1 Nov 2026", "First attended: 2 Nov 2026"):  # fmt: skip
            assert words in shown(screen, "#order-text")


async def test_a_hold_says_why_since_and_until_when_and_an_end_who_asked_for_it(
    pair: DeskPair, sent, shell, until
) -> None:
    start(pair, sent)
    make(pair.consultant, sent, "hold", HOLD)
    pair.deliver()
    screen = OrderScreen(sent)
    async with shell(pair.caseworker, screen).run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: screen.reading)
        assert "on hold since" in head(screen)
        assert "expected to go on 16 Nov 2026" in head(screen)
        assert "Rikke er indlagt." in head(screen)
        make(pair.caseworker, sent, "end", END)
        screen.on_desk_changed()
        await until(pilot, lambda: "asked to be ended" in head(screen))
        assert "Mette Krogh asked to end the course: treatment comes first · 30 Nov 2026" in head(screen)
        assert "Rikke begynder i behandling." in head(screen)
        assert "End asked for by: Mette Krogh" in shown(screen, "#order-text")


async def test_an_earlier_consultant_stays_in_sight(pair: DeskPair, sent, shell, until) -> None:
    start(pair, sent)
    change = {"consultant": "sara-holt", "since": "2026-11-02", "reason": "Sara er tilbage.", "citizen_told": True}
    make(pair.consultant, sent, "change_consultant", change)
    pair.deliver()
    screen = OrderScreen(sent)
    async with shell(pair.caseworker, screen).run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: screen.reading)
        text = shown(screen, "#order-text")
        assert "Consultant now: Sara Holt · 70 10 20 52 · since 2 Nov 2026" in text
        assert "Earlier: Sara Holt" in text


async def test_an_objection_stands_beside_the_field_it_is_about(pair: DeskPair, sent, shell, keys, until) -> None:
    start(pair, sent)
    draft = orders.amendment_draft(pair.caseworker, sent)
    draft.body["course"]["weekly_minutes"] = 300
    drafts.save(pair.caseworker, draft.id, draft.body)
    orders.send(pair.caseworker, draft.id)
    pair.deliver()
    screen = OrderScreen(sent)
    async with shell(pair.consultant, screen).run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: screen.reading)
        assert "Version 2: amended, not acknowledged yet" in head(screen)
        objection = {"paths": ["$.course.weekly_minutes"], "text": "Butikken kan ikke.", "alternative": "Fra januar."}
        make(pair.consultant, sent, "object", objection)
        screen.on_desk_changed()
        await until(pilot, lambda: "objection to the amendment: Butikken kan ikke." in head(screen))
        await keys(pilot, "f5", "f5")
        text = shown(screen, "#versions")
        after = text[text.index("now: 5:00") :]
        assert "! Sara Holt objects: Butikken kan ikke." in after
        assert "could do instead: Fra januar." in after


async def test_each_notice_is_a_line_with_its_gist_and_opens_in_full(pair: DeskPair, sent, shell, keys, until) -> None:
    start(pair, sent)
    absence = {"day": "2026-11-02", "session": "planned", "plan": "Jeg ringer i morgen.",
               "absence": {"reason": "illness", "notified": False, "attempts": 2}}  # fmt: skip
    make(pair.consultant, sent, "tell_absence", absence)
    make(pair.consultant, sent, "good_news", {"text": "Rikke tog bussen alene.", "goal": "M1"})
    pair.deliver()
    screen = OrderScreen(sent)
    app = shell(pair.caseworker, screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: screen.reading)
        await keys(pilot, "f5")
        lines = [row.cells[2] for row in screen.query_one(HistoryPage).query_one("RowsView").rows]
        assert lines[:3] == [
            "told good news: Rikke tog bussen alene.",
            "told of an absence: 2 Nov 2026 · illness",
            "told of the start: 2 Nov 2026",
        ]
        await keys(pilot, "down", "enter")
        await until(pilot, lambda: isinstance(app.screen, WholeTextScreen))
        told = str(app.screen.query_one(Static).content)
        for words in ("Sara Holt told of an absence", "Gave word: no", "Attempts: 2", "Jeg ringer i morgen."):
            assert words in told


async def test_a_meeting_shows_who_was_there_what_was_decided_and_the_citizens_remarks(
    pair: DeskPair, sent, shell, keys, until
) -> None:
    start(pair, sent)
    held = {
        "day": "2026-11-02", "form": "in_person", "citizen": {"present": True}, "caseworker": {"present": True},
        "consultant": {"present": False}, "next_by": "2026-12-14",
        "decisions": [{"text": "Fire timer fra næste uge", "owner": "consultant", "by": "2026-11-16"}],
        "citizen_remarks": {"status": "given", "words": "Jeg vil gerne op i tid."},
    }  # fmt: skip
    screen = OrderScreen(sent)
    async with shell(pair.consultant, screen).run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: screen.reading)
        await keys(pilot, "f10")
        assert "Next meeting due by 31 Dec 2026" in shown(screen, "#meetings")
        make(pair.caseworker, sent, "record_meeting", held)
        pair.deliver()
        screen.on_desk_changed()
        await until(pilot, lambda: "Fire timer fra næste uge" in shown(screen, "#meetings"))
        text = shown(screen, "#meetings")
        for words in ("Next meeting due by 14 Dec 2026", "Citizen there: yes", "Consultant there: no",
                      "Fire timer fra næste uge · the consultant · 16 Nov 2026",
                      "Jeg vil gerne op i tid."):  # fmt: skip
            assert words in text


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40"])
async def test_every_page_has_room_for_its_list(pair: DeskPair, sent, shell, keys, until, size) -> None:
    start(pair, sent)
    make(pair.consultant, sent, "hand_back", {**END, "hand_over": {"reached": "Lægebesøg.", "open": "Praktikken."}})
    pair.deliver()
    screen = OrderScreen(sent)
    async with shell(pair.caseworker, screen).run_test(size=size) as pilot:
        await until(pilot, lambda: screen.reading)
        for page in ("history", "versions", "meetings"):
            await keys(pilot, "f5")
            await pilot.pause()
            shown_page = screen.query_one(f"#{page}")
            assert screen.region.contains_region(shown_page.region)
            for view in shown_page.query("RowsView"):
                assert view.region.height >= 4
    assert index.thread_of(pair.caseworker, sent).state == "end_requested"


async def test_who_is_to_answer_again_reads_what_was_answered_above_the_order(pair, sent, shell, until) -> None:
    replies.ask(pair.consultant, sent, path="$.purpose.text", question="Hvem tager med til lægen?")
    pair.deliver()
    replies.answer(pair.caseworker, sent, text="Det gør du.")
    pair.deliver()
    screen = OrderScreen(sent)
    async with shell(pair.consultant, screen).run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: screen.reading)
        await until(pilot, lambda: "Det gør du." in head(screen))
        assert "Hvem tager med til lægen?" in head(screen)


async def test_history_begins_with_what_came_last(pair: DeskPair, sent, shell, keys, until) -> None:
    screen = OrderScreen(sent)
    async with shell(pair.caseworker, screen).run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: screen.reading)
        await keys(pilot, "f5", "f5", "f5", "f5")
        replies.decline(pair.consultant, sent, code="no_capacity", text="Ingen ledige.")
        pair.deliver()
        screen.read_again()
        await until(pilot, lambda: len(screen.reading.happenings) == 2)
        await keys(pilot, "f5")
        assert screen.query_one(RecordList).current == screen.reading.happenings[-1].digest
