"""A hub's whole database and everything it writes hold no content, no name of a citizen and no CPR number; its logs not
even who its users are."""

import json
import re

import httpx
import pytest
from factories import order_body

from orderdesk.signing.canonical import canonical_bytes
from orderdesk.signing.sealing import seal
from tests.hub.houses import code_of, fjordvejen, lindholm, name_of
from tests.hub.processes import join, register, serving

CPR = "710385-1234"
SECRETS = ("Rikke", "Sønderby", CPR, CPR.replace("-", ""), "lungeambulatoriet")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Everything that a hub left behind after a day's work with good and bad requests, by file name."""
    folder = tmp_path_factory.mktemp("hub")
    database, log = folder / "hub.sqlite3", folder / "hub.log"
    municipality, provider = lindholm(), fjordvejen()
    register(str(database), municipality, provider)
    with serving(str(database), log) as hub, httpx.Client(timeout=60) as client:
        join(hub, client, municipality, provider)
        mette, sara = hub.desk(municipality, "mette-krogh", client), hub.desk(provider, "sara-holt", client)
        text = {"body": order_body(), "about": f"Rikke Sønderby {CPR} følges på lungeambulatoriet"}
        sealed = [seal(canonical_bytes({**text, "n": n}), [sara.person.sealing.did]) for n in range(3)]
        for envelope in sealed:
            assert mette.put(sara.person, envelope).status_code == 201
        assert sara.fetch(name_of(sealed[0])).content == sealed[0]
        assert sara.acknowledge(name_of(sealed[0])).status_code == 204
        assert sara.reject(name_of(sealed[1]), "cannot-open").status_code == 204
        _misuse(hub.url, client)
        assert code_of(sara.send("GET", f"{sara.box}?after={CPR}")) == "malformed"
        path = f"{sara.box}/{name_of(sealed[2])}/reject"
        answer = sara.send("POST", path, json.dumps({"reason": f"Rikke {CPR}"}).encode(), content_type="text/plain")
        assert code_of(answer) == "reason"
        assert CPR not in answer.text
        while '"code": "reason"' not in log.read_text(encoding="utf-8"):
            pass  # a line is written after its answer
        left = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert any(name.endswith("-wal") for name in left)
    return left


def _misuse(url: str, client: httpx.Client) -> None:
    """Requests with a citizen in every place where a desk of another maker might put one."""
    for answer in (
        client.get(f"{url}/v1/mailboxes/fjordvejen/rikke-soenderby/envelopes?cpr={CPR}"),
        client.get(f"{url}/{CPR}", headers={"X-Citizen": CPR, "User-Agent": CPR}),
        client.put(f"{url}/v1/directories/fjordvejen/{'0' * 64}", content=f"Rikke {CPR}".encode()),
        client.request(CPR.replace("-", ""), f"{url}/v1/capabilities"),
        client.post(f"{url}/v1/mailboxes/{CPR}/x/envelopes/{'0' * 64}/reject", json={"reason": CPR}),
        client.get(f"{url}/v1/directories", headers={"Signature-Input": f'"{CPR}"', "Signature": CPR}),
    ):
        assert answer.status_code >= 400
        assert CPR not in answer.text


def test_no_citizen_anywhere(files: dict[str, bytes]) -> None:
    for name, data in files.items():
        for secret in SECRETS:
            assert secret.encode() not in data, (name, secret)
        if name.endswith(".log"):
            assert not re.search(rb"\d{6}-?\d{4}", data)


def test_no_user_in_the_logs(files: dict[str, bytes]) -> None:
    log = files["hub.log"].decode()
    for word in ("mette", "krogh", "sara", "holt", "lindholm", "fjordvejen", "rikke", "did:key", "127.0.0.1"):
        assert word not in log.casefold()


def test_the_log_is_a_json_object_a_line(files: dict[str, bytes]) -> None:
    lines = [json.loads(line) for line in files["hub.log"].decode().splitlines()]
    requests = [line for line in lines if line["event"] == "request"]
    assert {line["event"] for line in lines} == {"request"}
    put = next(line for line in requests if line["method"] == "PUT" and "mailboxes" in line["route"])
    assert put["route"] == "/v1/mailboxes/{org}/{person}/envelopes/{name}"
    assert put["status"] == 201
    assert {line["code"] for line in requests if line["status"] >= 400} >= {"signature-missing", "malformed", "reason"}
