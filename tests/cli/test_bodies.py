"""Bodies from files, standard input and editors."""

import json
import sys
from pathlib import Path

import pytest
from command_desks import Desks, day, order_now, report_now

from orderdesk.cli.body_file import inner_body, read_body, read_body_file
from orderdesk.cli.days import as_iso, shown, with_iso_days
from orderdesk.errors import InputRefused, OrderdeskError


@pytest.mark.parametrize("text", ["30.11.2026", "30/11-2026", "30-11-2026", "30. 11. 2026", "2026-11-30", "30/11/2026"])
def test_a_day_is_typed_iso_or_danish(text: str) -> None:
    assert as_iso(text) == "2026-11-30"


@pytest.mark.parametrize("text", ["31.11.2026", "2026-13-01", "20261130", "i morgen", "", "30.11.26", "2026-W48-1"])
def test_what_is_no_day(text: str) -> None:
    assert as_iso(text) == ""


def test_only_whole_texts_become_days() -> None:
    value = {"due": "1.12.2026", "text": "Senest 1.12.2026", "phone": "70 10 20 31", "n": [1, True, None, "31.2.2026"]}
    assert with_iso_days(value) == {**value, "due": "2026-12-01"}
    assert shown("2026-11-30T23:30:00Z") == "2026-12-01", "a Danish evening"
    assert shown("ikke en dag") == "ikke en dag"


def test_toml_and_json_say_the_same() -> None:
    toml = 'name = "Åse"\nday = 2026-11-30\ntime = 09:30:00\n[course]\nweekly_minutes = 240\n[[goals]]\nid = "M1"\n'
    same = {"name": "Åse", "day": "2026-11-30", "time": "09:30", "course": {"weekly_minutes": 240},
            "goals": [{"id": "M1"}]}  # fmt: skip
    assert read_body(toml) == read_body(json.dumps(same)) == same


