"""Whatever the order of putting, doubling, half-arriving and taking: each sealed document is taken exactly once."""

import tempfile
from collections import Counter
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from orderdesk.exchange.carrier import Mailbox, name_of
from orderdesk.exchange.folder import FolderCarrier

JONAS = Mailbox("vejen-videre", "jonas")
SEALED = ["Bestilling, én".encode(), b"Rapport, to" * 400, b"\0\xff" * 9]

steps = st.tuples(
    st.sampled_from(["put", "double", "half", "come back", "take one", "take all", "another desk program"]),
    st.integers(0, len(SEALED) - 1),
)


class Exchange:
    """One folder, its sender, its reader and a sync program that doubles and brings back."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.box = root / "mailboxes" / JONAS.org / JONAS.person
        self.carrier = FolderCarrier(root)
        self.put: set[int] = set()
        self.taken: Counter[bytes] = Counter()

    def do(self, step: str, number: int) -> None:
        sealed, name = SEALED[number], name_of(SEALED[number])
        if step == "put":
            assert self.carrier.put(JONAS, sealed) == name
            self.put.add(number)
        elif step == "double" and number in self.put:
            (self.box / f"{name} (1).sealed").write_bytes(sealed)
        elif step == "come back" and number in self.put:
            (self.box / f"{name}.sealed").write_bytes(sealed)
        elif step == "half" and self.box.is_dir() and not (self.box / f"{name}.sealed").exists():
            (self.box / f"{name}.sealed").write_bytes(sealed[:5])
        elif step == "take one":
            self.take(1)
        elif step == "take all":
            self.take(len(SEALED))
        elif step == "another desk program":
            self.carrier = FolderCarrier(self.root)

    def take(self, most: int) -> None:
        for envelope in self.carrier.waiting(JONAS)[:most]:
            sealed = self.carrier.fetch(JONAS, envelope)
            assert name_of(sealed) == envelope.name
            self.taken[sealed] += 1
            self.carrier.acknowledge(JONAS, envelope)


@settings(max_examples=80, deadline=None)
@given(st.lists(steps, max_size=25))
def test_each_sealed_document_is_taken_exactly_once(course: list[tuple[str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        exchange = Exchange(Path(folder))
        for step, number in course:
            exchange.do(step, number)
        exchange.take(len(SEALED))
        assert exchange.taken == Counter({SEALED[number]: 1 for number in exchange.put})
