"""schemas/README.md is true: its bytes are those that other libraries compute, and those that orderdesk computes."""

import re
from pathlib import Path
from typing import get_args

import pytest
from worked_example import BLOCK, DOCUMENT, README, SEED, blocks, signed, with_blocks

from orderdesk.documents.lifecycle import BACK
from orderdesk.documents.people import Role
from orderdesk.documents.published_tables import TABLES, life_cycle, returns_to
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
    said = {}
    for what, who in re.findall(r"^\| ((?:`[a-z]+\.v1[/a-z_]*`(?:, )?)+) \| ([a-z:;, ]+) \|$", TEXT, re.MULTILINE):
        said.update(dict.fromkeys(re.findall(r"`([^`]+)`", what), holders(who)))
    assert said == {name.removeprefix("orderdesk."): set(may) for name, may in RIGHTS.items()}


def holders(who: str) -> set[tuple[str, str]]:
    """Organisations and roles, as the README writes them: "municipality: caseworker, leader; provider: consultant"."""
    if who == "anybody":
        return {(kind, role) for kind in ("municipality", "provider") for role in get_args(Role)}
    parts = (part.split(": ") for part in who.split("; "))
    return {(organisation, role) for organisation, roles in parts for role in roles.split(", ")}


@pytest.mark.parametrize("name", TABLES)
def test_every_transition_is_drawn_or_listed(name: str) -> None:
    states, _endings, table = TABLES[name]
    section = TEXT[TEXT.index("## The life cycle") : TEXT.index("## Whom to trust")]
    order, report, meeting = re.split(r"^A report\.|^A meeting\.", section, flags=re.MULTILINE)
    text = {"order": order, "report": report, "meeting": meeting}[name]
    drawn = [
        (state, then, event)
        for state, then, events in re.findall(r"^    (\w+) --> (\w+): ([\w., ]+)$", text, re.MULTILINE)
        for event in events.split(", ")
    ]
    listed = [
        (state, then, event)
        for event, origins, then in re.findall(r"^\| `([\w.]+)` \| (`[^|]+) \| `(\w+)` \|$", text, re.MULTILINE)
        for state in re.findall(r"`(\w+)`", origins)
    ]
    moves = {
        (state, then, row.event)
        for row in table
        if row.next
        for state in row.states
        for then in (returns_to(table, row) if row.next == BACK else [row.next])
    }
    assert sorted(drawn + listed) == sorted(moves)
    assert {state for move in moves for state in move[:2]} == set(states)


def test_the_members_of_the_life_cycle_are_explained() -> None:
    section = TEXT[TEXT.index("## The life cycle") : TEXT.index("Until the answer:")]
    published = life_cycle()
    rows = published["tables"]["order"]["rows"]
    for member in {*published, *published["tables"]["order"], *rows[0], "meaning"} - {"description"}:
        assert f"`{member}`" in section, member
    for actor in published["actors"]:
        assert f"`{actor}`" in section


def test_every_file_the_readme_names_is_there() -> None:
    for name in set(re.findall(r"`([a-z-]+\.v1\.json)`", TEXT)):
        assert (Path(README).parent / name).is_file() or name == "validate-result.v1.json"
