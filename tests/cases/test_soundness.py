"""What does not add up in a case file is said, each with code and place; what lies exactly at the limit is sound."""

from datetime import date
from typing import Any

import pytest
from case_files import case, full_case

from orderdesk.cases.case_file import CaseCitizen
from orderdesk.cases.evidence import Evidence, HealthEvent
from orderdesk.cases.flaws import FLAW_KINDS, Flaw, explain
from orderdesk.cases.reading import case_of
from orderdesk.cases.soundness import flaws
from orderdesk.locale import use_language

TODAY = date(2026, 11, 20)
YESTERDAY, THE_DAY, TOMORROW = "2026-11-19", "2026-11-20", "2026-11-21"


def found(**members: Any) -> list[Flaw]:
    return flaws(case(**members), TODAY)


def told(**members: Any) -> list[tuple[str, str]]:
    return [(flaw.code, flaw.path) for flaw in found(**members)]


def paper(**members: Any) -> dict[str, Any]:
    return {"id": "E1", "kind": "lae125", "information_date": "2026-03-01", **members}


def request(**members: Any) -> dict[str, Any]:
    return {"id": "R1", "form": "lae125", "requested": "2026-03-01", **members}


def trial(*weeks: dict[str, Any], **members: Any) -> dict[str, Any]:
    return {"id": "T1", "weeks": list(weeks), **members}


def week(**members: Any) -> dict[str, Any]:
    return {"start": "2026-03-02", "planned_minutes": 600, "present_minutes": 480, **members}


def main(since: str, until: str | None = None) -> dict[str, Any]:
    return {"track": "flex_job", "role": "main", "since": since, "until": until}


def fact(kind: str, value: bool | int | str, **members: Any) -> dict[str, Any]:
    return {"id": "F1", "kind": kind, "value": value, **members}


def measure(**members: Any) -> dict[str, Any]:
    return {"id": "M1", "kind": "mentor", **members}


def citizen(cpr: str, born: str | None = None) -> dict[str, Any]:
    return {"name": "Søren Ærø Lund", "cpr": cpr, "born": born}


def test_a_sound_case_with_every_member_has_no_flaw() -> None:
    assert flaws(case_of(full_case()), TODAY) == []


SOUND: list[dict[str, Any]] = [
    {"opened": THE_DAY},
    {"decision": {"planned": TOMORROW, "team_meeting": TOMORROW, "change_over": TOMORROW}},
    {"decision": {"planned": THE_DAY}},
    {"decision": {"planned": YESTERDAY, "decided": THE_DAY}},
    {"tracks": [main(TOMORROW)]},
    {"tracks": [main("2026-03-01", "2026-03-01")]},
    {"tracks": [main("2026-01-01", "2026-03-01"), main("2026-03-01")]},
    {"tracks": [main("2026-01-01"), {**main("2026-01-01"), "role": "plan_b"}]},
    {"facts": [fact("employed", False, day=THE_DAY, until=TOMORROW)]},
    {"facts": [fact("employed", False, day=THE_DAY, until=THE_DAY)]},
    {"facts": [fact("course_ends", "2028-01-01")]},
    {"facts": [fact("granted", THE_DAY)]},
    {"facts": [fact("obvious_case", True, text="Diagnosen er klar.")]},
    {"evidence": [paper(information_date=THE_DAY, received=THE_DAY, read=THE_DAY, acted_on=THE_DAY)]},
    {"evidence": [paper(acted_on="2026-03-02")]},
    {"requests": [request(consultation="2026-03-01", reminders=["2026-03-01"], declined="2026-03-01")]},
    {"requests": [request(citizen_contacted="2026-02-20")]},
    {"requests": [{"id": "R1", "form": "lae125", "questions": ["Hvad kan hun?"]}]},
    {"requests": [request(received=THE_DAY, evidence=["E1"])], "evidence": [paper()]},
    {"conversations": [{"id": "C1", "day": THE_DAY}]},
    {"measures": [measure(start=TOMORROW)]},
    {"measures": [measure(start=THE_DAY, end=THE_DAY, sessions_planned=4, sessions_attended=4, weekly_minutes=10_080)]},
    {"trials": [trial(week(effective_minutes=480), week(start="2026-03-09"), present_minutes=1, effective_minutes=1)]},
    {"trials": [trial(week(planned_minutes=10_080, present_minutes=10_080), planned_minutes=10_080)]},
    {"citizen": citizen("650184-1234", "1984-01-05")},
    {"citizen": citizen("610107-0001")},
    {"citizen": citizen("890204-5001")},
    {"citizen": citizen("801126-4001")},
    {"citizen": citizen("801106-0001")},
]  # fmt: skip


