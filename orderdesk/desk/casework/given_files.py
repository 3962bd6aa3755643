"""Reading a file that a person names: what is wrong is a sentence, and no more of it is read than is asked for."""

from pathlib import Path

from orderdesk.errors import InputRefused, NotFound
from orderdesk.locale import _


def content_of(path: Path, most: int) -> bytes:
    """The first `most` bytes of the file and one more, by which the caller knows that it is too large. Raises NotFound
    and InputRefused."""
    try:
        with path.open("rb") as file:
            return file.read(most + 1)
    except FileNotFoundError:
        raise NotFound(_("There is no such file."), _("Look at its name and its folder.")) from None
    except OSError as error:
        raise InputRefused(
            "file", _("The file cannot be read: {reason}.").format(reason=error.strerror or type(error).__name__)
        ) from None
