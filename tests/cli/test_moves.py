"""Every action of an order's life by command: done on one desk, it shows on the other; what is not possible is said."""

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from command_desks import Desks, Ended, day, order_now
from desk_pair import DeskPair
from factories import order_body

from orderdesk.cli import days, order
from orderdesk.cli.moves.commands_of import COMMAND_OF, summary_of
from orderdesk.cli.moves.options import FIELD, of
from orderdesk.cli.moves.rows import name_of, side_of
from orderdesk.cli.moves.values import put, values_of
from orderdesk.cli.table import SIDES
from orderdesk.desk.moves import making
from orderdesk.desk.moves.making import MOVES
from orderdesk.desk.moves.model import Holds
from orderdesk.desk.ordering import orders
from orderdesk.documents.lifecycle import actions_of
from orderdesk.documents.order_table import ORDER_TABLE
from orderdesk.errors import InputRefused, NotFound
from orderdesk.locale import _

END = ("--group", "citizen", "--code", "treatment_first", "--reason", "Rikke begynder i behandling.",
       "--last-day", "+20", "--yes")  # fmt: skip


@pytest.fixture
def running(desks: Desks) -> tuple[Desks, str]:
    """An order that has been accepted and has begun."""
    thread = desks.accepted_order()
    good(desks.sara("order", "start", thread, "--first-offered", day(0), "--first-attended", day(0)))
    desks.carry()
    return desks, thread


def good(ended: Ended) -> Ended:
    assert ended.code == 0, ended.err
    return ended


def shown(desk: Callable[..., Ended], thread: str) -> Any:
    return good(desk("order", "show", thread, "--json")).value


def states(desks: Desks, thread: str) -> set[str]:
    return {shown(desk, thread)["state"] for desk in (desks.mette, desks.sara)}


def test_an_order_is_withdrawn_before_it_is_answered(desks: Desks) -> None:
    thread = desks.sent_order()
    said = good(desks.mette("order", "withdraw", "rikke", "--reason", "-", "--yes", stdin=b"Rikke er flyttet."))
    assert said.out.strip() == thread
    assert "The order is withdrawn." in said.err
    desks.carry()
    assert states(desks, thread) == {"withdrawn"}
    assert "Rikke er flyttet." in desks.sara("order", "show", thread).out


def test_what_ends_something_is_asked_about(desks: Desks) -> None:
    thread = desks.sent_order()
    asked = desks.mette("order", "withdraw", thread, "--reason", "Rikke er flyttet.")
    assert (asked.code, asked.out) == (2, "")
    assert "--yes" in asked.err
    assert states(desks, thread) == {"delivered"}


def test_the_start_makes_an_accepted_order_run(desks: Desks) -> None:
    thread = desks.accepted_order()
    good(desks.sara("order", "start", thread, "--first-offered", day(0)))
    desks.carry()
    assert states(desks, thread) == {"accepted"}
    good(desks.sara("order", "start", thread, "--first-offered", day(0), "--first-attended", day(0)))
    desks.carry()
    assert states(desks, thread) == {"active"}
    assert shown(desks.mette, thread)["course"]["first_attended"] == day(0)


def test_a_course_is_held_and_resumed_by_either_side(running: tuple[Desks, str]) -> None:
    desks, thread = running
    said = good(
        desks.sara("order", "hold", thread, "--code", "illness", "--reason", "Rikke er indlagt.", "--since", day(0),
                   "--expected-resume", "+14")
    )  # fmt: skip
    assert "The course is on hold." in said.err
    desks.carry()
    assert states(desks, thread) == {"on_hold"}
    told = desks.mette("order", "show", thread).out
    assert "Rikke er indlagt." in told
    assert day(14) in told
    good(desks.mette("order", "resume", thread, "--day", day(0), "--text", "Rikke er hjemme igen."))
    desks.carry()
    assert states(desks, thread) == {"active"}


