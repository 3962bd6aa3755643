"""Which modules a command loads: static linting cannot see what is put off, so processes are asked."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from command_desks import Desks, order_now

from orderdesk.signing.canonical import canonical_bytes
from tests.factories import Town

ROOT = Path(__file__).resolve().parents[2]
NEVER = {"textual", "httpx", "joserfc", "tinydb", "keyring", "rapidfuzz", "holidays", "stdnum"}

_PROGRAM = """
import sys
from orderdesk.cli.main import run
code = run(sys.argv[1:])
sys.stderr.write("\\nLOADED " + " ".join(sorted(sys.modules)))
sys.exit(code)
"""


def loaded(*words: str) -> tuple[int, set[str]]:
    """The exit code of a command, and the modules its process has loaded in the end."""
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, *words],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    return done.returncode, set(done.stderr.decode().rpartition("LOADED ")[2].split())


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("loading")
    town = Town()
    documents = town.loop()
    (folder / "order.json").write_bytes(canonical_bytes(documents[0]))
    (folder / "report.json").write_bytes(canonical_bytes(documents[2]))
    (folder / "directory.json").write_bytes(canonical_bytes(town.municipality.directory))
    return folder


def test_help_loads_the_table_and_argparse() -> None:
    code, modules = loaded("--help")
    assert code == 0
    assert {"argparse", "orderdesk.cli.table"} <= modules
    assert not modules & (NEVER | {"pydantic", "pydantic_core", "cryptography", "orjson", "json", "asyncio"})
    assert {name for name in modules if name.startswith("orderdesk.")} <= {
        "orderdesk.cli",
        "orderdesk.cli.argument_words",
        "orderdesk.cli.main",
        "orderdesk.cli.table",
        "orderdesk.cli.output",
        "orderdesk.cli.exit_codes",
        "orderdesk.errors",
        "orderdesk.locale",
    }


def test_a_commands_help_loads_no_more_than_the_command() -> None:
    code, modules = loaded("validate", "--help")
    assert code == 0
    assert "orderdesk.cli.validate" in modules
    assert not modules & (NEVER | {"pydantic", "cryptography", "orjson"})


def test_validating_a_report(files: Path) -> None:
    code, modules = loaded("validate", "--at", "2026-12-01", str(files / "report.json"))
    assert code == 3
    assert {"pydantic", "cryptography", "orderdesk.trust.verification", "orderdesk.documents.report"} <= modules
    unused = {"orderdesk.documents.order", "orderdesk.documents.directory", "orderdesk.desk", "orderdesk.tui"}
    assert not modules & (NEVER | unused | {"multiprocessing", "concurrent.futures", "asyncio", "jsonschema", "glob"})


def test_trust_and_an_order_load_what_they_need(files: Path) -> None:
    given = ("--trust", str(files / "directory.json"), "--order", str(files / "order.json"))
    code, modules = loaded("validate", "--at", "2026-12-01", str(files / "report.json"), *given, "--jobs", "2")
    assert code == 0
    assert {"orderdesk.documents.order", "orderdesk.documents.directory", "concurrent.futures"} <= modules
    assert not modules & NEVER


@pytest.mark.parametrize("form", ["text", "json", "jsonl", "junit", "sarif"])
def test_the_chosen_format_alone(form: str, files: Path) -> None:
    _code, modules = loaded("validate", "--format", form, str(files / "report.json"))
    reporters = {name.rpartition(".")[2] for name in modules if name.startswith("orderdesk.cli.formats.")}
    assert reporters - {"choosing"} == ({form} | ({"json"} if form == "jsonl" else set()))


@pytest.mark.parametrize(
    "words",
    [("order", "--help"), ("order", "hold", "--help"), ("order", "meeting", "record", "--help"),
     ("order", "actions", "--help")],
)  # fmt: skip
def test_the_help_of_an_action_loads_its_form_and_the_tables_alone(words: tuple[str, ...]) -> None:
    code, modules = loaded(*words)
    assert code == 0
    assert "orderdesk.desk.moves.course" in modules
    assert not modules & (NEVER | {"pydantic", "cryptography", "orjson", "asyncio", "orderdesk.desk.desk"})
    rooms = {name for name in modules if name.startswith(("orderdesk.desk.", "orderdesk.documents."))}
    assert rooms <= {
        "orderdesk.desk.moves", "orderdesk.desk.moves.course", "orderdesk.desk.moves.meetings",
        "orderdesk.desk.moves.model", "orderdesk.desk.wording", "orderdesk.desk.ordering",
        "orderdesk.desk.ordering.words_of_courses", "orderdesk.desk.ordering.words_of_orders",
        "orderdesk.desk.reporting", "orderdesk.desk.reporting.words_of_reports", "orderdesk.documents.lifecycle",
        "orderdesk.documents.meeting_table", "orderdesk.documents.order_table",
    }  # fmt: skip


@pytest.mark.parametrize("kind", ["order", "report"])
def test_editing_a_draft_loads_no_screens(kind: str, desks: Desks, monkeypatch: pytest.MonkeyPatch) -> None:
    if kind == "order":
        who, draft = "mette", desks.mette("order", "new", desks.file("o.json", order_now())).out.strip()
    else:
        who, draft = "sara", desks.sara("report", "new", desks.accepted_order()).out.strip()
    monkeypatch.setenv("EDITOR", f'"{sys.executable}" -c ""')
    code, modules = loaded("--desk", str(desks.folder / who), kind, "edit", draft)
    assert code == 0
    assert "orderdesk.desk.editor" in modules
    assert not {name for name in modules if name.startswith("orderdesk.tui")} | (modules & {"textual", "rich"})
