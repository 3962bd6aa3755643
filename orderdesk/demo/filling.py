"""Filling the town: the scenes' acts in the order of their time, each done at its doer's desk with the clock of that
moment, and the post carried between them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from orderdesk.demo import case_files, cut_short, endings, scenes, shared_notes
from orderdesk.demo.acts import (
    Accept,
    Act,
    AgreeDecline,
    Amend,
    Answer,
    Ask,
    AskMore,
    BeginFinal,
    BeginReply,
    BeginReport,
    BeginReview,
    Clear,
    Comment,
    Correct,
    Decide,
    Decline,
    Do,
    Forge,
    Read,
    Report,
    Scene,
    Send,
    WrongBox,
)
from orderdesk.demo.between import BETWEEN
from orderdesk.demo.examples import Examples, replaced
from orderdesk.demo.mischief import forge, put_in_wrong_box
from orderdesk.demo.town import CASEWORKER, CONSULTANT, Town
from orderdesk.desk import drafts, put_aside, today
from orderdesk.desk.desk import Desk
from orderdesk.desk.moves.making import begin, make
from orderdesk.desk.ordering import orders, replies, reply_drafts
from orderdesk.desk.reporting import reports, review_drafts, reviews

Body = dict[str, Any]
Progress = Callable[[int, int], None]

_SUBSTITUTE: Final = "jonas-bach"
_LAST_POST: Final = ("2026-11-20", "14:30")
_SEEN_TO: Final = "2026-11-16"
_DRAFT_BEGUN: Final = ("2026-11-20", "16:20")


def fill(town: Town, examples: Examples, progress: Progress = lambda _done, _of: None) -> None:
    """Play all scenes at the desks of a town in which everybody has one. `progress` hears how many acts of how many."""
    filling = _Filling(town, examples)
    during = filling.in_order(
        (*scenes.RUNNING, *endings.ENDED, *endings.NEVER_BEGUN, *cut_short.CUT_SHORT, *scenes.ON_THEIR_WAY)
    )
    after = filling.in_order(scenes.AFTER_THE_LAST_POST)
    total = len(during) + len(after)
    shared_notes.share(town, examples, shared_notes.BEFORE_THE_ORDERS)
    for done, (_moment, scene, act) in enumerate(during):
        filling.play(scene, act)
        progress(done + 1, total)
    shared_notes.share(town, examples, shared_notes.BEFORE_THE_LAST_POST)
    town.clock.to(examples.moment(*_LAST_POST))
    town.carry(*town.desks, rounds=3)
    for done, (_moment, scene, act) in enumerate(after, len(during)):
        filling.play(scene, act)
        progress(done + 1, total)
    town.carry(CASEWORKER, CONSULTANT, rounds=2)
    for person in (CASEWORKER, CONSULTANT):
        _see_to(town.desks[person], examples.day(_SEEN_TO))
    town.clock.to(examples.moment(*_DRAFT_BEGUN))
    case_files.put(town.caseworker, examples)
    orders.new_draft(town.caseworker, examples.draft(scenes.DRAFT))


def _see_to(desk: Desk, before: str) -> None:
    """What people can put aside on Today, and would have before that day (ISO), has been put aside."""
    for item in today.today(desk):
        if item.mark and (item.until or item.since)[:10] < before:
            put_aside.put_aside(desk, item.mark)


@dataclass
class _Filling:
    town: Town
    examples: Examples
    threads: dict[str, str] = field(default_factory=dict)
    reports: dict[tuple[str, str], str] = field(default_factory=dict)
    meetings: dict[tuple[str, str], str] = field(default_factory=dict)
    people: dict[str, tuple[Body, Body]] = field(init=False)

    def __post_init__(self) -> None:
        organisations = self.examples.organisations()
        self.people = {member["person"]: (org, member) for org in organisations for member in org["members"]}

    def in_order(self, told: Iterable[Scene]) -> list[tuple[datetime, Scene, Act]]:
        """The acts of all scenes by their moments."""
        acts = [
            (self.examples.moment(act.day, act.at), scene, act)
            for scene in told
            for act in (*scene.acts, *BETWEEN.get(scene.key, ()))
        ]
        return sorted(acts, key=lambda item: item[0])

    def play(self, scene: Scene, act: Act) -> None:
        """One act: its doer fetches the post, does it, and sends."""
        doer = self._doer(scene, act)
        self.town.clock.to(self.examples.moment(act.day, act.at))
        self.town.carry(doer)
        desk = self.town.desks[doer]
        if isinstance(act, Do):
            self._do(desk, scene, act)
        elif act.side == "C":
            self._caseworker(desk, scene, act)
        else:
            self._consultant(desk, scene, act)
        self.town.carry(doer)

    def _doer(self, scene: Scene, act: Act) -> str:
        sides = {"C": scene.caseworker, "P": scene.consultant}
        return sides.get(act.by, act.by) if isinstance(act, Do) else sides[act.side]

    def _do(self, desk: Desk, scene: Scene, act: Do) -> None:
        thread = self.threads[scene.key]
        meeting = self.meetings[scene.key, act.meeting] if act.meeting else ""
        # A report's days follow the calendar's months; moved along with the rest they would be no report's.
        begun = begin(desk, thread, act.action) if act.action == "waive_report" else {}
        issued = make(desk, thread, act.action, begun | self.examples.present(dict(act.values)), meeting)
        if act.opens:
            self.meetings[scene.key, act.opens] = issued.digest

    def _caseworker(self, desk: Desk, scene: Scene, act: Act) -> None:
        thread = self.threads.get(scene.key, "")
        match act:
            case Send():
                draft = orders.new_draft(desk, self._order(scene, act))
                self.threads[scene.key] = orders.send(desk, draft.id).thread
            case Amend():
                self._amend(desk, thread, act)
            case Answer():
                replies.answer(desk, thread, text=act.text)
            case AgreeDecline():
                replies.agree_decline(desk, thread, text=act.text)
            case Read():
                reviews.mark_read(desk, self.reports[scene.key, act.month])
            case Decide():
                by = self.examples.day(act.by) if act.by else ""
                report = self.reports[scene.key, act.month]
                reviews.decide(desk, report, decision=act.decision, text=act.text, by=by)
            case AskMore():
                items = [{"item": act.item, "text": act.about}]
                report = self.reports[scene.key, act.month]
                reviews.ask_elaboration(desk, report, text=act.text, items=items, by=self.examples.day(act.by))
            case Comment():
                items = [{"item": act.item, "text": act.about}]
                report = self.reports[scene.key, act.month]
                reviews.comment(desk, report, text=act.text, items=items, by=self.examples.day(act.by))
            case Clear():
                reviews.clear(desk, self.reports[scene.key, act.month], text=act.text)
            case BeginReview():
                review_drafts.keep(desk, self.reports[scene.key, act.month], dict(act.body))
            case Forge():
                forge(desk, self.reports[scene.key, act.month])
            case WrongBox():
                put_in_wrong_box(desk, thread, self.people[act.person][0]["org"], act.person)
                self.town.carry(CASEWORKER, act.person, CASEWORKER)

    def _consultant(self, desk: Desk, scene: Scene, act: Act) -> None:
        thread = self.threads[scene.key]
        match act:
            case Ask():
                replies.ask(desk, thread, path=act.path, question=act.question)
            case Accept():
                first = self.examples.day(act.first)
                meeting = {"day": first, "time": act.time, "place": act.place}
                replies.accept(desk, thread, first_meeting=meeting, start=first, note=act.note)
            case Decline():
                replies.decline(desk, thread, code=act.code, text=act.text, alternative=act.alternative)
            case Report():
                self._report(desk, scene, act)
            case Correct():
                self._correct(desk, scene, act)
            case BeginReport():
                reports.correction_draft(desk, thread, self.reports[scene.key, act.month])
            case BeginFinal():
                draft = reports.new_draft(desk, thread, "final")
                drafts.save(desk, draft.id, {**draft.body, **self.examples.draft(act.draft), "kind": "final"})
            case BeginReply():
                reply_drafts.keep(desk, thread, dict(act.body))

    def _order(self, scene: Scene, act: Send) -> Body:
        body = self.examples.order(scene.order)
        if act.answer_by:
            body["answer_by"] = self.examples.day(act.answer_by)
        if scene.given_to:
            body = self._given(body, scene.given_to)
        if not scene.preferred:
            body["provider"].pop("preferred_consultant", None)
        if scene.relation[0]:
            thread = self.threads[scene.relation[0]]
            body["relation"] = {"kind": scene.relates, "thread": thread, "reason": scene.relation[1]}
        substitute = self.people[_SUBSTITUTE if scene.caseworker == CASEWORKER else CASEWORKER][1]
        body["placer"]["substitute"] = {
            name: substitute[name] for name in ("person", "name", "title", "phone", "mail")
        }  # fmt: skip
        return body

    def _given(self, body: Body, person: str) -> Body:
        """The order given to another consultant: her name, organisation and agreement wherever the old ones stand."""
        provider = body["provider"]
        org, member = self.people[person]
        words = {provider["name"]: org["name"], _short(provider["name"]): _short(org["name"])}
        if old := provider.get("preferred_consultant"):
            words |= _names(old, member)
        body = replaced(body, words)
        preferred = {
            "person": person,
            "name": member["name"],
            "reason": "Kender virksomhederne i Lindholm og følger op hver uge.",
        }
        chosen = body["provider"].get("preferred_consultant", preferred)
        body["provider"] = {
            "org": org["org"], "name": org["name"], "agreement": org["agreement"], "preferred_consultant": chosen,
        }  # fmt: skip
        return body

    def _amend(self, desk: Desk, thread: str, act: Amend) -> None:
        draft = orders.amendment_draft(desk, thread)
        part, member = act.path
        change = {"path": f"$.{part}.{member}", "reason": act.reason}
        body = {**draft.body, part: {**draft.body[part], member: act.text}, "changes": [change]}
        drafts.save(desk, draft.id, body)
        orders.send(desk, draft.id)

    def _written(self, scene: Scene, month: str) -> Body:
        """The month's report of the examples, by the consultant who has the order here."""
        body = self.examples.report(scene.order, month)
        old = self.examples.order(scene.order)["provider"].get("preferred_consultant")
        if scene.given_to and old:
            body = replaced(body, _names(old, self.people[scene.given_to][1]))
        return body

    def _report(self, desk: Desk, scene: Scene, act: Report) -> None:
        draft = reports.new_draft(desk, self.threads[scene.key], act.kind)
        body = {**draft.body, **self._written(scene, act.month), "kind": act.kind}
        if act.outcome:
            body["outcome"] = dict(act.outcome)
        drafts.save(desk, draft.id, body)
        self.reports[scene.key, act.month] = reports.send(desk, draft.id).digest

    def _correct(self, desk: Desk, scene: Scene, act: Correct) -> None:
        draft = reports.correction_draft(desk, self.threads[scene.key], self.reports[scene.key, act.month])
        goal = next(goal for goal in draft.body["goals"] if goal["goal"] == act.goal)
        goal["done"] = f"{goal['done']} {act.more}"
        drafts.save(desk, draft.id, {**draft.body, "attested": True})
        self.reports[scene.key, act.month] = reports.send(desk, draft.id).digest


def _names(old: Body, new: Body) -> dict[str, str]:
    """A person's id, full name and first name, and whose stand in their place."""
    first = (old["name"].split()[0], new["name"].split()[0])
    return {old["person"]: new["person"], old["name"]: new["name"], first[0]: first[1]}


def _short(organisation: str) -> str:
    """An organisation as people say it: "Udsigten" for "Foreningen Udsigten", "Fjordvejen" for "Fjordvejen ApS"."""
    return organisation.removeprefix("Foreningen ").removesuffix(" ApS").removesuffix(" Værksted")
