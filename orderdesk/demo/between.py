"""What happens in the demo between the reports: absences told the same day, meetings of all three, amendments and what
the provider says to them, a case that changes hands. By the scene it belongs to."""

from collections.abc import Mapping
from typing import Any, Final

from orderdesk.demo.acts import Act, Amend, Do
from orderdesk.demo.cast import JONAS


def _absence(day: str, text: str, *, reason: str = "illness", notified: bool = True, attempts: int = 0) -> Do:
    absence = {"reason": reason, "text": text, "notified": notified, "attempts": attempts}
    values = {"day": day, "session": "planned", "absence": absence}
    return Do(day=day, at="14:30", by="P", action="tell_absence", values=values)


def _held(day: str, words: str, decisions: list[dict[str, str]], *, meeting: str = "", by: str = "C") -> Do:
    """The record of a meeting that all three came to, written the same afternoon."""
    there: dict[str, Any] = {party: {"present": True} for party in ("citizen", "caseworker", "consultant")}
    remarks = {"status": "given", "words": words}
    values = {"day": day, "form": "in_person", **there, "decisions": decisions, "citizen_remarks": remarks}
    return Do(day=day, at="15:30", by=by, action="record_meeting", meeting=meeting, values=values)


def _time(day: str, time: str, place: str) -> dict[str, Any]:
    return {"day": day, "time": time, "minutes": 60, "form": "in_person", "place": place}


