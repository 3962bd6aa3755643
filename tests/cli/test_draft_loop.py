"""A draft by commands: sent, commented on, sent again, cleared, and the report itself."""

from command_desks import Desks, Ended, day, report_now

from orderdesk.cli.moves.commands_of import COMMAND_OF, summary_of
from orderdesk.documents.lifecycle import actions_of
from orderdesk.documents.report_table import REPORT_TABLE


def good(ended: Ended) -> Ended:
    assert ended.code == 0, ended.err
    return ended


def drafted(desks: Desks) -> str:
    """A draft that has reached Mette; its digest."""
    desks.accepted_order()
    body = desks.file("report.json", report_now())
    sent = good(desks.sara("report", "new", "rikke", body, "--kind", "draft", "--send", "--json"))
    desks.carry()
    return str(sent.value["digest"])


def later(desks: Desks, *words: str) -> str:
    """The version after the newest, sent and carried; its digest."""
    draft = good(desks.sara("report", "correct", "rikke", *words, "--json")).value["draft"]
    sent = good(desks.sara("report", "send", draft, "--attest", "--json"))
    desks.carry()
    return str(sent.value["digest"])


def test_the_whole_loop_of_a_draft(desks: Desks) -> None:
    first = drafted(desks)
    assert desks.mette("inbox", "--json").value["items"][0]["code"] == "look_through"
    said = ("review", "comment", "rikke", "--item", "m2=Hvilke butikker?", "--text", "Ellers fint.", "--by", day(4))
    good(desks.mette(*said))
    desks.carry()
    assert desks.sara("inbox", "--json").value["items"][0]["code"] == "comments"
    shown = good(desks.sara("report", "show", first)).out
    assert "Comments on the draft" in shown
    assert "M2: Hvilke butikker?" in shown

    second = later(desks, desks.file("more.json", {"underway": "Kiwi har en plads fra januar."}))
    told = good(desks.mette("report", "show", second, "--json")).value
    assert (told["body"]["kind"], told["body"]["version"], told["body"]["replaces"]) == ("draft", 2, first)
    assert told["asked_before"]["items"] == [{"item": "M2", "text": "Hvilke butikker?"}]
    shown = good(desks.mette("report", "show", second)).out
    assert "Asked for in version 1" in shown
    assert "M2: Hvilke butikker?" in shown

    good(desks.mette("review", "clear", "rikke", "--text", "Tak."))
    desks.carry()
    assert "The draft is cleared" in desks.sara("report", "show", second).out
    report = later(desks)
    good(desks.mette("review", "decide", "rikke", "--decision", "continue", "--text", "Forløbet fortsætter."))
    told = good(desks.mette("report", "show", report, "--json")).value
    assert (told["body"]["kind"], told["state"]) == ("monthly", "approved")


def test_the_report_itself_may_follow_a_draft_that_was_not_cleared(desks: Desks) -> None:
    drafted(desks)
    report = later(desks, "--kind", "monthly")
    assert desks.mette("report", "show", report, "--json").value["state"] == "submitted"


def test_what_is_not_possible_with_a_draft_is_said(desks: Desks) -> None:
    first = drafted(desks)
    for words in (("read",), ("decide", "--decision", "continue", "--text", "Forløbet fortsætter.")):
        refused = desks.mette("review", words[0], first, *words[1:])
        assert refused.code == 1
        assert "A draft gets comments, or it is cleared." in refused.err
    strange = desks.mette("review", "comment", first, "--item", "M9=Hvad er det?")
    assert strange.code == 1
    assert "nothing that goes by M9" in strange.err
    assert "M1, M2" in strange.err
    assert desks.mette("review", "comment", first).code == 2, "comments without a comment"


def test_a_report_says_which_version_of_the_order_it_answers(desks: Desks) -> None:
    first = drafted(desks)
    assert "It answers version 1 of the order, the one in force." in desks.mette("report", "show", first).out
    (row,) = desks.mette("report", "list", "--json").value
    assert (row["answers"], row["in_force"], row["crossed"]) == (1, 1, False)
    told = desks.mette("report", "show", first, "--json").value
    assert (told["answers_version"], told["version_in_force"], told["crossed"]) == (1, 1, False)


def test_every_action_on_a_report_has_its_command() -> None:
    for action in actions_of(REPORT_TABLE, "C"):
        if action in COMMAND_OF:
            assert summary_of(COMMAND_OF[action])
    assert {"comment", "clear", "read", "decide", "elaborate"} <= set(COMMAND_OF)
