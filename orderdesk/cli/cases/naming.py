"""Which case, and what in it, is meant by what somebody types. It may be a name, so no message repeats it."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from orderdesk.cli.desk_access import add_passphrase, opened
from orderdesk.cli.output import Output
from orderdesk.errors import InputRefused, NotFound, NotPossible
from orderdesk.locale import _, ngettext

if TYPE_CHECKING:
    from orderdesk.cases.evidence import Evidence
    from orderdesk.desk.desk import Desk


def add_case(parser: ArgumentParser) -> None:
    """The case that is meant."""
    text = _("the case: its short name, its number, the citizen's CPR number or name, or a part of that")
    parser.add_argument("case", metavar="CASE", help=text)


def add_gap(parser: ArgumentParser) -> None:
    """The gap that is meant."""
    parser.add_argument("gap", metavar="GAP", help=_("the gap by its rule, as FLX03, or by its whole key"))


@contextmanager
def municipality(args: Namespace, out: Output) -> Iterator["Desk"]:
    """The desk that `args` name, open. Where a file cannot be read in several places, each is said. Raises NotPossible
    at a provider's desk."""
    from orderdesk.cases.problems import BrokenCase
    from orderdesk.desk.casework.case_files import only_at_the_municipality

    with opened(args) as desk:
        only_at_the_municipality(desk)
        try:
            yield desk
        except BrokenCase as broken:
            if broken.count == 1:
                raise
            for one in broken.problems:
                out.error(one.sentence)
            raise InputRefused(broken.check, _("Nothing was changed."), broken.advice) from None


@contextmanager
def case_meant(args: Namespace, out: Output) -> Iterator[tuple["Desk", str]]:
    """The desk that `args` name, open, and the short name of the case. Raises NotFound, and NotPossible at a
    provider's desk or where several cases could be meant."""
    with municipality(args, out) as desk:
        yield desk, case_named(desk, args.case)


def add_desk_options(parser: ArgumentParser) -> None:
    """The options that every command on a case takes."""
    add_passphrase(parser)


def case_named(desk: "Desk", typed: str) -> str:
    """The short name of the case that is meant: named exactly before by a part of the citizen's name."""
    from orderdesk.desk.casework import case_files

    wanted = typed.strip().casefold()
    rows = dict(case_files.rows(desk))
    if wanted in rows:
        return wanted
    for members in (("number", "cpr"), ("citizen",)):
        found = [case for case, row in rows.items() if wanted and wanted in {row[name].casefold() for name in members}]
        if found:
            return _only(found)
    parts = [case for case, row in rows.items() if wanted and (wanted in row["citizen"].casefold() or wanted in case)]
    if parts:
        return _only(parts)
    there = ngettext("{count} case is on this desk; `orderdesk case list` shows it.",
                     "{count} cases are on this desk; `orderdesk case list` shows them.", len(rows))  # fmt: skip
    empty = _("There are none on this desk yet: `orderdesk case new` opens one, `orderdesk case import` reads some.")
    raise NotFound(_("There is no such case on this desk."), there.format(count=len(rows)) if rows else empty)


def _only(found: list[str]) -> str:
    if len(found) > 1:
        raise NotPossible(
            ngettext("{count} case goes by that.", "{count} cases go by that.", len(found)).format(count=len(found)),
            _("Use the short name; `orderdesk case list` shows it."),
        )
    return found[0]


def gap_named(desk: "Desk", case: str, typed: str) -> str:
    """The key of the gap that is meant: by its whole key, or by its rule where that says one thing of the case. Raises
    NotFound and NotPossible."""
    from orderdesk.desk.casework import gap_reading

    wanted = typed.strip().casefold()
    answers = gap_reading.answers(desk, case).answers
    for names in (_whole_key, _without_pack, _rule_alone):
        found = [one for one in answers if wanted in names(one.key.casefold())]
        if len(found) > 1:
            found = [one for one in found if one.is_open] or found
        if len(found) > 1:
            keys = ", ".join(one.key for one in found)
            raise NotPossible(
                _("The rule says several things of this case."), _("Name one of: {keys}.").format(keys=keys)
            )
        if found:
            return found[0].key
    raise NotFound(_("The rules say nothing of that kind about this case now."), _("`orderdesk gaps CASE` lists all."))


def _whole_key(key: str) -> tuple[str, ...]:
    return (key,)


def _without_pack(key: str) -> tuple[str, ...]:
    return (key.partition("/")[2],)


def _rule_alone(key: str) -> tuple[str, ...]:
    rule = key.partition(":")[0]
    return rule, rule.partition("/")[2]


def paper_named(desk: "Desk", case: str, typed: str) -> "Evidence":
    """The piece of evidence of that id. Raises NotFound with the ids there are."""
    from orderdesk.desk.casework import case_files

    papers = case_files.case_file(desk, case).evidence
    wanted = typed.strip().upper()
    found = next((one for one in papers if one.id == wanted), None)
    if found is None:
        raise NotFound(_("The case has no such evidence."), there_are([one.id for one in papers]))
    return found


def there_are(ids: list[str]) -> str:
    """What there is instead, as advice."""
    return _("There are: {ids}.").format(ids=", ".join(ids)) if ids else _("There is none of that kind yet.")
