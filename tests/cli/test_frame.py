"""The frame: what is printed where, how commands end, and what is kept of a fault."""

import io
import os
import subprocess
import sys
import types
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from orderdesk.cli import main, table
from orderdesk.cli.crash import describe
from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.main import UsageError, run
from orderdesk.cli.output import Output
from orderdesk.cli.table import COMMANDS, Command
from orderdesk.errors import DeskUnavailable, InputRefused, NotFound, NotPossible, WrongPassphrase
from orderdesk.locale import use_language

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("ORDERDESK_LANG", "en")
    monkeypatch.delenv("ORDERDESK_DESK", raising=False)
    yield
    use_language("en")


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Puts a command `test` in the table that does what it is given."""

    def put(does: Callable[..., object], **more: object) -> None:
        module = types.ModuleType("orderdesk_test_command")
        module.add_arguments = lambda parser: parser.add_argument("words", nargs="*")  # type: ignore[attr-defined]
        module.run = does  # type: ignore[attr-defined]
        for name, value in more.items():
            setattr(module, name, value)
        monkeypatch.setitem(sys.modules, module.__name__, module)
        monkeypatch.setattr(main, "COMMANDS", (*COMMANDS, Command("test", module.__name__, "Try.")))

    return put


def raising(error: BaseException) -> Callable[..., object]:
    def does(args: object, out: Output) -> ExitCode:
        raise error

    return does


def test_the_codes_are_what_scripts_were_promised() -> None:
    codes = {code.name: code.value for code in ExitCode}
    assert codes == {"GOOD": 0, "FINDINGS": 1, "USAGE": 2, "INCOMPLETE": 3, "FAULT": 70, "INTERRUPTED": 130}


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (UsageError("Sådan ikke."), 2),
        (NotPossible("The order is closed."), 1),
        (NotFound("There is no such order."), 1),
        (InputRefused("signature", "It does not fit."), 3),
        (DeskUnavailable("The folder is read-only."), 3),
        (WrongPassphrase("The passphrase does not open the desk."), 3),
        (OSError(28, "No space left on device"), 3),
        (KeyboardInterrupt(), 130),
    ],
)
def test_errors_are_a_sentence_and_a_code(
    error: BaseException, code: int, command: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    command(raising(error))
    assert run(["test"]) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("orderdesk: ")
    assert err.count("\n") == 1


def test_a_fault_of_ours_leaves_a_file_without_what_was_worked_on(
    command: Callable[..., None],
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("platformdirs.user_log_path", lambda name: tmp_path / name)
    command(raising(ValueError("Rikke Sønderby 710385-1234")))
    assert run(["test", "710385-1234"]) == 70
    out, err = capsys.readouterr()
    assert "Traceback" not in err
    assert "Rikke" not in out + err
    (report,) = (tmp_path / "orderdesk").iterdir()
    assert str(report) in err
    text = report.read_text(encoding="utf-8")
    assert "builtins.ValueError" in text
    assert "test_frame.py" in text
    assert "Rikke" not in text
    assert "710385" not in text


def test_a_fault_where_nothing_can_be_written(
    command: Callable[..., None], capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("", encoding="utf-8")
    monkeypatch.setattr("platformdirs.user_log_path", lambda name: blocked / name)
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(blocked / "tmp"))
    command(raising(ZeroDivisionError()))
    assert run(["test"]) == 70
    assert "our fault" in capsys.readouterr().err


def test_causes_are_told_by_type() -> None:
    try:
        try:
            raise KeyError("hemmeligt")
        except KeyError as error:
            raise RuntimeError("også") from error
    except RuntimeError as error:
        text = describe(error)
    assert "builtins.RuntimeError" in text
    assert "builtins.KeyError" in text
    assert "hemmeligt" not in text


def test_the_desk_is_chosen_before_or_after_the_command_or_by_the_environment(
    command: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen: list[object] = []

    def does(args: object, out: Output) -> ExitCode:
        chosen.append(args.desk)  # type: ignore[attr-defined]
        return ExitCode.GOOD

    command(does)
    monkeypatch.setenv("ORDERDESK_DESK", "c")
    for words in (["--desk", "a", "test"], ["test", "--desk", "b"], ["test"], ["--desk=d", "test", "x"]):
        assert run(words) == 0
    monkeypatch.delenv("ORDERDESK_DESK")
    assert run(["test"]) == 0
    assert chosen == ["a", "b", "c", "d", None]


def test_a_family_of_commands(command: Callable[..., None], capsys: pytest.CaptureFixture[str]) -> None:
    def does(args: object, out: Output) -> ExitCode:
        out.line("done")
        return ExitCode.GOOD

    command(does, COMMANDS=())
    here = sys.modules["orderdesk_test_command"]
    family = types.ModuleType("orderdesk_test_family")
    family.COMMANDS = (Command("new", here.__name__, "Begin one."),)  # type: ignore[attr-defined]
    sys.modules[family.__name__] = family
    try:
        main.COMMANDS = (*main.COMMANDS, Command("family", family.__name__, "Many."))  # type: ignore[attr-defined]
        assert run(["family", "new"]) == 0
        assert capsys.readouterr().out == "done\n"
        assert run(["family", "--help"]) == 0
        assert "new  Begin one." in capsys.readouterr().out
        assert run(["family"]) == 2
        assert run(["family", "nwe"]) == 2
        assert "Did you mean `orderdesk family new`?" in capsys.readouterr().err
    finally:
        del sys.modules[family.__name__]


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    text = capsys.readouterr().out
    assert all(f"\n  {row.name} " in text for row in COMMANDS)
    assert [row.name for row in table.COMMANDS] == [
        "demo", "init", "order", "reply", "report", "review", "sync", "post", "inbox", "handover", "caseload", "case",
        "gaps", "hub", "exchange", "clocks", "local", "validate", "sign", "schema", "key", "contact", "backup",
        "restore", "doctor", "completion",
    ]  # fmt: skip


def test_a_command_that_is_not_installed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(main, "COMMANDS", (Command("later", "orderdesk.cli.comes_later", "Later."),))
    assert run(["later"]) == 2
    assert run(["--help"]) == 0
    assert "Later." in capsys.readouterr().out


def test_unknown_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["valdiate"]) == 2
    assert run(["--nope"]) == 2
    assert run(["\x1b[31m"]) == 2
    err = capsys.readouterr().err
    assert "`orderdesk validate`" in err
    assert "\x1b" not in err


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out.startswith("orderdesk 0.")


def test_schemas(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(["schema"]) == 0
    kinds = capsys.readouterr().out.split()
    assert {"order", "report", "envelope"} <= set(kinds)
    assert run(["schema", "report"]) == 0
    assert capsys.readouterr().out == (ROOT / "schemas/report.v1.json").read_text(encoding="utf-8")
    assert run(["schema", "--write", str(tmp_path / "her")]) == 0
    assert len(list((tmp_path / "her").iterdir())) == len(kinds)
    assert run(["schema", "x"]) == 2


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    for number in range(3000):
        (tmp_path / f"et langt navn til en lille fil {number}.json").write_bytes(b"{}")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "ORDERDESK_LANG": "en"}
    command = [sys.executable, "-m", "orderdesk", "validate", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 3


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class TestOutput:
    def test_progress_is_for_a_terminal_that_shows_nothing_else(self) -> None:
        for stdout, stderr, shown in (
            (io.StringIO(), Terminal(), True),
            (Terminal(), Terminal(), False),
            (io.StringIO(), io.StringIO(), False),
        ):
            out = Output(stdout, stderr, {})
            out.progress("3 files")
            assert ("3 files" in stderr.getvalue()) == shown

    @pytest.mark.parametrize(
        ("environment", "color"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)]
    )
    def test_color(self, environment: dict[str, str], color: bool) -> None:
        assert Output(Terminal(), Terminal(), environment).color is color
        assert Output(io.StringIO(), Terminal(), environment).color is False

    def test_quiet_keeps_errors(self) -> None:
        stderr = io.StringIO()
        out = Output(io.StringIO(), stderr, {})
        out.quiet = True
        out.talk("talk")
        out.error("wrong", "do that")
        assert stderr.getvalue() == "orderdesk: wrong do that\n"
