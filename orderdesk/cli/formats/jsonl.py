"""A JSON object for each file, one a line: for scripts that read along."""

from json import dumps

from orderdesk.cli.findings import FileResult, Summary
from orderdesk.cli.formats.json import SCHEMA_VERSION, file_object


class JsonLinesReporter:
    """Each line stands for itself and bears the schema's version."""

    separator = ""

    def head(self) -> str:
        """Nothing."""
        return ""

    def fragment(self, result: FileResult) -> str:
        """One line."""
        line = {"schema_version": SCHEMA_VERSION, **file_object(result)}
        return dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n"

    def tail(self, _summary: Summary) -> str:
        """Nothing."""
        return ""


def reporter(quiet: bool, codes: dict[str, tuple[str, str]]) -> JsonLinesReporter:  # noqa: ARG001 (one signature)
    """The reporter of JSON lines."""
    return JsonLinesReporter()
