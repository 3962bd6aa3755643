"""Envelopes through the hub: put, listed, fetched, settled."""

from collections.abc import Callable

import pytest

from orderdesk.exchange import carrier
from orderdesk.hub import limits
from orderdesk.hub.store import mailboxes
from tests.hub.conftest import Hub
from tests.hub.houses import code_of, name_of

SEALED = b'{"ciphertext":"..."}'


def test_an_envelope_goes_from_one_desk_to_the_other(hub: Hub) -> None:
    mette, sara = hub.desk("mette-krogh"), hub.desk("sara-holt")
    answer = mette.put(sara.person, SEALED)
    assert (answer.status_code, answer.json()) == (201, {"name": name_of(SEALED), "new": True})
    page = sara.waiting()
    (envelope,) = page["envelopes"]
    assert envelope == {"seq": 1, "name": name_of(SEALED), "size": len(SEALED), "arrived": "2026-12-01T09:00:00Z"}
    assert (page["next"], page["more"]) == (1, False)
    assert sara.fetch(envelope["name"]).content == SEALED
    assert sara.names() == [envelope["name"]]  # until it is acknowledged
    assert sara.acknowledge(envelope["name"]).status_code == 204
    assert sara.names() == []
    assert code_of(sara.fetch(envelope["name"])) == "not-waiting"


def test_twice_is_once(hub: Hub) -> None:
    mette, sara = hub.desk("mette-krogh"), hub.desk("sara-holt")
    name = name_of(SEALED)
    assert mette.put(sara.person, SEALED).status_code == 201
    again = mette.put(sara.person, SEALED)
    assert (again.status_code, again.json()["new"]) == (200, False)
    assert sara.names() == [name]
    assert [sara.acknowledge(name).status_code for _ in range(2)] == [204, 204]
    late = mette.put(sara.person, SEALED)
    assert (late.status_code, sara.names()) == (200, [])  # what was taken is not delivered again


def test_one_envelope_in_two_mailboxes(hub: Hub) -> None:
    mette, sara, ahmed = (hub.desk(name) for name in ("mette-krogh", "sara-holt", "ahmed-yildiz"))
    for to in (sara, ahmed):
        assert mette.put(to.person, SEALED).status_code == 201
    sara.acknowledge(name_of(SEALED))
    assert ahmed.fetch(name_of(SEALED)).content == SEALED


def test_a_refusal_puts_it_aside(hub: Hub) -> None:
    mette, sara = hub.desk("mette-krogh"), hub.desk("sara-holt")
    mette.put(sara.person, SEALED)
    name = name_of(SEALED)
    assert code_of(sara.reject(name, "fordi")) == "reason"
    assert sara.reject(name, "cannot-open").status_code == 204
    assert sara.reject(name, "cannot-open").status_code == 204
    assert sara.names() == []
    assert mette.put(sara.person, SEALED).status_code == 200
    assert sara.names() == []


def test_settling_what_never_was_there(hub: Hub) -> None:
    sara = hub.desk("sara-holt")
    assert code_of(sara.acknowledge("0" * 64)) == "not-waiting"
    assert code_of(sara.reject("0" * 64, "other")) == "not-waiting"


def test_the_cursor_walks_through_the_mailbox(hub: Hub) -> None:
    mette, sara = hub.desk("mette-krogh"), hub.desk("sara-holt")
    sealed = [f"forseglet {number}".encode() for number in range(5)]
    for data in sealed:
        mette.put(sara.person, data)
    first = sara.waiting(0, limit=2)
    assert ([e["seq"] for e in first["envelopes"]], first["next"], first["more"]) == ([1, 2], 2, True)
    rest = sara.waiting(first["next"], limit=5)
    assert ([e["name"] for e in rest["envelopes"]], rest["more"]) == ([name_of(data) for data in sealed[2:]], False)
    assert sara.waiting(rest["next"]) == {**rest, "envelopes": []}
    for data in sealed:
        sara.acknowledge(name_of(data))
    assert sara.waiting(0) == {**rest, "envelopes": []}


def test_a_list_begins_where_something_waits(hub: Hub) -> None:
    """Settled in whatever order: the mailbox knows up to where nothing waits, and never more."""
    mette, sara = hub.desk("mette-krogh"), hub.desk("sara-holt")
    names = []
    for number in range(5):
        data = f"forseglet {number}".encode()
        assert mette.put(sara.person, data).status_code == 201
        names.append(name_of(data))

    def settled_to() -> int:
        with hub.database.reading() as connection:
            return mailboxes.box_of(connection, "fjordvejen", "sara-holt").settled_to

    for place, known in ((2, 0), (1, 2), (4, 2), (5, 2), (3, 5)):
        assert sara.acknowledge(names[place - 1]).status_code == 204
        assert settled_to() == known
    assert mette.put(sara.person, b"et til").status_code == 201
    assert (settled_to(), sara.names()) == (5, [name_of(b"et til")])
    assert sara.reject(name_of(b"et til"), "other").status_code == 204
    assert settled_to() == 6


