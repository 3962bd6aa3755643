"""What looks like a CPR number, and what does not."""

import pytest

from orderdesk.checks.cpr import holds_cpr


@pytest.mark.parametrize(
    "text",
    [
        "Rikke, 610385-0002, kom godt fra start.",
        "cpr 6103850002",
        "610385 0002",
        "610385 - 0002",
        "61.03.85-0002",
        "61/03/85 0002",
        "(910199-0001)",
        "født 311299–0003",
        "0101010001",
    ],
)
def test_a_number_is_seen_however_it_is_written(text: str) -> None:
    assert holds_cpr(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ring til hende på 70 10 20 52.",
        "Ring +45 70 10 20 52 eller 4570102052.",
        "Sag 2026-00417, aftalt 02.11.2026 kl. 10.30.",
        "1234567890123",
        "401385-0002",
        "611385-0002",
        "Lokale 12 på Havnegade 12, 2000 Frederiksberg.",
    ],
)
def test_other_numbers_are_not(text: str) -> None:
    assert not holds_cpr(text)
