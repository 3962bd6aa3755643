"""Writing down a request to an administrator, and reading it out."""

import json
from pathlib import Path
from typing import Any

from orderdesk.cli.main import UsageError
from orderdesk.cli.output import Output
from orderdesk.cli.spoken import show_words
from orderdesk.locale import _


def write_request(asked: dict[str, Any], target: str | None, out: Output) -> None:
    """Write a request to a file, or to stdout, and say which words to read out. It holds no secret."""
    from orderdesk.desk.membership.requests import request_words
    from orderdesk.durable import replace

    text = json.dumps(asked, ensure_ascii=False, indent=2) + "\n"
    if target:
        check_target(target)
        replace(Path(target), text.encode(), 0o644)
        out.line(target)
    else:
        out.result(text)
    out.talk(_("Give this to your administrator, and read out these words:"))
    show_words(out, request_words(asked))


def check_target(target: str | None) -> None:
    """Raises UsageError where the request would take the place of another file: better before anything is done."""
    if target and Path(target).exists():
        raise UsageError(_("There is a file of that name already."), _("Choose another name."))


def choose_target(given: str | None, person: str) -> str | None:
    """Where the request goes: as given, or a file asked for on a terminal; None is stdout. Ask before anything is
    done. Raises UsageError as `check_target`."""
    from orderdesk.cli.asking import ask
    from orderdesk.cli.desk_access import on_terminal

    if given is None and on_terminal():
        question = _("Save the request to your administrator in which file")
        given = ask(question, f"orderdesk-{person}-request.json")
    check_target(given)
    return given
