"""What is left to do on a desk that was restored after a loss: encrypt it anew, and make new keys.

It stands in a small file that comes into the desk's folder with the restored desk itself, in the same rename; so a
restore that is cut off at any moment has not been, or says what it has not done. Readable without the passphrase, and
about nobody: two words and a day.
"""

import json
from typing import Final, Literal, cast

from orderdesk.desk.folder import DeskFolder
from orderdesk.desk.storage import atomic
from orderdesk.locale import _

Step = Literal["reseal", "rotate"]
NAME: Final = "after-loss.json"


def to_do(since: str) -> dict[str, bytes]:
    """The file as a desk begins with it, under its name. `since` is the day (ISO) from which others may have had the
    keys; empty where it is not known yet."""
    return {NAME: _text(["reseal", "rotate"], since)}


def left(folder: DeskFolder) -> list[Step]:
    """What has not been done yet, in its order; nothing on a desk that was not restored after a loss."""
    return _read(folder)[0]


def done(folder: DeskFolder, step: Step) -> None:
    """That was done. Raises DeskUnavailable where it cannot be noted; then it will be asked for once more."""
    steps, since = _read(folder)
    if step not in steps:
        return
    if others := [one for one in steps if one != step]:
        atomic.replace(folder.root / NAME, _text(others, since))
        return
    try:
        (folder.root / NAME).unlink(missing_ok=True)
    except OSError as error:
        raise atomic.trouble(error) from error


def told(folder: DeskFolder) -> tuple[str, str] | None:
    """A sentence, and what to do; None where nothing is left."""
    steps, since = _read(folder)
    if not steps:
        return None
    rotate = "orderdesk key rotate --reason lost" + (f" --since {since}" if since else "")
    commands = [{"reseal": "orderdesk key reseal", "rotate": rotate}[step] for step in steps]
    advice = _("Run `{first}`, then `{second}`.") if len(commands) > 1 else _("Run `{first}`.")
    return (
        _("This desk was restored after a loss, and not everything is done yet."),
        advice.format(first=commands[0], second=commands[-1]),
    )


def _read(folder: DeskFolder) -> tuple[list[Step], str]:
    try:
        noted = json.loads((folder.root / NAME).read_bytes())
        steps, since = [step for step in ("reseal", "rotate") if step in noted["left"]], str(noted["since"])
    except FileNotFoundError:
        return [], ""
    except (OSError, ValueError, LookupError, TypeError):  # it is there: better asked for twice than forgotten
        steps, since = ["reseal", "rotate"], ""
    return cast("list[Step]", steps), since


def _text(steps: list[Step], since: str) -> bytes:
    return json.dumps({"left": steps, "since": since}).encode()
