"""The provider accepts, asks, declines; the caseworker answers, upholds, agrees: by keys, on real desks."""

from desk_pair import DeskPair
from factories import order_body
from textual.widgets import Static

from orderdesk.desk import drafts, index
from orderdesk.desk.ordering import orders, replies
from orderdesk.tui.dialogs import ConfirmDialog
from orderdesk.tui.form.row import FieldRow
from orderdesk.tui.orders.answer import AnswerScreen


def reply(pair: DeskPair, thread: str, sub: str) -> dict[str, object]:
    entries = [entry for entry in index.entries_of(pair.caseworker, thread) if entry.sub == sub]
    return index.body(pair.caseworker, entries[-1].digest)


def why_another(screen: AnswerScreen) -> FieldRow:
    return next(row for row in screen.query(FieldRow) if row.path[-1] == "not_preferred_because")


def about(screen: AnswerScreen) -> str:
    return str(screen.query_one("#about", Static).content)


async def send(app, pilot, keys, until) -> None:
    await keys(pilot, "f9")
    await until(pilot, lambda: isinstance(app.screen, ConfirmDialog))
    await keys(pilot, "ctrl+s")
    await until(pilot, lambda: app.answers == [True])


async def test_the_provider_accepts_with_consultant_first_meeting_and_start(
    pair: DeskPair, sent, shell, keys, until
) -> None:
    screen = AnswerScreen(sent)
    app = shell(pair.consultant, screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Rikke skal have en fast kontakt" in about(screen)
        await keys(pilot, "f9")
        await until(pilot, lambda: screen.focused and getattr(screen.focused.parent, "path", ())[-1:] == ("day",))
        await keys(pilot, "»2026-11-05", "tab", "»9.30", "tab", "»Ærøvej 4")
        await send(app, pilot, keys, until)
    pair.deliver()
    body = reply(pair, sent, "accept")
    assert body["first_meeting"] == {"day": "2026-11-05", "time": "09:30", "place": "Ærøvej 4"}
    assert (body["consultant"]["person"], body["start"]) == ("sara-holt", "2026-11-02")
    assert index.thread_of(pair.caseworker, sent).accepted
    assert drafts.listing(pair.consultant) == []
    assert app.changes == 1


async def test_the_provider_asks_about_a_field(pair: DeskPair, sent, shell, keys, until) -> None:
    screen = AnswerScreen(sent)
    app = shell(pair.consultant, screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await keys(pilot, "f8", "enter")
        await pilot.pause()
        await keys(pilot, "»goals 2 sees", "enter", "tab", "»Hvem ser det?")
        await send(app, pilot, keys, until)
    pair.deliver()
    body = reply(pair, sent, "ask")
    assert (body["path"], body["question"]) == ("$.goals[1].seen_by", "Hvem ser det?")
    assert index.thread_of(pair.caseworker, sent).state == "question"


async def test_the_provider_declines_with_reason_and_alternative(pair: DeskPair, sent, shell, keys, until) -> None:
    screen = AnswerScreen(sent)
    app = shell(pair.consultant, screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await keys(pilot, "f8", "f8", "f9")
        await pilot.pause()
        assert app.screen is screen, "nothing is declined without a reason"
        await keys(pilot, "right", "tab", "»Fuldt booket.", "tab", "»Vi kan i uge 2.")
        await send(app, pilot, keys, until)
    pair.deliver()
    body = reply(pair, sent, "decline")
    assert (body["code"], body["text"], body["alternative"]) == ("no_capacity", "Fuldt booket.", "Vi kan i uge 2.")


async def test_the_caseworker_answers_the_question(pair: DeskPair, sent, shell, keys, until) -> None:
    replies.ask(pair.consultant, sent, path="$.goals[0].seen_by", question="Hvem skal se, at hun møder frem?")
    pair.deliver()
    screen = AnswerScreen(sent)
    app = shell(pair.caseworker, screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Hvem skal se, at hun møder frem?" in about(screen)
        assert [section.id for section in screen.form.sections] == ["answer"]
        await keys(pilot, "»Det gør du.")
        await send(app, pilot, keys, until)
    pair.deliver()
    assert index.thread_of(pair.consultant, sent).state == "delivered"
    assert reply(pair, sent, "answer")["text"] == "Det gør du."


async def test_an_order_is_upheld_once_and_then_the_caseworker_can_only_agree(
    pair: DeskPair, sent, shell, keys, until
) -> None:
    replies.decline(pair.consultant, sent, code="no_capacity", text="Ingen ledige.")
    pair.deliver()
    screen = AnswerScreen(sent)
    app = shell(pair.caseworker, screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert [section.id for section in screen.form.sections] == ["uphold", "agree_decline"]
        await keys(pilot, "»Kan I i uge 2?")
        await send(app, pilot, keys, until)
    pair.deliver()
    replies.decline(pair.consultant, sent, code="no_capacity", text="Nej.")
    pair.deliver()
    again = AnswerScreen(sent)
    app = shell(pair.caseworker, again)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert [section.id for section in again.form.sections] == ["agree_decline"]
        await send(app, pilot, keys, until)
    assert index.thread_of(pair.caseworker, sent).state == "declined"


async def test_another_consultant_than_the_one_asked_for_needs_a_reason(pair: DeskPair, shell, keys, until) -> None:
    body = order_body()
    body["provider"]["preferred_consultant"] = {"name": "Åge Dam", "reason": "Kender familien."}
    thread = orders.send(pair.caseworker, orders.new_draft(pair.caseworker, body).id).thread
    pair.deliver()
    screen = AnswerScreen(thread)
    async with shell(pair.consultant, screen).run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: screen.found)
        assert "Asked for: Åge Dam" in about(screen)
        assert "$.accept.not_preferred_because" in [lack.path for lack in screen.found]
        assert why_another(screen).display


async def test_the_one_who_was_asked_for_is_not_asked_why_it_is_another(
    pair: DeskPair, sent, shell, keys, until
) -> None:
    screen = AnswerScreen(sent)
    async with shell(pair.consultant, screen).run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: screen.found)
        assert "Asked for: Sara Holt" in about(screen)
        assert not why_another(screen).display


async def test_what_was_begun_is_there_again(pair: DeskPair, sent, shell, keys, until) -> None:
    screen = AnswerScreen(sent)
    async with shell(pair.consultant, screen).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await keys(pilot, "f8", "f8", "tab", "»Vi når det ikke før jul.", "escape")
        await until(pilot, lambda: drafts.find(pair.consultant, "reply", sent))
    assert drafts.find(pair.consultant, "reply", sent).label == "Rikke Sønderby"
    again = AnswerScreen(sent)
    async with shell(pair.consultant, again).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert again.draft.get("decline.text") == "Vi når det ikke før jul."


async def test_with_nothing_to_answer_the_screen_says_so(pair: DeskPair, sent, shell, keys, until) -> None:
    app = shell(pair.caseworker, AnswerScreen(sent))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await keys(pilot, "escape")
        await until(pilot, lambda: app.answers == [None])


async def test_f7_leaves_a_long_text_and_what_is_sent_is_the_page_that_is_shown(
    pair: DeskPair, sent, shell, keys, until
) -> None:
    replies.decline(pair.consultant, sent, code="no_capacity", text="Vi har ingen ledige pladser før jul.")
    pair.deliver()
    screen = AnswerScreen(sent)
    app = shell(pair.caseworker, screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await keys(pilot, "f8", "»Tak for svaret.", "f7", "»Vi betaler for tolken.")
        assert screen.answer == "uphold"
        assert screen.draft.get("uphold.text") == "Vi betaler for tolken."
        assert screen.draft.get("agree_decline.text") == "Tak for svaret."
        await keys(pilot, "f6")
        await until(pilot, lambda: screen.form_desk.findings in screen.focused.ancestors_with_self)


async def test_who_answers_an_upheld_order_reads_why_it_was_upheld(pair: DeskPair, sent, shell, until) -> None:
    replies.decline(pair.consultant, sent, code="no_capacity", text="Ingen ledige.")
    pair.deliver()
    replies.uphold(pair.caseworker, sent, text="Vi kan vente til uge 2.")
    pair.deliver()
    screen = AnswerScreen(sent)
    async with shell(pair.consultant, screen).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Mette Krogh upheld the order" in about(screen)
        assert "Vi kan vente til uge 2." in about(screen)
        assert "Ingen ledige." in about(screen)


async def test_a_second_uphold_is_refused_with_the_reason(pair: DeskPair, sent, shell, until) -> None:
    for turn in ("Ingen ledige.", "Nej."):
        replies.decline(pair.consultant, sent, code="no_capacity", text=turn)
        pair.deliver()
        if turn != "Nej.":
            replies.uphold(pair.caseworker, sent, text="Kan I i uge 2?")
            pair.deliver()
    screen = AnswerScreen(sent)
    async with shell(pair.caseworker, screen).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert about(screen).endswith(
            "The order has already been upheld once. Agree to the decline; a new order can be begun from this one."
        )


async def test_a_long_decline_can_be_read_to_its_end_by_keys(pair: DeskPair, sent, shell, keys, until) -> None:
    replies.decline(pair.consultant, sent, code="no_capacity", text="Vi har prøvet det samme før jul. " * 20)
    pair.deliver()
    screen = AnswerScreen(sent)
    async with shell(pair.caseworker, screen).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        pane = screen.query_one("#matter")
        await until(pilot, lambda: pane.max_scroll_y > 0)
        screen.form.query_one("#sections").focus()
        await keys(pilot, "shift+tab")
        assert screen.focused is pane
        await keys(pilot, "end")
        await until(pilot, lambda: pane.scroll_y == pane.max_scroll_y)
