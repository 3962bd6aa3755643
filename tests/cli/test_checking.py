"""`order check` and `report check`: the same findings in every format, and advice on a draft that is put aside."""

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from command_desks import Desks, Ended, order_now, report_now
from factories import report_body
from jsonschema import Draft202012Validator

from orderdesk.cli.formats.choosing import FORMATS

ROOT = Path(__file__).parents[2]
SCHEMA = Draft202012Validator(json.loads((ROOT / "schemas/validate-result.v1.json").read_text(encoding="utf-8")))
REASON = "Borgerens eget ord, aftalt <den 3.> & skrevet ned."

Found = set[tuple[str, str, str]]


def told(chosen: str, text: str) -> Found:
    """The findings in a format, as (code, path, sentence)."""
    match chosen:
        case "json":
            SCHEMA.validate(json.loads(text))
            return {(f["code"], f["path"], f["message"]) for f in json.loads(text)["files"][0]["findings"]}
        case "jsonl":
            (line,) = text.splitlines()
            return {(f["code"], f["path"], f["message"]) for f in json.loads(line)["findings"]}
        case "sarif":
            results = json.loads(text)["runs"][0]["results"]
            return {
                (r["ruleId"], r["locations"][0]["logicalLocations"][0]["fullyQualifiedName"], r["message"]["text"])
                for r in results
            }
        case "text":
            lines = [line.strip() for line in text.splitlines() if line.startswith("  ")]
            parts = [line.partition(": ") for line in lines]
            return {(*head.split(" ", 1), said) for head, _colon, said in parts}  # type: ignore[misc]
    raise AssertionError(chosen)


def in_junit(text: str) -> dict[str, str]:
    """The failures of a JUnit file: what each says, by its code."""
    suite = ElementTree.fromstring(text)[0]
    assert int(suite.attrib["tests"]) == len(suite)
    cases = {case.attrib["name"]: case.find("failure") for case in suite}
    failed = {code: failure.attrib["message"] for code, failure in cases.items() if failure is not None}
    assert int(suite.attrib["failures"]) == len(failed)
    return failed


def bad_order() -> dict[str, Any]:
    body = order_now()
    body["goals"][0]["seen_by"] = "Borgeren har fået mere struktur på dagen, “så vidt muligt” <& bedre>."
    body["goals"][1]["rank"] = 1
    del body["purpose"]["leads_to"]
    return body


def bad_report() -> dict[str, Any]:
    body = report_now()
    body["goals"][0]["changed"] = "Det går godt."
    body["questions"] = []
    body["citizen_view"]["quote"] = ""
    return body


@pytest.fixture(params=["order", "report"])
def checked(request: pytest.FixtureRequest, desks: Desks) -> tuple[Desks, list[str]]:
    """The command that checks a file of each kind."""
    if request.param == "order":
        return desks, ["order", "check", desks.file("bestilling.json", bad_order())]
    order = desks.file("bestilling.json", order_now())
    return desks, ["report", "check", desks.file("rapport.json", bad_report()), "--order", order]


WANTED = {"order": {"ORD05", "ORD22", "ORD23", "ORD-SHAPE"}, "report": {"REP02", "REP24", "REP09"}}


def test_every_format_tells_the_same_findings(checked: tuple[Desks, list[str]]) -> None:
    desks, words = checked
    ended = {chosen: desks.command(*words, "--format", chosen) for chosen in FORMATS}
    assert {one.code for one in ended.values()} == {1}
    findings = told("json", ended["json"].out)
    assert WANTED[words[0]] <= {code for code, _path, _said in findings}
    for chosen in ("jsonl", "sarif", "text"):
        assert told(chosen, ended[chosen].out) == findings, chosen
    failed = in_junit(ended["junit"].out)
    assert set(failed) == {code for code, _path, _said in findings}
    for code, path, said in findings:
        assert f"{path} {said}" in failed[code]


