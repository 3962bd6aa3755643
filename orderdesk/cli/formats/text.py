"""For people: a line for each file, under it what is wrong with it and what to do."""

from orderdesk.cli.findings import FileResult, Summary, printable
from orderdesk.locale import N_, _

_WORDS = {
    "passed": N_("good"),
    "failed": N_("refused"),
    "not_established": N_("whole, but by whom is not established"),
    "unreadable": N_("unreadable"),
}


class TextReporter:
    """Fragments of text in the language in use."""

    separator = ""

    def __init__(self, quiet: bool, *, failed: str = "") -> None:
        """`failed` is another word for what failed, where nobody refused anything."""
        self._quiet = quiet
        self._words = {status: _(word) for status, word in _WORDS.items()}
        self._words["failed"] = failed or self._words["failed"]

    def head(self) -> str:
        """Nothing."""
        return ""

    def fragment(self, result: FileResult) -> str:
        """The file's line; its findings below, each with its code and place."""
        if not result.findings:
            if self._quiet and result.status in ("passed", "not_established"):
                return ""
            return f"{printable(result.path)}: {self._words[result.status]}\n"
        lines = [f"{printable(result.path)}: {self._words[result.status]}"]
        for finding in result.findings:
            place = f" {finding.path}" if finding.path else ""
            said = f"{_(finding.message)} {_(finding.advice)}".rstrip()
            if finding.put_aside:
                said = _("put aside ({reason}): {finding}").format(reason=finding.put_aside, finding=said)
            lines.append(f"  {finding.code}{place}: {said}")
        return "\n".join(lines) + "\n"

    def tail(self, _summary: Summary) -> str:
        """Nothing: the count is talk, and the frame says it on stderr."""
        return ""


def reporter(quiet: bool, codes: dict[str, tuple[str, str]]) -> TextReporter:  # noqa: ARG001 (one signature for all)
    """The reporter for people."""
    return TextReporter(quiet)
