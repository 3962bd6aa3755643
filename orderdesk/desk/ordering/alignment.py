"""Expectation alignment (forventningsafstemning): where the citizen stands on each goal and activity of an order, and
has stood. What the order's versions say comes first, then what was told since."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from orderdesk.desk import index
from orderdesk.desk.clock import day_in_denmark
from orderdesk.desk.desk import Desk
from orderdesk.documents.thread import Thread

Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class StanceOn:
    """Where the citizen stood on a day (ISO), by a code of `stance`, in own words where there are any. `how` is a code
    of `voice_how`; "" for what stands in the order itself."""

    day: str
    stance: str
    words: str
    how: str = ""


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

    @property
    def newest_first(self) -> tuple[StanceOn, ...]:
        """The history as it is read: what holds now on top."""
        return self.history[::-1]


def alignment(desk: Desk, thread: str) -> tuple[ItemStances, ...]:
    """Each goal and activity of the version in force with the citizen's stances. Opens the order's versions and the
    notices of this kind. Raises NotFound where this desk does not hold the order."""
    folded = index.thread_of(desk, thread)
    return stances_of(versions_held(desk, folded), alignments(desk, folded))


def versions_held(desk: Desk, folded: Thread) -> list[dict[str, Any]]:
    """The order's versions that this desk holds, as documents, the one in force last."""
    held = [digest for digest in folded.earlier if desk.store.get(index.DOCUMENTS, digest) is not None]
    return [index.document(desk, digest) for digest in (*held, folded.order)]


def alignments(desk: Desk, folded: Thread) -> list[dict[str, Any]]:
    """The bodies of the alignments that were recorded, oldest first."""
    rows = ((digest, desk.store.get(index.DOCUMENTS, digest)) for digest in folded.told)
    told = [index.body(desk, digest) for digest, row in rows if row is not None and row["sub"] == "stances"]
    return sorted(told, key=lambda body: str(body["day"]))


def stances_of(versions: Sequence[Body], notices: Sequence[Body]) -> tuple[ItemStances, ...]:
    """For each goal and activity of the last of `versions`: what the versions said, then what was told since. A stance
    that is only repeated is no news."""
    history: dict[str, list[StanceOn]] = {}
    for item, stance in sorted((*_written(versions), *_told(notices)), key=lambda pair: pair[1].day):
        so_far = history.setdefault(item, [])
        if not so_far or so_far[-1].stance != stance.stance or stance.words:
            so_far.append(stance)
    order = versions[-1]["body"]
    items = (*order["goals"], *(order.get("activities") or ()))
    return tuple(ItemStances(item["id"], item["text"], tuple(history.get(item["id"], ()))) for item in items)


def _written(versions: Sequence[Body]) -> Iterator[tuple[str, StanceOn]]:
    """What each version says anew. An amendment repeats what stood before; that is not the citizen speaking again."""
    before: dict[str, str] = {}
    for version in versions:
        day = day_in_denmark(datetime.fromisoformat(version["issued"])).isoformat()
        body = version["body"]
        for item in (*body["goals"], *(body.get("activities") or ())):
            stance = item.get("stance") or "not_asked"
            if before.get(item["id"]) != stance:
                before[item["id"]] = stance
                yield item["id"], StanceOn(day, stance, "")


def _told(notices: Sequence[Body]) -> Iterator[tuple[str, StanceOn]]:
    for body in notices:
        for row in body["stances"]:
            yield row["item"], StanceOn(body["day"], row["stance"], row.get("words") or "", body["how"])
