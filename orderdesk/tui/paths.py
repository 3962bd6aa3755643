"""A file that somebody named on a screen."""

from pathlib import Path

from orderdesk.errors import NotPossible
from orderdesk.locale import _


def given_path(text: str) -> Path:
    """The file that `text` names: "~" is the home folder, a bare name lies in the folder orderdesk was started in.
    Raises NotPossible where it names a folder that is not there."""
    try:
        path = Path(text.strip()).expanduser()
    except RuntimeError:  # no home folder
        path = Path(text.strip())
    path = path if path.is_absolute() else Path.cwd() / path
    if path.is_dir() or not path.parent.is_dir():
        raise NotPossible(_("There is no place for that file."), _("Name a file in a folder that exists."))
    return path
