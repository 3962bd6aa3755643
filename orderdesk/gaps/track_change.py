"""Another track for a case: what of the file can be used again there, what is new, and what is not asked any more.

The file is not touched; whether to change track is for people.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from orderdesk.cases.case_file import CaseFile, CaseTrack, Decision
from orderdesk.cases.medical import ReminderClock
from orderdesk.documents.order import TrackCode
from orderdesk.gaps.answer import Answer, CaseAnswers
from orderdesk.gaps.checker import check
from orderdesk.gaps.rule_book import RuleBook


@dataclass(frozen=True, slots=True)
class TrackChange:
    """`reused` are the answers on the new track that entries of the file close, and `entries` those entries, each with
    the rules that it serves; `new` are the answers there that need somebody and are not asked now; `still` those that
    needed somebody before too; `dropped` the answers of today that are not asked there. `now` and `then` are the whole.
    """

    track: TrackCode
    reused: tuple[Answer, ...]
    entries: dict[str, tuple[str, ...]]
    new: tuple[Answer, ...]
    still: tuple[Answer, ...]
    dropped: tuple[Answer, ...]
    now: CaseAnswers
    then: CaseAnswers


def change_track(
    case: CaseFile, track: TrackCode, book: RuleBook, as_of: date, reminders: ReminderClock | None = None
) -> TrackChange:
    """What another main track would mean for the file as it is known on a day."""
    ask = partial(check, book=book, as_of=as_of, reminders=reminders)
    now, then = ask(case), ask(on_track(case, track, as_of))
    asked_now = {one.key: one for one in now.answers}
    asked_then = {one.key for one in then.answers}
    reused = tuple(one for one in then.answers if one.state == "closed" and one.counted)
    opened = [one for one in then.answers if one.is_open]
    return TrackChange(
        track, reused, _by_entry(reused), tuple(one for one in opened if one.key not in asked_now),
        tuple(one for one in opened if one.key in asked_now),
        tuple(one for one in now.answers if one.key not in asked_then), now, then,
    )  # fmt: skip


def on_track(case: CaseFile, track: TrackCode, day: date) -> CaseFile:
    """The same case with `track` as its main one, and none beside it, from `day`; what was before is kept as past."""
    past = [one for one in case.tracks if one.since < day and not (one.until and one.until < day)]
    ended = [one.model_copy(update={"until": date.fromordinal(day.toordinal() - 1)}) for one in past]
    gone = [one for one in case.tracks if one.until and one.until < day]
    main = CaseTrack.model_construct(track=track, role="main", since=day, until=None, reason=None)
    return case.model_copy(update={"tracks": [*gone, *ended, main], "decision": _undecided(case.decision, day)})


def _undecided(decision: Decision, day: date) -> Decision:
    """The decision of the new track is to come, whatever was decided on the old one."""
    if decision.decided is None or decision.decided > day:
        return decision
    return decision.model_copy(update={"decided": None, "planned": None, "team_meeting": None})


def _by_entry(answers: Sequence[Answer]) -> dict[str, tuple[str, ...]]:
    served: dict[str, list[str]] = {}
    for one in answers:
        for entry in one.counted:
            served.setdefault(entry, []).append(one.key)
    return {entry: tuple(keys) for entry, keys in sorted(served.items())}
