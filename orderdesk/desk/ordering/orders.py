"""Composing, sending and amending orders: the caseworker's half of the exchange."""

import uuid
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from orderdesk.checks.context import ActiveOrder, OrderContext
from orderdesk.checks.findings import Finding
from orderdesk.checks.likeness import EarlierText
from orderdesk.checks.order import check_order
from orderdesk.checks.wordlists import WordLists
from orderdesk.desk import drafts, index, local_policy
from orderdesk.desk.addressing import for_colleagues
from orderdesk.desk.bodies import pruned
from orderdesk.desk.clocks import clocks
from orderdesk.desk.desk import Desk
from orderdesk.desk.drafts import Draft
from orderdesk.desk.issuing import Issued, To, issue
from orderdesk.desk.ordering import replacing
from orderdesk.desk.ordering.earlier import Other
from orderdesk.desk.ordering.replies import other_side
from orderdesk.documents.order_table import COURSE, ENDINGS
from orderdesk.documents.parties import REFUSALS
from orderdesk.errors import DeskUnavailable, NotFound, NotPossible
from orderdesk.locale import _

Body = dict[str, Any]


def new_draft(desk: Desk, base: Mapping[str, Any] | None = None) -> Draft:
    """Start an order: an empty form with what the desk knows, or a copy of `base` with its versions left behind."""
    body: Body = deepcopy(dict(base)) if base else _blank(clocks(desk).length("meeting"))
    for gone in _OF_A_VERSION:
        body.pop(gone, None)
    if str(body.get("answer_by") or "9") < desk.today().isoformat():
        body.pop("answer_by")  # the earlier order's day
    body["placer"] = {**body.get("placer", {}), **placer(desk)}
    return drafts.create(desk, uuid.uuid4().hex, "order", body)


def amendment_draft(desk: Desk, thread: str) -> Draft:
    """Start the next version of an order that is on its way or running, from the version in force."""
    folded = index.thread_of(desk, thread)
    if refusal := folded.refusal("amend"):
        raise NotPossible(_(refusal))
    if existing := drafts.find(desk, "order", thread):
        return existing
    left_out = (*_OF_A_VERSION, "answer_by")  # the earlier day to answer by has its own clock
    body = {name: value for name, value in index.body(desk, folded.order).items() if name not in left_out}
    return drafts.create(desk, uuid.uuid4().hex, "order", body, thread=thread, about=folded.order)


def placer(desk: Desk) -> Body:
    """Who places the order, from the desk owner's own entry in the directory."""
    member = desk.trust.member(desk.settings.org, desk.settings.person)
    contact: Body = {"person": desk.settings.person, "name": desk.settings.name}
    if member is None:
        return {"municipality": desk.settings.org_name, "caseworker": contact}
    contact |= {name: value for name in ("title", "phone", "mail") if (value := getattr(member, name))}
    return {"municipality": desk.settings.org_name, "unit": member.unit or "", "caseworker": contact}


def check(desk: Desk, body: Mapping[str, Any], *, thread: str = "", words: WordLists | None = None) -> list[Finding]:
    """What an order still needs (blocks) and what would make it better (advises), the gravest first in form order.
    `words` are looked up in the place of the desk's own lists."""
    draft = pruned(dict(body))
    words, broken = (words, None) if words else local_policy.words(desk)
    context = OrderContext(
        today=desk.today(), earlier=_earlier(desk, draft, thread), active=_active(desk, draft, thread),
        words=words, broken=broken, stale_days=clocks(desk).length("fact_confirmed"),
    )  # fmt: skip
    return check_order(draft, context)


def send(desk: Desk, draft_id: str) -> Issued:
    """Sign and send a draft. Raises NotPossible with the first thing that stands in the way; the draft stays."""
    draft = drafts.load(desk, draft_id)
    blocking = [finding for finding in check(desk, draft.body, thread=draft.thread) if finding.severity == "block"]
    if blocking:
        raise NotPossible(
            _("The order was not sent: {reason}").format(reason=blocking[0].sentence),
            _("The draft is kept. Run the check to see all that is missing."),
        )
    body = _finished(desk, pruned(draft.body), draft.thread)
    if draft.thread and _same_but_for_version(draft.body, body, index.body(desk, body["replaces"])):
        raise NotPossible(_("Nothing has been changed since the version in force."), _("The draft is kept."))
    provider = body["provider"]
    if draft.thread and provider["org"] != index.thread_of(desk, draft.thread).provider:
        raise NotPossible(*(_(sentence) for sentence in REFUSALS["provider"]))
    to = _readers(desk, provider, draft.thread)
    old = replacing.replaced_by(body, index.body(desk, body["replaces"]) if draft.thread else None)
    if refusal := replacing.refusal(desk, old):
        raise NotPossible(refusal, _("The draft is kept. Say on its last page what it does about the other order."))
    with desk.store.transaction():
        issued = issue(
            desk, "order", body, to=to, thread=draft.thread,
            along=lambda _digest: drafts.sent(desk, draft_id),
        )  # fmt: skip
        if old:
            replacing.tell(desk, old, issued.thread, (body["relation"].get("reason") or ""))
    return issued