def test_an_end_is_asked_for_taken_back_asked_for_again_and_agreed_to(running: tuple[Desks, str]) -> None:
    desks, thread = running
    good(desks.mette("order", "end", thread, *END))
    desks.carry()
    assert states(desks, thread) == {"end_requested"}
    own = desks.mette("order", "agree-end", thread, "--yes")
    assert own.code == 1
    assert "the other side agrees" in own.err
    good(desks.mette("order", "retract-end", thread, "--reason", "Behandlingen er udsat."))
    desks.carry()
    assert states(desks, thread) == {"active"}
    good(desks.mette("order", "end", thread, *END))
    desks.carry()
    assert "treatment comes first" in desks.sara("order", "show", thread).out
    good(desks.sara("order", "agree-end", thread, "--text", "Vi skriver til den 1.", "--yes"))
    desks.carry()
    assert states(desks, thread) == {"awaiting_final"}
    good(desks.mette("order", "waive-final", thread, "--reason", "Rikke er flyttet.", "--yes"))
    desks.carry()
    assert states(desks, thread) == {"no_report"}
    good(desks.mette("order", "reopen", thread, "--reason", "Rikke er tilbage.", "--until", "+60"))
    desks.carry()
    assert states(desks, thread) == {"active"}


def test_an_order_is_handed_back_with_its_note_from_a_file(running: tuple[Desks, str]) -> None:
    desks, thread = running
    body = {
        "kind": "hand_back", "group": "provider", "code": "no_capacity", "reason": "Vores mentor er syg.",
        "last_day": day(10), "hand_over": {"reached": "M1: Rikke har talt med lægen.", "open": "Vi lovede en praktik."},
    }  # fmt: skip
    good(desks.sara("order", "hand-back", thread, "--file", desks.file("back.json", body), "--last-day", "+12",
                    "--yes"))  # fmt: skip
    desks.carry()
    assert states(desks, thread) == {"end_requested"}
    told = desks.mette("order", "show", thread).out
    assert "Vi lovede en praktik." in told
    assert shown(desks.mette, thread)["course"]["ending"]["body"]["last_day"] == day(12)


def test_another_consultant_takes_over_by_name(running: tuple[Desks, str]) -> None:
    desks, thread = running
    change = ("order", "change-consultant", thread, "--since", day(0), "--reason", "Jens holder ferie.",
              "--citizen-told", "ja", "--consultant")  # fmt: skip
    good(desks.sara(*change, "sara"))
    desks.carry()
    assert [one["person"] for one in shown(desks.mette, thread)["course"]["consultants"]] == ["sara-holt", "sara-holt"]
    assert "Consultant now:" in desks.mette("order", "show", thread).out
    assert desks.sara(*change, "mette").code == 1
    assert desks.sara(*change, "findes-ikke").code == 1


def test_an_amendment_is_objected_to_and_then_acknowledged(running: tuple[Desks, str]) -> None:
    desks, thread = running
    changed = order_now()
    changed["course"]["weekly_minutes"] += 60
    changed["changes"] = [{"path": "$.course.weekly_minutes", "reason": "Rikke vil gerne op i tid."}]
    draft = good(desks.mette("order", "amend", thread, desks.file("next.json", changed))).out.strip()
    good(desks.mette("order", "send", draft))
    desks.carry()
    good(desks.sara("order", "object", thread, "--paths", "$.course.weekly_minutes", "--text", "Først i december.",
                    "--alternative", "Én time mere nu."))  # fmt: skip
    desks.carry()
    told = desks.mette("order", "show", thread).out
    assert "objection to the amendment" in told
    assert "Én time mere nu." in told
    good(desks.sara("order", "acknowledge", thread))
    desks.carry()
    assert shown(desks.mette, thread)["course"]["amendment"] == "acknowledged"
    assert desks.sara("order", "acknowledge", thread).code == 1


TELLING = {
    "tell-absence": ("sara", ("--day", day(0), "--time", "930", "--session", "planned", "--absence-reason", "illness",
                              "--absence-notified", "no", "--absence-attempts", "2", "--plan", "Jeg ringer i morgen."),
                     "09:30"),
    "warn": ("sara", ("--about", "health_worse", "--text", "Flere anfald i denne uge."), "Flere anfald"),
    "not-ready": ("sara", ("--needs", "assessment", "--text", "Hun sover tre timer."), "Hun sover"),
    "good-news": ("mette", ("--text", "Rikke tog bussen alene.", "--goal", "m1"), "M1, Rikke tog bussen"),
    "align": ("mette", ("--day", day(0), "--how", "phone", "--stances", "m1|partly|Ikke mandag."), "Ikke mandag"),
    "waive-report": ("mette", ("--start", day(0), "--end", day(150), "--reason", "Højskole."), "Report waived"),
}  # fmt: skip


