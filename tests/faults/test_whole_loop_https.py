"""Two organisations and a hub, each a process of its own on loopback, over HTTPS: from founding to the end of an order,
by commands as they are typed, on SQLite and on PostgreSQL."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from certificates import certificate_in
from command_desks import Ended, day, order_now, report_now
from desk_pair import PASSPHRASE

from orderdesk.desk.opening import change_passphrase, open_desk
from orderdesk.signing.vault import LIGHT
from tests.hub.databases import fresh, postgres
from tests.hub.processes import serving

ROOT = Path(__file__).resolve().parents[2]
TYPED = Path(__file__).with_name("typed_commands.py")
END = ("--group", "citizen", "--code", "treatment_first", "--reason", "Rikke begynder i behandling.", "--yes")


@dataclass
class Person:
    """Somebody at a desk: types commands in a process of their own."""

    folder: Path
    process: subprocess.Popen[str]

    def __call__(self, *words: str, code: int = 0) -> Ended:
        """What a command said; it must end with `code`."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(["--desk", str(self.folder), *words]) + "\n")
        self.process.stdin.flush()
        ended = Ended(**json.loads(self.process.stdout.readline()))
        assert ended.code == code, (words, ended.out, ended.err)
        assert "Traceback" not in ended.err
        return ended

    def lock_lightly(self) -> None:
        """Let a guess at the passphrase cost little from now on: a hundred commands open the desk."""
        with closing(open_desk(self.folder, PASSPHRASE)) as desk:
            change_passphrase(desk, PASSPHRASE, LIGHT)

    def file(self, value: Any) -> str:
        """A JSON file beside the desk."""
        path = self.folder.with_suffix(".json")
        path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
        return str(path)

    def order(self, thread: str) -> Any:
        """The order as this desk has it."""
        return self("order", "show", thread, "--json").value


