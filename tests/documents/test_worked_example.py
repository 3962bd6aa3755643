"""schemas/README.md is true: its bytes are those that other libraries compute, and those that orderdesk computes."""

import re
from pathlib import Path

from worked_example import BLOCK, DOCUMENT, README, SEED, blocks, signed, with_blocks

from orderdesk.documents.lifecycle import ORDER_STATES, ORDER_TABLE
from orderdesk.documents.registry import KINDS
from orderdesk.signing.keys import SigningKey
from orderdesk.signing.parsing import parse
from orderdesk.signing.profile import MAX_BYTES, MAX_DEPTH
from orderdesk.signing.proof import sign_document, verify_proof
from orderdesk.signing.sealing import BUCKETS, MAX_RECIPIENTS
from orderdesk.trust.authority import RIGHTS
from orderdesk.trust.result import CheckName

TEXT = README.read_text(encoding="utf-8")


def test_the_readme_holds_the_computed_bytes() -> None:
    assert {match["name"] for match in BLOCK.finditer(TEXT)} == blocks().keys()
    assert with_blocks(TEXT) == TEXT


def test_orderdesk_computes_the_same() -> None:
    key = SigningKey.from_seed(SEED)
    assert sign_document(DOCUMENT, key, created=DOCUMENT["issued"]) == signed()
    parsed = parse(blocks()["signed"].encode())
    assert parsed.was_canonical
    assert blocks()["digest"].endswith(parsed.digest)
    assert verify_proof(parsed).did == key.did
    assert blocks()["key"].endswith(key.did)


def test_the_limits_are_those_of_the_code() -> None:
    assert f"{MAX_BYTES // 1024} KiB" in TEXT
    assert f"at most {MAX_DEPTH} deep" in TEXT
    assert ", ".join(str(bucket // 1024) for bucket in BUCKETS) + " KiB" in TEXT
    assert f"1 to {MAX_RECIPIENTS} keys" in TEXT


def test_the_kinds_and_the_checks_are_those_of_the_code() -> None:
    for document_type in KINDS:
        assert f"`{document_type}`" in TEXT
    assert re.findall(r"^\d+\. `(\w+)`", TEXT, re.MULTILINE) == [str(name) for name in CheckName]


def test_the_rights_are_those_of_the_code() -> None:
    def rights(organisation: str, role: str) -> set[str]:
        return {name.removeprefix("orderdesk.") for name, holders in RIGHTS.items() if (organisation, role) in holders}

    rows = dict(re.findall(r"^\| (\w+ \w+) \| (`[^|]+`) \|$", TEXT, re.MULTILINE))
    assert len(rows) == 4
    for who, what in rows.items():
        organisation, role = who.split()
        assert set(re.findall(r"`([^`]+)`", what)) == rights(organisation, role), who


def test_every_transition_of_an_order_is_drawn() -> None:
    drawn = set(re.findall(r"^    (\w+) --> (\w+): ([\w.]+)$", TEXT, re.MULTILINE))
    moves = {(state, row.next, row.event) for row in ORDER_TABLE for state in row.states if row.next}
    assert drawn == moves
    assert {state for move in drawn for state in move[:2]} <= set(ORDER_STATES)


def test_every_file_the_readme_names_is_there() -> None:
    for name in set(re.findall(r"`([a-z-]+\.v1\.json)`", TEXT)):
        assert (Path(README).parent / name).is_file() or name == "validate-result.v1.json"