@pytest.mark.parametrize("action", TELLING)
def test_what_is_told_stands_on_the_other_desk(running: tuple[Desks, str], action: str) -> None:
    desks, thread = running
    side, options, told = TELLING[action]
    sender, reader = (desks.sara, desks.mette) if side == "sara" else (desks.mette, desks.sara)
    good(sender("order", action, thread, *options))
    desks.carry()
    assert told in reader("order", "show", thread).out
    assert states(desks, thread) == {"active"}


def test_an_order_entered_in_error_counts_on_neither_side(running: tuple[Desks, str]) -> None:
    desks, thread = running
    good(desks.mette("order", "enter-error", thread, "--reason", "Forkert borger.", "--yes"))
    desks.carry()
    assert states(desks, thread) == {"entered_in_error"}
    assert desks.mette("order", "list", "--state", "live").out == ""
    assert "Rikke" in desks.mette("order", "list", "--state", "ended").out


PLACE = ("--length", "1:00", "--form", "in_person", "--appointment-place", "Rådhuset, lokale 3")
"""The place by its whole name, which scripts have used."""


def test_a_meeting_is_proposed_scheduled_missed_moved_and_recorded(running: tuple[Desks, str]) -> None:
    desks, thread = running
    good(desks.sara("order", "meeting", "propose", thread, "--purpose", "Timetallet", "--form", "phone", "--options",
                    f"{day(5)}|10", "--options", f"{day(6)}|13.30"))  # fmt: skip
    desks.carry()
    (meeting,) = desks.mette("order", "meeting", "list", thread, "--json").value
    assert meeting["state"] == "proposed"
    at_ten = ("--appointment-day", day(0), "--appointment-time", "10", "--purpose", "Timetallet")
    ten = desks.mette("order", "meeting", "schedule", thread, *at_ten, "--length", "10", *PLACE[2:])
    assert ten.code == 1
    assert "--length: This is understood as 10:00 in hours and minutes." in ten.err
    unsaid = desks.mette("order", "meeting", "schedule", thread, *PLACE)
    assert unsaid.code == 1
    assert "--day: " in unsaid.err
    good(desks.mette("order", "meeting", "schedule", thread, "--appointment-day", day(0), "--appointment-time", "13.30",
                     "--agenda", "Timetallet", "--agenda", "Lægen", *PLACE))  # fmt: skip
    desks.carry()
    (meeting,) = desks.sara("order", "meeting", "list", "--json").value
    assert (meeting["state"], meeting["time"], meeting["purpose"]) == ("scheduled", "13:30", "Timetallet")
    good(desks.sara("order", "meeting", "no-show", thread, day(0), "--absent", "citizen", "--absent", "caseworker",
                    "--text", "Bussen kom ikke."))  # fmt: skip
    desks.carry()
    good(desks.mette("order", "meeting", "move", thread, meeting["id"][:15], "--by", "citizen", "--reason", "Bussen.",
                     "--day", "+0", "--time", "15"))  # fmt: skip
    desks.carry()
    assert {one["state"] for one in desks.sara("order", "meeting", "list", "--json").value} == {
        "rescheduled", "scheduled"
    }  # fmt: skip
    held = good(desks.sara(
        "order", "meeting", "record", thread, "--citizen-present", "yes", "--caseworker-present", "nej",
        "--caseworker-name", "Bodil Holm", "--consultant-present", "ja", "--citizen-remarks-status", "given",
        "--citizen-remarks-words", "Ikke om mandagen.", "--decisions", f"Fire timer|consultant|{day(7)}|Sara",
        "--word-after", "Rikke var træt."))  # fmt: skip
    assert "It is about the meeting on" in held.err
    desks.carry()
    told = desks.mette("order", "meeting", "show", thread).out
    for words in ("Ikke om mandagen.", "Bodil Holm", "Fire timer, Sara", "Between the professionals"):
        assert words in told
    assert "Fire timer, Sara" in desks.mette("order", "show", thread).out
    assert max(map(len, told.splitlines())) <= 80


