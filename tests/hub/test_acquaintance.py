"""Who reads whose directories: one's own, one's partners', and those of whoever names one as a partner."""

from pathlib import Path

from alembic import command

from orderdesk.hub.database import Database
from orderdesk.hub.migrating import _config, migrate
from orderdesk.hub.registering import fingerprint_of
from orderdesk.hub.store import directories
from orderdesk.hub.store.directories import Wanted
from orderdesk.signing.keys import SigningKey
from tests.hub.conftest import Clock, Hub
from tests.hub.houses import HubDesk, code_of, fjordvejen, lindholm, name_of

ALL = "/v1/directories?everyone=true"


def read(desk: HubDesk, path: str = "/v1/directories") -> list[tuple[str, int]]:
    """What the desk reads: organisation and version, in order."""
    answer = desk.send("GET", path)
    assert answer.status_code == 200, answer.text
    return [(one["org"], one["version"]) for one in answer.json()["directories"]]


def test_strangers_read_nothing_of_each_other(hub: Hub) -> None:
    mette, sara = hub.desk("mette-krogh"), hub.desk("sara-holt")
    assert read(mette) == [("lindholm-kommune", 1)]
    assert read(sara) == [("fjordvejen", 1)]
    assert read(mette, "/v1/directories?org=fjordvejen") == []
    name = sara.send("GET", "/v1/directories").json()["directories"][0]["name"]
    assert code_of(mette.send("GET", f"/v1/directories/fjordvejen/{name}")) == "no-directory"
    assert sara.send("GET", f"/v1/directories/fjordvejen/{name}").status_code == 200


def test_who_names_a_partner_is_read_by_it_and_reads_it(hub: Hub) -> None:
    """By a cursor from before: the whole history comes after it."""
    mette, birthe, sara = hub.desk("mette-krogh"), hub.desk("birthe-skov"), hub.desk("sara-holt")
    after = mette.send("GET", "/v1/directories").json()["next"]
    named = hub.municipality.next_version(hub.clock(), partners=[hub.provider.as_partner()])
    assert birthe.publish(named).status_code == 201
    assert sorted(read(mette, f"/v1/directories?after={after}")) == [("fjordvejen", 1), ("lindholm-kommune", 2)]
    assert read(sara, f"/v1/directories?after={after}") == [("lindholm-kommune", 1), ("lindholm-kommune", 2)]
    assert sara.send("GET", f"/v1/directories/lindholm-kommune/{name_of(named)}").content == named
    assert mette.send("GET", "/v1/directories").json()["next"] == sara.send("GET", "/v1/directories").json()["next"]


def test_a_partner_by_another_key_is_not_met(hub: Hub) -> None:
    """Naming an organisation does not let one read it; one must know its root key."""
    mette, birthe, sara = hub.desk("mette-krogh"), hub.desk("birthe-skov"), hub.desk("sara-holt")
    wrong = {**hub.provider.as_partner(), "root": SigningKey.generate().did}
    assert birthe.publish(hub.municipality.next_version(hub.clock(), partners=[wrong])).status_code == 201
    assert read(mette) == [("lindholm-kommune", 1), ("lindholm-kommune", 2)]
    assert read(sara) == [("fjordvejen", 1)]


def test_a_partner_that_joins_later(empty_hub: Hub) -> None:
    hub = empty_hub
    hub.register(hub.municipality)
    birthe, karen = hub.desk("birthe-skov"), hub.desk("karen-toft")
    assert birthe.publish(
        hub.municipality.next_version(hub.clock(), partners=[hub.provider.as_partner()])
    ).status_code == 201  # fmt: skip
    hub.register(hub.provider)
    assert read(birthe) == [("lindholm-kommune", 1)]
    assert karen.publish(hub.provider.next_version(hub.clock())).status_code == 201
    assert read(birthe) == [("lindholm-kommune", 1), ("fjordvejen", 1)]
    assert sorted(read(karen)) == [("fjordvejen", 1), ("lindholm-kommune", 1)]


def test_after_a_parting_nothing_new_is_read(hub: Hub) -> None:
    birthe, karen, since = hub.desk("birthe-skov"), hub.desk("karen-toft"), hub.clock()
    ours, theirs = hub.municipality, hub.provider
    assert birthe.publish(ours.next_version(hub.clock(), partners=[theirs.as_partner()])).status_code == 201
    assert birthe.publish(ours.next_version(hub.clock(), since=since)).status_code == 201
    assert karen.publish(theirs.next_version(hub.clock(), since=since)).status_code == 201
    assert ("fjordvejen", 1) in read(birthe)
    assert ("fjordvejen", 2) not in read(birthe)
    assert ("lindholm-kommune", 3) not in read(karen)
    assert birthe.publish(ours.next_version(hub.clock(), partners=[theirs.as_partner()])).status_code == 201
    assert ("fjordvejen", 2) in read(birthe)
    assert [version for org, version in read(karen) if org == "lindholm-kommune"] == [1, 2, 3, 4]


def test_administrators_may_look_for_a_partner(hub: Hub) -> None:
    birthe, mette = hub.desk("birthe-skov"), hub.desk("mette-krogh")
    assert read(birthe, ALL) == [("lindholm-kommune", 1), ("fjordvejen", 1)]
    assert read(birthe, f"{ALL}&after=1") == [("fjordvejen", 1)]
    assert code_of(birthe.send("GET", f"{ALL}&after=3")) == "cursor"
    assert code_of(mette.send("GET", ALL)) == "administrators"
    assert read(birthe) == [("lindholm-kommune", 1)]


def test_a_hub_that_has_served_for_a_while_is_brought_over(tmp_path: Path) -> None:
    """What follows from directories that were published before is there after the step, and every cursor is below."""
    database, clock = Database(str(tmp_path / "hub.sqlite3")), Clock()
    with database.alone() as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0002")
        municipality, provider, stranger = lindholm(), fjordvejen(), fjordvejen("-nord")
        for seq, house in enumerate((municipality, provider, stranger), 1):
            named = [municipality.as_partner()] if house is provider else []
            document = house.next_version(clock(), partners=named)
            connection.exec_driver_sql(
                "INSERT INTO organisations VALUES (?, ?, 0, 1, 2000000000)", (house.org, fingerprint_of(house.root.did))
            )
            connection.exec_driver_sql(
                "INSERT INTO directories VALUES (?, ?, 1, ?, 0, ?)", (seq, house.org, name_of(document), document)
            )
            for person in house.people:
                connection.exec_driver_sql(
                    "INSERT INTO http_keys (org, person, did, since) VALUES (?, ?, ?, 0)",
                    (house.org, person.id, person.http.did),
                )
        connection.exec_driver_sql("UPDATE counters SET value = 3")
    migrate(database)
    with database.reading() as connection:
        found = {
            house.org: directories.page(connection, Wanted(house.org, 3, 10, "")).directories
            for house in (municipality, provider, stranger)
        }
        query = "SELECT person FROM http_keys WHERE administrator = 1 ORDER BY org, person"
        administrators = list(connection.exec_driver_sql(query).scalars())
    database.close()
    assert {org: [one.org for one in seen] for org, seen in found.items()} == {
        "lindholm-kommune": ["lindholm-kommune", "fjordvejen"],
        "fjordvejen": ["lindholm-kommune", "fjordvejen"],
        "fjordvejen-nord": ["fjordvejen-nord"],
    }
    assert administrators == ["karen-toft", "karen-toft", "birthe-skov"]
