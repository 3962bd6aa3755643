"""The courses that stopped on the way: ended by agreement, handed back, put on hold."""

from typing import Final

from orderdesk.demo.acts import Accept, Do, Scene, Send
from orderdesk.demo.cast import AHMED, LONE, PETER, SARA, started

CUT_SHORT: Final = (
    Scene(
        "mikkel-aaen",
        (
            Send(day="2026-08-31"),
            Accept(day="2026-09-01", first="2026-09-09", time="09:00", place="Havnegade Værksted, svejsehallen"),
            started("2026-09-11", "Mikkel kom den anden dag og svejsede et beslag.", offered="2026-09-09"),
            Do(
                day="2026-09-25", by="P", action="good_news",
                values={"text": "Mikkel er mødt seks gange i træk. Han kom selv før tiden i dag.", "goal": "M1"},
            ),
            Do(
                day="2026-10-12", action="end",
                values={
                    "group": "citizen", "code": "moved_away", "last_day": "2026-10-16",
                    "reason": "Mikkel flytter til Aarhus for at begynde hos en smed. Sagen går til den nye kommune.",
                },
            ),
            Do(
                day="2026-10-13", by="P", action="agree_end",
                values={"text": "Vi ønsker ham held og lykke. Han tager sit svejsebevis med."},
            ),
            Do(
                day="2026-10-30", action="waive_final",
                values={"reason": "Den nye kommune har fået det, den skal bruge, af Mikkel selv."},
            ),
        ),
        PETER,
    ),
    Scene(
        "inge-lise-bak",
        (
            Send(day="2026-09-09"),
            Accept(day="2026-09-10", first="2026-09-15", time="13:00", place="Hjemme hos Inge-Lise"),
            started("2026-09-15", "Inge-Lise lukkede op. Vi talte om bøger i en halv time."),
            Do(
                day="2026-10-06", at="15:10", by="P", action="tell_absence",
                values={
                    "day": "2026-10-06", "time": "13:00", "session": "planned",
                    "absence": {
                        "reason": "unknown", "text": "Naboen fortalte, at Inge-Lise var hjemme.", "notified": False,
                        "attempts": 2,
                    },
                    "plan": "Jeg lægger et brev og kommer igen torsdag.",
                },
            ),
            Do(
                day="2026-10-07", at="09:00", action="schedule_meeting", opens="tur",
                values={
                    "purpose": "Finde en dag og et sted, som Inge-Lise kan klare.",
                    "appointment": {
                        "day": "2026-10-14", "time": "13:00", "minutes": 45, "form": "in_person",
                        "place": "Hjemme hos Inge-Lise",
                    },
                    "agenda": ["Hvad gør det svært at gå ud", "Hvornår på dagen det er lettest"],
                },
            ),
            Do(
                day="2026-10-14", at="14:00", by="P", action="record_no_show", meeting="tur",
                values={"absent": ["citizen"], "text": "Inge-Lise lukkede ikke op. Hun ringede selv om aftenen."},
            ),
            Do(
                day="2026-10-21", by="P", action="propose_meeting", opens="telefon",
                values={
                    "purpose": "Tale sammen i telefon, når Inge-Lise har det lettest.", "form": "phone",
                    "options": [{"day": "2026-10-28", "time": "17:00"}, {"day": "2026-10-29", "time": "17:00"}],
                },
            ),
            Do(
                day="2026-10-26", at="11:00", action="cancel_meeting", meeting="telefon",
                values={"by": "citizen", "reason": "Inge-Lise har skrevet, at hun hellere vil svare i et brev."},
            ),
            Do(
                day="2026-11-05", by="P", action="not_ready",
                values={
                    "needs": "treatment", "text": "Inge-Lise siger selv, at hun skal have hjælp af en læge først.",
                    "proposal": "Jeg kommer med breve og bøger hver torsdag imens.",
                },
            ),
            Do(
                day="2026-11-19", at="13:00", by="P", action="hand_back",
                values={
                    "group": "citizen", "code": "treatment_first", "last_day": "2026-12-04",
                    "reason": "Der er kommet en tid i lokalpsykiatrien den 7. december. Hun samler kræfter til den.",
                    "hand_over": {
                        "reached": "M1: to ture på ti uger, begge i dagslys. M2: ikke begyndt.",
                        "open": "Biblioteket har lovet en rolig time om formiddagen, når hun er klar.",
                        "works": "Breve virker. Opkald gør hende urolig.",
                    },
                },
            ),
        ),
        LONE,
    ),
    Scene(
        "ruth-damgaard",
        (
            Send(day="2026-09-21"),
            Accept(day="2026-09-22", first="2026-09-30", time="10:00", place="Fjordvejen 8, køkkenet"),
            Do(
                day="2026-09-24", action="end",
                values={
                    "group": "citizen", "code": "treatment_first", "last_day": "2026-09-25",
                    "reason": "Ruth har fået tid til operation allerede den 2. oktober.",
                },
            ),
            Do(day="2026-09-25", by="P", action="agree_end", values={"text": "Vi glæder os til at se hende bagefter."}),
            Do(
                day="2026-10-05", action="reopen",
                values={"reason": "Operationen er udsat. Ruth vil gerne begynde nu.", "until": "2027-02-26"},
            ),
            Do(
                day="2026-10-14", at="14:30", by="P", action="align",
                values={
                    "day": "2026-10-14", "how": "meeting",
                    "stances": [
                        {"item": "M1", "stance": "agreed", "words": "Bare jeg ikke skal løfte."},
                        {"item": "M2", "stance": "not_now", "words": "Spørg mig igen, når jeg er opereret."},
                    ],
                },
            ),
            Do(
                day="2026-10-22", action="schedule_meeting", opens="møde",
                values={
                    "purpose": "Aftale, hvad der sker omkring operationen.",
                    "appointment": {
                        "day": "2026-11-04", "time": "09:30", "minutes": 45, "form": "in_person",
                        "place": "Jobcenter Lindholm, lokale 12",
                    },
                    "agenda": ["Datoen for operationen", "Hvad Ruth kan imens"],
                },
            ),
            Do(
                day="2026-10-28", at="13:00", by="P", action="hold",
                values={
                    "code": "hospital", "since": "2026-11-02", "expected_resume": "2026-12-14",
                    "reason": "Ruth opereres den 2. november og har armen i slynge i seks uger.",
                },
            ),
            Do(
                day="2026-10-29", at="09:00", action="waive_report",
                values={"reason": "Forløbet nåede kun to uger før pausen."},
            ),
            Do(
                day="2026-10-29", at="09:20", action="move_meeting", meeting="møde", opens="flyttet",
                values={
                    "by": "citizen", "reason": "Ruth ligger på sygehuset den dag.",
                    "appointment": {
                        "day": "2026-12-16", "time": "09:30", "minutes": 45, "form": "in_person",
                        "place": "Jobcenter Lindholm, lokale 12",
                    },
                },
            ),
            Do(
                day="2026-11-16", by="P", action="change_consultant",
                values={
                    "consultant": SARA, "since": "2026-11-16", "citizen_told": True,
                    "reason": "Ahmed holder orlov til foråret.",
                    "note": "Ruth vil helst ringes op om formiddagen. Køkkenet på Lindegården venter på hende.",
                },
            ),
        ),
        AHMED,
    ),
)  # fmt: skip
