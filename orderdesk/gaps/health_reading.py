"""How a health problem in a sentence is read: named of the citizen, denied, or said of somebody else."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal, NamedTuple

from orderdesk.checks.passages import Token
from orderdesk.gaps.health_words import Entries

Reading = Literal["named", "denied", "of_others"]
_REACH: Final = 7  # words before a problem in which a denial counts ("har ikke i den seneste tid haft angst")
_AFTER: Final = 5  # words behind it in which its end may begin ("angsten er nu helt væk")
_PLAIN_GAP: Final = 2  # joiners between two problems of a list ("og også")
_CUT: Final = re.compile(r"[,()–]| - ")
_ASKS: Final = re.compile(r"\s*[:?]")


class Found(NamedTuple):
    """Where a problem stands among the words of its sentence."""

    start: int
    end: int
    topics: tuple[str, ...]


@dataclass(eq=False)
class Clauses:
    """A sentence with the problems in it. `following` is what stands in the next one, for "Angst: nej"."""

    text: str
    tokens: Sequence[Token]
    entries: Entries
    spans: Sequence[Found]
    following: Entries | None = None

    def readings(self) -> list[Reading]:
        """How each span is read, in order. What stands in one list with the problem before it is read as that is."""
        read: list[Reading] = []
        for number, span in enumerate(self.spans):
            before = self.spans[number - 1] if number else None
            if before is not None and self._in_list(before, span):
                read.append(read[-1])
            else:
                read.append(self._reading(number))
        return read

    def _reading(self, number: int) -> Reading:
        if self._is_denied(number):
            return "denied"
        return "of_others" if self._is_of_others(self.spans[number]) else "named"

    @cached_property
    def _cuts(self) -> frozenset[int]:
        """The words that a comma, a bracket or a dash stands before."""
        starts = [token.start for token in self.tokens]
        marks = _CUT.finditer(self.text, starts[0], starts[-1])
        return frozenset([bisect_left(starts, mark.start()) for mark in marks])

    def _in_list(self, before: Found, span: Found) -> bool:
        """Whether only joiners lie between. A comma alone joins single words: "ingen angst, depression eller uro", and
        not "ingen smerter, sover dårligt"."""
        between = range(before.end, span.start)
        if self.entries.any_in("breaks", between):  # "ingen angst og sover dårligt"
            return False
        if len(between) > _PLAIN_GAP or not all(self.entries.length("joiners", at) for at in between):
            return False
        return bool(between) or (span.start in self._cuts and span.end - span.start == 1)

    # Denial

    def _is_denied(self, number: int) -> bool:
        span = self.spans[number]
        denials, others = self._denials(self._clause_start(span.start), span.start)
        denials += self._is_gone(number)
        if denials:
            return (denials + others) % 2 == 1
        return self._is_answered_no()

    def _clause_start(self, end: int) -> int:
        """Where the part of the sentence begins that a denial must stand in: behind the last comma or break."""
        start = max((at for at in self._cuts if at <= end), default=0)
        if start and self._goes_back(start, end):
            start = max((at for at in self._cuts if at < start), default=0)
        for at, length in self.entries.of("breaks").items():
            if start <= at < end:
                start = min(at + length, end)
        return max(start, end - _REACH)

    def _goes_back(self, start: int, end: int) -> bool:
        """Whether a part is the object of the one before ("mener ikke, at ..."), or goes on with its list ("hverken
        trist, stresset eller ...")."""
        if start == end:
            return any(one.start == end and self.entries.length("alternatives", one.end) for one in self.spans)
        before = range(max((at for at in self._cuts if at < start), default=0), start)
        return self.entries.any_in("reporting", before) and self.entries.length("reported", start) > 0

    def _denials(self, start: int, end: int) -> tuple[int, int]:
        """How many words deny what follows them, and how many deny something else ("kan ikke arbejde uden smerter").
        Those within a problem ("kan ikke sove") are part of it."""
        negation, not_denials = self.entries.of("negation"), self.entries.of("not_denials")
        if not negation:
            return (0, 0)
        inside = {place for span in self.spans for place in range(span.start, span.end)}
        denials = others = 0
        first = (0, 0)  # before another problem: "ingen angst og ingen smerter" denies each once
        at = start
        while at < end:
            if at in inside:
                first, denials, others = (denials, others) if denials else first, 0, 0
                at += 1
                continue
            denial, other = negation.get(at, 0), not_denials.get(at, 0)
            if other >= denial and other and at + other <= end:
                others += 1
                at += other
            else:
                denials += bool(denial)
                at += denial or 1
        return (denials, others) if denials else first

    def _is_gone(self, number: int) -> bool:
        """Whether it is told behind the problem that it is over: in the same part, or in one that begins with "men"."""
        gone = self.entries.of("gone")
        if not gone:
            return False
        end = self.spans[number].end
        later = self.spans[number + 1].start if number + 1 < len(self.spans) else len(self.tokens)
        place = end
        while place < min(later, end + _AFTER):
            if place in self._cuts and not self.entries.length("coordinators", place):
                return False
            length = gone.get(place, 0)
            if length and (place + length < later or later == len(self.tokens)):
                return True
            place += 1
        return False

    def _is_answered_no(self) -> bool:
        """Whether the sentence is nothing but the problem, as a question or a heading, and the next one says no."""
        if self.following is None or not self.following.length("answers_no", 0):
            return False
        covered = {place for span in self.spans for place in range(span.start, span.end)}
        bare = all(at in covered or self.entries.length("joiners", at) for at in range(len(self.tokens)))
        return bare and _ASKS.match(self.text, self.tokens[-1].end) is not None

    # Other people

    def _is_of_others(self, span: Found) -> bool:
        behind = range(span.end, min(span.end + 2, len(self.tokens)))
        if self.entries.any_in("others_after", behind):
            return True
        last = max(self._who_has_it(span), default=-1)
        return last >= 0 and not self._back_to_citizen(last, span.start)

    def _who_has_it(self, span: Found) -> Iterator[int]:
        """The places of other people before the problem of whom it can be said. Who is only mentioned ("bor hos sin
        mor", "går tur med hunden") is none of them."""
        for at, length in self.entries.of("whose").items():
            near = at < span.start <= at + length + 2
            if near and not self.entries.any_in("breaks", range(at, span.start)):
                yield at
        for at, length in self.entries.of("others").items():
            if at < span.start and self._has(at, at + length, span.start):
                yield at

    def _has(self, at: int, behind: int, problem: int) -> bool:
        if self.entries.length("relative", behind):
            return True
        if self.entries.length("together_with", behind) and problem - behind <= 3:
            return True
        near = problem - behind <= 1 and problem not in self._cuts
        return self._is_subject(at) and (near or self.entries.any_in("having", range(behind, problem)))

    def _is_subject(self, at: int) -> bool:
        """Whether a part of the sentence begins here, but for words as "hendes gamle"."""
        while at not in self._cuts and at > 0 and self.entries.length("determiners", at - 1):
            at -= 1
        return at == 0 or at in self._cuts or self.entries.length("clause_starts", at - 1) > 0

    def _back_to_citizen(self, other: int, problem: int) -> bool:
        """Whether the sentence has turned to the citizen again: by a word as "selv", or by a new part ("..., og angsten
        fylder meget") that does not go on with what the other person has."""
        for at in range(other + 1, problem):
            if (length := self.entries.length("self", at)) and at + length <= problem:
                return True
            if at in self._cuts and self.entries.length("coordinators", at):
                goes_on = self.entries.length("having", at + 1) or self.entries.length("others", at + 1)
                if not goes_on:
                    return True
        return False