@pytest.mark.parametrize("members", SOUND, ids=range(len(SOUND)))
def test_what_is_possible_is_no_flaw(members: dict[str, Any]) -> None:
    assert found(**members) == []


FLAWED: list[tuple[str, str, dict[str, Any]]] = [
    ("CAS01", "$.opened", {"opened": TOMORROW}),
    ("CAS01", "$.decision.decided", {"decision": {"decided": TOMORROW}}),
    ("CAS01", "$.decision.begun", {"decision": {"begun": TOMORROW}}),
    ("CAS01", "$.facts[0].day", {"facts": [fact("employed", True, day=TOMORROW)]}),
    ("CAS01", "$.facts[0].value", {"facts": [fact("benefit_since", TOMORROW)]}),
    ("CAS01", "$.sections[0].updated", {"sections": [{"section": "wishes", "updated": TOMORROW}]}),
    ("CAS01", "$.sections[0].by[0].day",
     {"sections": [{"section": "wishes", "by": [{"role": "gp", "day": TOMORROW}]}]}),
    ("CAS01", "$.evidence[0].information_date", {"evidence": [paper(information_date=TOMORROW)]}),
    ("CAS01", "$.evidence[0].received", {"evidence": [paper(received=TOMORROW)]}),
    ("CAS01", "$.evidence[0].read", {"evidence": [paper(read=TOMORROW)]}),
    ("CAS01", "$.evidence[0].acted_on", {"evidence": [paper(acted_on=TOMORROW)]}),
    ("CAS01", "$.health_events[0].day", {"health_events": [{"id": "H1", "day": TOMORROW, "kind": "admission"}]}),
    ("CAS01", "$.requests[0].requested", {"requests": [request(requested=TOMORROW)]}),
    ("CAS01", "$.requests[0].consultation", {"requests": [request(consultation=TOMORROW)]}),
    ("CAS01", "$.requests[0].reminders[0]", {"requests": [request(reminders=[TOMORROW])]}),
    ("CAS01", "$.requests[0].calls[0].day", {"requests": [request(calls=[{"day": TOMORROW}])]}),
    ("CAS01", "$.conversations[0].day", {"conversations": [{"id": "C1", "day": TOMORROW}]}),
    ("CAS01", "$.measures[0].end", {"measures": [measure(end=TOMORROW)]}),
    ("CAS01", "$.trials[0].concluded", {"trials": [trial(concluded=TOMORROW)]}),
    ("CAS01", "$.trials[0].weeks[0].start", {"trials": [trial(week(start="2026-11-23"))]}),
    ("CAS01", "$.trials[0].adjustments[0].day",
     {"trials": [trial(adjustments=[
         {"day": TOMORROW, "kind": "hours", "before": "4", "after": "2", "reason": "Træt"}])]}),
    ("CAS01", "$.notes[0].day", {"notes": [{"gap": "g", "kind": "remark", "day": TOMORROW, "by": "Bodil"}]}),
    ("CAS02", "$.tracks[0].until", {"tracks": [main("2026-03-02", "2026-03-01")]}),
    ("CAS02", "$.facts[0].until", {"facts": [fact("employed", True, day="2026-03-02", until="2026-03-01")]}),
    ("CAS02", "$.measures[0].end", {"measures": [measure(start="2026-03-02", end="2026-03-01")]}),
    ("CAS02", "$.trials[0].end", {"trials": [trial(start="2026-03-02", end="2026-03-01")]}),
    ("CAS03", "$.evidence[0].received", {"evidence": [paper(received="2026-02-28")]}),
    ("CAS04", "$.evidence[0].read", {"evidence": [paper(received="2026-03-02", read="2026-03-01")]}),
    ("CAS05", "$.evidence[0].acted_on", {"evidence": [paper(read="2026-03-02", acted_on="2026-03-01")]}),
    ("CAS06", "$.requests[0].consultation", {"requests": [request(consultation="2026-02-28")]}),
    ("CAS07", "$.requests[0].reminders[1]", {"requests": [request(reminders=["2026-03-01", "2026-02-28"])]}),
    ("CAS07", "$.requests[0].calls[0].day", {"requests": [request(calls=[{"day": "2026-02-28"}])]}),
    ("CAS08", "$.citizen.cpr", {"citizen": citizen("320184-1234")}),
    ("CAS08", "$.citizen.cpr", {"citizen": citizen("000184-1234")}),
    ("CAS08", "$.citizen.cpr", {"citizen": citizen("600184-1234")}),
    ("CAS08", "$.citizen.cpr", {"citizen": citizen("920184-1234")}),
    ("CAS08", "$.citizen.cpr", {"citizen": citizen("651384-1234")}),
    ("CAS08", "$.citizen.cpr", {"citizen": citizen("890201-1234")}),
    ("CAS08", "$.citizen.cpr", {"citizen": citizen("811126-4001")}),
    ("CAS08", "$.citizen.cpr", {"citizen": citizen("801105-0001")}),
    ("CAS08", "$.citizen.cpr", {"citizen": citizen("610184-5001")}),
    ("CAS09", "$.citizen.born", {"citizen": citizen("650184-1234", "1984-05-01")}),
    ("CAS10", "$.evidence[1].id", {"evidence": [paper(), paper()]}),
    ("CAS10", "$.measures[0].id", {"evidence": [paper(id="M1")], "measures": [measure()]}),
    ("CAS11", "$.requests[0].evidence[0]", {"requests": [request(evidence=["E9"])]}),
    ("CAS11", "$.requests[0].evidence[0]", {"requests": [request(evidence=["R1"])]}),
    ("CAS11", "$.trials[0].measure", {"trials": [trial(measure="M9")]}),
    ("CAS11", "$.notes[0].entries[0]",
     {"notes": [{"gap": "g", "kind": "closed_by", "day": THE_DAY, "by": "Bodil", "entries": ["E9"]}]}),
    ("CAS12", "$.evidence[0].kind", {"evidence": [paper(kind="kaffekop")]}),
    ("CAS13", "$.facts[0].kind", {"facts": [fact("har_hund", True)]}),
    ("CAS14", "$.requests[0].form", {"requests": [request(form="lae999")]}),
    ("CAS15", "$.facts[0].value", {"facts": [fact("employed", 1)]}),
    ("CAS15", "$.facts[0].value", {"facts": [fact("employed", "ja")]}),
    ("CAS15", "$.facts[0].value", {"facts": [fact("benefit_since", "sidste år")]}),
    ("CAS15", "$.facts[0].value", {"facts": [fact("benefit_since", "20260301")]}),
    ("CAS15", "$.facts[0].value", {"facts": [fact("benefit", True)]}),
    ("CAS16", "$.facts[0].text", {"facts": [fact("obvious_case", True)]}),
    ("CAS17", "$.tracks[1]", {"tracks": [main("2026-01-01", "2026-03-02"), main("2026-03-01")]}),
    ("CAS17", "$.tracks[1]", {"tracks": [main("2026-01-01"), main("2026-01-01")]}),
    ("CAS18", "$.decision.planned", {"decision": {"planned": YESTERDAY}}),
    ("CAS19", "$.requests[0].evidence", {"requests": [request(received="2026-03-02")]}),
    ("CAS20", "$.trials[0].weeks[0].start", {"trials": [trial(week(start="2026-03-03"))]}),
    ("CAS21", "$.trials[0].weeks[1].start", {"trials": [trial(week(), week())]}),
    ("CAS22", "$.measures[0].weekly_minutes", {"measures": [measure(weekly_minutes=10_081)]}),
    ("CAS22", "$.trials[0].present_minutes", {"trials": [trial(present_minutes=10_081)]}),
    ("CAS22", "$.trials[0].weeks[0].present_minutes", {"trials": [trial(week(present_minutes=10_081))]}),
    ("CAS23", "$.trials[0].effective_minutes", {"trials": [trial(present_minutes=480, effective_minutes=481)]}),
    ("CAS23", "$.trials[0].weeks[0].effective_minutes", {"trials": [trial(week(effective_minutes=481))]}),
    ("CAS24", "$.measures[0].sessions_attended", {"measures": [measure(sessions_planned=4, sessions_attended=5)]}),
    ("CAS25", "$.evidence[0].information_date", {"evidence": [{"id": "E1", "kind": "cv"}]}),
    ("CAS26", "$.requests[0].declined", {"requests": [request(declined="2026-02-28")]}),
    ("CAS26", "$.requests[0].withdrawn", {"requests": [request(withdrawn="2026-02-28")]}),
    ("CAS27", "$.requests[0].requested", {"requests": [{"id": "R1", "form": "lae125", "reminders": [YESTERDAY]}]}),
    ("CAS28", "$.sections[1]", {"sections": [{"section": "health"}, {"section": "health"}]}),
]  # fmt: skip


