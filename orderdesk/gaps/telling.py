"""An answer as scripts read it, from the answer as the checker gives it."""

from datetime import date

from orderdesk.gaps import machine_answer as told
from orderdesk.gaps.answer import Answer, CaseAnswers, Changed, PackName
from orderdesk.gaps.outcome import Considered, Used, Waiting
from orderdesk.gaps.requirements import Freshness
from orderdesk.locale.said import Both


def answer_told(answer: Answer, whole: CaseAnswers) -> told.AnswerTold:
    """In English, whatever the language in use."""
    closing = answer.rule.closing
    return told.AnswerTold(
        key=answer.key, state=answer.state, kind=answer.kind, severity=answer.severity,
        tracks=[told.TrackTold(track=one.track, role=one.role) for one in answer.tracks],
        as_of=whole.as_of.isoformat(), decision=whole.decision.isoformat(),
        what=told.WhatTold(
            message=answer.what.message, because=answer.because.message if answer.because else None,
            waiting=_waiting(answer.waiting),
        ),
        why=_why(answer, whole),
        closing=told.ClosingTold(
            how=closing.how.en, who=list(closing.who), action=closing.action, form=closing.form,
            documentation=closing.documentation, wanted=closing.wanted.en if closing.wanted else None,
        ),
        considered=[_entry(one) for one in answer.considered], counted=list(answer.counted),
        notes=[
            told.NoteTold(kind=one.kind, day=one.day.isoformat(), by=one.by, entries=list(one.entries), text=one.text)
            for one in answer.notes
        ],
    )  # fmt: skip


def pack_told(pack: PackName) -> told.PackTold:
    """Which pack, with its digest."""
    return told.PackTold(
        id=pack.id, version=pack.version, title=pack.title.en, digest=pack.digest, local=pack.local
    )  # fmt: skip


def _why(answer: Answer, whole: CaseAnswers) -> told.WhyTold:
    rule, verified = answer.rule, answer.rule.verified
    by_whom = f"Verified by {verified.by} on {verified.day}." if verified else "No person has verified this rule."
    return told.WhyTold(
        explanation=rule.why.en,
        rule=told.RuleTold(id=f"{answer.pack.id}/{rule.id}", version=rule.version, title=rule.title.en),
        pack=pack_told(answer.pack),
        citations=[told.CitationTold(kind=one.kind, text=one.text, note=one.note) for one in rule.citations],
        verified=told.VerifiedTold(by=verified.by, day=verified.day.isoformat()) if verified else None,
        verification=by_whom,
        freshness=_fresh(getattr(rule.require, "fresh", None)),
        used=[_entry(one) for one in answer.used],
        local_changes=[_change(one) for one in answer.changed],
        regime=whole.regime.id, notice=_english(whole.regime.notice),
    )  # fmt: skip


def _english(text: Both | None) -> str | None:
    return text.en if text else None


def _entry(one: Used | Considered) -> told.EntryTold:
    what = one.what if isinstance(one, Used) else one.why
    return told.EntryTold(entry=one.entry, message=what.message)


def _waiting(one: Waiting | None) -> told.WaitingTold | None:
    if one is None:
        return None
    return told.WaitingTold(
        entry=one.entry, whom=one.whom, due=_iso(one.due), next=one.next or None, next_by=_iso(one.next_by)
    )  # fmt: skip


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _fresh(one: Freshness | None) -> told.FreshnessTold | None:
    if one is None:
        return None
    return told.FreshnessTold(
        months=one.months, days=one.days, attention_months=one.attention_months, health_events=one.health_events,
        source=one.source, source_text=one.source_text,
    )  # fmt: skip


def _change(one: Changed) -> told.ChangeTold:
    change = one.change
    return told.ChangeTold(
        pack=pack_told(one.pack), off=change.off, severity=change.severity, severity_before=one.before.severity,
        fresh=_fresh(change.fresh), fresh_before=_fresh(getattr(one.before.require, "fresh", None)),
        because=change.because.en, decided_by=change.decided_by, decided=change.decided.isoformat(),
    )  # fmt: skip
