"""Who may issue a note to colleagues, and in what form it is one."""

from datetime import datetime

import pytest

from orderdesk.signing.canonical import canonical_bytes
from orderdesk.trust import fast_road
from orderdesk.trust.directories import Trust
from orderdesk.trust.result import Verification
from orderdesk.trust.verification import verify
from tests.factories import Body, Town, document, handover_body, note_body, thread_urn

ISSUED = "2026-11-03T12:30:00Z"
OWN = {"org": "lindholm-kommune"}


def note(town: Town, by: str, body: Body | None = None, to: list[Body] | None = None, role: str | None = None) -> bytes:
    author = town[by]
    return canonical_bytes(
        document(
            "note",
            body or note_body(),
            author.signing,
            thread=thread_urn("kollegial note"),
            sender=author.sender(role),
            to=[OWN] if to is None else to,
            issued=ISSUED,
        )
    )


@pytest.mark.parametrize("by", ["mette-krogh", "jonas-bach", "inger-dahl"])
@pytest.mark.parametrize("kind", ["shared", "withdrawn"])
def test_caseworkers_and_leaders_share_and_withdraw(
    town: Town, trust: Trust, now: datetime, by: str, kind: str
) -> None:
    data = note(town, by, note_body(kind))
    assert verify(data, trust, now=now)
    assert fast_road.passes(data, trust, now, False) is not None


@pytest.mark.parametrize("by", ["sara-holt", "karen-toft", "birthe-skov"])
def test_nobody_else_does(town: Town, trust: Trust, now: datetime, by: str) -> None:
    assert refused(verify(note(town, by), trust, now=now)) == "role"


@pytest.mark.parametrize(
    "to", [[], [OWN, {"org": "fjordvejen"}], [OWN] * 2], ids=["nobody", "the provider too", "twice"]
)
def test_a_note_has_one_addressee(town: Town, trust: Trust, now: datetime, to: list[Body]) -> None:
    assert refused(verify(note(town, "mette-krogh", to=to), trust, now=now)) == "schema"


@pytest.mark.parametrize("trusted", [True, False], ids=["with a directory", "without"])
@pytest.mark.parametrize(
    "to",
    [{"org": "fjordvejen"}, {"org": "fjordvejen", "person": "sara-holt"}, {**OWN, "person": "jonas-bach"}],
    ids=["the provider", "somebody there", "one colleague alone"],
)
def test_a_note_is_for_all_colleagues_and_nobody_else(
    town: Town, trust: Trust, now: datetime, to: Body, trusted: bool
) -> None:
    data = note(town, "mette-krogh", to=[to])
    result = verify(data, trust if trusted else None, now=now)
    assert refused(result) == "colleagues"
    assert result.failure is not None
    assert result.failure.message == "A note to colleagues stays within the organisation in which it was written."
    assert ("member" in result.established) is trusted
    assert fast_road.passes(data, trust, now, False) is None


MANY = [{**OWN, "person": "jonas-bach"}, {**OWN, "person": "inger-dahl"}]


@pytest.mark.parametrize(
    ("to", "check"),
    [
        ([{**OWN, "person": "jonas-bach"}], ""),
        ([{**OWN, "person": "inger-dahl"}], "colleagues"),
        ([OWN], "colleagues"),
        (MANY, "colleagues"),
        ([{"org": "fjordvejen", "person": "jonas-bach"}], "colleagues"),
    ],
    ids=["the one it names", "another", "all of us", "two", "outside"],
)
def test_a_handover_is_for_the_colleague_whom_it_names(
    town: Town, trust: Trust, now: datetime, to: list[Body], check: str
) -> None:
    mette, thread = town["mette-krogh"], thread_urn("overdragelse")
    body = handover_body(thread_urn("ordre"))
    made = document("handover", body, mette.signing, thread=thread, sender=mette.sender(), to=to, issued=ISSUED)
    result = verify(canonical_bytes(made), trust, now=now)
    assert (refused(result) if check else bool(result)) == (check or True)
    assert (fast_road.passes(canonical_bytes(made), trust, now, False) is None) is bool(check)


@pytest.mark.parametrize(
    "body",
    [
        note_body(text=""),
        note_body(good_at=["x"] * 21),
        note_body(text="x" * 8001),
        note_body("withdrawn", text="Nej."),
    ],
    ids=["no text", "good at too much", "too long", "a text with a withdrawal"],
)
def test_a_body_of_another_form_is_none(town: Town, trust: Trust, now: datetime, body: Body) -> None:
    assert refused(verify(note(town, "mette-krogh", body), trust, now=now)) == "schema"


def refused(result: Verification) -> str:
    assert result.failure is not None
    return result.failure.name
