"""What did not get through, or may not have: what cannot be handed over or is not acknowledged, what is missing here or
was refused, and desks that ask for what is not theirs or ask without end. A line opens the post room."""

from collections.abc import Iterator
from typing import Final

from orderdesk.desk.desk import Desk
from orderdesk.desk.mail import hole_reading, outbox, postroom, quarantine, sending_again, silence
from orderdesk.desk.needs.line import Item
from orderdesk.desk.put_aside import is_put_aside
from orderdesk.locale import N_, _


def lines(desk: Desk) -> Iterator[Item]:
    """The lines, in no particular order."""
    for row in outbox.waiting(desk):
        if row.trouble:
            yield Item("post", N_("A document could not be handed over"), "", row.trouble, row.since, "", "post",
                       row.digest, False)  # fmt: skip
    for kept in quarantine.listing(desk):
        yield Item("quarantine", N_("Something arrived that could not be believed"), "", kept.message, kept.since, "",
                   "post", kept.name, False)  # fmt: skip
    yield from _unacknowledged(desk)
    yield from _missing(desk)
    yield from _askers(desk)


def _unacknowledged(desk: Desk) -> Iterator[Item]:
    """One line a document, whoever it went to."""
    told: set[str] = set()
    for one in postroom.outgoing(desk) if silence.silent(desk) else ():
        mark = f"no_receipt {one.digest} {one.attempts}"
        if one.silence and one.digest not in told and not is_put_aside(desk, mark):
            told.add(one.digest)
            yield Item("no_receipt", N_("No receipt has come; it may have arrived all the same"), one.citizen,
                       f"{_(one.kind)} → {one.to}", one.since, "", "post", one.digest, False, mark=mark)  # fmt: skip


_ASKED: Final = N_("A document is missing here and has been asked for")
_GIVEN_UP: Final = N_("A document is missing, and asking has not helped: ring")


def _missing(desk: Desk) -> Iterator[Item]:
    """One line an order, for the first that is missing there."""
    told: set[str] = set()
    for hole in sorted(hole_reading.noted(desk), key=lambda one: (one.state != "given_up", one.since, one.digest)):
        if hole.state not in ("asked", "given_up") or hole.thread in told:
            continue
        told.add(hole.thread)
        one = hole_reading.read(desk, hole)
        yield Item("missing", _GIVEN_UP if one.late else _ASKED, one.citizen, f"{one.what} · {one.who}", one.since, "",
                   "post", one.digest, one.late, thread=one.thread)  # fmt: skip


_OFTEN: Final = N_("A desk goes on asking for what it has been sent: ring them")
_STRANGE: Final = N_("Somebody asked for a document that is not for them: nothing was sent")


def _askers(desk: Desk) -> Iterator[Item]:
    """Again on another day, should they go on."""
    for one in sending_again.askers(desk):
        key = f"{one.org}/{one.person} {one.digest}".strip()
        mark = f"asker {key} {one.last[:10]}"
        if not is_put_aside(desk, mark):
            yield Item("asker", _OFTEN if one.digest else _STRANGE, "", hole_reading.name(desk, one.org, one.person),
                       one.since, "", "post", key, False, mark=mark)  # fmt: skip