def test_machine_formats_are_the_same_in_danish(checked: tuple[Desks, list[str]], monkeypatch: Any) -> None:
    desks, words = checked
    machine = [chosen for chosen in FORMATS if chosen != "text"]
    english = [desks.command(*words, "--format", chosen).out for chosen in machine]
    monkeypatch.setenv("ORDERDESK_LANG", "da")
    assert [desks.command(*words, "--format", chosen).out for chosen in machine] == english


@pytest.mark.parametrize("chosen", FORMATS)
def test_a_good_file_is_good_in_every_format(desks: Desks, chosen: str) -> None:
    order = desks.file("bestilling.json", order_now())
    for words in (["order", "check", order], ["report", "check", desks.file("r.json", report_now()), "--order", order]):
        ended = desks.command(*words, "--format", chosen, "--severity", "block")
        assert ended.code == 0, ended.err
        if chosen == "json":
            assert ended.value["status"] == "passed"
            assert not ended.value["files"][0]["findings"]
        if chosen == "junit":
            assert in_junit(ended.out) == {}


@pytest.mark.parametrize("chosen", ["json", "jsonl", "sarif", "text"])
def test_a_whole_document_is_checked_as_its_body_is(desks: Desks, chosen: str) -> None:
    body = bad_order()
    whole = {"@context": [], "type": "orderdesk.order.v1", "body": body}
    inner = told(chosen, desks.command("order", "check", desks.file("b.json", body), "--format", chosen).out)
    outer = told(chosen, desks.command("order", "check", desks.file("w.json", whole), "--format", chosen).out)
    assert outer == {(code, path.replace("$", "$.body", 1), said) for code, path, said in inner}


@pytest.mark.parametrize(("kind", "prefix"), [("order", "ORD"), ("report", "REP")])
def test_codes_are_listed_and_explained(desks: Desks, kind: str, prefix: str) -> None:
    listed = desks.command(kind, "check", "--list-codes")
    assert listed.code == 0
    codes = [line.split()[0] for line in listed.out.splitlines()]
    assert len(codes) > 20
    assert all(code.startswith(prefix) for code in codes)
    explained = desks.command(kind, "check", "--explain", f"{prefix.lower()}20")
    assert explained.code == 0
    assert explained.out.startswith(f"{prefix}20: ")
    assert desks.command(kind, "check", "--explain", "ORD99").code == 2


# Word lists of one's own


def test_local_words_are_looked_up_and_named(desks: Desks, tmp_path: Path) -> None:
    (tmp_path / "ord" / "da").mkdir(parents=True)
    (tmp_path / "ord" / "da" / "vague.toml").write_text('words = ["på forkant"]', encoding="utf-8")
    body = order_now()
    body["goals"][0]["seen_by"] = "Borgeren er på forkant."
    file = desks.file("b.json", body)
    assert "ORD22" not in desks.command("order", "check", file).out
    ended = desks.command("order", "check", file, "--words", str(tmp_path / "ord"))
    assert "(Local policy: the list da/vague.)" in ended.out


def test_a_broken_list_is_a_sentence_that_names_the_line(desks: Desks, tmp_path: Path) -> None:
    (tmp_path / "da").mkdir()
    (tmp_path / "da" / "vague.toml").write_text('words = [\n  "god",\n  "??",\n]\n', encoding="utf-8")
    ended = desks.command("order", "check", desks.file("b.json", order_now()), "--words", str(tmp_path))
    assert ended.code == 3
    assert "The file da/vague.toml, line 3: “??” is no entry of a word list." in ended.err
    assert not ended.out


def policy(folder: Path) -> Path:
    """A local policy with a word list and a question."""
    for name, text in (
        ("words/da/vague.toml", 'words = ["på forkant"]\nremove = ["mere", "findes ikke"]'),
        ("questions/da/mentor.toml", '[goals]\nseen_by = ["Hvordan passer det med vores aftale?"]'),
    ):
        file = folder / name
        file.parent.mkdir(parents=True)
        file.write_text(text, encoding="utf-8")
    return folder


