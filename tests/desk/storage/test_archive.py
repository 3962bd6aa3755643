import hashlib
from pathlib import Path

import pytest

from orderdesk.desk.storage.archive import Archive
from orderdesk.errors import DeskUnavailable, InputRefused, NotFound
from orderdesk.signing.vault import RecordCipher

DATA = '{"body":{"goal":"Møder stabilt på værkstedet"}}'.encode()


def digest_of(data: bytes) -> str:
    return "sha256-" + hashlib.sha256(data).hexdigest()


DIGEST = digest_of(DATA)


def file_of(folder: Path, digest: str) -> Path:
    return folder / digest[7:9] / digest[7:]


def test_what_was_put_comes_back_and_lies_encrypted_under_its_hash(tmp_path: Path, cipher: RecordCipher) -> None:
    archive = Archive(tmp_path / "documents", cipher)
    assert DIGEST not in archive
    assert list(archive.digests()) == []
    archive.put(DIGEST, DATA)
    assert archive.get(DIGEST) == DATA
    assert DIGEST in archive
    assert b"goal" not in file_of(tmp_path / "documents", DIGEST).read_bytes()


def test_a_document_is_written_once(tmp_path: Path, cipher: RecordCipher) -> None:
    archive = Archive(tmp_path, cipher)
    archive.put(DIGEST, DATA)
    before = file_of(tmp_path, DIGEST).read_bytes()
    archive.put(DIGEST, DATA)
    Archive(tmp_path, cipher).put(DIGEST, DATA)
    assert file_of(tmp_path, DIGEST).read_bytes() == before


def test_all_digests_in_order_and_nothing_else(tmp_path: Path, cipher: RecordCipher) -> None:
    archive = Archive(tmp_path, cipher)
    digests = [digest_of(str(number).encode()) for number in range(300)]
    for number, digest in enumerate(digests):
        archive.put(digest, str(number).encode())
    (tmp_path / "note.txt").write_text("hej")
    left = file_of(tmp_path, digests[0]).with_name(".x.0123456789ab.orderdesk-tmp")
    left.write_bytes(b"halv")
    assert list(archive.digests()) == sorted(digests)
    assert archive.sweep() == 0
    assert archive.sweep(older_than=0) == 1
    assert not left.exists()


@pytest.mark.parametrize("damage", ["cut", "flipped", "empty", "another's"])
def test_a_damaged_file_is_told_and_made_whole_by_the_same_document(
    tmp_path: Path, cipher: RecordCipher, damage: str
) -> None:
    archive = Archive(tmp_path, cipher)
    archive.put(DIGEST, DATA)
    archive.put(digest_of(b"en anden"), b"en anden")
    path = file_of(tmp_path, DIGEST)
    whole = path.read_bytes()
    path.write_bytes(
        {
            "cut": whole[:-1],
            "flipped": whole[:20] + bytes([whole[20] ^ 1]) + whole[21:],
            "empty": b"",
            "another's": file_of(tmp_path, digest_of(b"en anden")).read_bytes(),
        }[damage]
    )
    with pytest.raises(DeskUnavailable, match="damaged"):
        archive.get(DIGEST)
    archive.put(DIGEST, DATA)
    assert archive.get(DIGEST) == DATA


@pytest.mark.parametrize(
    "name", ["", "sha256-", "sha256-../../etc/passwd", "sha256-" + "A" * 64, "sha256-" + "a" * 64 + "\n", "a" * 71]
)
def test_a_name_that_is_no_hash_leads_nowhere(tmp_path: Path, cipher: RecordCipher, name: str) -> None:
    archive = Archive(tmp_path / "documents", cipher)
    assert name not in archive
    with pytest.raises(NotFound):
        archive.get(name)
    with pytest.raises(InputRefused):
        archive.put(name, DATA)
    assert not (tmp_path / "documents").exists()


def test_unknown_is_not_found_and_a_wrong_hash_is_refused(tmp_path: Path, cipher: RecordCipher) -> None:
    archive = Archive(tmp_path, cipher)
    with pytest.raises(NotFound):
        archive.get(DIGEST)
    with pytest.raises(InputRefused):
        archive.put(DIGEST, DATA + b" ")
    assert 5 not in archive


def test_what_is_prepared_is_read_and_is_among_the_rest_only_under_its_last_name(
    tmp_path: Path, cipher: RecordCipher
) -> None:
    archive, beside = Archive(tmp_path, cipher), Archive(tmp_path, cipher)
    for _turn in range(2):  # a transaction that is tried again prepares it again
        archive.prepare(DIGEST, DATA)
        assert (beside.get(DIGEST), DIGEST in beside) == (DATA, True)
        assert (list(beside.digests()), list(beside.pending())) == ([], [DIGEST])
    archive.finish(DIGEST)
    assert (list(beside.digests()), list(beside.pending())) == ([DIGEST], [])
    archive.finish(DIGEST)
    archive.prepare(DIGEST, DATA)  # kept already
    assert (beside.get(DIGEST), list(beside.pending())) == (DATA, [])


def test_a_damaged_file_is_made_whole_under_whichever_name(tmp_path: Path, cipher: RecordCipher) -> None:
    archive = Archive(tmp_path, cipher)
    archive.prepare(DIGEST, DATA)
    (tmp_path / "pending" / DIGEST[7:]).write_bytes(b"rust")
    archive.prepare(DIGEST, DATA)
    assert archive.get(DIGEST) == DATA
    archive.finish(DIGEST)
    file_of(tmp_path, DIGEST).write_bytes(b"rust")
    archive.prepare(DIGEST, DATA)
    assert (archive.get(DIGEST), list(archive.pending())) == (DATA, [])


def test_what_is_put_aside_is_kept_and_is_no_document_of_the_archive(tmp_path: Path, cipher: RecordCipher) -> None:
    archive = Archive(tmp_path, cipher)
    archive.prepare(DIGEST, DATA)
    archive.put_aside(DIGEST)
    assert DIGEST not in archive
    assert (list(archive.digests()), list(archive.pending()), list(archive.aside())) == ([], [], [DIGEST])
    assert archive.from_aside(DIGEST) == DATA
    archive.drop_from_aside(DIGEST)
    assert list(archive.aside()) == [DIGEST], "it is nowhere else"
    archive.put(DIGEST, DATA)
    archive.drop_from_aside(DIGEST)
    assert list(archive.aside()) == []


def test_a_file_that_cannot_get_its_last_name_now_stays_readable(
    tmp_path: Path, cipher: RecordCipher, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As Windows answers while another program has the file open."""

    def refused(*_paths: object) -> None:
        raise PermissionError(13, "in use")

    archive = Archive(tmp_path, cipher)
    archive.prepare(DIGEST, DATA)
    with monkeypatch.context() as patch:
        patch.setattr("orderdesk.desk.storage.archive.os.replace", refused)
        archive.finish(DIGEST)
    assert archive.get(DIGEST) == DATA
    archive.finish(DIGEST)
    assert list(archive.digests()) == [DIGEST]
