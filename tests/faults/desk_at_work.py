"""A desk in a process of its own: a line of JSON is what its owner does next, a line back is what the owner saw.

What is said here has returned to the owner: a document in "sent" counts as acknowledged, and must reach its reader.
"""

import json
import random
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from command_desks import day, order_now, report_now
from desk_pair import PASSPHRASE

from orderdesk.desk import drafts, health, index
from orderdesk.desk.desk import Desk
from orderdesk.desk.mail import post
from orderdesk.desk.membership import organisation
from orderdesk.desk.moves.making import make
from orderdesk.desk.opening import open_desk
from orderdesk.desk.ordering import orders, replies
from orderdesk.desk.reporting import reports, reviews
from orderdesk.documents.thread import Thread
from orderdesk.errors import ExchangeUnavailable, OrderdeskError

Told = dict[str, Any]
_ROTATES: Final = 0.04
"""How often the owner makes new keys instead of writing something."""


class Owner:
    """Whoever sits at the desk, and the desk's clock."""

    def __init__(self, folder: Path) -> None:
        self._off = timedelta()
        self._folder = folder
        self.desk = open_desk(folder, PASSPHRASE, clock=lambda: datetime.now(UTC) + self._off)

    def do(self, asked: Told) -> Told:
        """What came of it; a refusal is a sentence."""
        try:
            return self._done(asked)
        except OrderdeskError as error:
            return {"refused": f"{error.message} {error.advice}".strip()}

    def _done(self, asked: Told) -> Told:
        match asked["do"]:
            case "act":
                return {"sent": act(self.desk, random.Random(asked["seed"]), right=not self._off)}
            case "sync":
                done = post.sync(self.desk, force=True)
                return {"taken": done.taken, "doubled": done.doubled, "early": done.early, "trouble": done.trouble,
                        "rejected": done.refused, "handed_over": done.handed_over}  # fmt: skip
            case "listen":
                try:
                    return {"news": self.desk.carrier.listen(self.desk.mailbox, 2)}  # type: ignore[attr-defined]
                except ExchangeUnavailable as error:
                    return {"trouble": error.message}
            case "clock":
                self._off = timedelta(seconds=asked["off"])
                return {}
            case "keys":
                return {"troubles": [] if _is_named(self.desk) else ["no directory names the keys of this desk"]}
            case "doctor":
                found = health.examine(self._folder, PASSPHRASE)
                return {"troubles": [f"{trouble.name}: {trouble.message}" for trouble in found.troubles]}
            case other:
                raise ValueError(other)


def act(desk: Desk, rng: random.Random, *, right: bool) -> str:
    """Something that the desk's owner may do now; the document's digest once the desk has it. Keys that are made by a
    clock that is not `right` count only when their time has come, and a storm does not last that long."""
    if rng.random() < _ROTATES and right:
        organisation.rotate(desk)
        return ""
    possible = list(_steps(desk, rng))
    return rng.choice(possible)() if possible else ""


def _is_named(desk: Desk) -> bool:
    """Whether the directory names the keys in use, wherever between making and entering them a death came."""
    member = desk.trust.member(desk.settings.org, desk.settings.person)
    return member is not None and desk.keys.current("signing").did in {key.id for key in member.keys}


def _steps(desk: Desk, rng: random.Random) -> Iterator[Callable[[], str]]:
    threads = sorted(thread for thread, _row in desk.store.rows(index.THREADS))
    if desk.settings.role == "caseworker":
        yield lambda: _order(desk, rng)
    steps = _caseworkers if desk.settings.role == "caseworker" else _consultants
    for thread in threads:
        yield from steps(desk, thread, index.thread_of(desk, thread))


def _caseworkers(desk: Desk, thread: str, folded: Thread) -> Iterator[Callable[[], str]]:
    if folded.state == "question":
        yield lambda: replies.answer(desk, thread, text="Det gør du, Sara.").digest
    if folded.state in ("accepted", "active"):
        yield lambda: make(desk, thread, "good_news", {"text": "Rikke tog bussen alene.", "goal": "M1"}).digest
        yield lambda: _hold(desk, thread)
        yield lambda: _amendment(desk, thread)
    if folded.state == "on_hold":
        yield lambda: make(desk, thread, "resume", {"day": day(0), "text": "Rikke er hjemme igen."}).digest
    for digest, report in folded.reports.items():
        if report.state in ("submitted", "read"):
            yield lambda report=digest: _decision(desk, report)  # type: ignore[misc]


def _consultants(desk: Desk, thread: str, folded: Thread) -> Iterator[Callable[[], str]]:
    if folded.state == "delivered":
        yield lambda: _acceptance(desk, thread)
        yield lambda: replies.ask(desk, thread, path="$.goals[0]", question="Hvem går med til lægen?").digest
    if folded.state in ("accepted", "active"):
        yield lambda: make(desk, thread, "warn", {"about": "health_worse", "text": "Flere anfald."}).digest
        yield lambda: _report(desk, thread)
        yield lambda: _hold(desk, thread)
        if folded.amendment == "waiting":
            yield lambda: make(desk, thread, "acknowledge", {"text": "Det gør vi."}).digest


def _order(desk: Desk, rng: random.Random) -> str:
    draft = orders.new_draft(desk, order_now(case_number=f"2026-{rng.randrange(10_000)}"))
    return orders.send(desk, draft.id).digest


def _amendment(desk: Desk, thread: str) -> str:
    draft = orders.amendment_draft(desk, thread)
    course = {**draft.body["course"], "weekly_minutes": draft.body["course"]["weekly_minutes"] + 15}
    why = [{"path": "$.course.weekly_minutes", "reason": "Rikke vil gerne op i tid."}]
    drafts.save(desk, draft.id, {**draft.body, "course": course, "changes": why})
    return orders.send(desk, draft.id).digest


def _hold(desk: Desk, thread: str) -> str:
    values = {"code": "illness", "reason": "Rikke er indlagt.", "since": day(0), "expected_resume": day(14)}
    return make(desk, thread, "hold", values).digest


def _acceptance(desk: Desk, thread: str) -> str:
    first = {"day": day(1), "time": "10:00", "place": "Fjordvejen 8"}
    return replies.accept(desk, thread, first_meeting=first, start=day(0)).digest


def _report(desk: Desk, thread: str) -> str:
    draft = reports.new_draft(desk, thread)
    drafts.save(desk, draft.id, {**draft.body, **report_now()})
    return reports.send(desk, draft.id).digest


def _decision(desk: Desk, report: str) -> str:
    return reviews.decide(desk, report, decision="continue", text="Mette ringer til lægen på mandag.").digest


def work(folder: Path) -> int:
    """Do what is asked until nobody asks any more."""
    owner = Owner(folder)
    with closing(owner.desk):
        _say({"open": True})
        for line in sys.stdin:
            try:
                _say(owner.do(json.loads(line)))
            except Exception:
                _say({"fault": traceback.format_exc()})
    return 0


def _say(told: Told) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()
