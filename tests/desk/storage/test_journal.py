import os
from itertools import pairwise
from pathlib import Path

import pytest

from orderdesk import durable
from orderdesk.desk.storage import atomic
from orderdesk.desk.storage.frames import FILE_HEADER, FRAME_HEADER, JournalName, frame, frame_header
from orderdesk.desk.storage.journal import Journal
from orderdesk.errors import DeskUnavailable
from orderdesk.signing.vault import RecordCipher

RECORDS = [f"Notat {number}: mødet er flyttet".encode() for number in range(5)]


def written(folder: Path, cipher: RecordCipher) -> list[int]:
    """A journal with RECORDS; where each of them ends."""
    open_journal, ends = Journal(folder, cipher), []
    for record in RECORDS:
        open_journal.append(record)
        ends.append((folder / "journal").stat().st_size)
    return ends


def read(folder: Path, cipher: RecordCipher) -> list[bytes]:
    return list(Journal(folder, cipher).read_new())


def flip(path: Path, place: int) -> None:
    data = bytearray(path.read_bytes())
    data[place] ^= 0x40
    path.write_bytes(data)


def test_records_come_back_in_order(tmp_path: Path, cipher: RecordCipher) -> None:
    written(tmp_path, cipher)
    assert read(tmp_path, cipher) == RECORDS
    assert b"Notat" not in (tmp_path / "journal").read_bytes()


def test_another_reader_gets_each_record_once_and_never_its_own(tmp_path: Path, cipher: RecordCipher) -> None:
    one, other = Journal(tmp_path, cipher), Journal(tmp_path, cipher)
    one.append(b"fra en")
    other.append(b"fra den anden")
    assert list(other.read_new()) == [b"fra en"]
    assert list(one.read_new()) == [b"fra den anden"]
    assert (list(one.read_new()), list(other.read_new())) == ([], [])
    assert not one.has_news()


def test_a_tail_torn_at_any_byte_is_cut_and_kept_aside(tmp_path: Path, cipher: RecordCipher) -> None:
    ends = written(tmp_path / "whole", cipher)
    data = (tmp_path / "whole/journal").read_bytes()
    for length in range(ends[-2] + 1, ends[-1]):
        folder = tmp_path / str(length)
        folder.mkdir()
        (folder / "journal").write_bytes(data[:length])
        torn = Journal(folder, cipher)
        assert list(torn.read_new()) == RECORDS[:-1]
        assert torn.torn == 1
        assert (folder / "journal.torn-1").read_bytes() == data[ends[-2] : length]
        torn.append(b"efter torden")
        assert read(folder, cipher) == [*RECORDS[:-1], b"efter torden"]


@pytest.mark.parametrize("hole", [slice(None), slice(0, FRAME_HEADER), slice(FRAME_HEADER, None), slice(30, 50)])
def test_a_tail_whose_blocks_never_reached_the_disk_is_torn(tmp_path: Path, cipher: RecordCipher, hole: slice) -> None:
    ends = written(tmp_path, cipher)
    data = bytearray((tmp_path / "journal").read_bytes())
    tail = bytearray(data[ends[-2] :])
    tail[hole] = bytes(len(tail[hole]))
    if hole == slice(0, FRAME_HEADER):  # a file system that loses the first block alone is not what we promise for
        tail[:] = bytes(len(tail))
    (tmp_path / "journal").write_bytes(data[: ends[-2]] + tail)
    torn = Journal(tmp_path, cipher)
    assert list(torn.read_new()) == RECORDS[:-1]
    assert torn.torn == 1


def test_torn_tails_are_numbered(tmp_path: Path, cipher: RecordCipher) -> None:
    written(tmp_path, cipher)
    for _ in range(3):
        with (tmp_path / "journal").open("ab") as file:
            file.write(b"\0\0")
        assert read(tmp_path, cipher) == RECORDS
    assert sorted(path.name for path in tmp_path.glob("*.torn-*")) == [f"journal.torn-{n}" for n in (1, 2, 3)]


def test_damage_anywhere_before_the_end_is_told_and_nothing_is_touched(tmp_path: Path, cipher: RecordCipher) -> None:
    ends = written(tmp_path, cipher)
    path = tmp_path / "journal"
    whole = path.read_bytes()
    for place in range(ends[-1]):
        flip(path, place)
        before = path.read_bytes()
        with pytest.raises(DeskUnavailable) as refused:
            read(tmp_path, cipher)
        assert "doctor" in str(refused.value)
        assert path.read_bytes() == before
        path.write_bytes(whole)
    assert not list(tmp_path.glob("*.torn-*"))
    flip(path, ends[1] + FRAME_HEADER + 3)
    with pytest.raises(DeskUnavailable, match="after 2 readable records"):
        read(tmp_path, cipher)


@pytest.mark.parametrize("order", [[0, 2, 3, 4], [0, 2, 1, 3, 4], [0, 1, 1, 2], [1, 2, 3]], ids=str)
def test_a_record_dropped_moved_or_doubled_is_noticed(tmp_path: Path, cipher: RecordCipher, order: list[int]) -> None:
    ends = [FILE_HEADER + FRAME_HEADER + 17 + 28, *written(tmp_path, cipher)]
    path = tmp_path / "journal"
    data = path.read_bytes()
    assert frame_header(data[ends[0] :][:FRAME_HEADER]) is not None
    frames = [data[start:end] for start, end in pairwise(ends)]
    path.write_bytes(data[: ends[0]] + b"".join(frames[number] for number in order))
    with pytest.raises(DeskUnavailable):
        read(tmp_path, cipher)