def test_a_desk_goes_by_its_local_policy(desks: Desks, tmp_path: Path) -> None:
    body = order_now()
    body["goals"][0]["seen_by"] = "Borgeren er på forkant."
    draft = desks.mette("order", "new", desks.file("b.json", body)).out.strip()
    assert "There is no local policy on this desk" in desks.mette("local").out
    shown = desks.mette("local", "--use", str(policy(tmp_path / "lindholm")))
    assert shown.code == 0
    for line in ("words/da/vague.toml", "  + på forkant", "  - mere", "questions/da/mentor.toml",
                 "  ? findes ikke: nothing to take out, the program has no such entry"):  # fmt: skip
        assert line in shown.out.splitlines()
    assert "(Local policy: the list da/vague.)" in desks.mette("order", "check", draft).out
    changes = desks.mette("local", "--json").value
    assert changes["folder"] == str(tmp_path / "lindholm")
    assert changes["changes"][0] == {
        "file": "words/da/vague.toml", "added": ["på forkant"], "removed": ["mere"], "unknown": ["findes ikke"],
    }  # fmt: skip
    assert desks.mette("local", "--none").code == 0
    assert "Local policy" not in desks.mette("order", "check", draft).out


def test_a_list_that_breaks_later_stops_nothing_and_is_said(desks: Desks, tmp_path: Path) -> None:
    folder = policy(tmp_path / "lindholm")
    assert desks.mette("local", "--use", str(folder)).code == 0
    draft = desks.mette("order", "new", desks.file("b.json", order_now())).out.strip()
    (folder / "words" / "da" / "vague.toml").write_text('words = [\n"god"\n"x"]', encoding="utf-8")
    ended = desks.mette("order", "check", draft)
    assert "ORD41 $: The file da/vague.toml is not TOML: look at line 3." in ended.out
    assert desks.mette("order", "send", draft).code == 0
    refused = desks.mette("local", "--use", str(folder))
    assert refused.code == 3
    assert "look at line 3" in refused.err


def test_a_folder_that_holds_nothing_of_the_kind_is_refused(desks: Desks, tmp_path: Path) -> None:
    ended = desks.mette("local", "--use", str(tmp_path))
    assert ended.code == 3
    assert "no folder words, questions or rules" in ended.err


# Putting aside


@pytest.fixture
def draft(desks: Desks) -> str:
    """A draft with vague words in two goals."""
    body = order_now()
    for goal in body["goals"][:2]:
        goal["seen_by"] = "Borgeren har fået mere struktur på dagen."
    return desks.mette("order", "new", desks.file("b.json", body)).out.strip()


def put_aside(desks: Desks, draft: str, *more: str) -> Ended:
    return desks.mette("order", "check", draft, "--put-aside", "ord22", "--reason", REASON, *more)


def test_advice_is_put_aside_and_taken_back(desks: Desks, draft: str) -> None:
    ended = put_aside(desks, draft, "--at", "$.goals[0].seen_by")
    assert ended.code == 0, ended.err
    assert f"  ORD22 $.goals[0].seen_by: put aside ({REASON}): “mere”, “struktur”: write" in ended.out
    assert "  ORD22 $.goals[1].seen_by: “mere”, “struktur”: write" in ended.out
    assert "1 thing was put aside." in ended.err
    assert put_aside(desks, draft).code == 0
    assert "2 things were put aside." in desks.mette("order", "check", draft).err
    taken = desks.mette("order", "check", draft, "--take-back", "ORD22", "--at", "$.goals[0].seen_by")
    assert "  ORD22 $.goals[0].seen_by: “mere”" in taken.out


