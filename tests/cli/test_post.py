"""`orderdesk post`: what is on its way, what is missing, sending and asking again."""

import json
from pathlib import Path

from command_desks import Desks, day, order_now


def lose(desks: Desks, org: str, person: str) -> None:
    address = json.loads(desks.mette("exchange", "--json").out)["exchange"].removeprefix("folder:")
    for path in (Path(address) / "mailboxes" / org / person).glob("*.sealed"):
        path.unlink()


def test_what_was_lost_on_the_way_is_sent_again_by_its_id(desks: Desks) -> None:
    assert desks.mette("post", "list").err.startswith("Nothing is on its way, and nothing is missing.")
    assert desks.mette("order", "new", desks.file("order.json", order_now()), "--send").code == 0
    assert desks.mette("sync").code == 0
    lose(desks, "fjordvejen", "sara-holt")
    [one] = desks.mette("post", "list", "--json").value["outgoing"]
    assert (one["kind"], one["state"], one["silence"]) == ("order", "handed_over", "")
    short = one["digest"].removeprefix("sha256-")[:8]
    assert short in desks.mette("post", "list").out
    assert "1 copy goes" in desks.mette("post", "again", short).err
    desks.carry()
    assert desks.mette("post", "list", "--json").value == {"outgoing": [], "missing": []}
    assert desks.mette("post", "again", short).code == 1


def test_what_is_missing_is_named_and_asked_for_by_its_id(desks: Desks) -> None:
    thread = desks.accepted_order()
    assert desks.sara("order", "start", thread, "--first-offered", day(0), "--first-attended", day(0)).code == 0
    assert desks.sara("sync").code == 0
    lose(desks, "lindholm-kommune", "mette-krogh")
    assert desks.sara("order", "good-news", thread, "--text", "Rikke kom til tiden hele ugen.").code == 0
    desks.carry()
    [one] = desks.mette("post", "list", "--json").value["missing"]
    assert (one["state"], one["who"]) == ("late", "Sara Holt, Fjordvejen ApS")
    short = one["digest"].removeprefix("sha256-")[:8]
    told = desks.mette("post", "list").out
    assert short in told
    assert "has not come here" in " ".join(told.split())
    assert "The request to Sara Holt, Fjordvejen ApS goes" in desks.mette("post", "ask", short).err
    desks.carry()
    assert desks.mette("post", "list", "--json").value["missing"] == []
