"""Keys that are the same in every run, and one signed report of an invented citizen."""

import pytest

from orderdesk.signing.canonical import Json, canonical_bytes
from orderdesk.signing.keys import SealingKey, SigningKey
from orderdesk.signing.parsing import Parsed, parse
from orderdesk.signing.proof import CONTEXT, sign_document

CREATED = "2026-11-30T09:30:00Z"


@pytest.fixture(scope="session")
def signing_key() -> SigningKey:
    return SigningKey.from_seed(bytes(range(32)))


@pytest.fixture(scope="session")
def other_signing_key() -> SigningKey:
    return SigningKey.from_seed(bytes(range(1, 33)))


@pytest.fixture(scope="session")
def sealing_keys() -> list[SealingKey]:
    return [SealingKey.from_seed(bytes([number]) * 32) for number in (1, 2, 3)]


@pytest.fixture
def report() -> dict[str, Json]:
    return {
        "@context": list(CONTEXT),
        "type": "orderdesk.report.v1",
        "id": "urn:uuid:6f0f7a3e-3f0f-4d53-9a3b-5a8c6e0f1d21",
        "seq": 3,
        "prev": ["sha256-" + "ab" * 32],
        "from": {"org": "Fjordvejens Værksted", "person": "Åse Østergård", "role": "consultant"},
        "body": {
            "citizen": {"name": "Søren Prøvesen", "cpr": "710190-0000"},
            "goals": [
                {
                    "id": "g1",
                    "attainment": -1,
                    "observation": "Mødte 9 af 10 dage – ringede selv.\nVil gerne prøve flere timer.",
                },
                {"id": "g2", "attainment": 0, "worked": False, "reason": None},
            ],
            "minutes": 5400,
        },
    }


@pytest.fixture
def signed(report: dict[str, Json], signing_key: SigningKey) -> dict[str, Json]:
    return sign_document(report, signing_key, CREATED)


@pytest.fixture
def parsed(signed: dict[str, Json]) -> Parsed:
    return parse(canonical_bytes(signed))
