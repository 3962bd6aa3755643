"""`orderdesk case close, news, confirm, note, track`: from a gap to what closes it."""

import pytest
from command_desks import Desks, day, report_now


@pytest.fixture
def case(desks: Desks) -> str:
    """The case of the citizen of the orders, on the way to a flex job."""
    from command_desks import order_now

    citizen = order_now()["citizen"]
    ended = desks.mette("case", "new", citizen["name"], citizen["cpr"], "--track", "flex_job", "--decision", day(90))
    assert ended.code == 0, ended.err
    return ended.out.strip()


def open_gaps(desks: Desks, case: str, action: str) -> list[str]:
    """The open gaps of the case whose rule is closed in that way."""
    from desk_pair import PASSPHRASE

    from orderdesk.desk.casework import gap_reading
    from orderdesk.desk.opening import open_desk

    desk = open_desk(desks.folder / "mette", PASSPHRASE)
    try:
        return [one.key for one in gap_reading.answers(desk, case).open() if one.rule.closing.action == action]
    finally:
        desk.close()


def test_an_order_is_drafted_that_asks_for_what_is_lacking(desks: Desks, case: str) -> None:
    gap = open_gaps(desks, case, "order")[0]
    ended = desks.mette("case", "close", case, gap)
    assert ended.code == 0, ended.err
    assert f"`orderdesk order send {ended.out.strip()}`" in ended.err
    assert "Nothing was sent." in ended.err
    draft = desks.mette("order", "show", ended.out.strip(), "--json").value["body"]
    assert draft["documentation"][0]["rule"].startswith(gap)
    again = desks.mette("case", "close", case, gap.partition("/")[2], "--json").value
    assert (again["goes"], again["key"], again["gap"]) == ("draft", ended.out.strip(), gap)


def test_a_request_is_prepared_with_questions_of_this_case(desks: Desks, case: str) -> None:
    gap = open_gaps(desks, case, "medical_request")[0]
    ended = desks.mette("case", "close", case, gap)
    assert (ended.code, ended.out) == (0, "R1\n"), ended.err
    assert f"`orderdesk case request text {case} R1`" in ended.err
    (request,) = desks.mette("case", "request", "list", case, "--json").value
    assert request["state"] == "prepared"


def test_each_other_way_says_how_to_go_on(desks: Desks, case: str) -> None:
    for action, says in (("write_section", "case add sections"), ("ask_citizen", "case add conversations"),
                         ("record", "orderdesk case ")):  # fmt: skip
        for gap in open_gaps(desks, case, action)[:1]:
            ended = desks.mette("case", "close", case, gap)
            assert ended.code == 0, ended.err
            assert says in ended.err
            assert desks.mette("case", "close", case, gap, "--json").value["goes"] in (
                "section",
                "conversation",
                "entry",
            )


def test_where_nothing_can_be_prepared_it_is_said(desks: Desks, case: str) -> None:
    gap = open_gaps(desks, case, "order")[0]
    ended = desks.mette("case", "close", case, gap, "--by", "reminder")
    assert (ended.code, ended.out) == (1, "")
    assert "No request waits for an answer." in ended.err
    assert desks.mette("case", "close", case, "FLX99").code == 1
    assert desks.mette("case", "close", case, gap, "--by", "magic").code == 2


def test_news_are_taken_in_by_a_person(desks: Desks, case: str) -> None:
    none = desks.mette("case", "news", case)
    assert (none.code, none.out) == (0, "")
    thread = desks.accepted_order()
    ended = desks.sara("report", "new", thread, desks.file("report.json", report_now()), "--send")
    assert ended.code == 0, ended.err
    desks.carry()
    found = desks.mette("case", "news", case, "--json").value
    assert {one["list"] for one in found} >= {"measures", "evidence"}
    assert all(one["thread"] == thread for one in found)
    text = desks.mette("case", "news", case)
    assert f"[{found[0]['id']}]" in text.out
    assert "Nothing enters by itself" in text.err
    wanted = next(one for one in found if one["list"] == "measures")
    taken = desks.mette("case", "confirm", case, wanted["id"], "--json").value
    assert (taken["entry"], taken["closes"]) == ("M1", wanted["closes"])
    left = desks.mette("case", "news", case, "--json").value
    assert wanted["id"] not in [one["id"] for one in left]
    aside = desks.mette("case", "confirm", case, "1", "--put-aside")
    assert (aside.code, aside.out) == (0, "")
    assert len(desks.mette("case", "news", case, "--json").value) == len(left) - 1
    assert desks.mette("case", "confirm", case, "99").code == 1


