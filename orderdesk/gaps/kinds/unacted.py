"""A health problem that the citizen names again and again, with no request and no evidence on it in the file."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from orderdesk.cases.evidence import HEALTH_STATEMENTS, Evidence
from orderdesk.cases.history import Conversation
from orderdesk.cases.medical import MedicalRequest
from orderdesk.gaps.health_terms import Mention, mentions, named_in, topic_name
from orderdesk.gaps.kinds.evidence import is_medical
from orderdesk.gaps.matters import matters
from orderdesk.gaps.outcome import Considered, Outcome, Sight, Used
from orderdesk.gaps.requirements import HealthActedOn
from orderdesk.locale import N_
from orderdesk.locale.said import Said, said
from orderdesk.working_days import after_months

Told = list[tuple[Conversation, Mention]]


def look(asked: HealthActedOn, sight: Sight) -> list[Outcome]:
    """An outcome for each health problem named on so many days; met where each of them has something on it: a request
    that was sent, or a paper from those who treat people."""
    told = _told(asked, sight)
    found = []
    for topic, mentioned in sorted(told.items()):
        days = {one.day for one, mention in mentioned if mention.reading == "named"}
        if len(days) >= asked.mentions and not _something_on(topic, sight):
            found.append(_gap(topic, mentioned, days, _aside(topic, sight)))
    passed_over = tuple(
        Considered(one.id, _why_not(topic, mention))
        for topic, mentioned in told.items() for one, mention in mentioned if mention.reading != "named"
    )  # fmt: skip
    return found or [Outcome(None, said(N_("Each health problem named again and again has something on it.")), (),
                             passed_over)]  # fmt: skip


def _told(asked: HealthActedOn, sight: Sight) -> Mapping[str, Told]:
    first = after_months(sight.on, -asked.within_months) if asked.within_months else date.min
    told: dict[str, Told] = defaultdict(list)
    for one in sight.known.conversations:
        if one.day < first:
            continue
        for text in (one.health, one.work, one.wishes, one.other):
            for mention in mentions(text) if text else ():
                told[mention.topic].append((one, mention))
    return told


def _something_on(topic: str, sight: Sight) -> bool:
    return any(_is_sent(one) and _asks(topic, one) for one in sight.known.requests) or any(
        is_medical(one) and _is_on(topic, one) for one in sight.known.evidence
    )


def _aside(topic: str, sight: Sight) -> Iterator[Considered]:
    """What bears on the problem and does not count, and why."""
    name = topic_name(topic)
    for request in sight.known.requests:
        if not _is_sent(request) and _asks(topic, request):
            yield Considered(request.id, said(N_("A request on “{topic}” is not on its way."), topic=name))
    for paper in sight.known.evidence:
        if not is_medical(paper) and _is_on(topic, paper):
            why = said(N_("It names “{topic}”, and is not from those who treat people."), topic=name)
            yield Considered(paper.id, why)
    for event in sight.known.events:
        if topic in matters(event.about):
            yield Considered(event.id, said(
                N_("Something on “{topic}” is recorded on {day}; no paper on it was found."), topic=name, day=event.day
            ))  # fmt: skip


def _is_sent(request: MedicalRequest) -> bool:
    return request.requested is not None and request.withdrawn is None


def _asks(topic: str, request: MedicalRequest) -> bool:
    return topic in matters(request.about) or any(topic in named_in(text) for text in request.questions)


def _is_on(topic: str, one: Evidence) -> bool:
    if topic in matters(one.about):
        return True
    return any(topic in named_in(text) for name in HEALTH_STATEMENTS if (text := getattr(one.states, name)))


def _gap(topic: str, mentioned: Told, days: set[date], aside: Iterator[Considered]) -> Outcome:
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
    return Outcome("unacted", what, used, (*considered, *aside), topic)


def _why_not(topic: str, mention: Mention) -> Said:
    template = N_("“{topic}” is denied there: “{quote}”") if mention.reading == "denied" else N_(
        "“{topic}” is said of somebody else there: “{quote}”"
    )  # fmt: skip
    return said(template, topic=topic_name(topic), quote=mention.quote)
