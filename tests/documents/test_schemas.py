"""The published schemas: current, closed, described, and of one opinion with the models on whole and broken documents.

The independent judge is the jsonschema package. A broken document is made by one mutation of a good one: a member taken
away, a member added, a leaf of another type. Each place of a kind is mutated once, wherever it stands.
"""

import copy
import json
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from factories import (
    ACCEPT_ISSUED,
    NO_DIGEST,
    NOTICE_KINDS,
    Town,
    contact,
    handover_body,
    meeting_body,
    note_body,
    notice_body,
    order_body,
    receipt_body,
    reply_body,
    report_body,
    review_body,
    thread_urn,
)
from jsonschema import Draft202012Validator, FormatChecker
from pydantic import ValidationError
from referencing import Registry, Resource

from orderdesk.documents.registry import KINDS, kind_of, model_of
from orderdesk.documents.schemas import BASE, published, published_files, text_of, write

ROOT = Path(__file__).parents[2]
SCHEMAS = published()
FORMATS = FormatChecker(formats=["date"])
DAY = "2026-11-02"
WAITING = ("ask", "answer", "uphold")
"""The replies that may say until when an answer is waited for."""


@FORMATS.checks("date-time", raises=ValueError)
def _is_moment(value: object) -> bool:
    return not isinstance(value, str) or bool(datetime.fromisoformat(value))


def validator(name: str, anchor: str = "") -> Draft202012Validator:
    registry = Registry().with_resources([(BASE + n, Resource.from_contents(s)) for n, s in SCHEMAS.items()])
    return Draft202012Validator({"$ref": BASE + name + anchor}, registry=registry, format_checker=FORMATS)


def full_order() -> dict[str, Any]:
    """An order with every member that an order can have."""
    step = {"id": "M1B", "text": "Lægen har set hende.", "due": DAY}
    body = order_body(
        replaces=NO_DIGEST,
        changes=[{"path": "$.goals[0].due", "reason": "Lægen havde først tid i november."}],
        relation={"kind": "follows", "thread": thread_urn("et tidligere forløb"), "reason": "Samme mål."},
        work_trial={"field": "Butik", "start_minutes": 120, "try_out": ["Delt arbejdsdag"]},
        answers_question=NO_DIGEST,
        answer_by=DAY,
        adjustments=[
            {
                "day": DAY, "kind": "hours", "before": "4 timer", "after": "2 timer",
                "reason": "Udmattet efter en time.", "effect": "Kunne gennemføre.",
            }
        ],
        attachments=[
            {
                "id": "B1", "name": "Statusattest.pdf", "kind": "medical", "author": "Egen læge",
                "information_date": DAY, "hash": NO_DIGEST, "size": 84_213, "disclosure": "V1",
            }
        ],
    )  # fmt: skip
    body["programme"] |= {"other": "Kajak", "package": "Mentor, 4 timer"}
    body["provider"] |= {"sub_provider": "Havnegade Værksted"}
    body["citizen"] |= {"mail": "rikke@soenderby.example", "safety_note": "Hunden bider."}
    body["citizen"]["interpreter"] = {"needed": True, "language": "so", "note": "Helst en kvinde."}
    body["goals"][0]["sub_goals"] = [step]
    return body


