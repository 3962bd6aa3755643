"""All checks that look at an order, a report and a notice of absence: code, severity, title, why it matters, and what
to do.

Codes are stable: a code that is retired is not used again. Those up to 19 block sending; those from 20 on advise and
can be put aside.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from orderdesk.checks.findings import Finding, Severity


@dataclass(frozen=True, slots=True)
class Check:
    """One check as `--list-codes`, `--explain` and the help screen show it. The texts are English and translatable."""

    code: str
    severity: Severity
    title: str
    why: str
    advice: str


def catalogue() -> tuple[Check, ...]:
    """Every check, those of orders first, then reports, then notices."""
    from orderdesk.checks.notice_catalogue import NOTICE_CHECKS
    from orderdesk.checks.order_catalogue import ORDER_CHECKS
    from orderdesk.checks.report_catalogue import REPORT_CHECKS

    return (*ORDER_CHECKS, *REPORT_CHECKS, *NOTICE_CHECKS)


def explain(code: str) -> Check | None:
    """The check with `code`, in whatever case it is typed; None where there is none."""
    return next((check for check in catalogue() if check.code == code.strip().upper()), None)


ADVISES_FROM: Final = 20


def severity_of(code: str) -> Severity:
    """Whether `code` blocks or advises, read from its number; a shape finding (no number) blocks."""
    number = code[3:]
    return "advise" if number.isdigit() and int(number) >= ADVISES_FROM else "block"


def found(
    code: str,
    path: str,
    template: str,
    terms: Mapping[str, str] | None = None,
    local: str = "",
    **values: str | int | date,
) -> Finding:
    """A finding of the check `code` at `path`, with the severity that the catalogue gives it."""
    return Finding(code, severity_of(code), path, template, values, terms or {}, local)
