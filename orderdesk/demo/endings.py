"""The orders that have ended, and how: by a final report, by the clock, by a word from either side."""

from typing import Final

from orderdesk.demo.acts import (
    Accept,
    AgreeDecline,
    BeginFinal,
    Decide,
    Decline,
    Do,
    Report,
    Scene,
    Send,
)
from orderdesk.demo.cast import AHMED, LONE, PETER, SARA, started

ENDED: Final = (
    Scene(
        "vagn-thorsen",
        (
            Send(day="2026-05-20"),
            Accept(day="2026-05-22", first="2026-06-01", time="09:00", place="Cykelværkstedet"),
            started("2026-06-01", "Vagn reparerede sin første cykel samme dag."),
            Report(day="2026-10-16", month="2026-10", kind="final"),
            Decide(
                day="2026-10-19", month="2026-10", decision="to_the_team", by="2026-11-02",
                text="Sagen går til teamet med skemaet over timerne. Vagn har læst det.",
            ),
        ),
        PETER,
    ),
    Scene(
        "soeren-hauge",
        (
            Send(day="2026-09-17"),
            Accept(day="2026-09-18", first="2026-10-01", time="08:30", place="Sørens værksted, Møllevej 8"),
            started("2026-10-07", "Den 1. oktober var Søren til genoptræning.", offered="2026-10-01"),
            Report(
                day="2026-11-20", at="08:30", month="2026-11", kind="final",
                outcome={
                    "outcome": "ended_early",
                    "text": "Tallene er på plads hurtigere end ventet: Søren kan 11 timer om ugen i sit eget firma.",
                    "recommendation": "Brug beskrivelsen til en ansøgning om støtte til selvstændige.",
                    "unresolved": ["Fem måneder mangler fra revisoren.", "Genoptræningen slutter først ved nytår."],
                },
            ),
            Decide(
                day="2026-11-20", at="09:45", month="2026-11", decision="to_the_team", by="2026-12-11",
                text="Forløbet slutter her. Jeg skriver sagen til teamet, når revisoren har sendt resten.",
            ),
        ),
        AHMED,
    ),
    Scene(
        "gitte-overgaard",
        (
            Send(day="2026-06-03"),
            Accept(day="2026-06-04", first="2026-06-17", time="10:00", place="Hjemme hos Gitte"),
            started("2026-06-17", "Gitte tog imod og viste billeder af sin mand."),
            BeginFinal(day="2026-11-20", at="13:00", draft="poor-report"),
        ),
        SARA,
        given_to=SARA,
        relation=("gitte-overgaard, først", "Gitte vil helst mødes hjemme, og det kunne det første sted ikke."),
    ),
    Scene(
        "dennis-krarup",
        (
            Send(day="2026-11-11", at="09:00"),
            Decline(
                day="2026-11-12", code="safety",
                text="Vi har kun ét stort rum, og der er altid larm. Det kan vi ikke forsvare over for Dennis.",
                alternative="Et værksted med eget rum. Havnegade har et.",
            ),
            AgreeDecline(day="2026-11-12", at="14:00", text="Det forstår jeg. Jeg spørger Havnegade."),
        ),
        SARA,
        given_to=SARA,
        preferred=False,
        name="dennis-krarup, først",
    ),
)  # fmt: skip

NEVER_BEGUN: Final = (
    Scene(
        "gitte-overgaard",
        (
            Send(day="2026-06-02", at="09:00"),
            Accept(day="2026-06-02", at="13:00", first="2026-06-17", time="10:00", place="Udsigten, lokale 2"),
            Do(
                day="2026-06-03", at="08:30", action="end",
                values={
                    "group": "citizen", "code": "citizen_wishes", "last_day": "2026-06-03",
                    "reason": "Gitte har ringet i dag. Hun vil gerne have et forløb, men kun hjemme hos sig selv.",
                },
            ),
            Do(
                day="2026-06-03", at="09:15", by="P", action="agree_end",
                values={"text": "Det forstår vi godt. Vi har kun samtaler her i huset."},
            ),
        ),
        LONE,
        name="gitte-overgaard, først",
    ),
    Scene(
        "amina-warsame",
        (
            Send(day="2026-08-20", at="11:05"),
            Do(
                day="2026-08-20", at="11:30", action="enter_error",
                values={"reason": "Ordren blev sendt to gange. Den første gælder."},
            ),
        ),
        LONE,
        name="amina-warsame, dobbelt",
    ),
    Scene(
        "jytte-mikkelsen",
        (
            Send(day="2026-08-21", at="10:30"),
            Accept(day="2026-08-24", at="08:30", first="2026-09-01", time="13:00", place="Havnegade Værksted"),
        ),
        PETER,
        given_to=PETER,
        name="jytte-mikkelsen, først",
    ),
    Scene(
        "oliver-friis",
        (Send(day="2026-11-12"),),
        LONE,
        given_to=LONE,
        name="oliver-friis, først",
    ),
    Scene(
        "hanne-birkelund",
        (
            Send(day="2026-11-16"),
            Do(
                day="2026-11-17", at="11:15", action="withdraw",
                values={"reason": "Hanne kan ikke sidde i bussen så længe. Ordren går til et sted tættere på hende."},
            ),
        ),
        PETER,
        given_to=PETER,
        name="hanne-birkelund, først",
    ),
)  # fmt: skip
"""Orders that came to nothing; for most of them another came in their place."""