@pytest.mark.parametrize(("code", "path", "members"), FLAWED, ids=[f"{n}-{row[0]}" for n, row in enumerate(FLAWED)])
def test_what_cannot_be_is_said_and_nothing_else(code: str, path: str, members: dict[str, Any]) -> None:
    assert told(**members) == [(code, path)]


def test_every_kind_of_flaw_is_tried_and_explained() -> None:
    codes = [kind.code for kind in FLAW_KINDS]
    assert codes == sorted(set(codes))
    assert {row[0] for row in FLAWED} == set(codes)
    assert explain(" cas08 ") == FLAW_KINDS[7]
    assert explain("CAS99") is None


def test_sentences_name_entry_and_days_in_both_languages() -> None:
    late, unknown = found(evidence=[paper(received="2026-02-28", kind="kaffekop")])
    assert late.message == "E1: received on 2026-02-28, before the day of its information, 2026-03-01."
    assert unknown.message == "E1: the kind of evidence “kaffekop” is not known."
    assert (late.entry, unknown.entry) == ("E1", "E1")
    use_language("da")
    assert late.sentence == "E1: Modtaget 28.02.2026, før oplysningernes dato, 01.03.2026."
    assert late.message == "E1: received on 2026-02-28, before the day of its information, 2026-03-01."


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_flaw_can_be_said(language: str) -> None:
    use_language(language)
    for _code, _path, members in FLAWED:
        for flaw in found(**members):
            assert flaw.sentence.endswith(".")
            assert "{" not in flaw.sentence
            assert "650184" not in flaw.message