def test_a_cursor_from_the_future_is_told(hub: Hub) -> None:
    assert code_of(hub.desk("sara-holt").send("GET", f"{hub.desk('sara-holt').box}?after=9")) == "cursor"


def test_waiting_for_news_ends_when_it_comes(hub: Hub) -> None:
    from concurrent.futures import ThreadPoolExecutor

    mette, sara = hub.desk("mette-krogh"), hub.desk("sara-holt")
    with ThreadPoolExecutor(1) as pool:
        polled = pool.submit(sara.names, 0, wait=30)
        while "orderdesk_hub_polls 1.0" not in mette.client.get(hub.url + "/metrics").text:
            pass
        mette.put(sara.person, SEALED)
        assert polled.result(timeout=20) == [name_of(SEALED)]


def test_waiting_in_vain(hub: Hub) -> None:
    assert hub.desk("sara-holt").names(0, wait=1) == []


def test_the_name_must_be_the_hash(hub: Hub) -> None:
    mette, sara = hub.desk("mette-krogh"), hub.desk("sara-holt")
    path = f"{sara.box}/{'0' * 64}"
    assert code_of(mette.send("PUT", path, SEALED)) == "name"
    assert code_of(mette.send("PUT", f"{sara.box}/{name_of(b'')}")) == "empty"
    assert sara.names() == []


def test_sizes(hub: Hub) -> None:
    mette, sara = hub.desk("mette-krogh"), hub.desk("sara-holt")
    largest = b"x" * limits.MAX_SEALED
    assert mette.put(sara.person, largest).status_code == 201
    assert sara.fetch(name_of(largest)).content == largest
    answer = mette.put(sara.person, largest + b"x")
    assert (answer.status_code, code_of(answer), answer.json()["limit"]) == (413, "too-large", limits.MAX_SEALED)


def test_a_mailbox_that_is_none(hub: Hub) -> None:
    mette, sara = hub.desk("mette-krogh"), hub.desk("sara-holt")
    path = f"/v1/mailboxes/fjordvejen/ukendt/envelopes/{name_of(SEALED)}"
    assert code_of(mette.send("PUT", path, SEALED)) == "no-mailbox"
    assert code_of(mette.send("PUT", path.replace("ukendt", "../sara-holt"), SEALED)) in ("not-found", "malformed")
    assert code_of(mette.send("PUT", path.replace("ukendt", "UKENDT"), SEALED)) == "malformed"
    assert sara.names() == []


@pytest.mark.parametrize("by", ["ahmed-yildiz", "mette-krogh"])
def test_another_persons_mailbox(hub: Hub, by: str) -> None:
    mette, sara, other = hub.desk("mette-krogh"), hub.desk("sara-holt"), hub.desk(by)
    mette.put(sara.person, SEALED)
    name = name_of(SEALED)
    for answer in (
        other.send("GET", sara.box),
        other.send("GET", f"{sara.box}/{name}"),
        other.send("POST", f"{sara.box}/{name}/acknowledge"),
        other.send("POST", f"{sara.box}/{name}/reject", b'{"reason":"other"}', content_type="application/json"),
    ):
        assert (answer.status_code, code_of(answer)) == (403, "not-yours")
    assert sara.names() == [name]


def test_quota(make_hub: Callable[..., Hub]) -> None:
    hub = make_hub(limits.Limits(organisation_bytes=30, organisation_envelopes=2))
    hub.join()
    mette, sara, ahmed = (hub.desk(name) for name in ("mette-krogh", "sara-holt", "ahmed-yildiz"))
    assert mette.put(sara.person, b"a" * 20).status_code == 201
    full = mette.put(ahmed.person, b"b" * 20)
    assert (full.status_code, code_of(full)) == (507, "full")
    assert mette.put(sara.person, b"a" * 20).status_code == 200  # it is there; that takes no room
    assert mette.put(ahmed.person, b"c").status_code == 201
    assert code_of(mette.put(ahmed.person, b"d")) == "full"
    sara.acknowledge(name_of(b"a" * 20))
    assert mette.put(ahmed.person, b"b" * 20).status_code == 201
    assert sara.put(mette.person, b"e" * 30).status_code == 201  # each organisation has its own


def test_the_hub_takes_what_the_exchange_carries() -> None:
    assert limits.MAX_SEALED == carrier.MAX_SEALED
    assert limits.MAX_DIRECTORY == carrier.MAX_DIRECTORY
    assert set(limits.REASONS) == carrier.REASONS
    for name in ("a", "a-b", "a" * 63, "a" * 64, "-a", "a-", "A", "å", "a/b", ""):
        assert (limits.NAME.fullmatch(name) is not None) == (carrier._ID.fullmatch(name) is not None)