def test_what_was_put_aside_stands_in_every_format(desks: Desks, draft: str) -> None:
    put_aside(desks, draft)
    said = {chosen: desks.mette("order", "check", draft, "--format", chosen).out for chosen in FORMATS}
    SCHEMA.validate(json.loads(said["json"]))
    for findings in (json.loads(said["json"])["files"][0]["findings"], json.loads(said["jsonl"])["findings"]):
        assert {f.get("put_aside") for f in findings if f["code"] == "ORD22"} == {REASON}
        assert not any("put_aside" in f for f in findings if f["code"] != "ORD22")
    results = json.loads(said["sarif"])["runs"][0]["results"]
    assert [r["suppressions"] for r in results if r["ruleId"] == "ORD22"] == [
        [{"kind": "external", "justification": REASON}]
    ] * 2
    assert "ORD22" not in in_junit(said["junit"])
    (case,) = [case for case in ElementTree.fromstring(said["junit"])[0] if case.attrib["name"] == "ORD22"]
    skipped = case.find("skipped")
    assert skipped is not None
    assert skipped.attrib["message"] == f"Put aside: {REASON}"


def test_what_cannot_be_put_aside_says_so(desks: Desks, draft: str) -> None:
    body = order_now()
    body["goals"][0]["seen_by"] = ""
    blocked = desks.mette("order", "new", desks.file("x.json", body)).out.strip()
    for words, sentence in (
        ((blocked, "--put-aside", "ORD03", "--reason", REASON), "cannot be put aside"),
        ((draft, "--put-aside", "ORD22", "--reason", REASON, "--at", "$.goals[7].text"), "no finding 'ORD22' there"),
        ((draft, "--put-aside", "ORD39", "--reason", REASON), "no finding 'ORD39' on this draft"),
        ((draft, "--take-back", "ORD22"), "no finding 'ORD22' on this draft"),
        ((draft, "--put-aside", "ORD22"), "with --reason TEXT"),
        ((desks.file("y.json", body), "--put-aside", "ORD22", "--reason", REASON), "not on a file"),
    ):
        ended = desks.mette("order", "check", *words)
        assert ended.code in (1, 2), words
        assert sentence in ended.err


def test_advice_on_a_report_is_put_aside_too(desks: Desks) -> None:
    thread = desks.accepted_order()
    draft = desks.sara("report", "new", thread).out.strip()
    body = report_body(order_now(), "sha256-" + "0" * 64)
    answer = {**body["goals"][0], "done": "Der arbejdes løbende med hverdagsstrukturen i forløbet."}
    ended = desks.sara("report", "check", draft)
    edited = {"goals": [answer]}
    assert ended.code == 1
    kept = desks.sara("report", "new", thread, desks.file("r.json", {**report_now(), **edited}))
    draft = kept.out.strip().splitlines()[-1]
    assert "REP23 $.goals[0].done" in desks.sara("report", "check", draft).out
    ended = desks.sara("report", "check", draft, "--put-aside", "REP23", "--reason", REASON)
    assert f"REP23 $.goals[0].done: put aside ({REASON})" in ended.out


def test_no_format_tells_of_the_other_citizen(desks: Desks) -> None:
    other = order_now()
    texts = json.dumps(other, ensure_ascii=False)
    name = other["citizen"]["name"]
    for old, new in ((name, "Bo-Henrik Ravnkilde"), (name.split()[0], "Bo-Henrik")):
        texts = texts.replace(old, new)
    other = json.loads(texts)
    other["citizen"]["cpr"] = "710590-1231"
    assert desks.mette("order", "new", desks.file("b.json", other), "--send").code == 0
    draft = desks.mette("order", "new", desks.file("a.json", order_now())).out.strip()
    for chosen in FORMATS:
        ended = desks.mette("order", "check", draft, "--format", chosen)
        assert "ORD28" in ended.out
        for word in ("Bo-Henrik", "Ravnkilde", "710590-1231"):
            assert word not in ended.out + ended.err, chosen
