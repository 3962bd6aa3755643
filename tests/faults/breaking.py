"""What breaks in a storm: each a generator over a scene that pauses twice, before the desks begin and in the midst of
their work; what comes after its last pause is done when the desks have answered."""

import os
import random
import resource
import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import Final

from tests.faults import line
from tests.faults.ground import PEOPLE
from tests.faults.scene import Scene

Break = Iterator[bool]
"""Whether it has struck by then; the last word counts."""


def calm(scene: Scene, rng: random.Random) -> Break:
    """Nothing."""
    yield False


def bad_line(scene: Scene, rng: random.Random) -> Break:
    """The next requests meet what networks do; the line counts them by itself."""
    kinds = line.CUTS if scene.tls else line.FAULTS
    scene.line.coming.extend(rng.choice(kinds) for _each in range(rng.randint(1, 4)))
    yield False


def hub_killed(scene: Scene, rng: random.Random, how: int = signal.SIGKILL) -> Break:
    """One of the hubs dies."""
    up = [number for number, hub in enumerate(scene.hubs) if hub is not None]
    chosen = rng.choice(up) if up else None
    yield False
    if chosen is not None:
        scene.end_hub(chosen, how)
    yield chosen is not None


def hub_ended(scene: Scene, rng: random.Random) -> Break:
    """One of the hubs is ended by its operator."""
    return hub_killed(scene, rng, signal.SIGTERM)


def hubs_all_killed(scene: Scene, rng: random.Random) -> Break:
    """All hubs die at once."""
    yield False
    for number in range(len(scene.hubs)):
        scene.end_hub(number, signal.SIGKILL)
    yield True


def desk_killed(scene: Scene, rng: random.Random) -> Break:
    """Somebody's desk dies in the midst of what it does."""
    person = rng.choice(PEOPLE)
    yield False
    with suppress(ProcessLookupError):
        os.kill(scene.desks[person].pid, signal.SIGKILL)
    yield True


def clock_wrong(scene: Scene, rng: random.Random) -> Break:
    """From ten minutes behind to nine ahead: documents of a clock that is further ahead wait until then."""
    person, off = rng.choice(PEOPLE), rng.choice((-600, -240, -20, 20, 55, 90, 540))
    _set_clock(scene, person, off)
    yield True
    yield True
    _set_clock(scene, person, 0)


def _set_clock(scene: Scene, person: str, seconds: int) -> None:
    scene.desks[person].say({"do": "clock", "off": seconds})
    scene.desks[person].hear()


def desks_disk_full(scene: Scene, rng: random.Random) -> Break:
    """There is no room for somebody's desk."""
    return _disk_full(scene, rng.choice(PEOPLE), 0)


def hubs_disk_full(scene: Scene, rng: random.Random) -> Break:
    """There is no room for the hub's database."""
    return _disk_full(scene, "hub", rng.choice((0, 2 << 20)))


def _disk_full(scene: Scene, whose: str, left: int) -> Break:
    disk = scene.disks[whose]
    if disk.own:
        disk.fill(left)
    yield disk.own
    yield disk.own
    if disk.own:
        disk.empty()


def desks_files_limited(scene: Scene, rng: random.Random) -> Break:
    """No file of somebody's desk may grow, as with a quota."""
    pid = scene.desks[rng.choice(PEOPLE)].pid
    return _files_limited([pid], rng.choice((0, 2_000, 20_000)))


def hubs_files_limited(scene: Scene, rng: random.Random) -> Break:
    """No file of the hubs may grow."""
    return _files_limited([hub.pid for hub in scene.hubs if hub], rng.choice((0, 100_000, 300_000)))


def _files_limited(pids: list[int], limit: int) -> Break:
    """RLIMIT_FSIZE, in bytes."""
    _limit(pids, limit)
    yield True
    yield True
    _limit(pids, resource.RLIM_INFINITY)


def _limit(pids: list[int], limit: int) -> None:
    for pid in pids:
        with suppress(ProcessLookupError):
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))


def postgres_killed(scene: Scene, rng: random.Random) -> Break:
    """The database server dies, and comes up again."""
    assert scene.ground.postgres is not None
    yield False
    scene.ground.postgres.kill()
    yield True
    scene.ground.postgres.start()


def postgres_process_killed(scene: Scene, rng: random.Random) -> Break:
    """One of the database server's processes dies, whereupon it ends all and recovers."""
    assert scene.ground.postgres is not None
    which = rng.random()
    yield False
    yield scene.ground.postgres.kill_backend(which)


_ANYWHERE: Final = (
    calm, calm, bad_line, bad_line, bad_line, hub_killed, hub_ended, hubs_all_killed, desk_killed, desk_killed,
    clock_wrong, desks_disk_full, desks_files_limited, hubs_disk_full,
)  # fmt: skip

BREAKS: Final[Mapping[bool, tuple[Callable[[Scene, random.Random], Break], ...]]] = {
    True: (*_ANYWHERE, hubs_files_limited),
    False: (*_ANYWHERE, postgres_killed, postgres_process_killed, postgres_process_killed),
}
"""What may break where the hub's database is SQLite, and where it is not; what stands twice comes twice as often."""
