"""Writing down a request to an administrator, and reading it out."""

import json
from pathlib import Path
from typing import Any

from orderdesk.cli.main import UsageError
from orderdesk.cli.output import Output
from orderdesk.locale import _


def write_request(asked: dict[str, Any], target: str | None, out: Output) -> None:
    """Write a request to a file, or to stdout, and say which words to read out. It holds no secret."""
    from orderdesk.desk.fingerprints import words_of
    from orderdesk.durable import replace

    text = json.dumps(asked, ensure_ascii=False, indent=2) + "\n"
    if target:
        if Path(target).exists():
            raise UsageError(_("There is a file of that name already."), _("Choose another name."))
        replace(Path(target), text.encode(), 0o644)
        out.line(target)
    else:
        out.result(text)
    key = signing_key_in(asked)
    out.talk(_("Give this to your administrator, and read out these words:"))
    out.talk(f"  {words_of(key)}")


def signing_key_in(asked: dict[str, Any]) -> str:
    """The signing key that a request names; empty where it names none."""
    member = asked.get("member")
    keys = member.get("keys") if isinstance(member, dict) else None
    listed = keys if isinstance(keys, list) else []
    found = [key for key in listed if isinstance(key, dict) and key.get("use") == "signing"]
    return str(found[-1].get("id") or "") if found else ""
