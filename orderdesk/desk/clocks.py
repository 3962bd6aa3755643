"""The clocks of the work: how long what may take, as data, and what this desk has chosen instead.

The lengths are those of good practice in jobcentre work (domain brief, section 7). None of them is a rule of law: where
a law sets a limit it says so in `kind`. A limit that falls on a day off counts on the next working day (the one before,
where it is reckoned back from an end).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from orderdesk.desk.desk import Desk
from orderdesk.desk.preferences import PREFERENCES
from orderdesk.errors import InputRefused, NotFound
from orderdesk.locale import N_, _, ngettext
from orderdesk.working_days import after_months, after_working_days, is_working_day, working_day_from

Unit = Literal["working_days", "days", "weeks", "months", "times"]
Kind = Literal["law", "practice", "local"]

_KEY = "clocks"
LONGEST: Final[Mapping[Unit, int]] = {"working_days": 60, "days": 180, "weeks": 52, "months": 24, "times": 9}
"""The longest that a clock of each unit can be set to. `times` is a number of repeats and no length of time."""


@dataclass(frozen=True, slots=True)
class Clock:
    """One clock. `purpose` (an English msgid) says what it is for. `kind` is where its length comes from: a law, good
    practice, or this house's own choice. `least` is the shortest it can be set to."""

    id: str
    default: int
    unit: Unit
    purpose: str
    kind: Kind
    least: int = 1


CLOCKS: Final[tuple[Clock, ...]] = (
    Clock("answer_order", 2, "working_days", N_("The provider answers an order; after that it expires"), "practice"),
    Clock("answer", 2, "working_days", N_("Questions, amendments, objections and proposals are answered"), "practice"),
    Clock("receipt", 1, "working_days", N_("A receipt comes for what was sent"), "local"),
    Clock("start_told", 2, "working_days", N_("The provider tells of the start after the planned day"), "local"),
    Clock("absence", 0, "working_days", N_("The caseworker looks at an absence"), "practice", 0),
    Clock("report_read", 2, "working_days", N_("A report is read and acted on"), "practice"),
    Clock("report_red", 7, "days", N_("A report that nobody has acted on turns red"), "practice"),
    Clock("draft_report", 2, "working_days", N_("A draft is looked through, worked on, sent"), "local"),
    Clock("report_due", 5, "working_days", N_("A report comes after its period"), "practice"),
    Clock("final_report", 14, "days", N_("The final report comes before the end"), "practice"),
    Clock("final_notice", 14, "days", N_("The consultant is reminded before the final report is due"), "local"),
    Clock("course_ends", 14, "days", N_("A reminder before a course ends without a decision"), "practice"),
    Clock("meeting", 8, "weeks", N_("Between three-party meetings, where the order does not say"), "practice"),
    Clock("meeting_notice", 14, "days", N_("A reminder before a three-party meeting is due"), "local"),
    Clock("meeting_record", 2, "working_days", N_("A meeting is recorded after its day"), "local"),
    Clock("fact_confirmed", 90, "days", N_("A fact about a citizen is confirmed anew"), "local"),
    Clock("no_contact", 4, "weeks", N_("An alert where no contact with the citizen is known"), "practice"),
    Clock("medical_reminder", 7, "days", N_("Between reminders to a doctor, once the form's own time is over"),
          "practice"),
    Clock("medical_reminders", 3, "times", N_("So many reminders to a doctor, then a telephone call"), "practice"),
    Clock("evidence_read", 5, "working_days", N_("A certificate that came is read and acted on"), "practice"),
    Clock("pension_decision", 3, "months", N_("An early retirement pension is decided after the case is begun"),
          "practice"),
    Clock("pension_notice", 14, "days", N_("A reminder before that decision is due"), "local"),
    Clock("gaps_notice", 28, "days", N_("What is required and open before the day of decision stands on Today"),
          "local"),
)  # fmt: skip

_BY_ID: Final[Mapping[str, Clock]] = {clock.id: clock for clock in CLOCKS}


