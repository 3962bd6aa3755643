"""Whom a document of a thread is for, on the other side of the order."""

from collections.abc import Mapping
from typing import Any

from orderdesk.desk.desk import Desk
from orderdesk.desk.issuing import To
from orderdesk.desk.people.responsible import caseworker, consultant, lasting


def for_the_provider(row: Mapping[str, Any], order: Mapping[str, Any], accept: Mapping[str, Any] | None) -> list[To]:
    """Whom at the provider a document is for: the consultant and whoever accepted; before that, whom it was sent to."""
    if accept is None:
        return [To(to["org"], to.get("person", "")) for to in order["to"]]
    people = {consultant(row).get("person", ""), accept["from"]["person"]} - {""}
    return [To(accept["from"]["org"], person) for person in sorted(people)]


def for_colleagues(desk: Desk, row: Mapping[str, Any]) -> list[To]:
    """Who else of the desk's own organisation has a part in the order: the caseworker whom a substitute stands in for,
    and the substitute; the consultant who meets the citizen. Each keeps the whole of it, so that the case can go back
    to whoever had it without anything being sent."""
    holders = [consultant(row)]
    if desk.actor == "C":
        holders = [caseworker(row, desk.today().isoformat()), lasting(row)]
    org, me = desk.settings.org, desk.settings.person
    people = [holder["person"] for holder in holders if holder and holder["org"] == org and holder["person"] != me]
    return [To(org, person) for person in dict.fromkeys(people)]


def for_the_municipality(desk: Desk, row: Mapping[str, Any], order: Mapping[str, Any]) -> list[To]:
    """Whom at the municipality a document is for: who has the case now, who has it otherwise, and the substitute."""
    org = order["from"]["org"]
    substitute = (order["body"]["placer"].get("substitute") or {}).get("person", "")
    people = [caseworker(row, desk.today().isoformat()).get("person") or order["from"]["person"]]
    people += [stays["person"]] if (stays := lasting(row)) else []
    if substitute and desk.trust.member(org, substitute) is not None:
        people.append(substitute)
    return [To(org, person) for person in dict.fromkeys(people)]
