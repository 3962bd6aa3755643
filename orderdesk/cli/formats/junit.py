"""JUnit XML, as build servers read it: a suite for each file, a case for each check, so that no count waits for the
end."""

from xml.sax.saxutils import quoteattr

from orderdesk.cli.findings import FileResult, Summary, printable


class JunitReporter:
    """A failed check is a failure with its findings, one that was not made is skipped, an unreadable file an error."""

    separator = ""

    def head(self) -> str:
        """The beginning of the file."""
        return '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="orderdesk">\n'

    def fragment(self, result: FileResult) -> str:
        """One suite."""
        path = quoteattr(printable(result.path))
        cases = [_case(path, result, check.name, check.status, check.message) for check in result.checks]
        named = {check.name for check in result.checks}
        extra = [f for f in result.findings if f.code not in named]
        errors = len(extra) if result.status == "unreadable" else 0
        for finding in extra:
            word = "error" if errors else "failure"
            body = f"<{word} message={quoteattr(_told(finding.path, finding.message, finding.advice))}/>"
            cases.append(f"    <testcase classname={path} name={quoteattr(finding.code)}>{body}</testcase>\n")
        failures = sum(check.status == "failed" for check in result.checks) + len(extra) - errors
        skipped = sum(check.status == "not_checked" for check in result.checks)
        counts = f'tests="{len(cases)}" failures="{failures}" errors="{errors}" skipped="{skipped}"'
        return f"  <testsuite name={path} {counts}>\n{''.join(cases)}  </testsuite>\n"

    def tail(self, _summary: Summary) -> str:
        """The end of the file."""
        return "</testsuites>\n"


def _case(path: str, result: FileResult, name: str, status: str, message: str) -> str:
    start = f"    <testcase classname={path} name={quoteattr(name)}"
    if status == "passed":
        return f"{start}/>\n"
    if status == "not_checked":
        return f"{start}><skipped message={quoteattr(message)}/></testcase>\n"
    standing = (f for f in result.findings if f.code == name and not f.put_aside)
    told = [_told(f.path, f.message, f.advice) for f in standing] or [message]
    return f"{start}><failure message={quoteattr(' '.join(told))}/></testcase>\n"


def _told(path: str, message: str, advice: str) -> str:
    return " ".join(part for part in (path, message, advice) if part)


def reporter(quiet: bool, codes: dict[str, tuple[str, str]]) -> JunitReporter:  # noqa: ARG001 (one signature for all)
    """The reporter of JUnit XML."""
    return JunitReporter()
