"""One case as a screen shows it: the answers of the rules as lines, and its entries section by section."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal, cast

from orderdesk.cases.case_file import CaseFile
from orderdesk.cases.evidence import HEALTH_STATEMENTS, Evidence
from orderdesk.cases.medical import MedicalRequest, ReminderClock, chase
from orderdesk.cases.preparatory import SECTIONS
from orderdesk.cases.soundness import flaws
from orderdesk.desk.casework import case_files, gap_reading
from orderdesk.desk.casework.case_words import entry_names, form_name, words
from orderdesk.desk.casework.entry_drafts import EntryKind, entry_values
from orderdesk.desk.casework.shown import GapLine, Passage, explanation, gap_line
from orderdesk.desk.desk import Desk
from orderdesk.gaps.answer import Answer, CaseAnswers
from orderdesk.gaps.kinds.evidence import STATEMENTS
from orderdesk.locale import N_, _, ngettext
from orderdesk.locale.days import in_words

SectionName = Literal["gaps", "facts", "preparatory", "evidence", "requests", "conversations", "measures", "notes"]
PAGES: Final[Mapping[SectionName, str]] = {
    "gaps": N_("Gaps"),
    "facts": N_("Facts and tracks"),
    "preparatory": N_("Preparatory part"),
    "evidence": N_("Evidence"),
    "requests": N_("Doctor requests"),
    "conversations": N_("Conversations"),
    "measures": N_("Measures, trials"),
    "notes": N_("Notes"),
}
"""The pages of a case, with their names (English msgids, 18 cells at most)."""


@dataclass(frozen=True, slots=True)
class EntryLine:
    """An entry as a list shows it, all words translated. `mark` is "!" where it needs somebody. `entry` is its id, a
    section's code, or "" for the case itself; `day` is what it is sorted by."""

    kind: EntryKind | Literal["notes"]
    entry: str
    mark: str
    day: date | None
    what: str
    detail: str

    @property
    def key(self) -> str:
        """What tells this line from the others of its page."""
        return f"{self.kind} {self.entry} {self.what}"


@dataclass(frozen=True)
class CasePage:
    """A case with its answers as of a day. `amiss` is what in the file does not add up; `rules_amiss` why local policy
    is not used, "" where it is."""

    case: CaseFile
    revision: int
    answers: CaseAnswers
    gaps: tuple[GapLine, ...]
    amiss: tuple[str, ...]
    rules_amiss: str
    reminders: ReminderClock

    @property
    def title(self) -> str:
        """Whose case it is."""
        return self.case.citizen.name

    def lines(self, page: SectionName) -> list[EntryLine]:
        """The entries of a page other than that of the gaps; the latest first where they have days."""
        return list(_LINES[page](self)) if page in _LINES else []

    def tracks_text(self) -> str:
        """The tracks on the day of the question, the main one first."""
        day = self.answers.as_of
        on = [one for one in self.case.tracks if one.since <= day and (one.until is None or one.until >= day)]
        on.sort(key=lambda one: one.role != "main")
        named = (
            _("{track} (plan B)").format(track=words("track", one.track)) if one.role == "plan_b"
            else words("track", one.track)
            for one in on
        )  # fmt: skip
        return " · ".join(named) or _("no track")

    def how_to_close(self, key: str) -> str:
        """What closes the gap of that key, in a sentence; "" where there is none."""
        found = self.answer(key)
        return found.rule.closing.how.both.in_use if found else ""

    def explained(self, key: str) -> tuple[Passage, ...]:
        """The four parts of the answer of that key; nothing where there is none."""
        found = self.answer(key)
        return explanation(found, self.answers, self.case) if found else ()

    def values(self, kind: EntryKind, entry: str) -> dict[str, Any]:
        """An entry as its form holds it; nothing where there is none."""
        return entry_values(self.case, kind, entry)

    def answer(self, key: str) -> Answer | None:
        """The answer of that key."""
        return next((one for one in self.answers.answers if one.key == key), None)


