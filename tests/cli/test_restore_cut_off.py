"""`restore --after-loss` that is cut off half-way: whoever opens the desk next is told what is left, and how."""

import os
import shutil
import signal
import subprocess
import sys

import pytest
from command_desks import Desks
from desk_pair import PASSPHRASE

from orderdesk.desk.membership import resealing
from orderdesk.signing.vault import LIGHT

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no SIGKILL")
NEW = "grøn skål i køkkenet"
RESEAL, ROTATE = "`orderdesk key reseal`", "`orderdesk key rotate --reason lost --since 2026-11-02`"
DYING = """
import importlib, os, signal, sys
from orderdesk.cli.main import run
from orderdesk.desk.membership import resealing
from orderdesk.signing.vault import LIGHT
resealing.begin.__defaults__ = (LIGHT,)
module, _dot, name = sys.argv[1].rpartition(".")
real = getattr(importlib.import_module(module), name)
def killed_after(*arguments, **more):
    real(*arguments, **more)
    os.kill(os.getpid(), signal.SIGKILL)
setattr(sys.modules[module], name, killed_after)
run(sys.argv[2:])
"""


def cut_off(desks: Desks, after: str) -> None:
    """Mette's machine is lost; her desk is restored, and the program killed when it has done that one thing."""
    backup = str(desks.folder / "mette.zip")
    assert desks.mette("backup", backup).code == 0
    shutil.rmtree(desks.folder / "mette")
    command = ["--desk", str(desks.folder / "mette"), "restore", backup, "--after-loss", "--since", "2026-11-02"]
    ended = subprocess.run(
        [sys.executable, "-c", DYING, after, *command], check=False, stdin=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "ORDERDESK_NEW_PASSPHRASE": NEW},
    )  # fmt: skip
    assert ended.returncode == -signal.SIGKILL


@pytest.mark.parametrize(
    ("after", "passphrase", "left"),
    [
        ("orderdesk.desk.storage.backup.restore_backup", PASSPHRASE, (RESEAL, ROTATE)),
        ("orderdesk.desk.membership.resealing.begin", NEW, (RESEAL, ROTATE)),
        ("orderdesk.desk.membership.resealing.go_on", NEW, (ROTATE,)),
    ],
    ids=["restored", "encrypting anew begun", "encrypted anew"],
)
def test_what_is_left_is_said_at_the_next_opening_and_by_the_doctor(
    desks: Desks, monkeypatch: pytest.MonkeyPatch, after: str, passphrase: str, left: tuple[str, ...]
) -> None:
    monkeypatch.setattr(resealing.begin, "__defaults__", (LIGHT,))
    cut_off(desks, after)
    monkeypatch.setenv("ORDERDESK_PASSPHRASE", passphrase)
    monkeypatch.setenv("ORDERDESK_NEW_PASSPHRASE", NEW)
    listed = desks.mette("order", "list", "--json")
    assert (listed.code, listed.value) == (0, [])
    found = desks.mette("doctor")
    assert found.code == 1
    for said in (listed.err, found.out + found.err):
        said = " ".join(said.split())
        assert "restored after a loss" in said
        assert [command for command in (RESEAL, ROTATE) if command in said] == list(left)
    if RESEAL in left:
        assert desks.mette("key", "reseal", "--yes").code == 0
        monkeypatch.setenv("ORDERDESK_PASSPHRASE", NEW)
        assert RESEAL not in desks.mette("doctor").out
    assert desks.mette("key", "rotate", "--reason", "lost", "--since", "2026-11-02").code == 0
    ended = desks.mette("doctor")
    assert (ended.code, "after a loss" in ended.err) == (0, False)


def test_a_restore_that_came_to_its_end_leaves_nothing_to_say(desks: Desks, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resealing.begin, "__defaults__", (LIGHT,))
    monkeypatch.setenv("ORDERDESK_NEW_PASSPHRASE", NEW)
    backup = str(desks.folder / "mette.zip")
    assert desks.mette("backup", backup).code == 0
    shutil.rmtree(desks.folder / "mette")
    restored = desks.mette("restore", backup, "--after-loss")
    assert (restored.code, "not everything is done" in restored.err) == (0, False)
    monkeypatch.setenv("ORDERDESK_PASSPHRASE", NEW)
    ended = desks.mette("doctor")
    assert (ended.code, "after a loss" in ended.err) == (0, False)


def test_keys_that_could_not_be_renewed_are_named_with_their_command(
    desks: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resealing.begin, "__defaults__", (LIGHT,))
    monkeypatch.setenv("ORDERDESK_NEW_PASSPHRASE", NEW)
    backup = str(desks.folder / "mette.zip")
    assert desks.mette("backup", backup).code == 0
    shutil.rmtree(desks.folder / "mette")
    (desks.folder / "exchange").rename(desks.folder / "borte")
    restored = desks.mette("restore", backup, "--after-loss", "--since", "2026-11-02")
    said = " ".join(restored.err.split())
    assert restored.code == 1
    assert ROTATE in said
    assert RESEAL not in said, "that is done"
