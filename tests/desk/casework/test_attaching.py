"""Files kept with cases: encrypted, by hash, once; in the backup, and looked at by the doctor."""

from pathlib import Path

import pytest
from casework_desks import Keep
from desk_pair import PASSPHRASE, DeskPair

from orderdesk.desk import health
from orderdesk.desk.casework import attaching, case_files, entries
from orderdesk.desk.desk import Desk
from orderdesk.desk.opening import open_desk
from orderdesk.desk.storage.backup import restore_backup, write_backup
from orderdesk.errors import DeskUnavailable, InputRefused, NotFound, NotPossible

PDF = b"%PDF-1.7\nStatusattest for Bodil \xc3\x86r\xc3\xb8\n%%EOF"


def pdf(folder: Path, name: str = "statusattest.pdf", data: bytes = PDF) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_a_file_is_kept_encrypted_and_the_same_one_once(desk: Desk, tmp_path: Path) -> None:
    first = attaching.attach(desk, pdf(tmp_path))
    second = attaching.attach(desk, pdf(tmp_path, "kopi.pdf"))
    stored = [path for path in desk.folder.files.rglob("*") if path.is_file()]
    assert first.hash == second.hash
    assert (first.name, second.name, first.size) == ("statusattest.pdf", "kopi.pdf", len(PDF))
    assert len(stored) == 1
    assert b"Bodil" not in stored[0].read_bytes()
    assert attaching.content(desk, first.hash) == PDF


def test_evidence_names_its_file_and_it_can_be_written_out_again(desk: Desk, keep: Keep, tmp_path: Path) -> None:
    file = keep(evidence=[{"id": "E1", "kind": "lae125", "received": "2026-11-19"}])
    attaching.attach_to(desk, file.case, "E1", pdf(tmp_path))
    reference = case_files.case_file(desk, file.case).evidence[0].file
    assert reference is not None
    attaching.export(desk, reference.hash, tmp_path / "ud.pdf")
    assert (tmp_path / "ud.pdf").read_bytes() == PDF
    with pytest.raises(NotPossible):
        attaching.export(desk, reference.hash, tmp_path / "ud.pdf")


@pytest.mark.parametrize("data", [b"", b"MZ\x90\x00\x03", b"PK\x03\x04\x00\x00"])
def test_what_is_no_pdf_text_or_picture_is_refused(desk: Desk, tmp_path: Path, data: bytes) -> None:
    with pytest.raises(InputRefused):
        attaching.attach(desk, pdf(tmp_path, "attest.pdf", data))
    assert not desk.folder.files.exists()


def test_what_is_too_large_is_refused_before_it_is_read(desk: Desk, tmp_path: Path) -> None:
    large = tmp_path / "scanning.pdf"
    with large.open("wb") as file:
        file.truncate(attaching.MOST_BYTES + 1)
    with pytest.raises(InputRefused) as refused:
        attaching.attach(desk, large)
    assert "51 MB" in str(refused.value)


def test_text_with_danish_letters_is_kept(desk: Desk, tmp_path: Path) -> None:
    text = "Journaludskrift: åndenød siden påske. Ærø Lægehus.".encode()
    assert attaching.content(desk, attaching.attach(desk, pdf(tmp_path, "journal.txt", text)).hash) == text


def test_a_file_that_is_not_there_is_said_without_its_name(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(NotFound) as refused:
        attaching.attach(desk, tmp_path / "bodil-aeroe.pdf")
    assert "bodil" not in str(refused.value)


def test_files_that_no_case_names_are_listed_and_go_when_asked(desk: Desk, keep: Keep, tmp_path: Path) -> None:
    file = keep(evidence=[{"id": "E1", "kind": "lae125", "received": "2026-11-19"}])
    named = attaching.attach_to(desk, file.case, "E1", pdf(tmp_path))
    lost = attaching.attach(desk, pdf(tmp_path, "andet.pdf", PDF + b"\n2"))
    assert attaching.unreferred(desk) == [lost.hash]
    assert attaching.sweep(desk) == 1
    assert attaching.content(desk, named.hash) == PDF
    with pytest.raises(NotFound):
        attaching.content(desk, lost.hash)


def test_a_backup_takes_the_files_along(pair: DeskPair, desk: Desk, keep: Keep, tmp_path: Path) -> None:
    file = keep(evidence=[{"id": "E1", "kind": "lae125", "received": "2026-11-19"}])
    reference = attaching.attach_to(desk, file.case, "E1", pdf(tmp_path))
    write_backup(desk.folder.root, tmp_path / "backup.zip")
    restore_backup(tmp_path / "backup.zip", tmp_path / "igen")
    restored = open_desk(tmp_path / "igen", PASSPHRASE, clock=pair.clock)
    try:
        assert attaching.content(restored, reference.hash) == PDF
        assert case_files.case_file(restored, file.case) == case_files.case_file(desk, file.case)
    finally:
        restored.close()


def test_the_doctor_tells_of_files_that_are_damaged_or_gone(desk: Desk, keep: Keep, tmp_path: Path) -> None:
    file = keep(evidence=[{"id": "E1", "kind": "lae125", "received": "2026-11-19"},
                          {"id": "E2", "kind": "cv", "received": "2026-11-19"}])  # fmt: skip
    first = attaching.attach_to(desk, file.case, "E1", pdf(tmp_path))
    second = attaching.attach_to(desk, file.case, "E2", pdf(tmp_path, "cv.pdf", PDF + b"\n2"))
    hexadecimal = first.hash.removeprefix("sha256-")
    path = desk.folder.files / hexadecimal[:2] / hexadecimal
    path.write_bytes(path.read_bytes()[:-1])
    other = second.hash.removeprefix("sha256-")
    (desk.folder.files / other[:2] / other).unlink()
    with pytest.raises(DeskUnavailable):
        attaching.content(desk, first.hash)
    found = health.examine(desk.folder.root, PASSPHRASE)
    assert {one.message for one in found.troubles if one.name == "files"} == {
        "Files kept with cases are damaged: 1.", "Cases name files that are not stored: 1.",
    }  # fmt: skip


def test_an_entry_that_goes_leaves_its_file_until_somebody_sweeps(desk: Desk, keep: Keep, tmp_path: Path) -> None:
    file = keep(evidence=[{"id": "E1", "kind": "lae125", "received": "2026-11-19"}])
    reference = attaching.attach_to(desk, file.case, "E1", pdf(tmp_path))
    entries.remove(desk, file.case, "evidence", "E1")
    assert attaching.unreferred(desk) == [reference.hash]
