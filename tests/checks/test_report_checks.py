"""Each check of a report with a good and a bad text, in Danish and in English."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from orderdesk.checks.local_files import BrokenFile
from orderdesk.checks.report import EarlierText, ReportContext, check_report

TODAY = date(2027, 2, 1)
OTHER_DA = "Karsten mødte ind kl. 8 alle dage og stod ved drejebænken i to timer, før han måtte hvile benet."
OTHER_EN = "Karsten came at 8 every day and stood at the lathe for two hours before he had to rest his leg."
EARLIER = [EarlierText("1", OTHER_DA, date(2027, 1, 5)), EarlierText("2", OTHER_EN, date(2027, 1, 6))]


@dataclass(frozen=True)
class Case:
    """`bad` makes the check speak at `path`, `good` does not; both change the good report in `language`. `order` and
    `previous` change the order and the report before, for both; `broken` is the trouble with the local word lists in the
    bad case."""

    code: str
    language: str
    path: str
    bad: dict[str, Any]
    good: dict[str, Any] = field(default_factory=dict)
    order: dict[str, Any] = field(default_factory=dict)
    previous: dict[str, Any] = field(default_factory=dict)
    broken: BrokenFile | None = None

    def __str__(self) -> str:
        return f"{self.code}-{self.language}-{self.path}"


def both(code: str, path: str, bad: dict[str, Any], good: dict[str, Any] | None = None, **around: Any) -> list[Case]:
    """A case that does not hang on the language of the texts."""
    return [Case(code, language, path, bad, good or {}, **around) for language in ("da", "en")]


def texts(
    code: str, path: str, da: tuple[str, str], en: tuple[str, str], also: Any = None, **around: Any
) -> list[Case]:
    """A case of (bad, good) texts at `path`; `also` are further changes, made for both."""
    more = also or {}
    return [
        Case(code, language, path, {**more, path: bad}, {**more, path: good}, **around)
        for language, (bad, good) in (("da", da), ("en", en))
    ]


def _absence(text: str) -> dict[str, Any]:
    return {"$.sessions[1].absence": {"reason": "other", "notified": True, "attempts": 0, "text": text}}


SEEN, CHANGED, DONE = "$.goals[0].observation", "$.goals[0].changed", "$.goals[0].done"
SESSION = "$.sessions[1]"
LAST_SEEN_DA = "Hun forklarede sine timer uden hjælp, da kokken spurgte."
LAST_SEEN_EN = "She explained her hours without help when the cook asked."
OUTCOME = {"outcome": "goals_partly_met", "text": "Otte timer om ugen.", "recommendation": "Fleksjob i en kantine."}
LONG_DA = (
    "Progressionsbeskrivelsen dokumenterer overordnet arbejdsmarkedsrettede kompetenceudviklingsaktiviteter, "
    "gennemført under hensyntagen til funktionsnedsættelsens begrænsninger, hvorunder tilstedeværelsen sammenholdes "
    "med virksomhedskonsulentens effektivitetsvurderinger, arbejdsgivertilbagemeldinger samt egenvurderinger."
)
LONG_EN = (
    "Progress documentation demonstrates comprehensive employment oriented competence development activities, "
    "implemented considering functional impairment restrictions, whereby attendance registrations undergo systematic "
    "comparison against effectiveness evaluations, employer feedback statements alongside individual assessments."
)
SHORT_DA = (
    "Lærke kom hver gang til tiden. Hun skar gulerødder i en time og satte sig så. Kokken roste hende for at være hurtig. "
    "Efter frokost var hun træt i ryggen og gik hjem kl. 12."
)
SHORT_EN = (
    "Lærke was on time each day. She cut carrots for an hour and then sat down. The cook said that she was quick. After "
    "lunch her back was tired and she went home at 12."
)

WEEKS = "$.work_trial.weeks"
WEEK = {"start": "2027-01-04", "planned_minutes": 480, "present_minutes": 480}
TRIAL = {"$.work_trial.start": "2027-01-06", "$.work_trial.end": "2027-01-22", "$.work_trial.ended_because": "Færdig."}

CASES: list[Case] = [
    *both("REP01", "$.goals", {"$.goals[1].goal": "M7"}),
    *both("REP02", "$.questions", {"$.questions": []}),
    *texts("REP02", "$.questions[0].answer", ("", "Opvasken."), ("", "Washing up.")),
    *both("REP03", "$.documentation", {"$.documentation": []}),
    *texts("REP03", "$.documentation[0].text", ("", "Timesedler for januar."), ("", "Time sheets for January.")),
    *both("REP04", "$.goals[0].status", {"$.goals[0].status": None}),
    *texts("REP04", "$.goals[1].reason", ("", "Kantinen holdt lukket."), ("", "The canteen was closed.")),
    *texts("REP05", SEEN, ("", "Hun bar selv gryden ud."), ("", "She carried the pot out herself.")),
    *both("REP06", "$.totals.attended", {"$.totals.attended": 2}),
    *both("REP06", "$.work_trial.effective_minutes", {"$.work_trial.effective_minutes": 460},
          {"$.work_trial.effective_minutes": 440}),
    *both("REP07", "$.sessions[2].absence",
          {"$.sessions[2].absence": {"reason": "unknown", "notified": False, "attempts": 1}}),
    *both("REP08", f"{SESSION}.absence.reason", {f"{SESSION}.absence": None}),
    *texts("REP08", f"{SESSION}.absence.text", ("", "Bussen kørte ikke."), ("", "There was no bus."),
           {f"{SESSION}.absence.reason": "other"}),
    *both("REP09", "$.citizen_view", {"$.citizen_view": None},
          {"$.citizen_view": {"status": "not_given", "reason": "Lærke lå syg.", "attempts": 2}}),
    *texts("REP09", "$.citizen_view.quote", (" ", "Det gik bedre, end jeg troede."), (" ", "It was less hard than I feared.")),
    *both("REP10", "$.outcome", {"$.kind": "final"}, {"$.kind": "final", "$.outcome": OUTCOME}),
    *both("REP06", f"{WEEKS}[0].effective_minutes", {WEEKS: [{**WEEK, "effective_minutes": 500}]},
          {WEEKS: [{**WEEK, "effective_minutes": 480}]}),
    *texts("REP11", "$.work_trial.ended_because", (" ", "Kantinen lukkede, og Lærke ville gerne videre."),
           (" ", "The canteen closed, and Lærke wanted to go on."), {"$.work_trial.end": "2027-01-29"}),
    *both("REP-SHAPE", "$.period.end", {"$.period.end": "31/1"}),
    *texts("REP20", SEEN, (LAST_SEEN_DA, "Timesedlen viser 8 timer."), (LAST_SEEN_EN, "The time sheet shows 8 hours.")),
    *texts("REP21", CHANGED, ("Lærke tog selv telefonen ved de to sidste.", "Lærke ringede selv til kokken."),
           ("Lærke made the last two calls herself.", "Lærke rang the cook.")),
    *texts("REP22", DONE, (OTHER_DA.replace("Karsten", "Lærke"), "Lærke begyndte i kantinen den 5. januar."),
           (OTHER_EN.replace("Karsten", "Lærke"), "Lærke began in the canteen on 5 January.")),
    *texts("REP23", DONE, ("Lærke deltager aktivt i forløbet.", "Lærke skar grøntsager til 60 gæster."),
           ("Lærke takes an active part in the course.", "Lærke cut vegetables for 60 guests.")),
    *texts("REP24", CHANGED, ("Det går godt.", "Lærke tog bussen alene for første gang."),
           ("It is going well.", "Lærke took the bus alone for the first time.")),
    *texts("REP24", CHANGED, ("Uændret, fortsætter som planlagt", "Ingen flere timer i januar: kantinen var lukket i uge 2."),
           ("Unchanged, continues as planned", "No added hours in January: the canteen was closed in week 2.")),
    *both("REP25", "$.followed_up", {"$.followed_up": []}),
    Case("REP26", "da", f"{SESSION}.outcome", _absence("Konsulenten var syg, så vi måtte aflyse."),
         _absence("Feber, ringede kl. 7.")),
    Case("REP26", "en", f"{SESSION}.outcome", _absence("The consultant was ill, so we had to cancel."),
         _absence("A temperature.")),
    *both("REP26", "$.goals[1].cause", {"$.goals[1].cause": "citizen_absent", "$.sessions": [
          {"day": "2027-01-19", "kind": "planned", "planned_minutes": 240, "outcome": "cancelled_by_provider"}]}),
    *both("REP27", f"{SESSION}.absence.attempts",
          {f"{SESSION}.absence": {"reason": "unknown", "notified": False, "attempts": 0}},
          {f"{SESSION}.absence": {"reason": "unknown", "notified": False, "attempts": 2}}),
    *both("REP28", "$.order_version", {}, {"$.order_version": 2}, order={"$.version": 2}),
    *both("REP29", "$.questions[0].question", {"$.questions[0].question": "S7"}),
    *both("REP29", "$.goals[1].goal", {"$.goals[1].goal": "M1"}),
    *both("REP30", "$.sessions[0].day", {"$.sessions[0].day": "2027-02-02"}, {"$.sessions[0].day": "2027-01-31"}),
    *both("REP30", "$.period.start", {"$.period": {"start": "2027-04-01", "end": "2027-04-30"}}),
    *texts("REP31", "$.goals[0].off_track_because",
           ("", "Kantinen har kun opgaver om formiddagen."), ("", "The canteen has tasks in the morning only."),
           {"$.goals[0].on_track": False}),
    *both("REP32", "$.next_steps[0].by", {"$.next_steps[0].by": "2027-01-31"}, {"$.next_steps[0].by": "2027-02-01"}),
    *texts("REP33", "$.assessment.barriers", ("Lærke er umotiveret.", "Lærke sagde to gange, at hun ville hjem."),
           ("Lærke is unmotivated.", "Lærke said twice that she wanted to go home.")),
    *texts("REP33", f"{SESSION}.absence.text", ("Lærke er doven.", "Bussen kørte ikke."), ("Lærke is lazy.", "There was no bus."),
           {f"{SESSION}.absence": {"reason": "other", "notified": True, "attempts": 0}}),
    *texts("REP34", DONE, (LONG_DA, SHORT_DA), (LONG_EN, SHORT_EN)),
    *both("REP35", "$.work_trial", {"$.work_trial": None}),
    *both("REP37", f"{WEEKS}[0].start", {**TRIAL, WEEKS: [{**WEEK, "start": "2026-12-28"}]}, {**TRIAL, WEEKS: [WEEK]}),
    *both("REP37", f"{WEEKS}[0].start", {**TRIAL, WEEKS: [{**WEEK, "start": "2027-01-25"}]},
          {"$.work_trial.start": "2027-01-06", WEEKS: [{**WEEK, "start": "2027-01-25"}]}),
    *both("REP37", f"{WEEKS}[0].start", {WEEKS: [{**WEEK, "start": "2027-01-05"}]}, {WEEKS: [WEEK]}),
    *both("REP37", f"{WEEKS}[1].start", {WEEKS: [WEEK, WEEK]}, {WEEKS: [WEEK, {**WEEK, "start": "2027-01-11"}]}),
    *both("REP37", "$.work_trial.end", {**TRIAL, "$.work_trial.end": "2027-01-05"}, TRIAL),
    *texts("REP38", f"{SESSION}.absence.text",
           ("Udeblev uden gyldig grund; I bør overveje partshøring.", "Kom ikke; telefonen var slukket kl. 9 og 13."),
           ("Stayed away without good cause; we propose a sanction.", "Did not come; the telephone was off at 9 and 13."),
           {f"{SESSION}.absence": {"reason": "other", "notified": False, "attempts": 2}}),
    *texts("REP38", f"{SESSION}.note",
           ("Ringede to gange og sagde, at det kan betyde træk i ydelsen.", "Ringede to gange og lagde en besked."),
           ("Rang twice and said that it may mean a cut in the benefit.", "Rang twice and left a message.")),
    *texts("REP38", f"{SESSION}.moved.reason",
           ("Hun flyttede mødet uden rimelig grund.", "Hun skulle til lægen."),
           ("She moved it without good reason.", "She had to see the doctor."),
           {f"{SESSION}.outcome": "moved", f"{SESSION}.absence": None,
            f"{SESSION}.moved": {"by": "citizen", "to": "2027-01-20"}}),
    *texts("REP38", "$.goals[1].reason", ("Hun blev væk og bør have en sanktion.", "Hun var til undersøgelse på sygehuset."),
           ("She stayed away and should have a sanction.", "She was at the hospital for an examination."),
           {"$.goals[1].cause": "citizen_absent"}),
    *texts("REP38", "$.citizen_view.reason",
           ("Hun svarer ikke; ydelsen bør stoppes.", "Hun svarede ikke på tre opkald og et brev."),
           ("She does not answer; stop the benefit.", "She did not answer three calls and a letter."),
           {"$.citizen_view": {"status": "not_given", "attempts": 4}}),
    Case("REP36", "da", "$", {}, broken=BrokenFile("The file {file} cannot be read.", file="da/vague.toml")),
    Case("REP36", "en", "$", {}, broken=BrokenFile("The file {file} cannot be read.", file="en/vague.toml")),
]  # fmt: skip


def _codes_at(changed: Any, case: Case, changes: dict[str, Any], broken: Any = None) -> set[tuple[str, str]]:
    body = changed(f"report_{case.language}", changes)
    order = changed(f"order_{case.language}", case.order)
    previous = changed(f"previous_{case.language}", case.previous)
    context = ReportContext(TODAY, previous=previous, earlier=EARLIER, broken=broken)
    return {(finding.code, finding.path) for finding in check_report(body, order, context)}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_bad_text_is_found(changed, case):
    assert (case.code, case.path) in _codes_at(changed, case, case.bad, case.broken)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_good_text_passes(changed, case):
    assert case.code not in {code for code, _path in _codes_at(changed, case, case.good)}


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_good_report_is_silent(changed, language):
    previous = changed(f"previous_{language}", {})
    context = ReportContext(TODAY, previous=previous)
    assert check_report(changed(f"report_{language}", {}), changed(f"order_{language}", {}), context) == []


def test_without_the_order_nothing_is_said_about_it(changed):
    assert check_report(changed("report_da", {}), None, ReportContext(TODAY)) == []


def test_the_citizens_own_words_are_left_alone(changed):
    words = {"$.citizen_view.quote": "Det går godt. Jeg er doven."}
    assert check_report(changed("report_da", words), None, ReportContext(TODAY)) == []


def test_last_months_text_is_found_whatever_the_order_of_the_answers(changed):
    body = changed("report_da", {CHANGED: "Lærke tog selv telefonen ved de to sidste."})
    body["goals"].reverse()
    context = ReportContext(TODAY, previous=changed("previous_da", {}))
    found = [(one.code, one.path) for one in check_report(body, None, context)]
    assert found == [("REP21", "$.goals[1].changed")]


def test_sums_that_are_missing_are_left_to_the_desk(changed):
    body = changed("report_da", {"$.totals": None, "$.version": None, "$.order": None, "$.order_version": None})
    assert check_report(body, None, ReportContext(TODAY)) == []
