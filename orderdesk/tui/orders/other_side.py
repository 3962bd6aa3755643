"""The other side of an order: whom to ring there, and why their desk did not take it."""

from typing import Any

from orderdesk.desk import index
from orderdesk.desk.desk import Desk
from orderdesk.desk.ordering.order_reading import OrderReading
from orderdesk.desk.people import contacts, responsible
from orderdesk.locale import _

AT_MOST = 3
"""People named where nobody has taken the order yet; two rows of 80 columns hold them."""


def whom_to_ring(desk: Desk, reading: OrderReading) -> str:
    """For the provider the caseworker who has the case now, with the direct phone; for the caseworker the consultant
    who meets the citizen, before that the one who asked or declined, else the one who was asked for, else the
    provider's consultants. Empty where nobody is known."""
    row = desk.store.get(index.THREADS, reading.thread) or {}
    if desk.actor == "P":
        said = index.body(desk, responsible.caseworker(row, desk.today().isoformat()).get("digest") or row["order"])
        worker = said.get("caseworker") or said["placer"]["caseworker"]
        return _reach(worker.get("name"), worker.get("phone"), worker.get("mail"), worker.get("reachable"))
    if current := responsible.consultant(row):
        consultant = index.body(desk, current["digest"])["consultant"]
        return _reach(consultant.get("name"), consultant.get("phone"), consultant.get("mail"))
    spoke = reading.question or reading.decline
    return _people(desk, reading.body["provider"], spoke.who if spoke is not None else "")


def _people(desk: Desk, provider: dict[str, Any], who: str) -> str:
    found = next((one for one in contacts.providers(desk) if one.org == provider.get("org")), None)
    consultants = [one for one in found.people if "consultant" in one.roles] if found else []
    preferred = provider.get("preferred_consultant") or {}
    asked = [one for one in consultants if one.name == who]
    asked = asked or [one for one in consultants if preferred.get("person") in (None, one.person)] or consultants
    if len(asked) == 1:
        return _reach(asked[0].name, asked[0].phone, asked[0].mail, str(provider.get("name", "")))
    named = "; ".join(_reach(one.name, one.phone) for one in asked[:AT_MOST])
    return _reach(str(provider.get("name", "")), named)


def why_undeliverable(desk: Desk, reading: OrderReading) -> str:
    """What their desk said when it refused the order, and what can be done now; empty for any other state."""
    if reading.state != "undeliverable":
        return ""
    receipts = [entry for entry in index.entries_of(desk, reading.thread) if entry.kind == "receipt"]
    fatal = [index.body(desk, entry.digest) for entry in receipts if entry.sub == "fatal"]
    reason = str((fatal[-1].get("text") or fatal[-1].get("check") or "") if fatal else "")
    said = (
        _("Their desk did not take it: {reason}").format(reason=reason) if reason else _("Their desk did not take it.")
    )
    if desk.actor == "P":
        return said
    return (
        said + "\n" + _("Nobody there has read it. Put it right with F3, which begins the next version, or ring them.")
    )


def _reach(*parts: str | None) -> str:
    return " · ".join(part for part in parts if part)
