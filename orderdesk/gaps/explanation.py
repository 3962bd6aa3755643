"""An answer as people read it, in its four parts: what is missing; why; what closes it and who can; what was considered
and why it did not count.

The sentences are in the language in use and as long as they are: whoever shows them breaks the lines. None says that
something was not done, what will be decided, or what it costs the citizen.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from orderdesk.cases.case_file import GapNote
from orderdesk.cases.medical import FORMS
from orderdesk.gaps.answer import SEVERITIES, STATES, Answer, CaseAnswers, Changed
from orderdesk.gaps.freshness import SOURCES
from orderdesk.gaps.outcome import KINDS, Waiting
from orderdesk.gaps.pack import Citation, Rule
from orderdesk.gaps.requirements import Freshness
from orderdesk.gaps.words import ACTIONS, TRACKS, WHO
from orderdesk.locale import _, ngettext
from orderdesk.locale.days import in_figures

Days = Callable[[date], str]


@dataclass(frozen=True, slots=True)
class Passage:
    """One part: its heading, and the sentences below it."""

    heading: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Style:
    """How an explanation writes days, the entry that a fact is from, the one that did not count, and a pack's hash."""

    days: Days = in_figures
    used: Callable[[str], str] = str
    considered: Callable[[str], str] = str
    digest: Callable[[str], str] = str


PLAIN: Final = Style()
"""Entries by their ids, hashes whole."""


def explained(answer: Answer, whole: CaseAnswers, style: Style = PLAIN) -> tuple[Passage, ...]:
    """The four parts of one answer, and what people have noted on it, where they have."""
    days = style.days
    parts = [
        Passage(_("What"), tuple(_what(answer, days))),
        Passage(_("Why"), tuple(_why(answer, whole, style))),
        Passage(_("What closes it, and who can"), tuple(_closing(answer))),
        Passage(_("What was considered, and why it did not count"), tuple(_considered(answer, style))),
    ]
    if answer.notes:
        parts.append(Passage(_("Remarks"), tuple(_note(one, days) for one in answer.notes)))
    return tuple(parts)


def passages_as_text(parts: Iterable[Passage]) -> str:
    """Parts as plain text: each heading, and its sentences indented below it."""
    return "\n\n".join("\n".join([part.heading, *(f"  {one}" for one in part.sentences)]) for part in parts)


def explanation_text(answer: Answer, whole: CaseAnswers, style: Style = PLAIN) -> str:
    """`explained` as plain text."""
    return passages_as_text(explained(answer, whole, style)) + "\n"


def framed(whole: CaseAnswers, days: Days = in_figures) -> tuple[str, ...]:
    """What holds for all answers of a case: the days, the rules of the time and what must be known of them, how many
    answers there are of each state, and how many of their rules a person has verified."""
    as_of, decision = days(whole.as_of), days(whole.decision)
    lines = [_("As of {day}, for a decision on {decision}.").format(day=as_of, decision=decision)]
    if whole.because is not None:
        lines.append(whole.because.told(days))
    if not whole.planned:
        lines.append(_("What will be out of date by the decision can be told once the file gives its day."))
    lines += _regime(whole)
    lines.append(", ".join(f"{count} {_(STATES[state])}" for state, count in whole.counts().items() if count) + ".")
    lines += changed_here(whole)
    unverified = len({(one.pack.id, one.rule.id) for one in whole.answers if one.rule.verified is None})
    if unverified:
        lines.append(
            ngettext(
                "No person has verified {count} rule among these.",
                "No person has verified {count} rules among these.",
                unverified,
            ).format(count=unverified)
        )
    return tuple(lines)


def changed_here(whole: CaseAnswers) -> Iterator[str]:
    """Which of the rules that speak to the case a municipality has switched off, and which it has changed."""
    changed = {f"{one.pack.id}/{one.rule.id}": any(each.change.off for each in one.changed)
               for one in whole.answers if one.changed}  # fmt: skip
    if off := sorted(rule for rule, is_off in changed.items() if is_off):
        yield _("Local policy has switched off: {rules}.").format(rules=", ".join(off))
    if other := sorted(rule for rule, is_off in changed.items() if not is_off):
        yield _("Local policy has changed: {rules}.").format(rules=", ".join(other))


def _what(answer: Answer, days: Days) -> Iterator[str]:
    yield answer.what.told(days)
    words = [_(STATES[answer.state]), _(SEVERITIES[answer.severity])]
    if answer.kind is not None and answer.kind != "not_applicable":
        words.insert(1, _(KINDS[answer.kind]))
    yield " · ".join(words)
    if answer.because is not None:
        yield answer.because.told(days)
    if answer.only_plan_b:
        tracks = ", ".join(dict.fromkeys(_(TRACKS[one.track]) for one in answer.tracks))
        yield _("It is asked for the plan B alone: {tracks}.").format(tracks=tracks)
    if answer.waiting is not None:
        yield from _waiting(answer.waiting, days)


def _waiting(waiting: Waiting, days: Days) -> Iterator[str]:
    whom = waiting.whom or "–"
    if waiting.is_ordered and waiting.due is not None:
        yield _("Documentation on it has been ordered: awaited from {whom} until {day}.").format(
            whom=whom, day=days(waiting.due)
        )
    elif waiting.due is None:
        yield _("Awaited from {whom} ({entry}).").format(whom=whom, entry=waiting.entry)
    else:
        due = days(waiting.due)
        yield _("Awaited from {whom} until {day} ({entry}).").format(whom=whom, day=due, entry=waiting.entry)
    if waiting.next and waiting.next_by is not None:
        yield _("Next: {what}, {day}.").format(what=_(waiting.next), day=days(waiting.next_by))


