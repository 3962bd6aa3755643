"""New keys while documents are on their way: what was signed before is believed by who reads it afterwards."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from desk_pair import PASSPHRASE, DeskPair
from factories import order_body

from orderdesk.desk import index
from orderdesk.desk.mail import outbox, post, quarantine
from orderdesk.desk.membership import organisation
from orderdesk.desk.opening import open_desk
from orderdesk.desk.ordering import orders, replies
from orderdesk.errors import DeskUnavailable, NotPossible


@pytest.mark.parametrize("seconds", [0, 1, -60])
def test_what_was_signed_just_before_the_keys_changed_is_believed(pair: DeskPair, seconds: int) -> None:
    """In the same second, as a script does it; and where the clock was ahead and has been set right since."""
    sent = orders.send(pair.caseworker, orders.new_draft(pair.caseworker, order_body()).id)
    pair.clock.forward(seconds=seconds)
    organisation.rotate(pair.caseworker)
    pair.clock.forward(minutes=20)
    pair.deliver()
    assert quarantine.listing(pair.consultant) == []
    assert index.thread_of(pair.caseworker, sent.thread).state == "delivered"
    assert outbox.waiting(pair.caseworker) == []


def test_what_is_signed_with_an_earlier_key_long_after_it_ended_is_refused(pair: DeskPair) -> None:
    earlier = pair.caseworker.keys
    organisation.rotate(pair.caseworker)
    pair.clock.forward(minutes=11)
    pair.deliver()
    pair.caseworker.keys = earlier
    draft = orders.new_draft(pair.caseworker, order_body())
    with pytest.raises(NotPossible, match="did not count when the document was issued"):
        orders.send(pair.caseworker, draft.id)


def test_keys_that_the_directory_cannot_name_yet_are_not_used(pair: DeskPair) -> None:
    """The clock was ahead when the directory was signed last, and no version may be older than the one before."""
    organisation.rotate(pair.caseworker)
    pair.clock.forward(minutes=-1)
    with pytest.raises(NotPossible, match="directory was not changed"):
        organisation.rotate(pair.caseworker)
    pair.clock.forward(minutes=2)
    sent = orders.send(pair.caseworker, orders.new_draft(pair.caseworker, order_body()).id)
    pair.deliver()
    assert index.thread_of(pair.caseworker, sent.thread).state == "delivered"


@pytest.mark.skipif(sys.platform != "linux", reason="a limit on the size of files stands in for a full disk")
def test_a_directory_that_the_disk_had_no_room_for_is_not_believed_in_memory_either(pair: DeskPair) -> None:
    import resource

    unlimited = resource.getrlimit(resource.RLIMIT_FSIZE)
    earlier = organisation.current_directory(pair.caseworker)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, unlimited[1]))  # the keys fit, a directory does not
    try:
        with pytest.raises(DeskUnavailable, match="disk is full"):
            organisation.rotate(pair.caseworker)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, unlimited)
    assert organisation.current_directory(pair.caseworker) == earlier
    sent = orders.send(pair.caseworker, orders.new_draft(pair.caseworker, order_body()).id)
    assert post.sync(pair.caseworker, force=True).trouble == ""
    pair.deliver()
    assert index.thread_of(pair.caseworker, sent.thread).state == "delivered"


def test_new_keys_that_the_disk_had_no_room_to_name_are_gone_at_the_next_opening(pair: DeskPair) -> None:
    resource = pytest.importorskip("resource", reason="only POSIX limits the size of files")
    desk, earlier = pair.caseworker, pair.caseworker.keys
    unlimited = resource.getrlimit(resource.RLIMIT_FSIZE)
    room = (desk.folder.store / "journal").stat().st_size + 50
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, unlimited[1]))
    try:
        with pytest.raises(DeskUnavailable, match="disk is full"):
            organisation.rotate(desk)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, unlimited)
    assert desk.keys == earlier
    assert orders.send(desk, orders.new_draft(desk, order_body()).id).digest
    pair.caseworker = pair.reopen(desk)
    assert pair.caseworker.keys == earlier
    assert not pair.caseworker.folder.coming_keys.exists()


def test_new_keys_that_could_not_take_their_place_yet_do_so_at_the_next_opening(
    pair: DeskPair, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows does not rename over a file that another program reads at that moment."""
    with monkeypatch.context() as patch:
        patch.setattr("orderdesk.desk.membership.coming_keys.os.replace", _in_use)
        organisation.rotate(pair.caseworker)
    first = pair.caseworker.keys
    assert pair.caseworker.folder.coming_keys.exists()
    pair.caseworker = pair.reopen(pair.caseworker)
    assert pair.caseworker.keys == first
    pair.clock.forward(minutes=1)
    with monkeypatch.context() as patch:
        patch.setattr("orderdesk.desk.membership.coming_keys.os.replace", _in_use)
        organisation.rotate(pair.caseworker)
        pair.clock.forward(minutes=-2)
        with pytest.raises(NotPossible, match="directory was not changed"):
            organisation.rotate(pair.caseworker)  # over keys that wait for their place
    second = pair.caseworker.keys
    pair.clock.forward(minutes=3)
    pair.caseworker = pair.reopen(pair.caseworker)
    assert pair.caseworker.keys == second
    assert len({first, second}) == 2