def place_of(action: str, about: str) -> tuple[SectionName, str]:
    """The page of a case that a line of Today is about, and what on it: `about` is an entry's id, a gap's key or ""."""
    if action in PAGES:
        return cast(SectionName, action), about
    return ("gaps" if "/" in about else _PAGE_OF.get(about[:1], "gaps")), about


_PAGE_OF: Final[Mapping[str, SectionName]] = {
    "F": "facts", "E": "evidence", "H": "evidence", "R": "requests", "C": "conversations", "M": "measures",
    "T": "measures",
}  # fmt: skip


def read_page(desk: Desk, case: str, as_of: date | None = None) -> CasePage:
    """The case as of a day (today where none is given). Raises NotFound."""
    kept = case_files.kept(desk, case)
    answers = gap_reading.answers(desk, case, as_of)
    gaps = tuple(gap_line(one, answers, order) for order, one in enumerate(answers.answers))
    broken = gap_reading.book(desk)[1]
    amiss = tuple(one.sentence for one in flaws(kept.file, desk.today()))
    return CasePage(
        kept.file, kept.revision, answers, gaps, amiss, broken.message if broken else "", gap_reading.reminders(desk)
    )


def _facts(page: CasePage) -> Iterator[EntryLine]:
    case = page.case
    parts = [case.citizen.name, case.citizen.cpr, case.number, case.caseworker]
    yield EntryLine("head", "", "", case.opened, _("The case"), " · ".join(part for part in parts if part))
    for track in case.tracks:
        until = _("until {day}").format(day=in_words(track.until)) if track.until else ""
        detail = " · ".join(part for part in (words("track_role", track.role), until, track.reason) if part)
        yield EntryLine("head", "", "", track.since, words("track", track.track), detail)
    decision = case.decision
    for label, day in (
        (N_("Planned decision"), decision.planned), (N_("Team meeting"), decision.team_meeting),
        (N_("Case begun"), decision.begun), (N_("Decided"), decision.decided),
        (N_("Change-over day"), decision.change_over),
    ):  # fmt: skip
        if day is not None:
            yield EntryLine("head", "", "", day, _(label), "")
    for fact in case.facts:
        value = (_("yes") if fact.value else _("no")) if isinstance(fact.value, bool) else str(fact.value)
        detail = " · ".join(part for part in (value, fact.source, fact.text) if part)
        yield EntryLine("facts", fact.id, "", fact.day, words("fact_kind", fact.kind), detail)


def _preparatory(page: CasePage) -> Iterator[EntryLine]:
    filled = {one.section: one for one in page.case.sections}
    for code in SECTIONS:
        one = filled.get(code)
        if one is None:
            yield EntryLine("sections", code, "", None, words("section", code), _("nothing written"))
            continue
        by = ", ".join(dict.fromkeys(words("contributor", who.role) for who in one.by))
        detail = " · ".join(part for part in (by, _start(one.text)) if part)
        yield EntryLine("sections", code, "√" if one.text else "", one.updated, words("section", code), detail)


def _evidence(page: CasePage) -> Iterator[EntryLine]:
    lines = [
        EntryLine("evidence", one.id, "" if one.read and one.acted_on else "!", one.information_date,
                  one.title or words("evidence_kind", one.kind), _evidence_detail(one))
        for one in page.case.evidence
    ]  # fmt: skip
    lines += [
        EntryLine("health_events", one.id, "", one.day, words("health_event", one.kind),
                  " · ".join(part for part in (", ".join(one.about), one.text, one.source) if part))
        for one in page.case.health_events
    ]  # fmt: skip
    yield from _latest_first(lines)


def _evidence_detail(one: Evidence) -> str:
    states = [_(STATEMENTS[name]) for name in HEALTH_STATEMENTS if getattr(one.states, name)]
    read = "" if one.received is None or (one.read and one.acted_on) else (
        _("read, nothing noted on it") if one.read else _("not read")
    )  # fmt: skip
    parts = [one.id, one.author, read, ", ".join(one.about), ", ".join(states), one.file.name if one.file else ""]
    return " · ".join(part for part in parts if part)


