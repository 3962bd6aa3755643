"""`orderdesk hub` as those who run a hub use it."""

import json
import logging
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from orderdesk.cli.hubs import needing
from orderdesk.cli.main import run
from orderdesk.hub import logs
from orderdesk.signing.words import fingerprint_words
from tests.hub.houses import fjordvejen, lindholm, name_of
from tests.hub.processes import join, serving


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("ORDERDESK_LANG", "en")
    monkeypatch.setenv("ORDERDESK_HUB_DATABASE", str(tmp_path / "central" / "hub.sqlite3"))
    return str(tmp_path / "central" / "hub.sqlite3")


def test_letting_in_serving_inspecting_and_taking_out(
    database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    municipality, provider = lindholm(), fjordvejen()
    assert run(["hub", "organisations"]) == 0
    assert capsys.readouterr().err == "No organisation is registered.\n"
    words = " ".join(fingerprint_words(municipality.root.did))
    assert run(["hub", "register", "lindholm-kommune", *words.upper().split()]) == 0
    assert run(["hub", "register", "fjordvejen", provider.root.did]) == 0
    assert run(["hub", "register", "fjordvejen", provider.root.did]) == 1
    assert words in capsys.readouterr().out
    with serving(database, tmp_path / "hub.log") as hub, httpx.Client(timeout=60) as client:
        join(hub, client, municipality, provider)
        mette, sara = hub.desk(municipality, "mette-krogh", client), hub.desk(provider, "sara-holt", client)
        mette.put(sara.person, b"forseglet")
        assert run(["hub", "organisations", "--json"]) == 0  # while it runs
        rows = json.loads(capsys.readouterr().out)
        assert [(row["org"], row["version"], row["waiting"]) for row in rows] == [
            ("fjordvejen", 1, 1), ("lindholm-kommune", 1, 0),
        ]  # fmt: skip
        assert run(["hub", "access", "--envelope", name_of(b"forseglet"), "--json"]) == 0
        (line,) = json.loads(capsys.readouterr().out)
        assert (line["person"], line["action"], line["mailbox_person"]) == ("mette-krogh", "put", "sara-holt")
        assert run(["hub", "access", "--org", "fjordvejen"]) == 0
        assert "karen-toft" in capsys.readouterr().out
        assert run(["hub", "remove", "fjordvejen"]) == 2  # nobody there to ask
        assert run(["hub", "remove", "fjordvejen", "--yes"]) == 0
        assert "1 envelope waits there and would be gone." in capsys.readouterr().err
        assert sara.send("GET", sara.box).status_code == 403
        assert mette.put(sara.person, b"forseglet").status_code == 404
    assert run(["hub", "remove", "fjordvejen", "--yes"]) == 1
    assert run(["hub", "organisations"]) == 0
    assert "lindholm-kommune" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["fjordvejen", "et", "to"], "A fingerprint has 12 words; here are 2."),
        (["fjordvejen", *["qwerty"] * 12], "No fingerprint has the word 'qwerty'."),
        (["fjordvejen", "did:key:zforkert"], "The key is not a did:key"),
        (["Fjord/vejen", "did:key:zforkert"], "That is not the id of an organisation."),
    ],
)
def test_a_fingerprint_or_an_id_that_is_none(
    database: str, words: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["hub", "register", *words]) == 3
    assert says in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--host", "0.0.0.0"], "Give --url."),
        (["--tls-cert", "c.pem"], "A certificate needs its key"),
        (["--tls-cert", "c.pem", "--tls-key", "k.pem", "--port", "0"], "cannot be read"),
        (["--url", "hub.example"], "begins with https://"),
        (["--database", "mysql://x/y"], "names neither a file nor PostgreSQL"),
        (["--host", "203.0.113.7"], "The hub cannot listen there"),
    ],
)
def test_options_that_cannot_be(
    database: str, options: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["hub", "serve", *options]) != 0
    assert says in capsys.readouterr().err


def test_a_hub_that_ends_leaves_logging_as_it_was(database: str, capfd: pytest.CaptureFixture[str]) -> None:
    """Else every later hub in this process would write its lines to stderr."""
    before = list(logging.getLogger().handlers), logging.getLogger().level, logs.LOGGER.level
    assert run(["hub", "serve", "--tls-cert", "c.pem", "--tls-key", "k.pem", "--port", "0"]) != 0
    assert (list(logging.getLogger().handlers), logging.getLogger().level, logs.LOGGER.level) == before
    capfd.readouterr()
    logs.say("request", status=200)
    assert capfd.readouterr().err == ""


def test_without_the_extra(database: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(needing, "find_spec", lambda _name: None)
    for words in (["serve"], ["organisations"], ["openapi"]):
        assert run(["hub", *words]) == 1
        assert "pip install 'orderdesk[hub]'" in capsys.readouterr().err


def test_help_needs_nothing_of_the_extra() -> None:
    code = (
        "import sys; from orderdesk.cli.main import run; "
        "codes = [run(['hub', '--help']), run(['hub', 'serve', '--help']), run(['hub', 'register', '--help'])]; "
        "bad = {'fastapi', 'uvicorn', 'sqlalchemy', 'alembic', 'pydantic', 'httpx'} & set(sys.modules); "
        "sys.exit(f'{codes} {bad}' if bad or any(codes) else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_description_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["hub", "openapi"]) == 0
    assert json.loads(capsys.readouterr().out)["info"]["title"] == "orderdesk hub"
