"""A hub with a certificate of its own, and one behind a proxy."""

import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from tests.certificates import certificate_in
from tests.hub.houses import code_of, fjordvejen, name_of
from tests.hub.processes import join, register, serving


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, Path]:
    """The hub's certificate and its key."""
    return certificate_in(tmp_path)


def test_https(certificate: tuple[Path, Path], tmp_path: Path) -> None:
    pem, private = certificate
    database, provider = str(tmp_path / "hub.sqlite3"), fjordvejen()
    register(database, provider)
    options = ("--tls-cert", str(pem), "--tls-key", str(private))
    trusting = ssl.create_default_context(cafile=str(pem))
    with serving(database, tmp_path / "hub.log", *options) as hub, httpx.Client(verify=trusting, timeout=60) as client:
        assert hub.url.startswith("https://127.0.0.1:")
        join(hub, client, provider)
        assert hub.desk(provider, "sara-holt", client).names() == []
        with httpx.Client(timeout=60) as stranger, pytest.raises(httpx.ConnectError):
            stranger.get(hub.url + "/healthz")


def test_behind_a_proxy_the_address_that_desks_use_is_signed(tmp_path: Path) -> None:
    """What a proxy does: it takes its path off and speaks to the hub as it likes; the signature is of the desk's."""
    database, provider = str(tmp_path / "hub.sqlite3"), fjordvejen()
    register(database, provider)
    outside = "https://udveksling.example/central"
    with serving(database, tmp_path / "hub.log", "--url", f"{outside}/") as hub, httpx.Client(timeout=60) as client:
        assert hub.url == outside
        port = _port_of(hub.process.pid)
        desk = hub.desk(provider, "karen-toft", client)
        document = provider.next_version(datetime.now(UTC) - timedelta(minutes=1))
        path = f"/v1/directories/fjordvejen/{name_of(document)}"
        headers = desk.signed("PUT", path, document, "application/json")
        answer = client.put(f"http://127.0.0.1:{port}{path}", content=document, headers=headers)
        assert answer.status_code == 201
        desk.url = f"http://127.0.0.1:{port}"
        assert code_of(desk.send("GET", desk.box)) == "signature"


def _port_of(process: int) -> int:
    import psutil

    (listening,) = [c for c in psutil.Process(process).net_connections("tcp") if c.status == "LISTEN"]
    return int(listening.laddr.port)
