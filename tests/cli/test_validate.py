"""`orderdesk validate` as a script meets it: in processes of its own, on real files."""

import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from orderdesk.signing.canonical import canonical_bytes
from tests.factories import Town, note_body, thread_urn
from tests.factories import document as signed

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "schemas/validate-result.v1.json").read_text(encoding="utf-8"))
AT = ("--at", "2026-12-01T12:00:00Z")
NO_SUCH_LANGUAGE = dict.fromkeys(("LC_ALL", "LC_MESSAGES", "LANG", "ORDERDESK_LANG", "ORDERDESK_DESK"), "")


def run(*words: str | Path, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "orderdesk", *map(str, words)],
        input=stdin,
        capture_output=True,
        check=False,
        env={**os.environ, **NO_SUCH_LANGUAGE, "PYTHONPATH": str(ROOT), **environment},
    )


def validate(*words: str | Path, **more: Any) -> subprocess.CompletedProcess[bytes]:
    return run("validate", *AT, *words, **more)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The documents of a loop in a folder within a folder, and beside it the directory to trust."""
    base = tmp_path_factory.mktemp("validate")
    town = Town()
    (base / "directory.json").write_bytes(canonical_bytes(town.municipality.directory))
    files = base / "files" / "Åse"
    files.mkdir(parents=True)
    for name, document in zip(("1-ordre", "2-svar", "3-rapport", "4-læst"), town.loop(), strict=True):
        (files / f"{name}.json").write_bytes(canonical_bytes(document))
    return base


@pytest.fixture
def forged(folder: Path, tmp_path: Path) -> Path:
    """A report that was changed after it was signed."""
    path = tmp_path / "forfalsket.json"
    report = (folder / "files/Åse/3-rapport.json").read_bytes()
    path.write_bytes(report.replace(b'"attested":true', b'"attested":false'))
    return path


class TestExitCodes:
    def test_a_note_that_leaves_its_organisation_is_refused(self, folder: Path, tmp_path: Path) -> None:
        mette = Town()["mette-krogh"]
        note = signed("note", note_body(), mette.signing, thread=thread_urn("note"), sender=mette.sender(),
                      to=[{"org": "fjordvejen"}])  # fmt: skip
        (tmp_path / "note.json").write_bytes(canonical_bytes(note))
        for trust in ((), ("--trust", folder / "directory.json")):
            ended = validate(tmp_path / "note.json", *trust)
            assert ended.returncode == 1
            assert b"stays within the organisation" in ended.stdout + ended.stderr
        assert b"colleagues" in run("validate", "--list-codes").stdout

    def test_all_good(self, folder: Path) -> None:
        done = validate(folder / "files", "--trust", folder / "directory.json")
        assert (done.returncode, done.stdout.count(b": good\n")) == (0, 4), done.stderr

    def test_no_key_to_trust(self, folder: Path) -> None:
        done = validate(folder / "files")
        assert done.returncode == 3
        assert b"Not established" in done.stderr
        assert b"--trust" in done.stderr

    def test_findings(self, folder: Path, forged: Path) -> None:
        done = validate(forged, folder / "files", "--trust", folder / "directory.json")
        assert done.returncode == 1
        assert b"signature: The signature does not fit the document." in done.stdout
        assert done.stdout.count(b": good\n") == 4

    def test_findings_without_trust(self, forged: Path) -> None:
        assert validate(forged).returncode == 1

    def test_unreadable_is_a_finding_and_no_end(self, folder: Path, forged: Path) -> None:
        missing = folder / "findes ikke.json"
        done = validate(missing, forged, folder / "files", "--trust", folder / "directory.json")
        assert done.returncode == 3
        assert b"file: There is no such file." in done.stdout
        assert done.stdout.count(b": good\n") == 4

    @pytest.mark.skipif(os.name == "nt" or not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all")
    def test_a_file_that_may_not_be_read(self, tmp_path: Path) -> None:
        path = tmp_path / "lukket.json"
        path.write_bytes(b"{}")
        path.chmod(0)
        assert validate(path).returncode == 3

    @pytest.mark.parametrize(
        "words",
        [
            pytest.param([], id="no files"),
            pytest.param(["--nope", "x"], id="no such option"),
            pytest.param(["x", "--format", "pdf"], id="no such format"),
            pytest.param(["x", "--at", "i går"], id="no such time"),
            pytest.param(["x", "--at", "9999-12-31T23:59:59Z"], id="the end of time"),
            pytest.param(["x", "--jobs", "-1"], id="no such number"),
            pytest.param(["--explain", "hvad"], id="no such code"),
            pytest.param(["{empty}"], id="an empty folder"),
            pytest.param(["{empty}/*.json"], id="a pattern that nothing matches"),
        ],
    )
    def test_usage(self, words: list[str], tmp_path: Path) -> None:
        done = run("validate", *(word.replace("{empty}", str(tmp_path)) for word in words))
        assert done.returncode == 2
        assert done.stderr.startswith(b"orderdesk: ")
        assert done.stderr.count(b"\n") == 1

    def test_empty_may_be_allowed(self, tmp_path: Path) -> None:
        done = validate(tmp_path, "--allow-empty", "--format", "json")
        assert done.returncode == 0
        assert json.loads(done.stdout)["files"] == []

    def test_exit_zero(self, folder: Path, forged: Path) -> None:
        assert validate(forged, folder / "nej.json", "--exit-zero").returncode == 0

    @pytest.mark.parametrize("what", ["report", "missing", "forged"])
    def test_a_trust_file_that_is_none(self, what: str, folder: Path, forged: Path) -> None:
        report = folder / "files/Åse/3-rapport.json"
        given = {"report": report, "missing": folder / "nej.json", "forged": forged}[what]
        done = validate(report, "--trust", given)
        assert (done.returncode, done.stdout) == (3, b"")
        assert done.stderr.count(b"\n") == 1

    def test_help_and_codes(self) -> None:
        assert run("validate", "--help").returncode == 0
        listed = run("validate", "--list-codes").stdout.decode()
        assert listed.startswith("file ")
        assert {"parties", "named"} <= {line.split()[0] for line in listed.splitlines()}
        for line in listed.splitlines():
            assert run_here("validate", "--explain", line.split()[0]) == 0


def run_here(*words: str) -> int:
    """The command in this process, where only its code is asked for."""
    from orderdesk.cli.main import run as run_command

    return run_command(words)


class TestPaths:
    def test_standard_input(self, folder: Path) -> None:
        data = (folder / "files/Åse/3-rapport.json").read_bytes()
        done = validate("-", "--trust", folder / "directory.json", stdin=data)
        assert (done.returncode, done.stdout) == (0, b"-: good\n")

    def test_own_patterns(self, folder: Path) -> None:
        done = validate(f"{folder}/**/[12]-*.json", "--trust", folder / "directory.json")
        assert done.stdout.count(b": good\n") == 2

    def test_results_come_in_the_order_of_the_files(self, folder: Path, forged: Path) -> None:
        words = (forged, folder / "files", "-", "--trust", folder / "directory.json")
        one, two = validate(*words, stdin=b"{}"), validate(*words, "--jobs", "2", stdin=b"{}")
        assert one.stdout == two.stdout
        lines = [line for line in one.stdout.decode().splitlines() if not line.startswith("  ")]
        assert [Path(line.split(":")[0]).name[:1] for line in lines] == ["f", "1", "2", "3", "4", "-"]

    def test_hidden_files_other_files_and_linked_folders_are_left_out(self, tmp_path: Path, folder: Path) -> None:
        (tmp_path / ".skjult.json").write_bytes(b"{}")
        (tmp_path / "noter.txt").write_bytes(b"{}")
        try:
            (tmp_path / "igen").symlink_to(tmp_path, target_is_directory=True)
        except OSError:
            pytest.skip("no links here")
        assert validate(tmp_path).returncode == 2

    @pytest.mark.skipif(os.name != "posix", reason="names are bytes on POSIX alone")
    def test_a_name_that_is_no_text(self, tmp_path: Path) -> None:
        path = os.fsencode(tmp_path) + b"/\xff\x1b[31m.json"
        Path(os.fsdecode(path)).write_bytes(b"{}")
        for form in ("text", "json", "jsonl", "junit", "sarif"):
            done = validate(tmp_path, "--format", form)
            assert done.returncode == 1
            assert b"\x1b" not in done.stdout
            done.stdout.decode()

    def test_junk_of_all_sorts(self, tmp_path: Path) -> None:
        for number, data in enumerate((b"", b"\0" * 300_000, os.urandom(2000), b"[" * 200_000, b'{"a":1e999}')):
            (tmp_path / f"{number}.json").write_bytes(data)
        done = validate(tmp_path)
        assert done.returncode == 1
        assert b"Traceback" not in done.stderr
        assert done.stdout.count(b": refused\n") == 5
        assert b"Established for" not in done.stderr, "nothing was"


class TestAnOrder:
    def test_a_report_that_answers_it(self, folder: Path) -> None:
        files = folder / "files" / "Åse"
        words = ("--trust", folder / "directory.json", "--order", files / "1-ordre.json")
        assert validate(files, *words).returncode == 0

    def test_as_of_a_day_when_the_period_had_not_ended(self, folder: Path) -> None:
        files = folder / "files" / "Åse"
        done = run("validate", "--at", "2026-10-20", "--order", files / "1-ordre.json", files / "3-rapport.json")
        assert done.returncode == 1  # it was not issued then either

    def test_another_order(self, folder: Path, tmp_path: Path) -> None:
        other = tmp_path / "ordre.json"
        other.write_bytes(canonical_bytes(Town().order("en-anden", version=2)))
        report = folder / "files/Åse/3-rapport.json"
        done = validate(report, "--order", other, "--trust", folder / "directory.json", "--format", "json")
        assert done.returncode == 1
        result = json.loads(done.stdout)["files"][0]
        assert {finding["path"] for finding in result["findings"]} == {
            "$.thread",
            "$.body.order",
            "$.body.order_version",
        }
        failed = {check["name"] for check in result["checks"] if check["status"] == "failed"}
        assert failed == {"order-thread", "order-version"}

    def test_an_order_that_does_not_verify(self, folder: Path, forged: Path) -> None:
        done = validate(folder / "files", "--order", forged)
        assert (done.returncode, done.stdout) == (3, b"")


class TestFormats:
    @pytest.fixture(scope="class")
    def mixed(self, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str | Path]:
        """Good, pretty-printed, forged, well-signed but wrong, and missing."""
        files = tmp_path_factory.mktemp("mixed")
        town = Town()
        order, _reply, report, _review = town.loop()
        (files / "a.json").write_bytes(canonical_bytes(order))
        (files / "b.json").write_text(json.dumps(report, indent=1), encoding="utf-8")
        (files / "c.json").write_bytes(canonical_bytes({**order, "seq": 2}))
        body = {**report["body"], "goals": [{**report["body"]["goals"][0], "attainment": 9}]}
        wrong = town.sign("report", body, "sara-holt", thread=order["thread"], issued=report["issued"])
        (files / "d.json").write_bytes(canonical_bytes(wrong))
        return [files, files / "e.json", "--trust", folder / "directory.json"]

    def test_json_is_as_its_schema_says(self, mixed: list[str | Path]) -> None:
        result = json.loads(validate(*mixed, "--format", "json").stdout)
        Draft202012Validator.check_schema(SCHEMA)
        Draft202012Validator(SCHEMA).validate(result)
        assert [file["status"] for file in result["files"]] == ["passed", "passed", "failed", "failed", "unreadable"]
        assert result["status"] == "unreadable"
        assert result["summary"] == {"files": 5, "passed": 2, "failed": 2, "not_established": 0, "unreadable": 1}
        assert [file.get("canonical") for file in result["files"]] == [True, False, True, True, None]
        assert result["files"][1]["findings"][0]["severity"] == "advise"
        assert result["files"][3]["findings"] == [
            {
                "code": "schema",
                "path": "$.body.goals[0].attainment",
                "message": "This number is too large.",
                "severity": "block",
            }
        ]

    def test_lines_are_the_same_files(self, mixed: list[str | Path]) -> None:
        whole = json.loads(validate(*mixed, "--format", "json").stdout)
        lines = [json.loads(line) for line in validate(*mixed, "--format", "jsonl").stdout.splitlines()]
        assert lines == [{"schema_version": 1, **file} for file in whole["files"]]

    def test_junit(self, mixed: list[str | Path]) -> None:
        suites = ET.fromstring(validate(*mixed, "--format", "junit").stdout)
        assert [int(suite.get("failures", "")) for suite in suites] == [0, 1, 1, 1, 0]
        assert [int(suite.get("errors", "")) for suite in suites] == [0, 0, 0, 0, 1]
        for suite in suites:
            assert int(suite.get("tests", "")) == len(suite.findall("testcase"))
            assert int(suite.get("skipped", "")) == len(suite.findall("testcase/skipped"))

    def test_sarif(self, mixed: list[str | Path]) -> None:
        log = json.loads(validate(*mixed, "--format", "sarif").stdout)
        (sarif_run,) = log["runs"]
        rules = {rule["id"] for rule in sarif_run["tool"]["driver"]["rules"]}
        assert [result["ruleId"] for result in sarif_run["results"]] == ["canonical", "signature", "schema", "file"]
        assert rules >= {result["ruleId"] for result in sarif_run["results"]}
        assert sarif_run["invocations"] == [{"executionSuccessful": False}]

    @pytest.mark.parametrize("form", ["json", "jsonl", "junit", "sarif"])
    def test_machines_read_the_same_in_every_language(self, form: str, mixed: list[str | Path]) -> None:
        english = validate(*mixed, "--format", form, LC_ALL="C")
        danish = validate(*mixed, "--format", form, LC_ALL="da_DK.UTF-8", PYTHONIOENCODING="latin-1")
        assert english.stdout == danish.stdout
        assert b"\r" not in english.stdout

    def test_quiet_says_what_is_wrong_alone(self, mixed: list[str | Path], folder: Path) -> None:
        done = validate(*mixed, "-q")
        assert done.stderr == b""
        assert b": good" not in done.stdout.replace(b"b.json: good", b"")
        assert validate(folder / "files", "-q", "--trust", folder / "directory.json").stdout == b""


def test_memory_holds_no_results(tmp_path: Path) -> None:
    """What is under way is bounded: the reader of 400 chunks never finds more than a few asked for."""
    from datetime import UTC, datetime

    from orderdesk.cli.validating import Checker, Task
    from orderdesk.cli.working import CHUNK, check_all

    asked = 0

    def paths() -> Any:
        nonlocal asked
        for number in range(20 * CHUNK):
            asked += 1
            yield str(tmp_path / f"{number}.json")

    task = Task((), None, datetime(2026, 12, 1, tzinfo=UTC), "text", True, "en")
    results = check_all(paths(), task, Checker(task), 2)
    text, counts = next(results)
    assert asked <= 8 * CHUNK
    assert counts.unreadable == CHUNK
    assert text
    assert sum(counts.unreadable for _text, counts in results) == 19 * CHUNK


@pytest.mark.parametrize("jobs", [2, 3])
def test_however_the_work_is_divided_it_comes_in_the_order_of_the_files(
    jobs: int, folder: Path, tmp_path: Path
) -> None:
    from datetime import UTC, datetime

    from orderdesk.cli.validating import Checker, Task
    from orderdesk.cli.working import CHUNK, check_all

    report = str(folder / "files" / "Åse" / "3-rapport.json")
    paths = [report if number % 3 else str(tmp_path / f"{number}.json") for number in range(9 * CHUNK + 1)]
    task = Task((), None, datetime(2026, 12, 1, tzinfo=UTC), "text", False, "en")
    alone = list(check_all(paths, task, Checker(task), 1))
    assert list(check_all(paths, task, Checker(task), jobs)) == alone
    assert len(alone) == 10
