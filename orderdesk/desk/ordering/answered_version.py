"""Which version of the order a report answers: the one in force, an earlier one, or one that it crossed with."""

from dataclasses import dataclass
from typing import Final

from orderdesk.documents.thread import Thread
from orderdesk.locale import _


@dataclass(frozen=True, slots=True)
class AnsweredVersion:
    """The version that a report answers, 0 where it is none of this order's, and the one in force. `crossed`: a later
    version had been sent when the report was signed."""

    answers: int
    in_force: int
    crossed: bool = False


NONE: Final = AnsweredVersion(0, 0)


def answered_version(folded: Thread, order: str, issued: str, next_issued: str) -> AnsweredVersion:
    """What a report answers that names the version with the digest `order`. `issued` is when it was signed, and
    `next_issued` the version after that one (ISO instants, "" where there is none)."""
    versions = (*folded.earlier, folded.order)
    if order not in versions:
        return AnsweredVersion(0, folded.version)
    behind = len(versions) - 1 - versions.index(order)
    return AnsweredVersion(folded.version - behind, folded.version, bool(behind and next_issued <= issued))


def next_version(folded: Thread, order: str) -> str:
    """The digest of the version after `order`; "" where there is none."""
    versions = (*folded.earlier, folded.order)
    after = versions.index(order) + 1 if order in versions else len(versions)
    return versions[after] if after < len(versions) else ""


def sentence(version: AnsweredVersion) -> str:
    """Which version is answered, as a translated sentence."""
    words = {"version": version.answers, "in_force": version.in_force}
    if not version.answers:
        return _("It names an order that is not this one.")
    if version.answers == version.in_force:
        return _("It answers version {version} of the order, the one in force.").format(**words)
    if version.crossed:
        return _(
            "It answers version {version} of the order, though a later one had been sent: they crossed. Version"
            " {in_force} is in force."
        ).format(**words)
    return _("It answers version {version} of the order; version {in_force} came later and is in force.").format(
        **words
    )


def in_a_column(version: AnsweredVersion) -> str:
    """The same for a list: "1", or "1 (now 2)" where another version is in force."""
    if not version.answers or version.answers == version.in_force:
        return str(version.answers or "")
    return _("{version} (now {in_force})").format(version=version.answers, in_force=version.in_force)
