"""Which citizen gets which road: the orders that run and those on their way. `endings` has those that have ended, and
`between` what happens from one report to the next. Every state of an order, a report and a meeting can be met."""

from typing import Final

from orderdesk.demo.acts import (
    Accept,
    Amend,
    Answer,
    Ask,
    AskMore,
    BeginReply,
    BeginReport,
    BeginReview,
    Clear,
    Comment,
    Correct,
    Decide,
    Decline,
    Forge,
    Read,
    Report,
    Scene,
    Send,
    WrongBox,
)
from orderdesk.demo.cast import AHMED, JONAS, LONE, PETER, SARA, WAITS, started

RUNNING: Final = (
    Scene(
        "bettina-ravn",
        (
            Send(day="2026-08-20"),
            Ask(
                day="2026-08-21", at="09:10", path="$.goals[1].seen_by",
                question="Hvor tit skal jeg selv have set en tur til købmanden, før målet er nået?",
            ),
            Answer(day="2026-08-21", at="13:30", text="Én tur om ugen i tre uger. Resten må Bettina selv fortælle om."),
            Accept(day="2026-08-24", first="2026-09-01", time="10:30", place="Hjemme hos Bettina, Ærtevej 14"),
            started("2026-09-01", "Bettina lukkede op og ville gerne gå en tur med."),
            Report(day="2026-09-21", month="2026-09"),
            Decide(
                day="2026-09-22", month="2026-09", decision="continue",
                text="Sara følger med til lægen den aftalte dag. Jeg ringer til Bettina aftenen før.",
            ),
            Report(day="2026-10-21", month="2026-10"),
            AskMore(
                day="2026-10-22", month="2026-10", item="M2", by="2026-10-28",
                text="Jeg kan ikke se, hvor langt I kom på turene.", about="Hvad gjorde Bettina, da det blev svært?",
            ),
            Correct(
                day="2026-10-23", month="2026-10", goal="M2",
                more="Da køen blev lang, gik hun ud, talte til tyve og gik ind igen. Det var hendes egen idé.",
            ),
            Decide(
                day="2026-10-26", month="2026-10", decision="ring_provider", by="2026-10-27",
                text="Jeg har ringet til Sara: turene ligger nu om tirsdagen. Torsdag er til at tale.",
            ),
            Report(day="2026-11-20", at="11:00", month="2026-11"),
        ),
        SARA,
    ),
    Scene(
        "jytte-mikkelsen",
        (
            Send(day="2026-08-24"),
            Accept(day="2026-08-25", first="2026-09-01", time="13:00", place="Lindholm Bibliotek"),
            started("2026-09-01", "Jytte kom til tiden og blev hele timen."),
            Report(day="2026-09-22", month="2026-09"),
            Decide(
                day="2026-09-23", month="2026-09", decision="continue",
                text="Timerne sættes op som planlagt. Jytte har fået kopi af rapporten fra mig.",
            ),
            Report(day="2026-10-22", month="2026-10"),
            Decide(
                day="2026-10-23", month="2026-10", decision="medical_request", by="2026-10-30",
                text="Jeg beder egen læge om svar på, hvad håndleddene kan holde til.",
            ),
            Report(day="2026-11-20", at="08:50", month="2026-11", kind="draft"),
            Comment(
                day="2026-11-20", at="10:00", month="2026-11", item="M1", by="2026-11-25",
                about="Hvor mange minutter ad gangen har Jytte siddet, før hun måtte op?",
                text="Det er næsten der. Jeg mangler kun ét tal.",
            ),
            BeginReport(day="2026-11-20", at="12:30", month="2026-11"),
        ),
        SARA,
        given_to=SARA,
        relation=("jytte-mikkelsen, først", "Turen med bus var for lang efter operationen."),
        relates="replaces",
    ),
    Scene(
        "torben-eskildsen",
        (
            Send(day="2026-08-21"),
            Accept(day="2026-08-25", first="2026-09-01", time="09:00", place="Brugsen i Lindholm"),
            started("2026-09-01", "Torben begyndte på lageret og holdt sine pauser."),
            Report(day="2026-09-21", month="2026-09"),
            Decide(
                day="2026-09-22", month="2026-09", decision="continue",
                text="Hæveborde er bevilget. Peter henter dem i denne uge.",
            ),
            Report(day="2026-10-21", month="2026-10"),
            Decide(
                day="2026-10-22", month="2026-10", decision="three_party_meeting", by="2026-10-30",
                text="Trepartsmøde i butikken: Torben, Peter og jeg finder et timetal, der holder.",
            ),
            Correct(
                day="2026-11-18", month="2026-10", goal="M1",
                more="Ved trepartsmødet kom det frem, at de to første dage var kortere end skrevet; det er rettet her.",
            ),
            Report(day="2026-11-19", at="14:00", month="2026-11", kind="draft"),
            Clear(
                day="2026-11-20", at="09:30", month="2026-11",
                text="Udkastet svarer på det hele. Tak for målingerne; send den endelige, når Torben har læst den.",
            ),
            Read(day="2026-11-20", at="10:15", month="2026-10"),
            BeginReview(
                day="2026-11-20", at="10:20", month="2026-10",
                body={"decision": "three_party_meeting", "text": "Mødet i december: løn for tre timer og"},
            ),
        ),
        PETER,
    ),
    Scene(
        "amina-warsame",
        (
            Send(day="2026-08-20", at="11:00"),
            Accept(day="2026-08-24", first="2026-09-01", time="10:00", place="Udsigten, Søndergade 3"),
            started("2026-09-01", "Amina kom med sin søster; tolken var med på telefonen."),
            Report(day="2026-09-22", month="2026-09"),
            Decide(
                day="2026-09-24", month="2026-09", decision="continue",
                text="Jeg har bestilt den samme tolk til lægebesøget.",
            ),
            Report(day="2026-10-21", month="2026-10"),
            Decide(
                day="2026-10-22", month="2026-10", decision="continue",
                text="Prøvedagen i køkkenet er godkendt. Lone skriver datoen til mig.",
            ),
            Report(day="2026-11-20", at="11:30", month="2026-11", kind="draft"),
        ),
        LONE,
    ),
    Scene(
        "kasper-lindgaard",
        (
            Send(day="2026-08-21", at="11:00"),
            Accept(day="2026-08-25", first="2026-09-01", time="11:00", place="Udsigten, lokale 4"),
            started("2026-09-01", "Kasper kom og ville helst sidde ved døren."),
            Report(day="2026-09-22", month="2026-09"),
            Decide(
                day="2026-09-23", month="2026-09", decision="continue",
                text="I går videre med at måle. Jeg skriver til Kasper, at det er en hjælp, han møder.",
            ),
            Report(day="2026-10-22", month="2026-10"),
            Decide(
                day="2026-10-23", month="2026-10", decision="amend_order", by="2026-10-26",
                text="Ordren ændres i dag: ingen ringer mere til Kasper, alle skriver.",
            ),
            Amend(
                day="2026-10-26", path=("follow_up", "ring_when"), reason="Opkald får Kasper til at blive væk.",
                text="Skriv til mig samme dag, hvis Kasper udebliver uden besked. Ring ikke til ham.",
            ),
            Report(day="2026-11-20", at="09:00", month="2026-11"),
            AskMore(
                day="2026-11-20", at="10:30", month="2026-11", item="S3", by="2026-11-27",
                text="Svaret på det sidste spørgsmål kan ikke bære en beslutning endnu.",
                about="Hvad har du set, der taler for udvikling, når der er ro?",
            ),
            Forge(day="2026-11-20", at="10:40", month="2026-11"),
        ),
        LONE,
    ),
)  # fmt: skip

