"""The post as a bad road: sealed files are delayed, doubled, reordered, lost and found. At the end all desks agree."""

import random
import shutil
from pathlib import Path

import pytest
from desk_pair import PASSPHRASE, DeskPair
from factories import order_body
from fault_desks import send_report, settle, standing

from orderdesk.desk import drafts, index, today
from orderdesk.desk.desk import Desk
from orderdesk.desk.mail import outbox, post
from orderdesk.desk.membership import organisation
from orderdesk.desk.membership.organisation import Particulars
from orderdesk.desk.opening import Owner, create_desk
from orderdesk.desk.ordering import order_reading, orders, replies
from orderdesk.desk.reporting import reviews
from orderdesk.errors import NotPossible
from orderdesk.signing.vault import LIGHT

FIRST = {"day": "2026-11-05", "time": "10:00", "place": "Fjordvejen 8"}


class BadRoad:
    """Somebody with the exchange in their hands, between syncs: takes sealed files away, and brings them back late,
    again, and in any order."""

    def __init__(self, exchange: Path, away: Path, chance: random.Random) -> None:
        self._boxes = exchange / "mailboxes"
        self._away = away
        self._chance = chance
        away.mkdir()

    def meddle(self) -> None:
        """Hold some back, keep copies of some, and deliver some of what was held or copied."""
        for path in sorted(self._boxes.glob("*/*/*.sealed")):
            fate = self._chance.random()
            if fate < 0.45:
                shutil.move(path, self._place(path))
            elif fate < 0.7:
                shutil.copy(path, self._place(path))
        held = sorted(self._away.rglob("*.sealed"))
        for path in self._chance.sample(held, len(held) // 3):
            self._deliver(path)

    def give_back(self) -> None:
        """Deliver all that is still held."""
        for path in sorted(self._away.rglob("*.sealed")):
            self._deliver(path)

    def _place(self, path: Path) -> Path:
        place = self._away / path.relative_to(self._boxes)
        place.parent.mkdir(parents=True, exist_ok=True)
        return place

    def _deliver(self, path: Path) -> None:
        back = self._boxes / path.relative_to(self._away)
        shutil.move(path, back)
        if self._chance.random() < 0.3:  # once more, under the name that a sync program gives to a second copy
            shutil.copy(back, back.with_name(f"{back.stem} (1).sealed"))


def caseworker_acts(pair: DeskPair, chance: random.Random, thread: str) -> None:
    """Whatever the caseworker can do with the order as this desk sees it now."""
    desk = pair.caseworker
    folded = index.thread_of(desk, thread)
    can = {possible.action for possible in folded.possible("C") if possible.possible}
    if "answer" in can:
        replies.answer(desk, thread, text="Ring til lægehuset, de ved det.")
    elif "uphold" in can and chance.random() < 0.7:
        replies.uphold(desk, thread, text="Kan I se på det en gang til?")
    elif "agree_decline" in can:
        replies.agree_decline(desk, thread)
    elif "amend" in can and folded.version < 4 and chance.random() < 0.25:
        draft = orders.amendment_draft(desk, thread)
        draft.body["course"]["weekly_minutes"] += 30
        drafts.save(desk, draft.id, draft.body)
        orders.send(desk, draft.id)
    for digest, report in folded.reports.items():
        if report.state == "submitted":
            reviews.mark_read(desk, digest)
        elif report.state == "read":
            reviews.decide(desk, digest, decision="continue", text="Mette ringer til egen læge.")


def consultant_acts(pair: DeskPair, chance: random.Random, thread: str) -> None:
    """Whatever the consultant can do with the order as this desk sees it now, if it has come."""
    desk = pair.consultant
    folded = index.thread_of(desk, thread)
    can = {possible.action for possible in folded.possible("P") if possible.possible} if folded.order else set()
    road = chance.random()
    if "accept" in can and road < 0.4:
        replies.accept(desk, thread, first_meeting=FIRST, start="2026-11-05")
    elif "ask" in can and road < 0.6:
        replies.ask(desk, thread, path="$.goals[0]", question="Hvad er det vigtigste?")
    elif "decline" in can and road < 0.7:
        replies.decline(desk, thread, code="no_capacity", text="Vi har ingen ledige mentorer.")
    elif "report" in can and len(folded.reports) < 3 and road < 0.4:
        send_report(pair, thread)


@pytest.mark.parametrize("seed", range(8))
def test_both_desks_end_in_the_same_state_whatever_the_road_did(pair: DeskPair, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    road = BadRoad(pair.exchange, tmp_path / "away", chance)
    threads = [orders.send(pair.caseworker, orders.new_draft(pair.caseworker, order_body()).id).thread for _ in "abc"]
    for _turn in range(14):
        for thread in threads:
            for acts in (caseworker_acts, consultant_acts):
                if chance.random() < 0.6:
                    acts(pair, chance, thread)
                    pair.clock.forward(minutes=chance.choice((1, 5, 90)))
        for desk in chance.sample([pair.caseworker, pair.consultant], 2):
            pair.clock.forward(minutes=1)
            post.sync(desk, force=True)
            road.meddle()
        if chance.random() < 0.2:
            for row in outbox.waiting(pair.caseworker):
                outbox.send_again(pair.caseworker, row.digest)
    road.give_back()
    settle(pair)
    settle(pair)
    for thread in threads:
        agree_on(pair, thread)
    for desk in (pair.caseworker, pair.consultant):
        assert outbox.waiting(desk) == []
        assert [item.code for item in today.today(desk) if item.code in ("post", "quarantine")] == []


def agree_on(pair: DeskPair, thread: str) -> None:
    """Both desks hold the same documents of the thread, each once, and fold them to the same state."""
    one, other = index.thread_of(pair.caseworker, thread), index.thread_of(pair.consultant, thread)
    spoken = [
        sorted(entry.digest for entry in index.entries_of(desk, thread) if entry.kind != "receipt")
        for desk in (pair.caseworker, pair.consultant)
    ]
    assert spoken[0] == spoken[1]
    assert len(set(spoken[0])) == len(spoken[0])
    same = ("state", "order", "version", "earlier", "accepted", "question", "decline", "missing", "heads", "upheld")
    assert {name: getattr(one, name) for name in same} == {name: getattr(other, name) for name in same}
    reported = [{digest: report.state for digest, report in folded.reports.items()} for folded in (one, other)]
    assert reported[0] == reported[1]
    assert {r.entry.digest for r in one.refused} == {r.entry.digest for r in other.refused}
    assert {r.check for r in one.refused} <= {"state"}
    assert one.missing == ()
    for desk in (pair.caseworker, pair.consultant):
        for digest in spoken[0]:
            assert desk.archive.get(digest)
        receipts = [entry.about for entry in index.entries_of(desk, thread) if entry.kind == "receipt"]
        assert set(spoken[0]) <= set(receipts)


def second_consultant(pair: DeskPair, folder: Path) -> Desk:
    """Another consultant at the same provider."""
    desk = create_desk(
        folder / "anne",
        Owner("fjordvejen", "Fjordvejen ApS", "provider", "anne-lind", "Anne Lind", "consultant",
              root=pair.consultant.settings.root),
        passphrase=PASSPHRASE, exchange=f"folder:{pair.exchange}", clock=pair.clock, cost=LIGHT,
    )  # fmt: skip
    asked = organisation.request(desk, Particulars("Mentor", "", "70 10 20 53", "anne.lind@fjordvejen.example"))
    organisation.admit(pair.consultant, asked)
    settle(pair, desk)
    return desk


@pytest.mark.parametrize("later", ["anne-lind", "sara-holt"])
@pytest.mark.parametrize("first_carried", [0, 1])
def test_two_consultants_who_take_one_order_at_once_end_with_one(
    pair: DeskPair, tmp_path: Path, later: str, first_carried: int
) -> None:
    anne = second_consultant(pair, tmp_path)
    body = order_body()
    body["provider"].pop("preferred_consultant")
    draft = orders.new_draft(pair.caseworker, body)
    thread = orders.send(pair.caseworker, draft.id).thread
    settle(pair, anne)
    desks = sorted((pair.consultant, anne), key=lambda desk: desk.settings.person == later)
    digests = {}
    for desk in desks:
        pair.clock.forward(minutes=1)
        digests[desk.settings.person] = replies.accept(desk, thread, first_meeting=FIRST, start="2026-11-05").digest
    carried = [desks[first_carried], desks[1 - first_carried]]
    for desk in carried:
        post.sync(desk, force=True)
        post.sync(pair.caseworker, force=True)
    settle(pair, anne)
    everywhere = [index.thread_of(desk, thread) for desk in (pair.caseworker, pair.consultant, anne)]
    assert {(folded.state, folded.accepted) for folded in everywhere} == {("accepted", digests.pop(
        desks[0].settings.person))}  # fmt: skip
    [second] = digests.values()
    for desk, folded in zip((pair.caseworker, pair.consultant, anne), everywhere, strict=True):
        assert [refused.entry.digest for refused in folded.refused] == [second]
        shown = {h.digest: h for h in order_reading.read_order(desk, thread).happenings}
        assert shown[second].standing == "refused"
        assert "not possible" in shown[second].reason
        row = desk.store.get(index.THREADS, thread)
        assert row is not None
        assert row["consultant_id"] == desks[0].settings.person
    with pytest.raises(NotPossible):
        replies.accept(desks[1], thread, first_meeting=FIRST, start="2026-11-05")
    assert standing(pair.caseworker, thread)[3] == everywhere[0].accepted
    anne.close()
