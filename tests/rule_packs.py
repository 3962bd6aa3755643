"""Rules as values: one rule in a book of its own, held against a case."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from case_files import case

from orderdesk.cases.case_file import CaseFile
from orderdesk.gaps.answer import Answer, PackName
from orderdesk.gaps.checker import check
from orderdesk.gaps.pack import Pack
from orderdesk.gaps.rule_book import ReadPack, RuleBook, book_of

AS_OF = date(2025, 10, 1)
FLEX = {"track": "flex_job", "role": "main", "since": "2025-01-01"}


def words(text: str) -> dict[str, str]:
    """A text in both languages."""
    return {"da": f"{text} (da)", "en": text}


def rule_value(require: Mapping[str, Any], **members: Any) -> dict[str, Any]:
    """A rule that asks `require`, with `members` beside or instead of its own."""
    return {
        "id": "FLX01", "title": words("Title"), "why": words("Why"), "severity": "required",
        "citations": [{"kind": "law", "text": "LAB § 118"}], "require": dict(require),
        "closing": {"who": ["caseworker"], "how": words("How")}, **members,
    }  # fmt: skip


def pack_of(*rules: Mapping[str, Any], **head: Any) -> ReadPack:
    """A pack of these rules, for flex jobs unless `head` says otherwise; `changes` go beside the rules."""
    changes = head.pop("changes", [])
    about = {
        "id": "fleksjob",
        "version": "1",
        "title": words("Flex job"),
        "about": words("About"),
        "tracks": ["flex_job"],
    }
    pack = Pack.model_validate({"pack": {**about, **head}, "rules": list(rules), "changes": changes})
    name = PackName(pack.pack.id, pack.pack.version, pack.pack.title.both, "sha256-" + "0a" * 32, pack.pack.local)
    return ReadPack(pack, name)


def book(require: Mapping[str, Any], **members: Any) -> RuleBook:
    """A book of the one rule."""
    return book_of([pack_of(rule_value(require, **members))])


def flex_case(**members: Any) -> CaseFile:
    """A case on its way to a flex job, to be decided on AS_OF."""
    return case(**{"tracks": [FLEX], "decision": {"planned": AS_OF.isoformat()}, **members})


def answers(require: Mapping[str, Any], found: CaseFile, as_of: date = AS_OF, **members: Any) -> tuple[Answer, ...]:
    """What the one rule says of the case."""
    return check(found, book(require, **members), as_of).answers


def answer(require: Mapping[str, Any], found: CaseFile, as_of: date = AS_OF, **members: Any) -> Answer:
    """The only thing it says."""
    said = answers(require, found, as_of, **members)
    assert len(said) == 1, [one.key for one in said]
    return said[0]


def found_in(one: Answer) -> tuple[str, str | None]:
    """State and kind."""
    return one.state, one.kind


def why_not(one: Answer) -> dict[str, str]:
    """What was considered and did not count: entry by its reason in English."""
    return {each.entry: each.why.message for each in one.considered}