def _in_use(source: Path, target: Path, rename: Callable[[Path, Path], None] = os.replace) -> None:
    if source.name == "keys.coming":
        raise PermissionError(13, "in use")
    rename(source, target)


def test_new_keys_in_a_second_window_follow_those_of_the_first(pair: DeskPair) -> None:
    """A window that was open before must neither drop the keys that opened old mail nor sign a version twice."""
    second = open_desk(pair.caseworker.folder.root, PASSPHRASE, clock=pair.clock)
    try:
        organisation.rotate(pair.caseworker)
        between = pair.caseworker.keys
        pair.clock.forward(minutes=20)
        organisation.rotate(second)
        assert {key.seed for key in between.keys} <= {key.seed for key in second.keys.keys}
        versions = [one.body.version for one in second.trust.versions(second.settings.org)]
        assert versions == sorted(set(versions))
        assert second.keys.current("signing").did not in {key.did for key in between.keys}
    finally:
        second.close()


def test_a_window_that_was_open_before_reads_what_is_sealed_to_the_new_keys(pair: DeskPair) -> None:
    thread = orders.send(pair.caseworker, orders.new_draft(pair.caseworker, order_body()).id).thread
    pair.deliver()
    second = open_desk(pair.caseworker.folder.root, PASSPHRASE, clock=pair.clock)
    try:
        organisation.rotate(pair.caseworker)
        pair.clock.forward(minutes=20)
        post.sync(pair.consultant, force=True)
        replies.ask(pair.consultant, thread, path="$.goals[0]", question="Hvornår kan Bettina mødes?")
        post.sync(pair.consultant, force=True)
        done = post.sync(second, force=True)
        assert not done.refused
        assert len(done.taken) >= 1
        assert index.thread_of(second, thread).state != "delivered"
        sent = orders.send(second, orders.new_draft(second, order_body()).id)
        assert sent.thread
    finally:
        second.close()


def test_a_window_that_was_open_before_believes_a_directory_that_another_has_taken_in(pair: DeskPair) -> None:
    """A command fetches the partner's new directory; what is signed with its keys comes to the open screen."""
    thread = orders.send(pair.caseworker, orders.new_draft(pair.caseworker, order_body()).id).thread
    pair.deliver()
    second = open_desk(pair.caseworker.folder.root, PASSPHRASE, clock=pair.clock)
    try:
        organisation.rotate(pair.consultant)
        pair.clock.forward(minutes=20)
        post.sync(pair.caseworker, force=True)
        replies.ask(pair.consultant, thread, path="$.goals[0]", question="Hvornår kan Bettina mødes?")
        post.sync(pair.consultant, force=True)
        done = post.sync(second, force=True)
        assert (done.refused, len(done.taken) > 0) == ((), True)
    finally:
        second.close()
