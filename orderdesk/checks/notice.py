"""The checks of a notice of absence: it tells what happened and judges nobody. They advise; nothing here stops a
notice, which has to reach the caseworker the same day."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from orderdesk.checks.catalogue import found
from orderdesk.checks.draft import prose
from orderdesk.checks.findings import Finding
from orderdesk.checks.order_wording import judgements
from orderdesk.checks.passages import Passage
from orderdesk.checks.wordlists import WordLists, own_words
from orderdesk.locale import N_

_TEXTS: Final = (("absence", "text"), ("plan",))


def check_absence(body: Mapping[str, Any], words: WordLists | None = None) -> list[Finding]:
    """What the texts of an absence notice (in the shape of `documents.notice.AbsenceNotice`, however half filled) say
    beside the absence. `words`: None for the program's own lists."""
    lists = words or own_words()
    passages = [Passage("$." + ".".join(names), text) for names in _TEXTS if (text := prose(body, *names))]
    languages = lists.language_of(passages)
    return [*_consequences(passages, lists, languages), *judgements("ABS21", passages, lists, languages)]


def _consequences(passages: list[Passage], words: WordLists, languages: tuple[str, ...]) -> Iterator[Finding]:
    """ABS20."""
    for passage in passages:
        if spans := words.spans("sanctions", passage.tokens, languages):
            template = N_("{words}: tell what happened and what you do now. What follows is not for this notice.")
            local = words.local_list(passage.tokens, languages, "sanctions")
            yield found("ABS20", passage.path, template, local=local, words=passage.quote(spans))
