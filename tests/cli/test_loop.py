"""The main job by commands: an order out, its answer, a report back, a decision; and every branch of the replies."""

from command_desks import Desks, day, order_now, report_now


def test_the_whole_loop_by_commands(desks: Desks) -> None:
    thread = desks.accepted_order()
    sent = desks.sara("report", "new", "Rikke Sønderby", desks.file("report.json", report_now()), "--send", "--json")
    assert sent.code == 0, sent.err
    assert sent.value["thread"] == thread
    assert sent.value["state"] == "handed_over"
    desks.carry()
    assert [item["code"] for item in desks.mette("inbox", "--json").value["items"]] == ["unread"]
    digest = sent.value["digest"]
    shown = desks.mette("report", "show", "rikke")
    assert "Everything that was ordered is answered." in shown.out
    assert max(map(len, shown.out.splitlines())) <= 80
    assert desks.mette("review", "read", digest[:15]).code == 0
    decided = desks.mette(
        "review", "decide", "rikke", "--decision", "continue", "--text", "Mette ringer til lægen.", "--by", day(3)
    )
    assert decided.code == 0, decided.err
    desks.carry()
    assert "Mette ringer til lægen." in desks.sara("report", "show", digest).out
    assert desks.mette("report", "list", "--state", "approved", "--json").value[0]["digest"] == digest
    assert desks.mette("inbox").err.startswith("Nothing needs you.")


def test_a_question_is_asked_and_answered(desks: Desks) -> None:
    thread = desks.sent_order()
    asked = desks.sara("reply", "ask", thread, "--field", "$.goals[0]", "--text", "-", stdin="Hvem går med?".encode())
    assert asked.code == 0, asked.err
    desks.carry()
    assert "Hvem går med?" in desks.mette("order", "show", thread).out
    assert desks.mette("order", "list", "--json").value[0]["state"] == "question"
    assert desks.mette("reply", "answer", thread, "--text", "Du gør, Sara.").code == 0
    desks.carry()
    assert desks.sara("order", "list", "--json").value[0]["state"] == "delivered"


def test_a_decline_is_upheld_once_and_then_agreed_to(desks: Desks) -> None:
    thread = desks.sent_order()
    no = ("reply", "decline", thread, "--code", "no_capacity", "--text", "Ingen ledige mentorer før jul.")
    assert desks.sara(*no).code == 0
    desks.carry()
    assert desks.mette("reply", "uphold", thread, "--text", "Kan I nå det fra februar?").code == 0
    desks.carry()
    assert desks.sara(*no).code == 0
    desks.carry()
    again = desks.mette("reply", "uphold", thread, "--text", "Jo.")
    assert again.code == 1
    assert "upheld once" in again.err
    assert desks.mette("reply", "agree", thread).code == 0
    assert desks.mette("order", "list", "--state", "declined", "--json").value[0]["thread"] == thread


def test_what_is_the_other_sides_to_do_is_refused_in_a_sentence(desks: Desks) -> None:
    thread = desks.sent_order()
    accept = ("reply", "accept", thread, "--day", day(1), "--time", "10", "--place", "Her", "--start", day(0))
    refused = desks.mette(*accept)
    assert (refused.code, refused.out) == (1, "")
    assert "other side" in refused.err
    assert desks.sara("reply", "agree", thread).code == 1


def test_elaboration_is_asked_for_and_a_later_version_answers_it(desks: Desks) -> None:
    desks.accepted_order()
    desks.sara("report", "new", "rikke", desks.file("report.json", report_now()), "--send")
    desks.carry()
    asked = desks.mette(
        "review", "elaborate", "rikke", "--text", "Der mangler noget.", "--item", "m1=Hvad sagde lægen?", "--by", day(4)
    )
    assert asked.code == 0, asked.err
    desks.carry()
    assert desks.sara("inbox", "--json").value["items"][0]["code"] == "elaborate"
    draft = desks.sara("report", "correct", "rikke", "--json").value["draft"]
    same = desks.sara("report", "send", draft, "--attest")
    assert same.code == 1
    assert "Nothing has been rewritten since the version before." in same.err
    more = desks.file("more.json", {"underway": "Lægen har bestilt en lungeprøve."})
    assert desks.sara("report", "correct", "rikke", more, "--json").value["draft"] == draft
    sent = desks.sara("report", "send", draft, "--attest", "--json")
    assert sent.code == 0, sent.err
    body = desks.sara("report", "show", sent.value["digest"], "--json").value["body"]
    assert body["version"] == 2
    assert body["elaborates"].startswith("sha256-")


