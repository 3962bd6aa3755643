"""A laptop is lost while a reply to its owner lies at the hub: from the revocation to the new machine that reads it."""

from contextlib import closing
from pathlib import Path

from command_desks import day, order_now
from hub_town import desk_at, hub_pair, running_hub

from orderdesk.desk import drafts, index
from orderdesk.desk.desk import Desk
from orderdesk.desk.mail import post, quarantine
from orderdesk.desk.membership import organisation
from orderdesk.desk.membership.organisation import Particulars
from orderdesk.desk.opening import Owner
from orderdesk.desk.ordering import orders, replies

MINE = Particulars("Sagsbehandler", "Jobcenter Lindholm", "70 10 20 33", "jonas.bach@lindholm.example")


def order_from(desk: Desk) -> str:
    draft = orders.new_draft(desk, order_now())
    draft.body["placer"]["unit"] = "Jobcenter Lindholm"
    draft.body["placer"]["caseworker"] |= {"phone": "70 10 20 33", "mail": "jonas.bach@lindholm.example"}
    drafts.save(desk, draft.id, draft.body)
    return orders.send(desk, draft.id).thread


def test_the_old_machine_is_refused_and_the_new_one_reads_what_lay_there(tmp_path: Path) -> None:
    with running_hub(tmp_path / "hub") as hub, closing(hub_pair(tmp_path, hub)) as pair:
        own = pair.caseworker.settings
        owner = Owner(own.org, own.org_name, own.org_kind, "jonas-bach", "Jonas Bach", "caseworker", root=own.root)
        with closing(desk_at(tmp_path, owner, hub.url)) as lost:
            organisation.admit(pair.caseworker, organisation.request(lost, MINE))
            post.sync(lost, force=True)
            pair.deliver(1)
            thread = order_from(lost)
            post.sync(lost, force=True)
            pair.deliver(1)
            replies.accept(pair.consultant, thread, first_meeting={"day": day(1), "time": "10:00", "place": "Her"},
                           start=day(0))  # fmt: skip
            post.sync(pair.consultant, force=True)  # it lies at the hub when the laptop goes
            organisation.revoke_person(pair.caseworker, "jonas-bach", "lost")
            assert "revoked" in post.sync(lost, force=True).trouble
            held = {digest for digest, _row in lost.store.rows(index.DOCUMENTS)}
        with closing(desk_at(tmp_path / "ny", owner, hub.url)) as new:
            organisation.admit(pair.caseworker, organisation.request(new, MINE))
            assert post.sync(new, force=True).trouble == ""
            assert {kept.check for kept in quarantine.listing(new)} == {"sealing"}, "what was sealed to the old key"
            pair.deliver(1)
            post.sync(new, force=True)
            came = {digest for digest, row in new.store.rows(index.DOCUMENTS) if row["kind"] == "reply"}
            assert came
            assert not came & held