def test_a_person_says_which_gap_an_entry_closes(desks: Desks, case: str) -> None:
    gap = open_gaps(desks, case, "medical_request")[0]
    desks.mette("case", "add", "evidence", case, "--kind", "other", "--information-date", day(-2))
    ended = desks.mette("case", "confirm", case, "E1", "--closes", gap)
    assert (ended.code, ended.out) == (0, "E1\n"), ended.err
    (note,) = desks.mette("case", "show", case, "--json").value["file"]["notes"]
    assert (note["kind"], note["gap"], note["entries"], note["day"]) == ("closed_by", gap, ["E1"], day(0))
    assert desks.mette("case", "confirm", case, "E9").code == 1
    assert desks.mette("case", "confirm", case, "E1", "--put-aside").code == 2
    assert desks.mette("case", "confirm", case, "E1", "--closes", gap, "--closes-nothing").code == 2


def test_a_remark_stays_beside_its_gap(desks: Desks, case: str) -> None:
    gap = open_gaps(desks, case, "order")[0]
    ended = desks.mette("case", "note", case, gap, "-", stdin="Lægen ringer selv på tirsdag.".encode())
    assert (ended.code, ended.out) == (0, "")
    (note,) = desks.mette("case", "show", case, "--json").value["file"]["notes"]
    assert (note["gap"], note["text"]) == (gap, "Lægen ringer selv på tirsdag.")
    assert "Lægen ringer selv på tirsdag." in desks.mette("case", "show", case).out
    assert desks.mette("case", "note", case, gap, " ").code == 2
    assert desks.mette("case", "remove", case, "1", "--yes").code == 0
    assert "notes" not in desks.mette("case", "show", case, "--json").value["file"]


def test_a_person_settles_what_only_a_person_can(desks: Desks, case: str) -> None:
    for number, ability in enumerate(["able", "unable"]):
        desks.mette("case", "add", "evidence", case, "--kind", "lae125", "--information-date", day(-20 + number),
                    "--work-ability", ability)  # fmt: skip
    gap = "laegeanmodninger/ANM06:E1+E2"
    assert gap in open_gaps(desks, case, "medical_request")
    ended = desks.mette("case", "note", case, gap, "Lægen har rettet den første.", "--settles")
    assert (ended.code, ended.out) == (0, ""), ended.err
    (note,) = desks.mette("case", "show", case, "--json").value["file"]["notes"]
    assert (note["kind"], note["entries"], note["text"]) == ("closed_by", ["E1", "E2"], "Lægen har rettet den første.")
    assert gap not in open_gaps(desks, case, "medical_request")
    again = desks.mette("case", "note", case, open_gaps(desks, case, "order")[0], "Det går nok.", "--settles")
    assert again.code == 1
    assert "something must come into the file" in again.err


def test_another_track_is_looked_at_and_set(desks: Desks, case: str) -> None:
    desks.mette("case", "change", "head", case, "--tracks", f"flex_job|main|{day(-100)}", "--tracks",
                f"ordinary_hours|plan_b|{day(-100)}")  # fmt: skip
    said = desks.mette("case", "track", case, "early_retirement_pension")
    assert said.code == 0
    assert "Asked anew" in said.out
    assert max(map(len, said.out.splitlines())) <= 80
    assert "The case stays as it is." in said.err
    before = desks.mette("case", "show", case, "--json").value["file"]
    value = desks.mette("case", "track", case, "early_retirement_pension", "--json").value
    assert value["set"] is False
    assert value["new"]
    assert {"reused", "still", "dropped", "track"} <= set(value)
    assert desks.mette("case", "show", case, "--json").value["file"] == before
    assert desks.mette("case", "track", case, "early_retirement_pension", "--reason", "x").code == 2
    done = desks.mette("case", "track", case, "early_retirement_pension", "--set", "--reason", "Alt er prøvet.")
    assert "The case is on that track now." in done.err
    tracks = desks.mette("case", "show", case, "--json").value["file"]["tracks"]
    assert [(one["track"], one["role"], one.get("until")) for one in tracks] == [
        ("flex_job", "main", day(-1)), ("ordinary_hours", "plan_b", None), ("early_retirement_pension", "main", None),
    ]  # fmt: skip
    assert tracks[-1]["reason"] == "Alt er prøvet."
    assert desks.mette("case", "track", case, "pension").code == 2


def test_what_an_entry_closes_is_told_when_it_is_written(desks: Desks, case: str) -> None:
    made = desks.mette("case", "add", "conversations", case, "--day", day(-1), "--wishes", "Et arbejde med dyr.",
                       "--work", "Ti timer går godt.", "--health", "Ryggen driller.", "--json")  # fmt: skip
    closes = made.value["closes"]
    assert closes
    assert f"It would close: {', '.join(closes)}." in made.err
    assert f"`orderdesk case confirm {case} C1`" in made.err
    assert desks.mette("case", "confirm", case, "C1", "--json").value["closes"] == closes
    changed = desks.mette("case", "change", "conversations", case, "C1", "--other", "Han flytter.", "--json")
    assert changed.value["closes"] == []
