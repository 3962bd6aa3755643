"""A hub that was set back to an older copy of its database says so, and nobody has to remember to tell it."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import httpx

from orderdesk.hub.app import make_app
from orderdesk.hub.upkeep import Upkeep
from tests.hub.conftest import Hub
from tests.hub.houses import code_of, fjordvejen, lindholm, name_of
from tests.hub.processes import join, register, serving


def test_a_restored_hub_gives_its_places_anew_and_says_so(tmp_path: Path) -> None:
    database, backup = tmp_path / "hub.sqlite3", tmp_path / "backup.sqlite3"
    municipality, provider = lindholm(), fjordvejen()
    register(str(database), municipality, provider)
    with httpx.Client(timeout=60) as client:
        with serving(str(database), tmp_path / "hub.log") as hub:
            join(hub, client, municipality, provider)
            mette, sara = hub.desk(municipality, "mette-krogh", client), hub.desk(provider, "sara-holt", client)
            first = sara.waiting()["epoch"]
            with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(backup)) as target:
                source.backup(target)
            assert mette.put(sara.person, b"lost").status_code == 201
            after = sara.waiting()["next"]
        with serving(str(database), tmp_path / "hub.log") as hub:  # a restart changes nothing
            assert hub.desk(provider, "sara-holt", client).waiting()["epoch"] == first
        for file in tmp_path.glob("hub.sqlite3*"):
            file.unlink()
        shutil.copy(backup, database)
        with closing(sqlite3.connect(database)) as copy, copy:  # it was made yesterday
            copy.execute("UPDATE counters SET value = value - 86400 WHERE name = 'served'")
        with serving(str(database), tmp_path / "hub.log") as hub:
            mette, sara = hub.desk(municipality, "mette-krogh", client), hub.desk(provider, "sara-holt", client)
            assert mette.put(sara.person, b"new").status_code == 201
            page = sara.waiting(after)
            assert page["envelopes"] == []  # its place is the lost one's; by the epoch the desk knows
            assert page["epoch"] != first
            assert code_of(sara.send("GET", f"{sara.box}?after={after}&epoch={first}")) == "cursor"
            assert code_of(sara.send("GET", f"/v1/directories?after=0&epoch={first}")) == "cursor"
            assert sara.names(0) == [name_of(b"new")]
            assert sara.send("GET", f"{sara.box}?after={after}&epoch={page['epoch']}").status_code == 200
            directories = sara.send("GET", "/v1/directories").json()
            assert directories["epoch"] == page["epoch"]


def test_a_database_that_is_set_back_under_a_running_hub(hub: Hub) -> None:
    sara, upkeep = hub.desk("sara-holt"), Upkeep(make_app(hub.database, hub.url, None, hub.clock).state.hall)
    upkeep.note()
    first = sara.waiting()["epoch"]
    hub.clock.forward(hours=1)
    upkeep.note()  # it was busy for an hour, but it has run all the time
    assert sara.waiting()["epoch"] == first
    with hub.database.writing() as connection:
        connection.exec_driver_sql("UPDATE counters SET value = value - 600 WHERE name = 'served'")
    upkeep.note()
    assert sara.waiting()["epoch"] != first
