"""What a check needs to know beside the draft: the day, earlier texts, other orders, word lists and limits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from orderdesk.checks.likeness import EarlierText
from orderdesk.checks.wordlists import WordLists

if TYPE_CHECKING:
    from orderdesk.checks.local_files import BrokenFile


@dataclass(frozen=True, slots=True)
class ActiveOrder:
    """Another order that is running for the same citizen. `thread` is its thread, `label` is what may be shown."""

    thread: str
    label: str


@dataclass(frozen=True, slots=True)
class OrderContext:
    """What an order is checked with.

    `earlier` are the desk's other orders, each as `comparable_order` gives it; `active` the citizen's other running
    orders, without the one that is checked. `stale_days`: after how many days a fact must be confirmed anew.
    `minutes_for_goal`: the rule of thumb for how many minutes a week a goal needs. `hardest_lix`: the readability
    figure from which a text is called hard. `longest_words`: from how many words an order is called a case file.
    `like_percent`: from how many percent two texts are called nearly equal. `words`: None for the program's own lists;
    `broken` says why the municipality's are not used.
    """

    today: date
    earlier: Sequence[EarlierText] = ()
    active: Sequence[ActiveOrder] = ()
    words: WordLists | None = None
    broken: "BrokenFile | None" = None
    stale_days: int = 90
    minutes_for_goal: int = 60
    hardest_lix: int = 55
    longest_words: int = 1500
    like_percent: int = 85


@dataclass(frozen=True, slots=True)
class ReportContext:
    """What a report is checked with.

    `previous` is the body of the citizen's report before this one; `earlier` are passages of other citizens' reports,
    as `comparable_passages` gives them, one `EarlierText` a passage. The limits are those of `OrderContext`.
    """

    today: date
    previous: Mapping[str, Any] | None = None
    earlier: Sequence[EarlierText] = ()
    words: WordLists | None = None
    broken: "BrokenFile | None" = None
    hardest_lix: int = 55
    like_percent: int = 85
