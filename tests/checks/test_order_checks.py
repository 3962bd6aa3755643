"""Each check of an order with a good and a bad text, in Danish and in English."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from orderdesk.checks.local_files import BrokenFile
from orderdesk.checks.order import ActiveOrder, EarlierText, OrderContext, check_order
from orderdesk.checks.passages import names_in

TODAY = date(2026, 11, 22)
OTHER_DA = (
    "Karsten skal tilbage til værkstedet efter en blodprop i benet. Vi mangler at vide, om han kan stå ved en maskine "
    "i fire timer, og hvilke pauser han har brug for undervejs."
)
OTHER_EN = (
    "Karsten is to return to the workshop after a bad leg. We do not know whether he can stand at a machine for four "
    "hours, and which rests he needs on the way."
)
EARLIER = [
    EarlierText("1", OTHER_DA, date(2026, 3, 3)),
    EarlierText("2", OTHER_EN, date(2026, 3, 4)),
]


@dataclass(frozen=True)
class Case:
    """`bad` makes the check speak at `path`, `good` does not; both change the good order in `language`. `broken` is the
    trouble with the local word lists in the bad case."""

    code: str
    language: str
    path: str
    bad: dict[str, Any]
    good: dict[str, Any] = field(default_factory=dict)
    active: tuple[ActiveOrder, ...] = ()
    broken: BrokenFile | None = None

    def __str__(self) -> str:
        return f"{self.code}-{self.language}-{self.path}"


def both(code: str, path: str, bad: dict[str, Any], good: dict[str, Any] | None = None, active: Any = ()) -> list[Case]:
    """A case that does not hang on the language of the texts."""
    return [Case(code, language, path, bad, good or {}, active) for language in ("da", "en")]


def texts(code: str, path: str, da: tuple[str, str], en: tuple[str, str], **also: Any) -> list[Case]:
    """A case of (bad, good) texts at `path`; `also` are further changes, made for both."""
    more = also.get("also", {})
    return [
        Case(code, language, path, {**more, path: bad}, {**more, path: good})
        for language, (bad, good) in (("da", da), ("en", en))
    ]


RUNNING = (ActiveOrder("urn:uuid:1", "Mentor since 1 October"),)
FACT, GOAL, SIGN, PURPOSE = "$.citizen.facts[0].text", "$.goals[0].text", "$.goals[0].seen_by", "$.purpose.text"
NO_QUESTION = {"$.purpose.to_clarify": []}
NO_MEASURE_DA = {"$.goals[0].seen_by": "Det kan læses på timesedlen."}
LONG_DA = (
    "Beskæftigelsesindsatsen tilrettelægges tværfagligt med udgangspunkt i funktionsevnebeskrivelserne fra de "
    "sundhedsprofessionelle samarbejdspartnere, således virksomhedspraktikkens arbejdsopgaver tilpasses "
    "skånehensynene, hvorefter arbejdsevnevurderingen gennemføres i overensstemmelse med lovgivningens krav."
)
LONG_EN = (
    "Multidisciplinary employment rehabilitation interventions incorporating comprehensive functional assessment "
    "documentation provided through collaborating healthcare professionals necessitate individually customised "
    "occupational accommodation arrangements preceding definitive employability determination procedures."
)
SHORT_DA = (
    "Læger og terapeuter har skrevet, hvad Lærke kan. Brug det, når I vælger opgaver. Hun skal kunne sidde hver halve "
    "time. Bagefter skriver I, hvor meget hun nåede, og hvad der hjalp."
)
SHORT_EN = (
    "Doctors and therapists have written what Lærke can do. Use it when you choose tasks. She must be able to sit every "
    "half hour. Then write how much she got done, and what helped."
)

CASES: list[Case] = [
    *texts("ORD01", PURPOSE, (" ", "Vi ved ikke, om Lærke kan stå i to timer; find ud af det."),
           (" ", "We do not know whether Lærke can stand for two hours; find out.")),
    *both("ORD02", "$.goals", {"$.goals": []}),
    *texts("ORD02", GOAL, ("", "Lærke arbejder 12 timer om ugen i en kantine."), ("", "Lærke works 12 hours a week.")),
    *texts("ORD03", SIGN, ("", "Timesedlen viser det i fire uger."), ("", "The time sheet shows it in four weeks.")),
    *both("ORD04", "$.goals[1].due", {"$.goals[1].due": None}, {"$.goals[1].due": "2027-03-01"}),
    *both("ORD04", "$.goals[1].due", {"$.goals[1].due": "snart"}),
    *both("ORD05", "$.goals[1].rank", {"$.goals[1].rank": 1}, {"$.goals[1].rank": 3}),
    *both("ORD05", "$.goals[0].rank", {"$.goals[0].rank": None}),
    *both("ORD06", "$.goals[0].due", {"$.goals[0].due": "2027-03-20"}, {"$.goals[0].due": "2027-03-19"}),
    *both("ORD06", "$.reporting.first_due", {"$.reporting.first_due": "2026-11-30"}),
    *both("ORD06", "$.course.end", {"$.course.end": "2026-11-01"}),
    *both("ORD07", "$.placer.caseworker.phone", {"$.placer.caseworker.phone": "spørg"},
          {"$.placer.caseworker.phone": "55501234"}),
    *both("ORD07", "$.placer.caseworker.mail", {"$.placer.caseworker.mail": None}),
    *both("ORD08", "$.reporting.frequency", {"$.reporting.frequency": ""}, {"$.reporting.frequency": "fortnightly"}),
    *both("ORD09", "$.voice", {"$.voice": None},
          {"$.voice": {"status": "declined", "asked": "2026-11-03", "reason": "Ville hellere vente."}}),
    *texts("ORD09", "$.voice.own_words", ("", "Jeg er træt af at gå hjemme."), ("", "I am tired of being at home.")),
    *both("ORD10", "$.citizen.interpreter.language", {"$.citizen.interpreter": {"needed": True}},
          {"$.citizen.interpreter": {"needed": True, "language": "so"}}),
    *both("ORD11", "$.documentation[0].rule", {"$.documentation[0].rule": ""}, {"$.documentation[0].rule": "LAB § 116"}),
    *both("ORD12", "$.attachments[0].disclosure", {"$.attachments[0].disclosure": None}),
    *both("ORD12", "$.attachments[0].disclosure", {"$.attachments[0].disclosure": "V9"}),
    *both("ORD13", "$.answer_by", {"$.answer_by": "2026-11-21"}, {"$.answer_by": "2026-11-22"}),
    *both("ORD-SHAPE", "$.course.weekly_minutes", {"$.course.weekly_minutes": "37"}, {"$.course.weekly_minutes": 630}),
    *texts("ORD20", PURPOSE, ("Afklaring af borgerens arbejdsevne", "Kan Lærke arbejde 10 timer i et køkken?"),
           ("Clarification of the citizen's work ability", "Can Lærke work 10 hours in a kitchen?"), also=NO_QUESTION),
    *texts("ORD20", PURPOSE, ("Motivation.", "Lærke vil vide, hvad hun kan nå, før hun siger ja."),
           ("Motivation.", "Lærke wants to know what she can do before she says yes."), also=NO_QUESTION),
    Case("ORD20", "da", PURPOSE, {PURPOSE: "Afklaring", **NO_QUESTION}, {PURPOSE: "Afklaring"}),
    *texts("ORD21", PURPOSE,
           ("Forlængelse af tidligere forløb.", "Første forløb gav otte timer. Nu prøver vi opgaver, hvor hun kan sidde."),
           ("Extension of the earlier course.", "The first course gave eight hours. Now we try tasks she can do sitting.")),
    *texts("ORD22", SIGN, ("Lærke har fået mere struktur på dagen.", "Lærke møder kl. 9 fire dage om ugen."),
           ("Lærke has more structure in her day.", "Lærke comes at 9 four days a week.")),
    *texts("ORD22", "$.purpose.leads_to",
           ("Lærke kommer tættere på arbejdsmarkedet og får bedre trivsel.", "Lærke ved, om hun skal søge fleksjob."),
           ("Lærke is closer to the labour market and has better wellbeing.", "Lærke knows whether to apply for a flex job.")),
    *texts("ORD23", GOAL,
           ("Lærke arbejder så vidt muligt 10 timer om ugen.", "Lærke arbejder 10 timer om ugen, hvis hun kan sidde."),
           ("Lærke works 10 hours a week as far as possible.", "Lærke works 10 hours a week if she can sit.")),
    *texts("ORD23", SIGN, ("Timesedler, udtalelser mv. viser 10 timer.", "Timesedler og udtalelser viser 10 timer."),
           ("Time sheets, statements etc. show 10 hours.", "Time sheets and statements show 10 hours.")),
    *texts("ORD24", GOAL,
           ("Lærke arbejder 10 timer om ugen og har fået overblik over sin økonomi.", "Lærke arbejder mandag og torsdag."),
           ("Lærke works 10 hours a week and has a budget.", "Lærke works on Mondays and Thursdays.")),
    *texts("ORD25", GOAL, ("Lærke skal deltage i ugentlige samtaler.", "Lærke kan fortælle sin chef, hvad hun ikke kan løfte."),
           ("Lærke shall take part in weekly talks.", "Lærke can tell her boss what she cannot lift.")),
    *texts("ORD25", GOAL, ("Mentorstøtte to timer om ugen.", "Mentorstøtte, så hun selv kan tage bussen."),
           ("Mentor support two hours a week.", "Mentor support so that she can take the bus herself.")),
    *texts("ORD26", "$.goals[0].baseline", ("", "Tager ikke bussen alene i dag."), ("", "Does not take the bus alone.")),
    *both("ORD27", "$.course.weekly_minutes", {"$.course.weekly_minutes": 90, "$.course.sessions": []},
          {"$.course.weekly_minutes": 120, "$.course.sessions": []}),
    *both("ORD27", "$.course.sessions", {"$.course.weekly_minutes": 540}),
    Case("ORD28", "da", "$.purpose", {PURPOSE: OTHER_DA.replace("fire", "to"), "$.purpose.leads_to": None, "$.goals": []}),
    Case("ORD28", "en", "$.purpose", {PURPOSE: OTHER_EN.replace("four", "two"), "$.purpose.leads_to": None, "$.goals": []}),
    *both("ORD29", "$.citizen.facts[0].confirmed", {"$.citizen.facts[0].confirmed": "2026-08-23"},
          {"$.citizen.facts[0].confirmed": "2026-08-24"}),
    *texts("ORD30", PURPOSE, (LONG_DA, SHORT_DA), (LONG_EN, SHORT_EN)),
    *texts("ORD31", FACT, ("Lærke er doven og gider ikke møde op.", "Lærke mødte ikke op tre af ti gange i maj."),
           ("Lærke is lazy and cannot be bothered to come.", "Lærke stayed away three of ten times in May.")),
    *texts("ORD32", FACT, ("Har fået diagnosen borderline og tager Sertralin.", "Har brug for at vide dagen før, hvad hun skal lave."),
           ("Has borderline and takes sertraline.", "Needs to know the day before what she will be doing.")),
    *both("ORD33", "$.relation", {}, {"$.relation": {"kind": "beside", "thread": "urn:uuid:1"}}, RUNNING),
    *both("ORD34", "$.reporting.final_due", {"$.reporting.final_due": "2027-03-06"}),
    *both("ORD35", "$.activities[0].serves", {"$.activities[0].serves": ["M9"]}, {"$.activities[0].serves": ["M1", "M2"]}),
    *both("ORD36", "$.placer.caseworker.mail", {"$.placer.caseworker.mail": "jobcenter@nordby.example"}),
    *both("ORD37", "$.voice.wishes[0].reason", {"$.voice.wishes[0].outcome": "not_followed"},
          {"$.voice.wishes[0].outcome": "not_followed", "$.voice.wishes[0].reason": "Kantinen åbner kl. 7."}),
    *both("ORD38", "$.voice.obtained", {"$.voice.obtained": "2026-12-03"}, {"$.voice.obtained": "2026-11-22"}),
    *both("ORD39", "$", {"$.purpose.to_clarify": ["Kan Lærke stå i en time? " * 300]}),
    *both("ORD40", "$.voice.alignment_note", {"$.voice.alignment": "not_agreed"},
          {"$.voice.alignment": "not_agreed", "$.voice.alignment_note": "Lærke ville hellere vente til foråret."}),
    Case("ORD41", "da", "$", {}, broken=BrokenFile("The file {file} cannot be read.", file="da/vague.toml")),
    Case("ORD41", "en", "$", {}, broken=BrokenFile("The file {file} cannot be read.", file="en/vague.toml")),
]  # fmt: skip


def _codes_at(changed: Any, case: Case, changes: dict[str, Any], broken: Any = None) -> set[tuple[str, str]]:
    body = changed(f"order_{case.language}", changes)
    context = OrderContext(TODAY, earlier=EARLIER, active=case.active, broken=broken)
    return {(finding.code, finding.path) for finding in check_order(body, context)}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_bad_text_is_found(changed, case):
    assert (case.code, case.path) in _codes_at(changed, case, case.bad, case.broken)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_good_text_passes(changed, case):
    assert case.code not in {code for code, _path in _codes_at(changed, case, case.good)}


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_good_order_is_silent(changed, language):
    assert check_order(changed(f"order_{language}", {}), OrderContext(TODAY)) == []


def test_the_citizens_own_words_are_left_alone(changed):
    words = {"$.voice.own_words": "Jeg er doven og har borderline, og det går mere eller mindre."}
    assert check_order(changed("order_da", words), OrderContext(TODAY)) == []


def test_a_found_likeness_shows_neither_text_nor_key(changed):
    body = changed("order_da", {PURPOSE: OTHER_DA, "$.purpose.leads_to": None, "$.goals": []})
    secret = EarlierText("thread-of-karsten", OTHER_DA, date(2026, 3, 3))
    (finding,) = [one for one in check_order(body, OrderContext(TODAY, earlier=[secret])) if one.code == "ORD28"]
    assert finding.message == (
        "The text is nearly equal to another citizen's order of 2026-03-03 (100 %): write what is particular to this one."
    )
    assert "Karsten" not in repr(secret)


def test_the_next_citizens_name_does_not_make_it_another_text(changed):
    """Names and pronouns are what somebody changes in a text that is used again."""
    of_bo = "Bo-Henrik Ravnkilde-Søndergaard er bange for at møde. Han vil have Bo-Henriks gamle plads igen, siger han."
    of_ea = "Ea er bange for at møde. Hun vil have Eas gamle plads igen, siger hun."
    earlier = EarlierText("1", of_bo, date(2026, 3, 3), names_in("Bo-Henrik Ravnkilde-Søndergaard"))
    body = changed("order_da", {"$.citizen.name": "Ea Ravn", PURPOSE: of_ea, "$.purpose.leads_to": None, "$.goals": []})
    (found,) = [one for one in check_order(body, OrderContext(TODAY, earlier=[earlier])) if one.code == "ORD28"]
    assert found.values["percent"] >= 85
    nameless = EarlierText("1", of_bo, date(2026, 3, 3))
    assert "ORD28" not in {one.code for one in check_order(body, OrderContext(TODAY, earlier=[nameless]))}


def test_the_citizens_own_earlier_order_is_told_as_that(changed):
    body = changed("order_da", {PURPOSE: OTHER_DA, "$.purpose.leads_to": None, "$.goals": []})
    own = EarlierText("1", OTHER_DA, date(2026, 3, 3), own=True)
    (finding,) = [one for one in check_order(body, OrderContext(TODAY, earlier=[own])) if one.code == "ORD28"]
    assert finding.message == (
        "The text is nearly equal to this citizen's order of 2026-03-03 (100 %): write what that gave, and what to do"
        " differently now."
    )


def test_findings_stand_in_the_order_of_the_form(changed):
    body = changed("order_da", {"$.reporting": {}, "$.placer.caseworker.phone": "", "$.goals[1].due": None, GOAL: ""})
    paths = [finding.path for finding in check_order(body, OrderContext(TODAY))]
    assert paths[:3] == ["$.placer.caseworker.phone", "$.goals[0].text", "$.goals[1].due"]


def test_a_limit_of_the_context_counts(changed):
    body = changed("order_da", {"$.citizen.facts[0].confirmed": "2026-10-01"})
    assert check_order(body, OrderContext(TODAY)) == []
    [stale] = check_order(body, OrderContext(TODAY, stale_days=30))
    assert stale.code == "ORD29"
    assert stale.sentence.startswith("Fact 1 was last confirmed ")
