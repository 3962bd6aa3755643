"""A storm: two desks and some hub processes at work while everything breaks, chosen by a seed. When all is well again,
`holding.py` says what must be true.

The seed gives what is done and what breaks; at which instruction a process dies is up to the machine.
"""

import json
import random
import signal
import time
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from orderdesk.errors import OrderdeskError
from tests.faults import breaking, holding
from tests.faults.children import Broken, Told
from tests.faults.ground import PEOPLE, Ground
from tests.faults.scene import Scene

TURNS: Final = 14
_CALM_TURNS: Final = 2
"""At the beginning, mostly: who is not let in yet meets no other fault."""
_COMES_BACK: Final = 0.85
"""How often a hub that was down is up in the next turn."""
_ROUNDS: Final = 25
"""Of the post, within which all must have come to rest once all is well."""


@dataclass
class Tally:
    """What a storm was: faults that were met by name, documents that were sent, rounds of the post, those of them that
    the line or the hub spoilt, and envelopes that came a second time (and were known)."""

    seed: int
    database: str
    faults: Counter[str] = field(default_factory=Counter)
    sent: list[tuple[str, str]] = field(default_factory=list)
    taken: Counter[tuple[str, str]] = field(default_factory=Counter)
    rounds: int = 0
    spoilt: int = 0
    doubled: int = 0
    clocks: int = 0
    """Rounds in which the person was told that their clock is wrong."""
    seconds: float = 0.0
    sentences: Counter[str] = field(default_factory=Counter)


class Storm:
    """One storm, in `folder`; `stack` takes all of it down."""

    def __init__(self, ground: Ground, seed: int, folder: Path, turns: int, stack: ExitStack) -> None:
        self._rng = random.Random(seed)
        self.scene = Scene(ground, self._rng, folder, stack)
        self.tally = Tally(seed, "sqlite" if self.scene.is_sqlite else "postgresql")
        self._turns = turns

    def run(self) -> None:
        """Weather it. Raises AssertionError for what must never be."""
        self.scene.set_up()
        for number in range(self._turns):
            self._turn(number)
        self._settle()
        self.tally.faults += self.scene.line.met
        for person in PEOPLE:
            self._do(person, "doctor")
            self.scene.desks.pop(person).end(signal.SIGTERM)
        holding.check(self)

    def _turn(self, number: int) -> None:
        """Both desks do something while something breaks."""
        for hub, up in enumerate(self.scene.hubs):
            if up is None and self._rng.random() < _COMES_BACK:
                self.scene.start_hub(hub)
        asked = {person: self._asked() for person in PEOPLE}
        stormy = number >= _CALM_TURNS or self._rng.random() < 0.2
        chosen = self._rng.choice(breaking.BREAKS[self.scene.is_sqlite]) if stormy else breaking.calm
        strike = chosen(self.scene, self._rng)
        struck = next(strike)
        for person, commands in asked.items():
            for one in commands:
                self.scene.desks[person].say(one)
        time.sleep(self._rng.uniform(0.0, 0.25))
        struck = next(strike, struck)
        for person in PEOPLE:
            self._hear(person, len(asked[person]))
        next(strike, None)
        self.tally.faults[chosen.__name__.replace("_", " ")] += struck

    def _asked(self) -> list[Told]:
        acts = [{"do": "act", "seed": self._rng.randrange(1 << 30)} for _each in range(self._rng.randint(0, 3))]
        rounds = self._rng.choices(("sync", "listen"), (3, 1), k=self._rng.randint(1, 2))
        return [*acts, *({"do": one} for one in rounds)]

    def _do(self, person: str, what: str) -> None:
        self.scene.desks[person].say({"do": what})
        self._hear(person, 1)

    def _hear(self, person: str, count: int) -> None:
        """What the person saw. A desk that was killed in the meantime is opened again."""
        for _each in range(count):
            said = self.scene.desks[person].hear()
            if said is None:
                self.scene.desks.pop(person).end(signal.SIGKILL)
                self.scene.open(person)
                return
            self._note(person, json.loads(said))

    def _note(self, person: str, told: Told) -> None:
        if "fault" in told:
            raise Broken(told["fault"])
        if ill := told.get("troubles"):
            raise Broken(f"the desk of {person} is not well: {ill}")
        if told.get("sent"):
            self.tally.sent.append((person, told["sent"]))
        if "taken" in told:
            self._note_round(person, told)
        if sentence := told.get("trouble") or told.get("refused"):
            self.tally.sentences[sentence.replace(self.scene.url, "HUB")] += 1

    def _note_round(self, person: str, told: Told) -> None:
        if told["rejected"]:
            raise Broken(f"{person} refused what came: {told['rejected']}")
        self.tally.rounds += 1
        self.tally.spoilt += bool(told["trouble"])
        self.tally.clocks += "clock is" in told["trouble"]
        self.tally.doubled += told["doubled"]
        self.tally.taken.update((person, digest) for digest in told["taken"])

    def _settle(self) -> None:
        """All is well again; rounds of the post go on until nothing is under way."""
        self.scene.line.settle()
        self.scene.start_database()
        self.scene.start_hubs()
        for person in PEOPLE:
            self._do(person, "keys")
        quiet = 0
        for _round in range(_ROUNDS):
            before = self.tally.taken.total(), self.tally.spoilt
            for person in PEOPLE:
                self._do(person, "sync")
            quiet = quiet + 1 if (self.tally.taken.total(), self.tally.spoilt) == before else 0
            if quiet == 2:
                return
        raise Broken(f"the post does not come to rest; mostly said: {self.tally.sentences.most_common(3)}")


def again(seed: int) -> str:
    """How to run one storm again."""
    return f"python tests/benchmarks/bench_faults.py --seed {seed}"


def weather(ground: Ground, seed: int, folder: Path, turns: int = TURNS) -> Tally:
    """One storm from beginning to end, below `folder`. What must never be is raised as Broken, with the seed."""
    folder = folder / f"storm-{seed}"
    folder.mkdir(parents=True)
    began = time.monotonic()
    with ExitStack() as stack:
        storm = Storm(ground, seed, folder, turns, stack)
        try:
            storm.run()
        except (AssertionError, OrderdeskError, OSError) as error:
            scene = storm.scene
            where = f"{storm.tally.database}, {len(scene.hubs)} hubs, {scene.url.partition(':')[0]}"
            raise Broken(f"seed {seed} ({where}); again: {again(seed)}\n{type(error).__name__}: {error}") from error
    storm.tally.seconds = time.monotonic() - began
    return storm.tally
