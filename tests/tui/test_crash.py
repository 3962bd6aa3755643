"""What is left after a fault: a report and a sentence, and nothing about a citizen."""

import stat
import sys
from pathlib import Path

import pytest
from textual.worker import WorkerFailed

from orderdesk.errors import DeskUnavailable
from orderdesk.tui.crash import EXIT_OUR_FAULT, redacted_report, write_report

CPR = "710761-4321"  # day 71: no such person
TERMINAL = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")


def failing(cpr: str) -> None:
    citizen = {"name": "Åse Ørsted", "cpr": cpr}
    try:
        raise KeyError(cpr)
    except KeyError as error:
        raise ValueError(f"bad number {citizen}") from error


def test_a_report_names_types_and_lines_and_no_data() -> None:
    with pytest.raises(ValueError, match="bad") as caught:
        failing(CPR)
    report = redacted_report(caught.value, "test")
    assert CPR not in report
    assert "Ørsted" not in report
    assert "builtins.ValueError" in report
    assert "builtins.KeyError" in report
    assert "test_crash:" in report


def test_our_own_errors_keep_their_sentence() -> None:
    assert "The desk is locked." in redacted_report(DeskUnavailable("The desk is locked."), "test")


def test_a_group_of_errors_is_redacted_member_by_member() -> None:
    report = redacted_report(ExceptionGroup(CPR, [ValueError(CPR), DeskUnavailable("The disk is full.")]), "test")
    assert CPR not in report
    assert "The disk is full." in report


@pytest.mark.skipif(sys.platform == "win32", reason="modes of files are POSIX")
def test_the_report_is_its_owners_alone(tmp_path: Path) -> None:
    path = write_report(tmp_path / "new", "report\n")
    assert path is not None
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_report_that_cannot_be_written_is_no_second_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert write_report(tmp_path / "file" / "inside", "report\n") is None


FAULTS = {
    "in a key": """
        class Crashing(OrderScreen):
            def action_new(self):
                cpr = CPR
                raise ValueError("no citizen " + cpr)
        """,
    "in a worker": """
        from textual import work
        class Crashing(OrderScreen):
            @work(thread=True)
            def action_new(self):
                cpr = CPR
                raise ValueError("no citizen " + cpr)
        """,
    "while drawing": """
        from textual.widgets import Static
        class Bad(Static):
            def render(self):
                cpr = CPR
                raise ValueError("no citizen " + cpr)
        class Crashing(OrderScreen):
            def action_new(self):
                self.mount(Bad())
        """,
    "in an error with its own drawing": """
        class Rich(ValueError):
            def __rich__(self):
                return str(self)
        class Crashing(OrderScreen):
            def action_new(self):
                raise Rich("no citizen " + CPR)
        """,
}


@TERMINAL
@pytest.mark.parametrize("fault", FAULTS)
def test_a_crash_leaves_a_sentence_and_no_personal_data(fault: str, tmp_path: Path, in_terminal) -> None:
    # The number is put together at run time, so that it stands in no file that could be shown.
    code = "CPR = '-'.join(['710761', '4321'])\n" + _dedented(FAULTS[fault]) + "\nrun(Crashing({}))\n"
    exit_code, terminal = in_terminal(code, [("Help", b"\x1bOQ")])
    reports = list((tmp_path / "crashes").iterdir())
    assert exit_code == EXIT_OUR_FAULT
    assert len(reports) == 1
    for text in (terminal, reports[0].read_text(encoding="utf-8")):
        assert CPR not in text
        assert "710761" not in text
    left = terminal.rpartition("\x1b[?1049l")[2]
    assert "A report without personal data is in" in left
    assert str(reports[0]) in left
    assert "Traceback" not in terminal


@TERMINAL
def test_what_was_typed_is_saved_when_the_screen_fails(tmp_path: Path, in_terminal) -> None:
    saved = tmp_path / "saved.json"
    exit_code, _terminal = in_terminal(
        f"""
        import json
        class Crashing(OrderScreen):
            def action_new(self):
                raise ValueError
        def save(body):
            Path({str(saved)!r}).write_text(json.dumps(body, ensure_ascii=False), encoding="utf-8")
        import orderdesk.tui.autosave
        orderdesk.tui.autosave.DELAY = 3600
        run(Crashing({{}}, save))
        """,
        [("Help", "Åse".encode()), ("not saved yet", b"\x1bOQ")],
    )
    assert exit_code == EXIT_OUR_FAULT
    assert "Åse" in saved.read_text(encoding="utf-8")


@TERMINAL
def test_a_fault_in_a_forgotten_task_or_thread_is_not_printed(tmp_path: Path, in_terminal) -> None:
    exit_code, terminal = in_terminal(
        """
        import asyncio, threading
        CPR = "-".join(["710761", "4321"])
        def fail():
            raise ValueError(CPR)
        async def fail_later():
            raise ValueError(CPR)
        class Careless(OrderScreen):
            async def action_new(self):
                threading.Thread(target=fail).start()
                asyncio.create_task(fail_later())
                await asyncio.sleep(0.1)
                import gc; gc.collect()
                self.app.exit(return_code=0)
        run(Careless({}))
        """,
        [("Help", b"\x1bOQ")],
    )
    assert exit_code == 0
    assert CPR not in terminal
    assert len(list((tmp_path / "crashes").iterdir())) == 2


def _dedented(code: str) -> str:
    import textwrap

    return textwrap.dedent(code)


def test_the_report_names_what_failed_in_a_worker() -> None:
    report = redacted_report(WorkerFailed(KeyError("730481-1201")), "worker")
    assert "builtins.KeyError" in report
    assert "730481-1201" not in report
