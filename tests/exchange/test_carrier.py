"""Ids, names and codes: what can get into a path at all."""

import pytest

from orderdesk.errors import InputRefused
from orderdesk.exchange import carrier
from orderdesk.exchange.carrier import Envelope, Mailbox


@pytest.mark.parametrize("org", ["a", "9", "randers-kommune", "jobcenter-2", "a" * 63, "com", "com10", "console"])
def test_ids_of_organisations_that_can_be_carried(org: str) -> None:
    assert Mailbox(org, "birthe-soe").org == org


@pytest.mark.parametrize(
    "hostile",
    [
        "",
        ".",
        "..",
        "../..",
        "a/b",
        "a\\b",
        "/etc",
        "c:",
        "Randers",
        "rådhus",
        "a b",
        "a.b",
        "-a",
        "a-",
        "a\n",
        "a\0",
        "a" * 64,
        "con",
        "prn",
        "aux",
        "nul",
        "com0",
        "com1",
        "lpt9",
        "ａ",
        "a\u202eb",
    ],
)
def test_ids_that_could_lead_elsewhere_are_refused(hostile: str) -> None:
    for build in (lambda: Mailbox(hostile, "birthe"), lambda: Mailbox("randers", hostile)):
        with pytest.raises(InputRefused) as refusal:
            build()
        assert refusal.value.check == "mailbox-id"


@pytest.mark.parametrize("name", ["", "ab", "A" * 64, "g" * 64, "a" * 65, "a" * 64 + "\n", "../" + "a" * 61])
def test_an_envelope_is_named_by_a_hash_or_not_at_all(name: str) -> None:
    with pytest.raises(InputRefused) as refusal:
        Envelope(name, 1)
    assert refusal.value.check == "envelope-name"


def test_reasons_are_codes_that_hold_no_data() -> None:
    assert carrier.check_reason("damaged") == "damaged"
    with pytest.raises(InputRefused) as refusal:
        carrier.check_reason("Jens Ærø, 610190-0000, kunne ikke læses")
    assert "Jens" not in str(refusal.value)
