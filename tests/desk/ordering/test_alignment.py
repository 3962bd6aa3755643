"""Where the citizen stands, with its history."""

from desk_pair import DeskPair
from factories import order_body
from fault_desks import accept

from orderdesk.desk import drafts
from orderdesk.desk.moves.making import make
from orderdesk.desk.ordering import orders
from orderdesk.desk.ordering.alignment import alignment


def test_the_history_says_how_it_was_had_and_an_amendment_is_no_new_answer(pair: DeskPair) -> None:
    body = order_body()
    body["goals"][0]["stance"] = "agreed"
    thread = orders.send(pair.caseworker, orders.new_draft(pair.caseworker, body).id).thread
    pair.deliver()
    accept(pair, thread)
    pair.clock.forward(days=1)
    partly = [{"item": "M1", "stance": "partly", "words": "Hvis det går stille."}]
    make(pair.consultant, thread, "align", {"day": "2026-11-03", "how": "phone", "stances": partly})
    pair.deliver()
    pair.clock.forward(days=5)
    amended = orders.amendment_draft(pair.caseworker, thread)
    changed = {**amended.body, "purpose": {**amended.body["purpose"], "text": "Rikke skal finde ud af, hvad hun kan."},
               "changes": [{"path": "$.purpose.text", "reason": "Ny viden"}]}  # fmt: skip
    drafts.save(pair.caseworker, amended.id, changed)
    orders.send(pair.caseworker, amended.id)
    pair.deliver()
    for desk in (pair.caseworker, pair.consultant):
        first = next(item for item in alignment(desk, thread) if item.item == "M1")
        assert [(at.stance, at.day, at.how) for at in first.newest_first] == [
            ("partly", "2026-11-03", "phone"), ("agreed", "2026-11-02", ""),
        ]  # fmt: skip
