"""`orderdesk gaps rules`: the rules with their sources, their validity, and whether a person has verified them."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.gap_checks.books import add_rules, book_of
from orderdesk.cli.issued import add_json, write_json
from orderdesk.cli.main import UsageError
from orderdesk.cli.output import Output
from orderdesk.cli.plain.page import between, joined
from orderdesk.locale import _, ngettext

if TYPE_CHECKING:
    from orderdesk.gaps.rule_book import RuleInForce

WITHOUT_DESK = True


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `gaps rules`."""
    parser.add_argument("pack", metavar="PACK", nargs="?", default="", help=_("only the rules of this pack"))
    parser.add_argument("--unverified", action="store_true", help=_("only rules that no person has verified"))
    add_rules(parser)
    add_json(parser)


def run(args: Namespace, out: Output) -> ExitCode:
    """The rules, pack by pack."""
    book = book_of(args)
    if args.pack and args.pack not in (packs := [read.name.id for read in book.packs]):
        there = _("There are: {packs}.").format(packs=", ".join(packs))
        raise UsageError(_("There is no rule pack {id}.").format(id=ascii(args.pack)), there)
    rules = [one for one in book.rules if args.pack in ("", one.pack.id)]
    rules = [one for one in rules if not (args.unverified and one.rule.verified)]
    if args.json:
        write_json(out, [_object(one) for one in rules])
        return ExitCode.GOOD
    for read in book.packs:
        mine = [one for one in rules if one.pack.id == read.name.id]
        if mine:
            out.line(f"{read.name.id} {read.name.version}: {read.name.title.in_use} ({read.name.digest[:19]})")
            for one in mine:
                _tell(one, out)
    for remark in book.remarks:
        out.talk(remark.sentence)
    unverified = sum(one.rule.verified is None for one in rules)
    out.talk(ngettext("{count} rule, {unverified} not verified by a person.",
                      "{count} rules, {unverified} not verified by a person.", len(rules))
             .format(count=len(rules), unverified=unverified))  # fmt: skip
    return ExitCode.GOOD


def _tell(one: "RuleInForce", out: Output) -> None:
    from orderdesk.gaps.answer import SEVERITIES
    from orderdesk.gaps.freshness import SOURCES

    rule = one.rule
    off = _("switched off") if one.off else ""
    out.line(f"  {rule.id:<7} {joined(rule.title.both.in_use, _(SEVERITIES[rule.severity]), off)}")
    for cited in rule.citations:
        out.line(f"          {_(SOURCES[cited.kind])}: {cited.text}")
    valid = between(_iso(rule.valid.from_), _iso(rule.valid.to))
    verified = _("verified by {who}, {day}").format(who=rule.verified.by, day=rule.verified.day) if (
        rule.verified
    ) else _("no person has verified it")  # fmt: skip
    out.line(f"          {joined(valid, verified)}")
    for changed in one.changed:
        out.line("          " + _("changed by {pack}: {why}").format(
            pack=changed.pack.id, why=changed.change.because.both.in_use))  # fmt: skip


def _iso(day: Any) -> str:
    return day.isoformat() if day else ""


def _object(one: "RuleInForce") -> dict[str, Any]:
    rule = one.rule
    return {
        "rule": one.key,
        "version": rule.version,
        "pack": {"id": one.pack.id, "version": one.pack.version, "digest": one.pack.digest, "local": one.pack.local},
        "title": rule.title.en,
        "severity": rule.severity,
        "valid": {"from": _iso(rule.valid.from_) or None, "to": _iso(rule.valid.to) or None, "by": rule.valid.by},
        "citations": [{"kind": cited.kind, "text": cited.text} for cited in rule.citations],
        "verified": {"by": rule.verified.by, "day": _iso(rule.verified.day)} if rule.verified else None,
        "off": one.off is not None,
        "changed_by": [changed.pack.id for changed in one.changed],
    }
