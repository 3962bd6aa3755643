"""What the hub keeps how long."""

from collections.abc import Callable

from orderdesk.hub.limits import DAY, Limits
from orderdesk.hub.store import access, mailboxes, retention
from tests.hub.conftest import Hub
from tests.hub.houses import code_of, name_of

LIMITS = Limits(keep_waiting=100 * DAY, keep_refused=20 * DAY, keep_names=50 * DAY, keep_access=60 * DAY)


def sweep(hub: Hub) -> int:
    with hub.database.writing() as connection:
        now = int(hub.clock().timestamp())
        while retention.forget(connection, now, LIMITS):
            pass
        return retention.sweep(connection, now, LIMITS)


def count(hub: Hub, table: str) -> int:
    with hub.database.reading() as connection:
        return int(connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one())


def test_what_becomes_of_envelopes(make_hub: Callable[..., Hub]) -> None:
    hub = make_hub(LIMITS)
    hub.join()
    mette, sara = hub.desk("mette-krogh"), hub.desk("sara-holt")
    for data in (b"taken", b"refused", b"waiting"):
        assert mette.put(sara.person, data).status_code == 201
    sara.acknowledge(name_of(b"taken"))
    sara.reject(name_of(b"refused"), "other")
    assert (count(hub, "contents"), count(hub, "envelopes")) == (2, 3)
    assert sweep(hub) == 0
    hub.clock.forward(days=21)
    assert sweep(hub) == 1
    assert (count(hub, "contents"), count(hub, "envelopes")) == (1, 3)
    assert mette.put(sara.person, b"taken").status_code == 200
    hub.clock.forward(days=30)
    assert sweep(hub) == 2
    assert (count(hub, "contents"), count(hub, "envelopes")) == (1, 1)
    assert sara.names() == [name_of(b"waiting")]
    hub.clock.forward(days=50)
    assert sweep(hub) == 1
    assert (sara.names(), count(hub, "contents"), count(hub, "envelopes")) == ([], 0, 1)
    assert code_of(sara.fetch(name_of(b"waiting"))) == "not-waiting"
    with hub.database.reading() as connection:
        assert mailboxes.totals(connection)[1:] == (0, 0)


def test_nonces_go_when_their_requests_have_expired(hub: Hub) -> None:
    sara = hub.desk("sara-holt")
    sara.names()
    before = count(hub, "nonces")
    sweep(hub)
    assert count(hub, "nonces") == before > 0
    hub.clock.forward(minutes=10)
    sweep(hub)
    assert count(hub, "nonces") == 0


def test_the_access_log(hub: Hub) -> None:
    mette, sara = hub.desk("mette-krogh"), hub.desk("sara-holt")
    mette.put(sara.person, b"forseglet")
    hub.clock.forward(days=1)
    sara.fetch(name_of(b"forseglet"))
    sara.acknowledge(name_of(b"forseglet"))
    sara.acknowledge(name_of(b"forseglet"))
    with hub.database.reading() as connection:
        lines = access.lines(connection, name=name_of(b"forseglet"))
        assert [(line.action, line.person, line.mailbox_person) for line in lines] == [
            ("put", "mette-krogh", "sara-holt"), ("fetch", "sara-holt", "sara-holt"),
            ("acknowledge", "sara-holt", "sara-holt"),
        ]  # fmt: skip
        assert [line.action for line in access.lines(connection, org="fjordvejen", since=lines[1].at)] == [
            "fetch", "acknowledge",
        ]  # fmt: skip
        assert len(access.lines(connection, person="birthe-skov")) == 1  # her publishing
    hub.clock.forward(days=60)
    sweep(hub)
    with hub.database.reading() as connection:
        assert [line.action for line in access.lines(connection)] == ["fetch", "acknowledge"]
