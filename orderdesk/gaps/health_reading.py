"""How a health problem in a sentence is read: named of the citizen, denied, or said of somebody else."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

from orderdesk.checks.passages import Token
from orderdesk.gaps.health_words import Terms

Reading = Literal["named", "denied", "of_others"]
_REACH: Final = 7  # words before a problem in which a denial counts ("har ikke i den seneste tid haft angst")
_AFTER: Final = 5  # words behind it in which its end may begin ("angsten er nu helt væk")
_PLAIN_GAP: Final = 2  # joiners between two problems of a list ("og også")
_CUT: Final = re.compile(r"[,()–]| - ")
_ASKS: Final = re.compile(r"\s*[:?]")


@dataclass(frozen=True, slots=True)
class Found:
    """Where a problem stands among the words of its sentence."""

    start: int
    end: int
    topics: tuple[str, ...]


@dataclass(frozen=True)
class Clauses:
    """A sentence with the problems in it. `following` is the next sentence, for "Angst: nej"."""

    text: str
    tokens: Sequence[Token]
    following: Sequence[Token]
    spans: Sequence[Found]
    words: Terms

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
        return frozenset(
            at for at in range(1, len(self.tokens))
            if _CUT.search(self.text, self.tokens[at - 1].end, self.tokens[at].start)
        )  # fmt: skip

    def _in_list(self, before: Found, span: Found) -> bool:
        """Whether only joiners lie between. A comma alone joins single words: "ingen angst, depression eller uro", and
        not "ingen smerter, sover dårligt"."""
        between = range(before.end, span.start)
        if self.words.any_in("breaks", self.tokens, between):  # "ingen angst og sover dårligt"
            return False
        if len(between) > _PLAIN_GAP or not all(self.words.length("joiners", self.tokens, at) for at in between):
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
        for at in range(start, end):
            length = self.words.length("breaks", self.tokens, at)
            if length:
                start = min(at + length, end)
        return max(start, end - _REACH)

    def _goes_back(self, start: int, end: int) -> bool:
        """Whether a part is the object of the one before ("mener ikke, at ..."), or goes on with its list ("hverken
        trist, stresset eller ...")."""
        if start == end:
            return any(
                one.start == end and self.words.length("alternatives", self.tokens, one.end) for one in self.spans
            )
        before = range(max((at for at in self._cuts if at < start), default=0), start)
        reports = self.words.any_in("reporting", self.tokens, before)
        return reports and self.words.length("reported", self.tokens, start) > 0

    def _denials(self, start: int, end: int) -> tuple[int, int]:
        """How many words deny what follows them, and how many deny something else ("kan ikke arbejde uden smerter").
        Those within a problem ("kan ikke sove") are part of it."""
        inside = {place for span in self.spans for place in range(span.start, span.end)}
        denials = others = 0
        first = (0, 0)  # before another problem: "ingen angst og ingen smerter" denies each once
        at = start
        while at < end:
            if at in inside:
                first, denials, others = (denials, others) if denials else first, 0, 0
                at += 1
                continue
            denial = self.words.length("negation", self.tokens, at)
            other = self.words.length("not_denials", self.tokens, at)
            if other >= denial and other and at + other <= end:
                others += 1
                at += other
            else:
                denials += bool(denial)
                at += denial or 1
        return (denials, others) if denials else first

    def _is_gone(self, number: int) -> bool:
        """Whether it is told behind the problem that it is over: in the same part, or in one that begins with "men"."""
        end = self.spans[number].end
        later = self.spans[number + 1].start if number + 1 < len(self.spans) else len(self.tokens)
        place = end
        while place < min(later, end + _AFTER):
            if place in self._cuts and not self.words.length("coordinators", self.tokens, place):
                return False
            length = self.words.length("gone", self.tokens, place)
            if length and (place + length < later or later == len(self.tokens)):
                return True
            place += 1
        return False

    def _is_answered_no(self) -> bool:
        """Whether the sentence is nothing but the problem, as a question or a heading, and the next one says no."""
        covered = {place for span in self.spans for place in range(span.start, span.end)}
        bare = all(at in covered or self.words.length("joiners", self.tokens, at) for at in range(len(self.tokens)))
        asks = bare and _ASKS.match(self.text, self.tokens[-1].end)
        return bool(asks) and self.words.length("answers_no", self.following, 0) > 0

    # Other people

    def _is_of_others(self, span: Found) -> bool:
        behind = range(span.end, min(span.end + 2, len(self.tokens)))
        if self.words.any_in("others_after", self.tokens, behind):
            return True
        last = max(self._who_has_it(span), default=-1)
        return last >= 0 and not self._back_to_citizen(last, span.start)

    def _who_has_it(self, span: Found) -> Iterator[int]:
        """The places of other people before the problem of whom it can be said. Who is only mentioned ("bor hos sin
        mor", "går tur med hunden") is none of them."""
        for at in range(span.start):
            length = self.words.length("whose", self.tokens, at)
            if (
                length
                and span.start - at - length <= 2
                and not self.words.any_in("breaks", self.tokens, range(at, span.start))
            ):
                yield at
                continue
            length = self.words.length("others", self.tokens, at)
            if length and self._has(at, at + length, span.start):
                yield at

    def _has(self, at: int, behind: int, problem: int) -> bool:
        if self.words.length("relative", self.tokens, behind):
            return True
        if self.words.length("together_with", self.tokens, behind) and problem - behind <= 3:
            return True
        near = problem - behind <= 1 and problem not in self._cuts
        return self._is_subject(at) and (near or self.words.any_in("having", self.tokens, range(behind, problem)))

    def _is_subject(self, at: int) -> bool:
        """Whether a part of the sentence begins here, but for words as "hendes gamle"."""
        while at not in self._cuts and at > 0 and self.words.length("determiners", self.tokens, at - 1):
            at -= 1
        return at == 0 or at in self._cuts or self.words.length("clause_starts", self.tokens, at - 1) > 0

    def _back_to_citizen(self, other: int, problem: int) -> bool:
        """Whether the sentence has turned to the citizen again: by a word as "selv", or by a new part ("..., og angsten
        fylder meget") that does not go on with what the other person has."""
        for at in range(other + 1, problem):
            if (length := self.words.length("self", self.tokens, at)) and at + length <= problem:
                return True
            if at in self._cuts and self.words.length("coordinators", self.tokens, at):
                goes_on = self.words.length("having", self.tokens, at + 1) or self.words.length(
                    "others", self.tokens, at + 1
                )
                if not goes_on:
                    return True
        return False