def test_a_meeting_is_cancelled_and_then_is_no_more_to_come(running: tuple[Desks, str]) -> None:
    desks, thread = running
    cancel = ("order", "meeting", "cancel", thread, "--by", "consultant", "--reason", "Sygdom.")
    assert "no meeting on this order yet" in desks.sara(*cancel).err
    when = ("--purpose", "Status", "--appointment-day", "+5", "--appointment-time", "9", *PLACE)
    for _time in range(2):
        good(desks.mette("order", "meeting", "schedule", thread, "--new", *when))
    desks.carry()
    several = desks.sara(*cancel)
    assert several.code == 1
    assert "2 meetings could be meant" in several.err
    first = desks.sara("order", "meeting", "list", "--json").value[0]["id"]
    good(desks.sara("order", "meeting", "cancel", thread, first, "--by", "consultant", "--reason", "Sygdom."))
    desks.carry()
    assert len(desks.mette("order", "meeting", "list", "--state", "cancelled", "--json").value) == 1
    again = desks.mette("order", "meeting", "cancel", thread, first, "--by", "consultant", "--reason", "Sygdom.")
    assert (again.code, again.err) == (1, "orderdesk: Only a meeting that is still to come can be cancelled.\n")
    assert "cancelled" in desks.mette("order", "meeting", "show", thread, first).out
    assert desks.mette("order", "meeting", "show", thread, "ffff").code == 1


def test_all_that_is_lacking_is_said_at_once_with_its_option(running: tuple[Desks, str]) -> None:
    desks, thread = running
    ended = desks.mette("order", "hold", thread, "--code", "illness")
    assert (ended.code, ended.out) == (1, "")
    lines = ended.err.splitlines()
    assert [line.split(":")[1].strip() for line in lines[:-1]] == ["--reason", "--since", "--expected-resume"]
    assert lines[-1] == "orderdesk: Nothing was sent."
    row = desks.mette("order", "align", thread, "--day", day(0), "--how", "phone", "--stances", "M1")
    assert "--stances: Stances 1" in row.err
    late = desks.mette("order", "hold", thread, "--code", "illness", "--reason", "Syg.", "--since", day(5),
                       "--expected-resume", day(2))  # fmt: skip
    assert "ends before it begins" in late.err
    assert states(desks, thread) == {"active"}


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("hand-back", *END), 1, "other side"),
        (("resume", "--day", day(0)), 1, "The order is not on hold."),
        (("reopen", "--reason", "Fordi.", "--until", "+9"), 1, "Only a course that has ended"),
        (("hold", "--code", "laziness"), 2, "not one of"),
        (("hold", "--since", "i går"), 2, "not a day"),
        (("waive-report", "--start", "31/2"), 2, "not a day"),
        (("waive-report", "--start", day(0), "--end", day(3), "--reason", "Højskole."), 1, "--end: The report from"),
        (("align", "--stances", "M1|partly|a|b"), 2, "more than 3 places"),
        (("good-news", "--text", "-", "--file", "-"), 2, "one thing only"),
        (("hodl",), 2, "Did you mean `orderdesk order hold`?"),
        (("meeting", "record", "--citizen-present", "måske"), 2, "not yes or no"),
        (("meeting", "schedule", "--appointment-time", "25"), 2, "not a time of day"),
        (("meeting", "schedule", "--length", "1:75"), 2, "not hours and minutes"),
        (("meeting", "record", "ffff"), 1, "No meeting on this order"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    running: tuple[Desks, str], words: tuple[str, ...], code: int, said: str
) -> None:
    desks, thread = running
    at = 2 if words[0] == "meeting" else 1
    ended = desks.mette("order", *words[:at], thread, *words[at:], stdin=b"{}")
    assert (ended.code, ended.out) == (code, "")
    assert said in ended.err
    assert "Traceback" not in ended.err


@pytest.mark.parametrize(
    ("action", "body"),
    [
        ("tell-absence", {"absence": "syg"}),
        ("tell-absence", {"day": 20261103}),
        ("tell-absence", {"absence": {"attempts": True}}),
        ("align", {"stances": ["M1"]}),
        ("change-consultant", {"consultant": ["sara"]}),
        ("warn", {"kind": "hold"}),
        ("warn", {"type": "orderdesk.reply.v1", "@context": [], "body": {}}),
    ],
)
def test_a_file_that_does_not_hold_the_form_is_refused(
    running: tuple[Desks, str], action: str, body: dict[str, Any]
) -> None:
    desks, thread = running
    ended = desks.sara("order", action, thread, "--file", desks.file("body.json", body))
    assert (ended.code, ended.out) == (3, "")
    assert "fault" not in ended.err