def _requests(page: CasePage) -> Iterator[EntryLine]:
    for one in reversed(page.case.requests):
        state, late = _request_state(one, page)
        detail = " · ".join(part for part in (one.id, state, one.to, ", ".join(one.about)) if part)
        yield EntryLine("requests", one.id, "!" if late else "", one.requested, form_name(one.form), detail)


def _request_state(one: MedicalRequest, page: CasePage) -> tuple[str, bool]:
    for template, day in (
        (N_("received {day}"), one.received), (N_("declined {day}"), one.declined),
        (N_("taken back {day}"), one.withdrawn),
    ):  # fmt: skip
        if day is not None:
            return _(template).format(day=in_words(day)), False
    if one.requested is None:
        return _("being prepared, not sent"), False
    found = chase(one, page.reminders)
    if found is None:
        return _("sent, no known time to answer"), False
    late = found.next_by < page.answers.as_of
    return _("due {day}; next: {step}, {by}").format(
        day=in_words(found.due), step=_(found.next), by=in_words(found.next_by)
    ), late


def _conversations(page: CasePage) -> Iterator[EntryLine]:
    yield from _latest_first([
        EntryLine("conversations", one.id, "", one.day,
                  words("conversation_how", one.how) if one.how else _("conversation"),
                  " · ".join(_start(part) for part in (one.health, one.work, one.wishes, one.other) if part))
        for one in page.case.conversations
    ])  # fmt: skip


def _measures(page: CasePage) -> Iterator[EntryLine]:
    lines = [
        EntryLine("measures", one.id, "", one.start, one.name or words("measure", one.kind),
                  " · ".join(part for part in (one.id, _to(one.end), one.provider, _start(one.result)) if part))
        for one in page.case.measures
    ]  # fmt: skip
    for trial in page.case.trials:
        weeks = ngettext("{count} week", "{count} weeks", len(trial.weeks)).format(count=len(trial.weeks))
        tried = ngettext("{count} adjustment", "{count} adjustments", len(trial.adjustments))
        parts = [trial.id, trial.employer, _to(trial.end), weeks, tried.format(count=len(trial.adjustments))]
        lines.append(EntryLine("trials", trial.id, "", trial.start, _("work trial"), " · ".join(p for p in parts if p)))
    yield from _latest_first(lines)


def _notes(page: CasePage) -> Iterator[EntryLine]:
    """What does not add up in the file, then what people have noted, the latest first."""
    for flaw in page.amiss:
        yield EntryLine("notes", "", "!", None, _("Does not add up"), flaw)
    names = entry_names(page.case)
    for at, one in reversed(list(enumerate(page.case.notes))):
        closed = ", ".join(f"{entry} {names.get(entry, '')}".strip() for entry in one.entries)
        confirmed = _("confirmed: closed by {entries}").format(entries=closed) if one.kind == "closed_by" else ""
        detail = " · ".join(part for part in (one.by, confirmed, one.text) if part)
        yield EntryLine("notes", str(at), "", one.day, one.gap, detail)


def _to(day: date | None) -> str:
    return _("until {day}").format(day=in_words(day)) if day else _("under way")


_START: Final = 60


def _start(text: str | None) -> str:
    line = " ".join((text or "").split())
    return line if len(line) <= _START else f"{line[:_START].rstrip()}…"


def _latest_first(lines: list[EntryLine]) -> list[EntryLine]:
    return sorted(lines, key=lambda one: one.day or date.min, reverse=True)


_LINES: Final[Mapping[str, Callable[[CasePage], Iterator[EntryLine]]]] = {
    "facts": _facts, "preparatory": _preparatory, "evidence": _evidence, "requests": _requests,
    "conversations": _conversations, "measures": _measures, "notes": _notes,
}  # fmt: skip
