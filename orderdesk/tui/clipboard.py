"""Copying out: through the terminal (OSC 52, works over ssh and in tmux) and into the system's clipboard where there
is one."""

import asyncio
import os
import sys
from contextlib import suppress
from typing import Any

from textual.app import App

_running: set[asyncio.Task[None]] = set()


def copy_text(app: App[Any], text: str) -> None:
    """Copy `text`. Never raises: a terminal without a clipboard is normal."""
    with suppress(OSError, ValueError):
        app.copy_to_clipboard(text)
    if not _system_clipboard_likely():
        return
    with suppress(RuntimeError):  # without a running loop there is no app to wait for it
        task = asyncio.get_running_loop().create_task(_copy_to_system(text))
        _running.add(task)
        task.add_done_callback(_running.discard)


def _system_clipboard_likely() -> bool:
    """False over ssh: the system there is not the one that the person sits at."""
    if os.environ.get("SSH_CONNECTION"):
        return False
    return sys.platform in ("win32", "darwin") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


async def _copy_to_system(text: str) -> None:
    """In a thread: pyperclip runs xclip or the like, which may hang."""
    import pyperclip

    # pyperclip raises its own errors, OSError, and what its helpers raise; OSC 52 has been sent already.
    with suppress(Exception):
        await asyncio.to_thread(pyperclip.copy, text)
