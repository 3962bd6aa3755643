"""The blank-slate view of an order: only the citizen's own words, and what was agreed.

It holds nothing that a professional judged: no diagnosis, no attendance, no assessment, and not why a wish was not
followed, which is the caseworker's to say. Somebody who is new to the case reads this first.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from orderdesk.desk import index
from orderdesk.desk.desk import Desk
from orderdesk.desk.ordering.alignment import ItemStances, alignments, stances_of, versions_held
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
    versions = versions_held(desk, folded)
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
        stances=stances_of(versions, alignments(desk, folded)),
        agreed=tuple(_agreed(meetings)),
    )


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


def _agreed(meetings: Sequence[Body]) -> list[Agreement]:
    rows = [
        Agreement(body["day"], row["text"], row["owner"], row.get("owner_name") or "", row["by"])
        for body in meetings
        for row in body.get("decisions") or ()
    ]
    return sorted(rows, key=lambda row: (row.day, row.by))
