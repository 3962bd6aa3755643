"""`orderdesk case import, export, edit, attach, files, save-file`: what comes in from files, and goes out to them."""

import json
import stat
import sys
from pathlib import Path
from typing import Any

import pytest
from command_desks import Desks, day

CPR = "710575-1234"
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< >>\nendobj\n"


def case_file(**members: Any) -> dict[str, Any]:
    return {
        "type": "orderdesk.case.v1", "case": "bodil-aeroe", "citizen": {"name": "Bodil Ærø", "cpr": CPR},
        "tracks": [{"track": "flex_job", "role": "main", "since": "2026-01-05"}],
        "evidence": [{"id": "E1", "kind": "lae125", "information_date": "2026-03-01", "received": "2026-03-04"}],
        **members,
    }  # fmt: skip


@pytest.fixture
def case(desks: Desks) -> str:
    """Bodil's case, imported."""
    ended = desks.mette("case", "import", desks.file("bodil.json", case_file()))
    assert (ended.code, ended.out) == (0, "bodil-aeroe: new\n"), ended.err
    return "bodil-aeroe"


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A script that is the person's editor: what is written in it is done to the text. The person stands in a folder
    of their own."""
    script, folder = tmp_path / "editor.py", tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("EDITOR", f'"{sys.executable}" "{script}"')
    return script


def edits(script: Path, before: str, after: str) -> None:
    script.write_text(
        "import pathlib, sys\n"
        "file = pathlib.Path(sys.argv[1])\n"
        f"file.write_text(file.read_text(encoding='utf-8').replace({before!r}, {after!r}), encoding='utf-8')\n",
        encoding="utf-8",
    )


def test_a_case_comes_in_once_and_gets_what_it_lacks(desks: Desks, case: str) -> None:
    again = desks.mette("case", "import", desks.file("bodil.json", case_file()))
    assert (again.code, again.out) == (0, "bodil-aeroe: already here, identical\n")
    more = case_file(measures=[{"id": "M1", "kind": "training", "start": "2026-02-01"}])
    ended = desks.mette("case", "import", desks.file("bodil.json", more), "--json").value[0]
    assert (ended["case"], ended["became"], ended["added"], ended["problems"]) == (case, "added", ["M1"], [])


def test_every_file_is_looked_at_and_one_that_is_refused_stops_no_other(desks: Desks, case: str) -> None:
    folder = desks.folder / "sager"
    folder.mkdir()
    other = case_file(evidence=[{"id": "E1", "kind": "lae115"}])
    broken = case_file(case="Aase", citizen={"name": "Åse Ørum", "cpr": "hemmeligt"}, farve="blå")
    good = case_file(case="aase-oerum", citizen={"name": "Åse Ørum", "cpr": "720466-2345"})
    for name, value in (("a.json", other), ("b.json", broken), ("c.json", good)):
        (folder / name).write_text(json.dumps(value), encoding="utf-8")
    ended = desks.mette("case", "import", str(folder))
    assert (ended.code, ended.out) == (3, "aase-oerum: new\n")
    assert "E1 is in the case already, with other content." in ended.err
    assert "b.json: nothing of it was taken in." in ended.err
    assert "$.citizen.cpr: Write a CPR number as 010203-1234." in ended.err
    assert "hemmeligt" not in ended.err
    assert desks.mette("case", "show", case, "--json").value["file"]["evidence"][0]["kind"] == "lae125"
    told = desks.mette("case", "import", str(folder), "--json").value
    assert [one["became"] for one in told] == ["refused", "refused", "identical"]
    assert {one["path"] for one in told[1]["problems"]} >= {"$.case", "$.citizen.cpr", "$.farve"}
    assert desks.mette("case", "import", "-", stdin=json.dumps(good).encode()).out == (
        "aase-oerum: already here, identical\n"
    )
    assert desks.mette("case", "import", "findes-ikke.json").code == 3
    (folder / "tom").mkdir()
    assert desks.mette("case", "import", str(folder / "tom")).code == 2


def test_a_case_is_replaced_by_who_has_seen_how_it_stands(desks: Desks, case: str) -> None:
    changed = desks.file("ny.json", case_file(evidence=[{"id": "E1", "kind": "lae115"}]))
    assert desks.mette("case", "import", changed, "--replace").code == 2
    late = desks.mette("case", "import", changed, "--replace", "--seen", "7")
    assert late.code == 1
    assert "The case is at revision 1, and the file was made from 7." in late.err
    ended = desks.mette("case", "import", changed, "--replace", "--seen", "1")
    assert (ended.code, ended.out) == (0, "bodil-aeroe: replaced\n")
    assert desks.mette("case", "show", case, "--json").value["file"]["evidence"] == [{"id": "E1", "kind": "lae115"}]


def test_what_goes_out_comes_in_again(desks: Desks, case: str) -> None:
    said = desks.mette("case", "export", case)
    assert json.loads(said.out) == case_file()
    assert "This is revision 1." in said.err
    target = desks.folder / "ud.json"
    ended = desks.mette("case", "export", case, "-o", str(target))
    assert ended.out.strip() == str(target)
    assert "not encrypted" in ended.err
    assert target.read_text(encoding="utf-8") == said.out
    if sys.platform != "win32":
        assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert desks.mette("case", "export", case, "-o", str(target)).code == 2
    assert desks.mette("case", "import", str(target)).out == "bodil-aeroe: already here, identical\n"


def test_a_case_is_written_on_in_the_editor(desks: Desks, case: str, editor: Path) -> None:
    edits(editor, '"kind": "lae125"', '"kind": "lae125",\n "read": "2026-03-05"')
    ended = desks.mette("case", "edit", case)
    assert (ended.code, ended.out) == (0, "bodil-aeroe\n"), ended.err
    assert "This is revision 2." in ended.err
    assert desks.mette("case", "show", case, "--json").value["file"]["evidence"][0]["read"] == "2026-03-05"
    edits(editor, "nothing", "nothing")
    assert "Nothing differs" in desks.mette("case", "edit", case).err


def test_what_was_typed_is_kept_in_a_file_where_it_is_refused(desks: Desks, case: str, editor: Path) -> None:
    edits(editor, '"2026-03-01"', '"i foråret"')
    ended = desks.mette("case", "edit", case)
    assert (ended.code, ended.out) == (1, "")
    assert "$.evidence[0].information_date: Write a day as 2026-03-01." in ended.err
    (kept,) = Path.cwd().glob("case-edited-*.json")
    assert str(kept) in ended.err
    assert "i foråret" in kept.read_text(encoding="utf-8")
    if sys.platform != "win32":
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    edits(editor, '"i foråret"', '"2026-03-02"')
    assert desks.mette("case", "edit", case, "--file", str(kept)).code == 0
    assert desks.mette("case", "show", case, "--json").value["file"]["evidence"][0]["information_date"] == "2026-03-02"


def test_another_window_is_not_written_over(desks: Desks, case: str, editor: Path) -> None:
    # While the editor is open, the case is changed by another command in a process of its own.
    editor.write_text(
        "import pathlib, subprocess, sys\n"
        "file = pathlib.Path(sys.argv[1])\n"
        "file.write_text(file.read_text(encoding='utf-8').replace('lae125', 'lae115'), encoding='utf-8')\n"
        f"desk, root = {str(desks.folder / 'mette')!r}, {str(Path(__file__).parents[2])!r}\n"
        f"words = ['--desk', desk, 'case', 'change', 'head', {case!r}, '--number', '27.15']\n"
        "subprocess.run([sys.executable, '-m', 'orderdesk', *words], check=True, cwd=root)\n",
        encoding="utf-8",
    )
    ended = desks.mette("case", "edit", case)
    assert ended.code == 1
    assert "changed in another window" in ended.err
    (kept,) = Path.cwd().glob("case-edited-*.json")
    assert "lae115" in kept.read_text(encoding="utf-8")
    file = desks.mette("case", "show", case, "--json").value["file"]
    assert (file["number"], file["evidence"][0]["kind"]) == ("27.15", "lae125")


def test_the_short_name_stays(desks: Desks, case: str, editor: Path) -> None:
    edits(editor, '"bodil-aeroe"', '"en-anden"')
    ended = desks.mette("case", "edit", case)
    assert ended.code == 1
    assert "The short name of a case stays as it is." in ended.err


def test_papers_are_kept_listed_and_written_out(desks: Desks, case: str) -> None:
    paper = desks.folder / "status æøå.pdf"
    paper.write_bytes(PDF)
    ended = desks.mette("case", "attach", case, "e1", str(paper))
    assert ended.code == 0, ended.err
    assert ended.out.startswith("sha256-")
    assert PDF not in b"".join(file.read_bytes() for file in (desks.folder / "mette").rglob("*") if file.is_file())
    assert desks.mette("case", "attach", case, "E1", str(paper)).code == 2
    again = desks.mette("case", "attach", case, "E1", str(paper), "--replace", "--json").value
    assert (again["name"], again["size"], again["hash"]) == ("status æøå.pdf", len(PDF), ended.out.strip())
    assert "status æøå.pdf" in desks.mette("case", "files", case).out
    (listed,) = desks.mette("case", "files", case, "--json").value
    assert (listed["evidence"], listed["here"]) == ("E1", True)
    folder = desks.folder / "ud"
    folder.mkdir()
    saved = desks.mette("case", "save-file", case, "E1", "-o", str(folder))
    assert (saved.code, Path(saved.out.strip()).read_bytes()) == (0, PDF)
    assert desks.mette("case", "save-file", case, "E1", "-o", str(folder)).code == 1
    assert desks.mette("case", "save-file", case, "E1", "-o", str(folder), "--replace").code == 0
    assert "status æøå.pdf" in desks.mette("case", "show", case).out


def test_papers_that_cannot_be(desks: Desks, case: str) -> None:
    program = desks.folder / "x.exe"
    program.write_bytes(b"MZ\x00\x01")
    refused = desks.mette("case", "attach", case, "E1", str(program))
    assert refused.code == 3
    assert "neither a PDF, nor a text, nor a picture" in refused.err
    assert desks.mette("case", "attach", case, "E1", "er-her-ikke.pdf").code == 1
    missing = desks.mette("case", "attach", case, "E9", str(program))
    assert missing.code == 1
    assert "There are: E1." in missing.err
    assert "No paper is kept with this evidence." in desks.mette("case", "save-file", case, "E1", "-o", "x").err
    assert desks.mette("case", "files", case).out == ""


def test_a_name_from_elsewhere_leads_out_of_no_folder(desks: Desks) -> None:
    hash_ = "sha256-" + "0" * 64
    value = case_file()
    value["evidence"][0]["file"] = {"name": "../../ude.pdf", "hash": hash_, "size": 5}
    desks.mette("case", "import", desks.file("bodil.json", value))
    assert "not on this desk" in desks.mette("case", "files", "bodil").out
    ended = desks.mette("case", "save-file", "bodil", "E1", "-o", str(desks.folder))
    assert ended.code == 1
    assert day(0) not in ended.err