def test_a_member_that_the_form_does_not_have_is_named(running: tuple[Desks, str]) -> None:
    desks, thread = running
    body = {"about": "other", "text": "Se her.", "sanktion": "ja"}
    ended = desks.sara("order", "warn", thread, "--file", desks.file("body.json", body))
    assert ended.code == 1
    assert "sanktion" in ended.err


def test_the_actions_of_a_side_with_the_reason_why_not(running: tuple[Desks, str]) -> None:
    desks, thread = running
    good(desks.mette("order", "meeting", "schedule", thread, "--purpose", "Status", "--appointment-day", "+5",
                     "--appointment-time", "9", *PLACE))  # fmt: skip
    told = good(desks.mette("order", "actions", thread)).out
    assert "order hold" in told
    assert "The order is not on hold." in told
    assert "order meeting cancel" in told
    assert max(map(len, told.splitlines())) <= 80
    value = good(desks.mette("order", "actions", thread, "--format", "json")).value
    assert (value["schema_version"], value["state"], value["side"]) == (1, "active", "C")
    actions = {one["action"]: one for one in value["actions"]}
    assert list(actions) == actions_of(ORDER_TABLE, "C")
    assert actions["hold"] == {"action": "hold", "command": "order hold", "possible": True, "why_not": ""}
    assert actions["resume"]["why_not"] == "The order is not on hold."
    assert [one["kind"] for one in value["about"]] == ["meeting"]
    (meeting,) = ({one["action"]: one for one in part["actions"]} for part in value["about"])
    assert meeting["move_meeting"]["possible"]
    assert "when its day has come" in meeting["record_meeting"]["why_not"]


def test_what_is_impossible_with_several_meetings_is_said_once(running: tuple[Desks, str]) -> None:
    desks, thread = running
    for ahead in (5, 6):
        when = ("--purpose", "Status", "--day", day(ahead), "--time", "9", *PLACE)
        good(desks.mette("order", "meeting", "schedule", thread, "--new", *when))
    told = good(desks.mette("order", "actions", thread)).out
    assert told.count("order meeting move") == 2, "what can be done is said of each"
    assert told.count("The meeting has its time already") == 1
    assert f"The meetings on {day(5)}, {day(6)}." in told


def test_a_command_by_the_name_of_one_further_in_is_found(desks: Desks) -> None:
    ended = desks.mette("meeting", "move")
    assert ended.code == 2
    assert "Did you mean `orderdesk order meeting`?" in ended.err


def test_an_order_that_came_to_nothing_is_placed_again(desks: Desks) -> None:
    thread = desks.sent_order()
    assert "came to nothing" in desks.mette("order", "again", thread).err
    good(desks.mette("order", "withdraw", thread, "--reason", "Forkert leverandør.", "--yes"))
    assert desks.sara("order", "again", thread).code == 1
    draft = good(desks.mette("order", "again", thread, "--json")).value["draft"]
    body = shown(desks.mette, draft)["body"]
    assert body["relation"] == {"kind": "restarts", "thread": thread}
    assert body["goals"] == order_now()["goals"]
    assert good(desks.mette("order", "again", thread)).out.strip() == draft, "what was begun is taken up"


def test_a_new_order_says_what_it_does_about_another(desks: Desks) -> None:
    thread = desks.sent_order()
    file = desks.file("order.json", order_now(case_number="2026-9"))
    draft = good(desks.mette("order", "new", file, "--replaces", "rikke", "--because", "Mere tid.")).out.strip()
    body = shown(desks.mette, draft)["body"]
    assert body["relation"] == {"kind": "replaces", "thread": thread, "reason": "Mere tid."}
    assert body["case_number"] == "2026-9"
    copied = good(desks.mette("order", "new", "--beside", thread, "--because", "Mentor ved siden af.")).out.strip()
    assert shown(desks.mette, copied)["body"]["goals"] == order_now()["goals"]
    assert desks.mette("order", "new", file, "--replaces", thread, "--beside", thread).code == 2
    assert desks.mette("order", "new", file, "--because", "Fordi.").code == 2
    assert "came to nothing" in desks.mette("order", "new", file, "--restarts", thread).err
    good(desks.mette("order", "withdraw", thread, "--reason", "Forkert.", "--yes"))
    refused = desks.mette("order", "new", file, "--replaces", thread)
    assert refused.code == 1
    assert "has not ended" in refused.err


