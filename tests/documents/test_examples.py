"""The examples are what they say: bodies that the models accept, people who cannot exist, nothing after their today."""

import json
import re
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from factories import NO_DIGEST, contact
from jsonschema import Draft202012Validator
from pydantic import TypeAdapter, ValidationError
from referencing import Registry, Resource

from orderdesk.checks.context import OrderContext, ReportContext
from orderdesk.checks.order import check_order
from orderdesk.checks.report import check_report
from orderdesk.documents.attendance import totals_of
from orderdesk.documents.directory import Member
from orderdesk.documents.handover import Handover
from orderdesk.documents.meeting import Meeting
from orderdesk.documents.notice import Notice
from orderdesk.documents.order import Order
from orderdesk.documents.reply import Reply
from orderdesk.documents.report import Report
from orderdesk.documents.review import Review
from orderdesk.documents.schemas import BASE, published

EXAMPLES = Path(__file__).parents[2] / "examples"
ORDERS = sorted((EXAMPLES / "orders").glob("*.json"))
REPORTS = sorted((EXAMPLES / "reports").glob("*/*.json"))
TODAY = "2026-11-22"
FILLED_IN_BY_THE_DESK = {"order", "order_version", "consultant", "totals"}


def body_of(path: Path) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return body


def filled_in(report: dict[str, Any]) -> dict[str, Any]:
    """A report as the desk sends it."""
    consultant = contact("sara-holt", "Sara Holt", "Mentor", "fjordvejen.example")
    desk = {"order": NO_DIGEST, "order_version": 1, "consultant": consultant, "totals": totals_of(report["sessions"])}
    return {**report, **desk}


def name_of(path: Path) -> str:
    return path.stem if path.parent.name == "orders" else f"{path.parent.name}-{path.stem}"


def test_there_are_enough_citizens_and_three_months_for_five_of_them() -> None:
    months = [len(list(folder.iterdir())) for folder in (EXAMPLES / "reports").iterdir()]
    assert len(ORDERS) >= 12
    assert sum(count == 3 for count in months) >= 5


@pytest.mark.parametrize("path", ORDERS, ids=name_of)
def test_an_order_is_valid_and_keeps_its_own_dates(path: Path) -> None:
    Order.model_validate(body := body_of(path))
    course = body["course"]
    assert all(course["start"] <= goal["due"] <= course["end"] for goal in body["goals"])
    assert (date.fromisoformat(course["end"]) - date.fromisoformat(body["reporting"]["final_due"])).days >= 14
    assert sorted(goal["rank"] for goal in body["goals"]) == list(range(1, len(body["goals"]) + 1))
    known = {goal["id"] for goal in body["goals"]}
    assert all(known.issuperset(activity["serves"]) for activity in body["activities"])


@pytest.mark.parametrize("path", ORDERS, ids=name_of)
def test_a_citizen_cannot_exist(path: Path) -> None:
    cpr = body_of(path)["citizen"]["cpr"]
    assert re.fullmatch(r"(6[1-9]|[78][0-9]|9[01])(0[1-9]|1[0-2])\d\d-\d{4}", cpr)


@pytest.mark.parametrize("path", REPORTS, ids=name_of)
def test_a_report_is_valid_and_answers_all_that_its_order_asks(path: Path) -> None:
    report = body_of(path)
    order = body_of(EXAMPLES / "orders" / f"{path.parent.name}.json")
    assert not FILLED_IN_BY_THE_DESK & report.keys()
    Report.model_validate(filled_in(report))
    for asked, answer in (("goals", "goal"), ("questions", "question"), ("documentation", "documentation")):
        assert {item["id"] for item in order[asked]} == {item[answer] for item in report[asked]}, asked


@pytest.mark.parametrize("path", REPORTS, ids=name_of)
def test_what_a_report_tells_has_happened(path: Path) -> None:
    report = body_of(path)
    start, end = report["period"]["start"], report["period"]["end"]
    assert end < TODAY
    assert all(start <= session["day"] <= end for session in report["sessions"])
    assert all(adjustment["day"] <= end for adjustment in report.get("adjustments", []))
    assert report["citizen_view"]["day"] <= end
    assert all(step["by"] > end for step in report["next_steps"])
    for session in report["sessions"]:
        assert ("absence" in session) == (session["outcome"] == "absent")
        assert ("moved" in session) == (session["outcome"] == "moved")


@pytest.mark.parametrize(
    "name", ["amina-warsame", "bettina-ravn", "jytte-mikkelsen", "kasper-lindgaard", "torben-eskildsen"]
)
def test_the_steps_of_one_month_are_followed_up_in_the_next(name: str) -> None:
    months = [body_of(path) for path in sorted((EXAMPLES / "reports" / name).iterdir())]
    for before, after in pairwise(months):
        assert {s["text"] for s in before["next_steps"]} == {f["step"] for f in after["followed_up"]}


