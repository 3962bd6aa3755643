"""A new order that is begun from another: the link is kept, and what it replaces is told so, on every desk."""

from pathlib import Path

import pytest
from desk_pair import PASSPHRASE, DeskPair
from factories import order_body

from orderdesk.desk import drafts, index
from orderdesk.desk.desk import Desk
from orderdesk.desk.mail import post
from orderdesk.desk.membership import organisation
from orderdesk.desk.membership.organisation import Particulars
from orderdesk.desk.moves.making import make
from orderdesk.desk.opening import Owner, create_desk
from orderdesk.desk.ordering import following, orders, replies
from orderdesk.errors import NotPossible
from orderdesk.signing.vault import LIGHT


def sent(pair: DeskPair) -> str:
    thread = orders.send(pair.caseworker, orders.new_draft(pair.caseworker, order_body()).id).thread
    pair.deliver()
    return thread


def accepted(pair: DeskPair) -> str:
    thread = sent(pair)
    first = {"day": "2026-11-05", "time": "10:00", "place": "Fjordvejen 8"}
    replies.accept(pair.consultant, thread, first_meeting=first, start="2026-11-05")
    pair.deliver()
    return thread


@pytest.fixture
def solvang(pair: DeskPair) -> Desk:
    """A consultant's desk at another provider, known to the municipality."""
    desk = create_desk(
        Path(pair.exchange).parent / "nete",
        Owner("solvang", "Solvang ApS", "provider", "nete-lund", "Nete Lund", "consultant"),
        passphrase=PASSPHRASE, exchange=f"folder:{pair.exchange}", clock=pair.clock, cost=LIGHT,
    )  # fmt: skip
    organisation.found(desk, Particulars("Mentor", "", "70 10 20 61", "nete.lund@solvang.example"))
    organisation.vouch(
        pair.caseworker, org="solvang", name="Solvang ApS", kind="provider", root=desk.settings.root,
        agreement="Rammeaftale 2026",
    )  # fmt: skip
    own = pair.caseworker.settings
    organisation.vouch(desk, org=own.org, name=own.org_name, kind="municipality", root=own.root)
    post.sync(desk, force=True)
    pair.deliver()
    post.sync(desk, force=True)
    return desk


def state(desk: Desk, thread: str) -> str:
    return index.thread_of(desk, thread).state


def replace(pair: DeskPair, thread: str, **changes: object) -> str:
    draft = following.begin(pair.caseworker, thread, "replaces")
    body = {**draft.body, **changes}
    body["relation"] = {**body["relation"], "reason": "Rikke er flyttet til den anden ende af byen."}
    drafts.save(pair.caseworker, draft.id, body)
    new = orders.send(pair.caseworker, draft.id).thread
    pair.deliver()
    return new


def test_an_order_that_came_to_nothing_is_placed_again_with_its_link(pair: DeskPair) -> None:
    thread = sent(pair)
    make(pair.caseworker, thread, "withdraw", {"reason": "Rikke er blevet indlagt."})
    assert following.usual_kind(pair.caseworker, thread) == "restarts"
    draft = following.begin(pair.caseworker, thread, "restarts")
    assert draft.body["relation"] == {"kind": "restarts", "thread": thread}
    assert draft.body["purpose"] == order_body()["purpose"]
    assert not {"version", "replaces", "changes", "answer_by"} & set(draft.body)
    assert following.begin(pair.caseworker, thread, "restarts").id == draft.id, "begun once, gone on with after that"
    new = orders.send(pair.caseworker, draft.id).thread
    pair.deliver()
    assert (state(pair.consultant, thread), state(pair.consultant, new)) == ("withdrawn", "delivered")
    relation = index.body(pair.consultant, index.thread_of(pair.consultant, new).order)["relation"]
    assert relation["thread"] == thread


def test_an_order_that_runs_is_not_placed_again_and_one_that_ended_is_not_replaced(pair: DeskPair) -> None:
    thread = accepted(pair)
    with pytest.raises(NotPossible, match="came to nothing"):
        following.begin(pair.caseworker, thread, "restarts")
    with pytest.raises(NotPossible, match="other side"):
        following.begin(pair.consultant, thread, "follows")
    draft = following.begin(pair.caseworker, thread, "replaces")
    make(pair.caseworker, thread, "enter_error", {"reason": "Forkert borger."})
    with pytest.raises(NotPossible, match="has not ended"):
        orders.send(pair.caseworker, draft.id)
    assert drafts.load(pair.caseworker, draft.id).body == draft.body, "what was written stays"
    assert [key for key, _row in pair.caseworker.store.rows(index.THREADS)] == [thread], "and nothing was sent"


def test_a_replaced_order_is_replaced_on_both_desks(pair: DeskPair) -> None:
    thread = accepted(pair)
    new = replace(pair, thread)
    for desk in (pair.caseworker, pair.consultant):
        assert (state(desk, thread), state(desk, new)) == ("replaced", "delivered")
        notice = index.body(desk, index.thread_of(desk, thread).closing)
        assert (notice["by"], notice["reason"]) == (new, "Rikke er flyttet til den anden ende af byen.")


def test_the_new_order_can_go_to_another_provider_and_the_old_one_is_told(pair: DeskPair, solvang: Desk) -> None:
    thread = accepted(pair)
    new = replace(pair, thread, provider={"org": "solvang", "name": "Solvang ApS", "agreement": "Rammeaftale 2026"})
    post.sync(solvang, force=True)
    pair.deliver()
    assert (state(pair.consultant, thread), state(solvang, new)) == ("replaced", "delivered")
    assert solvang.store.get(index.THREADS, thread) is None, "the new provider gets nothing of the old order"
    assert pair.consultant.store.get(index.THREADS, new) is None
    assert (state(pair.caseworker, thread), state(pair.caseworker, new)) == ("replaced", "delivered")


def test_an_amendment_of_the_new_order_does_not_tell_the_old_thread_again(pair: DeskPair) -> None:
    thread = accepted(pair)
    new = replace(pair, thread)
    before = len(index.entries_of(pair.caseworker, thread))
    draft = orders.amendment_draft(pair.caseworker, new)
    drafts.save(pair.caseworker, draft.id, {**draft.body, "case_number": "2026-00999"})
    orders.send(pair.caseworker, draft.id)
    pair.deliver()
    assert index.thread_of(pair.consultant, new).version == 2
    assert len(index.entries_of(pair.caseworker, thread)) == before


def test_an_order_beside_another_leaves_it_as_it_is(pair: DeskPair) -> None:
    thread = accepted(pair)
    new = orders.send(pair.caseworker, following.begin(pair.caseworker, thread, "beside").id).thread
    pair.deliver()
    assert (state(pair.consultant, thread), state(pair.consultant, new)) == ("accepted", "delivered")