def test_text_comes_in_one_form(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_bytes('\ufeff{"name": "A\u030ase"}'.encode())
    assert read_body_file(str(file)) == {"name": "Åse"}


@pytest.mark.parametrize(
    "text",
    ['{"a": 1, "a": 2}', '{"hours": 7.5}', '{"a": NaN}', '[{"a": 1}]', '{"a": ', "", "{" * 5000,
     '{"a":' * 40 + "1" + "}" * 40, '{"a": ' + "9" * 5000 + "}", "a = 7.5", "a = ", "[[["],
    ids=["doubled", "hours with a comma", "NaN", "a list", "cut off", "empty", "open braces", "deep", "huge number",
         "TOML float", "TOML cut off", "TOML brackets"],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(InputRefused) as refused:
        read_body(text)
    assert refused.value.message.endswith(".")


def test_a_file_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(OrderdeskError):
        read_body_file(str(tmp_path))
    (tmp_path / "latin.json").write_bytes('{"a": "Åse"}'.encode("latin-1"))
    with pytest.raises(InputRefused, match="UTF-8"):
        read_body_file(str(tmp_path / "latin.json"))
    (tmp_path / "stor.json").write_bytes(b" " * (1 << 20) + b"{}")
    with pytest.raises(InputRefused, match="too large"):
        read_body_file(str(tmp_path / "stor.json"))


def test_a_document_of_another_kind_is_no_order() -> None:
    with pytest.raises(InputRefused):
        inner_body({"type": "orderdesk.report.v1", "body": {}}, "order")
    assert inner_body({"type": "orderdesk.order.v1", "body": {"a": 1}}, "order") == ({"a": 1}, "$.body")


def test_an_order_is_checked_without_a_desk(desks: Desks) -> None:
    good = desks.file("god.json", order_now())
    ended = desks.command("order", "check", good, "--format", "json", "--severity", "block")
    assert ended.code == 0, ended.out
    assert {check["status"] for check in ended.value["files"][0]["checks"]} == {"passed"}
    document = {"type": "orderdesk.order.v1", "body": order_now(goals=[])}
    bad = desks.command("order", "check", desks.file("dårlig.json", document), "--format", "json")
    assert bad.code == 1
    paths = {finding["path"] for finding in bad.value["files"][0]["findings"] if finding["severity"] == "block"}
    assert paths
    assert all(path.startswith("$.body") for path in paths)
    assert desks.command("order", "check", str(desks.folder / "dårlig.json"), "--exit-zero", "-q").code == 0


def test_a_report_is_checked_against_its_order_without_a_desk(desks: Desks) -> None:
    order, report = desks.file("o.json", order_now()), desks.file("r.json", report_now())
    assert desks.command("report", "check", report, "--order", order).code == 0
    half = desks.file("halv.json", report_now(goals=report_now()["goals"][:1]))
    ended = desks.command("report", "check", half, "--order", order, "--format", "jsonl")
    assert ended.code == 1
    assert "M2" in ended.out
    assert desks.command("report", "check", "intet.json", "--order", order).code == 2


def test_an_order_comes_from_standard_input_as_toml(desks: Desks) -> None:
    ended = desks.mette("order", "new", "-", "--json", stdin='[citizen]\nname = "Bjørn Ås"\n'.encode())
    assert ended.code == 0
    assert {finding["severity"] for finding in ended.value["findings"]} >= {"block"}
    assert desks.mette("order", "list", "--json").value[0]["citizen"] == "Bjørn Ås"


def _editor(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, script: str) -> None:
    """An editor: a Python script that gets the file's name."""
    program = tmp_path / "editor.py"
    program.write_text("import pathlib, sys\nfile = pathlib.Path(sys.argv[1])\n" + script, encoding="utf-8")
    monkeypatch.setenv("EDITOR", f'"{sys.executable}" "{program}"')


def test_a_draft_is_written_on_in_the_editor(desks: Desks, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    draft = desks.mette("order", "new", desks.file("o.json", order_now())).out.strip()
    change = "text = file.read_text('utf-8').replace('Rikke Sønderby', 'A\\u030ase Sønderby')\n"
    _editor(monkeypatch, tmp_path, change + "file.write_text(text, 'utf-8')\n")
    ended = desks.mette("order", "edit", draft)
    assert ended.code == 0, ended.err
    assert desks.mette("order", "show", draft, "--json").value["body"]["citizen"]["name"] == "Åse Sønderby"


def test_what_cannot_be_read_after_editing_is_there_at_the_next_try(
    desks: Desks, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    draft = desks.mette("order", "new", desks.file("o.json", order_now())).out.strip()
    before = desks.mette("order", "show", draft, "--json").out
    _editor(monkeypatch, tmp_path, 'file.write_text(\'{"purpose": {"text": "Skrevet i hast"}\', \'utf-8\')\n')
    ended = desks.mette("order", "edit", draft)
    assert ended.code == 1
    assert "kept" in ended.err
    assert "hast" not in ended.err
    assert desks.mette("order", "show", draft, "--json").out == before
    _editor(monkeypatch, tmp_path, "file.write_text(file.read_text('utf-8') + '}', 'utf-8')\n")
    assert desks.mette("order", "edit", draft).code == 0
    assert desks.mette("order", "show", draft, "--json").value["body"] == {"purpose": {"text": "Skrevet i hast"}}


def test_danish_dates_in_options_and_files(desks: Desks) -> None:
    body = order_now()
    year, month, number = day(60).split("-")
    body["goals"][0]["due"] = f"{int(number)}.{int(month)}.{year}"
    draft = desks.mette("order", "new", desks.file("o.json", body), "--json").value["draft"]
    assert desks.mette("order", "show", draft, "--json").value["body"]["goals"][0]["due"] == day(60)


@pytest.mark.parametrize(
    "body",
    [{"provider": "Fjordvejen"}, {"goals": "at komme i arbejde"}, {"citizen": []}, {"voice": "nej"}],
    ids=["text for a part", "text for a list", "list for a part", "text for a choice of parts"],
)
def test_a_body_of_another_outline_is_refused_before_it_becomes_a_draft(desks: Desks, body: dict[str, object]) -> None:
    ended = desks.mette("order", "new", desks.file("o.json", body))
    assert (ended.code, ended.out) == (3, "")
    assert next(iter(body)) in ended.err
    assert desks.mette("order", "list").out == ""


def test_whatever_stands_in_an_order_it_is_checked_shown_and_listed(desks: Desks) -> None:
    for junk in (3, True, "x", [], {}, [3], {"a": 1}, [[]], -1, "2026-02-30"):
        body = order_now()
        body["goals"][0]["due"] = body["citizen"]["facts"][0] = body["course"]["sessions"] = junk
        ended = desks.mette("order", "new", desks.file("o.json", body))
        assert ended.code == 0, ended.err
        for words in (("show", ended.out.strip()), ("list",), ("check", ended.out.strip())):
            assert desks.mette("order", *words).code in (0, 1)