def test_an_amendment_is_the_next_version(desks: Desks) -> None:
    thread = desks.accepted_order()
    changed = order_now()
    changed["course"]["weekly_minutes"] += 60
    draft = desks.mette("order", "amend", "rikke", desks.file("next.json", changed), "--json").value["draft"]
    assert desks.mette("order", "send", draft).code == 0
    desks.carry()
    assert desks.sara("order", "show", thread, "--json").value["version"] == 2
    unchanged = desks.mette("order", "amend", thread, "--json").value["draft"]
    refused = desks.mette("order", "send", unchanged)
    assert refused.code == 1
    assert "Nothing has been changed" in refused.err


def test_an_order_that_is_not_ready_stays_a_draft(desks: Desks) -> None:
    ended = desks.mette("order", "new", desks.file("order.json", order_now(goals=[])), "--send")
    assert ended.code == 1
    assert "was not sent" in ended.err
    (row,) = desks.mette("order", "list", "--json").value
    assert row["state"] == "draft"
    assert row["draft"] in ended.err


def test_an_order_begun_from_another_has_its_goals_and_no_version(desks: Desks) -> None:
    thread = desks.sent_order()
    draft = desks.mette("order", "new", "--from", thread).out.strip()
    body = desks.mette("order", "show", draft, "--json").value["body"]
    assert body["goals"] == order_now()["goals"]
    assert "version" not in body


def test_a_draft_that_was_thrown_away_is_taken_back(desks: Desks) -> None:
    draft = desks.mette("order", "new", desks.file("order.json", order_now())).out.strip()
    assert desks.mette("order", "discard", "rikke").out.strip() == draft
    assert desks.mette("order", "list").out == ""
    assert desks.mette("order", "discard", draft, "--undo").code == 0
    assert desks.mette("order", "list", "--json").value[0]["draft"] == draft


def test_what_is_sent_later_waits_in_the_outbox_until_sync(desks: Desks) -> None:
    draft = desks.mette("order", "new", desks.file("order.json", order_now())).out.strip()
    assert desks.mette("order", "send", draft, "--later", "--json").value["state"] == "waiting"
    assert desks.mette("sync", "--json").value["handed_over"] == 1
    came = desks.sara("sync", "--json").value["taken"]
    assert [one["kind"] for one in came] == ["order"]


def test_an_exchange_that_cannot_be_reached_costs_nothing_but_time(desks: Desks) -> None:
    (desks.folder / "exchange").rename(desks.folder / "away")
    (desks.folder / "exchange").write_text("a file where the folder was", encoding="utf-8")
    sent = desks.mette("order", "new", desks.file("order.json", order_now()), "--send", "--json")
    assert (sent.code, sent.value["state"]) == (0, "waiting")
    assert desks.mette("sync").code == 3
    (desks.folder / "exchange").unlink()
    (desks.folder / "away").rename(desks.folder / "exchange")
    assert desks.mette("sync", "--force").code == 0
    assert len(desks.sara("sync", "--json").value["taken"]) == 1


def test_the_safety_note_is_shown_only_when_asked_for(desks: Desks) -> None:
    body = order_now()
    body["citizen"]["safety_note"] = "Hunden skal lukkes ude, før nogen går ind."
    thread = desks.sent_order(citizen=body["citizen"])
    assert "Hunden" not in desks.sara("order", "show", thread).out
    assert "Hunden" in desks.sara("order", "show", thread, "--safety").out