@dataclass(frozen=True, slots=True)
class Clocks:
    """The clocks as this desk has set them; `chosen` holds those that are not at their default."""

    chosen: Mapping[str, int]

    def length(self, clock: str) -> int:
        """How long, in the clock's own unit. Raises KeyError for what is no clock."""
        return self.chosen.get(clock, _BY_ID[clock].default)

    def after(self, clock: str, start: date) -> date:
        """The last day of the clock that starts on `start`."""
        return after(start, self.length(clock), _BY_ID[clock].unit)

    def before(self, clock: str, end: date) -> date:
        """The day on which the clock begins that runs out on `end`. For clocks of days and weeks."""
        day = end - timedelta(days=self.length(clock) * _DAYS[_BY_ID[clock].unit])  # KeyError for months and times
        while not is_working_day(day):
            day -= timedelta(days=1)
        return day


_DAYS: Final[Mapping[Unit, int]] = {"days": 1, "weeks": 7}


def after(start: date, count: int, unit: Unit) -> date:
    """The day that lies so much after `start`; the next working day where it is none."""
    match unit:
        case "working_days":
            day = after_working_days(start, count)
        case "months":
            day = after_months(start, count)
        case _:
            day = start + timedelta(days=count * _DAYS[unit])
    return working_day_from(day)


def clocks(desk: Desk) -> Clocks:
    """The clocks of this desk."""
    row = desk.store.get(PREFERENCES, _KEY) or {}
    return Clocks({name: length for name, length in row.items() if name in _BY_ID and isinstance(length, int)})


def clock(name: str) -> Clock:
    """The clock of that name. Raises NotFound."""
    if name not in _BY_ID:
        raise NotFound(_("There is no clock {name}.").format(name=ascii(name)), _("`orderdesk clocks` lists them."))
    return _BY_ID[name]


def set_clock(desk: Desk, name: str, length: int) -> None:
    """Let a clock run for `length` of its units on this desk. Raises NotFound, and InputRefused for a length that it
    cannot have."""
    known = clock(name)
    longest = LONGEST[known.unit]
    if not known.least <= length <= longest:
        raise InputRefused(
            "length",
            _("{clock}: {length} is not possible.").format(clock=_(known.purpose), length=in_words(length, known.unit)),
            _("Choose {least} to {longest}.").format(least=known.least, longest=in_words(longest, known.unit)),
        )
    _change(desk, {name: length})


def reset_clock(desk: Desk, name: str) -> None:
    """Give a clock its usual length again. Raises NotFound."""
    _change(desk, {clock(name).id: None})


def _change(desk: Desk, changes: Mapping[str, int | None]) -> None:
    with desk.store.transaction():
        lengths = {**clocks(desk).chosen, **changes}
        kept = {name: value for name, value in lengths.items() if value is not None and value != _BY_ID[name].default}
        desk.store.put(PREFERENCES, _KEY, kept)


def in_words(length: int, unit: Unit) -> str:
    """A length as people say it."""
    match unit:
        case "working_days":
            return ngettext("{count} working day", "{count} working days", length).format(count=length)
        case "weeks":
            return ngettext("{count} week", "{count} weeks", length).format(count=length)
        case "months":
            return ngettext("{count} month", "{count} months", length).format(count=length)
        case "times":
            return ngettext("{count} time", "{count} times", length).format(count=length)
    return ngettext("{count} day", "{count} days", length).format(count=length)


KINDS: Final[Mapping[Kind, str]] = {
    "law": N_("set by law"),
    "practice": N_("good practice"),
    "local": N_("this desk's own choice"),
}
"""Where a clock's length comes from, in words (English msgids)."""


def explained(name: str, length: int) -> str:
    """A sentence about a clock: what it is for, where it comes from, what is usual."""
    known = clock(name)
    usual = _("usually {length}").format(length=in_words(known.default, known.unit))
    parts = [_(known.purpose), _(KINDS[known.kind]), usual if length != known.default else ""]
    return " · ".join(part for part in parts if part)
