"""The town of the factories, and a moment at which all its documents have been issued."""

from datetime import UTC, datetime

import pytest

from orderdesk.signing.canonical import canonical_bytes
from orderdesk.trust.directories import Trust
from tests.factories import (
    NOTICE_KINDS,
    Body,
    Town,
    document,
    handover_body,
    meeting_body,
    notice_body,
    reply_body,
    review_body,
    thread_urn,
)


@pytest.fixture(scope="session")
def town() -> Town:
    return Town()


@pytest.fixture(scope="session")
def now() -> datetime:
    return datetime(2026, 12, 1, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def loop(town: Town) -> list[Body]:
    """Order, accept, report on October, decision."""
    return town.loop()


@pytest.fixture
def trust(town: Town, now: datetime) -> Trust:
    """What the municipality's desk believes."""
    trust = Trust.pinned("lindholm-kommune", town.municipality.root)
    assert trust.add(canonical_bytes(town.municipality.directory), now)
    return trust


@pytest.fixture(scope="session")
def course(town: Town, loop: list[Body]) -> list[Body]:
    """What may follow the loop, one of each kind: notices of both sides, meetings, amendments answered, a draft's
    review, and the case handed over."""
    writings = [
        *(("notice", notice_body(kind), "mette-krogh") for kind in NOTICE_KINDS["C"]),
        *(("notice", notice_body(kind), "sara-holt") for kind in NOTICE_KINDS["P"]),
        *(
            ("meeting", meeting_body(kind), by)
            for kind in ("propose", "schedule", "held", "no_show", "cancel", "reschedule")
            for by in ("mette-krogh", "sara-holt")
        ),
        *(("reply", reply_body(kind), "sara-holt") for kind in ("acknowledge", "object")),
        *(("review", review_body(kind), "mette-krogh") for kind in ("comments", "cleared")),
    ]
    author, colleague = town["mette-krogh"], {"org": "lindholm-kommune", "person": "jonas-bach"}
    handover = document(
        "handover", handover_body(loop[0]["thread"]), author.signing, thread=thread_urn("overdragelse"),
        sender=author.sender(), to=[colleague], issued="2026-11-20T10:00:00Z", directory=town.municipality.reference(),
    )  # fmt: skip
    return [
        handover,
        *(
            town.sign(kind, body, by, thread=loop[0]["thread"], issued="2026-11-20T10:00:00Z", seen=loop)
            for kind, body, by in writings
        ),
    ]