def test_an_order_that_takes_anothers_place_ends_it_on_both_desks(running: tuple[Desks, str]) -> None:
    desks, thread = running
    file = desks.file("order.json", order_now(case_number="2026-9"))
    sent = good(desks.mette("order", "new", file, "--replaces", thread, "--because", "Mere tid.", "--send"))
    desks.carry()
    assert states(desks, thread) == {"replaced"}
    assert "Mere tid." in desks.sara("order", "show", thread).out
    assert states(desks, sent.out.strip()) == {"delivered"}
    (row,) = desks.mette("order", "list", "--state", "waiting", "--json").value
    assert row["thread"] == sent.out.strip()


def test_every_action_is_a_command_of_its_side() -> None:
    names = [row.name for row in order.COMMANDS]
    assert len(names) == len(set(names))
    assert {row.action for row in order.COMMANDS if row.action} == {
        action for action, move in MOVES.items() if move.kind != "meeting"
    }
    assert (side_of(MOVES["hold"]), side_of(MOVES["withdraw"]), side_of(MOVES["warn"])) == ("CP", "C", "P")
    assert (name_of(MOVES["record_meeting"]), name_of(MOVES["record_no_show"])) == ("record", "no-show")


@pytest.mark.parametrize("action", MOVES)
@pytest.mark.parametrize("language", ["en", "da"])
def test_each_help_says_what_it_does_and_whose_it_is(
    command: Callable[..., Ended], monkeypatch: pytest.MonkeyPatch, action: str, language: str
) -> None:
    monkeypatch.setenv("ORDERDESK_LANG", language)
    told = " ".join(good(command(*COMMAND_OF[action].split(), "--help")).out.split())
    move = of(action).move
    for field in move.fields:
        assert f"--{field.option} " in told
    assert _(move.help) in told
    assert _(SIDES[side_of(move)][1]) in told
    assert (move.help in told) == (language == "en")


def test_a_row_is_typed_in_one_text() -> None:
    for move in MOVES.values():
        for field in move.fields:
            assert (field.holds is Holds.ROWS) == bool(field.fields)


@pytest.mark.parametrize("action", COMMAND_OF)
def test_every_action_that_has_a_command_says_what_it_does(action: str) -> None:
    assert summary_of(COMMAND_OF[action]).endswith(".")


JUNK = (5, True, "x", "", [], {}, [5], ["x"], [{}], {"a": 1}, 10**20, None, [[]], [{"day": 5, "item": [], "owner": {}}])


@pytest.mark.parametrize("action", MOVES)
def test_whatever_stands_in_a_file_the_form_answers(action: str, pair: DeskPair, tmp_path: Path) -> None:
    """Each member of each form, and what it lies in, with every kind of junk: refused or said to be lacking."""
    draft = orders.new_draft(pair.caseworker, order_body())
    thread = orders.send(pair.caseworker, draft.id).thread
    move, file = MOVES[action], tmp_path / "body.json"
    paths = {part for field in move.fields for part in (field.path, field.path.partition(".")[0])}
    for path in sorted(paths):
        for junk in JUNK:
            body: dict[str, Any] = {}
            put(body, path, junk)
            file.write_text(json.dumps(body), encoding="utf-8")
            given = {"file": str(file)} | {FIELD + field.path: None for field in move.fields}
            with suppress(InputRefused, NotFound):
                making.lacks(pair.caseworker, thread, action, values_of(move, given))


@pytest.mark.parametrize("typed", ["2026-12-03", "3.12.2026", "3/12-2026", "3. dec 2026", "03.12.26"])
def test_a_day_is_typed_as_on_screen(typed: str) -> None:
    assert days.day(typed) == "2026-12-03"


def test_the_course_stands_in_the_machine_output(running: tuple[Desks, str]) -> None:
    desks, thread = running
    course = shown(desks.sara, thread)["course"]
    assert json.dumps(course)
    assert course["caseworker"]["person"] == "mette-krogh"
    assert course["meetings"] == []