def test_a_wrong_value_is_told_by_what_its_kind_asks() -> None:
    assert found(facts=[fact("employed", "ja")])[0].message == "F1: the value of “Employed” must be yes or no."


def test_flaws_come_by_code_and_all_of_them() -> None:
    members = {"evidence": [paper(kind="x", received="2026-02-28"), paper(kind="y")], "opened": TOMORROW}
    assert told(**members) == [
        ("CAS01", "$.opened"),
        ("CAS03", "$.evidence[0].received"),
        ("CAS10", "$.evidence[1].id"),
        ("CAS12", "$.evidence[0].kind"),
        ("CAS12", "$.evidence[1].kind"),
    ]


def test_nothing_is_dropped_from_a_flawed_case() -> None:
    read = case(evidence=[paper(kind="kaffekop", received="2026-02-28")])
    flaws(read, TODAY)
    assert read.evidence[0].kind == "kaffekop"
    assert read.evidence[0].received == date(2026, 2, 28)


def test_every_day_that_an_entry_can_have_is_looked_at_or_planned() -> None:
    """A new day in the models must be taken up here, or it could lie ahead unseen."""
    assert {name for name, field in Evidence.model_fields.items() if "date" in str(field.annotation)} == {
        "information_date", "received", "read", "acted_on",
    }  # fmt: skip
    assert [name for name, field in HealthEvent.model_fields.items() if "date" in str(field.annotation)] == ["day"]
    assert [name for name, field in CaseCitizen.model_fields.items() if "date" in str(field.annotation)] == ["born"]
