"""A health problem that the citizen names again and again, with no request and no evidence on it in the file.

What counts as something on it:
- a request that was sent and is open or answered; one that was declined or withdrawn has brought nothing. One that is
  prepared and not sent makes it awaited: somebody has acted, and the doctor has not been asked.
- a paper from those who treat people that says something of it, of whatever age: that a paper is out of date is said by
  the rule that asks for a fresh one. A paper that says that there is no such problem counts from the day the citizen
  first named it: an older one, or one without a day, is no answer to what was said.

Once a person has confirmed on the gap that it was looked into, only what is named on later days counts: it may be that
nothing more is needed, and if it comes back on as many days again, it is asked again.

What was passed over stands in the answer. That a treatment was declined is never asked.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from orderdesk.cases.case_file import GapNote
from orderdesk.cases.evidence import HEALTH_STATEMENTS, Evidence
from orderdesk.cases.history import Conversation
from orderdesk.cases.medical import MedicalRequest
from orderdesk.gaps.health_terms import Mention, mentions, named_in, topic_name
from orderdesk.gaps.kinds.awaited import waiting_for
from orderdesk.gaps.kinds.evidence import is_medical
from orderdesk.gaps.matters import matters
from orderdesk.gaps.outcome import Considered, Outcome, Sight, Used
from orderdesk.gaps.requirements import HealthActedOn
from orderdesk.locale import N_
from orderdesk.locale.said import Said, said
from orderdesk.working_days import after_months

_NOTHING: Final = N_(
    "“{topic}” is named on {count} days from {first} to {last}; no request or evidence on it was found."
)
_BROUGHT_NOTHING: Final = N_(
    "“{topic}” is named on {count} days from {first} to {last}; a request on it brought nothing, nor is there evidence."
)
_PREPARED: Final = N_(
    "“{topic}” is named on {count} days from {first} to {last}; a request on it is prepared and not sent."
)

Told = list[tuple[Conversation, Mention]]


def look(asked: HealthActedOn, sight: Sight) -> list[Outcome]:
    """An outcome for each health problem named on so many days with nothing on it; met where there is none."""
    told = _told(asked, sight)
    found = []
    for topic, mentioned in sorted(told.items()):
        settled = _looked_into(topic, sight)
        named = [
            (one, mention) for one, mention in mentioned
            if mention.reading == "named" and (settled is None or one.day > settled.day)
        ]  # fmt: skip
        if len({one.day for one, _mention in named}) < asked.mentions:
            continue
        since = min(one.day for one, _mention in named)
        if not _something_on(topic, since, sight):
            found.append(_gap(topic, named, (
                *_not_named(topic, mentioned), *_aside(topic, sight), *_settled(topic, sight),
            ), sight))  # fmt: skip
    passed_over = tuple(
        one for topic, mentioned in told.items() for one in (*_not_named(topic, mentioned), *_settled(topic, sight))
    )
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


def _looked_into(topic: str, sight: Sight) -> GapNote | None:
    """The last confirmation, by the day, that a person has looked into it; None where there is none."""
    notes = [
        one for one in sight.known.case.notes
        if one.kind == "closed_by" and one.gap.partition(":")[2] == topic and one.day <= sight.on
    ]  # fmt: skip
    return max(notes, key=lambda one: one.day, default=None)


def _settled(topic: str, sight: Sight) -> Iterator[Considered]:
    """That what was said of it until a day has been looked into, and by whom."""
    if note := _looked_into(topic, sight):
        yield Considered("notes", said(
            N_("“{topic}”: {who} confirmed on {day} that it was looked into; only what is named later counts."),
            topic=topic_name(topic), who=note.by, day=note.day,
        ))  # fmt: skip


def _something_on(topic: str, since: date, sight: Sight) -> bool:
    return any(_asks(topic, one) and _is_on_its_way(one) for one in sight.known.requests) or any(
        is_medical(one) and _is_on(topic, one) and not _too_early_a_no(topic, one, since)
        for one in sight.known.evidence
    )


def _aside(topic: str, sight: Sight) -> Iterator[Considered]:
    """What bears on the problem and does not count, and why."""
    name = topic_name(topic)
    for request in sight.known.requests:
        if _asks(topic, request):
            yield Considered(request.id, said(_stage(request), topic=name))
    for paper in sight.known.evidence:
        if not _is_on(topic, paper):
            continue
        if not is_medical(paper):
            why = said(N_("It names “{topic}”, and is not from those who treat people."), topic=name)
        else:
            why = said(N_("It says that there is no “{topic}”, from before the citizen named it or without a day."),
                       topic=name)  # fmt: skip
        yield Considered(paper.id, why)
    for event in sight.known.events:
        if topic in matters(event.about):
            yield Considered(event.id, said(
                N_("Something on “{topic}” is recorded on {day}; no paper on it was found."), topic=name, day=event.day
            ))  # fmt: skip


def _stage(request: MedicalRequest) -> str:
    if request.withdrawn is not None:
        return N_("A request on “{topic}” was taken back.")
    if request.declined is not None:
        return N_("A request on “{topic}” was declined by the doctor.")
    return N_("A request on “{topic}” is prepared and not sent.")


def _is_on_its_way(request: MedicalRequest) -> bool:
    """Whether the doctor was asked and has not said no: it is open, or its answer came."""
    return request.requested is not None and request.withdrawn is None and request.declined is None


def _is_prepared(request: MedicalRequest) -> bool:
    return request.requested is None and request.withdrawn is None and request.declined is None


def _asks(topic: str, request: MedicalRequest) -> bool:
    return topic in matters(request.about) or any(topic in named_in(text) for text in request.questions)


def _is_on(topic: str, one: Evidence) -> bool:
    return topic in matters(one.about) or any(topic in named_in(text) for text in _statements(one))


def _too_early_a_no(topic: str, one: Evidence, since: date) -> bool:
    """Whether a paper says that the problem is not there, and nobody had named it yet, or it bears no day."""
    read = {mention.reading for text in _statements(one) for mention in mentions(text) if mention.topic == topic}
    if "denied" not in read or "named" in read:
        return False
    day = one.information_date or one.received
    return day is None or day < since


def _statements(one: Evidence) -> Iterator[str]:
    return (text for name in HEALTH_STATEMENTS if (text := getattr(one.states, name)))


def _gap(topic: str, named: Told, aside: tuple[Considered, ...], sight: Sight) -> Outcome:
    days = {one.day for one, _mention in named}
    requests = [one for one in sight.known.requests if _asks(topic, one)]
    prepared = next((one for one in requests if _is_prepared(one)), None)
    template = _PREPARED if prepared else _BROUGHT_NOTHING if requests else _NOTHING
    what = said(template, topic=topic_name(topic), count=len(days), first=min(days), last=max(days))
    used = tuple(Used(one.id, said(N_("{day}: “{quote}”"), day=one.day, quote=mention.quote)) for one, mention in named)
    if prepared is None:
        return Outcome("unacted", what, used, aside, topic)
    return Outcome("awaiting", what, used, aside, topic, waiting_for(prepared, sight))


def _not_named(topic: str, mentioned: Told) -> tuple[Considered, ...]:
    return tuple(
        Considered(one.id, _why_not(topic, mention)) for one, mention in mentioned if mention.reading != "named"
    )


def _why_not(topic: str, mention: Mention) -> Said:
    template = N_("“{topic}” is denied there: “{quote}”") if mention.reading == "denied" else N_(
        "“{topic}” is said of somebody else there: “{quote}”"
    )  # fmt: skip
    return said(template, topic=topic_name(topic), quote=mention.quote)
