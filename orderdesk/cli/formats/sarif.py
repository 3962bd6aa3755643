"""SARIF 2.1.0 (OASIS), as code-scanning services read it: the findings, with the codes as rules."""

from json import dumps
from urllib.parse import quote

from orderdesk import __version__
from orderdesk.cli.findings import FileResult, Summary, printable

_LEVELS = {"block": "error", "advise": "warning"}


class SarifReporter:
    """One run; a result for each finding."""

    separator = ",\n"

    def __init__(self, codes: dict[str, tuple[str, str]]) -> None:
        self._rules = [
            {"id": code, "shortDescription": {"text": asks}, "help": {"text": advice}}
            for code, (asks, advice) in codes.items()
        ]

    def head(self) -> str:
        """The run with its tool, up to the first result."""
        driver = {"name": "orderdesk", "version": __version__, "rules": self._rules}
        return (
            '{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{"tool":'
            f'{dumps({"driver": driver}, ensure_ascii=False)},"columnKind":"unicodeCodePoints","results":[\n'
        )

    def fragment(self, result: FileResult) -> str:
        """The file's findings."""
        uri = quote(printable(result.path).replace("\\", "/"))
        return self.separator.join(
            dumps(
                {
                    "ruleId": finding.code,
                    "level": _LEVELS[finding.severity],
                    "message": {"text": f"{finding.message} {finding.advice}".strip()},
                    "locations": [_location(uri, finding.path)],
                    **({"suppressions": [_suppression(finding.put_aside)]} if finding.put_aside else {}),
                },
                ensure_ascii=False,
                separators=(",", ":"),
            )
            for finding in result.findings
        )

    def tail(self, summary: Summary) -> str:
        """Whether all files could be read."""
        successful = "false" if summary.unreadable else "true"
        return f'\n],"invocations":[{{"executionSuccessful":{successful}}}]}}]}}\n'


def _suppression(reason: str) -> dict[str, str]:
    """What was put aside outside the file, with the reason (SARIF 2.1.0, 3.35)."""
    return {"kind": "external", "justification": reason}


def _location(uri: str, path: str) -> dict[str, object]:
    location: dict[str, object] = {"physicalLocation": {"artifactLocation": {"uri": uri}}}
    return {**location, "logicalLocations": [{"fullyQualifiedName": path}]} if path else location


def reporter(quiet: bool, codes: dict[str, tuple[str, str]]) -> SarifReporter:  # noqa: ARG001 (one signature for all)
    """The reporter of SARIF."""
    return SarifReporter(codes)
