"""Two desks and the command line, and bodies dated around the present day: commands use the system's clock."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from factories import order_body, report_body

Body = dict[str, Any]


@dataclass(frozen=True)
class Ended:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str

    @property
    def value(self) -> Any:
        """Its machine output."""
        return json.loads(self.out)


@dataclass(frozen=True)
class Desks:
    """Mette's desk at the municipality, Sara's at the provider, and the command line."""

    folder: Path
    command: Callable[..., Ended]

    def mette(self, *words: str, stdin: bytes = b"") -> Ended:
        """A command on the caseworker's desk."""
        return self.command("--desk", str(self.folder / "mette"), *words, stdin=stdin)

    def sara(self, *words: str, stdin: bytes = b"") -> Ended:
        """A command on the consultant's desk."""
        return self.command("--desk", str(self.folder / "sara"), *words, stdin=stdin)

    def carry(self) -> None:
        """Everything both ways, with its receipts."""
        for desk in (self.mette, self.sara, self.mette, self.sara):
            assert desk("sync", "--force").code == 0

    def file(self, name: str, value: Any) -> str:
        """A JSON file beside the desks."""
        path = self.folder / name
        path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
        return str(path)

    def sent_order(self, **changes: Any) -> str:
        """An order that has been sent and has reached Sara; its thread."""
        ended = self.mette("order", "new", self.file("order.json", order_now(**changes)), "--send")
        assert ended.code == 0, ended.err
        self.carry()
        return ended.out.strip()

    def accepted_order(self, **changes: Any) -> str:
        """An order that Sara has accepted, running since today."""
        thread = self.sent_order(**changes)
        ended = self.sara("reply", "accept", thread, "--day", day(1), "--time", "9.30", "--place", "Fjordvejen 8",
                          "--start", day(0))  # fmt: skip
        assert ended.code == 0, ended.err
        self.carry()
        return thread


def day(days: int) -> str:
    """The day so many days from now, ISO."""
    return (datetime.now(UTC).date() + timedelta(days=days)).isoformat()


def order_now(**changes: Any) -> Body:
    """An order whose dates lie around today."""
    body = order_body()
    body["course"] |= {"start": day(0), "end": day(150)}
    body["reporting"] |= {"first_due": day(35), "final_due": day(130)}
    for number, goal in enumerate(body["goals"]):
        goal["due"] = day(60 + number)
        goal["sub_goals"] = []
    for wanted in body["documentation"]:
        wanted["due"] = day(100)
    for fact in (*body["citizen"]["facts"], *body["citizen"]["support_needs"]):
        fact["confirmed"] = day(-10)
    body["voice"]["obtained"] = day(-10)
    for basis in body["disclosure"]:
        basis |= {"given": day(-20), "until": day(200)}
    for attachment in body.get("attachments", []):
        attachment["information_date"] = day(-30)
    return {**body, **changes}


def report_now(**changes: Any) -> Body:
    """A report on today, as a script composes it: without what the desk fills in."""
    body = report_body(order_now(), "sha256-" + "0" * 64, "2026-10")
    body |= {"period": {"start": day(0), "end": day(0)}, "adjustments": []}
    body["sessions"] = [
        {"day": day(0), "kind": "phone", "planned_minutes": 0, "outcome": "attended", "attended_minutes": 30}
    ]
    body["citizen_view"]["day"] = day(0)
    for answer in (*body["goals"], body):
        for step in [answer["next_step"]] if "next_step" in answer else answer["next_steps"]:
            step["by"] = day(14)
    for filled in ("order", "order_version", "totals", "version", "consultant"):
        del body[filled]
    return {**body, **changes}
