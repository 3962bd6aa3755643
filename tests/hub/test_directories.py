"""Directories: joining, the next version, and every way of putting somebody in who does not belong there."""

from datetime import timedelta

from orderdesk.signing.canonical import digest
from orderdesk.signing.keys import SigningKey
from tests.hub.conftest import Hub
from tests.hub.houses import House, HubDesk, code_of, name_of


def check_of(answer: object) -> str:
    """The check that a directory did not pass."""
    assert code_of(answer) == "directory"  # type: ignore[arg-type]
    return str(answer.json()["check"])  # type: ignore[attr-defined]


def test_joining(empty_hub: Hub) -> None:
    hub, karen = empty_hub, empty_hub.desk("karen-toft")
    first = hub.provider.next_version(hub.clock())
    assert code_of(karen.publish(first)) == "not-registered"
    hub.register(hub.provider)
    assert code_of(karen.send("GET", karen.box)) == "key-unknown"
    answer = karen.publish(first)
    assert (answer.status_code, answer.json()) == (201, {"name": name_of(first), "new": True})
    again = hub.desk("sara-holt").publish(first)  # any of its people may carry it
    assert (again.status_code, again.json()["new"]) == (200, False)
    assert hub.desk("sara-holt").names() == []


def test_the_history_is_read_after_a_cursor(hub: Hub) -> None:
    mette, karen = hub.desk("mette-krogh"), hub.desk("karen-toft")
    second = hub.provider.next_version(hub.clock(), partners=[hub.municipality.as_partner()])
    assert karen.publish(second).status_code == 201
    page = mette.send("GET", "/v1/directories").json()
    assert [(d["seq"], d["org"], d["version"]) for d in page["directories"]] == [
        (1, "lindholm-kommune", 1), (5, "fjordvejen", 1), (6, "fjordvejen", 2),
    ]  # fmt: skip
    assert (page["next"], page["more"]) == (6, False)
    assert page["directories"][2]["document"].encode() == second
    assert mette.send("GET", "/v1/directories?after=6").json() == {**page, "directories": []}
    first = mette.send("GET", "/v1/directories?limit=2").json()
    assert (len(first["directories"]), first["next"], first["more"]) == (2, 5, True)
    theirs = mette.send("GET", "/v1/directories?org=fjordvejen").json()
    assert [d["version"] for d in theirs["directories"]] == [1, 2]
    assert code_of(mette.send("GET", "/v1/directories?after=7")) == "cursor"
    one = mette.send("GET", f"/v1/directories/fjordvejen/{name_of(second)}")
    assert (one.content, one.headers["content-type"]) == (second, "application/json")
    assert code_of(mette.send("GET", f"/v1/directories/fjordvejen/{'0' * 64}")) == "no-directory"


def test_directories_are_not_for_strangers(hub: Hub) -> None:
    assert code_of(hub.client.get(hub.url + "/v1/directories")) == "signature-missing"
    sara = hub.desk("sara-holt")
    assert code_of(sara.send("GET", "/v1/directories", key=SigningKey.generate())) == "key-unknown"


def test_another_root(empty_hub: Hub) -> None:
    hub = empty_hub
    hub.register(hub.provider)
    karen = hub.desk("karen-toft")
    stranger = House("fjordvejen", "provider", hub.provider.people)
    own = SigningKey.generate()
    forged = stranger.next_version(hub.clock(), key=own, administrators=[own.did])
    assert check_of(karen.publish(forged)) == "root"


def test_the_first_must_be_the_first(empty_hub: Hub) -> None:
    hub = empty_hub
    hub.register(hub.provider)
    assert (
        check_of(hub.desk("karen-toft").publish(hub.provider.next_version(hub.clock(), version=4))) == "first-version"
    )


def test_rollback_fork_gap_and_stranger(hub: Hub) -> None:
    karen, house = hub.desk("karen-toft"), hub.provider
    house.next_version(hub.clock())
    third = house.next_version(hub.clock())
    assert check_of(karen.publish(third)) == "directory"  # the second is missing
    del house.versions[1:]
    assert karen.publish(house.next_version(hub.clock(), name="Fjordvejen ApS")).status_code == 201
    fork = House("fjordvejen", "provider", house.people, house.versions[:1])
    assert check_of(karen.publish(fork.next_version(hub.clock()))) == "directory"
    own = SigningKey.generate()
    assert check_of(karen.publish(house.next_version(hub.clock(), key=own, administrators=[own.did]))) == "directory"
    assert len(karen.send("GET", "/v1/directories?org=fjordvejen").json()["directories"]) == 2


