"""The organisation's directory: joining, rotating, revoking; and what each means for documents old and new."""

from pathlib import Path

import pytest
from desk_pair import PASSPHRASE, DeskPair
from factories import order_body

from orderdesk.desk import index
from orderdesk.desk.mail import post
from orderdesk.desk.membership import organisation
from orderdesk.desk.opening import Owner, change_passphrase, create_desk, open_desk
from orderdesk.desk.ordering import orders
from orderdesk.desk.people import contacts
from orderdesk.errors import InputRefused, NotPossible, WrongPassphrase
from orderdesk.signing.vault import LIGHT


def test_a_colleague_joins_by_a_request_and_can_then_send(pair: DeskPair, tmp_path: Path) -> None:
    owner = Owner(
        "lindholm-kommune", "Lindholm Kommune", "municipality", "jonas-bach", "Jonas Bach", "caseworker",
        root=pair.caseworker.settings.root,
    )  # fmt: skip
    exchange = f"folder:{pair.exchange}"
    jonas = create_desk(
        tmp_path / "jonas", owner, passphrase=PASSPHRASE, exchange=exchange, clock=pair.clock, cost=LIGHT
    )
    asked = organisation.request(jonas, organisation.Particulars("Sagsbehandler", "Jobcenter Lindholm"))
    organisation.admit(pair.caseworker, asked)
    pair.clock.forward(minutes=1)
    post.sync(jonas, force=True)
    assert {person.name for person in contacts.organisations(jonas)[0].people} == {"Mette Krogh", "Jonas Bach"}
    pair.deliver()
    body = order_body()
    draft = orders.new_draft(jonas, body)
    draft.body["placer"]["caseworker"] |= {"phone": "70 10 20 33", "mail": "jonas.bach@lindholm.example"}
    from orderdesk.desk import drafts

    drafts.save(jonas, draft.id, draft.body)
    thread = orders.send(jonas, draft.id).thread
    post.sync(jonas, force=True)
    pair.deliver()
    assert index.thread_of(pair.consultant, thread).state == "delivered"
    jonas.close()


def test_a_request_for_another_organisation_is_refused(pair: DeskPair) -> None:
    asked = organisation.request(pair.consultant)
    with pytest.raises(InputRefused):
        organisation.admit(pair.caseworker, asked)


def test_only_an_administrator_changes_the_directory(pair: DeskPair, tmp_path: Path) -> None:
    owner = Owner(
        "lindholm-kommune", "Lindholm Kommune", "municipality", "jonas-bach", "Jonas Bach", "caseworker",
        root=pair.caseworker.settings.root,
    )  # fmt: skip
    jonas = create_desk(
        tmp_path / "jonas", owner, passphrase=PASSPHRASE, exchange=f"folder:{pair.exchange}", clock=pair.clock,
        cost=LIGHT,
    )  # fmt: skip
    organisation.admit(pair.caseworker, organisation.request(jonas))
    post.sync(jonas, force=True)
    from orderdesk.errors import DeskUnavailable

    with pytest.raises(DeskUnavailable, match="no key"):
        organisation.revoke(jonas, pair.caseworker.keys.current("signing").did, "lost")
    jonas.close()


def test_after_a_rotation_old_documents_open_and_new_ones_verify(pair: DeskPair) -> None:
    draft = orders.new_draft(pair.caseworker, order_body())
    before = orders.send(pair.caseworker, draft.id).thread
    post.sync(pair.caseworker, force=True)
    pair.clock.forward(minutes=5)
    assert organisation.rotate(pair.consultant) is None
    assert organisation.rotate(pair.caseworker) is None
    pair.deliver()
    assert index.thread_of(pair.consultant, before).state == "delivered"
    pair.clock.forward(minutes=5)
    draft = orders.new_draft(pair.caseworker, order_body())
    after = orders.send(pair.caseworker, draft.id).thread
    pair.deliver()
    assert index.thread_of(pair.consultant, after).state == "delivered"
    reopened = pair.reopen(pair.consultant)
    pair.consultant = reopened
    assert index.body(reopened, index.thread_of(reopened, before).order)["goals"]


def test_a_revoked_key_sends_nothing_more(pair: DeskPair) -> None:
    pair.clock.forward(minutes=5)
    organisation.revoke(pair.caseworker, pair.caseworker.keys.current("signing").did, "compromised")
    pair.clock.forward(minutes=5)
    draft = orders.new_draft(pair.caseworker, order_body())
    with pytest.raises(NotPossible, match="not sent"):
        orders.send(pair.caseworker, draft.id)


def test_the_passphrase_changes_and_the_old_one_opens_nothing(pair: DeskPair) -> None:
    change_passphrase(pair.caseworker, "rød tekande i vinduet", LIGHT)
    root = pair.caseworker.folder.root
    pair.caseworker.close()
    with pytest.raises(WrongPassphrase):
        open_desk(root, PASSPHRASE, clock=pair.clock)
    pair.caseworker = open_desk(root, "rød tekande i vinduet", clock=pair.clock)
    assert contacts.organisations(pair.caseworker)


def test_private_notes_stay_on_the_desk(pair: DeskPair) -> None:
    contacts.note(pair.caseworker, "fjordvejen", "sara-holt", "God til borgere med angst. Ring før 9.")
    assert contacts.person(pair.caseworker, "fjordvejen", "sara-holt").note.startswith("God til")
    pair.deliver()
    assert contacts.person(pair.consultant, "fjordvejen", "sara-holt").note == ""
    everything = b"".join(path.read_bytes() for path in pair.caseworker.folder.root.rglob("*") if path.is_file())
    assert b"God til borgere" not in everything


def test_nothing_about_a_citizen_lies_readable_on_disk(pair: DeskPair) -> None:
    draft = orders.new_draft(pair.caseworker, order_body())
    orders.new_draft(pair.caseworker, order_body())
    orders.send(pair.caseworker, draft.id)
    pair.deliver()
    body = order_body()
    secrets = [body["citizen"]["cpr"], body["citizen"]["name"], body["purpose"]["text"][:40]]
    for root in (pair.caseworker.folder.root, pair.consultant.folder.root, pair.exchange):
        for path in root.rglob("*"):
            data = path.read_bytes() if path.is_file() else b""
            assert not any(secret.encode() in data for secret in secrets), path
