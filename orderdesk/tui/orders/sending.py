"""What the caseworker is told before an order is signed: who gets what."""

from collections.abc import Mapping, Sequence
from typing import Any

from orderdesk.desk import index
from orderdesk.desk.desk import Desk
from orderdesk.desk.people.contacts import Organisation
from orderdesk.desk.wording import words
from orderdesk.locale import _, ngettext

Body = Mapping[str, Any]


def who_gets_what(
    body: Body, providers: Sequence[Organisation], signer: str, changed: Sequence[str] = (), ends: str = ""
) -> str:
    """The order in a few lines, as the question before it is sent shows it. `changed` are the names of the fields that
    an amendment changes, `ends` the provider of the order that this one replaces."""
    lines = [_("To: {who}").format(who=recipients(body, providers)), *_contents(body)]
    if ends:
        lines.append(_("The order with {provider} ends with it.").format(provider=ends))
    if changed:
        lines.append(_("Changed: {fields}").format(fields="; ".join(changed)))
    lines.append(
        _("You sign as {name}. What is sent stays as it is; a later version can change it.").format(name=signer)
    )
    return "\n".join(lines)


def replaced(desk: Desk, body: Body) -> str:
    """The provider of the order that `body` takes the place of; "" where it replaces none."""
    relation = body.get("relation") or {}
    if relation.get("kind") != "replaces":
        return ""
    return str((desk.store.get(index.THREADS, str(relation.get("thread"))) or {}).get("provider_name", ""))


def recipients(body: Body, providers: Sequence[Organisation]) -> str:
    """Who will be able to read the order."""
    provider = body.get("provider") or {}
    preferred = provider.get("preferred_consultant") or {}
    found = next((one for one in providers if one.org == provider.get("org")), None)
    known = found and any(person.person == preferred.get("person") for person in found.people)
    name = provider.get("name", "")
    if known:
        return _("{person} at {provider}, nobody else there").format(person=preferred.get("name", ""), provider=name)
    return _("all consultants at {provider}").format(provider=name)


def _contents(body: Body) -> list[str]:
    citizen = body.get("citizen") or {}
    facts = citizen.get("facts") or []
    health = sum(fact.get("kind") == "health_significance" for fact in facts)
    about = [
        _("name and CPR number"),
        ngettext("{count} fact", "{count} facts", len(facts)).format(count=len(facts)),
        _("{count} of them about health").format(count=health) if health else "",
        _("a safety note") if citizen.get("safety_note") else "",
    ]
    goals, questions = len(body.get("goals") or []), len(body.get("questions") or [])
    wanted = [
        ngettext("{count} goal", "{count} goals", goals).format(count=goals),
        ngettext("{count} question", "{count} questions", questions).format(count=questions),
    ]
    files = [file.get("name", "") for file in body.get("attachments") or []]
    bases = [words("disclosure_basis", row.get("basis")) for row in body.get("disclosure") or []]
    return [
        _("About {citizen}: {what}").format(
            citizen=citizen.get("name", ""), what=", ".join(part for part in about if part)
        ),
        _("Asked for: {what}").format(what=", ".join(wanted)),
        _("Shared on the basis of: {bases}").format(bases=", ".join(bases) or _("nothing stated")),
        *([_("Files named (send them as secure mail): {files}").format(files=", ".join(files))] if files else []),
    ]
