"""Somebody plays with the directories of another organisation: each way is noticed, and said with its name."""

import shutil
from contextlib import closing
from pathlib import Path

from desk_pair import PASSPHRASE, DeskPair
from factories import Person, order_body

from orderdesk.desk import index, today
from orderdesk.desk.desk import Desk
from orderdesk.desk.mail import post
from orderdesk.desk.membership import directory_watch, organisation
from orderdesk.desk.opening import open_desk
from orderdesk.desk.ordering import orders
from orderdesk.documents.fields import instant_text
from tests.hub.houses import House


def told(pair: DeskPair) -> list[tuple[str, str]]:
    """What the caseworker's desk says, after a round."""
    post.sync(pair.caseworker)
    return [(one.kind, one.name) for one in directory_watch.concerns(pair.caseworker)]


def published(pair: DeskPair) -> list[Path]:
    """The provider's directories in the exchange, oldest first."""
    files = (pair.exchange / "directories" / "fjordvejen").iterdir()
    return sorted(files, key=lambda path: path.stat().st_mtime_ns)


def renew(desk: Desk, partner: str = "aaby-kommune") -> None:
    """The desk's administrator publishes a next version, with one partner more."""
    root = Person.of(partner, "admin", "Administrator", "administrator").signing.did
    organisation.vouch(desk, org=partner, name=partner, kind="municipality", root=root)


def test_where_all_is_well_nothing_is_said(pair: DeskPair) -> None:
    assert told(pair) == []
    renew(pair.consultant)
    assert told(pair) == []
    assert [item.code for item in today.today(pair.caseworker)] == []


def test_an_older_version_offered_is_said_until_the_newer_is_back(pair: DeskPair, tmp_path: Path) -> None:
    renew(pair.consultant)
    assert told(pair) == []
    newest = published(pair)[-1]
    shutil.move(newest, tmp_path / newest.name)
    assert told(pair) == [("rollback", "Fjordvejen ApS")]
    (concern,) = directory_watch.concerns(pair.caseworker)
    known = pair.caseworker.trust.versions("fjordvejen")[-1].body.version
    assert f"Fjordvejen ApS; version {known} is known here" in concern.sentence
    (line,) = today.today(pair.caseworker)
    assert (line.code, line.who, line.opens) == ("directory", "Fjordvejen ApS", "post")
    since = concern.since
    pair.clock.forward(hours=5)
    told(pair)
    assert [one.since for one in directory_watch.concerns(pair.caseworker)] == [since]
    shutil.move(tmp_path / newest.name, newest)
    assert told(pair) == []


def test_an_organisation_that_is_not_in_this_exchange_yet_is_no_rollback(pair: DeskPair) -> None:
    shutil.rmtree(pair.exchange / "directories" / "fjordvejen")
    assert told(pair) == []


def test_a_version_that_is_held_back_is_said_when_a_later_one_or_a_document_names_it(
    pair: DeskPair, tmp_path: Path
) -> None:
    pair.deliver()
    renew(pair.consultant)
    held = published(pair)[-1]
    shutil.move(held, tmp_path / held.name)
    thread = orders.send(pair.caseworker, orders.new_draft(pair.caseworker, order_body()).id).thread
    post.sync(pair.caseworker)
    post.sync(pair.consultant)  # its receipt is signed under the version that is held back
    held.unlink()  # the provider's desk has put it up again
    assert told(pair) == []  # it may be on its way
    assert index.thread_of(pair.caseworker, thread).state == "delivered"
    pair.clock.forward(minutes=16)
    assert told(pair) == [("behind", "Fjordvejen ApS")]
    shutil.move(tmp_path / held.name, held)
    assert told(pair) == []


def test_a_missing_version_in_between_is_said(pair: DeskPair, tmp_path: Path) -> None:
    told(pair)
    renew(pair.consultant)
    held = published(pair)[-1]
    renew(pair.consultant, "oester-kommune")
    renew(pair.consultant, "vester-kommune")
    shutil.move(held, tmp_path / held.name)
    assert told(pair) == [("gap", "Fjordvejen ApS")]
    shutil.move(tmp_path / held.name, held)
    assert told(pair) == []


def test_two_directories_with_one_number_are_said(pair: DeskPair, tmp_path: Path) -> None:
    """The provider's administrator signs two, from a copy of their desk; the first that came counts."""
    told(pair)
    shutil.copytree(pair.consultant.folder.root, tmp_path / "copy")
    renew(pair.consultant)
    assert told(pair) == []
    known = pair.caseworker.trust.versions("fjordvejen")[-1]
    with closing(open_desk(tmp_path / "copy", PASSPHRASE, clock=pair.clock)) as copy:
        renew(copy, "soender-kommune")
    assert told(pair) == [("fork", "Fjordvejen ApS")]
    assert pair.caseworker.trust.versions("fjordvejen")[-1].digest == known.digest
    number = known.body.version
    assert f"the number {number} contradict each other" in directory_watch.concerns(pair.caseworker)[0].sentence


def test_what_a_stranger_signs_in_somebodys_name_shows_nothing(pair: DeskPair, tmp_path: Path) -> None:
    person = Person.of("fjordvejen", "falsk-leder", "Leder", "administrator")
    stranger = House("fjordvejen", "provider", (person,))
    for _version in range(4):
        pair.caseworker.carrier.publish("fjordvejen", stranger.next_version(pair.clock()))
    assert told(pair) == []


def test_an_expired_directory_is_said_with_its_day(pair: DeskPair) -> None:
    told(pair)
    expires = pair.caseworker.trust.organisation("fjordvejen").expires  # type: ignore[union-attr]
    pair.clock.moment = expires
    kinds = told(pair)
    assert ("expired", "Fjordvejen ApS") in kinds
    sentences = [one.sentence for one in directory_watch.concerns(pair.caseworker)]
    assert any(instant_text(expires)[:10] in sentence for sentence in sentences)
