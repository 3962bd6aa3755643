"""Limits and settings, as whoever runs a hub gives them."""

from collections.abc import Callable
from dataclasses import asdict, fields
from pathlib import Path

import httpx
import pytest

from orderdesk.cli.main import run
from orderdesk.errors import InputRefused, NotFound
from orderdesk.hub.limits import DAY, GIB, Limits
from orderdesk.hub.settings import limits_of, read_settings, typed_limits
from tests.hub.conftest import Hub
from tests.hub.houses import code_of
from tests.hub.processes import serving

FILE = """
host = "127.0.0.1"
port = 0
[limits]
organisation_bytes = "4 GiB"
keep_waiting = "200 days"
requests_a_minute = 1200
longest_wait = 20
"""


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ORDERDESK_LANG", "en")


def test_a_file_and_the_command_line(tmp_path: Path) -> None:
    file = tmp_path / "hub.toml"
    file.write_text(FILE, encoding="utf-8")
    said, limits = read_settings(file)
    assert said == {"host": "127.0.0.1", "port": 0}
    found = limits_of(limits, typed_limits(["longest_wait=10 seconds", "page = 50"]))
    assert found == Limits(
        organisation_bytes=4 * GIB, keep_waiting=200 * DAY, requests_a_minute=1200, longest_wait=10, page=50
    )


def test_a_hub_tells_the_limits_that_it_was_given(tmp_path: Path) -> None:
    file = tmp_path / "hub.toml"
    file.write_text(FILE, encoding="utf-8")
    options = ("--settings", str(file), "--limit", "envelope_bytes=64 KiB")
    with serving(str(tmp_path / "hub.sqlite3"), tmp_path / "hub.log", *options) as hub:
        told = httpx.get(f"{hub.url}/v1/capabilities").json()["limits"]
    assert {name: told[name] for name in ("organisation_bytes", "keep_waiting", "requests_a_minute")} == {
        "organisation_bytes": 4 * GIB, "keep_waiting": 200 * DAY, "requests_a_minute": 1200,
    }  # fmt: skip
    assert (told["envelope_bytes"], told["longest_wait"], told["padding"][0]) == (65536, 20, 4096)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("port = ", "The settings file is not TOML: Invalid value (at end of document)."),
        ("hosts = 'x'", "There is no setting 'hosts'. There are: database, host, port,"),
        ("port = '8420'", "The setting port is of another kind."),
        ("limits = 3", "`limits` is a table"),
        ("[limits]\npages = 3", "There is no limit 'pages'. There are: requests_a_minute,"),
        ("[limits]\npage = 501", "The limit page is 1 to 500."),
        ("[limits]\npage = true", "The limit page is a whole number."),
        ("[limits]\npage = -1", "The limit page is a whole number."),
        ("[limits]\nkeep_free = '3 MB'", 'The limit keep_free is a size, as "64 MiB"'),
        ("[limits]\norganisation_bytes = 1", "The limit organisation_bytes is 1 MiB to 1024 GiB."),
        ("[limits]\nkeep_names = '3 GiB'", 'The limit keep_names is a time, as "90 days"'),
        ("[limits]\nkeep_names = '3 hours'", "The limit keep_names is 1 days to 36500 days."),
    ],
)
def test_what_a_file_may_not_say(tmp_path: Path, text: str, says: str, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "hub.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputRefused) as caught:
        read_settings(file)
    assert f"{caught.value} {caught.value.advice}".startswith(says)
    assert run(["hub", "serve", "--settings", str(file)]) == 3
    assert says.split(". ")[0] in capsys.readouterr().err


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        read_settings(tmp_path / "hub.toml")
    with pytest.raises(InputRefused):
        typed_limits(["page"])


def test_the_usual_limits_are_possible_ones() -> None:
    for one in fields(Limits):
        assert one.metadata["least"] <= one.default <= one.metadata["most"]
    assert limits_of(typed_limits(f"{name}={value}" for name, value in asdict(Limits()).items())) == Limits()


def test_the_rate_is_one_for_all_processes(make_hub: Callable[..., Hub]) -> None:
    hub = make_hub(Limits(requests_a_minute=4))
    hub.join()
    other = make_hub(Limits(requests_a_minute=4), hub.clock)
    here, there = hub.desk("sara-holt"), other.desk("sara-holt")
    there.person = here.person
    statuses = [desk.send("GET", here.box).status_code for _turn in range(3) for desk in (here, there)]
    assert statuses == [200] * 4 + [429] * 2
    hub.clock.forward(seconds=15)
    assert [desk.send("GET", here.box).status_code for desk in (there, here)] == [200, 429]


def test_lots_give_what_is_allowed_and_hardly_more(make_hub: Callable[..., Hub]) -> None:
    hub = make_hub(Limits(requests_a_minute=120))
    hub.join()
    sara = hub.desk("sara-holt")
    assert [sara.send("GET", sara.box).status_code for _ in range(122)].count(200) == 120


def test_what_is_refused_counts_too(make_hub: Callable[..., Hub]) -> None:
    hub = make_hub(Limits(requests_a_minute=120))
    hub.join()
    sara = hub.desk("sara-holt")
    assert [sara.fetch("0" * 64).status_code for _ in range(122)].count(404) == 120


def test_publishing_counts(make_hub: Callable[..., Hub]) -> None:
    hub = make_hub(Limits(requests_a_minute=3))
    hub.join()
    karen = hub.desk("karen-toft")  # she has published once
    same = hub.provider.next_version(hub.clock())
    assert [karen.publish(same).status_code for _ in range(3)] == [201, 200, 429]
    assert code_of(karen.send("GET", karen.box)) == "too-many-requests"


def test_how_many_directories_an_organisation_may_have(make_hub: Callable[..., Hub]) -> None:
    hub = make_hub(Limits(directories_a_day=2, organisation_directories=3))
    hub.join()
    karen = hub.desk("karen-toft")
    since = hub.clock()
    assert karen.publish(hub.provider.next_version(hub.clock(), since=since)).status_code == 201
    third = hub.provider.next_version(hub.clock(), since=since)
    answer = karen.publish(third)
    assert (answer.status_code, code_of(answer), answer.headers["retry-after"]) == (
        429,
        "too-many-directories",
        "43200",
    )
    hub.clock.forward(days=1, seconds=1)
    assert karen.publish(third).status_code == 201
    assert code_of(karen.publish(hub.provider.next_version(hub.clock(), since=since))) == "directories-full"
    assert karen.publish(third).status_code == 200  # what is there is there
