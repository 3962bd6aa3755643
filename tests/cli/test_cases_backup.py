"""A desk with case files and their papers is saved and restored elsewhere: the case, its papers and its gaps are the
same. Each command is a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from case_files import full_case
from command_desks import Desks
from desk_pair import PASSPHRASE

ROOT = Path(__file__).parents[2]
CASE = "soeren-lund"
PAPER = "%PDF-1.7 Søren har panikangst og åndenød.".encode()


def said(desk: Path, *words: str) -> str:
    """What a command on a desk says, in a process of its own that ends well."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ORDERDESK")}
    path = os.pathsep.join(part for part in (str(ROOT), kept.get("PYTHONPATH", "")) if part)
    told = {"PYTHONPATH": path, "ORDERDESK_PASSPHRASE": PASSPHRASE, "ORDERDESK_LANG": "en"}
    ended = subprocess.run(
        [sys.executable, "-m", "orderdesk", "--desk", str(desk), *words],
        env=kept | told, capture_output=True, check=False, stdin=subprocess.DEVNULL, timeout=120,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr.decode()
    return ended.stdout.decode()


def whole(desk: Path, folder: Path) -> dict[str, Any]:
    """The case, what is said of its papers, its gaps, what Today says of it, and a paper's content."""
    saved = folder / f"{desk.name}.pdf"
    said(desk, "case", "save-file", CASE, "E1", "-o", str(saved))
    return {
        "case": json.loads(said(desk, "case", "export", CASE)),
        "papers": json.loads(said(desk, "case", "files", CASE, "--json")),
        "gaps": json.loads(said(desk, "gaps", CASE, "--as-of", "2026-11-20", "--format", "json", "--exit-zero")),
        "paper": saved.read_bytes(),
    }


@pytest.fixture
def filed(desks: Desks) -> Path:
    """Mette's desk with a whole case and a paper; the desk's folder."""
    mette, paper = desks.folder / "mette", desks.folder / "attest.pdf"
    paper.write_bytes(PAPER)
    assert desks.mette("case", "import", desks.file("sag.json", full_case())).code == 0
    assert desks.mette("case", "attach", CASE, "E1", str(paper), "--replace").code == 0
    return mette


def test_a_case_its_papers_and_its_gaps_come_back_from_a_backup(filed: Path, tmp_path: Path) -> None:
    before = whole(filed, tmp_path)
    assert before["paper"] == PAPER
    assert len(before["gaps"]["cases"][0]["answers"]) > 0
    said(filed, "backup", str(tmp_path / "mandag.zip"))
    other = tmp_path / "ny-maskine"
    said(other, "restore", str(tmp_path / "mandag.zip"))
    assert whole(other, tmp_path) == before


def test_neither_the_desk_nor_its_backup_tells_anything_to_who_has_no_passphrase(filed: Path, tmp_path: Path) -> None:
    said(filed, "backup", str(tmp_path / "mandag.zip"))
    secrets = [word.encode() for word in ("panikangst", "Panikangst", "Søren", "650184", CASE, "attest.pdf")]
    for file in (tmp_path / "mandag.zip", *(path for path in filed.rglob("*") if path.is_file())):
        content = file.read_bytes()
        assert not [secret for secret in secrets if secret in content], file.name


def test_the_doctor_misses_a_paper_on_the_restored_desk_and_a_rebuilt_desk_is_the_same(
    filed: Path, tmp_path: Path, desks: Desks
) -> None:
    before = whole(filed, tmp_path)
    said(filed, "backup", str(tmp_path / "mandag.zip"))
    other = tmp_path / "ny-maskine"
    said(other, "restore", str(tmp_path / "mandag.zip"))
    desks.command("--desk", str(other), "doctor", "--rebuild")
    assert whole(other, tmp_path) == before
    assert "files" not in troubles(desks, other)
    digest = before["papers"][0]["hash"].removeprefix("sha256-")
    next(path for path in other.rglob(digest) if path.is_file()).unlink()
    assert "files" in troubles(desks, other)
    missing = json.loads(said(other, "case", "files", CASE, "--json"))
    assert [one["here"] for one in missing] == [False]


def troubles(desks: Desks, desk: Path) -> set[str]:
    found = desks.command("--desk", str(desk), "doctor", "--json").value["findings"]
    return {finding["code"] for finding in found}
