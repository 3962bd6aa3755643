"""A text in the person's own editor. It lies in a private file for as long as the editor runs, and no longer."""

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from pathlib import Path

from orderdesk.errors import NotPossible
from orderdesk.locale import _

_PREFIX = "orderdesk-edit-"


def editor_command() -> list[str]:
    """The editor and its arguments: $VISUAL, $EDITOR, Notepad on Windows, else the first of nano, vim and vi that is
    here.

    Raises NotPossible when there is none."""
    asked = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if asked:
        try:
            return shlex.split(asked, posix=sys.platform != "win32")
        except ValueError as error:
            raise NotPossible(_("The name of the editor cannot be read."), _("Look at VISUAL and EDITOR.")) from error
    if sys.platform == "win32":
        return ["notepad"]
    for name in ("nano", "vim", "vi"):
        if shutil.which(name):
            return [name]
    raise NotPossible(_("No editor was found."), _("Set EDITOR to the one you use."))


def edit_file(command: list[str], text: str) -> str:
    """Run `command` on a private file that holds `text`; what the file holds afterwards. The file is removed
    whatever happens."""
    folder: Path | None = None
    try:
        folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-", dir=_private_place()))  # 0700
        file = folder / "text.txt"
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(text.encode("utf-8"))
        if code := subprocess.run([*command, str(file)], check=False).returncode:
            raise NotPossible(
                _("The editor ended with an error ({code}).").format(code=code), _("Your text is as it was before.")
            )
        return _clean(file.read_bytes())
    except OSError as error:
        raise NotPossible(
            _("The editor could not be used: {reason}.").format(reason=error.strerror or type(error).__name__),
            _("Your text is as it was before."),
        ) from error
    except UnicodeDecodeError as error:
        raise NotPossible(_("What the editor saved is not UTF-8."), _("Your text is as it was before.")) from error
    finally:
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)  # with the editor's own backup and swap files


def remove_leftovers() -> None:
    """Remove what a killed process of ours left behind (a power cut, kill -9 while the editor was open)."""
    for folder in Path(_private_place()).glob(f"{_PREFIX}*-*"):
        owner = folder.name[len(_PREFIX) :].split("-")[0]
        if owner.isdecimal() and int(owner) != os.getpid() and not _alive(int(owner)):
            shutil.rmtree(folder, ignore_errors=True)


def _private_place() -> str:
    """XDG_RUNTIME_DIR where there is one: it is the user's alone and lies in memory, so the text never reaches the
    disk."""
    place = os.environ.get("XDG_RUNTIME_DIR", "")
    return place if place and os.access(place, os.W_OK | os.X_OK) else tempfile.gettempdir()


def _alive(process: int) -> bool:
    if sys.platform == "win32":
        return True  # asking would end it: os.kill is TerminateProcess there. The temp folder is per user on Windows.
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _clean(data: bytes) -> str:
    text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text.removesuffix("\n"))