def test_a_record_of_another_journal_under_the_same_key_is_noticed(tmp_path: Path, cipher: RecordCipher) -> None:
    ends = written(tmp_path / "a", cipher)
    written(tmp_path / "b", cipher)
    mixed = (tmp_path / "a/journal").read_bytes()[: ends[1]] + (tmp_path / "b/journal").read_bytes()[ends[1] :]
    (tmp_path / "a/journal").write_bytes(mixed)
    with pytest.raises(DeskUnavailable):
        read(tmp_path / "a", cipher)


def test_a_renumbered_record_does_not_decrypt(tmp_path: Path, cipher: RecordCipher) -> None:
    ends = written(tmp_path, cipher)
    data = (tmp_path / "journal").read_bytes()
    ciphertext = data[ends[0] :][FRAME_HEADER : ends[1] - ends[0]]
    (tmp_path / "journal").write_bytes(data[: ends[1]] + frame(3, ciphertext) + data[ends[2] :])
    with pytest.raises(DeskUnavailable):
        read(tmp_path, cipher)


def test_another_key_is_refused_and_nothing_is_cut(tmp_path: Path, cipher: RecordCipher) -> None:
    Journal(tmp_path, cipher).append(b"den eneste")
    before = (tmp_path / "journal").read_bytes()
    with pytest.raises(DeskUnavailable, match="this key"):
        read(tmp_path, RecordCipher(bytes(32)))
    assert (tmp_path / "journal").read_bytes() == before


def test_compaction_leaves_what_it_was_given_and_others_begin_again(tmp_path: Path, cipher: RecordCipher) -> None:
    written(tmp_path, cipher)
    one, other = Journal(tmp_path, cipher), Journal(tmp_path, cipher)
    assert list(other.read_new()) == list(one.read_new()) == RECORDS
    one.rewrite([b"det hele"])
    one.append(b"og mere")
    assert (one.generation, other.restarts) == (2, 1)
    assert list(other.read_new()) == [b"det hele", b"og mere"]
    assert (other.generation, other.restarts) == (2, 2)
    other.append(b"fra den anden")
    assert list(one.read_new()) == [b"fra den anden"]


def test_a_journal_put_back_from_before_is_read_from_its_beginning(tmp_path: Path, cipher: RecordCipher) -> None:
    ends = written(tmp_path, cipher)
    open_journal = Journal(tmp_path, cipher)
    assert list(open_journal.read_new()) == RECORDS
    (tmp_path / "journal").write_bytes((tmp_path / "journal").read_bytes()[: ends[2]])
    assert list(open_journal.read_new()) == RECORDS[:3]
    assert open_journal.restarts == 2


def test_a_missing_journal_is_not_made_when_one_was_expected(tmp_path: Path, cipher: RecordCipher) -> None:
    with pytest.raises(DeskUnavailable):
        Journal(tmp_path, cipher, create=False)
    assert not list(tmp_path.iterdir())
    open_journal = Journal(tmp_path, cipher)
    (tmp_path / "journal").unlink()
    with pytest.raises(DeskUnavailable, match="missing"):
        open_journal.append(b"hvorhen?")


def test_a_file_that_is_no_journal_is_left_alone(tmp_path: Path, cipher: RecordCipher) -> None:
    for content in (b"", b"ODJ", b"# Noter\n" * 40, JournalName.fresh(1).header()):
        (tmp_path / "journal").write_bytes(content)
        with pytest.raises(DeskUnavailable):
            read(tmp_path, cipher)
        assert (tmp_path / "journal").read_bytes() == content


def test_an_unfinished_compaction_is_swept_at_the_next_opening(tmp_path: Path, cipher: RecordCipher) -> None:
    written(tmp_path, cipher)
    left = tmp_path / ".journal.0123456789ab.orderdesk-tmp"
    left.write_bytes(b"halv")
    others = tmp_path / ".nøgler.0123456789ab.orderdesk-tmp"
    others.write_bytes(b"being written")
    assert read(tmp_path, cipher) == RECORDS
    assert (left.exists(), others.exists()) == (False, True)
    assert atomic.sweep(tmp_path) == 0
    os.utime(others, (0, 0))
    assert atomic.sweep(tmp_path) == 1


def test_an_interrupted_append_is_not_in_the_journal(tmp_path: Path, cipher: RecordCipher, monkeypatch) -> None:
    open_journal = Journal(tmp_path, cipher)
    open_journal.append(b"et")

    def interrupted(_descriptor: int) -> None:
        monkeypatch.undo()
        raise KeyboardInterrupt

    monkeypatch.setattr(durable, "to_disk", interrupted)
    with pytest.raises(KeyboardInterrupt):
        open_journal.append(b"to")
    open_journal.append(b"tre")
    assert read(tmp_path, cipher) == [b"et", b"tre"]
