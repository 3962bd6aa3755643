"""Near-equal text is noticed across citizens, and nothing of one citizen is told on another's screen."""

import json
from typing import Any

import pytest
from desk_pair import DeskPair
from factories import order_body, report_body

from orderdesk.checks.findings import Finding
from orderdesk.desk import drafts, index
from orderdesk.desk.ordering import orders, replies
from orderdesk.desk.reporting import reports
from orderdesk.locale import use_language

Body = dict[str, Any]
BO = {"name": "Bo-Henrik Ravnkilde", "cpr": "710590-1231"}


def about(body: Body, name: str, cpr: str) -> Body:
    """`body` about somebody else: the same text, with that one's name where the first one's stood."""
    first = body["citizen"]["name"]
    texts = json.dumps(body, ensure_ascii=False)
    for old, new in ((first, name), (first.split()[0], name.split()[0])):
        texts = texts.replace(old, new)
    moved: Body = json.loads(texts)
    moved["citizen"] |= {"cpr": cpr}
    return moved


def send(pair: DeskPair, body: Body) -> str:
    return orders.send(pair.caseworker, orders.new_draft(pair.caseworker, body).id).thread


def accept(pair: DeskPair, thread: str) -> None:
    pair.deliver()
    first = {"day": "2026-11-05", "time": "10:00", "place": "Fjordvejen 8"}
    replies.accept(pair.consultant, thread, first_meeting=first, start="2026-11-05")
    pair.deliver()


def report(pair: DeskPair, thread: str, **changes: Any) -> Body:
    folded = index.thread_of(pair.consultant, thread)
    body = report_body(index.body(pair.consultant, folded.order), folded.order, "2026-11", **changes)
    return {name: value for name, value in body.items() if name not in ("order", "order_version", "version", "totals")}


def said(findings: list[Finding], code: str) -> list[str]:
    """All that a screen and machine output can show of the findings with that code."""
    told = []
    for language in ("da", "en"):
        use_language(language)
        told += [f"{one.sentence} {one.message} {one.path} {dict(one.values)} {one.terms} {one!r}"
                 for one in findings if one.code == code]  # fmt: skip
    return told


def words_of(*bodies: Body) -> set[str]:
    """Whatever is particular to the citizen of each body: names, numbers, and each word of the purpose and goals."""
    found: set[str] = set()
    for body in bodies:
        citizen = body["citizen"]
        found |= {citizen["name"], *citizen["name"].split(), citizen["cpr"]}
        texts = [body["purpose"]["text"], *(goal["text"] for goal in body["goals"])]
        found |= {word for text in texts for word in text.split() if len(word) > 7}
    return found


def test_an_order_that_was_copied_is_told_by_its_day_alone(pair: DeskPair) -> None:
    of_b = about(order_body(), **BO)
    send(pair, of_b)
    pair.clock.forward(days=1)
    mine = order_body()
    told = said(orders.check(pair.caseworker, mine), "ORD28")
    assert len(told) == 2
    assert "2026-11-02" in told[0]
    for word in words_of(of_b) - {"purpose", "borgers"}:
        assert not any(word in text for text in told), word


def test_the_name_that_was_changed_does_not_hide_the_copy(pair: DeskPair) -> None:
    """A short purpose that mostly names the citizen: without the names it is the same text."""
    mine = order_body()
    name = mine["citizen"]["name"]
    purpose = f"{name} skal sige, hvad {name} vil. Hun skal med {name.split()[0]}s ord ringe selv."
    theirs = about({**mine, "purpose": {**mine["purpose"], "text": purpose, "leads_to": "x"}}, **BO)
    theirs["purpose"]["text"] = theirs["purpose"]["text"].replace("Hun", "Han")
    send(pair, theirs)
    mine["purpose"] |= {"text": purpose, "leads_to": "x"}
    (found,) = [one for one in orders.check(pair.caseworker, mine) if one.code == "ORD28"]
    assert found.values["percent"] == 100


def test_another_purpose_is_not_taken_for_a_copy(pair: DeskPair) -> None:
    send(pair, about(order_body(), **BO))
    mine = order_body()
    mine["purpose"] |= {
        "text": "Vi ved ikke, om kontoret på skolen er for meget larm. Prøv det i tre uger, og sig det til os.",
        "leads_to": "Et svar på, om det er stedet eller opgaverne, der skal skiftes.",
    }
    for goal in mine["goals"]:
        goal |= {"text": "Ringer selv til skolen den dag, det ikke går.", "seen_by": "Skolens sekretær noterer det."}
    assert "ORD28" not in {one.code for one in orders.check(pair.caseworker, mine)}


def test_the_same_citizens_earlier_order_is_called_that(pair: DeskPair) -> None:
    send(pair, order_body())
    (found,) = [one for one in orders.check(pair.caseworker, order_body()) if one.code == "ORD28"]
    assert "this citizen's order of 2026-11-02" in found.message


@pytest.mark.parametrize(("kind", "expected"), [("restarts", False), ("replaces", False), ("follows", True)])
def test_an_order_that_is_placed_again_may_say_the_same(pair: DeskPair, kind: str, expected: bool) -> None:
    thread = send(pair, order_body())
    again = order_body(relation={"kind": kind, "thread": thread})
    assert ("ORD28" in {one.code for one in orders.check(pair.caseworker, again)}) is expected


def test_a_namesake_is_somebody_else(pair: DeskPair) -> None:
    """Two people of one name: the other's running order, and where it runs, are not told."""
    mine = order_body()
    theirs = order_body()
    theirs["citizen"] |= {"cpr": BO["cpr"]}
    send(pair, theirs)
    found = orders.check(pair.caseworker, mine)
    assert "ORD33" not in {one.code for one in found}
    (like,) = [one for one in found if one.code == "ORD28"]
    assert "another citizen's order" in like.message
    send(pair, order_body())
    assert "ORD33" in {one.code for one in orders.check(pair.caseworker, mine)}


def test_a_report_that_was_copied_is_told_by_its_day_alone(pair: DeskPair) -> None:
    theirs = about(order_body(), **BO)
    of_b, of_a = send(pair, theirs), send(pair, order_body())
    accept(pair, of_b)
    accept(pair, of_a)
    pair.clock.forward(days=30)
    draft = reports.new_draft(pair.consultant, of_b)
    text = "Bo-Henrik stod op kl. 7 hver dag og tog bus 4A til Havnegade, hvor han satte varer på plads i to timer."
    body = report(pair, of_b)
    body["goals"][0]["done"] = text
    drafts.save(pair.consultant, draft.id, {**draft.body, **body})
    reports.send(pair.consultant, draft.id)
    mine = report(pair, of_a)
    first = index.body(pair.consultant, index.thread_of(pair.consultant, of_a).order)["citizen"]["name"].split()[0]
    mine["goals"][0]["done"] = text.replace("Bo-Henrik", first).replace("han", "hun")
    found = reports.check(pair.consultant, mine, of_a)
    told = [one for one in said(found, "REP22") if "$.goals[0].done" in one]
    assert len(told) == 2
    assert "(100 %)" in told[0]
    for word in ("Bo-Henrik", "Ravnkilde", BO["cpr"], "Havnegade", "bus 4A", "varer"):
        assert not any(word in one for one in told), word
