"""The same thing fetched again: before a request is sent, what is on file that answers it; and what was fetched again
and again."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from orderdesk.cases.evidence import HEALTH_STATEMENTS, Evidence
from orderdesk.cases.medical import MedicalRequest
from orderdesk.gaps.freshness import overtaken, too_old
from orderdesk.gaps.kinds.evidence import STATEMENTS, kind_name, on_file
from orderdesk.gaps.matters import matters, other_matter
from orderdesk.gaps.outcome import Considered, Outcome, Sight, Used
from orderdesk.gaps.requirements import NotFetchedTwice
from orderdesk.locale import N_
from orderdesk.locale.said import Said, said


def look(asked: NotFetchedTwice, sight: Sight) -> list[Outcome]:
    """An outcome for each request that is prepared or open while the file holds the answer, one for each two open
    requests for the same, and one for each paper fetched time and again."""
    found = [*_requests(asked, sight), *_twins(asked, sight), *_repeats(asked, sight)]
    return found or [Outcome(None, said(N_("Nothing is about to be fetched again.")))]


def answers_on_file(asked: NotFetchedTwice, request: MedicalRequest, sight: Sight) -> list[Evidence]:
    """What is on file, and fresh, that answers a request: the same form on the same matter, or on more."""
    return [
        one for one in sight.known.evidence
        if one.kind == request.form and one.id not in request.evidence and _covers(one.about, request.about)
        and _fresh(asked, one, sight) and not (request.requested and one.received and one.received > request.requested)
    ]  # fmt: skip


def _requests(asked: NotFetchedTwice, sight: Sight) -> Iterator[Outcome]:
    for request in sight.known.requests:
        pending = request.requested is None or request.is_open
        if not pending or request.withdrawn or request.form not in asked.among:
            continue
        there = answers_on_file(asked, request, sight)
        if there and not _wanted_anyway({request.id, *(one.id for one in there)}, sight):
            what = Said(N_("{kind} is asked for again: the file holds one that is fresh."),
                        terms={"kind": kind_name(request.form)})  # fmt: skip
            yield Outcome("duplicate", what, _used(there), _cover(there), request.id)


def _cover(there: Sequence[Evidence]) -> tuple[Considered, ...]:
    """What the papers on file say already, so that a person can see whether the request asks for more."""
    return tuple(
        Considered(one.id, Said(N_("It states: {list}."), lists={"list": [STATEMENTS[name] for name in _stated(one)]}))
        for one in there if _stated(one)
    )  # fmt: skip


def _twins(asked: NotFetchedTwice, sight: Sight) -> Iterator[Outcome]:
    pending = [one for one in sight.known.requests if one.is_open and one.form in asked.among]
    for number, one in enumerate(pending):
        for other in pending[number + 1 :]:
            if one.form == other.form and not other_matter(one.about, other.about):
                what = Said(
                    N_("{kind} has been asked for twice and not answered."), terms={"kind": kind_name(one.form)}
                )
                used = tuple(Used(each.id, said(N_("Asked for on {day}"), day=each.requested)) for each in (one, other)
                             if each.requested)  # fmt: skip
                yield Outcome("duplicate", what, used, about=f"{one.id}+{other.id}")


def _repeats(asked: NotFetchedTwice, sight: Sight) -> Iterator[Outcome]:
    """So many of the same kind on the same matter that state the same, with no health event between them."""
    groups: dict[tuple[str, str], list[Evidence]] = defaultdict(list)
    for one in sight.known.evidence:
        if one.kind in asked.among and one.information_date is not None:
            groups[one.kind, "+".join(sorted(matters(one.about)))].append(one)
    for (kind, about), pieces in groups.items():
        run = _run_of_same(pieces, sight)
        if len(run) >= asked.repeats and not _wanted_anyway({one.id for one in run}, sight):
            what = Said(N_("{kind} has been fetched {times} times and states the same each time."),
                        {"times": len(run)}, {"kind": kind_name(kind)})  # fmt: skip
            yield Outcome("duplicate", what, _used(run), about=f"{kind}.{about}" if about else kind)


def _run_of_same(pieces: Sequence[Evidence], sight: Sight) -> list[Evidence]:
    """The run at the end of which each states what the one before did. Copies of one paper were fetched once."""
    run: list[Evidence] = []
    for one in pieces:
        if run and run[-1].information_date == one.information_date:
            continue
        same = bool(run) and _states_the_same(run[-1], one) and not _event_between(run[-1], one, sight)
        run = [*run, one] if same else [one]
    return run


def _states_the_same(one: Evidence, other: Evidence) -> bool:
    mine, theirs = (
        {name: " ".join(str(getattr(piece.states, name) or "").casefold().split()) for name in HEALTH_STATEMENTS}
        for piece in (one, other)
    )
    same_file = one.file is not None and other.file is not None and one.file.hash == other.file.hash
    return same_file or (mine == theirs and any(mine.values()))


def _event_between(one: Evidence, other: Evidence, sight: Sight) -> bool:
    first, last = one.information_date, other.information_date
    return first is not None and last is not None and any(
        first < event.day <= last and not other_matter(event.about, other.about) for event in sight.known.events
    )  # fmt: skip


def _wanted_anyway(entries: set[str], sight: Sight) -> bool:
    """Whether a person has noted that these together are as they should be: that the request asks for more."""
    return any(
        note.kind == "closed_by" and entries <= {*note.entries} and note.day <= sight.as_of
        for note in sight.known.case.notes
    )


def _fresh(asked: NotFetchedTwice, one: Evidence, sight: Sight) -> bool:
    if one.information_date is None:
        return False
    return not too_old(asked.fresh, one.information_date, sight.on) and not overtaken(
        asked.fresh, one, sight.known.events, sight.on
    )


def _covers(paper: Sequence[str], wanted: Sequence[str]) -> bool:
    return not paper or not wanted or matters(wanted) <= matters(paper)


def _used(pieces: Sequence[Evidence]) -> tuple[Used, ...]:
    return tuple(Used(one.id, on_file(one)) for one in pieces)


def _stated(one: Evidence) -> list[str]:
    return [name for name in HEALTH_STATEMENTS if getattr(one.states, name)]
