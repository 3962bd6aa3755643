"""The rules in force on this desk: the packs that come with the program, with what local packs add and change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from orderdesk.errors import InputRefused
from orderdesk.gaps.answer import Changed, PackName
from orderdesk.gaps.pack import Pack, Rule, RuleChange, Track
from orderdesk.locale import N_, _
from orderdesk.locale.said import Said, said


@dataclass(frozen=True, slots=True)
class RuleInForce:
    """A rule with its pack, as local packs have changed it. `off` is the change that switches it off."""

    key: str
    rule: Rule
    pack: PackName
    tracks: tuple[Track, ...]
    changed: tuple[Changed, ...] = ()

    @property
    def off(self) -> Changed | None:
        """The change that switches the rule off; None where it is asked."""
        return next((one for one in self.changed if one.change.off), None)


@dataclass(frozen=True, slots=True)
class ReadPack:
    """A pack as it was read, with its name and digest."""

    pack: Pack
    name: PackName


@dataclass(frozen=True)
class RuleBook:
    """The rules. `unknown` are changes of rules that no pack has; `idle` those of a length in rules that have none."""

    packs: tuple[ReadPack, ...]
    rules: tuple[RuleInForce, ...]
    unknown: tuple[RuleChange, ...] = ()
    idle: tuple[RuleChange, ...] = ()

    @cached_property
    def requirements(self) -> Mapping[str, object]:
        """What each rule asks, by its key."""
        return {one.key: one.rule.require for one in self.rules}

    @property
    def remarks(self) -> list[Said]:
        """What people must know of the municipality's changes that come to nothing."""
        unknown = [said(N_("A local pack changes {rule}, which no pack has."), rule=one.rule) for one in self.unknown]
        template = N_("A local pack sets a length of time for {rule}, which asks for none.")
        return [*unknown, *(said(template, rule=one.rule) for one in self.idle)]

    def rule(self, key: str) -> RuleInForce | None:
        """The rule of that key (pack/rule), or of that id alone; None where there is none."""
        return next((one for one in self.rules if key in (one.key, one.rule.id)), None)


def book_of(packs: Sequence[ReadPack]) -> RuleBook:
    """The rules of these packs, each changed as the later packs say. Raises InputRefused for two packs of one name: the
    second would silently take the place of the first."""
    rules: dict[str, RuleInForce] = {}
    unknown: list[RuleChange] = []
    idle: list[RuleChange] = []
    names = [read.name.id for read in packs]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise InputRefused(
            "pack",
            _("There are two rule packs called {id}.").format(id=twice),
            _("Give the municipality's own pack an id of its own; it changes rules of another pack under [[changes]]."),
        )
    for read in packs:
        for rule in read.pack.rules:
            key = f"{read.name.id}/{rule.id}"
            rules[key] = RuleInForce(key, rule, read.name, tuple(read.pack.pack.tracks))
    for read in packs:
        for change in read.pack.changes:
            if change.rule not in rules:
                unknown.append(change)
                continue
            if change.fresh is not None and not _has_length(rules[change.rule].rule):
                idle.append(change)
            rules[change.rule] = _with(rules[change.rule], read.name, change)
    return RuleBook(tuple(packs), tuple(rules.values()), tuple(unknown), tuple(idle))


def _has_length(rule: Rule) -> bool:
    return "fresh" in type(rule.require).model_fields


def _with(rule: RuleInForce, pack: PackName, change: RuleChange) -> RuleInForce:
    updates: dict[str, object] = {} if change.severity is None else {"severity": change.severity}
    if change.fresh is not None and _has_length(rule.rule):
        updates["require"] = rule.rule.require.model_copy(update={"fresh": change.fresh})
    new = rule.rule.model_copy(update=updates) if updates else rule.rule
    return RuleInForce(rule.key, new, rule.pack, rule.tracks, (*rule.changed, Changed(pack, change, rule.rule)))
