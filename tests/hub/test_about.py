"""The hub about itself, and the published description."""

import json
from pathlib import Path

from orderdesk.hub.limits import REASONS
from orderdesk.hub.problems import CODES
from orderdesk.hub.published import FILE_NAME, description
from tests.hub.conftest import Hub
from tests.hub.houses import code_of

ROOT = Path(__file__).resolve().parents[2]


def test_the_published_description_is_what_the_hub_says(hub: Hub) -> None:
    text = description()
    assert (ROOT / "schemas" / FILE_NAME).read_text(encoding="utf-8") == text
    served = hub.client.get(hub.url + "/v1/openapi.json").json()

    assert served == json.loads(text)


def test_every_operation_says_that_it_is_signed_and_how_it_refuses() -> None:

    paths = json.loads(description())["paths"]
    for path, operations in paths.items():
        for operation in operations.values():
            assert list(operation["responses"]["default"]["content"]) == ["application/problem+json"]
            assert ("security" in operation) == path.startswith(("/v1/mailboxes", "/v1/directories"))


def test_capabilities(hub: Hub) -> None:
    found = hub.client.get(hub.url + "/v1/capabilities").json()
    assert (found["versions"], found["url"], found["signature_tag"]) == (["v1"], hub.url, "orderdesk")
    assert found["limits"]["envelope_bytes"] == 524288
    assert found["limits"]["longest_wait"] == 30
    assert set(found["reasons"]) == set(REASONS)
    assert found["now"] == "2026-12-01T09:00:00Z"


def test_health_and_readiness(hub: Hub) -> None:
    for path in ("/healthz", "/readyz"):
        assert hub.client.get(hub.url + path).json() == {"status": "ok"}
    with hub.database.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0000'")
    answer = hub.client.get(hub.url + "/readyz")
    assert (answer.status_code, code_of(answer), answer.headers["retry-after"]) == (503, "unavailable", "5")
    assert hub.client.get(hub.url + "/healthz").status_code == 200


def test_a_database_that_fails(hub: Hub) -> None:
    sara = hub.desk("sara-holt")
    with hub.database.writing() as connection:
        connection.exec_driver_sql("DROP TABLE nonces")
    answer = sara.send("GET", sara.box)
    assert (answer.status_code, code_of(answer)) == (503, "unavailable")


def test_metrics(hub: Hub) -> None:
    mette, sara = hub.desk("mette-krogh"), hub.desk("sara-holt")
    mette.put(sara.person, b"forseglet")
    mette.put(sara.person, b"forseglet")
    sara.send("GET", sara.box, acting="fjordvejen")
    text = hub.client.get(hub.url + "/metrics").text
    for line in (
        'orderdesk_hub_envelopes_total{new="yes"} 1.0', 'orderdesk_hub_envelopes_total{new="no"} 1.0',
        "orderdesk_hub_envelope_bytes_total 9.0", 'orderdesk_hub_refused_total{code="acting"} 1.0',
        "orderdesk_hub_waiting 1.0", "orderdesk_hub_waiting_bytes 9.0", "orderdesk_hub_mailboxes 5.0",
    ):  # fmt: skip
        assert line in text
    assert "holt" not in text


def test_codes_are_statuses_that_fit() -> None:
    assert all(400 <= status < 600 and title.endswith(".") for status, title in CODES.values())