BETWEEN: Final[Mapping[str, tuple[Act, ...]]] = {
    "bettina-ravn": (
        _absence("2026-10-08", "Havde ikke sovet."),
        _held(
            "2026-10-20", "Det er rart, at I begge to hører det samme.",
            [
                {"text": "Ringer til lægehuset om svaret på prøverne.", "owner": "caseworker", "by": "2026-10-23"},
                {"text": "Går med til købmanden om tirsdagen.", "owner": "consultant", "by": "2026-10-27"},
                {"text": "Skriver ned, hvad hun vil spørge lægen om.", "owner": "citizen", "by": "2026-10-27"},
            ],
        ),
        _absence("2026-10-29", "Havde ikke sovet."),
        Do(
            day="2026-11-12", at="13:00", by="P", action="good_news",
            values={"text": "Lægen har fundet årsagen til åndenøden, og den kan behandles.", "goal": "M1"},
        ),
        _absence("2026-11-17", "Havde ikke sovet.", attempts=1),
        Do(
            day="2026-11-19", at="13:15", by="P", action="propose_meeting", opens="jul",
            values={
                "purpose": "Aftale, hvad butikken skal vide, før Bettina begynder.", "form": "in_person",
                "options": [{"day": "2026-12-08", "time": "10:30"}, {"day": "2026-12-10", "time": "10:30"}],
            },
        ),
        Amend(
            day="2026-11-20", at="09:10", path=("follow_up", "ring_when"), reason="Lægen har fundet årsagen.",
            text="Ring, hvis Bettina udebliver to gange i træk, eller hvis samtalerne hos lægen ikke kommer i gang.",
        ),
    ),
    "jytte-mikkelsen": (
        _held(
            "2026-10-21", "Jeg er stadig ikke enig, men det er godt, at det bliver skrevet ned.",
            [{"text": "Beder bibliotekets leder om en stol med armlæn.", "owner": "consultant", "by": "2026-10-28"}],
        ),
        _absence("2026-10-29", "Hos lægen om håndleddene.", reason="treatment"),
    ),
    "torben-eskildsen": (
        Do(
            day="2026-10-23", at="09:00", action="propose_meeting", opens="timetal",
            values={
                "purpose": "Finde et timetal, der holder.", "form": "in_person",
                "options": [{"day": "2026-10-28", "time": "12:30"}, {"day": "2026-10-30", "time": "12:30"}],
            },
        ),
        Do(
            day="2026-10-23", at="13:00", by="P", action="schedule_meeting", meeting="timetal",
            values={
                "purpose": "Finde et timetal, der holder.",
                "appointment": _time("2026-10-28", "12:30", "Brugsen i Lindholm, frokoststuen"),
                "agenda": ["Timer i denne måned", "Hæveborde", "Hvad butikken kan love"],
            },
        ),
        _held(
            "2026-10-28", "Syv timer er nok. Jeg vil hellere holde til det end falde om.",
            [
                {"text": "Prøver syv timer om ugen i fire uger.", "owner": "citizen", "by": "2026-11-27"},
                {"text": "Spørger butikken om en fast kollega på lageret.", "owner": "consultant", "by": "2026-11-06"},
                {"text": "Skriver til butikkens uddeler om løntilskud.", "owner": "caseworker", "by": "2026-11-25"},
            ],
            meeting="timetal",
        ),
        Do(
            day="2026-11-18", at="11:00", action="schedule_meeting", opens="december",
            values={
                "purpose": "Beslutte, hvad der kommer efter de syv timer.",
                "appointment": _time("2026-12-09", "12:30", "Brugsen i Lindholm, frokoststuen"),
                "agenda": ["De fire uger med syv timer", "Løn for de timer, der kan bære det"],
            },
        ),
    ),
    "amina-warsame": (
        _held(
            "2026-10-22", "Jeg glemmer ikke jer. Jeg glemmer bare dagen.",
            [{"text": "Sætter en seddel op ved døren om søndagen.", "owner": "citizen", "by": "2026-10-25"}], by="P",
        ),
        _absence("2026-11-05", "Havde byttet om på dagene.", reason="unknown", notified=False, attempts=2),
        _absence("2026-11-09", "Tog telefonen om aftenen.", reason="unknown", notified=False, attempts=1),
        Do(
            day="2026-11-10", at="09:00", by="P", action="warn",
            values={
                "about": "risk_of_drop_out",
                "text": "To gange i træk uden besked. Veninden, der minder hende om det, er bortrejst.",
                "wish": "En besked fra dig på somali om, at vi stadig er her.",
            },
        ),
        Amend(
            day="2026-11-18", at="10:30", path=("follow_up", "ring_when"), reason="To gange uden besked.",
            text="Ring samme dag, hver gang Amina ikke kommer.",
        ),
        Do(
            day="2026-11-19", at="11:00", by="P", action="object",
            values={
                "paths": ["$.follow_up.ring_when"],
                "text": "Amina bliver utryg, når hun hører, at vi ringer til jer hver gang.",
                "alternative": "Vi sender dig en meddelelse samme dag og ringer efter to gange i træk.",
            },
        ),
    ),
    "kasper-lindgaard": (
        _held(
            "2026-10-20", "Det er bedre at skrive til mig. Så svarer jeg.",
            [{"text": "Finder et lokale med en dør, der kan lukkes.", "owner": "consultant", "by": "2026-10-30"}],
        ),
        Do(
            day="2026-10-27", at="12:00", by="P", action="object",
            values={
                "paths": ["$.follow_up.ring_when"],
                "text": "Om fredagen er kontoret lukket, når vi er færdige med Kasper.",
                "alternative": "Vi skriver senest næste hverdag klokken 10.",
            },
        ),
        Amend(
            day="2026-10-28", at="09:00", path=("follow_up", "ring_when"), reason="Kontoret lukker tidligt fredag.",
            text="Skriv til mig senest næste hverdag klokken 10, hvis Kasper udebliver uden besked. Ring ikke til ham.",
        ),
        Do(
            day="2026-10-29", at="09:00", by="P", action="acknowledge",
            values={"text": "Det kan vi. Jeg har sagt det til Kasper."},
        ),
    ),
    "linnea-toft-pedersen": (
        Do(
            day="2026-11-16", at="09:00", by=JONAS, action="change_caseworker",
            values={
                "to_person": "mette-krogh", "since": "2026-11-16", "reason": "Unge på vej i skole samles hos Mette.",
                "summary": {
                    "now": "Ordren er taget imod. Linnea begynder den 1. december.",
                    "next_step": "Ring til Linnea dagen før. Hun vil gerne høre, hvem der står i døren.",
                    "promised": "Jeg har lovet hende en kopi af ordren.",
                    "citizen": "Skriv en sms først; hun tager ikke ukendte numre.",
                },
                "told": "Mette Krogh har sagen fra i dag.",
            },
        ),
    ),
}  # fmt: skip
