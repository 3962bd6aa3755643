"""What follows from an answer in the order's form: the dates of the reports from the course, a person's name and phone
from the directory. It fills in facts that the desk knows, and only where the caseworker has written nothing else."""

import calendar
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from orderdesk.desk.clocks import Clocks
from orderdesk.desk.people.contacts import Organisation, Person
from orderdesk.tui.form.draft import Draft
from orderdesk.tui.form.paths import Path

_PREFERRED = "provider.preferred_consultant"
_SUBSTITUTE = "placer.substitute"


class Suggestions:
    """Keeps what follows from other answers in step with them. Call `changed` after each change."""

    def __init__(
        self, draft: Draft, providers: Sequence[Organisation], colleagues: Sequence[Person], clocks: Clocks
    ) -> None:
        self._draft = draft
        self._clocks = clocks
        self._providers = {provider.org: provider for provider in providers}
        self._colleagues = {person.person: person for person in colleagues}
        self._last: dict[str, Any] = {}
        for place, value in self._report_dates().items():
            if draft.get(place) == value:
                self._last[place] = value

    def changed(self, path: Path) -> None:
        """Fill in what follows from the value at `path`."""
        followers: dict[Path, Callable[[], None]] = {
            ("course", "start"): self._dates,
            ("course", "end"): self._dates,
            ("provider", "org"): self._provider,
            ("provider", "preferred_consultant", "person"): self._consultant,
            ("provider", "preferred_consultant", "name"): self._consultant_typed,
            ("placer", "substitute", "person"): self._substitute,
        }
        if follow := followers.get(path):
            follow()

    def consultants(self) -> Sequence[Person]:
        """The consultants of the provider that has been chosen."""
        provider = self._providers.get(str(self._draft.get("provider.org") or ""))
        return [one for one in provider.people if "consultant" in one.roles] if provider else []

    def _dates(self) -> None:
        for place, value in self._report_dates().items():
            if self._draft.get(place) in (None, self._last.get(place)):
                self._last[place] = value
                self._draft.set(place, value)

    def _report_dates(self) -> dict[str, str]:
        start, end = _day(self._draft.get("course.start")), _day(self._draft.get("course.end"))
        dates = {}
        if start is not None:
            month_end = date(start.year, start.month, calendar.monthrange(start.year, start.month)[1])
            last = min(month_end, end) if end is not None and end >= start else month_end
            dates["reporting.first_due"] = self._clocks.after("report_due", last).isoformat()
        if start is not None and end is not None and end > start:
            dates["reporting.final_due"] = max(start, self._clocks.before("final_report", end)).isoformat()
            first = dates["reporting.first_due"]
            dates["reporting.first_due"] = min(first, dates["reporting.final_due"])
        return dates

    def _provider(self) -> None:
        provider = self._providers.get(str(self._draft.get("provider.org") or ""))
        self._draft.set("provider.name", provider.name if provider else None)
        self._draft.set("provider.agreement", provider.agreement if provider else None)
        known = {person.person for person in self.consultants()}
        if self._draft.get(f"{_PREFERRED}.person") not in (None, *known):
            self._draft.set(f"{_PREFERRED}.person", None)
            self._draft.set(f"{_PREFERRED}.name", None)

    def _consultant(self) -> None:
        wanted = self._draft.get(f"{_PREFERRED}.person")
        known = {one.person: one.name for one in self.consultants()}
        if wanted in known:
            self._draft.set(f"{_PREFERRED}.name", known[wanted])
        elif self._draft.get(f"{_PREFERRED}.name") in known.values():
            self._draft.set(f"{_PREFERRED}.name", None)

    def _consultant_typed(self) -> None:
        """A name that is typed over the chosen one's means somebody else."""
        wanted, typed = self._draft.get(f"{_PREFERRED}.person"), self._draft.get(f"{_PREFERRED}.name")
        chosen = next((one for one in self.consultants() if one.person == wanted), None)
        if wanted and (chosen is None or chosen.name != typed):
            self._draft.set(f"{_PREFERRED}.person", None)

    def _substitute(self) -> None:
        chosen = self._colleagues.get(str(self._draft.get(f"{_SUBSTITUTE}.person") or ""))
        for member in ("name", "title", "phone", "mail"):
            self._draft.set(f"{_SUBSTITUTE}.{member}", getattr(chosen, member) if chosen else None)


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