def test_the_key_that_is_kept_offline(hub: Hub) -> None:
    """Every administrator's key is lost: the one in the safe signs the next version, and names its successors."""
    karen, house, since = hub.desk("karen-toft"), hub.provider, hub.clock()
    safe, fresh = SigningKey.generate(), SigningKey.generate()
    offline = digest(safe.did.encode())
    assert karen.publish(house.next_version(hub.clock(), offline=offline)).status_code == 201
    hub.clock.forward(days=1)
    rescue = house.next_version(hub.clock(), key=safe, administrators=[fresh.did], since=since)
    assert karen.publish(rescue).status_code == 201
    late = House("fjordvejen", "provider", house.people, house.versions[:])
    assert check_of(karen.publish(late.next_version(hub.clock(), since=since))) == "directory"
    assert karen.publish(house.next_version(hub.clock(), key=fresh, since=since)).status_code == 201


def test_a_directory_from_the_future(hub: Hub) -> None:
    later = hub.provider.next_version(hub.clock() + timedelta(days=1))
    assert check_of(hub.desk("karen-toft").publish(later)) == "issued"


def test_another_organisations_directory(hub: Hub) -> None:
    mette, karen = hub.desk("mette-krogh"), hub.desk("karen-toft")
    second = hub.provider.next_version(hub.clock())
    assert code_of(mette.publish(second, "fjordvejen")) == "not-yours"
    assert code_of(karen.publish(second, key=SigningKey.generate())) == "key-unknown"
    assert code_of(mette.publish(second, key=SigningKey.generate())) in ("directory", "key-unknown")
    assert len(mette.send("GET", "/v1/directories").json()["directories"]) == 1


def test_a_partners_directory_is_not_taken_as_ones_own(hub: Hub) -> None:
    mette, birthe = hub.desk("mette-krogh"), hub.desk("birthe-skov")
    partner = hub.provider.as_partner()
    assert birthe.publish(hub.municipality.next_version(hub.clock(), partners=[partner])).status_code == 201
    theirs = House("fjordvejen", "provider", hub.provider.people).next_version(hub.clock())
    assert check_of(mette.publish(theirs)) == "directory"


def test_what_is_no_directory(hub: Hub) -> None:
    karen = hub.desk("karen-toft")
    for document in (b"{", b"{}", b"[]", b"\xff" * 100, b"x" * 262_144):
        assert code_of(karen.publish(document)) == "directory"
    assert code_of(karen.publish(b"x" * 262_145)) == "too-large"
    pretty = hub.provider.next_version(hub.clock()).replace(b'{"', b'{ "', 1)
    assert check_of(karen.publish(pretty)) == "canonical"


def test_a_new_colleague_has_a_mailbox_at_once(hub: Hub) -> None:
    from factories import Person

    mette, karen = hub.desk("mette-krogh"), hub.desk("karen-toft")
    bo = Person.of("fjordvejen", "bo-lund", "Mentor", "consultant")
    assert code_of(mette.put(bo, b"forseglet")) == "no-mailbox"
    hub.provider.people = (*hub.provider.people, bo)
    assert karen.publish(hub.provider.next_version(hub.clock())).status_code == 201
    assert mette.put(bo, b"forseglet").status_code == 201
    assert HubDesk(hub.client, hub.url, bo, hub.clock).names() == [name_of(b"forseglet")]


def test_publishing_cannot_be_replayed(hub: Hub) -> None:
    karen = hub.desk("karen-toft")
    second = hub.provider.next_version(hub.clock())
    path = f"/v1/directories/fjordvejen/{name_of(second)}"
    headers = karen.signed("PUT", path, second, "application/json")
    assert karen.raw("PUT", path, second, headers).status_code == 201
    assert code_of(karen.raw("PUT", path, second, headers)) == "replayed"