ON_THEIR_WAY: Final = (
    Scene(
        "dennis-krarup",
        (
            Send(day="2026-11-17", answer_by=WAITS),
            Ask(
                day="2026-11-19", path="$.citizen.safety_note",
                question="Skal vi være to hver gang, eller kun de første gange? Vi er to frem til jul.",
            ),
        ),
        PETER,
        relation=("dennis-krarup, først", "Fjordvejen har ikke et rum uden larm."),
    ),
    Scene(
        "linnea-toft-pedersen",
        (
            Send(day="2026-11-05"),
            Accept(
                day="2026-11-09", first="2026-12-01", time="09:00", place="Fjordvejens drivhus",
                note="Linnea og jeg har talt i telefon. Hun vil gerne se stedet, før vi begynder.",
            ),
        ),
        SARA,
        given_to=SARA,
        caseworker=JONAS,
    ),
    Scene(
        "oliver-friis",
        (
            Send(day="2026-11-17"),
            Decline(
                day="2026-11-19", code="goals_beyond_hours",
                text="Tre mål på to timer om ugen når vi ikke. To fag og en aftale kræver mindst ti timer.",
                alternative="Ti timer om ugen, eller kun det første mål.",
            ),
        ),
        PETER,
        relation=("oliver-friis, først", "Der kom intet svar på den første ordre."),
        relates="restarts",
    ),
    Scene(
        "hanne-birkelund",
        (
            Send(day="2026-11-19", at="13:00", answer_by=WAITS),
            BeginReply(
                day="2026-11-20", at="13:15",
                body={"accept": {"consultant": "sara-holt", "start": "2026-12-02", "place": "Fjordvejen 8, lokale 2"}},
            ),
        ),
        SARA,
        relation=("hanne-birkelund, først", "Det første sted lå for langt væk for Hanne."),
        relates="restarts",
    ),
)  # fmt: skip

AFTER_THE_LAST_POST: Final = (
    Scene(
        "nadia-el-masri",
        (
            Send(day="2026-11-20", at="15:30", answer_by=WAITS),
            WrongBox(day="2026-11-20", at="15:40", person=SARA),
        ),
        AHMED,
        given_to=AHMED,
        name="nadia-el-masri, først",
    ),
    Scene(
        "nadia-el-masri",
        (Send(day="2026-11-20", at="16:10", answer_by=WAITS),),
        LONE,
        relation=("nadia-el-masri, først", "Den første ordre kom ikke frem, og Ahmed Yildiz er på ferie."),
    ),
)
"""What happens when all desks but the two have been closed for the week: nobody else fetches these."""

DRAFT: Final = "vague-order"
"""The order that Mette has begun, and that the checks must stop."""
