"""A health problem that the citizen names again and again, with no request and no evidence on it in the file."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from orderdesk.cases.evidence import HEALTH_STATEMENTS, Evidence
from orderdesk.cases.history import Conversation
from orderdesk.gaps.health_terms import Mention, mentions, named_in, topic_name
from orderdesk.gaps.outcome import Considered, Outcome, Sight, Used
from orderdesk.gaps.requirements import HealthActedOn
from orderdesk.locale import N_
from orderdesk.locale.said import Said, said
from orderdesk.working_days import after_months

Told = list[tuple[Conversation, Mention]]


def look(asked: HealthActedOn, sight: Sight) -> list[Outcome]:
    """An outcome for each health problem named on so many days; met where each of them has something on it."""
    told = _told(asked, sight)
    found = []
    for topic, mentioned in told.items():
        days = {one.day for one, mention in mentioned if mention.reading == "named"}
        if len(days) >= asked.mentions and not _something_on(topic, sight):
            found.append(_gap(topic, mentioned, days))
    passed_over = tuple(
        Considered(one.id, _why_not(topic, mention))
        for topic, mentioned in told.items() for one, mention in mentioned if mention.reading != "named"
    )  # fmt: skip
    return found or [Outcome(None, said(N_("Each health problem named again and again has something on it.")), (),
                             passed_over)]  # fmt: skip


def _told(asked: HealthActedOn, sight: Sight) -> Mapping[str, Told]:
    first = after_months(sight.as_of, -asked.within_months) if asked.within_months else date.min
    told: dict[str, Told] = defaultdict(list)
    for one in sight.known.conversations:
        if one.day < first:
            continue
        for text in (one.health, one.work, one.wishes, one.other):
            for mention in mentions(text) if text else ():
                told[mention.topic].append((one, mention))
    return told


def _something_on(topic: str, sight: Sight) -> bool:
    return any(topic in one.about for one in sight.known.requests) or any(
        _is_on(topic, one) for one in sight.known.evidence
    )


def _is_on(topic: str, one: Evidence) -> bool:
    if topic in (name.casefold() for name in one.about) or topic in named_in(" ".join(one.about)):
        return True
    return any(topic in named_in(text) for name in HEALTH_STATEMENTS if (text := getattr(one.states, name)))


def _gap(topic: str, mentioned: Told, days: set[date]) -> Outcome:
    what = said(
        N_("“{topic}” is named on {count} days from {first} to {last}; no request or evidence on it was found."),
        topic=topic_name(topic), count=len(days), first=min(days), last=max(days),
    )  # fmt: skip
    used = tuple(
        Used(one.id, said(N_("{day}: “{quote}”"), day=one.day, quote=mention.quote))
        for one, mention in mentioned if mention.reading == "named"
    )  # fmt: skip
    considered = tuple(
        Considered(one.id, _why_not(topic, mention)) for one, mention in mentioned if mention.reading != "named"
    )
    return Outcome("unacted", what, used, considered, topic)


def _why_not(topic: str, mention: Mention) -> Said:
    template = N_("“{topic}” is denied there: “{quote}”") if mention.reading == "denied" else N_(
        "“{topic}” is said of somebody else there: “{quote}”"
    )  # fmt: skip
    return said(template, topic=topic_name(topic), quote=mention.quote)
