"""One JSON object for the whole run, as schemas/validate-result.v1.json says, written file by file."""

from json import dumps
from typing import Any

from orderdesk.cli.findings import FileResult, Summary, printable

SCHEMA_VERSION = 1


def file_object(result: FileResult) -> dict[str, Any]:
    """One member of `files`."""
    return {
        "path": printable(result.path),
        "status": result.status,
        **dict(result.facts),
        "checks": [{"name": check.name, "status": check.status, "message": check.message} for check in result.checks],
        "findings": [
            {
                "code": finding.code,
                "path": finding.path,
                "message": f"{finding.message} {finding.advice}".strip(),
                "severity": finding.severity,
                **({"put_aside": finding.put_aside} if finding.put_aside else {}),
            }
            for finding in result.findings
        ],
    }


class JsonReporter:
    """`schema_version`, `files`, then the counts and the status of the whole, which are known last."""

    separator = ",\n"

    def head(self) -> str:
        """The beginning of the object."""
        return f'{{"schema_version":{SCHEMA_VERSION},"files":[\n'

    def fragment(self, result: FileResult) -> str:
        """One file on one line."""
        return dumps(file_object(result), ensure_ascii=False, separators=(",", ":"))

    def tail(self, summary: Summary) -> str:
        """The counts and the status."""
        counts = {"files": summary.files, **summary._asdict()}
        return f'\n],"summary":{dumps(counts, separators=(",", ":"))},"status":"{summary.status}"}}\n'


def reporter(quiet: bool, codes: dict[str, tuple[str, str]]) -> JsonReporter:  # noqa: ARG001 (one signature for all)
    """The reporter of one JSON object."""
    return JsonReporter()