@contextmanager
def at_a_desk(folder: Path, authority: Path | None = None) -> Iterator[Person]:
    """Somebody who sits down at a desk in `folder`; their machine trusts the authority in that file besides others."""
    environment = {
        **os.environ, "ORDERDESK_PASSPHRASE": PASSPHRASE, "ORDERDESK_LANG": "en", "PYTHONPATH": str(ROOT),
        **({"SSL_CERT_FILE": str(authority)} if authority else {}),
    }  # fmt: skip
    process = subprocess.Popen(
        [sys.executable, str(TYPED)], env=environment, cwd=folder.parent, text=True, encoding="utf-8",
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        yield Person(folder, process)
    finally:
        process.stdin.close()
        process.wait(timeout=60)
        process.stdout.close()


@dataclass
class Town:
    """Mette and Jonas at the municipality, Sara at the provider, and those who run the hub."""

    hub: str
    database: str
    mette: Person
    jonas: Person
    sara: Person

    def carry(self, *people: Person, turns: int = 1) -> None:
        """Everything both ways, with its receipts."""
        for _turn in range(turns):
            for person in people or (self.mette, self.sara, self.mette):
                assert person("sync", "--force", "--json").value["refused"] == []

    def run_by(self, *words: str) -> None:
        """A command of those who run the hub."""
        environment = {**os.environ, "ORDERDESK_HUB_DATABASE": self.database, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, "-m", "orderdesk", "hub", *words], env=environment, capture_output=True, text=True,
            check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr

    def both(self, thread: str, **holds: Any) -> None:
        """Carry the post; then both desks say so of the order."""
        self.carry()
        for person in (self.mette, self.sara):
            told = person.order(thread)
            assert {name: told[name] for name in holds} == holds


@pytest.fixture(params=["sqlite", "postgresql"])
def town(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Town]:
    pem, private = certificate_in(tmp_path)
    with ExitStack() as stack:
        if request.param == "sqlite":
            database = str(tmp_path / "hub.sqlite3")
        else:
            database = fresh(stack.enter_context(postgres()), "hub")
        options = ("--tls-cert", str(pem), "--tls-key", str(private))
        hub = stack.enter_context(serving(database, tmp_path / "hub.log", *options))
        people = [stack.enter_context(at_a_desk(tmp_path / name, pem)) for name in ("mette", "jonas", "sara")]
        yield Town(hub.url, database, *people)


def test_the_whole_loop_between_three_processes(town: Town) -> None:
    assert town.hub.startswith("https://127.0.0.1:")
    founded(town)
    thread = placed(town)
    running(town, thread)
    amended(town, thread)
    told_and_met(town, thread)
    reported(town, thread)
    handed_over(town, thread)
    held_and_handed_back(town, thread)
    closed(town, thread)
    placed_again(town)
    town.carry(town.sara, town.jonas, town.mette, turns=2)
    nothing_is_left(town)


def founded(town: Town) -> None:
    """Each organisation founds itself, is let in by the words of its root key, and vouches for the other by words."""
    municipality = ("--org-name", "Lindholm Kommune", "--kind", "municipality", "--name", "Mette Krogh")
    provider = ("--org-name", "Fjordvejen ApS", "--org", "fjordvejen", "--kind", "provider", "--name", "Sara Holt")
    words = {}
    for person, org, who in ((town.mette, "lindholm-kommune", municipality), (town.sara, "fjordvejen", provider)):
        made = person(
            "init",
            *who,
            "--phone",
            "70 10 20 31",
            "--unit",
            "Afdeling A",
            "--mail",
            "post@lindholm.example",
            "--hub",
            town.hub,
        )
        assert "not registered at the hub" in made.err
        person.lock_lightly()
        words[org] = person("key", "show", "--json").value["root_words"]
        town.run_by("register", org, words[org])
        person("sync")
    town.mette("contact", "vouch", "fjordvejen", "--words", words["fjordvejen"], "--agreement", "Ramme 2026")
    town.sara("contact", "vouch", "lindholm-kommune", "--words", words["lindholm-kommune"])
    town.carry()


def placed(town: Town) -> str:
    """An order goes out, a question about it is answered, and it is accepted; the order's thread."""
    file = town.mette.file(order_now())
    thread = town.mette("order", "new", file, "--send").out.strip()
    town.both(thread, state="delivered")
    town.sara("reply", "ask", thread, "--field", "$.goals[0]", "--text", "Hvem går med til lægen?")
    town.both(thread, state="question")
    town.mette("reply", "answer", thread, "--text", "Det gør du, Sara. Rikke ved det.")
    town.both(thread, state="delivered")
    accept = ("--day", day(1), "--time", "9.30", "--place", "Fjordvejen 8", "--start", day(0))
    town.sara("reply", "accept", thread, *accept)
    town.both(thread, state="accepted")
    return thread


def running(town: Town, thread: str) -> None:
    """The citizen comes, and the course has begun."""
    town.sara("order", "start", thread, "--first-offered", day(0), "--first-attended", day(0))
    town.both(thread, state="active")


def amended(town: Town, thread: str) -> None:
    """Two hours more: objected to, amended again, acknowledged."""
    for minutes, answer in ((120, ("object", "--paths", "$.course.weekly_minutes", "--text", "Først i december.")),
                            (60, ("acknowledge",))):  # fmt: skip
        body = town.mette.order(thread)["body"]
        body["course"]["weekly_minutes"] += minutes
        body["changes"] = [{"path": "$.course.weekly_minutes", "reason": "Rikke vil gerne op i tid."}]
        draft = town.mette("order", "amend", thread, town.mette.file(body)).out.strip()
        town.mette("order", "send", draft)
        town.carry()
        town.sara("order", answer[0], thread, *answer[1:])
        town.carry()
    town.both(thread, state="active", version=3)
    assert town.mette.order(thread)["course"]["amendment"] == "acknowledged"


def told_and_met(town: Town, thread: str) -> None:
    """An absence and an early warning are told; a three-party meeting is proposed, gets its time and is recorded."""
    absence = ("--absence-reason", "illness", "--absence-notified", "no", "--absence-attempts", "2")
    town.sara("order", "tell-absence", thread, "--day", day(0), "--time", "930", "--session", "planned", *absence)
    town.sara("order", "warn", thread, "--about", "health_worse", "--text", "Flere anfald i denne uge.")
    town.sara("order", "meeting", "propose", thread, "--purpose", "Timetallet", "--form", "phone",
              "--options", f"{day(0)}|13.30", "--options", f"{day(6)}|10")  # fmt: skip
    town.carry()
    assert "Flere anfald" in town.mette("order", "show", thread).out
    town.mette("order", "meeting", "schedule", thread, "--appointment-day", day(0), "--appointment-time", "13.30",
               "--length", "1:00", "--form", "in_person", "--appointment-place", "Rådhuset, lokale 3")  # fmt: skip
    town.carry()
    there = [option for party in ("citizen", "caseworker", "consultant") for option in (f"--{party}-present", "yes")]
    town.mette("order", "meeting", "record", thread, *there, "--citizen-remarks-status", "given",
               "--citizen-remarks-words", "Ikke om mandagen.",
               "--decisions", f"Fire timer mere|consultant|{day(7)}|Sara")  # fmt: skip
    town.carry()
    (meeting,) = town.sara("order", "meeting", "list", thread, "--json").value
    assert meeting["state"] == "held"


def reported(town: Town, thread: str) -> None:
    """A draft is commented on and cleared; the month's report, with its attendance, is elaborated on and approved."""
    file = town.sara.file(report_now())
    draft = town.sara("report", "new", thread, file, "--kind", "draft", "--send", "--json").value["digest"]
    town.carry()
    town.mette("review", "comment", draft, "--item", "m2=Hvilke butikker?", "--text", "Ellers fint.", "--by", day(4))
    town.carry()
    later(town, draft, {"underway": "Kiwi har en plads fra januar."})
    town.mette("review", "clear", "rikke", "--text", "Tak.")
    town.carry()
    report = later(town, draft, {})
    shown = town.mette("report", "show", report)
    assert "Everything that was ordered is answered." in shown.out
    town.mette("review", "read", report)
    town.mette("review", "elaborate", report, "--text", "Der mangler noget.", "--item", "m1=Hvad sagde lægen?",
               "--by", day(4))  # fmt: skip
    town.carry()
    report = later(town, report, {"underway": "Lægen har bestilt en lungeprøve."})
    town.mette("review", "decide", report, "--decision", "continue", "--text", "Mette ringer til lægen.",
               "--by", day(3))  # fmt: skip
    town.carry()
    told = town.sara("report", "show", report, "--json").value
    assert (told["state"], told["body"]["sessions"][0]["attended_minutes"]) == ("approved", 30)


def later(town: Town, report: str, more: dict[str, Any]) -> str:
    """The report's next version, at both desks; its digest."""
    draft = town.sara("report", "correct", "rikke", *([town.sara.file(more)] if more else []), "--json").value["draft"]
    sent = town.sara("report", "send", draft, "--attest", "--json").value["digest"]
    assert sent != report
    town.carry()
    return str(sent)


def handed_over(town: Town, thread: str) -> None:
    """Jonas joins the municipality; Mette hands the case to him for her holiday."""
    root = json.loads((town.mette.folder / "desk.json").read_text(encoding="utf-8"))["root"]
    request = town.jonas.folder.with_suffix(".request.json")
    who = ("--org-name", "Lindholm Kommune", "--kind", "municipality", "--name", "Jonas Bach", "--phone", "70 10 20 77")
    made = town.jonas("init", *who, "--mail", "jonas@lindholm.example", "--hub", town.hub, "--join", root,
                      "--request", str(request))  # fmt: skip
    words = " ".join([line for line in made.err.splitlines() if len(line.split()) == 6][-2:])
    town.jonas.lock_lightly()
    town.mette("key", "admit", str(request), "--words", words)
    everybody = (town.mette, town.jonas, town.sara)
    town.carry(*everybody)
    town.mette("handover", "give", thread, "--to-person", "jonas", "--since", "+0", "--until", "+21",
               "--reason", "Jeg holder ferie.", "--summary-now", "Rikke møder stabilt.",
               "--summary-next-step", "Trepartsmøde om flere timer.")  # fmt: skip
    town.carry(*everybody, turns=3)
    assert town.jonas.order(thread)["state"] == town.mette.order(thread)["state"] == "active"
    assert "Rikke møder stabilt." in town.jonas("handover", "show", "rikke").out
    for person in (town.mette, town.jonas):
        (handover,) = person("handover", "list", "--json").value
        assert handover["whole"]


def held_and_handed_back(town: Town, thread: str) -> None:
    """The course is put on hold and resumed; then the provider hands the order back, with a note, and Mette agrees."""
    town.sara("order", "hold", thread, "--code", "illness", "--reason", "Rikke er indlagt.", "--since", day(0),
              "--expected-resume", "+14")  # fmt: skip
    town.both(thread, state="on_hold")
    town.mette("order", "resume", thread, "--day", day(0), "--text", "Rikke er hjemme igen.")
    town.both(thread, state="active")
    note = {"reached": "M1: Rikke har talt med lægen.", "open": "Vi lovede en praktik."}
    back = {"kind": "hand_back", "group": "provider", "code": "no_capacity", "reason": "Vores mentor er syg.",
            "last_day": day(0), "hand_over": note}  # fmt: skip
    town.sara("order", "hand-back", thread, "--file", town.sara.file(back), "--yes")
    town.both(thread, state="end_requested")
    town.mette("order", "agree-end", thread, "--text", "Vi finder en anden mentor.", "--yes")
    town.both(thread, state="awaiting_final")


def closed(town: Town, thread: str) -> None:
    """The final report is sent and approved."""
    outcome = {
        "outcome": "goals_partly_met", "text": "Åndenøden er undersøgt.", "recommendation": "En ny mentor fra januar.",
        "unresolved": ["En tid til samtaler hos lægen."],
    }  # fmt: skip
    file = town.sara.file(report_now(outcome=outcome))
    final = town.sara("report", "new", thread, file, "--kind", "final", "--send", "--json").value["digest"]
    town.carry()
    town.mette("review", "decide", final, "--decision", "continue", "--text", "Sagen lukkes her.", "--by", day(14))
    town.carry()
    states = {desk.order(thread)["state"] for desk in (town.mette, town.sara)}
    assert len(states) == 1
    assert states <= {"completed", "ended_early"}


def placed_again(town: Town) -> None:
    """An order that was withdrawn is placed again, and one that was accepted is replaced by another."""
    file = town.mette.file(order_now(case_number="2026-9"))
    first = town.mette("order", "new", file, "--send").out.strip()
    town.both(first, state="delivered")
    town.mette("order", "withdraw", first, "--reason", "Forkert startdag.", "--yes")
    town.both(first, state="withdrawn")
    second = town.mette("order", "new", file, "--restarts", first, "--send").out.strip()
    town.both(second, state="delivered")
    town.sara("reply", "accept", second, "--day", day(1), "--time", "10", "--place", "Fjordvejen 8", "--start", day(0))
    town.both(second, state="accepted")
    third = town.mette("order", "new", file, "--replaces", second, "--because", "Mere tid.", "--send").out.strip()
    town.both(second, state="replaced")
    town.both(third, state="delivered")


def nothing_is_left(town: Town) -> None:
    """Nothing waits for a receipt, nothing lies in quarantine, each desk is well; and who does not know the hub's
    authority sends nothing and is told why."""
    for person in (town.mette, town.jonas, town.sara):
        assert person("sync", "--json").value["waiting"] == []
        person("doctor", "--quiet")
    with at_a_desk(town.sara.folder) as elsewhere:
        refused = elsewhere("sync", code=3)
        assert "does not trust the certificate" in refused.err
        assert "SSL_CERT_FILE" in refused.err