def _readers(desk: Desk, provider: Body, thread: str) -> list[To]:
    """Whom the order is for: the consultant who is asked for, or all of them; once it has been taken on, whoever meets
    the citizen now. And the own colleagues who have a part in the case."""
    folded = index.thread_of(desk, thread) if thread else None
    if folded is not None and folded.accepted:
        return other_side(desk, folded)
    preferred = (provider.get("preferred_consultant") or {}).get("person", "")
    known = preferred and desk.trust.member(provider["org"], preferred) is not None
    row = desk.store.get(index.THREADS, thread) or {}
    return [To(provider["org"], preferred if known else ""), *for_colleagues(desk, row)]


def _finished(desk: Desk, body: Body, thread: str) -> Body:
    """The body with what the desk fills in: version, what it replaces, and by when the provider answers."""
    finished = {**body, "version": 1}
    folded = index.thread_of(desk, thread) if thread else None
    if folded is None or folded.state not in COURSE:
        finished.setdefault("answer_by", clocks(desk).after("answer_order", desk.today()).isoformat())
    if folded is None:
        finished.pop("replaces", None)
        return finished
    finished |= {"version": folded.version + 1, "replaces": folded.order}
    if folded.question:
        finished["answers_question"] = folded.question
    return finished


_OF_A_VERSION = ("version", "replaces", "changes", "answers_question")


def _same_but_for_version(draft: Body, body: Body, earlier: Body) -> bool:
    """Whether nothing but what the desk fills in differs; a day to answer by that was typed is a change."""
    left_out = _OF_A_VERSION if draft.get("answer_by") else (*_OF_A_VERSION, "answer_by")
    return {k: v for k, v in body.items() if k not in left_out} == {
        k: v for k, v in earlier.items() if k not in left_out
    }


def _earlier(desk: Desk, body: Body, thread: str) -> list[EarlierText]:
    """The texts of this desk's other orders, to notice one that has been copied. An order that is placed again, or
    takes another's place, may say what that one said."""
    relation = body.get("relation")
    again = relation.get("thread") if isinstance(relation, dict) and relation.get("kind") in _THE_SAME else ""
    same = _Citizen(desk, body)
    return desk.earlier.of_orders(desk.archive, (
        Other(row["order"], str(row["since"])[:10], row.get("citizen", ""), same.is_in(row))
        for key, row in desk.store.rows(index.THREADS)
        if row["order"] and key not in (thread, again)
    ))  # fmt: skip


def _active(desk: Desk, body: Body, thread: str) -> list[ActiveOrder]:
    same = _Citizen(desk, body)
    return [
        ActiveOrder(thread=key, label=row.get("provider_name", ""))
        for key, row in desk.store.rows(index.THREADS)
        if key != thread and same.is_in(row) and row["state"] not in (*ENDINGS, "undeliverable")
    ]


_THE_SAME = ("restarts", "replaces")


class _Citizen:
    """The citizen of a draft. Two people may have one name, so the CPR number tells them apart where both are given."""

    def __init__(self, desk: Desk, body: Body) -> None:
        citizen = body.get("citizen")
        known = citizen if isinstance(citizen, dict) else {}
        self._desk, self._name, self._cpr = desk, known.get("name"), known.get("cpr")

    def is_in(self, row: Mapping[str, Any]) -> bool:
        """Whether the order in the index's `row` is about the same person."""
        if not self._name or row.get("citizen") != self._name or not row["order"]:
            return False
        try:
            cpr = index.body(self._desk, row["order"])["citizen"].get("cpr")
        except (DeskUnavailable, NotFound):
            return True
        return not (cpr and self._cpr and cpr != self._cpr)


def blank_body(programme: str) -> Body:
    """What an order for `programme` begins with before anybody has written in it, the clocks at their usual length."""
    return {**_blank(8), "programme": {"type": programme}}


def _blank(meeting_weeks: int) -> Body:
    return {
        "programme": {}, "tracks": {"aims": []},
        "citizen": {"interpreter": {"needed": False}, "facts": [], "support_needs": []},
        "voice": {"status": "given", "wishes": []},
        "purpose": {"to_clarify": []},
        "goals": [{"id": "M1", "rank": 1, "binding": "fixed", "stance": "not_asked"}],
        "activities": [], "questions": [], "documentation": [], "course": {"sessions": []},
        "reporting": {"frequency": "monthly", "draft_wanted": False},
        "follow_up": {"meeting_weeks": meeting_weeks, "closeness": "fortnightly"},
        "disclosure": [], "attachments": [], "provider": {},
    }  # fmt: skip