def test_the_people_of_the_directory_are_members_without_keys_and_those_the_orders_name() -> None:
    organisations = body_of(EXAMPLES / "directory.json")["organisations"]
    for organisation in organisations:
        for member in organisation["members"]:
            Member.model_validate({**member, "keys": []})
        assert any("administrator" in member["roles"] for member in organisation["members"])
    people = {member["person"]: member for organisation in organisations for member in organisation["members"]}
    for path in ORDERS:
        body = body_of(path)
        named = [body["placer"]["caseworker"], body["placer"]["substitute"]]
        assert all(people[contact["person"]]["phone"] == contact["phone"] for contact in named)
        if preferred := body["provider"].get("preferred_consultant"):
            assert "consultant" in people[preferred["person"]]["roles"]


@pytest.mark.parametrize("path", ORDERS, ids=name_of)
def test_the_checks_let_an_order_pass(path: Path) -> None:
    body = body_of(path)
    written = max(date.fromisoformat(fact["confirmed"]) for fact in body["citizen"]["facts"])
    advice = {"oliver-friis": {"ORD27"}}.get(path.stem, set())  # three goals on two hours: the provider will decline
    assert {finding.code for finding in check_order(body, OrderContext(today=written))} == advice


@pytest.mark.parametrize("path", REPORTS, ids=name_of)
def test_the_checks_let_a_report_pass(path: Path) -> None:
    report = filled_in(body_of(path))
    order = body_of(EXAMPLES / "orders" / f"{path.parent.name}.json")
    earlier = [body_of(month) for month in sorted(path.parent.iterdir()) if month.name < path.name]
    context = ReportContext(
        today=date.fromisoformat(report["period"]["end"]), previous=earlier[-1] if earlier else None
    )
    assert check_report(report, order, context) == []


def test_the_checks_stop_the_drafts() -> None:
    order = body_of(EXAMPLES / "drafts" / "vague-order.json")
    report = body_of(EXAMPLES / "drafts" / "poor-report.json")
    asked = body_of(EXAMPLES / "orders" / "bettina-ravn.json")
    today = date.fromisoformat(TODAY)
    for findings in (
        check_order(order, OrderContext(today=today)),
        check_report(report, asked, ReportContext(today=today)),
    ):
        assert sum(finding.severity == "block" for finding in findings) >= 10
        assert sum(finding.severity == "advise" for finding in findings) >= 5


def test_the_drafts_are_not_ready() -> None:
    with pytest.raises(ValidationError, match="seen_by"):
        Order.model_validate(body_of(EXAMPLES / "drafts" / "vague-order.json"))
    with pytest.raises(ValidationError, match="citizen_view"):
        Report.model_validate(body_of(EXAMPLES / "drafts" / "poor-report.json"))


KINDS = {
    "amendments": ("order", Order), "replies": ("reply", Reply), "reviews": ("review", Review),
    "notices": ("notice", Notice), "meetings": ("meeting", Meeting), "handovers": ("handover", Handover),
}  # fmt: skip
OF_THE_COURSE = sorted(path for folder in KINDS for path in (EXAMPLES / folder).glob("*.json"))
SCHEMAS: Registry[Any] = Registry().with_resources(
    (schema["$id"], Resource.from_contents(schema)) for schema in published().values()
)


@pytest.mark.parametrize("path", OF_THE_COURSE, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_what_belongs_to_a_course_is_valid_by_model_and_schema(path: Path) -> None:
    kind, model = KINDS[path.parent.name]
    body = body_of(path)
    TypeAdapter(model).validate_python(body)
    schema = {"$ref": f"{BASE}{kind}.v1.json#body"}
    Draft202012Validator(schema, registry=SCHEMAS).validate(body)
    with pytest.raises(ValidationError):
        TypeAdapter(model).validate_python({**body, "unknown": 1})


@pytest.mark.parametrize(("folder", "model"), [("notices", Notice), ("meetings", Meeting)])
def test_there_is_an_example_of_every_kind(folder: str, model: Any) -> None:
    shown = {body_of(path)["kind"] for path in (EXAMPLES / folder).glob("*.json")}
    assert shown == set(TypeAdapter(model).json_schema()["discriminator"]["mapping"])


def test_the_objection_is_to_what_the_amendment_changed_and_the_next_one_answers_it() -> None:
    first, second = (body_of(EXAMPLES / "amendments" / f"kasper-lindgaard-{number}.json") for number in (2, 3))
    objection, agreed = (body_of(EXAMPLES / "replies" / f"{name}.json") for name in ("object", "acknowledge"))
    assert set(objection["paths"]) == {change["path"] for change in first["changes"]}
    assert (objection["version"], first["version"], agreed["version"], second["version"]) == (2, 2, 3, 3)
    assert "næste hverdag" in objection["alternative"]
    assert "næste hverdag" in second["follow_up"]["ring_when"]
