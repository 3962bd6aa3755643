"""The blank-slate view of an order: only the citizen's own words, and what was agreed.

It holds nothing that a professional judged: no diagnosis, no attendance, no assessment, and not why a wish was not
followed, which is the caseworker's to say. Somebody who is new to the case reads this first.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from orderdesk.desk import index
from orderdesk.desk.clock import day_in_denmark
from orderdesk.desk.desk import Desk
from orderdesk.desk.wording import words
from orderdesk.documents.thread import Thread
from orderdesk.locale import _

Body = Mapping[str, Any]
Source = Literal["order", "report", "meeting"]


@dataclass(frozen=True, slots=True)
class Quote:
    """What the citizen said, on a day (ISO). `source` is where it stands; `how` a code of `voice_how` for an order, of
    `view_obtained` for a report, "" for a meeting."""

    day: str
    source: Source
    how: str
    words: str


@dataclass(frozen=True, slots=True)
class Wish:
    """One of the citizen's wishes, and what the order does with it (a code of `wish_outcome`)."""

    rank: int
    words: str
    negotiable: bool
    outcome: str


@dataclass(frozen=True, slots=True)
class StanceOn:
    """Where the citizen stood on a day (ISO), by a code of `stance`, in own words where there are any."""

    day: str
    stance: str
    words: str


@dataclass(frozen=True, slots=True)
class ItemStances:
    """Where the citizen stood on a goal or an activity, oldest first."""

    item: str
    text: str
    history: tuple[StanceOn, ...]

    @property
    def now(self) -> StanceOn:
        """The last of them."""
        return self.history[-1]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Something that was decided at a meeting on `day`, with who does it (a code of `decision_owner`, and a name where
    one is given) and by when (ISO)."""

    day: str
    text: str
    owner: str
    owner_name: str
    by: str


@dataclass(frozen=True, slots=True)
class OwnWords:
    """The view. `declined` says when the citizen was asked and did not wish to say anything; "" otherwise. `alignment`
    is a code of `stance` for the order as a whole, with what is agreed in `alignment_note`."""

    citizen: str
    declined: str
    quotes: tuple[Quote, ...]
    wishes: tuple[Wish, ...]
    alignment: str
    alignment_note: str
    stances: tuple[ItemStances, ...]
    agreed: tuple[Agreement, ...]


def source_said(quote: Quote) -> str:
    """Where and how it was said, translated."""
    match quote.source:
        case "order":
            return words("voice_how", quote.how)
        case "report":
            return _("for the report, {how}").format(how=words("view_obtained", quote.how))
    return words("voice_how", "three_party_meeting")


def own_words(desk: Desk, thread: str) -> OwnWords:
    """Read the order of `thread` in this way. Opens the documents that hold something of it. Raises NotFound."""
    folded = index.thread_of(desk, thread)
    versions = [index.document(desk, digest) for digest in (*folded.earlier, folded.order) if _is_here(desk, digest)]
    versions = versions or [index.document(desk, folded.order)]
    order = versions[-1]["body"]
    meetings = list(_held(desk, folded))
    voice = order["voice"]
    quotes = [*_of_orders(versions), *_of_reports(desk, folded), *_of_meetings(meetings)]
    return OwnWords(
        citizen=order["citizen"]["name"],
        declined=voice["asked"] if voice["status"] == "declined" else "",
        quotes=tuple(sorted(quotes, key=lambda quote: quote.day)),
        wishes=tuple(_wishes(voice)),
        alignment=voice.get("alignment") or "",
        alignment_note=voice.get("alignment_note") or "",
        stances=tuple(_stances(versions, _notices(desk, folded))),
        agreed=tuple(_agreed(meetings)),
    )


def _is_here(desk: Desk, digest: str) -> bool:
    return desk.store.get(index.DOCUMENTS, digest) is not None


def _of_orders(versions: Sequence[Body]) -> Iterator[Quote]:
    """Each thing that was said once, however many versions repeat it."""
    said = set()
    for version in versions:
        voice = version["body"]["voice"]
        if voice["status"] == "given" and voice["own_words"] not in said:
            said.add(voice["own_words"])
            yield Quote(voice["obtained"], "order", voice["how"], voice["own_words"])


def _of_reports(desk: Desk, folded: Thread) -> Iterator[Quote]:
    """Of the reports that count; a draft is not the citizen's yet."""
    for digest, report in folded.reports.items():
        if report.state == "superseded" or report.entry.sub == "draft":
            continue
        view = index.body(desk, digest)["citizen_view"]
        if view["status"] == "given":
            yield Quote(view["day"], "report", view["obtained"], view["quote"])


def _held(desk: Desk, folded: Thread) -> Iterator[Body]:
    for meeting in folded.meetings.values():
        if meeting.state == "held":
            yield index.body(desk, meeting.entry.digest)


def _of_meetings(meetings: Sequence[Body]) -> Iterator[Quote]:
    for body in meetings:
        if body["citizen_remarks"]["status"] == "given":
            yield Quote(body["day"], "meeting", "", body["citizen_remarks"]["words"])


def _wishes(voice: Body) -> list[Wish]:
    rows = [Wish(row["rank"], row["text"], row["negotiable"], row["outcome"]) for row in voice.get("wishes") or ()]
    return sorted(rows, key=lambda wish: wish.rank)


def _notices(desk: Desk, folded: Thread) -> list[dict[str, Any]]:
    """The alignments that were recorded, oldest first."""
    rows = ((digest, desk.store.get(index.DOCUMENTS, digest)) for digest in folded.told)
    told = [index.body(desk, digest) for digest, row in rows if row is not None and row["sub"] == "stances"]
    return sorted(told, key=lambda body: str(body["day"]))


def _stances(versions: Sequence[Body], notices: Sequence[Body]) -> Iterator[ItemStances]:
    """For each goal and activity of the version in force: what the versions said, then what was told since. A stance
    that is only repeated is no news."""
    history: dict[str, list[StanceOn]] = {}
    for day, row in sorted((*_written(versions), *_told(notices)), key=lambda pair: pair[0]):
        so_far = history.setdefault(row["id"], [])
        stance = StanceOn(day, row["stance"], row["words"])
        if not so_far or so_far[-1].stance != stance.stance or stance.words:
            so_far.append(stance)
    order = versions[-1]["body"]
    for item in (*order["goals"], *(order.get("activities") or ())):
        yield ItemStances(item["id"], item["text"], tuple(history.get(item["id"], ())))


def _written(versions: Sequence[Body]) -> Iterator[tuple[str, Body]]:
    for version in versions:
        day = day_in_denmark(datetime.fromisoformat(version["issued"])).isoformat()
        body = version["body"]
        for item in (*body["goals"], *(body.get("activities") or ())):
            yield day, {"id": item["id"], "stance": item.get("stance") or "not_asked", "words": ""}


def _told(notices: Sequence[Body]) -> Iterator[tuple[str, Body]]:
    for body in notices:
        for row in body["stances"]:
            yield body["day"], {"id": row["item"], "stance": row["stance"], "words": row.get("words") or ""}


def _agreed(meetings: Sequence[Body]) -> list[Agreement]:
    rows = [
        Agreement(body["day"], row["text"], row["owner"], row.get("owner_name") or "", row["by"])
        for body in meetings
        for row in body.get("decisions") or ()
    ]
    return sorted(rows, key=lambda row: (row.day, row.by))
