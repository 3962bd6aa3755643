"""The models are strict: one spelling of a date, no other types, nothing that the format does not know."""

from typing import Any

import pytest
from factories import NO_DIGEST, Town, order_body, report_body
from pydantic import TypeAdapter, ValidationError

from orderdesk.documents.attendance import Session, Totals, totals_of
from orderdesk.documents.citizen import Citizen
from orderdesk.documents.envelope import Document, signing_key
from orderdesk.documents.fields import Clock, Cpr, Day, Instant, KeyId, Mail, OrganisationId, Phone, Yes, instant_text
from orderdesk.documents.order import Order
from orderdesk.documents.registry import KINDS, kind_of, model_of, type_of
from orderdesk.documents.report import Report


def accepts(form: Any, value: object) -> bool:
    try:
        TypeAdapter(form).validate_python(value)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize(
    "value",
    [
        1764547200, "1764547200", 1764547200.0, "2026-11-30T00:00:00Z", "2026-11-30 ", "30-11-2026", "2026-W48-1",
        "2026-1-3", "20261130", "2026-02-29", "2026-11-31", "2026-13-01", "0000-01-01", "２０２６-11-30", "", None,
    ],
)  # fmt: skip
def test_a_day_is_text_of_one_form(value: object) -> None:
    assert accepts(Day, "2026-11-30")
    assert not accepts(Day, value)


@pytest.mark.parametrize(
    "value",
    [
        1764547200, "1764547200", "2026-11-30", "2026-11-30T09:30:00", "2026-11-30T09:30:00+00:00",
        "2026-11-30T09:30:00z", "2026-11-30 09:30:00Z", "2026-11-30T09:30:00.5Z", "2026-11-30T24:00:00Z",
        "2026-11-30T09:60:00Z", "2026-11-30T09:30:60Z", "2026-02-30T09:30:00Z", None,
    ],
)  # fmt: skip
def test_an_instant_is_utc_to_the_second(value: object) -> None:
    assert accepts(Instant, "2026-11-30T09:30:00Z")
    assert not accepts(Instant, value)


def test_an_instant_is_written_as_it_was_read() -> None:
    form = TypeAdapter[Any](Instant)
    assert form.dump_python(form.validate_python("2026-11-30T09:30:00Z"), mode="json") == "2026-11-30T09:30:00Z"
    assert instant_text(form.validate_python("2026-11-30T09:30:00Z")) == "2026-11-30T09:30:00Z"


@pytest.mark.parametrize(
    ("form", "good", "bad"),
    [
        (Clock, "09:30", "9:30"), (Clock, "23:59", "24:00"), (Clock, "00:00", "09:30\n"),
        (Cpr, "710385-1234", "7103851234"), (Cpr, "710385-1234", "710385-12345"),
        (OrganisationId, "lindholm-kommune", "Lindholm"), (OrganisationId, "a", "a-"), (OrganisationId, "7", "../etc"),
        (OrganisationId, "havnegade", "havnegade-værksted"),
        (Phone, "+45 70 10 41 12", "112"), (Phone, "70104112", "ring til omstillingen"),
        (Mail, "mette.krogh@lindholm.example", "mette krogh@lindholm.example"), (Mail, "a@b.dk", "a@b"),
        (KeyId, "did:key:z6MkehRgf7yJbgaGfYsdoAsKdBPE3dj2CYhowQdcjqSJgvVd", "did:web:lindholm.example"),
        (Yes, True, 1), (Yes, True, False), (Yes, True, "true"), (Yes, True, 1.0),
    ],
)  # fmt: skip
def test_a_form_takes_what_it_names_and_no_more(form: Any, good: object, bad: object) -> None:
    assert accepts(form, good)
    assert not accepts(form, bad)


@pytest.mark.parametrize("value", ["240", 240.0, True, -1, 100_001, None])
def test_minutes_are_whole_numbers(value: object) -> None:
    body = order_body()
    body["course"]["weekly_minutes"] = value
    with pytest.raises(ValidationError, match="weekly_minutes"):
        Order.model_validate(body)


def test_a_member_that_the_format_does_not_know_is_refused_wherever_it_stands() -> None:
    body = order_body()
    body["citizen"]["facts"][0]["bemærkning"] = "Står ikke i formatet."
    with pytest.raises(ValidationError, match="Extra inputs"):
        Order.model_validate(body)


def test_null_and_missing_are_the_same_for_what_is_optional_and_refused_for_what_is_not() -> None:
    body = order_body()
    body["citizen"]["phone"] = None
    missing = order_body()
    del missing["citizen"]["phone"]
    assert Order.model_validate(body) == Order.model_validate(missing)
    for broken in (order_body(purpose=None), {k: v for k, v in order_body().items() if k != "purpose"}):
        with pytest.raises(ValidationError, match="purpose"):
            Order.model_validate(broken)


