from pathlib import Path

import pytest

from orderdesk.desk.storage.frames import FILE_HEADER
from orderdesk.desk.storage.repair import examine, repair
from orderdesk.desk.storage.tables import Store
from orderdesk.errors import DeskUnavailable
from orderdesk.signing.vault import RecordCipher


@pytest.fixture
def ends(tmp_path: Path, cipher: RecordCipher) -> list[int]:
    """A desk with ten rows; where each record ends."""
    store, found = Store.open(tmp_path, cipher), []
    for number in range(10):
        store.put("index", str(number), {"titel": f"Møde {number}"})
        found.append((tmp_path / "journal").stat().st_size)
    return found


def damage(folder: Path, start: int, end: int) -> bytes:
    """Turn some bytes over; the whole damaged file."""
    data = bytearray((folder / "journal").read_bytes())
    data[start:end] = bytes(byte ^ 0x5A for byte in data[start:end])
    (folder / "journal").write_bytes(data)
    return bytes(data)


def test_a_sound_journal_is_left_alone(tmp_path: Path, cipher: RecordCipher, ends: list[int]) -> None:
    before = (tmp_path / "journal").read_bytes()
    assert examine(tmp_path, cipher).sound
    assert repair(tmp_path, cipher).records == 10
    assert (tmp_path / "journal").read_bytes() == before


@pytest.mark.parametrize(
    ("first", "last", "lost"), [(3, 3, "3"), (3, 5, "345"), (0, 0, "0"), (9, 9, "9")], ids=["one", "three", "0", "last"]
)
def test_what_stands_around_a_gap_is_kept(
    tmp_path: Path, cipher: RecordCipher, ends: list[int], first: int, last: int, lost: str
) -> None:
    start = ends[first] - 40 if first == last else ends[first - 1]
    damaged = damage(tmp_path, start, ends[last])
    with pytest.raises(DeskUnavailable, match="doctor"):
        Store.open(tmp_path, cipher)
    found = examine(tmp_path, cipher)
    assert (found.records, found.gaps, found.sound) == (10 - len(lost), 1, False)
    assert (tmp_path / "journal").read_bytes() == damaged
    assert repair(tmp_path, cipher) == found
    assert (tmp_path / "journal.damaged-1").read_bytes() == damaged
    store = Store.open(tmp_path, cipher)
    assert [key for key, _ in store.rows("index")] == [key for key in "0123456789" if key not in lost]
    store.put("index", "ny", {})
    assert Store.open(tmp_path, cipher).count("index") == 11 - len(lost)


def test_a_journal_whose_own_record_is_damaged_is_repaired(
    tmp_path: Path, cipher: RecordCipher, ends: list[int]
) -> None:
    damage(tmp_path, FILE_HEADER, FILE_HEADER + 8)
    repair(tmp_path, cipher)
    assert Store.open(tmp_path, cipher).count("index") == 10


def test_nothing_is_done_under_another_key_or_without_a_beginning(
    tmp_path: Path, cipher: RecordCipher, ends: list[int]
) -> None:
    before = (tmp_path / "journal").read_bytes()
    with pytest.raises(DeskUnavailable, match="another key"):
        repair(tmp_path, RecordCipher(bytes(32)))
    assert (tmp_path / "journal").read_bytes() == before
    damage(tmp_path, 0, 20)
    with pytest.raises(DeskUnavailable, match="beginning"):
        repair(tmp_path, cipher)
    assert [path.name for path in tmp_path.iterdir() if "damaged" in path.name] == []
