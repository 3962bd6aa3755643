"""A desk that is killed (SIGKILL) at every step of one act: `dying_desk.py ACT SCENE WHICH`.

SCENE holds the desks and their exchange as they are before the act. For each step, a copy of it beside (`SCENE-1`,
`SCENE-2`, ...) in which the desk in the folder WHICH was killed there, in a process of its own; the last copy is the
one in which nothing was left to be killed at. What the act had acknowledged to its user stands in the copy's `told`.
A step is a moment before or after a file is flushed, a folder is flushed, or a file gets its name.
"""

import itertools
import os
import shutil
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from desk_pair import PASSPHRASE

from orderdesk import durable
from orderdesk.desk import drafts
from orderdesk.desk.desk import Desk
from orderdesk.desk.mail import post
from orderdesk.desk.membership import organisation
from orderdesk.desk.opening import open_desk
from orderdesk.desk.ordering import orders


def send(desk: Desk) -> str:
    """Send the one draft."""
    return orders.send(desk, drafts.listing(desk, "order")[0].id).digest


def take(desk: Desk) -> str:
    """One round of the post."""
    return " ".join(post.sync(desk, force=True).taken)


def rotate(desk: Desk) -> str:
    """New keys, in place of lost ones."""
    organisation.rotate(desk, "lost")
    return desk.keys.current("signing").did


ACTS: dict[str, Callable[[Desk], str]] = {"send": send, "take": take, "rotate": rotate}


def die_at(step: int) -> None:
    """Be killed at that step from now on."""
    count = 0

    def watched(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any) -> Any:
            reached()
            result = real(*arguments)
            reached()
            return result

        return call

    def reached() -> None:
        nonlocal count
        count += 1
        if count == step:
            os.kill(os.getpid(), signal.SIGKILL)

    durable.to_disk = watched(durable.to_disk)
    durable.settle = watched(durable.settle)
    os.replace = watched(os.replace)


def copied(scene: Path, step: int) -> Path:
    """A copy of the scene whose desks exchange with each other."""
    copy = scene.with_name(f"{scene.name}-{step}")
    shutil.copytree(scene, copy)
    for settings in copy.glob("*/desk.json"):
        text = settings.read_text(encoding="utf-8")
        settings.write_text(text.replace(str(scene / "exchange"), str(copy / "exchange")), encoding="utf-8")
    return copy


def live(act: str, folder: Path, which: str, step: int) -> None:
    """Do the act and die on the way, or end well."""
    desk = open_desk(folder / which, PASSPHRASE, clock=lambda: datetime(2026, 11, 2, 12, 0, tzinfo=UTC))
    die_at(step)
    told = ACTS[act](desk)
    (folder / "told").write_text(told, encoding="utf-8")


def main(act: str, scene: Path, which: str) -> None:
    """Die at every step, one after the other."""
    for step in itertools.count(1):
        folder = copied(scene, step)
        child = os.fork()
        if not child:
            try:
                live(act, folder, which, step)
            finally:
                os._exit(70 if sys.exc_info()[0] else 0)
        _child, status = os.waitpid(child, 0)
        if os.WIFEXITED(status):
            sys.exit(os.WEXITSTATUS(status))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3])