def full_report() -> dict[str, Any]:
    """A final report with every member that a report can have."""
    body = report_body(order_body(), NO_DIGEST, kind="final", replaces=NO_DIGEST, elaborates=NO_DIGEST)
    body["consultant"]["reachable"] = "9-10"
    body["goals"][0] |= {"on_track": False, "off_track_because": "Lægen kan først i december."}
    body["goals"][1] = {
        "status": "not_worked_on", "goal": "M2", "reason": "Venter på lægen.", "cause": "awaiting_others",
        "on_track": True, "next_step": {"text": "Ringe.", "who": "Sara Holt", "by": DAY},
    }  # fmt: skip
    body["questions"][1] = {"status": "not_yet", "question": "S2", "reason": "For tidligt.", "expected": DAY}
    body["documentation"][0]["attachment"] = "B1"
    body["citizen_view"] |= {"agrees": "partly", "disagreement": "Uenig om tempoet."}
    body["sessions"][0] |= {"place": "Hjemme", "note": "Regnvejr."}
    body["sessions"][2]["absence"]["text"] = "Feber."
    week = {"start": DAY, "planned_minutes": 240, "present_minutes": 200, "effective_minutes": 150}
    work_trial = {
        "employer": "Brugsen", "tasks": "Varer og priser", "start": DAY, "end": DAY,
        "ended_because": "Butikken lukkede.", "planned_minutes": 240, "present_minutes": 200, "effective_minutes": 150,
        "weeks": [week], "accommodations": ["Pause hver time"], "paid_minutes": 0, "prospects": "Ingen endnu.",
    }  # fmt: skip
    attachment = {
        "id": "B1", "name": "Skema.pdf", "kind": "work_trial", "author": "Sara Holt", "information_date": DAY,
        "hash": NO_DIGEST, "size": 1200,
    }  # fmt: skip
    outcome = {
        "outcome": "goals_partly_met",
        "text": "Halvvejs.",
        "recommendation": "Fortsæt.",
        "unresolved": ["Søvn."],
    }
    return body | {
        "work_trial": work_trial,
        "underway": "Lægens svar ændrede retningen.",
        "warnings": [{"kind": "health_worse", "text": "Flere anfald."}],
        "not_ready_yet": "Udredning først.",
        "proposals": [{"path": "$.course.end", "text": "Forlæng til marts.", "reason": "Lægen kom sent."}],
        "attachments": [attachment],
        "outcome": outcome,
    }


def documents() -> Iterator[tuple[str, dict[str, Any]]]:
    """Signed documents that together have every member of every kind."""
    town = Town()
    consultant = contact("sara-holt", "Sara Holt", "Mentor", "fjordvejen.example", reachable="9-10")
    bodies: list[tuple[str, str, dict[str, Any]]] = [
        ("order", "mette-krogh", full_order()),
        (
            "order",
            "mette-krogh",
            order_body(voice={"status": "declined", "asked": DAY, "reason": "Vil ikke udtale sig."}),
        ),
        ("report", "sara-holt", full_report()),
        (
            "report",
            "sara-holt",
            full_report() | {"citizen_view": {"status": "not_given", "reason": "Var syg.", "attempts": 2}},
        ),
        ("receipt", "mette-krogh", receipt_body(outcome="fatal")),
    ]
    bodies += [("reply", "sara-holt", reply_body(kind)) for kind in ("ask", "decline", "acknowledge", "object")]
    bodies += [("reply", "mette-krogh", reply_body(kind)) for kind in ("answer", "uphold", "agree_decline")]
    bodies += [("reply", by, body | {"answer_by": DAY}) for kind, by, body in bodies if body.get("kind") in WAITING]
    accept = reply_body("accept", consultant=consultant, not_preferred_because="Sara er på ferie.", note="Glæder os.")
    bodies.append(("reply", "sara-holt", accept))
    reviews = ("read", "decided", "elaboration", "comments", "cleared")
    bodies += [("review", "mette-krogh", review_body(kind)) for kind in reviews]
    bodies += [("notice", "mette-krogh", notice_body(kind)) for kind in NOTICE_KINDS["C"]]
    bodies += [("notice", "sara-holt", notice_body(kind)) for kind in NOTICE_KINDS["P"]]
    bodies += [("note", "mette-krogh", note_body(replaces=NO_DIGEST)), ("note", "mette-krogh", note_body("withdrawn"))]
    meetings = ("propose", "schedule", "held", "no_show", "cancel", "reschedule")
    bodies += [("meeting", "sara-holt", meeting_body(kind)) for kind in meetings]
    no_remarks = {"status": "none", "reason": "Rikke gik, før vi nåede dertil."}
    bodies.append(("meeting", "mette-krogh", meeting_body("held", citizen_remarks=no_remarks)))
    bodies.append(("handover", "mette-krogh", handover_body(thread_urn("skema"))))
    told = {"note": "Alt står i rapporten fra oktober.", "told": "Ahmed har sagen, mens Sara er på barsel."}
    bodies.append(("handover", "sara-holt", handover_body(thread_urn("skema"), to_person="ahmed-yildiz", **told)))
    for kind, by, body in bodies:
        document = town.sign(kind, body, by, thread=thread_urn("skema"), issued=ACCEPT_ISSUED)
        document["to"][0]["person"] = "sara-holt"
        yield kind, document
    directory = {**copy.deepcopy(town.municipality.directory), "directory": town.provider.reference()}
    directory["body"] |= {
        "offline": NO_DIGEST,
        "revocations": [{"key": town.municipality.root, "at": ACCEPT_ISSUED, "reason": "lost"}],
    }
    directory["body"]["members"][0] |= {"unit": "Team Øst", "skills": ["angst"]}
    directory["body"]["members"][0]["keys"][0]["until"] = ACCEPT_ISSUED
    yield "directory", directory