def test_an_empty_list_is_not_null() -> None:
    assert Order.model_validate(order_body(questions=[])).questions == []
    with pytest.raises(ValidationError, match="questions"):
        Order.model_validate(order_body(questions=None))


@pytest.mark.parametrize("text", ["", "x" * 8001])
def test_an_empty_or_endless_text_is_no_text(text: str) -> None:
    body = order_body()
    body["purpose"]["text"] = text
    with pytest.raises(ValidationError, match=r"purpose\.text|purpose\n"):
        Order.model_validate(body)


def test_a_variant_takes_its_own_members_only() -> None:
    body = report_body(order_body(), NO_DIGEST)
    body["goals"][0]["status"] = "not_worked_on"
    with pytest.raises(ValidationError, match="reason"):
        Report.model_validate(body)
    body["goals"][0]["status"] = "næsten"
    with pytest.raises(ValidationError, match=r"expected tags"):
        Report.model_validate(body)


@pytest.mark.parametrize("attainment", [-3, 3, "0", None])
def test_attainment_stays_on_its_scale(attainment: object) -> None:
    body = report_body(order_body(), NO_DIGEST)
    body["goals"][0]["attainment"] = attainment
    with pytest.raises(ValidationError, match="attainment"):
        Report.model_validate(body)


def test_a_body_that_was_read_cannot_be_changed() -> None:
    order = Order.model_validate(order_body())
    with pytest.raises(ValidationError, match="frozen"):
        order.version = 2  # type: ignore[misc]


def test_a_model_gives_back_what_it_was_given() -> None:
    document = Town().order()
    model = model_of(document["type"])
    assert model.model_validate(document).model_dump(mode="json", by_alias=True, exclude_unset=True) == document


def test_a_kind_and_its_type_belong_together() -> None:
    assert [type_of(kind_of(document_type)) for document_type in KINDS] == list(KINDS)
    with pytest.raises(KeyError):
        model_of("orderdesk.order.v2")
    order = {**Town().order(), "type": "orderdesk.report.v1"}
    with pytest.raises(ValidationError, match="type"):
        model_of("orderdesk.order.v1").model_validate(order)


def test_the_proof_names_the_key_of_its_signer() -> None:
    town = Town()
    document: Document = model_of("orderdesk.order.v1").model_validate(town.order())
    assert signing_key(document) == town["mette-krogh"].signing.did


def session(kind: str = "planned", outcome: str = "attended", planned: int = 120, attended: int = 0) -> dict[str, Any]:
    return {
        "day": "2026-10-06",
        "kind": kind,
        "planned_minutes": planned,
        "outcome": outcome,
        "attended_minutes": attended,
    }


NOTHING = dict.fromkeys(Totals.model_fields, 0)


@pytest.mark.parametrize(
    ("sessions", "totals"),
    [
        ([], {}),
        (
            [session(attended=90)],
            {"planned": 1, "attended": 1, "planned_minutes": 120, "attended_minutes": 90},
        ),
        ([session(outcome="absent")], {"planned": 1, "planned_minutes": 120, "absent": 1}),
        ([session(outcome="cancelled_by_provider")], {"provider_cancelled": 1}),
        (
            [session(outcome="moved"), session(attended=120)],
            {"planned": 1, "attended": 1, "planned_minutes": 120, "attended_minutes": 120, "moved": 1},
        ),
        ([session(kind="phone", planned=0, attended=15)], {"attended_minutes": 15}),
    ],
    ids=["none", "attended", "absent", "cancelled-by-provider", "moved", "outside-the-plan"],
)
def test_totals_follow_from_the_sessions(sessions: list[dict[str, Any]], totals: dict[str, int]) -> None:
    for one in sessions:
        Session.model_validate(one)
    computed = totals_of(sessions)
    assert computed == {**NOTHING, **totals}
    Totals.model_validate(computed)


def test_what_the_provider_cancels_changes_nothing_for_the_citizen() -> None:
    came = [session(attended=120), session(outcome="absent")]
    cancelled = [*came, session(outcome="cancelled_by_provider")]
    assert totals_of(cancelled) == {**totals_of(came), "provider_cancelled": 1}


def test_a_half_written_session_counts_for_nothing() -> None:
    assert totals_of([{}, {"kind": "planned"}]) == {**NOTHING, "planned": 1}


def test_a_citizen_needs_no_phone_but_a_channel() -> None:
    citizen = order_body()["citizen"]
    del citizen["phone"]
    Citizen.model_validate(citizen)
    del citizen["preferred_channel"]
    with pytest.raises(ValidationError, match="preferred_channel"):
        Citizen.model_validate(citizen)