def _why(answer: Answer, whole: CaseAnswers, style: Style) -> Iterator[str]:
    rule, pack, days = answer.rule, answer.pack, style.days
    yield rule.why.both.in_use
    yield _("Rule {rule}, version {version}: {title}").format(
        rule=f"{pack.id}/{rule.id}", version=rule.version, title=rule.title.both.in_use
    )
    yield from (_citation(one) for one in rule.citations)
    if rule.verified is None:
        yield _("No person has verified this rule.")
    else:
        yield _("Verified by {name} on {day}.").format(name=rule.verified.by, day=days(rule.verified.day))
    yield from length_told(rule)
    yield from changes_told(answer.changed, days)
    yield from (f"{style.used(one.entry)}: {one.what.told(days)}" for one in answer.used)
    yield _("As of {day}, for a decision on {decision}.").format(day=days(whole.as_of), decision=days(whole.decision))
    if whole.because is not None:
        yield whole.because.told(days)
    yield from _regime(whole)
    template = (
        _("Local rule pack {title} {version}, {digest}") if pack.local else _("Rule pack {title} {version}, {digest}")
    )
    yield template.format(title=pack.title.in_use, version=pack.version, digest=style.digest(pack.digest))


def _regime(whole: CaseAnswers) -> Iterator[str]:
    yield _("Rules of {regime}").format(regime=whole.regime.title.in_use)
    if whole.regime.notice is not None:
        yield whole.regime.notice.in_use


def _citation(one: Citation) -> str:
    text = f"{_(SOURCES[one.kind])}: {one.text}"
    return f"{text} ({one.note})" if one.note else text


def length_told(rule: Rule) -> Iterator[str]:
    """How long what a rule asks for counts, and who says so; nothing where nothing limits it."""
    fresh: Freshness | None = getattr(rule.require, "fresh", None)
    if fresh is not None and (length := length_of(fresh)):
        source = ": ".join(part for part in (_(SOURCES[fresh.source]), fresh.source_text) if part)
        yield _("How long it counts: {length} ({source}).").format(length=length, source=source)


def changes_told(changed: Sequence[Changed], days: Days = in_figures) -> Iterator[str]:
    """What a municipality has changed in a rule."""
    for one in changed:
        yield from _changed(one, days)


def length_of(fresh: Freshness) -> str:
    """How long something counts, in the language in use; "" where nothing limits it."""
    parts = []
    if fresh.months is not None:
        parts.append(ngettext("{count} month", "{count} months", fresh.months).format(count=fresh.months))
    if fresh.days is not None:
        parts.append(ngettext("{count} day", "{count} days", fresh.days).format(count=fresh.days))
    if fresh.health_events:
        parts.append(_("until a later diagnosis, admission or treatment is recorded"))
    return ", ".join(parts)


def _changed(one: Changed, days: Days) -> Iterator[str]:
    """What a municipality has changed: from what, to what, why, who and when."""
    change = one.change
    yield _("Changed by local policy ({pack}): {reason} ({who}, {day})").format(
        pack=one.pack.title.in_use, reason=change.because.both.in_use, who=change.decided_by, day=days(change.decided)
    )
    if change.off:
        yield _("Local policy has switched the rule off.")
    if change.severity is not None:
        yield _("Local policy: {now} instead of {before}.").format(
            now=_(SEVERITIES[change.severity]), before=_(SEVERITIES[one.before.severity])
        )
    if change.fresh is not None:
        before: Freshness | None = getattr(one.before.require, "fresh", None)
        yield _("Local policy: {now} instead of {before}.").format(
            now=length_of(change.fresh) or "–", before=(length_of(before) if before else "") or "–"
        )


def _closing(answer: Answer) -> Iterator[str]:
    closing = answer.rule.closing
    yield closing.how.both.in_use
    yield _("Can be done by: {who}.").format(who=", ".join(_(WHO[one]) for one in closing.who))
    if prepared := ACTIONS[closing.action]:
        yield _("The program can prepare: {what}.").format(what=_(prepared))
    if closing.form is not None and (form := FORMS.get(closing.form)) is not None:
        number = " / ".join(part for part in (form.request, form.reply) if part)
        yield _("Form: {number}, {name}.").format(number=number, name=_(form.name))
    if closing.wanted is not None:
        yield _("Wanted: {what}").format(what=closing.wanted.both.in_use)


def _considered(answer: Answer, style: Style) -> Iterator[str]:
    yield from (f"{style.considered(one.entry)}: {one.why.told(style.days)}" for one in answer.considered)
    if answer.counted:
        yield _("Counted: {entries}").format(entries=", ".join(answer.counted))
    if not answer.considered and not answer.counted:
        yield _("Nothing on file was there to be considered.")


def _note(one: GapNote, days: Days) -> str:
    confirmed = _("confirmed: closed by {entries}").format(entries=", ".join(one.entries))
    parts: Sequence[str] = (days(one.day), one.by, confirmed if one.kind == "closed_by" else "", one.text or "")
    return " · ".join(part for part in parts if part)
