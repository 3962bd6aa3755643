"""From what a person types to the order, report or draft that is meant: the beginning of its id, or the citizen's name.

What was typed may be a name, so no message repeats it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from orderdesk.desk import drafts, index, listing
from orderdesk.desk.desk import Desk
from orderdesk.desk.mail import holes, outbox, quarantine
from orderdesk.errors import NotFound, NotPossible
from orderdesk.locale import _, ngettext

_SHORTEST = 4  # characters of an id: fewer would be a name


@dataclass(frozen=True, slots=True)
class Named:
    """Something that can be meant: its id and the citizen's name."""

    id: str
    citizen: str


def order(desk: Desk, typed: str) -> str:
    """The thread of the order that is meant. Raises NotFound, or NotPossible where several could be."""
    return _one(typed, _threads(desk))


def report(desk: Desk, typed: str) -> str:
    """The digest of the report that is meant, superseded versions too when their id is typed."""
    newest = [Named(row.digest, row.citizen) for row in listing.reports(desk) if row.digest]
    return _one(typed, newest, [Named(digest, "") for digest in _all_reports(desk)])


def draft(desk: Desk, typed: str, kind: drafts.Kind) -> str:
    """The id of the draft of that kind that is meant."""
    return _one(typed, _drafts(desk, kind))


def order_or_draft(desk: Desk, typed: str) -> tuple[str, str]:
    """The order or the draft of one that is meant: (thread, "") or ("", draft). By name an amendment's draft is not
    meant, for its order is."""
    named = [Named(d.id, "" if d.thread else d.label) for d in drafts.listing(desk, "order")]
    found = _one(typed, [*_threads(desk), *named])
    return (found, "") if found.startswith("urn:") else ("", found)


def report_or_draft(desk: Desk, typed: str) -> tuple[str, str]:
    """The report or the draft of one that is meant: (digest, "") or ("", draft)."""
    newest = [Named(row.digest or row.draft, row.citizen) for row in listing.reports(desk)]
    found = _one(typed, newest, [Named(digest, "") for digest in _all_reports(desk)])
    return (found, "") if found.startswith("sha256-") else ("", found)


def in_quarantine(kept: Sequence[quarantine.Kept], typed: str) -> str:
    """The name of the thing in quarantine that is meant, by the beginning of its name."""
    return _one(typed, [Named(one.name, "") for one in kept])


def on_its_way(desk: Desk, typed: str) -> str:
    """The digest of the document on its way that is meant, by its beginning."""
    return _one(typed, [Named(row.digest, "") for row in outbox.waiting(desk)])


def missing(desk: Desk, typed: str) -> str:
    """The digest of the missing document that is meant, by its beginning."""
    return _one(typed, [Named(hole.digest, "") for hole in holes.holes(desk)])


def _threads(desk: Desk) -> list[Named]:
    return [Named(key, row["citizen"]) for key, row in desk.store.rows(index.THREADS) if row.get("citizen")]


def _all_reports(desk: Desk) -> list[str]:
    return [report["digest"] for _thread, row in desk.store.rows(index.THREADS) for report in row["reports"]]


def _drafts(desk: Desk, kind: drafts.Kind) -> list[Named]:
    return [Named(found.id, found.label) for found in drafts.listing(desk, kind)]


def _one(typed: str, candidates: Sequence[Named], by_id: Iterable[Named] = ()) -> str:
    wanted = typed.strip().casefold()
    ids = {named.id for named in (*candidates, *by_id) if len(wanted) >= _SHORTEST and _begins(named.id, wanted)}
    found = ids or _by_name(wanted, candidates)
    if not found:
        raise NotFound(_("Nothing on this desk goes by that id or name."), _("The lists show what there is."))
    if len(found) > 1:
        raise NotPossible(
            ngettext("{count} goes by that.", "{count} go by that.", len(found)).format(count=len(found)),
            _("Write more of the id; the lists show it."),
        )
    return found.pop()


def _by_name(wanted: str, candidates: Sequence[Named]) -> set[str]:
    """Whole names before parts of names: "Ida Holm" means her, though there is an Ida Holmgaard."""
    if not wanted:
        return set()
    whole = {named.id for named in candidates if named.citizen.casefold() == wanted}
    return whole or {named.id for named in candidates if wanted in named.citizen.casefold()}


def _begins(identity: str, wanted: str) -> bool:
    return identity.startswith(wanted) or identity.removeprefix("urn:uuid:").removeprefix("sha256-").startswith(wanted)