DOCUMENTS = list(documents())

Place = tuple[str | int, ...]
PARTNERS_DIRECTORY: Place = ("partners", 0, "directory")
"""A whole document within a document, which is verified by itself: open in the model and in the schema."""


def places(value: Any, at: Place = ()) -> Iterator[tuple[Place, Any]]:
    """Every value within `value` with the way to it."""
    yield at, value
    if at[-3:] == PARTNERS_DIRECTORY or at[-1:] == ("@context",):
        return
    for key, item in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from places(item, (*at, key))


def kind_of_place(document: Any, at: Place) -> Place:
    """The place without numbers, with what tells the objects on the way apart."""
    shape: list[str | int] = []
    for key in at:
        document = document[key]
        shape.append("*" if isinstance(key, int) else key)
        if isinstance(document, dict) and (tag := document.get("status") or document.get("kind")):
            shape.append(str(tag))
    return tuple(shape)


def changed(document: dict[str, Any], at: Place, change: Callable[[Any, Any], None]) -> dict[str, Any]:
    """A copy of `document` where `change` has been done to the container and key at the end of the way."""
    broken = copy.deepcopy(document)
    container: Any = broken
    for key in at[:-1]:
        container = container[key]
    change(container, at[-1])
    return broken


def put(value: Any) -> Callable[[Any, Any], None]:
    return lambda container, key: container.__setitem__(key, value)


def add(container: Any, key: Any) -> None:
    container[key]["bemærkning"] = "Noget, som formatet ikke kender."


def remove(container: Any, key: Any) -> None:
    del container[key]


def wrong_values(value: Any) -> list[Any]:
    """Values of other types, and of the same type but not of the form."""
    if isinstance(value, bool):
        return ["true", 1, None]
    if isinstance(value, int):
        return [str(value), value + 0.5, True, 10**9, -(10**9), None]
    if isinstance(value, str):
        return [7, False, "", "x" * 9000, "2026-02-30", "2026-11-02T10:00:00Z", "2026-13-01T00:00:00Z", [value], None]
    return ["tekst", None, 0]


def mutations(kind: str) -> Iterator[tuple[str, dict[str, Any], bool]]:
    """A name, a broken document and whether both must refuse it, for each place that documents of `kind` have."""
    seen: set[Place] = set()
    for document in (document for name, document in DOCUMENTS if name == kind):
        for at, value in places({"": document}, ()):
            if not at or (shape := kind_of_place({"": document}, at)) in seen:
                continue
            seen.add(shape)
            name = ".".join(str(part) for part in shape)
            if len(at) > 1:
                if isinstance(at[-1], str):
                    yield f"{name} removed", changed({"": document}, at, remove)[""], False
                for wrong in wrong_values(value):
                    yield f"{name} = {str(wrong)[:20]!r}", changed({"": document}, at, put(wrong))[""], False
            if isinstance(value, dict) and at[-3:] != PARTNERS_DIRECTORY:
                yield f"{name} with a member more", changed({"": document}, at, add)[""], True


def model_accepts(kind: str, document: dict[str, Any]) -> bool:
    try:
        model_of(f"orderdesk.{kind}.v1").model_validate(document)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_checked_in_file_is_current(name: str) -> None:
    assert (ROOT / "schemas" / name).read_text(encoding="utf-8") == text_of(SCHEMAS[name])


