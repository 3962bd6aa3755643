"""`orderdesk caseload`, `orderdesk clocks` and what is put aside from `orderdesk inbox`."""

import csv
import io

import pytest
from command_desks import Desks, order_now


def named(name: str) -> dict[str, object]:
    return {"citizen": order_now()["citizen"] | {"name": name}}


def test_the_caseload_is_read_sorted_and_filtered(desks: Desks) -> None:
    desks.accepted_order(**named("Åse Ørum"))
    desks.sent_order(**named("Bo Æbelø"))
    said = desks.mette("caseload")
    assert said.code == 0
    assert "Åse Ørum" in said.out
    assert "The order waits for an answer" in said.out
    assert "      Next: The order is to be answered · " in said.out
    assert "      blocked: The order waits for an answer" in said.out
    assert said.err.strip() == "2 cases."
    assert all(len(line) <= 80 for line in said.out.splitlines())
    found = desks.mette("caseload", "--format", "json", "--sort", "citizen").value
    assert [(one["citizen"], one["state"], one["person"]) for one in found] == [
        ("Bo Æbelø", "delivered", "Sara Holt"), ("Åse Ørum", "accepted", "Sara Holt"),
    ]  # fmt: skip
    assert [one["citizen"] for one in desks.mette("caseload", "--format", "json", "--only", "blocked").value] == [
        "Bo Æbelø"
    ]
    assert desks.mette("caseload", "--only", "overdue").out == ""


def test_the_caseload_as_csv_is_the_same_in_every_language_and_holds_no_formula(
    desks: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    desks.accepted_order(**named("=Åse Ørum"))
    english = desks.mette("caseload", "--format", "csv").out
    monkeypatch.setenv("ORDERDESK_LANG", "da")
    assert desks.mette("caseload", "--format", "csv").out == english
    head, case = csv.reader(io.StringIO(english))
    assert head[:5] == ["thread", "citizen", "other", "person", "state"]
    assert case[1] == "'=Åse Ørum"


def test_clocks_are_listed_set_and_reset(desks: Desks) -> None:
    said = desks.mette("clocks").out
    assert "answer_order" in said
    assert "2 working days" in said
    assert "    The provider answers an order; after that it expires\n" in said, "the whole of what a clock is for"
    assert "What for" not in said
    refused = desks.mette("clocks", "--set", "report_red=900").err
    assert "A report that nobody has acted on turns red: 900 days is not possible. Choose 1 to 180 days." in refused
    assert desks.mette("clocks", "--set", "answer_order=4", "--set", "report_red=5").code == 0
    lengths = {one["id"]: one["length"] for one in desks.mette("clocks", "--json").value}
    assert (lengths["answer_order"], lengths["report_red"], lengths["meeting"]) == (4, 5, 8)
    assert desks.mette("clocks", "--reset", "answer_order").code == 0
    lengths = {one["id"]: one["length"] for one in desks.mette("clocks", "--json").value}
    assert (lengths["answer_order"], lengths["report_red"]) == (2, 5)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--set", "answer_order"), 2), (("--set", "answer_order=mange"), 2), (("--set", "uret=3"), 1),
        (("--set", "report_red=5", "--set", "answer_order=0"), 3), (("--reset", "uret"), 1),
    ],
)  # fmt: skip
def test_what_no_clock_can_be_changes_nothing(desks: Desks, words: tuple[str, ...], code: int) -> None:
    assert desks.mette("clocks", *words).code == code
    assert all(one["length"] == one["default"] for one in desks.mette("clocks", "--json").value)


def test_a_notice_is_put_aside_once_it_has_been_seen(desks: Desks) -> None:
    thread = desks.accepted_order()
    assert (
        desks.sara("order", "warn", thread, "--about", "health_worse", "--text", "Flere anfald i denne uge.").code == 0
    )
    desks.carry()
    (line,) = desks.mette("inbox", "--json").value["items"]
    assert (line["code"], line["thread"], line["opens"]) == ("news_warning", thread, "order")
    assert f"--aside {line['aside']}" in desks.mette("inbox").out
    assert desks.mette("inbox", "--aside", "ffffffff").code == 1
    assert desks.mette("inbox", "--aside", line["aside"], "--json").value["items"] == []
