"""A lost laptop, somebody who leaves, keys that others may have, and a partner that is one no longer."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_pair import DeskPair, colleague_desk
from factories import order_body

from orderdesk.desk import drafts, index
from orderdesk.desk.desk import Desk
from orderdesk.desk.mail import outbox, post, quarantine
from orderdesk.desk.membership import directory_changes, organisation
from orderdesk.desk.membership.keys import KeySet
from orderdesk.desk.membership.withdrawals import since_day
from orderdesk.desk.opening import save_keys
from orderdesk.desk.ordering import orders, replies
from orderdesk.errors import InputRefused, NotFound, NotPossible


@pytest.fixture
def jonas(pair: DeskPair, tmp_path: Path) -> Iterator[Desk]:
    desk = colleague_desk(tmp_path, pair)
    yield desk
    desk.close()


def order_from(desk: Desk) -> str:
    draft = orders.new_draft(desk, order_body())
    draft.body["placer"]["unit"] = "Jobcenter Lindholm"
    draft.body["placer"]["caseworker"] |= {"phone": "70 10 20 33", "mail": "jonas.bach@lindholm.example"}
    drafts.save(desk, draft.id, draft.body)
    return orders.send(desk, draft.id).thread


def test_all_keys_of_a_lost_laptop_stop_counting_as_of_when(pair: DeskPair, jonas: Desk) -> None:
    organisation.admit(pair.caseworker, organisation.rotate(jonas) or {})
    since = pair.clock().replace(microsecond=0)
    pair.clock.forward(days=1)
    organisation.revoke_person(pair.caseworker, "jonas-bach", "lost", since.strftime("%Y-%m-%dT%H:%M:%SZ"))
    pair.deliver()
    own = pair.consultant.trust.organisation("lindholm-kommune")
    member = pair.consultant.trust.member("lindholm-kommune", "jonas-bach")
    assert own
    assert member
    assert {row.key for row in own.revocations} == {key.id for key in member.keys}, "the earlier keys too"
    assert {row.at for row in own.revocations} == {since}
    assert pair.consultant.trust.sealing_keys("lindholm-kommune", "jonas-bach", pair.clock()) == []


def test_on_a_new_machine_the_request_of_the_same_person_puts_new_keys_in_one_version(
    pair: DeskPair, jonas: Desk, tmp_path: Path
) -> None:
    earlier = {key.did for key in jonas.keys.keys}
    before = pair.caseworker.trust.versions("lindholm-kommune")[-1].body.version
    pair.clock.forward(minutes=5)
    asked = organisation.rotate(jonas)  # stands for the new machine: only its request matters
    assert asked
    organisation.revoke_person(pair.caseworker, "jonas-bach", "lost", "", asked)
    directory = pair.caseworker.trust.organisation("lindholm-kommune")
    assert directory
    assert directory.version == before + 1
    assert {row.key for row in directory.revocations} == earlier
    pair.clock.forward(minutes=1)
    post.sync(jonas, force=True)
    pair.deliver()
    (key,) = pair.consultant.trust.sealing_keys("lindholm-kommune", "jonas-bach", pair.clock())
    assert key == jonas.keys.current("sealing").did
    with pytest.raises(InputRefused, match="another person"):
        organisation.revoke_person(pair.caseworker, "sara-holt", "lost", "", asked)


def test_what_the_thief_signs_is_refused_even_for_an_old_day(pair: DeskPair, jonas: Desk) -> None:
    stolen = jonas.keys
    order_from(jonas)  # signed, never handed over: it bears a day on which the key counted
    pair.clock.forward(days=1)
    organisation.revoke_person(pair.caseworker, "jonas-bach", "lost")
    post.sync(pair.consultant, force=True)
    before = len(quarantine.listing(pair.consultant))
    assert jonas.keys == stolen
    outbox.flush(jonas, force=True)
    pair.deliver()
    assert [kept.check for kept in quarantine.listing(pair.consultant)][before:] == ["revocation"]


def test_own_keys_are_replaced_and_never_taken_away(pair: DeskPair) -> None:
    with pytest.raises(NotPossible, match="your own keys"):
        organisation.revoke_person(pair.caseworker, "mette-krogh", "lost")
    with pytest.raises(NotFound):
        organisation.revoke_person(pair.caseworker, "ingen", "left")


def test_an_administrator_whose_keys_others_may_have_signs_with_another_from_then_on(pair: DeskPair) -> None:
    earlier = {key.use: key.did for key in pair.caseworker.keys.keys}
    pair.clock.forward(minutes=1)
    assert organisation.rotate(pair.caseworker, "compromised") is None
    directory = pair.caseworker.trust.organisation("lindholm-kommune")
    assert directory
    assert directory.administrators == [pair.caseworker.keys.current("administration").did]
    assert earlier["administration"] not in directory.administrators
    assert {row.key for row in directory.revocations} == {earlier[use] for use in ("signing", "sealing", "http")}
    pair.deliver()
    pair.caseworker = pair.reopen(pair.caseworker)
    organisation.revoke(pair.caseworker, earlier["signing"], "compromised")  # the new key signs the next version
    thread = orders.send(pair.caseworker, orders.new_draft(pair.caseworker, order_body()).id).thread
    pair.deliver()
    assert index.thread_of(pair.consultant, thread).state == "delivered"


def test_new_keys_that_were_kept_and_not_published_when_the_power_went_do_not_lock_the_administrator_out(
    pair: DeskPair,
) -> None:
    pair.clock.forward(minutes=1)
    save_keys(pair.caseworker, pair.caseworker.keys.rotated(pair.caseworker.instant(), ("signing", "administration")))
    pair.caseworker = pair.reopen(pair.caseworker)
    assert organisation.rotate(pair.caseworker, "lost") is None
    directory = pair.caseworker.trust.organisation("lindholm-kommune")
    assert directory
    assert directory.administrators == [pair.caseworker.keys.current("administration").did]


def test_a_request_says_what_became_of_the_earlier_keys(pair: DeskPair, jonas: Desk) -> None:
    earlier = jonas.keys.current("signing").did
    asked = organisation.rotate(jonas, "lost", since_day("2026-11-01", pair.clock()))
    assert asked
    for wrong in ({"reason": "lost"}, {"reason": "?", "since": jonas.instant()}, "lost", {**asked["earlier"], "x": 1},
                  {"reason": "lost", "since": "2031-01-01T00:00:00Z"}):  # fmt: skip
        with pytest.raises(InputRefused, match="earlier keys"):
            organisation.admit(pair.caseworker, {**asked, "earlier": wrong})
    organisation.admit(pair.caseworker, asked)
    directory = pair.caseworker.trust.organisation("lindholm-kommune")
    assert directory
    assert {row.at.isoformat() for row in directory.revocations if row.key == earlier} == {"2026-10-31T23:00:00+00:00"}


def test_a_day_that_has_not_come_is_no_day_of_loss(pair: DeskPair) -> None:
    with pytest.raises(NotPossible, match="has not come"):
        since_day("2027-01-01", pair.clock())


def test_an_ended_partnership_keeps_the_old_and_refuses_the_new(pair: DeskPair) -> None:
    thread = orders.send(pair.caseworker, orders.new_draft(pair.caseworker, order_body()).id).thread
    pair.deliver()
    changed = directory_changes.make(
        pair.caseworker, lambda: organisation.end_partnership(pair.caseworker, "fjordvejen")
    )
    assert (changed.trouble, "version 3" in changed.told()) == ("", True)
    with pytest.raises(NotFound):
        organisation.end_partnership(pair.caseworker, "fjordvejen")
    assert index.thread_of(pair.caseworker, thread).order
    pair.clock.forward(minutes=5)
    replies.accept(pair.consultant, thread, first_meeting={"day": "2026-11-05", "time": "10:00", "place": "Her"},
                   start="2026-11-05")  # fmt: skip
    pair.deliver()
    assert {kept.check for kept in quarantine.listing(pair.caseworker)} == {"directory"}


def test_a_change_that_the_exchange_is_not_told_of_counts_and_says_so(pair: DeskPair) -> None:
    shutil.rmtree(pair.exchange)
    pair.clock.forward(minutes=1)
    changed = directory_changes.make(pair.caseworker, lambda: organisation.rotate(pair.caseworker))
    assert changed.version == 3
    assert "sync" in changed.told()
    assert changed.trouble


def test_what_lies_under_lost_keys_is_sealed_to_the_new_ones_and_sent_again(pair: DeskPair) -> None:
    thread = orders.send(pair.caseworker, orders.new_draft(pair.caseworker, order_body()).id).thread
    post.sync(pair.caseworker, force=True)
    earlier = pair.consultant.keys.current("sealing").did
    pair.clock.forward(minutes=1)
    organisation.rotate(pair.consultant, "lost")
    pair.consultant.keys = KeySet(tuple(key for key in pair.consultant.keys.keys if key.did != earlier))  # no backup
    pair.deliver()
    assert index.thread_of(pair.consultant, thread).state == "delivered"
    assert outbox.waiting(pair.caseworker) == []


def test_who_has_left_is_sent_nothing_and_nobody_waits_for_their_receipt(pair: DeskPair, jonas: Desk) -> None:
    organisation.revoke_person(pair.caseworker, "jonas-bach", "left")
    pair.deliver()
    assert set(outbox.concerned(pair.consultant, "lindholm-kommune")) == {"mette-krogh", "jonas-bach"}
    thread = orders.send(pair.caseworker, orders.new_draft(pair.caseworker, order_body()).id).thread
    pair.deliver()
    outbox.add(pair.consultant, index.thread_of(pair.consultant, thread).order, "lindholm-kommune", "")
    outbox.flush(pair.consultant, force=True)
    assert [row.person for row in outbox.waiting(pair.consultant)] == ["mette-krogh"]