def test_writing_gives_the_files(tmp_path: Path) -> None:
    paths = write(tmp_path / "schemas", published_files())
    assert {path.name for path in paths} == {*SCHEMAS, "life-cycle.v1.json"}
    assert json.loads(paths[0].read_bytes())["$id"] == BASE + paths[0].name
    assert b"\r" not in paths[0].read_bytes()


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_sound_closed_bounded_and_described(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])
    assert SCHEMAS[name]["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    for at, node in places(SCHEMAS[name]):
        if not isinstance(node, dict) or (at and at[-1] in ("properties", "$defs")):
            continue
        if "properties" in node:
            assert node["additionalProperties"] is False, at
            assert at == () or node["description"], at
        if node.get("type") == "string":
            assert {"pattern", "maxLength", "enum", "const"} & node.keys(), at
        if node.get("type") == "integer":
            assert {"minimum", "maximum"} <= node.keys(), at
        if node.get("type") == "array":
            assert "maxItems" in node, at


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_member_says_what_it_holds(name: str) -> None:
    schema = SCHEMAS[name]
    for holder in (schema, *schema.get("$defs", {}).values()):
        for member, node in holder["properties"].items():
            said = any("description" in part or "$ref" in part for part in (node, *node.get("anyOf", ())))
            assert said or "const" in node, member


def test_the_danish_words_of_the_domain_stand_in_the_schemas() -> None:
    text = json.dumps(SCHEMAS, ensure_ascii=False)
    for word in (
        "bestilling", "progressionsrapport", "leverandør", "konsulent", "borger", "formål", "mål", "delmål",
        "skånehensyn", "arbejdsevne", "arbejdsprøvning", "forløb", "fremmøde", "fravær", "trepartsmøde",
        "gennemlæsning",
    ):  # fmt: skip
        assert word in text, word


@pytest.mark.parametrize(("kind", "document"), DOCUMENTS, ids=[f"{n}-{kind}" for n, (kind, _) in enumerate(DOCUMENTS)])
def test_a_signed_document_passes_its_own_schema_and_the_envelope(kind: str, document: dict[str, Any]) -> None:
    assert model_accepts(kind, document)
    validator(f"{kind}.v1.json").validate(document)
    validator("envelope.v1.json").validate(document)
    validator(f"{kind}.v1.json", "#body").validate(document["body"])


@pytest.mark.parametrize("kind", [kind_of(document_type) for document_type in KINDS])
def test_together_the_documents_have_every_member(kind: str) -> None:
    present = {at[-1] for name, document in DOCUMENTS if name == kind for at, _ in places(document) if at}
    schema = SCHEMAS[f"{kind}.v1.json"]
    known = {member for holder in (schema, *schema["$defs"].values()) for member in holder["properties"]}
    assert known <= present | {"@context"}


@pytest.mark.parametrize("kind", [kind_of(document_type) for document_type in KINDS])
def test_models_and_schemas_agree_on_every_broken_document(kind: str) -> None:
    judge = validator(f"{kind}.v1.json")
    refused = 0
    for name, broken, must_be_refused in mutations(kind):
        by_model, by_schema = model_accepts(kind, broken), judge.is_valid(broken)
        assert by_model == by_schema, name
        assert not (must_be_refused and by_model), name
        refused += not by_model
    assert refused > 100


@pytest.mark.parametrize("kind", [kind_of(document_type) for document_type in KINDS])
def test_a_required_member_cannot_be_left_out(kind: str) -> None:
    schema = SCHEMAS[f"{kind}.v1.json"]
    document = next(document for name, document in DOCUMENTS if name == kind)
    assert set(schema["required"]) >= {
        "@context",
        "type",
        "id",
        "thread",
        "seq",
        "prev",
        "from",
        "to",
        "issued",
        "body",
        "proof",
    }
    for member in schema["required"]:
        broken = {key: value for key, value in document.items() if key != member}
        assert not model_accepts(kind, broken), member
        assert not validator(f"{kind}.v1.json").is_valid(broken), member


@pytest.mark.parametrize("context", [[], ["https://w3id.org/security/data-integrity/v2"], "swapped", "appended"])
def test_the_context_is_the_constant(context: Any) -> None:
    kind, document = DOCUMENTS[0]
    constant = document["@context"]
    context = {"swapped": constant[::-1], "appended": [*constant, "https://andet.example"]}.get(str(context), context)
    broken = {**document, "@context": context}
    assert not model_accepts(kind, broken)
    assert not validator(f"{kind}.v1.json").is_valid(broken)
