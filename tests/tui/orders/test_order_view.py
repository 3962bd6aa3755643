"""An order as both sides see it: the whole of it, what happened, what changed, and what may be done."""

import pytest
from desk_pair import DeskPair
from factories import order_body
from textual.widgets import Static

from orderdesk.desk import drafts, orders, replies
from orderdesk.tui.actions import action_named
from orderdesk.tui.footer import DeskFooter
from orderdesk.tui.listing import RecordList
from orderdesk.tui.orders.answer import AnswerScreen
from orderdesk.tui.orders.composer import ComposerScreen
from orderdesk.tui.orders.happenings import receipt
from orderdesk.tui.orders.order_view import OrderScreen
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
    pair.consultant.store.put("threads", sent, row | {"documents": left})
    screen = OrderScreen(sent)
    async with shell(pair.consultant, screen).run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: screen.reading)
        assert "1 document that others refer to has not come." in head(screen)


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


async def test_a_state_that_began_with_a_day_tells_no_time(pair: DeskPair, sent, shell, until) -> None:
    meeting = {"day": "2026-11-05", "time": "09:30", "place": "Ærøvej 4"}
    replies.accept(pair.consultant, sent, first_meeting=meeting, start="2026-11-02")
    pair.deliver()
    screen = OrderScreen(sent)
    async with shell(pair.caseworker, screen).run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: screen.reading)
        await until(pilot, lambda: " since 2 Nov 2026\n" in head(screen))


async def test_history_begins_with_what_came_last(pair: DeskPair, sent, shell, keys, until) -> None:
    screen = OrderScreen(sent)
    async with shell(pair.caseworker, screen).run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: screen.reading)
        await keys(pilot, "f5", "f5", "f5")
        replies.decline(pair.consultant, sent, code="no_capacity", text="Ingen ledige.")
        pair.deliver()
        screen.read_again()
        await until(pilot, lambda: len(screen.reading.happenings) == 2)
        await keys(pilot, "f5")
        assert screen.query_one(RecordList).current == screen.reading.happenings[-1].digest
