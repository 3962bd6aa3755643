"""Running a pack's own examples: facts in, answer out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import ValidationError

from orderdesk.cases.case_file import CASE_TYPE, CaseFile
from orderdesk.gaps.answer import Answer
from orderdesk.gaps.checker import ask, sight_of
from orderdesk.gaps.pack import Example, Expected, Rule
from orderdesk.gaps.reading import days_as_text
from orderdesk.gaps.rule_book import ReadPack, book_of
from orderdesk.locale import N_
from orderdesk.locale.said import Said, said


@dataclass(frozen=True, slots=True)
class Tried:
    """An example that was run. `wrong` says in what the answer is another than the expected one; None where it is as
    expected."""

    rule: str
    name: str
    wrong: Said | None


def run(read: ReadPack) -> Iterator[Tried]:
    """All examples of a pack, each rule by itself."""
    for rule in read.pack.rules:
        for example in rule.examples:
            yield Tried(rule.id, example.name, _wrong(read, rule, example))


def _wrong(read: ReadPack, rule: Rule, example: Example) -> Said | None:
    try:
        case = case_of(read, example)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        return said(N_("The example's case cannot be read: {place}."), place=place)
    book = book_of([read])
    in_force = next(one for one in book.rules if one.rule.id == rule.id)
    as_of = example.as_of or (read.pack.sample.as_of if read.pack.sample else date.min)
    answers = list(ask(in_force, sight_of(case, as_of, book=book)))
    return _compared(answers, example.expect)


def case_of(read: ReadPack, example: Example) -> CaseFile:
    """The example's case: the pack's sample with the example's members in place of its own. Raises ValidationError."""
    sample: Mapping[str, Any] = read.pack.sample.case if read.pack.sample else {}
    whole = {"type": CASE_TYPE, **laid_over(sample, example.case)}
    return CaseFile.model_validate(days_as_text(whole))


def laid_over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """`below` with the members of `above`: tables are joined, everything else takes the place of what was there."""
    joined = dict(below)
    for name, value in above.items():
        under = joined.get(name)
        joined[name] = laid_over(under, value) if isinstance(under, Mapping) and isinstance(value, Mapping) else value
    return joined


def _compared(answers: list[Answer], expect: Expected) -> Said | None:
    if expect.about is not None:
        answers = [one for one in answers if one.key.partition(":")[2] == expect.about]
    if expect.state == "no_answer":
        return said(N_("It answers, though it should not.")) if answers else None
    if not answers:
        return said(N_("It gives no answer."))
    if expect.about is None and len(answers) > 1:
        return said(
            N_("It gives {count} answers; the example must say which one it means (about)."), count=len(answers)
        )
    return _compared_one(answers[0], expect)


def _compared_one(answer: Answer, expect: Expected) -> Said | None:
    found = f"{answer.state} {answer.kind or ''}".strip()
    wanted = f"{expect.state} {expect.kind or ''}".strip()
    if answer.state != expect.state or (expect.kind is not None and answer.kind != expect.kind):
        return said(N_("Expected {wanted}, found {found}."), wanted=wanted, found=found)
    if expect.considered is not None:
        entries = sorted({one.entry for one in answer.considered})
        if entries != sorted(expect.considered):
            return said(N_("Expected that these did not count: {wanted}; found {found}."),
                        wanted=", ".join(expect.considered) or "–", found=", ".join(entries) or "–")  # fmt: skip
    return None
